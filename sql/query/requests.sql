-- The same for what a mailbox asked before it was an account's.
-- requests_of_mailbox_needless: now:i one:s email_key:s
UPDATE request SET status = 'cancelled', decided_ms = :now, due_ms = NULL, user_id = :one, asked_by = :one
 WHERE status = 'open'
   AND user_id IS NULL
   AND email_key = :email_key
   AND (EXISTS (SELECT 1 FROM request m
                 WHERE m.user_id = :one AND m.status = 'open' AND m.kind = request.kind
                   AND coalesce(m.entity_id, m.wanted, '') = coalesce(request.entity_id, request.wanted, '')
                   AND (m.kind = 'habilitation'
                        OR coalesce(m.operation_id, m.wanted, '') = coalesce(request.operation_id, request.wanted, '')))
        OR (kind = 'habilitation'
            AND EXISTS (SELECT 1 FROM active_habilitation h
                         WHERE h.user_id = :one AND h.entity_id = request.entity_id AND h.ends > :now))
        OR (kind = 'contact'
            AND EXISTS (SELECT 1 FROM active_contact c
                         WHERE c.user_id = :one AND c.operation_id = request.operation_id AND c.ends > :now)));

-- requests_of_mailbox_take: one:s email_key:s
UPDATE request SET user_id = :one, asked_by = :one, email = NULL, email_key = NULL, language = NULL, source = NULL
 WHERE email_key = :email_key AND user_id IS NULL AND status = 'open';

-- The yes of an entity's leader that somebody of a foreign domain waits for.
-- address_request: entity:s user:s -> id:s created:i
SELECT id, created_ms AS created FROM request WHERE entity_id = :entity AND user_id = :user AND kind = 'address' AND status = 'open';

-- request_withdrawn: now:i id:s
UPDATE request SET status = 'cancelled', decided_ms = :now, due_ms = NULL WHERE id = :id AND status = 'open';

-- request_open_for: entity:s user:s -> id:s
SELECT r.id
  FROM request r
 WHERE r.entity_id = :entity AND r.user_id = :user AND r.kind IN ('habilitation', 'address') AND r.status = 'open'
 UNION ALL
SELECT r.id
  FROM users u JOIN request r ON r.email_key = u.email_key AND r.user_id IS NULL
 WHERE u.id = :user AND r.entity_id = :entity AND r.kind = 'habilitation' AND r.status = 'open'
 LIMIT 1;

