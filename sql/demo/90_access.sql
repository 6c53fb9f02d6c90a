-- The same access as intervals.
INSERT INTO access (contact_id, from_ms, to_ms, operation_id, entity_id, user_id)
SELECT id, since_ms, revoked_ms, operation_id, entity_id, user_id FROM contact WHERE status IN ('active', 'revoked');
