-- Who waits in a draft has not heard of it: his line is sorted and searched by the address that was typed, as it would be
-- if nobody had an account there.  When the draft is published it takes his names.
UPDATE contact
   SET sort_name = (SELECT u.email_key FROM users u WHERE u.id = contact.user_id),
       search = (SELECT u.email_key FROM users u WHERE u.id = contact.user_id)
 WHERE side <> 'manager' AND operation_id IN (SELECT id FROM operation WHERE status = 'draft');
