-- account: id:s -> id:s email:s email_key:s first_name:s last_name:s job_title:s phone:s language:s password:s totp:s totp_kid:s totp_step:i totp_since:i mailbox:i zone:s recovery_codes:i
SELECT id, email, email_key, first_name, last_name, job_title, phone, language, password, totp, totp_kid, totp_step,
       coalesce(totp_ms, 0) AS totp_since, mailbox_ms AS mailbox, zone,
       (SELECT count(*) FROM recovery_code r WHERE r.user_id = users.id) AS recovery_codes
  FROM users WHERE id = :id;

-- user_zone: id:s -> zone:s
SELECT zone FROM users WHERE id = :id;

-- How somebody is written to.
-- reader_at_address: email_key:s -> zone:s bilingual:b
SELECT zone, bilingual FROM users WHERE email_key = :email_key;

-- person_name: id:s -> name:s
SELECT coalesce(full_name, email) AS name FROM users WHERE id = :id;

-- user_add: id:s email:s email_key:s language:s bilingual:b now:i
INSERT INTO users (id, email, email_key, language, bilingual, created_ms)
VALUES (:id, :email, :email_key, :language, :bilingual, :now);

-- Who invites says in which language; what a person with an account chose stands.
-- user_speaks: language:s id:s
UPDATE users SET language = :language, bilingual = 0 WHERE id = :id AND activated_ms IS NULL;

-- What most people of an entity use, as far as some of them tell.
-- language_of_entity: entity:s now:i limit:i -> language:s
SELECT language
  FROM (SELECT *
          FROM (SELECT u.id, u.language
                  FROM active_habilitation h JOIN users u ON u.id = h.user_id
                 WHERE h.entity_id = :entity AND h.opens <= :now AND h.ends > :now AND u.activated_ms IS NOT NULL
                 LIMIT :limit) authorised
         UNION
        SELECT *
          FROM (SELECT u.id, u.language
                  FROM participation p
                 CROSS JOIN contact c
                  JOIN users u ON u.id = c.user_id
                 WHERE p.entity_id = :entity AND c.operation_id = p.operation_id AND c.current = 1
                   AND c.entity_id = p.entity_id AND u.activated_ms IS NOT NULL
                 LIMIT :limit) followers) found
 GROUP BY language
 ORDER BY count(*) DESC, language DESC
 LIMIT 1;

-- invitation_end_live: now:i user:s kind:invitation_kind
UPDATE invitation SET ended_ms = :now WHERE user_id = :user AND kind = :kind AND ended_ms IS NULL;

-- A link that nothing waits for any more.
-- invitation_end_idle: now:i user:s
UPDATE invitation SET ended_ms = :now
 WHERE user_id = :user AND kind = 'activation' AND ended_ms IS NULL
   AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.user_id = :user AND c.status = 'invited')
   AND NOT EXISTS (SELECT 1 FROM habilitation h WHERE h.user_id = :user AND h.status = 'invited')
   AND NOT EXISTS (SELECT 1 FROM handover_part p WHERE p.user_id = :user AND p.status = 'waiting');

-- A link that ended with what it was for lives on when that comes back, unless another was sent.
-- invitation_revive: user:s ended:i now:i
UPDATE invitation SET ended_ms = NULL
 WHERE user_id = :user AND kind = 'activation' AND ended_ms = :ended AND expires_ms > :now
   AND NOT EXISTS (SELECT 1 FROM invitation o WHERE o.user_id = :user AND o.kind = 'activation' AND o.ended_ms IS NULL);

-- invitation_live: user:s now:i -> id:s
SELECT id FROM invitation WHERE user_id = :user AND kind = 'activation' AND ended_ms IS NULL AND expires_ms > :now LIMIT 1;

-- invitation_add: id:s kind:invitation_kind user:s sponsor:s digest:s now:i expires:i
INSERT INTO invitation (id, kind, user_id, sponsor_id, digest, created_ms, expires_ms) VALUES (:id, :kind, :user, :sponsor, :digest, :now, :expires);

