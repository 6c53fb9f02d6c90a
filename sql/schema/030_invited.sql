-- What is known of somebody who was invited: in which language he is written to, and whether he declined.

-- Nobody has said in which language, and nothing tells: mails speak both until he chooses.
ALTER TABLE users ADD COLUMN bilingual BIGINT NOT NULL DEFAULT 0 CHECK (bilingual IN (0, 1));

-- Archived by the invited person's own word, "this is not me".
ALTER TABLE contact ADD COLUMN declined BIGINT NOT NULL DEFAULT 0 CHECK (declined IN (0, 1));
ALTER TABLE habilitation ADD COLUMN declined BIGINT NOT NULL DEFAULT 0 CHECK (declined IN (0, 1));

UPDATE contact SET declined = 1
 WHERE current = 0 AND expired = 0 AND revoked_by = user_id
   AND EXISTS (SELECT 1 FROM register r
                WHERE r.operation_id = contact.operation_id AND r.contact_id = contact.id
                  AND r.action = 'invitation_refused' AND r.at_ms = contact.revoked_ms);

-- Until now no other archiving was without a date.
UPDATE habilitation SET declined = 1 WHERE status = 'archived' AND archived_ms IS NULL;
