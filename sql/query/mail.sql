-- outbox_add: id:s kind:mail_kind email:s language:s facts:s invitation:s challenge:s derived_from:s kid:s contact:s mailbox:s allowance:s slot:i about:s urgency:i now:i due:i expires:i
INSERT INTO outbox (id, kind, email, language, facts, invitation_id, challenge_id, derived_from, kid, contact_id,
                    mailbox, allowance, slot_ms, about, urgency, status, attempts, created_ms, due_ms, expires_ms)
VALUES (:id, :kind, :email, :language, :facts, :invitation, :challenge, :derived_from, :kid, :contact, :mailbox, :allowance, nullif(:slot, 0), :about, :urgency, 'waiting', 0, :now, :due, :expires);

-- When one of the last that a mailbox was sent, or is to be sent, goes or went.  Those of a clock that was ahead do not
-- count.
-- outbox_slot: mailbox:s allowance:s now:i skip:i -> slot:i
SELECT slot_ms AS slot
  FROM outbox
 WHERE mailbox = :mailbox AND allowance = :allowance AND slot_ms IS NOT NULL AND created_ms <= :now
 ORDER BY slot_ms DESC
 LIMIT 1 OFFSET :skip;

-- A later letter tells what an earlier one that still waits would have told; unless a mailer has begun with that one, its
-- slot is free again.
-- outbox_replace: now:i mailbox:s about:s
UPDATE outbox
   SET status = 'failed', ended_ms = :now, error = 'superseded', slot_ms = CASE WHEN attempts > 0 THEN slot_ms END
 WHERE mailbox = :mailbox AND about = :about AND status = 'waiting';

-- outbox_held_until: mailbox:s allowance:s -> due:i
SELECT min(due_ms) AS due
  FROM outbox
 WHERE mailbox = :mailbox AND allowance = :allowance AND status = 'waiting' AND urgency = 5;

-- A mailbox for which something is held that is due.
-- outbox_held_due: now:i -> mailbox:s allowance:s email:s language:s
SELECT mailbox, allowance, email, language
  FROM outbox
 WHERE status = 'waiting' AND urgency = 5 AND due_ms <= :now
 ORDER BY due_ms, id
 LIMIT 1;

-- outbox_held: mailbox:s allowance:s email:s => id:s kind:mail_kind language:s facts:s
SELECT id, kind, language, facts
  FROM outbox
 WHERE mailbox = :mailbox AND allowance = :allowance AND email = :email AND status = 'waiting' AND urgency = 5
 ORDER BY id;

-- outbox_held_end: mailbox:s allowance:s email:s
DELETE FROM outbox
 WHERE mailbox = :mailbox AND allowance = :allowance AND email = :email AND status = 'waiting' AND urgency = 5;

-- stranger_known: actor:s user:s since:i -> at:i
SELECT at_ms AS at FROM stranger WHERE actor_id = :actor AND user_id = :user AND at_ms > :since;

-- stranger_oldest: actor:s since:i skip:i -> at:i
SELECT at_ms AS at FROM stranger WHERE actor_id = :actor AND at_ms > :since ORDER BY at_ms DESC LIMIT 1 OFFSET :skip;

-- stranger_add: actor:s user:s now:i
INSERT INTO stranger (actor_id, user_id, at_ms) VALUES (:actor, :user, :now)
ON CONFLICT (actor_id, user_id) DO UPDATE SET at_ms = excluded.at_ms;

-- stranger_purge: before:i
DELETE FROM stranger WHERE at_ms <= :before;

-- Asked before one is taken, so that who finds nothing keeps nobody from writing.
-- outbox_due: urgency:i now:i -> due:b
SELECT 1 AS due FROM outbox WHERE status = 'waiting' AND urgency = :urgency AND due_ms <= :now LIMIT 1;

