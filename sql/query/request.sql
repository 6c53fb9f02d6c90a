-- One request, for who may decide it or asked for it; others do not see it.  Nor do these see a draft that it is about,
-- unless they may open it.  Whose it is to vouch for somebody, the queries of vouch.sql say.
-- request: leads:b entity:s user:s now:i id:s -> id:s kind:s user:s name:s email:s stranger:b asked_by:s asker:s asker_email:s asker_language:s entity:s entity_name:s operation:s reference:s operation_name:s wanted:s message:s created:i status:s decided:i decider:s reason:s decides:b
SELECT found.id, found.kind, found.user, found.name, found.email, found.stranger, found.asked_by, found.asker,
       found.asker_email, found.asker_language, found.entity, found.entity_name, found.operation,
       coalesce(o.reference, CASE found.kind WHEN 'contact' THEN found.wanted END) AS reference,
       o.name AS operation_name, found.wanted, found.message, found.created, found.status, found.decided, found.decider,
       found.reason, found.decides
  FROM (SELECT l.*,
               CASE l.kind
               WHEN 'habilitation' THEN $1 = 1 AND l.entity = $2
               WHEN 'address' THEN l.entity = $2
                                   AND EXISTS (SELECT 1 FROM led_person p
                                                WHERE p.leader = $3 AND p.person = l.user AND p.entity = l.entity
                                                  AND p.opens <= $4 AND p.ends > $4)
               WHEN 'vouch' THEN 0
               ELSE EXISTS (SELECT 1
                              FROM active_contact c
                             WHERE c.user_id = $3 AND c.entity_id = $2 AND c.operation_id = l.operation
                               AND c.opens <= $4 AND c.ends > $4
                               AND (c.side = 'manager' OR c.entity_id = l.entity))
                    OR EXISTS (SELECT 1
                                 FROM request_target t
                                 JOIN active_contact c ON c.operation_id = t.operation_id
                                WHERE t.request_id = l.id AND c.user_id = $3 AND c.entity_id = $2
                                  AND c.opens <= $4 AND c.ends > $4
                                  AND (c.side = 'manager' OR c.entity_id = l.entity))
                    OR (l.kind = 'leave' AND $1 = 1 AND l.entity = $2
                        AND EXISTS (SELECT 1 FROM led_person d
                                     WHERE d.leader = $3 AND d.person = l.user AND d.entity = l.entity
                                       AND d.opens <= $4 AND d.ends > $4))
               END AS decides
          FROM request_line l
         WHERE l.id = $5) found
  LEFT JOIN operation o ON o.id = found.operation
                           AND (o.status <> 'draft'
                                OR EXISTS (SELECT 1 FROM draft_reader d
                                            WHERE d.operation = o.id AND d.user = $3 AND d.opens <= $4 AND d.ends > $4))
 WHERE found.decides = 1 OR found.user = $3 OR found.asked_by = $3 OR found.kind = 'vouch';

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
        SELECT r.id
          FROM contact c CROSS JOIN request_target t CROSS JOIN request r
         WHERE c.user_id = $1 AND c.entity_id = $7 AND c.current = 1 AND t.operation_id = c.operation_id
           AND r.id = t.request_id AND r.status IN ($2, $3, $4) AND ($5 = '' OR r.id < $5)
         UNION
        SELECT r.id FROM request r
         WHERE r.kind = 'vouch' AND r.status IN ($2, $3, $4) AND ($5 = '' OR r.id < $5)
           AND (EXISTS (SELECT 1 FROM habilitation h WHERE h.user_id = r.user_id AND h.entity_id = $7)
                OR EXISTS (SELECT 1 FROM contact c WHERE c.user_id = r.user_id AND c.entity_id = $7)
                OR EXISTS (SELECT 1
                             FROM contact c
                             JOIN contact m ON m.user_id = $1 AND m.entity_id = $7 AND m.operation_id = c.operation_id
                            WHERE c.user_id = r.user_id))) found
 ORDER BY found.id DESC;

-- What somebody asked for, in his own words; whether there is such a thing is looked up afterwards.
-- request_ask: id:s kind:s entity:s user:s email:s email_key:s language:s wanted:s source:s message:s now:i due:i
INSERT INTO request (id, kind, entity_id, user_id, asked_by, email, email_key, language, wanted, source, message, status,
                     created_ms, due_ms, seek_ms)
VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $11);

