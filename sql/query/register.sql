-- register_last: -> sequence:i at:i leaf:s
SELECT sequence, at_ms AS at, leaf FROM register ORDER BY sequence DESC LIMIT 1;

-- register_place_last: place:s -> n:i
SELECT n FROM register WHERE place = :place ORDER BY n DESC LIMIT 1;

-- register_habilitation_last: user:s entity:s -> h:i
SELECT h FROM register WHERE user_id = :user AND entity_id = :entity AND h IS NOT NULL ORDER BY h DESC LIMIT 1;

-- register_add: sequence:i at:i action:action actor:s session:s operation:s entity:s user:s contact:s place:s n:i h:i claims:s salt:s leaf:s
INSERT INTO register (sequence, at_ms, action, actor_id, session_id, operation_id, entity_id, user_id, contact_id,
                      version, place, n, h, claims, salt, leaf)
VALUES (:sequence, :at, :action, :actor, :session, :operation, :entity, :user, :contact,
        1, :place, :n, nullif(:h, 0), :claims, :salt, :leaf);

-- register_secret_add: sequence:i name:s salt:s value:s owner:s
INSERT INTO register_secret (sequence, name, salt, value, user_id) VALUES (:sequence, :name, :salt, :value, :owner);

-- What a row says is what stands when it is written.
-- claims_of_line: contact:s -> side:side status:contact_status begins:i until:i ended:i
SELECT side, status, from_ms AS begins, until_ms AS until, revoked_ms AS ended FROM contact WHERE id = :contact;

-- claims_of_habilitation: entity:s user:s -> id:s status:habilitation_status begins:i until:i ended:i team:s team_leader:b creator:b
SELECT h.id, h.status, h.from_ms AS begins, h.until_ms AS until, h.archived_ms AS ended, t.name AS team, h.team_leader, h.creator
  FROM habilitation h
  JOIN team t ON t.id = h.team_id
 WHERE h.entity_id = :entity AND h.user_id = :user;

-- claims_of_person: id:s -> email:s name:s into:s
SELECT email, full_name AS name, merged_into AS "into" FROM users WHERE id = :id;

-- claims_of_entity: id:s -> name:s client:b
SELECT name, client FROM entity WHERE id = :id;

-- claims_of_operation: id:s -> reference:s name:s status:operation_status
SELECT reference, name, status FROM operation WHERE id = :id;

-- claims_of_participation: operation:s entity:s -> side:side
SELECT side FROM participation WHERE operation_id = :operation AND entity_id = :entity;

-- Who waits in a draft has not heard of it, and is not named.
-- register_list: operation:s entity:s action:s since:i until:i before:i limit:i => sequence:i at:i action:s actor_name:s actor_email:s name:s email:s entity:s entity_name:s reason:s reference:s operation_name:s
SELECT r.sequence, r.at_ms AS at, r.action, a.full_name AS actor_name, a.email AS actor_email,
       CASE WHEN o.status <> 'draft' OR c.id IS NULL OR c.side = 'manager' THEN u.full_name END AS name,
       u.email, e.id AS entity, e.name AS entity_name, r.reason,
       o.reference, o.name AS operation_name
  FROM decision r
  LEFT JOIN users a ON a.id = r.actor_id
  LEFT JOIN users u ON u.id = r.user_id
  LEFT JOIN entity e ON e.id = r.entity_id
  LEFT JOIN operation o ON o.id = r.operation_id
  LEFT JOIN contact c ON c.id = r.contact_id
 WHERE r.operation_id = :operation AND (:entity = '' OR r.entity_id = :entity) AND (:action = '' OR r.action = :action) AND r.at_ms >= :since
   AND (:until = 0 OR r.at_ms < :until) AND r.sequence < :before
 ORDER BY r.sequence DESC
 LIMIT :limit;

-- register_all: => sequence:i at:i action:s actor:s session:s operation:s entity:s user:s contact:s version:i place:s n:i h:i claims:s salt:s leaf:s
SELECT sequence, at_ms AS at, action, actor_id AS actor, session_id AS session, operation_id AS operation,
       entity_id AS entity, user_id AS user, contact_id AS contact, version, place, n, h, claims, salt, leaf
  FROM register ORDER BY sequence;

