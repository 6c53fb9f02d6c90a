-- One handover, and how the caller stands to it: he is asked to take over, or leads who leaves.
-- handover: user:s entity:s now:i id:s -> id:s entity:s entity_name:s client:b leaver:s leaver_name:s leaver_email:s leaver_language:s starter:s starter_name:s starter_email:s starter_language:s starter_zone:s starts:i leaves:i message:s status:s roles:s created:i changed:i ended:i succeeds:b asked:b led:b parts:i accepted:i operations:i
SELECT h.*,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = $1 AND p.status <> 'dropped') AS succeeds,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = $1 AND p.status = 'waiting') AS asked,
       h.entity = $2 AND EXISTS (SELECT 1 FROM led_person l
                                  WHERE l.leader = $1 AND l.person = h.leaver AND l.entity = h.entity
                                    AND l.opens <= $3 AND l.ends > $3) AS led,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status <> 'dropped') AS parts,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status = 'accepted') AS accepted,
       (SELECT count(DISTINCT o.operation_id) FROM handover_operation o WHERE o.handover_id = h.id) AS operations
  FROM handover_line h
 WHERE h.id = $4;

-- handover_list: user:s entity:s now:i closed:b before:s limit:i => handover
SELECT h.*,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = $1 AND p.status <> 'dropped') AS succeeds,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = $1 AND p.status = 'waiting') AS asked,
       h.entity = $2 AND EXISTS (SELECT 1 FROM led_person l
                                  WHERE l.leader = $1 AND l.person = h.leaver AND l.entity = h.entity
                                    AND l.opens <= $3 AND l.ends > $3) AS led,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status <> 'dropped') AS parts,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status = 'accepted') AS accepted,
       (SELECT count(DISTINCT o.operation_id) FROM handover_operation o WHERE o.handover_id = h.id) AS operations
  FROM handover_line h
 WHERE h.id IN (SELECT id FROM handover WHERE user_id = $1
                 UNION
                SELECT id FROM handover WHERE started_by = $1
                 UNION
                SELECT handover_id FROM handover_part WHERE user_id = $1 AND status <> 'dropped'
                 UNION
                SELECT t.id
                  FROM handover t JOIN led_person l ON l.person = t.user_id AND l.entity = t.entity_id
                 WHERE t.entity_id = $2 AND l.leader = $1 AND l.opens <= $3 AND l.ends > $3)
   AND (h.status <> 'open') = ($4 = 1) AND ($5 = '' OR h.id < $5)
 ORDER BY h.id DESC
 LIMIT $6;

-- handover_open_of: user:s entity:s -> id:s
SELECT id FROM handover WHERE user_id = $1 AND entity_id = $2 AND status = 'open';

-- Whether somebody is handing over everything himself: he is no successor.
-- handover_leaving: user:s entity:s -> yes:b
SELECT 1 AS yes
  FROM handover h JOIN handover_part p ON p.handover_id = h.id
 WHERE h.user_id = $1 AND h.entity_id = $2 AND h.status = 'open' AND p.everything = 1 AND p.status <> 'dropped'
 LIMIT 1;

-- Whether somebody leads the team of a person, or of one who was, or one above it.
-- person_led: leader:s person:s entity:s now:i -> led:b
SELECT 1 AS led
  FROM led_person
 WHERE leader = $1 AND person = $2 AND entity = $3 AND opens <= $4 AND ends > $4
 LIMIT 1;

-- handover_sources: leaver:s entity:s now:i limit:i => id:s operation:s reference:s name:s operation_status:s side:s current:b until:i
SELECT id, operation, reference, name, operation_status, side, current, until
  FROM handover_source
 WHERE leaver = $1 AND entity = $2 AND opens <= $3 AND ends > $3
 ORDER BY reference DESC, operation DESC
 LIMIT $4;

-- handover_source: leaver:s entity:s now:i operation:s -> handover_sources
SELECT id, operation, reference, name, operation_status, side, current, until
  FROM handover_source
 WHERE leaver = $1 AND entity = $2 AND opens <= $3 AND ends > $3 AND operation = $4;

-- handover_add: id:s entity:s user:s started_by:s starts:i leaves:i message:s now:i
INSERT INTO handover (id, entity_id, user_id, started_by, starts_ms, leaves_ms, message, status, created_ms, changed_ms,
                      due_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $8, $8);

-- handover_part_add: id:s handover:s user:s everything:b now:i
INSERT INTO handover_part (id, handover_id, place, user_id, everything, status, created_ms)
VALUES ($1, $2, (SELECT count(*) FROM handover_part WHERE handover_id = $2), $3, $4, 'waiting', $5);

