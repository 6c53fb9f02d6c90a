-- One handover, and how the caller stands to it: he is asked to take over, or leads who leaves.
-- handover: user:s entity:s now:i id:s -> id:s entity:s entity_name:s client:b leaver:s leaver_name:s leaver_email:s leaver_language:s starter:s starter_name:s starter_email:s starter_language:s starter_zone:s starts:i leaves:i message:s status:handover_status roles:handed_roles created:i changed:i ended:i succeeds:b asked:b led:b parts:i accepted:i operations:i
SELECT h.*,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = :user AND p.status <> 'dropped') AS succeeds,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = :user AND p.status = 'waiting') AS asked,
       h.entity = :entity AND EXISTS (SELECT 1 FROM led_person l
                                  WHERE l.leader = :user AND l.person = h.leaver AND l.entity = h.entity
                                    AND l.opens <= :now AND l.ends > :now) AS led,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status <> 'dropped') AS parts,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status = 'accepted') AS accepted,
       (SELECT count(DISTINCT o.operation_id) FROM handover_operation o WHERE o.handover_id = h.id) AS operations
  FROM handover_line h
 WHERE h.id = :id;

-- handover_list: user:s entity:s now:i closed:b before:s limit:i => handover
SELECT h.*,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = :user AND p.status <> 'dropped') AS succeeds,
       EXISTS (SELECT 1 FROM handover_part p
                WHERE p.handover_id = h.id AND p.user_id = :user AND p.status = 'waiting') AS asked,
       h.entity = :entity AND EXISTS (SELECT 1 FROM led_person l
                                  WHERE l.leader = :user AND l.person = h.leaver AND l.entity = h.entity
                                    AND l.opens <= :now AND l.ends > :now) AS led,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status <> 'dropped') AS parts,
       (SELECT count(*) FROM handover_part p WHERE p.handover_id = h.id AND p.status = 'accepted') AS accepted,
       (SELECT count(DISTINCT o.operation_id) FROM handover_operation o WHERE o.handover_id = h.id) AS operations
  FROM handover_line h
 WHERE h.id IN (SELECT id FROM handover WHERE user_id = :user
                 UNION
                SELECT id FROM handover WHERE started_by = :user
                 UNION
                SELECT handover_id FROM handover_part WHERE user_id = :user AND status <> 'dropped'
                 UNION
                SELECT t.id
                  FROM handover t JOIN led_person l ON l.person = t.user_id AND l.entity = t.entity_id
                 WHERE t.entity_id = :entity AND l.leader = :user AND l.opens <= :now AND l.ends > :now)
   AND (h.status <> 'open') = (:closed = 1) AND (:before = '' OR h.id < :before)
 ORDER BY h.id DESC
 LIMIT :limit;

-- handover_open_of: user:s entity:s -> id:s
SELECT id FROM handover WHERE user_id = :user AND entity_id = :entity AND status = 'open';

-- Whether somebody is handing over everything himself: he is no successor.
-- handover_leaving: user:s entity:s -> yes:b
SELECT 1 AS yes
  FROM handover h JOIN handover_part p ON p.handover_id = h.id
 WHERE h.user_id = :user AND h.entity_id = :entity AND h.status = 'open' AND p.everything = 1 AND p.status <> 'dropped'
 LIMIT 1;

-- Whether somebody leads the team of a person, or of one who was, or one above it.
-- person_led: leader:s person:s entity:s now:i -> led:b
SELECT 1 AS led
  FROM led_person
 WHERE leader = :leader AND person = :person AND entity = :entity AND opens <= :now AND ends > :now
 LIMIT 1;

-- handover_sources: leaver:s entity:s now:i limit:i =>> id:s operation:s reference:s name:s operation_status:operation_status side:side current:b until:i
SELECT id, operation, reference, name, operation_status, side, current, until
  FROM handover_source
 WHERE leaver = :leaver AND entity = :entity AND opens <= :now AND ends > :now
 ORDER BY reference DESC, operation DESC
 LIMIT :limit;

-- handover_source: leaver:s entity:s now:i operation:s -> handover_sources
SELECT id, operation, reference, name, operation_status, side, current, until
  FROM handover_source
 WHERE leaver = :leaver AND entity = :entity AND opens <= :now AND ends > :now AND operation = :operation;

-- handover_add: id:s entity:s user:s started_by:s starts:i leaves:i message:s now:i
INSERT INTO handover (id, entity_id, user_id, started_by, starts_ms, leaves_ms, message, status, created_ms, changed_ms,
                      due_ms)
VALUES (:id, :entity, :user, :started_by, :starts, :leaves, :message, 'open', :now, :now, :now);

-- handover_part_add: id:s handover:s user:s everything:b now:i
INSERT INTO handover_part (id, handover_id, place, user_id, everything, status, created_ms)
VALUES (:id, :handover, (SELECT count(*) FROM handover_part WHERE handover_id = :handover), :user, :everything, 'waiting', :now);