-- Takes the oldest due mail of an urgency; another mailer does not see it before the lease ends.  The condition stands
-- twice, since where several write at once, who waited for another looks again at the row, but not at the choice.
-- outbox_take: lease:i urgency:i now:i -> id:s kind:mail_kind email:s language:s facts:s invitation:s challenge:s derived_from:s kid:s attempts:i created:i expires:i contact:s
UPDATE outbox
   SET due_ms = :lease, attempts = attempts + 1
 WHERE id = (SELECT id FROM outbox WHERE status = 'waiting' AND urgency = :urgency AND due_ms <= :now
              ORDER BY due_ms, id LIMIT 1)
   AND status = 'waiting' AND due_ms <= :now
RETURNING id, kind, email, language, facts, invitation_id AS invitation, challenge_id AS challenge, derived_from, kid,
          attempts, created_ms AS created, expires_ms AS expires, contact_id AS contact;

-- What waits for its slot was not put off.
-- outbox_recall: now:i beyond:i
UPDATE outbox SET due_ms = :now
 WHERE status = 'waiting' AND due_ms > :beyond AND (slot_ms IS NULL OR slot_ms < due_ms OR created_ms > :now);

-- Ends a mail that is no longer true: its link was used, refused or replaced, its code is no longer awaited, the access
-- it announces was taken back, the request it carries was settled.  A link is worth sending while it works, whatever
-- became of the line in its mail: others may wait for it.
-- outbox_supersede: now:i id:s -> id:s
UPDATE outbox
   SET status = 'failed', ended_ms = :now, error = 'superseded'
 WHERE id = :id
   AND (EXISTS (SELECT 1 FROM invitation i WHERE i.id = outbox.invitation_id AND i.ended_ms IS NOT NULL)
        OR (challenge_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM challenge c WHERE c.id = outbox.challenge_id))
        OR (kind IN ('address_code', 'address_proof')
            AND NOT EXISTS (SELECT 1 FROM address_change a
                             WHERE a.proof_id = outbox.derived_from AND a.status = 'asked'))
        OR (kind = 'asking'
            AND NOT EXISTS (SELECT 1 FROM asking a WHERE a.id = outbox.derived_from AND a.ended_ms IS NULL))
        OR (kind IN ('invitation', 'restored')
            AND EXISTS (SELECT 1 FROM contact c WHERE c.id = outbox.contact_id AND c.current = 0))
        OR (kind = 'habilitation_request'
            AND EXISTS (SELECT 1 FROM contact c
                         WHERE c.id = outbox.contact_id
                           AND NOT EXISTS (SELECT 1 FROM request r
                                            WHERE r.entity_id = c.entity_id AND r.user_id = c.user_id
                                              AND r.kind = 'habilitation' AND r.status = 'open'))))
RETURNING id;

-- A mail that may have come back: a server has taken it, or is just about to say so.
-- outbox_returned: id:s -> id:s kind:mail_kind email:s sent:b waiting:b
SELECT id, kind, email, status = 'sent' AS sent, status = 'waiting' AND attempts > 0 AS waiting
  FROM outbox
 WHERE id = :id;

-- outbox_sent: now:i id:s
UPDATE outbox SET status = 'sent', ended_ms = :now, error = NULL, blocked = 0 WHERE id = :id;

-- outbox_later: due:i error:s blocked:b attempts:i id:s
UPDATE outbox SET due_ms = :due, error = :error, blocked = :blocked, attempts = :attempts WHERE id = :id AND status = 'waiting';

-- outbox_failed: now:i error:s id:s
UPDATE outbox SET status = 'failed', ended_ms = :now, error = :error, blocked = 0
 WHERE id = :id AND status = 'waiting';