-- handover_operation_add: part:s operation:s handover:s
INSERT INTO handover_operation (part_id, operation_id, handover_id, state, made) VALUES ($1, $2, $3, 'waiting', 0);

-- Everything is what nobody was named for, and what came since; an access that came back is handed over again.
-- handover_gather: now:i handover:s
INSERT INTO handover_operation (part_id, operation_id, handover_id, state, made)
SELECT p.id, s.operation, h.id, 'waiting', 0
  FROM handover h
  JOIN handover_part p ON p.handover_id = h.id AND p.everything = 1 AND p.status <> 'dropped'
  JOIN handover_source s ON s.leaver = h.user_id AND s.entity = h.entity_id AND s.opens <= $1 AND s.ends > $1
 WHERE h.id = $2
   AND NOT EXISTS (SELECT 1
                     FROM handover_operation o JOIN handover_part n ON n.id = o.part_id
                    WHERE o.handover_id = h.id AND o.operation_id = s.operation AND n.status <> 'dropped'
                      AND (n.everything = 0 OR (n.id = p.id AND (s.current = 0 OR o.state IN ('waiting', 'given')))))
ON CONFLICT (part_id, operation_id) DO UPDATE SET state = 'waiting', made = 0, at_ms = NULL;

-- handover_parts: handover:s => id:s handover:s place:i user:s name:s email:s language:s activated:i everything:b status:s created:i reminded:i answered:i reason:s operations:i
SELECT * FROM handover_part_line WHERE handover = $1 ORDER BY place;

-- handover_part: id:s -> handover_parts
SELECT * FROM handover_part_line WHERE id = $1;

-- Parts that wait for somebody, whichever the handover.
-- handover_parts_waiting: user:s -> id:s
SELECT p.id
  FROM handover_part p JOIN handover h ON h.id = p.handover_id
 WHERE p.user_id = $1 AND p.status = 'waiting' AND h.status = 'open'
 ORDER BY p.id
 LIMIT 1;

-- handover_asked: handover:s user:s -> handover_parts
SELECT * FROM handover_part_line WHERE handover = $1 AND user = $2 AND status = 'waiting' ORDER BY place LIMIT 1;

-- The next of those who took over everything.
-- handover_heir: handover:s after:i -> place:i user:s name:s
SELECT place, user, name
  FROM handover_part_line
 WHERE handover = $1 AND place > $2 AND status = 'accepted' AND everything = 1
 ORDER BY place
 LIMIT 1;

-- The part whose successor has been silent for so long, next.
-- handover_part_silent: handover:s before:i -> handover_parts
SELECT *
  FROM handover_part_line
 WHERE handover = $1 AND status = 'waiting' AND coalesce(reminded, created) <= $2
 ORDER BY place
 LIMIT 1;

-- handover_part_answer: status:s now:i reason:s id:s
UPDATE handover_part SET status = $1, answered_ms = $2, reason = $3 WHERE id = $4;

-- What somebody was asked for before his two addresses became one account.
-- handover_parts_take: into:s from:s
UPDATE handover_part SET user_id = $1 WHERE user_id = $2;

-- Nobody takes over from himself: what waits for an account that turned out to be his own is looked for elsewhere.
-- handover_parts_own: now:i user:s
UPDATE handover_part SET status = 'refused', answered_ms = $1
 WHERE user_id = $2 AND status = 'waiting'
   AND EXISTS (SELECT 1 FROM handover h WHERE h.id = handover_part.handover_id AND h.user_id = $2);

-- handover_part_reminded: now:i id:s
UPDATE handover_part SET reminded_ms = $1 WHERE id = $2;

-- What a part is about, with the successor's line, as far as somebody may hear of it: a draft is named to those who can
-- open it.
-- handover_operations: user:s now:i part:s limit:i => operation:s reference:s name:s side:s operation_status:s state:s at:i line_status:s
SELECT o.operation_id AS operation, f.reference, f.name, p.side, f.status AS operation_status, o.state, o.at_ms AS at,
       c.status AS line_status
  FROM handover_operation o
  JOIN handover_part n ON n.id = o.part_id
  JOIN handover h ON h.id = o.handover_id
  JOIN operation f ON f.id = o.operation_id
  JOIN participation p ON p.operation_id = o.operation_id AND p.entity_id = h.entity_id
  LEFT JOIN contact c ON c.user_id = n.user_id AND c.entity_id = h.entity_id AND c.operation_id = o.operation_id
 WHERE (f.status <> 'draft'
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = f.id AND d.user = $1 AND d.opens <= $2 AND d.ends > $2))
   AND o.part_id = $3
 ORDER BY f.reference DESC, f.id DESC
 LIMIT $4;