-- handover_operation_add: part:s operation:s handover:s
INSERT INTO handover_operation (part_id, operation_id, handover_id, state, made) VALUES (:part, :operation, :handover, 'waiting', 0);

-- Everything is what nobody was named for, and what came since; an access that came back is handed over again.
-- handover_gather: now:i handover:s
INSERT INTO handover_operation (part_id, operation_id, handover_id, state, made)
SELECT p.id, s.operation, h.id, 'waiting', 0
  FROM handover h
  JOIN handover_part p ON p.handover_id = h.id AND p.everything = 1 AND p.status <> 'dropped'
  JOIN handover_source s ON s.leaver = h.user_id AND s.entity = h.entity_id AND s.opens <= :now AND s.ends > :now
 WHERE h.id = :handover
   AND NOT EXISTS (SELECT 1
                     FROM handover_operation o JOIN handover_part n ON n.id = o.part_id
                    WHERE o.handover_id = h.id AND o.operation_id = s.operation AND n.status <> 'dropped'
                      AND (n.everything = 0 OR (n.id = p.id AND (s.current = 0 OR o.state IN ('waiting', 'given')))))
ON CONFLICT (part_id, operation_id) DO UPDATE SET state = 'waiting', made = 0, at_ms = NULL;

-- handover_parts: handover:s =>> id:s handover:s place:i user:s name:s email:s language:s activated:i everything:b status:part_status created:i reminded:i answered:i reason:s operations:i
SELECT * FROM handover_part_line WHERE handover = :handover ORDER BY place;

-- handover_part: id:s -> handover_parts
SELECT * FROM handover_part_line WHERE id = :id;

-- Parts that wait for somebody, whichever the handover.
-- handover_parts_waiting: user:s -> id:s
SELECT p.id
  FROM handover_part p JOIN handover h ON h.id = p.handover_id
 WHERE p.user_id = :user AND p.status = 'waiting' AND h.status = 'open'
 ORDER BY p.id
 LIMIT 1;

-- handover_asked: handover:s user:s -> handover_parts
SELECT * FROM handover_part_line p WHERE p.handover = :handover AND p.user = :user AND p.status = 'waiting' ORDER BY p.place LIMIT 1;

-- The next of those who took over everything.
-- handover_heir: handover:s after:i -> place:i user:s name:s
SELECT p.place, p.user, p.name
  FROM handover_part_line p
 WHERE p.handover = :handover AND p.place > :after AND p.status = 'accepted' AND p.everything = 1
 ORDER BY p.place
 LIMIT 1;

-- The part whose successor has been silent for so long, next.
-- handover_part_silent: handover:s before:i -> handover_parts
SELECT *
  FROM handover_part_line
 WHERE handover = :handover AND status = 'waiting' AND coalesce(reminded, created) <= :before
 ORDER BY place
 LIMIT 1;

-- handover_part_answer: status:part_status now:i reason:s id:s
UPDATE handover_part SET status = :status, answered_ms = :now, reason = :reason WHERE id = :id;

-- What somebody was asked for before his two addresses became one account.
-- handover_parts_take: into:s from:s
UPDATE handover_part SET user_id = :into WHERE user_id = :from;

-- Nobody takes over from himself: what waits for an account that turned out to be his own is looked for elsewhere.
-- handover_parts_own: now:i user:s
UPDATE handover_part SET status = 'refused', answered_ms = :now
 WHERE user_id = :user AND status = 'waiting'
   AND EXISTS (SELECT 1 FROM handover h WHERE h.id = handover_part.handover_id AND h.user_id = :user);

-- handover_part_reminded: now:i id:s
UPDATE handover_part SET reminded_ms = :now WHERE id = :id;

-- What a part is about, with the successor's line, as far as somebody may hear of it: a draft is named to those who can
-- open it.
-- handover_operations: user:s now:i part:s limit:i => operation:s reference:s name:s side:side operation_status:operation_status state:handed_state at:i line_status:contact_status
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
                    WHERE d.operation = f.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
   AND o.part_id = :part
 ORDER BY f.reference DESC, f.id DESC
 LIMIT :limit;

-- handover_to_give: handover:s limit:i =>> part:s operation:s user:s
SELECT o.part_id AS part, o.operation_id AS operation, p.user_id AS user
  FROM handover_operation o JOIN handover_part p ON p.id = o.part_id
 WHERE o.handover_id = :handover AND o.state = 'waiting' AND p.status = 'accepted'
 ORDER BY o.operation_id, o.part_id
 LIMIT :limit;

-- handover_operation_set: state:handed_state made:b now:i part:s operation:s
UPDATE handover_operation SET state = :state, made = :made, at_ms = :now WHERE part_id = :part AND operation_id = :operation;

-- What who leaves wanted to hear of an operation, his successor hears.
-- handover_settings: successor:s leaver:s operation:s
INSERT INTO notification_setting (user_id, operation_id, own, borrowers)
SELECT :successor, operation_id, own, borrowers FROM notification_setting WHERE user_id = :leaver AND operation_id = :operation
ON CONFLICT (user_id, operation_id) DO NOTHING;