-- Links that were made before an identifier was, a few at a time; the mail that brought one goes first.
-- invitation_purge: below:s
DELETE FROM invitation
 WHERE id IN (SELECT i.id FROM invitation i
               WHERE i.id < :below AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.invitation_id = i.id)
               ORDER BY i.id LIMIT 100);

-- invitation_count: user:s since:i -> count:i
SELECT count(*) AS count FROM invitation WHERE user_id = :user AND created_ms > :since;

-- A link that still works, and what it is about: the newest of the lines, else of the habilitations or the handovers,
-- that wait for it.
-- invitation_by_digest: digest:s now:i -> id:s kind:invitation_kind user:s email:s email_key:s language:s entity:s operation:s reference:s sponsor:s expires:i
SELECT i.id, i.kind, u.id AS user, u.email, u.email_key, u.language, e.name AS entity, o.name AS operation, o.reference,
       coalesce(s.full_name, s.email) AS sponsor, i.expires_ms AS expires
  FROM invitation i
  JOIN users u ON u.id = i.user_id
  LEFT JOIN contact c ON c.id = (SELECT w.id FROM contact w
                                  WHERE w.user_id = i.user_id AND w.status = 'invited'
                                  ORDER BY w.since_ms DESC, w.id DESC LIMIT 1)
  LEFT JOIN habilitation h ON h.id = (SELECT w.id FROM habilitation w
                                       WHERE w.user_id = i.user_id AND w.status = 'invited'
                                       ORDER BY w.since_ms DESC, w.id DESC LIMIT 1)
  LEFT JOIN handover t ON t.id = (SELECT w.handover_id FROM handover_part w
                                   WHERE w.user_id = i.user_id AND w.status = 'waiting'
                                   ORDER BY w.id DESC LIMIT 1)
  LEFT JOIN entity e ON e.id = coalesce(c.entity_id, h.entity_id, t.entity_id)
  LEFT JOIN operation o ON o.id = c.operation_id
  LEFT JOIN users s ON s.id = coalesce(c.added_by, i.sponsor_id)
 WHERE i.digest = :digest AND i.ended_ms IS NULL AND i.expires_ms > :now
   AND (i.kind = 'reset' OR c.id IS NOT NULL OR h.id IS NOT NULL OR t.id IS NOT NULL);

-- invitation_shown: until:i user:s
UPDATE contact SET invited_until_ms = :until WHERE user_id = :user AND status = 'invited';

-- waiting_lines: user:s =>> id:s operation:s entity:s user:s begins:i ends:i
SELECT id, operation_id AS operation, entity_id AS entity, user_id AS user, opens AS begins, ends
  FROM contact_span WHERE user_id = :user AND status = 'invited' ORDER BY id;

-- waiting_sponsors: user:s now:i => email:s language:s entity:s operation:s operation_id:s reference:s
SELECT s.email, s.language, e.name AS entity, o.name AS operation, o.id AS operation_id, o.reference
  FROM contact c
  JOIN users s ON s.id = c.added_by
  JOIN entity e ON e.id = c.entity_id
  JOIN operation o ON o.id = c.operation_id
 WHERE c.user_id = :user AND c.status = 'invited'
   AND (o.status <> 'draft'
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = o.id AND d.user = s.id AND d.opens <= :now AND d.ends > :now))
 ORDER BY c.id;

-- account_create: first_name:s last_name:s job_title:s phone:s password:s language:s now:i id:s
UPDATE users
   SET first_name = :first_name, last_name = nullif(:last_name, ''), job_title = :job_title, phone = :phone, password = :password, language = :language, bilingual = 0, terms_ms = :now,
       activated_ms = :now
 WHERE id = :id AND activated_ms IS NULL;

-- His lines, of one entity or ("") of all, carry what their sources say now.
-- lines_carry: user:s entity:s
UPDATE contact
   SET (carried, email, first_name, last_name, activated_ms, team_id, held_ms, proved_ms) =
       (SELECT 1, s.email, s.first_name, s.last_name, s.activated, s.team, s.held, s.proved
          FROM line_source s
         WHERE s.user = contact.user_id AND s.entity = contact.entity_id)
 WHERE user_id = :user AND (:entity = '' OR entity_id = :entity);