-- The same wish of the same person, or of the same mailbox that is nobody's, about which nobody has decided yet.
-- request_same: kind:s wanted:s user:s email_key:s -> id:s
SELECT r.id
  FROM request r
 WHERE r.status = 'open' AND r.kind = $1 AND r.wanted = $2 AND r.user_id = $3
 UNION ALL
SELECT r.id
  FROM request r
 WHERE r.status = 'open' AND r.kind = $1 AND r.wanted = $2 AND r.email_key = $4 AND r.user_id IS NULL
 LIMIT 1;

-- seek_due: now:i -> due:b
SELECT 1 AS due FROM request WHERE seek_ms <= $1 LIMIT 1;

-- One that is due to be looked for.
-- request_sought: now:i -> id:s kind:s user:s email:s email_key:s first_name:s last_name:s activated:i entity:s wanted:s source:s message:s status:s
SELECT r.id, r.kind, r.user_id AS user, coalesce(u.email, r.email) AS email,
       coalesce(u.email_key, r.email_key) AS email_key, u.first_name, u.last_name, u.activated_ms AS activated,
       r.entity_id AS entity, r.wanted, r.source, r.message, r.status
  FROM request r LEFT JOIN users u ON u.id = r.user_id
 WHERE r.seek_ms <= $1
 ORDER BY r.seek_ms
 LIMIT 1;

-- request_seek: seek:i id:s
UPDATE request SET seek_ms = nullif($1, 0) WHERE id = $2;

-- request_place: operation:s entity:s id:s
UPDATE request SET operation_id = $1, entity_id = $2, seek_ms = NULL WHERE id = $3;

-- request_remove: id:s
DELETE FROM request WHERE id = $1;

-- wanted_operations: reference:s limit:i => id:s reference:s name:s status:s
SELECT id, reference, name, status FROM operation WHERE reference = $1 AND status = 'open' ORDER BY id LIMIT $2;

-- For which of the entities that take part somebody acts already, there or elsewhere.
-- participation_of: user:s now:i operation:s -> entity:s
SELECT p.entity_id AS entity
  FROM participation p
 WHERE (EXISTS (SELECT 1 FROM active_habilitation h
                 WHERE h.user_id = $1 AND h.entity_id = p.entity_id AND h.opens <= $2 AND h.ends > $2)
        OR EXISTS (SELECT 1 FROM active_contact c
                    WHERE c.user_id = $1 AND c.entity_id = p.entity_id AND c.opens <= $2 AND c.ends > $2))
   AND p.operation_id = $3
 ORDER BY p.entity_id
 LIMIT 1;

-- Undecided requests of people without an account: all, those whose address says nothing about their entity, and of
-- these those that came from one source.
-- strangers_at_operation: source:s operation:s -> count:i unknown:i same:i
SELECT count(*) AS count, coalesce(sum(found.entity_id IS NULL), 0) AS unknown,
       coalesce(sum(found.entity_id IS NULL AND found.source = $1), 0) AS same
  FROM (SELECT r.entity_id, r.source FROM request r
         WHERE r.operation_id = $2 AND r.status = 'open' AND r.user_id IS NULL
         UNION ALL
        SELECT r.entity_id, r.source
          FROM request_target t JOIN request r ON r.id = t.request_id
         WHERE t.operation_id = $2 AND r.status = 'open' AND r.user_id IS NULL) found;

-- strangers_at_entity: source:s entity:s -> strangers_at_operation
SELECT count(*) AS count, count(*) AS unknown, coalesce(sum(source = $1), 0) AS same
  FROM request
 WHERE entity_id = $2 AND status = 'open' AND kind = 'habilitation' AND user_id IS NULL;

-- letters_about_strangers: email:s since:i -> count:i
SELECT count(*) AS count
  FROM outbox
 WHERE email = $1 AND kind IN ('stranger_request', 'stranger_habilitation') AND created_ms > $2;

-- request_target_add: id:s operation:s
INSERT INTO request_target (request_id, operation_id) VALUES ($1, $2);

-- Which of the operations that may be meant is the caller's to decide about.
-- request_target: id:s user:s entity:s now:i -> operation:s reference:s name:s
SELECT o.id AS operation, o.reference, o.name
  FROM request_target t
  JOIN request r ON r.id = t.request_id
  JOIN operation o ON o.id = t.operation_id
  JOIN active_contact c ON c.operation_id = t.operation_id
 WHERE t.request_id = $1 AND c.user_id = $2 AND c.entity_id = $3 AND c.opens <= $4 AND c.ends > $4
   AND (c.side = 'manager' OR c.entity_id = r.entity_id)
 ORDER BY o.id
 LIMIT 1;

