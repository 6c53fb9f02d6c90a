-- A mail has its urgency (postage.h), and the senders of each find what is due of it at once, however much of the others
-- waits.
ALTER TABLE outbox ADD COLUMN urgency BIGINT NOT NULL DEFAULT 4;
UPDATE outbox
   SET urgency = CASE WHEN kind IN ('code', 'address_code') THEN 1
                      WHEN kind = 'reset' THEN 2
                      WHEN kind IN ('activation', 'leader', 'habilitation_activation', 'handover_activation',
                                    'invitation', 'habilitation', 'handover', 'address_proof') THEN 3
                      ELSE 4 END
 WHERE status = 'waiting';
CREATE INDEX outbox_by_urgency ON outbox (urgency, due_ms, id) WHERE status = 'waiting';