-- Who hears that a mail did not arrive, once a line: the sponsor of its line and, when it carried a link, those of the
-- other lines that wait for this link, unless they know already that the address does not work.
-- outbox_sponsors: id:s => email:s language:s person:s entity:s operation:s operation_id:s reference:s contact:s
SELECT s.email, s.language, m.email AS person, e.name AS entity, o.name AS operation, o.id AS operation_id, o.reference,
       c.id AS contact
  FROM outbox m
  JOIN contact c ON c.id = m.contact_id
                    OR (c.status = 'invited' AND c.mail_failed_ms IS NULL
                        AND c.user_id = (SELECT i.user_id FROM invitation i WHERE i.id = m.invitation_id))
  JOIN users s ON s.id = c.added_by
  JOIN entity e ON e.id = c.entity_id
  JOIN operation o ON o.id = c.operation_id
 WHERE m.id = :id AND m.kind IN ('activation', 'leader', 'habilitation_activation', 'invitation', 'restored')
 ORDER BY c.id;

-- Marks the lines that a mail was about as not reached, or as reached after all with 0: the same lines as above.
-- outbox_mark_lines: failed:i id:s
UPDATE contact SET mail_failed_ms = nullif(:failed, 0)
 WHERE coalesce(mail_failed_ms, 0) <> :failed
   AND id IN (SELECT c.id
                FROM outbox m
                JOIN contact c
                  ON c.id = m.contact_id
                     OR (c.status = 'invited'
                         AND c.user_id = (SELECT i.user_id FROM invitation i WHERE i.id = m.invitation_id))
               WHERE m.id = :id AND m.kind IN ('activation', 'leader', 'habilitation_activation', 'invitation', 'restored'));

-- What has long ended, a few at a time.  A mailer moved `due_ms` ahead when it took the mail: it serves as the end, and
-- has an index.
-- outbox_purge: before:i
DELETE FROM outbox
 WHERE id IN (SELECT id FROM outbox WHERE status IN ('sent', 'failed') AND due_ms < :before LIMIT 100);

-- outbox_counts: -> waiting:i blocked:i sent:i failed:i superseded:i oldest:i next:i
SELECT count(*) FILTER (WHERE status = 'waiting') AS waiting,
       count(*) FILTER (WHERE status = 'waiting' AND blocked = 1) AS blocked,
       count(*) FILTER (WHERE status = 'sent') AS sent,
       count(*) FILTER (WHERE status = 'failed' AND error <> 'superseded') AS failed,
       count(*) FILTER (WHERE status = 'failed' AND error = 'superseded') AS superseded,
       min(created_ms) FILTER (WHERE status = 'waiting') AS oldest,
       min(due_ms) FILTER (WHERE status = 'waiting') AS next
  FROM outbox;

-- Those that failed, the last first, then those that wait, the next first.
-- outbox_list: failed_only:b limit:i => id:s kind:mail_kind email:s status:s attempts:i due:i error:s
SELECT id, kind, email, status, attempts, CASE status WHEN 'waiting' THEN due_ms END AS due, error
  FROM outbox
 WHERE (status = 'failed' AND error <> 'superseded') OR (status = 'waiting' AND :failed_only = 0)
 ORDER BY status, CASE status WHEN 'failed' THEN -ended_ms ELSE due_ms END, id
 LIMIT :limit;

-- outbox_came_back: now:i error:s id:s
UPDATE outbox SET status = 'failed', ended_ms = :now, error = :error WHERE id = :id AND status = 'sent';

-- outbox_retry: now:i id:s -> id:s
UPDATE outbox SET status = 'waiting', due_ms = :now, attempts = 0, ended_ms = NULL, error = NULL
 WHERE id = :id AND status = 'failed' AND error <> 'superseded' AND expires_ms > :now
RETURNING id;

-- What a mail says of the register: how far it goes, and the last entry on its line until it was written.
-- outbox_log: contact:s written:i -> note:s row:i leaf:s
SELECT k.note, r.sequence AS row, r.leaf
  FROM (SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1) k
  LEFT JOIN register r ON r.sequence = (SELECT d.sequence FROM register d WHERE d.contact_id = :contact AND d.at_ms <= :written
                                         ORDER BY d.sequence DESC LIMIT 1);