-- register_secrets: => sequence:i name:s salt:s value:s
SELECT sequence, name, salt, value FROM register_secret ORDER BY sequence, name;

-- What the register says of every line, and what stands; a line of which it never spoke too.
-- agree_lines: => contact:s at:i claims:s action:action side:side status:contact_status begins:i until:i
SELECT c.id AS contact, r.at_ms AS at, r.claims, r.action, c.side, c.status, c.from_ms AS begins, c.until_ms AS until
  FROM contact c
  LEFT JOIN register r ON r.contact_id = c.id AND r.version > 0
 ORDER BY c.id, r.sequence;

-- agree_access: => contact:s begins:i ends:i
SELECT contact_id AS contact, from_ms AS begins, to_ms AS ends FROM access ORDER BY contact_id, from_ms;

-- Habilitations that are not what the last entry on them says.
-- agree_habilitations: => entity:s user:s id:s claims:s
SELECT h.entity_id AS entity, h.user_id AS user, h.id,
       (SELECT r.claims FROM register r
         WHERE r.user_id = h.user_id AND r.entity_id = h.entity_id AND r.h IS NOT NULL ORDER BY r.h DESC LIMIT 1) AS claims
  FROM habilitation h
 ORDER BY h.id;

-- People who are called, or written to, otherwise than the last entry on them says.
-- agree_people: => id:s
SELECT id
  FROM (SELECT u.id, u.email, u.full_name,
               (SELECT r.sequence FROM register r WHERE r.place = u.id AND r.action = 'person_named'
                 ORDER BY r.n DESC LIMIT 1) AS naming
          FROM users u) p
 WHERE naming IS NULL
    OR EXISTS (SELECT 1 FROM register_secret s
                WHERE s.sequence = p.naming
                  AND s.value <> CASE s.name WHEN 'email' THEN p.email WHEN 'name' THEN coalesce(p.full_name, '') ELSE s.value END)
 ORDER BY id;

-- The same of operations and entities.
-- agree_names: => id:s kind:s name:s claims:s reference:s
SELECT o.id, 'operation' AS kind, o.name,
       (SELECT r.claims FROM register r
         WHERE r.operation_id = o.id
           AND r.action IN ('operation_added', 'operation_changed', 'operation_published', 'operation_closed', 'operation_named')
         ORDER BY r.sequence DESC LIMIT 1) AS claims, o.reference
  FROM operation o
 UNION ALL
SELECT e.id, 'entity', e.name,
       (SELECT r.claims FROM register r
         WHERE r.place = ' ' || e.id
           AND r.action IN ('entity_added', 'entity_renamed', 'entity_is_client', 'entity_is_no_client', 'entity_named')
         ORDER BY r.n DESC LIMIT 1), NULL
  FROM entity e;

-- Rows as they were before: `claims` holds the hash that they had.
-- register_before: => sequence:i at:i action:s actor:s session:s operation:s entity:s user:s contact:s hash:s reason:s
SELECT r.sequence, r.at_ms AS at, r.action, r.actor_id AS actor, r.session_id AS session, r.operation_id AS operation,
       r.entity_id AS entity, r.user_id AS user, r.contact_id AS contact, r.claims AS hash, s.value AS reason
  FROM register r
  LEFT JOIN register_secret s ON s.sequence = r.sequence AND s.name = 'reason'
 WHERE r.version = 0
 ORDER BY r.sequence;

-- register_convert: claims:s leaf:s sequence:i
UPDATE register SET claims = :claims, leaf = :leaf WHERE sequence = :sequence;

-- The first row that does not count on in its place, or in its habilitation.
-- register_gap: -> sequence:i
SELECT sequence
  FROM (SELECT sequence, n, h, row_number() OVER (PARTITION BY place ORDER BY sequence) AS nth,
               row_number() OVER (PARTITION BY user_id, entity_id, h IS NULL ORDER BY sequence) AS hth
          FROM register) r
 WHERE n <> nth OR h <> hth
 ORDER BY sequence
 LIMIT 1;

