-- account: id:s -> id:s email:s email_key:s first_name:s last_name:s job_title:s phone:s language:s password:s totp:s totp_kid:s totp_step:i totp_since:i mailbox:i zone:s recovery_codes:i
SELECT id, email, email_key, first_name, last_name, job_title, phone, language, password, totp, totp_kid, totp_step,
       coalesce(totp_ms, 0) AS totp_since, mailbox_ms AS mailbox, zone,
       (SELECT count(*) FROM recovery_code r WHERE r.user_id = users.id) AS recovery_codes
  FROM users WHERE id = $1;

-- account_change: first_name:s last_name:s job_title:s phone:s language:s zone:s id:s
UPDATE users
   SET first_name = coalesce($1, first_name), last_name = nullif(coalesce($2, last_name), ''), job_title = coalesce($3, job_title),
       phone = coalesce($4, phone), language = coalesce($5, language),
       zone = coalesce($6, zone)
 WHERE id = $7;

-- user_zone: id:s -> zone:s
SELECT zone FROM users WHERE id = $1;

-- zone_at_address: email_key:s -> zone:s
SELECT zone FROM users WHERE email_key = $1;

-- account_password: password:s id:s
UPDATE users SET password = $1 WHERE id = $2;

-- account_mailbox: now:i id:s
UPDATE users SET mailbox_ms = $1 WHERE id = $2;

-- sessions_end: now:i user:s but:s
UPDATE session SET ended_ms = $1 WHERE user_id = $2 AND id <> $3 AND ended_ms IS NULL;

-- session_end_own: now:i id:s user:s
UPDATE session SET ended_ms = $1 WHERE id = $2 AND user_id = $3 AND ended_ms IS NULL;

-- challenges_end: user:s
DELETE FROM challenge WHERE user_id = $1;

-- browser_forget: session:s user:s
DELETE FROM browser WHERE digest = (SELECT s.browser FROM session s WHERE s.id = $1 AND s.user_id = $2);

-- browsers_forget: user:s but:s
DELETE FROM browser WHERE user_id = $1 AND digest <> $2;

-- session_list: user:s now:i used_after:i before:s limit:i => id:s agent:s source:s created:i last_used:i
SELECT id, agent, source, created_ms AS created, last_used_ms AS last_used
  FROM session
 WHERE user_id = $1 AND ended_ms IS NULL AND expires_ms > $2 AND last_used_ms > $3 AND ($4 = '' OR id < $4)
 ORDER BY id DESC
 LIMIT $5;

-- session_agent_known: user:s agent:s but:s -> known:b
SELECT 1 AS known FROM session WHERE user_id = $1 AND agent = $2 AND id <> $3 LIMIT 1;

-- totp_propose: totp:s kid:s id:s
UPDATE users SET totp = $1, totp_kid = $2, totp_step = 0, totp_ms = NULL WHERE id = $3;

-- totp_accept: now:i step:i id:s
UPDATE users SET totp_ms = $1, totp_step = $2 WHERE id = $3;

-- totp_used: step:i totp:s kid:s id:s
UPDATE users SET totp_step = $1, totp = $2, totp_kid = $3 WHERE id = $4;

-- totp_remove: id:s
UPDATE users SET totp = NULL, totp_kid = NULL, totp_step = 0, totp_ms = NULL WHERE id = $1;

-- recovery_code_add: user:s digest:s
INSERT INTO recovery_code (user_id, digest) VALUES ($1, $2);

-- recovery_code_use: user:s digest:s
DELETE FROM recovery_code WHERE user_id = $1 AND digest = $2;

-- recovery_codes_end: user:s
DELETE FROM recovery_code WHERE user_id = $1;
