-- One request, for who may decide it or asked for it; others do not see it.
-- request: leads:b entity:s user:s now:i id:s -> id:s kind:s user:s name:s email:s asked_by:s asker:s asker_email:s asker_language:s entity:s entity_name:s operation:s reference:s operation_name:s message:s created:i status:s decided:i decider:s reason:s decides:b
SELECT *
  FROM (SELECT l.*,
               CASE l.kind
               WHEN 'habilitation' THEN $1 = 1 AND l.entity = $2
               WHEN 'address' THEN l.entity = $2
                                   AND EXISTS (SELECT 1 FROM led_person p
                                                WHERE p.leader = $3 AND p.person = l.user AND p.entity = l.entity
                                                  AND p.opens <= $4 AND p.ends > $4)
               WHEN 'vouch' THEN l.user <> $3
                                 AND (EXISTS (SELECT 1 FROM led_person p
                                               WHERE p.leader = $3 AND p.person = l.user AND p.entity = $2
                                                 AND p.opens <= $4 AND p.ends > $4)
                                      OR EXISTS (SELECT 1
                                                   FROM active_contact h
                                                   JOIN active_contact m ON m.user_id = $3 AND m.entity_id = h.entity_id
                                                                        AND m.operation_id = h.operation_id
                                                  WHERE h.user_id = l.user AND h.entity_id = $2
                                                    AND h.opens <= $4 AND h.ends > $4
                                                    AND m.opens <= $4 AND m.ends > $4))
               ELSE EXISTS (SELECT 1
                              FROM active_contact c
                             WHERE c.user_id = $3 AND c.entity_id = $2 AND c.operation_id = l.operation
                               AND c.opens <= $4 AND c.ends > $4
                               AND (c.side = 'manager' OR c.entity_id = l.entity))
                    OR (l.kind = 'leave' AND $1 = 1 AND l.entity = $2
                        AND EXISTS (SELECT 1 FROM led_person d
                                     WHERE d.leader = $3 AND d.person = l.user AND d.entity = l.entity
                                       AND d.opens <= $4 AND d.ends > $4))
               END AS decides
          FROM request_line l
         WHERE l.id = $5) found
 WHERE found.decides = 1 OR found.user = $3 OR found.asked_by = $3;

-- What may be among those: by an index each, of his own, of his entity's and of his operations; `request` then tells.
-- request_candidates: user:s one:s two:s three:s after:s leads:b entity:s => id:s
SELECT found.id
  FROM (SELECT r.id FROM request r WHERE r.user_id = $1 AND r.status IN ($2, $3, $4) AND ($5 = '' OR r.id < $5)
         UNION
        SELECT r.id FROM request r WHERE r.asked_by = $1 AND r.status IN ($2, $3, $4) AND ($5 = '' OR r.id < $5)
         UNION
        SELECT r.id FROM request r
         WHERE $6 = 1 AND r.entity_id = $7 AND r.status IN ($2, $3, $4) AND ($5 = '' OR r.id < $5)
         UNION
        SELECT r.id
          FROM contact c CROSS JOIN request r
         WHERE c.user_id = $1 AND c.entity_id = $7 AND c.current = 1
           AND r.operation_id = c.operation_id AND r.status IN ($2, $3, $4) AND ($5 = '' OR r.id < $5)
         UNION
        SELECT r.id FROM request r
         WHERE r.kind = 'vouch' AND r.status IN ($2, $3, $4) AND ($5 = '' OR r.id < $5)
           AND (EXISTS (SELECT 1 FROM habilitation h WHERE h.user_id = r.user_id AND h.entity_id = $7)
                OR EXISTS (SELECT 1 FROM contact c WHERE c.user_id = r.user_id AND c.entity_id = $7))) found
 ORDER BY found.id DESC;

-- request_operation: id:s -> id:s reference:s name:s status:s
SELECT id, reference, name, status FROM operation WHERE id = $1;

-- The entity whose people on an operation have addresses of a domain.
-- entity_of_domain: operation:s domain:s -> entity:s
SELECT c.entity_id AS entity
  FROM contact c JOIN users u ON u.id = c.user_id
 WHERE c.operation_id = $1 AND u.email_key LIKE $2
 GROUP BY c.entity_id
 ORDER BY count(*) DESC
 LIMIT 1;