-- handover_to_give: handover:s limit:i => part:s operation:s user:s
SELECT o.part_id AS part, o.operation_id AS operation, p.user_id AS user
  FROM handover_operation o JOIN handover_part p ON p.id = o.part_id
 WHERE o.handover_id = $1 AND o.state = 'waiting' AND p.status = 'accepted'
 ORDER BY o.operation_id, o.part_id
 LIMIT $2;

-- handover_operation_set: state:s made:b now:i part:s operation:s
UPDATE handover_operation SET state = $1, made = $2, at_ms = $3 WHERE part_id = $4 AND operation_id = $5;

-- What who leaves wanted to hear of an operation, his successor hears.
-- handover_settings: successor:s leaver:s operation:s
INSERT INTO notification_setting (user_id, operation_id, own, borrowers)
SELECT $1, operation_id, own, borrowers FROM notification_setting WHERE user_id = $2 AND operation_id = $3
ON CONFLICT (user_id, operation_id) DO NOTHING;

-- Operations for which every successor has accepted and has access.
-- handover_ready: now:i handover:s limit:i => operation:s
SELECT DISTINCT o.operation_id AS operation
  FROM handover_operation o
  JOIN handover h ON h.id = o.handover_id
  JOIN operation f ON f.id = o.operation_id
 WHERE o.state = 'given'
   AND NOT EXISTS (SELECT 1
                     FROM handover_operation x
                     JOIN handover_part p ON p.id = x.part_id
                    WHERE x.handover_id = o.handover_id AND x.operation_id = o.operation_id AND p.status <> 'dropped'
                      AND x.state IN ('waiting', 'given')
                      AND (x.state = 'waiting' OR p.status <> 'accepted'
                           OR (f.status <> 'closed'
                               AND NOT EXISTS (SELECT 1 FROM active_contact c
                                                WHERE c.user_id = p.user_id AND c.entity_id = h.entity_id
                                                  AND c.operation_id = x.operation_id AND c.opens <= $1
                                                  AND c.ends > $1))))
   AND o.handover_id = $2
 ORDER BY o.operation_id
 LIMIT $3;

-- handover_successors: handover:s operation:s => name:s
SELECT coalesce(u.full_name, u.email) AS name
  FROM handover_operation o
  JOIN handover_part p ON p.id = o.part_id
  JOIN users u ON u.id = p.user_id
 WHERE o.handover_id = $1 AND o.operation_id = $2 AND o.state IN ('given', 'done') AND p.status = 'accepted'
 ORDER BY p.place;

-- handover_done: now:i handover:s operation:s
UPDATE handover_operation SET state = 'done', at_ms = $1
 WHERE handover_id = $2 AND operation_id = $3 AND state = 'given';

-- The lines that came of a part, of operations that are not done: they go back when it does.
-- handover_made: part:s => contact:s operation:s
SELECT c.id AS contact, o.operation_id AS operation
  FROM handover_operation o
  JOIN handover_part p ON p.id = o.part_id
  JOIN handover h ON h.id = o.handover_id
  JOIN contact c ON c.user_id = p.user_id AND c.entity_id = h.entity_id AND c.operation_id = o.operation_id
 WHERE o.part_id = $1 AND o.state = 'given' AND o.made = 1 AND c.current = 1
 ORDER BY o.operation_id;

-- handover_part_undo: part:s
UPDATE handover_operation SET state = 'waiting', made = 0, at_ms = NULL WHERE part_id = $1 AND state = 'given';

-- What is not done goes to the part that replaces another.
-- handover_part_move: successor:s part:s
UPDATE handover_operation SET part_id = $1 WHERE part_id = $2 AND state = 'waiting';

-- handover_part_clear: part:s
DELETE FROM handover_operation WHERE part_id = $1 AND state = 'waiting';