-- The same of all his lines with what they are sorted and searched by, in one go: each has another place now.
-- account_lines_named: sort_name:s search:s user:s
UPDATE contact
   SET sort_name = :sort_name, search = :search, domain = (SELECT domain FROM mailbox m WHERE m.user = :user),
       (carried, email, first_name, last_name, activated_ms, team_id, held_ms, proved_ms) =
       (SELECT 1, s.email, s.first_name, s.last_name, s.activated, s.team, s.held, s.proved
          FROM line_source s
         WHERE s.user = contact.user_id AND s.entity = contact.entity_id)
 WHERE user_id = :user;

-- mailbox_proved: now:i id:s
UPDATE users SET mailbox_ms = :now WHERE id = :id;

-- Whether it is proved in other ten days than those that his lines carry.
-- mailbox_is_old: now:i id:s -> yes:b
SELECT 1 AS yes FROM users WHERE id = :id AND mailbox_ms / 864000000 <> :now / 864000000;

-- Those in drafts, of which he has not heard, are known by his address alone.
-- account_lines_unheard: sort_name:s search:s user:s
UPDATE contact SET sort_name = :sort_name, search = :search
 WHERE user_id = :user AND side <> 'manager'
   AND EXISTS (SELECT 1 FROM operation o WHERE o.id = contact.operation_id AND o.status = 'draft');

-- account_lines_active: user:s now:i
UPDATE contact
   SET status = 'active', invited_until_ms = NULL
 WHERE id IN (SELECT id FROM contact_span WHERE user_id = :user AND status = 'invited' AND ends > :now);

-- account_habilitations_active: user:s
UPDATE habilitation SET status = 'active' WHERE user_id = :user AND status = 'invited';

-- habilitations_waiting: user:s =>> id:s entity:s
SELECT id, entity_id AS entity FROM habilitation WHERE user_id = :user AND status = 'invited' ORDER BY id;

-- habilitation_decline: now:i id:s
UPDATE habilitation
   SET status = 'archived', declined = 1, archived_ms = :now, archived_by = user_id, reason = NULL
 WHERE id = :id;

-- What an invited person's mail says when it is sent again.
-- waiting_facts: user:s -> contact:s sponsor_id:s sponsor:s entity:s operation:s reference:s
SELECT c.id AS contact, coalesce(c.added_by, h.granted_by, t.started_by) AS sponsor_id,
       coalesce(s.full_name, s.email) AS sponsor, e.name AS entity, o.name AS operation,
       o.reference
  FROM users u
  LEFT JOIN contact c ON c.id = (SELECT w.id FROM contact w
                                  WHERE w.user_id = u.id AND w.status = 'invited'
                                  ORDER BY w.since_ms DESC, w.id DESC LIMIT 1)
  LEFT JOIN habilitation h ON h.id = (SELECT w.id FROM habilitation w
                                       WHERE w.user_id = u.id AND w.status = 'invited'
                                       ORDER BY w.since_ms DESC, w.id DESC LIMIT 1)
  LEFT JOIN handover t ON t.id = (SELECT w.handover_id FROM handover_part w
                                   WHERE w.user_id = u.id AND w.status = 'waiting'
                                   ORDER BY w.id DESC LIMIT 1)
  LEFT JOIN entity e ON e.id = coalesce(c.entity_id, h.entity_id, t.entity_id)
  LEFT JOIN operation o ON o.id = c.operation_id
  LEFT JOIN users s ON s.id = coalesce(c.added_by, h.granted_by, t.started_by)
 WHERE u.id = :user AND (c.id IS NOT NULL OR h.id IS NOT NULL OR t.id IS NOT NULL);

-- A link that was made at this very instant: by the same change, for another line of the person.
-- invitation_made: user:s now:i -> id:s
SELECT id FROM invitation WHERE user_id = :user AND kind = 'activation' AND ended_ms IS NULL AND created_ms = :now;

