-- The same access as intervals.
INSERT INTO access (contact_id, from_ms, to_ms, operation_id, entity_id, user_id)
SELECT id, since_ms, revoked_ms, operation_id, entity_id, user_id FROM contact WHERE status IN ('active', 'revoked');

-- Nearly everybody has proved the mailbox lately.
UPDATE users SET mailbox_ms = activated_ms WHERE activated_ms IS NOT NULL;
UPDATE users
   SET mailbox_ms = 1794816000000 + 60000 * ((SELECT count(*) FROM users u WHERE u.id <= users.id) % 480)
 WHERE activated_ms IS NOT NULL AND (SELECT count(*) FROM users u WHERE u.id <= users.id) % 9 <> 4;
