-- outbox_add: id:s kind:s email:s language:s facts:s invitation:s challenge:s kid:s contact:s now:i expires:i
INSERT INTO outbox (id, kind, email, language, facts, invitation_id, challenge_id, kid, contact_id, status, attempts,
                    created_ms, due_ms, expires_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 0, $10, $10, $11);

-- Takes the oldest due mail; another mailer does not see it before the lease ends.
-- outbox_take: lease:i now:i -> id:s kind:s email:s language:s facts:s invitation:s challenge:s kid:s attempts:i created:i expires:i
UPDATE outbox
   SET due_ms = $1, attempts = attempts + 1
 WHERE id = (SELECT id FROM outbox WHERE status = 'waiting' AND due_ms <= $2 ORDER BY due_ms, id LIMIT 1)
RETURNING id, kind, email, language, facts, invitation_id AS invitation, challenge_id AS challenge, kid, attempts,
          created_ms AS created, expires_ms AS expires;

-- outbox_sent: now:i id:s
UPDATE outbox SET status = 'sent', ended_ms = $1, error = NULL WHERE id = $2;

-- outbox_later: due:i error:s id:s
UPDATE outbox SET due_ms = $1, error = $2 WHERE id = $3;

-- outbox_failed: now:i error:s id:s
UPDATE outbox SET status = 'failed', ended_ms = $1, error = $2 WHERE id = $3;