-- Which domains the people of which entity have, as far as somebody sees them: on the 20 newest of his operations, this one
-- first, everybody's where he manages, elsewhere his own entity's and who manages; and those authorised at his own entity.
-- Each step of `seen` and `held` is the next domain of an index.  `places`: on how many operations.
-- domains_seen: user:s entity:s now:i operation:s habilitated:b =>> entity:s name:s domain:s places:i
WITH RECURSIVE mine(operation, side) AS (
    SELECT operation_id, side
      FROM active_contact
     WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation AND opens <= :now AND ends > :now
     UNION
    SELECT *
      FROM (SELECT operation_id, side
              FROM active_contact
             WHERE user_id = :user AND entity_id = :entity AND opens <= :now AND ends > :now
             ORDER BY operation_id DESC
             LIMIT 20) newest
), seen(operation, entity, whole, domain) AS (
    SELECT m.operation, p.entity_id, CASE WHEN m.side = 'manager' OR p.entity_id = :entity THEN 1 ELSE 0 END, ''
      FROM mine m
     CROSS JOIN participation p
     WHERE p.operation_id = m.operation AND (m.side = 'manager' OR p.side = 'manager' OR p.entity_id = :entity)
     UNION ALL
    SELECT operation, entity, whole,
           (SELECT c.domain
              FROM contact c
             WHERE c.operation_id = seen.operation AND c.entity_id = seen.entity AND c.current = 1
               AND c.domain > seen.domain
               AND (seen.whole = 1
                    OR EXISTS (SELECT 1 FROM active_contact a WHERE a.id = c.id AND a.opens <= :now AND a.ends > :now))
             ORDER BY c.domain
             LIMIT 1)
      FROM seen
     WHERE domain IS NOT NULL
), held(domain) AS (
    SELECT '' WHERE :habilitated = 1
     UNION ALL
    SELECT (SELECT h.domain
              FROM habilitation h
             WHERE h.entity_id = :entity AND h.status <> 'archived' AND h.domain > held.domain
             ORDER BY h.domain
             LIMIT 1)
      FROM held
     WHERE domain IS NOT NULL
)
SELECT found.entity, e.name, found.domain, found.places
  FROM (SELECT entity, domain, count(*) AS places
          FROM (SELECT entity, domain FROM seen WHERE domain <> ''
                 UNION ALL
                SELECT :entity, domain FROM held WHERE domain <> '') one
         GROUP BY entity, domain) found
  JOIN entity e ON e.id = found.entity
 ORDER BY found.places DESC, e.name, found.domain;

-- For which entities somebody may already see the person of an address: a line of this operation that is his to see, or
-- a person of his own entity.
-- person_seen: email_key:s operation:s whole:b entity:s now:i habilitated:b leads:b user:s => entity:s
SELECT c.entity_id AS entity
  FROM users u
 CROSS JOIN participation p
 CROSS JOIN contact c
 WHERE u.email_key = :email_key AND p.operation_id = :operation AND c.user_id = u.id AND c.entity_id = p.entity_id
   AND c.operation_id = p.operation_id
   AND (:whole = 1 OR p.entity_id = :entity
        OR (p.side = 'manager'
            AND EXISTS (SELECT 1 FROM active_contact a WHERE a.id = c.id AND a.opens <= :now AND a.ends > :now)))
 UNION
SELECT h.entity_id
  FROM users u
  JOIN habilitation h ON h.user_id = u.id AND h.entity_id = :entity
 WHERE u.email_key = :email_key AND :habilitated = 1 AND (h.status <> 'archived' OR :leads = 1)
 UNION
SELECT c.entity_id
  FROM users u
 CROSS JOIN contact c
 CROSS JOIN active_contact m
 WHERE u.email_key = :email_key AND c.user_id = u.id AND c.entity_id = :entity AND m.user_id = :user
   AND m.entity_id = :entity AND m.operation_id = c.operation_id AND m.opens <= :now AND m.ends > :now;