-- Operations for which every successor has accepted and has access.
-- handover_ready: now:i handover:s limit:i =>> operation:s
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
                                                  AND c.operation_id = x.operation_id AND c.opens <= :now
                                                  AND c.ends > :now))))
   AND o.handover_id = :handover
 ORDER BY o.operation_id
 LIMIT :limit;

-- handover_successors: handover:s operation:s => name:s
SELECT coalesce(u.full_name, u.email) AS name
  FROM handover_operation o
  JOIN handover_part p ON p.id = o.part_id
  JOIN users u ON u.id = p.user_id
 WHERE o.handover_id = :handover AND o.operation_id = :operation AND o.state IN ('given', 'done') AND p.status = 'accepted'
 ORDER BY p.place;

-- handover_done: now:i handover:s operation:s
UPDATE handover_operation SET state = 'done', at_ms = :now
 WHERE handover_id = :handover AND operation_id = :operation AND state = 'given';

-- The lines that came of a part, of operations that are not done: they go back when it does.
-- handover_made: part:s =>> contact:s operation:s
SELECT c.id AS contact, o.operation_id AS operation
  FROM handover_operation o
  JOIN handover_part p ON p.id = o.part_id
  JOIN handover h ON h.id = o.handover_id
  JOIN contact c ON c.user_id = p.user_id AND c.entity_id = h.entity_id AND c.operation_id = o.operation_id
 WHERE o.part_id = :part AND o.state = 'given' AND o.made = 1 AND c.current = 1
 ORDER BY o.operation_id;

-- handover_part_undo: part:s
UPDATE handover_operation SET state = 'waiting', made = 0, at_ms = NULL WHERE part_id = :part AND state = 'given';

-- What is not done goes to the part that replaces another.
-- handover_part_move: successor:s part:s
UPDATE handover_operation SET part_id = :successor WHERE part_id = :part AND state = 'waiting';

-- handover_part_clear: part:s
DELETE FROM handover_operation WHERE part_id = :part AND state = 'waiting';

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
                              AND c.operation_id = o.operation_id AND c.opens <= :now AND c.ends > :now)) AS stuck,
       (SELECT min(coalesce(p.reminded_ms, p.created_ms)) FROM handover_part p
         WHERE p.handover_id = h.id AND p.status = 'waiting') AS next
  FROM handover h
 WHERE h.id = :id;

-- Whether a successor has accepted and not got what he accepted, or lost it again.
-- handover_part_stuck: part:s now:i -> yes:b
SELECT 1 AS yes
  FROM handover_operation o
  JOIN handover_part p ON p.id = o.part_id
  JOIN handover h ON h.id = o.handover_id
  JOIN operation f ON f.id = o.operation_id
 WHERE o.part_id = :part AND o.state = 'given' AND f.status <> 'closed'
   AND NOT EXISTS (SELECT 1 FROM active_contact c
                    WHERE c.user_id = p.user_id AND c.entity_id = h.entity_id AND c.operation_id = o.operation_id
                      AND c.opens <= :now AND c.ends > :now)
 LIMIT 1;

-- handover_due: now:i -> id:s
SELECT id FROM handover WHERE status = 'open' AND due_ms <= :now ORDER BY due_ms, id LIMIT 1;

-- handover_look: due:i id:s
UPDATE handover SET due_ms = :due WHERE id = :id;

-- handover_changed: now:i id:s
UPDATE handover SET changed_ms = :now WHERE id = :id;

-- handover_continue: started_by:s now:i id:s
UPDATE handover SET started_by = :started_by, changed_ms = :now WHERE id = :id;

-- handover_roles: roles:handed_roles id:s
UPDATE handover SET roles = :roles WHERE id = :id;

-- handover_end: status:handover_status now:i id:s
UPDATE handover SET status = :status, ended_ms = :now WHERE id = :id;

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
                    WHERE d.operation = f.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
   AND o.handover_id = :handover AND o.state = 'done'
 ORDER BY f.reference, f.id, p.place
 LIMIT :limit;

-- Who manages an operation that changed hands, but for those who took part in the handover.
-- handover_managers: now:i handover:s => user:s email:s language:s
SELECT DISTINCT u.id AS user, u.email, u.language
  FROM handover_operation o
  JOIN handover h ON h.id = o.handover_id
  JOIN active_contact c ON c.operation_id = o.operation_id AND c.side = 'manager' AND c.opens <= :now AND c.ends > :now
  JOIN users u ON u.id = c.user_id
 WHERE o.handover_id = :handover AND o.state = 'done' AND u.id <> h.user_id AND u.id <> h.started_by
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
 WHERE o.handover_id = :handover AND o.state = 'done'
   AND EXISTS (SELECT 1 FROM active_contact c
                WHERE c.user_id = :user AND c.operation_id = o.operation_id AND c.side = 'manager' AND c.opens <= :now
                  AND c.ends > :now)
 ORDER BY f.reference, f.id, n.place
 LIMIT :limit;