-- A draft is named to those who can open it.
-- register_of_entity: user:s now:i entity:s action:s since:i until:i before:i limit:i => register_list
SELECT r.sequence, r.at_ms AS at, r.action, a.full_name AS actor_name, a.email AS actor_email,
       u.full_name AS name, u.email, e.id AS entity, e.name AS entity_name, r.reason,
       o.reference, o.name AS operation_name
  FROM decision r
  LEFT JOIN users a ON a.id = r.actor_id
  LEFT JOIN users u ON u.id = r.user_id
  LEFT JOIN entity e ON e.id = r.entity_id
  LEFT JOIN operation o ON o.id = r.operation_id
   AND (o.status <> 'draft'
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = o.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
 WHERE r.entity_id = :entity AND (:action = '' OR r.action = :action) AND r.at_ms >= :since AND (:until = 0 OR r.at_ms < :until)
   AND r.sequence < :before
 ORDER BY r.sequence DESC
 LIMIT :limit;

-- users_any: -> any:b
SELECT 1 AS any FROM users LIMIT 1;

-- What stands, for a log that begins.
-- record_entities: => entity:s
SELECT id AS entity FROM entity ORDER BY id;

-- record_people: => user:s
SELECT id AS user FROM users ORDER BY id;

-- record_operations: => operation:s
SELECT id AS operation FROM operation ORDER BY id;

-- record_habilitations: => entity:s user:s
SELECT entity_id AS entity, user_id AS user FROM habilitation ORDER BY id;

-- record_contacts: => operation:s entity:s user:s contact:s
SELECT operation_id AS operation, entity_id AS entity, user_id AS user, id AS contact FROM contact ORDER BY id;

-- The tree: leaves and what is kept above them, so many from a place on.
-- log_leaves: sequence:i limit:i => hash:s
SELECT leaf AS hash FROM register WHERE sequence >= :sequence ORDER BY sequence LIMIT :limit;

-- log_tiles: level:i place:i limit:i => log_leaves
SELECT hash FROM tile WHERE level = :level AND place >= :place ORDER BY place LIMIT :limit;

-- log_tiles_made: level:i -> count:i
SELECT coalesce(max(place) + 1, 0) AS count FROM tile WHERE level = :level;

-- log_tile_add: level:i place:i hash:s
INSERT INTO tile (level, place, hash) VALUES (:level, :place, :hash);

-- log_checkpoint: -> size:i note:s
SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1;

-- log_checkpoints: => size:i note:s
SELECT size, note FROM checkpoint ORDER BY size;

-- log_checkpoint_add: size:i now:i note:s
INSERT INTO checkpoint (size, at_ms, note) VALUES (:size, :now, :note);

-- log_signers: => verifier_key:s
SELECT verifier_key FROM signer ORDER BY since_ms DESC, verifier_key;

-- log_signer_add: verifier_key:s now:i
INSERT INTO signer (verifier_key, since_ms) VALUES (:verifier_key, :now);

-- A row, of an operation and of an entity ("" for any) as somebody sees it: one of a draft names it, and is shown to who
-- can open that; "" sees all.
-- log_row: operation:s entity:s user:s now:i sequence:i -> register_all
SELECT r.sequence, r.at_ms AS at, r.action, r.actor_id AS actor, r.session_id AS session, r.operation_id AS operation,
       r.entity_id AS entity, r.user_id AS user, r.contact_id AS contact, r.version, r.place, r.n, r.h, r.claims, r.salt, r.leaf
  FROM register r
 WHERE r.sequence = :sequence AND (:operation = '' OR r.operation_id = :operation) AND (:entity = '' OR r.entity_id = :entity)
   AND (:user = '' OR NOT EXISTS (SELECT 1 FROM operation o WHERE o.id = r.operation_id AND o.status = 'draft')
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = r.operation_id AND d.user = :user AND d.opens <= :now AND d.ends > :now));
