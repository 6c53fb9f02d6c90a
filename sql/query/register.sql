-- register_last: -> sequence:i hash:s
SELECT sequence, hash FROM register ORDER BY sequence DESC LIMIT 1;

-- register_add: sequence:i at:i action:action actor:s session:s operation:s entity:s user:s contact:s reason:s hash:s
INSERT INTO register (sequence, at_ms, action, actor_id, session_id, operation_id, entity_id, user_id, contact_id,
                      reason, hash)
VALUES (:sequence, :at, :action, :actor, :session, :operation, :entity, :user, :contact, :reason, :hash);

-- Who waits in a draft has not heard of it, and is not named.
-- register_list: operation:s entity:s action:s since:i until:i before:i limit:i => sequence:i at:i action:s actor_name:s actor_email:s name:s email:s entity:s entity_name:s reason:s reference:s operation_name:s
SELECT r.sequence, r.at_ms AS at, r.action, a.full_name AS actor_name, a.email AS actor_email,
       CASE WHEN o.status <> 'draft' OR c.id IS NULL OR c.side = 'manager' THEN u.full_name END AS name,
       u.email, e.id AS entity, e.name AS entity_name, r.reason,
       o.reference, o.name AS operation_name
  FROM register r
  LEFT JOIN users a ON a.id = r.actor_id
  LEFT JOIN users u ON u.id = r.user_id
  LEFT JOIN entity e ON e.id = r.entity_id
  LEFT JOIN operation o ON o.id = r.operation_id
  LEFT JOIN contact c ON c.id = r.contact_id
 WHERE r.operation_id = :operation AND (:entity = '' OR r.entity_id = :entity) AND (:action = '' OR r.action = :action) AND r.at_ms >= :since
   AND (:until = 0 OR r.at_ms < :until) AND r.sequence < :before
 ORDER BY r.sequence DESC
 LIMIT :limit;

-- register_all: => sequence:i at:i action:s actor:s session:s operation:s entity:s user:s contact:s reason:s hash:s
SELECT sequence, at_ms AS at, action, actor_id AS actor, session_id AS session, operation_id AS operation,
       entity_id AS entity, user_id AS user, contact_id AS contact, reason, hash
  FROM register ORDER BY sequence;

-- A draft is named to those who can open it.
-- register_of_entity: user:s now:i entity:s action:s since:i until:i before:i limit:i => register_list
SELECT r.sequence, r.at_ms AS at, r.action, a.full_name AS actor_name, a.email AS actor_email,
       u.full_name AS name, u.email, e.id AS entity, e.name AS entity_name, r.reason,
       o.reference, o.name AS operation_name
  FROM register r
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