-- One request, for who may decide it or asked for it; others do not see it.  Nor do these see a draft that it is about,
-- unless they may open it.  Whose it is to vouch for somebody, the queries of vouch.sql say.
-- request: leads:b entity:s user:s now:i id:s -> id:s kind:request_kind user:s name:s email:s stranger:b asked_by:s asker:s asker_email:s asker_language:s entity:s entity_name:s operation:s reference:s operation_name:s wanted:s message:s created:i status:request_status decided:i decider:s reason:s decides:b
SELECT found.id, found.kind, found.user, found.name, found.email, found.stranger, found.asked_by, found.asker,
       found.asker_email, found.asker_language, found.entity, found.entity_name, found.operation,
       coalesce(o.reference, CASE found.kind WHEN 'contact' THEN found.wanted END) AS reference,
       o.name AS operation_name, found.wanted, found.message, found.created, found.status, found.decided, found.decider,
       found.reason, found.decides
  FROM (SELECT l.*,
               CASE l.kind
               WHEN 'habilitation' THEN :leads = 1 AND l.entity = :entity
               WHEN 'address' THEN l.entity = :entity
                                   AND EXISTS (SELECT 1 FROM led_person p
                                                WHERE p.leader = :user AND p.person = l.user AND p.entity = l.entity
                                                  AND p.opens <= :now AND p.ends > :now)
               WHEN 'vouch' THEN false
               ELSE EXISTS (SELECT 1
                              FROM active_contact c
                             WHERE c.user_id = :user AND c.entity_id = :entity AND c.operation_id = l.operation
                               AND c.opens <= :now AND c.ends > :now
                               AND (c.side = 'manager' OR c.entity_id = l.entity))
                    OR EXISTS (SELECT 1
                                 FROM request_target t
                                 JOIN active_contact c ON c.operation_id = t.operation_id
                                WHERE t.request_id = l.id AND c.user_id = :user AND c.entity_id = :entity
                                  AND c.opens <= :now AND c.ends > :now
                                  AND (c.side = 'manager' OR c.entity_id = l.entity))
                    OR (l.kind = 'leave' AND :leads = 1 AND l.entity = :entity
                        AND EXISTS (SELECT 1 FROM led_person d
                                     WHERE d.leader = :user AND d.person = l.user AND d.entity = l.entity
                                       AND d.opens <= :now AND d.ends > :now))
               END AS decides
          FROM request_line l
         WHERE l.id = :id) found
  LEFT JOIN operation o ON o.id = found.operation
                           AND (o.status <> 'draft'
                                OR EXISTS (SELECT 1 FROM draft_reader d
                                            WHERE d.operation = o.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
 WHERE found.decides OR found.user = :user OR found.asked_by = :user OR found.kind = 'vouch';

-- What may be among those: by an index each, of his own, of his entity's and of his operations; `request` then tells.
-- request_candidates: user:s one:s two:s three:s after:s leads:b entity:s => id:s
SELECT found.id
  FROM (SELECT r.id FROM request r WHERE r.user_id = :user AND r.status IN (:one, :two, :three) AND (:after = '' OR r.id < :after)
         UNION
        SELECT r.id FROM request r WHERE r.asked_by = :user AND r.status IN (:one, :two, :three) AND (:after = '' OR r.id < :after)
         UNION
        SELECT r.id FROM request r
         WHERE :leads = 1 AND r.entity_id = :entity AND r.status IN (:one, :two, :three) AND (:after = '' OR r.id < :after)
         UNION
        SELECT r.id
          FROM contact c CROSS JOIN request r
         WHERE c.user_id = :user AND c.entity_id = :entity AND c.current = 1
           AND r.operation_id = c.operation_id AND r.status IN (:one, :two, :three) AND (:after = '' OR r.id < :after)
         UNION
        SELECT r.id
          FROM contact c CROSS JOIN request_target t CROSS JOIN request r
         WHERE c.user_id = :user AND c.entity_id = :entity AND c.current = 1 AND t.operation_id = c.operation_id
           AND r.id = t.request_id AND r.status IN (:one, :two, :three) AND (:after = '' OR r.id < :after)
         UNION
        SELECT r.id FROM request r
         WHERE r.kind = 'vouch' AND r.status IN (:one, :two, :three) AND (:after = '' OR r.id < :after)
           AND (EXISTS (SELECT 1 FROM habilitation h WHERE h.user_id = r.user_id AND h.entity_id = :entity)
                OR EXISTS (SELECT 1 FROM contact c WHERE c.user_id = r.user_id AND c.entity_id = :entity)
                OR EXISTS (SELECT 1
                             FROM contact c
                             JOIN contact m ON m.user_id = :user AND m.entity_id = :entity AND m.operation_id = c.operation_id
                            WHERE c.user_id = r.user_id))) found
 ORDER BY found.id DESC;

-- What somebody asked for, in his own words; whether there is such a thing is looked up afterwards.
-- request_ask: id:s kind:request_kind entity:s user:s email:s email_key:s language:s wanted:s source:s message:s now:i due:i
INSERT INTO request (id, kind, entity_id, user_id, asked_by, email, email_key, language, wanted, source, message, status,
                     created_ms, due_ms, seek_ms)
VALUES (:id, :kind, :entity, :user, :user, :email, :email_key, :language, :wanted, :source, :message, 'open', :now, :due, :now);

-- The same wish of the same person, or of the same mailbox that is nobody's, about which nobody has decided yet.
-- request_same: kind:request_kind wanted:s user:s email_key:s -> id:s
SELECT r.id
  FROM request r
 WHERE r.status = 'open' AND r.kind = :kind AND r.wanted = :wanted AND r.user_id = :user
 UNION ALL
SELECT r.id
  FROM request r
 WHERE r.status = 'open' AND r.kind = :kind AND r.wanted = :wanted AND r.email_key = :email_key AND r.user_id IS NULL
 LIMIT 1;

-- seek_due: now:i -> due:b
SELECT 1 AS due FROM request WHERE seek_ms <= :now LIMIT 1;

-- One that is due to be looked for.
-- request_sought: now:i -> id:s kind:request_kind user:s email:s email_key:s first_name:s last_name:s activated:i entity:s wanted:s source:s message:s status:operation_status
SELECT r.id, r.kind, r.user_id AS user, coalesce(u.email, r.email) AS email,
       coalesce(u.email_key, r.email_key) AS email_key, u.first_name, u.last_name, u.activated_ms AS activated,
       r.entity_id AS entity, r.wanted, r.source, r.message, r.status
  FROM request r LEFT JOIN users u ON u.id = r.user_id
 WHERE r.seek_ms <= :now
 ORDER BY r.seek_ms
 LIMIT 1;

-- request_seek: seek:i id:s
UPDATE request SET seek_ms = nullif(:seek, 0) WHERE id = :id;

-- request_place: operation:s entity:s id:s
UPDATE request SET operation_id = :operation, entity_id = :entity, seek_ms = NULL WHERE id = :id;

-- request_remove: id:s
DELETE FROM request WHERE id = :id;

-- wanted_operations: reference:s limit:i =>> id:s reference:s name:s status:operation_status
SELECT id, reference, name, status FROM operation WHERE reference = :reference AND status = 'open' ORDER BY id LIMIT :limit;

-- For which of the entities that take part somebody acts already, there or elsewhere.
-- participation_of: user:s now:i operation:s -> entity:s
SELECT p.entity_id AS entity
  FROM participation p
 WHERE (EXISTS (SELECT 1 FROM active_habilitation h
                 WHERE h.user_id = :user AND h.entity_id = p.entity_id AND h.opens <= :now AND h.ends > :now)
        OR EXISTS (SELECT 1 FROM active_contact c
                    WHERE c.user_id = :user AND c.entity_id = p.entity_id AND c.opens <= :now AND c.ends > :now))
   AND p.operation_id = :operation
 ORDER BY p.entity_id
 LIMIT 1;

-- Undecided requests of people without an account: all, those whose address says nothing about their entity, and of
-- these those that came from one source.
-- strangers_at_operation: source:s operation:s -> count:i unknown:i same:i
SELECT count(*) AS count, count(*) FILTER (WHERE found.entity_id IS NULL) AS unknown,
       count(*) FILTER (WHERE found.entity_id IS NULL AND found.source = :source) AS same
  FROM (SELECT r.entity_id, r.source FROM request r
         WHERE r.operation_id = :operation AND r.status = 'open' AND r.user_id IS NULL
         UNION ALL
        SELECT r.entity_id, r.source
          FROM request_target t JOIN request r ON r.id = t.request_id
         WHERE t.operation_id = :operation AND r.status = 'open' AND r.user_id IS NULL) found;

-- strangers_at_entity: source:s entity:s -> strangers_at_operation
SELECT count(*) AS count, count(*) AS unknown, count(*) FILTER (WHERE source = :source) AS same
  FROM request
 WHERE entity_id = :entity AND status = 'open' AND kind = 'habilitation' AND user_id IS NULL;

-- letters_about_strangers: email:s since:i -> count:i
SELECT count(*) AS count
  FROM outbox
 WHERE email = :email AND kind IN ('stranger_request', 'stranger_habilitation') AND created_ms > :since;

-- request_target_add: id:s operation:s
INSERT INTO request_target (request_id, operation_id) VALUES (:id, :operation);

-- Which of the operations that may be meant is the caller's to decide about.
-- request_target: id:s user:s entity:s now:i -> operation:s reference:s name:s
SELECT o.id AS operation, o.reference, o.name
  FROM request_target t
  JOIN request r ON r.id = t.request_id
  JOIN operation o ON o.id = t.operation_id
  JOIN active_contact c ON c.operation_id = t.operation_id
 WHERE t.request_id = :id AND c.user_id = :user AND c.entity_id = :entity AND c.opens <= :now AND c.ends > :now
   AND (c.side = 'manager' OR c.entity_id = r.entity_id)
 ORDER BY o.id
 LIMIT 1;

-- request_targets: id:s => operation:s
SELECT operation_id AS operation FROM request_target WHERE request_id = :id ORDER BY operation_id;

-- request_target_remove: id:s operation:s
DELETE FROM request_target WHERE request_id = :id AND operation_id = :operation;

-- request_targets_remove: id:s
DELETE FROM request_target WHERE request_id = :id;

-- What was asked for somebody at an entity, before it turned out that he had asked himself.
-- request_twins_withdraw: now:i user:s entity:s
UPDATE request SET status = 'cancelled', decided_ms = :now
 WHERE user_id = :user AND entity_id = :entity AND kind = 'habilitation' AND status = 'open';

-- The mailbox that asked is somebody from now on.
-- request_adopt: user:s id:s
UPDATE request SET user_id = :user, asked_by = :user, email = NULL, email_key = NULL, language = NULL WHERE id = :id;

-- Nobody has decided in time about people without an account.
-- strangers_targets_expire: before:i
DELETE FROM request_target
 WHERE request_id IN (SELECT id FROM request WHERE status = 'open' AND user_id IS NULL AND created_ms <= :before);

-- strangers_expire: before:i
DELETE FROM request WHERE status = 'open' AND user_id IS NULL AND created_ms <= :before;

-- --- asking, signed out, before the mailbox is proved ---

-- What waits already: of the address, of it from this source, of the source; and all that the source asked in a day.
-- asking_count: email_key:s now:i source:s since:i -> address:i both:i waiting:i all:i
SELECT (SELECT count(*) FROM asking WHERE email_key = :email_key AND expires_ms > :now AND ended_ms IS NULL) AS address,
       (SELECT count(*) FROM asking
         WHERE email_key = :email_key AND source = :source AND expires_ms > :now AND ended_ms IS NULL) AS both,
       (SELECT count(*) FROM asking WHERE source = :source AND expires_ms > :now AND ended_ms IS NULL) AS waiting,
       (SELECT count(*) FROM asking WHERE source = :source AND created_ms > :since) AS "all";

-- asking_add: id:s digest:s email:s email_key:s language:s kind:request_kind wanted:s message:s source:s now:i expires:i
INSERT INTO asking (id, digest, email, email_key, language, kind, wanted, message, source, created_ms, expires_ms)
VALUES (:id, :digest, :email, :email_key, :language, :kind, :wanted, :message, :source, :now, :expires);

-- asking_by_digest: digest:s now:i -> id:s email:s email_key:s language:s kind:request_kind wanted:s message:s source:s created:i expires:i outcome:asking_outcome
SELECT id, email, email_key, language, kind, wanted, message, source, created_ms AS created, expires_ms AS expires, outcome
  FROM asking
 WHERE digest = :digest AND expires_ms > :now;

-- asking_end: now:i outcome:asking_outcome expires:i id:s
UPDATE asking SET ended_ms = :now, outcome = :outcome, expires_ms = :expires WHERE id = :id;

-- What became of what was asked: its request has its id.
-- asking_decision: id:s -> status:request_status
SELECT status FROM request WHERE id = :id;

-- asking_purge: now:i
DELETE FROM asking WHERE expires_ms <= :now;

-- request_operation: id:s -> id:s reference:s name:s status:operation_status
SELECT id, reference, name, status FROM operation WHERE id = :id;

-- The entity whose people on an operation have addresses of a domain.
-- entity_of_domain: operation:s domain:s -> entity:s
SELECT c.entity_id AS entity
  FROM contact c JOIN users u ON u.id = c.user_id
 WHERE c.operation_id = :operation AND u.email_key LIKE :domain ESCAPE '!'
 GROUP BY c.entity_id
 ORDER BY count(*) DESC
 LIMIT 1;

-- entity_by_id_or_name: id:s sort_name:s -> id:s
SELECT id FROM entity WHERE id = :id OR sort_name = :sort_name;

-- Who may let somebody in: the operation's managers, and for an entity its own people there.
-- request_deciders: operation:s now:i entity:s but:s => email:s language:s user:s mode:notice_mode
SELECT u.email, u.language, u.id AS user, CASE s.own WHEN 0 THEN 'off' ELSE u.notices END AS mode
  FROM active_contact c
  JOIN users u ON u.id = c.user_id
  LEFT JOIN notification_setting s ON s.user_id = c.user_id AND s.operation_id = c.operation_id
 WHERE c.operation_id = :operation AND c.opens <= :now AND c.ends > :now AND (c.side = 'manager' OR c.entity_id = :entity)
   AND c.user_id <> :but
 ORDER BY u.id
 LIMIT 100;

-- Who may end somebody's access: the operation's managers, his entity's people there, and the leaders above him.
-- leave_deciders: operation:s user:s now:i entity:s => email:s language:s user:s mode:notice_mode
SELECT u.email, u.language, u.id AS user, CASE s.own WHEN 0 THEN 'off' ELSE u.notices END AS mode
  FROM users u
  LEFT JOIN notification_setting s ON s.user_id = u.id AND s.operation_id = :operation
 WHERE u.id <> :user
   AND u.id IN (SELECT c.user_id
                  FROM active_contact c
                 WHERE c.operation_id = :operation AND c.opens <= :now AND c.ends > :now AND (c.side = 'manager' OR c.entity_id = :entity)
                 UNION
                SELECT d.leader
                  FROM led_person d
                 WHERE d.person = :user AND d.entity = :entity AND d.opens <= :now AND d.ends > :now)
 ORDER BY u.id
 LIMIT 100;

-- leave_open: user:s entity:s operation:s -> created:i
SELECT created_ms AS created
  FROM request
 WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation AND kind = 'leave' AND status = 'open';

-- Who asked to be removed is, whoever did it and where.
-- leave_done: now:i decided_by:s reason:s user:s entity:s operation:s
UPDATE request SET status = 'approved', decided_ms = :now, decided_by = :decided_by, reason = :reason
 WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation AND kind = 'leave' AND status = 'open';

-- request_twin: user:s operation:s -> id:s
SELECT id FROM request WHERE user_id = :user AND operation_id = :operation AND status = 'open';

-- contact_held: user:s operation:s now:i -> held:b
SELECT 1 AS held
  FROM contact_span
 WHERE user_id = :user AND operation_id = :operation AND current = 1 AND ends > :now
 LIMIT 1;

-- Asking to be removed is counted apart: it keeps nobody from asking for access.
-- request_count: user:s since:i leaving:b -> count:i
SELECT count(*) AS count FROM request WHERE user_id = :user AND created_ms > :since AND (kind = 'leave') = (:leaving = 1);

-- request_count_of_mailbox: email_key:s since:i -> count:i
SELECT count(*) AS count FROM request WHERE email_key = :email_key AND user_id IS NULL AND created_ms > :since;

-- request_settle: status:request_status now:i decided_by:s reason:s id:s
UPDATE request
   SET status = :status, decided_ms = :now, decided_by = :decided_by, reason = :reason, source = NULL, seek_ms = NULL
 WHERE id = :id;

-- People of one's own entity who have access to an operation already.
-- colleagues: reference:s entity:s now:i but:s => user:s name:s email:s
SELECT u.id AS user, u.full_name AS name, u.email
  FROM operation o
  JOIN active_contact c ON c.operation_id = o.id
  JOIN users u ON u.id = c.user_id
 WHERE o.reference = :reference AND o.status <> 'draft' AND c.entity_id = :entity AND c.opens <= :now AND c.ends > :now AND c.user_id <> :but
 GROUP BY u.id
 ORDER BY min(c.sort_name), u.id
 LIMIT 200;

-- The longest open request about which nobody has decided in time.
-- request_due: now:i -> id:s kind:request_kind user:s person:s sponsor:s entity:s entity_name:s operation:s operation_name:s reference:s message:s
SELECT r.id, r.kind, r.user_id AS user, coalesce(l.name, l.email) AS person, l.asker AS sponsor,
       l.entity, l.entity_name, l.operation, l.operation_name, l.reference, l.message
  FROM request r JOIN request_line l ON l.id = r.id
 WHERE r.status = 'open' AND r.due_ms <= :now
 ORDER BY r.due_ms
 LIMIT 1;

-- request_reminded: id:s
UPDATE request SET due_ms = NULL WHERE id = :id;

-- Vouching for somebody who lost his mailbox.

-- Whether somebody leads a person who belongs to the entity: his word suffices.
-- vouch_leads: leader:s entity:s now:i person:s -> yes:b
SELECT 1 AS yes
  FROM led_person l
  JOIN rooted v ON v.user = l.person AND v.entity = l.entity AND v.client = 1
 WHERE l.leader = :leader AND l.entity = :entity AND l.opens <= :now AND l.ends > :now AND v.holds <= :now AND v.ends > :now
   AND l.person = :person AND l.person <> :leader
 LIMIT 1;

-- Whether somebody is one of the two whose words are needed: he has been at the entity for thirty days, the person belongs
-- to it too, they share an operation, and who brought the person in has not brought him in, directly or through others.
-- `behind`: by whose hand he first came to the entity, by whose that one did, and so on.
-- vouch_counts: user:s entity:s now:i person:s -> yes:b
WITH RECURSIVE behind (person) AS (
    SELECT :user
    UNION
    SELECT coalesce((SELECT h.granted_by FROM habilitation h WHERE h.user_id = b.person AND h.entity_id = :entity),
                    (SELECT c.added_by FROM contact c
                      WHERE c.user_id = b.person AND c.entity_id = :entity ORDER BY c.since_ms, c.id LIMIT 1))
      FROM behind b
)
SELECT 1 AS yes
 WHERE EXISTS (SELECT 1 FROM belonging w WHERE w.user = :user AND w.entity = :entity AND w.grown <= :now AND w.ends > :now)
   AND EXISTS (SELECT 1
                 FROM rooted v
                WHERE v.user = :person AND v.entity = :entity AND v.holds <= :now AND v.ends > :now
                  AND (v.adder = :user OR NOT EXISTS (SELECT 1 FROM behind b WHERE b.person = v.adder)))
   AND EXISTS (SELECT 1
                 FROM active_contact h
                 JOIN active_contact m ON m.user_id = :user AND m.entity_id = :entity AND m.operation_id = h.operation_id
                WHERE h.user_id = :person AND h.entity_id = :entity AND h.opens <= :now AND h.ends > :now
                  AND m.opens <= :now AND m.ends > :now)
   AND :user <> :person;

-- Whether two of them are two: neither was brought in by the other, nor both by the same person, directly or through
-- others.
-- vouch_apart: entity:s user:s other_entity:s other:s -> yes:b
WITH RECURSIVE kin (side, entity, person) AS (
    VALUES (1, :entity, :user), (2, :other_entity, :other)
    UNION
    SELECT k.side, k.entity,
           coalesce((SELECT h.granted_by FROM habilitation h WHERE h.user_id = k.person AND h.entity_id = k.entity),
                    (SELECT c.added_by FROM contact c
                      WHERE c.user_id = k.person AND c.entity_id = k.entity ORDER BY c.since_ms, c.id LIMIT 1))
      FROM kin k
)
SELECT 1 AS yes
 WHERE NOT EXISTS (SELECT 1 FROM kin a JOIN kin b ON b.person = a.person AND b.side = 2 WHERE a.side = 1);

-- Whether somebody may say no.
-- vouch_guards: user:s entity:s now:i person:s -> yes:b
SELECT 1 AS yes
  FROM guardian g
 WHERE g.user = :user AND g.entity = :entity AND g.opens <= :now AND g.ends > :now AND g.person = :person
 LIMIT 1;

-- vouch_add: request:s user:s entity:s now:i
INSERT INTO vouch (request_id, user_id, entity_id, at_ms) VALUES (:request, :user, :entity, :now)
ON CONFLICT (request_id, user_id) DO UPDATE SET entity_id = excluded.entity_id, at_ms = excluded.at_ms;

-- vouch_list: request:s =>> user:s entity:s
SELECT user_id AS user, entity_id AS entity FROM vouch WHERE request_id = :request ORDER BY at_ms, user_id LIMIT 20;

-- Who is to hear of it: who may say no, and who might say yes; once for each entity for which he could.
-- vouch_audience: person:s now:i => user:s entity:s email:s language:s guards:b
SELECT a.user, a.entity, u.email, u.language, max(a.guards) AS guards
  FROM (SELECT g.user, g.entity, 1 AS guards FROM guardian g WHERE g.person = :person AND g.opens <= :now AND g.ends > :now
         UNION ALL
        SELECT m.user_id, m.entity_id, 0
          FROM active_contact c
          JOIN active_contact m ON m.operation_id = c.operation_id AND m.entity_id = c.entity_id
         WHERE c.user_id = :person AND c.opens <= :now AND c.ends > :now AND m.user_id <> :person AND m.opens <= :now
           AND m.ends > :now) a
  JOIN users u ON u.id = a.user
 GROUP BY a.user, a.entity, u.email, u.language
 ORDER BY a.user, a.entity
 LIMIT 500;
