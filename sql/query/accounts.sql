-- account_change: first_name:s last_name:s job_title:s phone:s language:s zone:s id:s
UPDATE users
   SET first_name = coalesce(:first_name, first_name), last_name = nullif(coalesce(:last_name, last_name), ''), job_title = coalesce(:job_title, job_title),
       phone = coalesce(:phone, phone), language = coalesce(:language, language),
       zone = coalesce(:zone, zone)
 WHERE id = :id;

-- account_password: password:s id:s
UPDATE users SET password = :password WHERE id = :id;

-- sessions_end: now:i user:s but:s
UPDATE session SET ended_ms = :now WHERE user_id = :user AND id <> :but AND ended_ms IS NULL;

-- session_end_own: now:i id:s user:s
UPDATE session SET ended_ms = :now WHERE id = :id AND user_id = :user AND ended_ms IS NULL;

-- challenges_end: user:s
DELETE FROM challenge WHERE user_id = :user;

-- browser_forget: session:s user:s
DELETE FROM browser WHERE digest = (SELECT s.browser FROM session s WHERE s.id = :session AND s.user_id = :user);

-- browsers_forget: user:s but:s
DELETE FROM browser WHERE user_id = :user AND digest <> :but;

-- session_list: user:s now:i used_after:i before:s limit:i => id:s agent:s source:s created:i last_used:i
SELECT id, agent, source, created_ms AS created, last_used_ms AS last_used
  FROM session
 WHERE user_id = :user AND ended_ms IS NULL AND expires_ms > :now AND last_used_ms > :used_after AND (:before = '' OR id < :before)
 ORDER BY id DESC
 LIMIT :limit;

-- session_agent_known: user:s agent:s but:s -> known:b
SELECT 1 AS known FROM session WHERE user_id = :user AND agent = :agent AND id <> :but LIMIT 1;

-- totp_propose: totp:s kid:s id:s
UPDATE users SET totp = :totp, totp_kid = :kid, totp_step = 0, totp_ms = NULL WHERE id = :id;

-- totp_accept: now:i step:i id:s
UPDATE users SET totp_ms = :now, totp_step = :step WHERE id = :id;

-- totp_used: step:i totp:s kid:s id:s
UPDATE users SET totp_step = :step, totp = :totp, totp_kid = :kid WHERE id = :id;

-- totp_remove: id:s
UPDATE users SET totp = NULL, totp_kid = NULL, totp_step = 0, totp_ms = NULL WHERE id = :id;

-- recovery_code_add: user:s digest:s
INSERT INTO recovery_code (user_id, digest) VALUES (:user, :digest);

-- recovery_code_use: user:s digest:s
DELETE FROM recovery_code WHERE user_id = :user AND digest = :digest;

-- recovery_codes_end: user:s
DELETE FROM recovery_code WHERE user_id = :user;
