-- The person behind a token, at every request.
-- session_actor: now:i session:s user:s -> user:s session:s entity:s habilitated:b team_leader:b team:s root:b creator:b email:s name:s language:s zone:s expires:i
SELECT u.id AS user, s.id AS session, s.entity_id AS entity, h.id IS NOT NULL AS habilitated,
       coalesce(h.team_leader, 0) AS team_leader, h.team_id AS team, t.id IS NOT NULL AND t.parent_id IS NULL AS root,
       coalesce(h.creator, 0) AS creator, u.email, u.full_name AS name, u.language, u.zone,
       s.expires_ms AS expires
  FROM session s
  JOIN users u ON u.id = s.user_id
  LEFT JOIN active_habilitation h ON h.entity_id = s.entity_id AND h.user_id = s.user_id AND h.opens <= :now
                                     AND h.ends > :now
  LEFT JOIN team t ON t.id = h.team_id
 WHERE s.id = :session AND s.user_id = :user AND s.ended_ms IS NULL AND s.expires_ms > :now;

-- session_add: id:s user:s entity:s agent:s source:s browser:s now:i expires:i
INSERT INTO session (id, user_id, entity_id, agent, source, browser, created_ms, last_used_ms, expires_ms)
VALUES (:id, :user, :entity, :agent, :source, :browser, :now, :now, :expires);

-- session_used: now:i id:s
UPDATE session SET last_used_ms = :now WHERE id = :id;

-- session_end: now:i id:s
UPDATE session SET ended_ms = :now WHERE id = :id AND ended_ms IS NULL;

-- What began before an identifier was made, a few at a time.  None of these goes on: no session lives longer than 30 days,
-- and no browser's proof of the mailbox, which goes with the session that made it.
-- browser_purge: below:s now:i
DELETE FROM browser
 WHERE digest IN (SELECT s.browser FROM session s WHERE s.id < :below ORDER BY s.id LIMIT 100) AND expires_ms <= :now;

-- session_purge: below:s
DELETE FROM session WHERE id IN (SELECT id FROM session WHERE id < :below ORDER BY id LIMIT 100);

-- session_environment: entity:s id:s
UPDATE session SET entity_id = :entity WHERE id = :id;

-- Where he may work: each entity that authorised him, or for which he has a line that is open.  What he is there by his
-- own lines, else by the entity's part in its operations.  Each step of `place` is the next entity of his index.
-- environments: user:s now:i => entity:s name:s client:b team_leader:b creator:b side:side
WITH RECURSIVE place (entity) AS (
    SELECT min(entity_id) FROM contact WHERE user_id = :user
    UNION ALL
    SELECT (SELECT min(c.entity_id) FROM contact c WHERE c.user_id = :user AND c.entity_id > place.entity)
      FROM place
     WHERE place.entity IS NOT NULL
), mine AS (
    SELECT entity_id AS entity FROM active_habilitation WHERE user_id = :user AND opens <= :now AND ends > :now
    UNION
    SELECT entity FROM place
     WHERE EXISTS (SELECT 1 FROM active_contact c
                    WHERE c.user_id = :user AND c.entity_id = place.entity AND c.opens <= :now AND c.ends > :now)
)
SELECT e.id AS entity, e.name, e.client, coalesce(h.team_leader, 0) AS team_leader, coalesce(h.creator, 0) AS creator,
       CASE WHEN EXISTS (SELECT 1 FROM active_contact c
                          WHERE c.user_id = :user AND c.entity_id = e.id AND c.side = 'manager' AND c.opens <= :now
                            AND c.ends > :now) THEN 'manager'
            WHEN EXISTS (SELECT 1 FROM active_contact c
                          WHERE c.user_id = :user AND c.entity_id = e.id AND c.side = 'lender' AND c.opens <= :now
                            AND c.ends > :now) THEN 'lender'
            WHEN EXISTS (SELECT 1 FROM active_contact c
                          WHERE c.user_id = :user AND c.entity_id = e.id AND c.side = 'borrower' AND c.opens <= :now
                            AND c.ends > :now) THEN 'borrower'
            WHEN EXISTS (SELECT 1 FROM participation WHERE entity_id = e.id AND side = 'manager') THEN 'manager'
            WHEN EXISTS (SELECT 1 FROM participation WHERE entity_id = e.id AND side = 'lender') THEN 'lender'
            WHEN EXISTS (SELECT 1 FROM participation WHERE entity_id = e.id AND side = 'borrower') THEN 'borrower'
            WHEN e.client = 1 THEN 'manager'
            ELSE 'lender' END AS side
  FROM mine
  JOIN entity e ON e.id = mine.entity
  LEFT JOIN active_habilitation h ON h.entity_id = e.id AND h.user_id = :user AND h.opens <= :now AND h.ends > :now
 ORDER BY e.sort_name;

