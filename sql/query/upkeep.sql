-- What must hold between rows and no constraint says.  Each query names what it found wrong.

-- Accesses of one line that overlap, or end before they begin.
-- check_intervals: => id:s
SELECT a.contact_id AS id
  FROM access a
 WHERE a.to_ms < a.from_ms
    OR EXISTS (SELECT 1 FROM access b
                WHERE b.contact_id = a.contact_id AND b.from_ms > a.from_ms
                  AND (a.to_ms IS NULL OR a.to_ms > b.from_ms));

-- Lines that give access without an open interval, or have one and give none.
-- check_lines: => check_intervals
SELECT c.id
  FROM contact c
 WHERE (c.status = 'active')
    <> EXISTS (SELECT 1 FROM access a WHERE a.contact_id = c.id AND a.to_ms IS NULL);

-- Lines that have another side than their entity has in the operation.
-- check_sides: => check_intervals
SELECT c.id
  FROM contact c
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.side IS NULL OR c.side <> p.side;

-- Lines that carry something else than their person and his habilitation say.
-- check_carried: => check_intervals
SELECT c.id
  FROM contact c
  JOIN line_source s ON s.user = c.user_id AND s.entity = c.entity_id
 WHERE c.carried = 1
   AND (coalesce(c.email, '') <> s.email OR coalesce(c.first_name, '') <> coalesce(s.first_name, '')
        OR coalesce(c.last_name, '') <> coalesce(s.last_name, '') OR coalesce(c.activated_ms, 0) <> coalesce(s.activated, 0)
        OR coalesce(c.team_id, '') <> coalesce(s.team, '') OR coalesce(c.held_ms, 0) <> coalesce(s.held, 0)
        OR coalesce(c.proved_ms, -1) <> s.proved);

-- Teams whose list of those above them is not what the chart says.
-- check_teams: => check_intervals
SELECT t.id
  FROM team t
 WHERE NOT EXISTS (SELECT 1 FROM team_above a WHERE a.team_id = t.id AND a.above_id = t.id)
    OR (SELECT count(*) FROM team_above a WHERE a.team_id = t.id)
    <> 1 + coalesce((SELECT count(*) FROM team_above p WHERE p.team_id = t.parent_id), 0)
    OR EXISTS (SELECT 1 FROM team_above p
                WHERE p.team_id = t.parent_id
                  AND NOT EXISTS (SELECT 1 FROM team_above a WHERE a.team_id = t.id AND a.above_id = p.above_id));

-- Operations that nobody manages.
-- check_managers: now:i => check_intervals
SELECT o.id
  FROM operation o
 WHERE o.status <> 'closed'
   AND NOT EXISTS (SELECT 1
                     FROM active_contact c
                    WHERE c.operation_id = o.id AND c.side = 'manager' AND c.opens <= :now AND c.ends > :now);

-- Who takes part in what, and by which words it is found.
-- check_parts: => operation:s entity:s reference:s sort_name:s
SELECT o.id AS operation, p.entity_id AS entity, o.reference, o.sort_name
  FROM participation p JOIN operation o ON o.id = p.operation_id
 ORDER BY p.operation_id, p.entity_id;

-- check_word: entity:s word:s operation:s -> found:b
SELECT 1 AS found FROM operation_word WHERE entity_id = :entity AND word = :word AND operation_id = :operation;

-- check_word_count: -> words:i
SELECT count(*) AS words FROM operation_word;

-- operation_all: => id:s
SELECT id FROM operation ORDER BY id;

-- What the register would hold had the demonstration's lines been made by hand.
-- demo_entries: => at:i action:action actor:s operation:s entity:s user:s contact:s reason:s side:side status:contact_status begins:i until:i ended:i turn:i
SELECT created_ms AS at, 'entity_named' AS action, NULL AS actor, NULL AS operation, id AS entity, NULL AS user, NULL AS contact,
       NULL AS reason, NULL AS side, NULL AS status, CAST(NULL AS BIGINT) AS begins, CAST(NULL AS BIGINT) AS until,
       CAST(NULL AS BIGINT) AS ended, 1 AS turn
  FROM entity
 UNION ALL
SELECT created_ms, 'person_named', NULL, NULL, NULL, id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2 FROM users
 UNION ALL
SELECT created_ms, 'operation_named', created_by, id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3 FROM operation
 UNION ALL
SELECT since_ms, 'habilitation_added', granted_by, NULL, entity_id, user_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 4
  FROM habilitation WHERE status <> 'archived'
 UNION ALL
SELECT coalesce(archived_ms, since_ms), 'habilitation_archived', archived_by, NULL, entity_id, user_id, NULL, reason, NULL, NULL, NULL, NULL, NULL, 4
  FROM habilitation WHERE status = 'archived'
 UNION ALL
SELECT since_ms, CASE WHEN status IN ('queued', 'invited') THEN 'contact_' || status ELSE 'contact_added' END,
       added_by, operation_id, entity_id, user_id, id, NULL, side, CASE status WHEN 'revoked' THEN 'active' ELSE status END,
       from_ms, until_ms, NULL, 5
  FROM contact
 UNION ALL
SELECT revoked_ms, 'contact_revoked', revoked_by, operation_id, entity_id, user_id, id, reason, side, status,
       from_ms, until_ms, revoked_ms, 6
  FROM contact WHERE status = 'revoked'
 ORDER BY 1, 14, 7, 6, 5;

-- demo_people: => id:s email:s first_name:s last_name:s
SELECT id, email, first_name, last_name FROM users ORDER BY id;

-- migration_table:
CREATE TABLE IF NOT EXISTS migration (version BIGINT NOT NULL PRIMARY KEY, applied_ms BIGINT NOT NULL);

-- migration_version: -> version:i
SELECT coalesce(max(version), 0) AS version FROM migration;

-- migration_add: version:i now:i
INSERT INTO migration (version, applied_ms) VALUES (:version, :now);

-- demo_domains:
UPDATE contact SET domain = (SELECT m.domain FROM mailbox m WHERE m.user = contact.user_id);
