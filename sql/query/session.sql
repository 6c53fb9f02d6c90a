-- The person behind a token, at every request.
-- session_actor: now:i session:s user:s -> user:s session:s entity:s habilitated:b team_leader:b team:s root:b creator:b email:s name:s language:s zone:s expires:i
SELECT u.id AS user, s.id AS session, s.entity_id AS entity, h.id IS NOT NULL AS habilitated,
       coalesce(h.team_leader, 0) AS team_leader, h.team_id AS team, t.id IS NOT NULL AND t.parent_id IS NULL AS root,
       coalesce(h.creator, 0) AS creator, u.email, u.full_name AS name, u.language, u.zone,
       s.expires_ms AS expires
  FROM session s
  JOIN users u ON u.id = s.user_id
  LEFT JOIN active_habilitation h ON h.entity_id = s.entity_id AND h.user_id = s.user_id AND h.opens <= $1
                                     AND h.ends > $1
  LEFT JOIN team t ON t.id = h.team_id
 WHERE s.id = $2 AND s.user_id = $3 AND s.ended_ms IS NULL AND s.expires_ms > $1;

-- session_add: id:s user:s entity:s agent:s source:s browser:s now:i expires:i
INSERT INTO session (id, user_id, entity_id, agent, source, browser, created_ms, last_used_ms, expires_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8);

-- session_used: now:i id:s
UPDATE session SET last_used_ms = $1 WHERE id = $2;

-- session_end: now:i id:s
UPDATE session SET ended_ms = $1 WHERE id = $2 AND ended_ms IS NULL;

-- session_environment: entity:s id:s
UPDATE session SET entity_id = $1 WHERE id = $2;

-- Where he may work: each entity that authorised him, or for which he has a line that is open.  What he is there by his
-- own lines, else by the entity's part in its operations.  Each step of `place` is the next entity of his index.
-- environments: user:s now:i => entity:s name:s client:b team_leader:b creator:b side:s
WITH RECURSIVE place (entity) AS (
    SELECT min(entity_id) FROM contact WHERE user_id = $1
    UNION ALL
    SELECT (SELECT min(c.entity_id) FROM contact c WHERE c.user_id = $1 AND c.entity_id > place.entity)
      FROM place
     WHERE place.entity IS NOT NULL
), mine AS (
    SELECT entity_id AS entity FROM active_habilitation WHERE user_id = $1 AND opens <= $2 AND ends > $2
    UNION
    SELECT entity FROM place
     WHERE EXISTS (SELECT 1 FROM active_contact c
                    WHERE c.user_id = $1 AND c.entity_id = place.entity AND c.opens <= $2 AND c.ends > $2)
)
SELECT e.id AS entity, e.name, e.client, coalesce(h.team_leader, 0) AS team_leader, coalesce(h.creator, 0) AS creator,
       CASE WHEN EXISTS (SELECT 1 FROM active_contact c
                          WHERE c.user_id = $1 AND c.entity_id = e.id AND c.side = 'manager' AND c.opens <= $2
                            AND c.ends > $2) THEN 'manager'
            WHEN EXISTS (SELECT 1 FROM active_contact c
                          WHERE c.user_id = $1 AND c.entity_id = e.id AND c.side = 'lender' AND c.opens <= $2
                            AND c.ends > $2) THEN 'lender'
            WHEN EXISTS (SELECT 1 FROM active_contact c
                          WHERE c.user_id = $1 AND c.entity_id = e.id AND c.side = 'borrower' AND c.opens <= $2
                            AND c.ends > $2) THEN 'borrower'
            WHEN EXISTS (SELECT 1 FROM participation WHERE entity_id = e.id AND side = 'manager') THEN 'manager'
            WHEN EXISTS (SELECT 1 FROM participation WHERE entity_id = e.id AND side = 'lender') THEN 'lender'
            WHEN EXISTS (SELECT 1 FROM participation WHERE entity_id = e.id AND side = 'borrower') THEN 'borrower'
            WHEN e.client = 1 THEN 'manager'
            ELSE 'lender' END AS side
  FROM mine
  JOIN entity e ON e.id = mine.entity
  LEFT JOIN active_habilitation h ON h.entity_id = e.id AND h.user_id = $1 AND h.opens <= $2 AND h.ends > $2
 ORDER BY e.sort_name;

-- account_by_email: email_key:s -> id:s email:s password:s first_name:s last_name:s language:s activated:i
SELECT id, email, password, first_name, last_name, language, activated_ms AS activated FROM users WHERE email_key = $1;

-- account_by_id: id:s -> id:s email:s first_name:s last_name:s language:s zone:s
SELECT id, email, first_name, last_name, language, zone FROM users WHERE id = $1;

-- throttle_state: subject:s -> failures:i last:i open:i
SELECT failures, last_ms AS last, open_ms AS open FROM throttle WHERE subject = $1;

-- throttle_set: subject:s failures:i last:i open:i
INSERT INTO throttle (subject, failures, last_ms, open_ms) VALUES ($1, $2, $3, $4)
ON CONFLICT (subject) DO UPDATE
   SET failures = excluded.failures, last_ms = excluded.last_ms, open_ms = excluded.open_ms;

-- throttle_clear: subject:s
DELETE FROM throttle WHERE subject = $1;

-- throttle_purge: before:i
DELETE FROM throttle WHERE last_ms < $1;

-- challenge_add: id:s digest:s kid:s user:s kind:s now:i expires:i
INSERT INTO challenge (id, digest, kid, user_id, kind, tries, created_ms, expires_ms)
VALUES ($1, $2, $3, $4, $5, 0, $6, $7);

-- challenge_by_digest: digest:s now:i -> id:s kid:s user:s kind:s tries:i
SELECT id, kid, user_id AS user, kind, tries FROM challenge WHERE digest = $1 AND expires_ms > $2;

-- challenge_try: id:s
UPDATE challenge SET tries = tries + 1 WHERE id = $1;

-- challenge_end: id:s
DELETE FROM challenge WHERE id = $1;

-- challenge_purge: before:i
DELETE FROM challenge WHERE expires_ms < $1;

-- browser_add: digest:s user:s expires:i
INSERT INTO browser (digest, user_id, expires_ms) VALUES ($1, $2, $3);

-- browser_proved: digest:s user:s now:i -> user:s
SELECT user_id AS user FROM browser WHERE digest = $1 AND user_id = $2 AND expires_ms > $3;

-- idempotency_find: user:s entity:s key:s since:i -> request:s standing:s status:i answer:s
SELECT request, standing, status, answer FROM idempotency
 WHERE user_id = $1 AND entity_id = $2 AND key = $3 AND created_ms > $4;

-- idempotency_held: user:s since:i -> count:i bytes:i oldest:i
SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes, coalesce(min(created_ms), 0) AS oldest FROM idempotency
 WHERE user_id = $1 AND created_ms > $2;

-- idempotency_add: user:s entity:s key:s request:s standing:s status:i size:i answer:s now:i
INSERT INTO idempotency (user_id, entity_id, key, request, standing, status, size, answer, created_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (user_id, entity_id, key) DO UPDATE
   SET request = excluded.request, standing = excluded.standing, status = excluded.status, size = excluded.size,
       answer = excluded.answer, created_ms = excluded.created_ms;

-- idempotency_purge: before:i
DELETE FROM idempotency WHERE created_ms < $1;