-- What keeps a handover from its end, and whose silence is next to be noticed.
-- handover_state: now:i id:s -> waiting:i failed:i accepted:i everything:i undone:i done:i stuck:i next:i
SELECT (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status = 'waiting') AS waiting,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status IN ('refused', 'expired')) AS failed,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status = 'accepted') AS accepted,
       (SELECT count(*) FROM handover_part p
         WHERE p.handover_id = h.id AND p.status = 'accepted' AND p.everything = 1) AS everything,
       (SELECT count(*) FROM handover_operation o
         WHERE o.handover_id = h.id AND o.state IN ('waiting', 'given')) AS undone,
       (SELECT count(*) FROM handover_operation o WHERE o.handover_id = h.id AND o.state = 'done') AS done,
       (SELECT count(*)
          FROM handover_operation o
          JOIN handover_part p ON p.id = o.part_id
          JOIN operation f ON f.id = o.operation_id
         WHERE o.handover_id = h.id AND o.state = 'given' AND f.status <> 'closed'
           AND NOT EXISTS (SELECT 1 FROM active_contact c
                            WHERE c.user_id = p.user_id AND c.entity_id = h.entity_id
                              AND c.operation_id = o.operation_id AND c.opens <= $1 AND c.ends > $1)) AS stuck,
       (SELECT min(coalesce(p.reminded_ms, p.created_ms)) FROM handover_part p
         WHERE p.handover_id = h.id AND p.status = 'waiting') AS next
  FROM handover h
 WHERE h.id = $2;

-- Whether a successor has accepted and not got what he accepted, or lost it again.
-- handover_part_stuck: part:s now:i -> yes:b
SELECT 1 AS yes
  FROM handover_operation o
  JOIN handover_part p ON p.id = o.part_id
  JOIN handover h ON h.id = o.handover_id
  JOIN operation f ON f.id = o.operation_id
 WHERE o.part_id = $1 AND o.state = 'given' AND f.status <> 'closed'
   AND NOT EXISTS (SELECT 1 FROM active_contact c
                    WHERE c.user_id = p.user_id AND c.entity_id = h.entity_id AND c.operation_id = o.operation_id
                      AND c.opens <= $2 AND c.ends > $2)
 LIMIT 1;

-- handover_due: now:i -> id:s
SELECT id FROM handover WHERE status = 'open' AND due_ms <= $1 ORDER BY due_ms, id LIMIT 1;

-- handover_look: due:i id:s
UPDATE handover SET due_ms = $1 WHERE id = $2;

-- handover_changed: now:i id:s
UPDATE handover SET changed_ms = $1 WHERE id = $2;

-- handover_continue: started_by:s now:i id:s
UPDATE handover SET started_by = $1, changed_ms = $2 WHERE id = $3;

-- handover_roles: roles:s id:s
UPDATE handover SET roles = $1 WHERE id = $2;

-- handover_end: status:s now:i id:s
UPDATE handover SET status = $1, ended_ms = $2 WHERE id = $3;

-- The receipt: what changed hands, to whom, when, for somebody who may hear of it.
-- handover_receipt: user:s now:i handover:s limit:i => operation:s reference:s name:s successor:s at:i
SELECT o.operation_id AS operation, f.reference, f.name,
       coalesce(u.full_name, u.email) AS successor, o.at_ms AS at
  FROM handover_operation o
  JOIN handover_part p ON p.id = o.part_id
  JOIN users u ON u.id = p.user_id
  JOIN operation f ON f.id = o.operation_id
 WHERE (f.status <> 'draft'
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = f.id AND d.user = $1 AND d.opens <= $2 AND d.ends > $2))
   AND o.handover_id = $3 AND o.state = 'done'
 ORDER BY f.reference, f.id, p.place
 LIMIT $4;

-- Who manages an operation that changed hands, but for those who took part in the handover.
-- handover_managers: now:i handover:s => user:s email:s language:s
SELECT DISTINCT u.id AS user, u.email, u.language
  FROM handover_operation o
  JOIN handover h ON h.id = o.handover_id
  JOIN active_contact c ON c.operation_id = o.operation_id AND c.side = 'manager' AND c.opens <= $1 AND c.ends > $1
  JOIN users u ON u.id = c.user_id
 WHERE o.handover_id = $2 AND o.state = 'done' AND u.id <> h.user_id AND u.id <> h.started_by
   AND NOT EXISTS (SELECT 1 FROM handover_part s
                    WHERE s.handover_id = h.id AND s.user_id = u.id AND s.status = 'accepted')
 ORDER BY u.id
 LIMIT 500;

-- handover_receipt_for: handover:s user:s now:i limit:i => handover_receipt
SELECT o.operation_id AS operation, f.reference, f.name,
       coalesce(u.full_name, u.email) AS successor, o.at_ms AS at
  FROM handover_operation o
  JOIN handover_part n ON n.id = o.part_id
  JOIN users u ON u.id = n.user_id
  JOIN operation f ON f.id = o.operation_id
 WHERE o.handover_id = $1 AND o.state = 'done'
   AND EXISTS (SELECT 1 FROM active_contact c
                WHERE c.user_id = $2 AND c.operation_id = o.operation_id AND c.side = 'manager' AND c.opens <= $3
                  AND c.ends > $3)
 ORDER BY f.reference, f.id, n.place
 LIMIT $4;
