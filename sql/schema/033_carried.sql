-- What lists show of a line's person and of his habilitation is carried by the line, and nothing else is looked up.

-- Copies of what the view `line_source` says, as long as `carried` is 1.  A line that somebody made without the program
-- carries nothing: its sources are asked.
ALTER TABLE contact ADD COLUMN carried BIGINT NOT NULL DEFAULT 0 CHECK (carried IN (0, 1));
ALTER TABLE contact ADD COLUMN email TEXT;
ALTER TABLE contact ADD COLUMN first_name TEXT;
ALTER TABLE contact ADD COLUMN last_name TEXT;
ALTER TABLE contact ADD COLUMN activated_ms BIGINT;
ALTER TABLE contact ADD COLUMN team_id TEXT;
-- When the habilitation ends, unless it is archived; and an instant before which the mailbox was surely not proved last.
ALTER TABLE contact ADD COLUMN held_ms BIGINT;
ALTER TABLE contact ADD COLUMN proved_ms BIGINT
    CHECK (carried = 1 OR (coalesce(email, first_name, last_name, team_id) IS NULL
                           AND coalesce(activated_ms, held_ms, proved_ms) IS NULL));

UPDATE contact
   SET (carried, email, first_name, last_name, activated_ms, team_id, held_ms, proved_ms) =
       (SELECT 1, u.email, u.first_name, u.last_name, u.activated_ms, h.team_id,
               CASE WHEN h.status <> 'archived' THEN h.until_ms END, u.mailbox_ms - u.mailbox_ms % 864000000
          FROM users u
          LEFT JOIN habilitation h ON h.user_id = u.id AND h.entity_id = contact.entity_id
         WHERE u.id = contact.user_id);

DROP INDEX contact_counted;
CREATE INDEX contact_counted ON contact (operation_id, current, entity_id, status, until_ms, from_ms, user_id,
                                                carried, held_ms, proved_ms);

-- What is not simply an access for ever, as the view `contact_special` has it: few lines of an operation, so that nobody
-- looks through all of them for these.
CREATE INDEX contact_specials ON contact (operation_id, current, entity_id, status, from_ms, until_ms, held_ms,
                                                mail_failed_ms, carried)
    WHERE current = 1 AND (status <> 'active' OR carried = 0
                           OR coalesce(from_ms, until_ms, held_ms, mail_failed_ms) IS NOT NULL);