-- entity_by_id_or_name: id:s sort_name:s -> id:s
SELECT id FROM entity WHERE id = $1 OR sort_name = $2;

-- Who may let somebody in: the operation's managers, and for an entity its own people there.
-- request_deciders: operation:s now:i entity:s but:s => email:s language:s user:s mode:s
SELECT u.email, u.language, u.id AS user, CASE s.own WHEN 0 THEN 'off' ELSE u.notices END AS mode
  FROM active_contact c
  JOIN users u ON u.id = c.user_id
  LEFT JOIN notification_setting s ON s.user_id = c.user_id AND s.operation_id = c.operation_id
 WHERE c.operation_id = $1 AND c.opens <= $2 AND c.ends > $2 AND (c.side = 'manager' OR c.entity_id = $3)
   AND c.user_id <> $4
 ORDER BY u.id
 LIMIT 100;

-- Who may end somebody's access: the operation's managers, his entity's people there, and the leaders above him.
-- leave_deciders: operation:s user:s now:i entity:s => email:s language:s user:s mode:s
SELECT u.email, u.language, u.id AS user, CASE s.own WHEN 0 THEN 'off' ELSE u.notices END AS mode
  FROM users u
  LEFT JOIN notification_setting s ON s.user_id = u.id AND s.operation_id = $1
 WHERE u.id <> $2
   AND u.id IN (SELECT c.user_id
                  FROM active_contact c
                 WHERE c.operation_id = $1 AND c.opens <= $3 AND c.ends > $3 AND (c.side = 'manager' OR c.entity_id = $4)
                 UNION
                SELECT d.leader
                  FROM led_person d
                 WHERE d.person = $2 AND d.entity = $4 AND d.opens <= $3 AND d.ends > $3)
 ORDER BY u.id
 LIMIT 100;

-- leave_open: user:s entity:s operation:s -> created:i
SELECT created_ms AS created
  FROM request
 WHERE user_id = $1 AND entity_id = $2 AND operation_id = $3 AND kind = 'leave' AND status = 'open';

-- Who asked to be removed is, whoever did it and where.
-- leave_done: now:i decided_by:s reason:s user:s entity:s operation:s
UPDATE request SET status = 'approved', decided_ms = $1, decided_by = $2, reason = $3
 WHERE user_id = $4 AND entity_id = $5 AND operation_id = $6 AND kind = 'leave' AND status = 'open';

-- request_twin: user:s operation:s -> id:s
SELECT id FROM request WHERE user_id = $1 AND operation_id = $2 AND status = 'open';

-- contact_held: user:s operation:s now:i -> held:b
SELECT 1 AS held
  FROM contact_span
 WHERE user_id = $1 AND operation_id = $2 AND current = 1 AND ends > $3
 LIMIT 1;

-- request_count: user:s since:i -> count:i
SELECT count(*) AS count FROM request WHERE user_id = $1 AND created_ms > $2;

-- request_settle: status:s now:i decided_by:s reason:s id:s
UPDATE request SET status = $1, decided_ms = $2, decided_by = $3, reason = $4 WHERE id = $5;

-- People of one's own entity who have access to an operation already.
-- colleagues: reference:s entity:s now:i but:s => name:s email:s
SELECT u.first_name || ' ' || u.last_name AS name, u.email
  FROM operation o
  JOIN active_contact c ON c.operation_id = o.id
  JOIN users u ON u.id = c.user_id
 WHERE o.reference = $1 AND o.status <> 'draft' AND c.entity_id = $2 AND c.opens <= $3 AND c.ends > $3 AND c.user_id <> $4
 ORDER BY c.sort_name, c.id
 LIMIT 20;

-- The longest open request about which nobody has decided in time.
-- request_due: now:i -> id:s kind:s user:s person:s sponsor:s entity:s entity_name:s operation:s operation_name:s reference:s message:s
SELECT r.id, r.kind, r.user_id AS user, coalesce(l.name, l.email) AS person, l.asker AS sponsor,
       l.entity, l.entity_name, l.operation, l.operation_name, l.reference, l.message
  FROM request r JOIN request_line l ON l.id = r.id
 WHERE r.status = 'open' AND r.due_ms <= $1
 ORDER BY r.due_ms
 LIMIT 1;

-- request_reminded: id:s
UPDATE request SET due_ms = NULL WHERE id = $1;

