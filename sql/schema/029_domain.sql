-- Of which domain the mailbox of a line's person is, and of a habilitation's: as many look-ups find all the domains of an
-- entity on an operation as it has there.  And whether the address was an unusual one when the line was added.
ALTER TABLE contact ADD COLUMN domain TEXT;
ALTER TABLE contact ADD COLUMN outside BIGINT NOT NULL DEFAULT 0 CHECK (outside IN (0, 1));
ALTER TABLE habilitation ADD COLUMN domain TEXT;

UPDATE contact
   SET domain = (SELECT substr(u.email_key, length(rtrim(u.email_key, replace(u.email_key, '@', ''))) + 1)
                   FROM users u WHERE u.id = contact.user_id);
UPDATE habilitation
   SET domain = (SELECT substr(u.email_key, length(rtrim(u.email_key, replace(u.email_key, '@', ''))) + 1)
                   FROM users u WHERE u.id = habilitation.user_id);

CREATE INDEX contact_by_domain ON contact (operation_id, entity_id, domain) WHERE current = 1;
CREATE INDEX habilitation_by_domain ON habilitation (entity_id, domain) WHERE status <> 'archived';
