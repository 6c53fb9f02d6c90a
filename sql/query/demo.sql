-- What the register would hold had the demonstration's lines been made by hand.
-- demo_entries: => at:i action:action actor:s operation:s entity:s user:s contact:s reason:s
SELECT since_ms AS at,
       CASE WHEN status IN ('queued', 'invited') THEN 'contact_' || status ELSE 'contact_added' END AS action,
       added_by AS actor, operation_id AS operation, entity_id AS entity, user_id AS user, id AS contact, NULL AS reason
  FROM contact
 UNION ALL
SELECT revoked_ms, 'contact_revoked', revoked_by, operation_id, entity_id, user_id, id, reason
  FROM contact WHERE status = 'revoked'
 ORDER BY 1, 7;

-- demo_people: => id:s email:s first_name:s last_name:s
SELECT id, email, first_name, last_name FROM users ORDER BY id;