-- account_by_email: email_key:s -> id:s email:s password:s first_name:s last_name:s language:s activated:i
SELECT id, email, password, first_name, last_name, language, activated_ms AS activated FROM users WHERE email_key = :email_key;

-- account_by_id: id:s -> id:s email:s first_name:s last_name:s language:s zone:s
SELECT id, email, first_name, last_name, language, zone FROM users WHERE id = :id;

-- throttle_state: subject:s -> failures:i last:i open:i
SELECT failures, last_ms AS last, open_ms AS open FROM throttle WHERE subject = :subject;

-- throttle_set: subject:s failures:i last:i open:i
INSERT INTO throttle (subject, failures, last_ms, open_ms) VALUES (:subject, :failures, :last, :open)
ON CONFLICT (subject) DO UPDATE
   SET failures = excluded.failures, last_ms = excluded.last_ms, open_ms = excluded.open_ms;

-- throttle_clear: subject:s
DELETE FROM throttle WHERE subject = :subject;

-- throttle_purge: before:i
DELETE FROM throttle WHERE last_ms < :before;

-- challenge_add: id:s digest:s kid:s user:s kind:challenge_kind now:i expires:i
INSERT INTO challenge (id, digest, kid, user_id, kind, tries, created_ms, expires_ms)
VALUES (:id, :digest, :kid, :user, :kind, 0, :now, :expires);

-- challenge_by_digest: digest:s now:i -> id:s kid:s user:s kind:challenge_kind tries:i
SELECT id, kid, user_id AS user, kind, tries FROM challenge WHERE digest = :digest AND expires_ms > :now;

-- challenge_try: id:s
UPDATE challenge SET tries = tries + 1 WHERE id = :id;

-- challenge_end: id:s
DELETE FROM challenge WHERE id = :id;

-- challenge_purge: before:i
DELETE FROM challenge WHERE expires_ms < :before;

-- browser_add: digest:s user:s expires:i
INSERT INTO browser (digest, user_id, expires_ms) VALUES (:digest, :user, :expires);

-- browser_proved: digest:s user:s now:i -> user:s
SELECT user_id AS user FROM browser WHERE digest = :digest AND user_id = :user AND expires_ms > :now;

-- idempotency_find: user:s entity:s key:s since:i -> request:s standing:s status:i answer:s
SELECT request, standing, status, answer FROM idempotency
 WHERE user_id = :user AND entity_id = :entity AND key = :key AND created_ms > :since;

-- idempotency_held: user:s since:i -> count:i bytes:i oldest:i
SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes, coalesce(min(created_ms), 0) AS oldest FROM idempotency
 WHERE user_id = :user AND created_ms > :since;

-- idempotency_add: user:s entity:s key:s request:s standing:s status:i size:i answer:s now:i
INSERT INTO idempotency (user_id, entity_id, key, request, standing, status, size, answer, created_ms)
VALUES (:user, :entity, :key, :request, :standing, :status, :size, :answer, :now)
ON CONFLICT (user_id, entity_id, key) DO UPDATE
   SET request = excluded.request, standing = excluded.standing, status = excluded.status, size = excluded.size,
       answer = excluded.answer, created_ms = excluded.created_ms;

-- idempotency_purge: before:i
DELETE FROM idempotency WHERE created_ms < :before;