-- request_targets: id:s => operation:s
SELECT operation_id AS operation FROM request_target WHERE request_id = $1 ORDER BY operation_id;

-- request_target_remove: id:s operation:s
DELETE FROM request_target WHERE request_id = $1 AND operation_id = $2;

-- request_targets_remove: id:s
DELETE FROM request_target WHERE request_id = $1;

-- What was asked for somebody at an entity, before it turned out that he had asked himself.
-- request_twins_withdraw: now:i user:s entity:s
UPDATE request SET status = 'cancelled', decided_ms = $1
 WHERE user_id = $2 AND entity_id = $3 AND kind = 'habilitation' AND status = 'open';

-- The mailbox that asked is somebody from now on.
-- request_adopt: user:s id:s
UPDATE request SET user_id = $1, asked_by = $1, email = NULL, email_key = NULL, language = NULL WHERE id = $2;

-- Nobody has decided in time about people without an account.
-- strangers_targets_expire: before:i
DELETE FROM request_target
 WHERE request_id IN (SELECT id FROM request WHERE status = 'open' AND user_id IS NULL AND created_ms <= $1);

-- strangers_expire: before:i
DELETE FROM request WHERE status = 'open' AND user_id IS NULL AND created_ms <= $1;

-- --- asking, signed out, before the mailbox is proved ---

-- What waits already: of the address, of it from this source, of the source; and all that the source asked in a day.
-- asking_count: email_key:s now:i source:s -> address:i both:i waiting:i all:i
SELECT (SELECT count(*) FROM asking WHERE email_key = $1 AND expires_ms > $2 AND ended_ms IS NULL) AS address,
       (SELECT count(*) FROM asking
         WHERE email_key = $1 AND source = $3 AND expires_ms > $2 AND ended_ms IS NULL) AS both,
       (SELECT count(*) FROM asking WHERE source = $3 AND expires_ms > $2 AND ended_ms IS NULL) AS waiting,
       (SELECT count(*) FROM asking WHERE source = $3 AND expires_ms > $2) AS "all";

-- asking_add: id:s digest:s email:s email_key:s language:s kind:s wanted:s message:s source:s now:i expires:i
INSERT INTO asking (id, digest, email, email_key, language, kind, wanted, message, source, created_ms, expires_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- asking_by_digest: digest:s now:i -> id:s email:s email_key:s language:s kind:s wanted:s message:s source:s created:i expires:i outcome:s
SELECT id, email, email_key, language, kind, wanted, message, source, created_ms AS created, expires_ms AS expires, outcome
  FROM asking
 WHERE digest = $1 AND expires_ms > $2;

-- asking_end: now:i outcome:s id:s
UPDATE asking SET ended_ms = $1, outcome = $2 WHERE id = $3;

-- asking_purge: now:i
DELETE FROM asking WHERE expires_ms <= $1;

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

-- Asking to be removed is counted apart: it keeps nobody from asking for access.
-- request_count: user:s since:i leaving:b -> count:i
SELECT count(*) AS count FROM request WHERE user_id = $1 AND created_ms > $2 AND (kind = 'leave') = $3;

-- request_count_of_mailbox: email_key:s since:i -> count:i
SELECT count(*) AS count FROM request WHERE email_key = $1 AND user_id IS NULL AND created_ms > $2;

-- request_settle: status:s now:i decided_by:s reason:s id:s
UPDATE request
   SET status = $1, decided_ms = $2, decided_by = $3, reason = $4, source = NULL, seek_ms = NULL
 WHERE id = $5;

-- People of one's own entity who have access to an operation already.
-- colleagues: reference:s entity:s now:i but:s => user:s name:s email:s
SELECT u.id AS user, u.full_name AS name, u.email
  FROM operation o
  JOIN active_contact c ON c.operation_id = o.id
  JOIN users u ON u.id = c.user_id
 WHERE o.reference = $1 AND o.status <> 'draft' AND c.entity_id = $2 AND c.opens <= $3 AND c.ends > $3 AND c.user_id <> $4
 GROUP BY u.id
 ORDER BY c.sort_name, u.id
 LIMIT 200;

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

