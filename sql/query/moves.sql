-- Moving to another address.

-- move_add: id:s user:s kind:move_kind status:move_status email:s email_key:s old_email:s old_key:s taken:b kid:s proof:s proof_digest:s notice:s notice_digest:s now:i due:i cancel_until:i request:s
INSERT INTO address_change (id, user_id, kind, status, email, email_key, old_email, old_key, taken, kid, proof_id,
                            proof_digest, notice_id, notice_digest, tries, created_ms, due_ms, cancel_until_ms,
                            request_id)
VALUES (:id, :user, :kind, :status, :email, :email_key, :old_email, :old_key, :taken, :kid, :proof, :proof_digest, :notice, :notice_digest, 0, :now, :due, :cancel_until, :request);

-- The one that is under way.
-- move: user:s -> id:s user:s kind:move_kind status:move_status email:s email_key:s old_email:s old_key:s taken:b kid:s proof:s notice:s tries:i created:i due:i cancel_until:i done:i request:s
SELECT id, user_id AS user, kind, status, email, email_key, old_email, old_key, taken, kid, proof_id AS proof,
       notice_id AS notice, tries, created_ms AS created, due_ms AS due, cancel_until_ms AS cancel_until,
       done_ms AS done, request_id AS request
  FROM address_change
 WHERE user_id = :user AND status IN ('asked', 'vouching', 'waiting');

-- The last one, if it can still be taken back.
-- move_done: user:s now:i -> move
SELECT id, user_id AS user, kind, status, email, email_key, old_email, old_key, taken, kid, proof_id AS proof,
       notice_id AS notice, tries, created_ms AS created, due_ms AS due, cancel_until_ms AS cancel_until,
       done_ms AS done, request_id AS request
  FROM address_change
 WHERE user_id = :user AND status = 'done' AND cancel_until_ms > :now
 ORDER BY created_ms DESC
 LIMIT 1;

-- move_by_notice: digest:s -> move
SELECT id, user_id AS user, kind, status, email, email_key, old_email, old_key, taken, kid, proof_id AS proof,
       notice_id AS notice, tries, created_ms AS created, due_ms AS due, cancel_until_ms AS cancel_until,
       done_ms AS done, request_id AS request
  FROM address_change
 WHERE notice_digest = :digest;

-- Who is signed in proves the mailbox by a code; the link is for who was vouched for.
-- move_by_proof: digest:s -> move
SELECT id, user_id AS user, kind, status, email, email_key, old_email, old_key, taken, kid, proof_id AS proof,
       notice_id AS notice, tries, created_ms AS created, due_ms AS due, cancel_until_ms AS cancel_until,
       done_ms AS done, request_id AS request
  FROM address_change
 WHERE proof_digest = :digest AND kind = 'vouched';

-- move_by_request: request:s -> move
SELECT id, user_id AS user, kind, status, email, email_key, old_email, old_key, taken, kid, proof_id AS proof,
       notice_id AS notice, tries, created_ms AS created, due_ms AS due, cancel_until_ms AS cancel_until,
       done_ms AS done, request_id AS request
  FROM address_change
 WHERE request_id = :request;

-- The one whose step ended longest ago.
-- move_due: now:i -> move
SELECT id, user_id AS user, kind, status, email, email_key, old_email, old_key, taken, kid, proof_id AS proof,
       notice_id AS notice, tries, created_ms AS created, due_ms AS due, cancel_until_ms AS cancel_until,
       done_ms AS done, request_id AS request
  FROM address_change
 WHERE due_ms <= :now
 ORDER BY due_ms
 LIMIT 1;

-- move_count: user:s since:i -> count:i
SELECT count(*) AS count FROM address_change WHERE user_id = :user AND created_ms > :since;

-- move_tried: id:s
UPDATE address_change SET tries = tries + 1 WHERE id = :id;

-- move_step: status:move_status due:i cancel_until:i id:s
UPDATE address_change SET status = :status, due_ms = nullif(:due, 0), cancel_until_ms = :cancel_until WHERE id = :id;

-- move_complete: now:i cancel_until:i id:s
UPDATE address_change SET status = 'done', due_ms = NULL, done_ms = :now, cancel_until_ms = :cancel_until WHERE id = :id;

-- What was asked before an identifier was made, is over and cannot be taken back any more, a few at a time.
-- move_purge: below:s now:i
DELETE FROM address_change
 WHERE id IN (SELECT id FROM address_change
               WHERE id < :below AND due_ms IS NULL AND cancel_until_ms <= :now ORDER BY id LIMIT 100);

-- What he has: habilitations first, for they decide about the lines.
-- move_habilitations: user:s =>> id:s entity:s entity_name:s team_leader:b root:b status:habilitation_status team:s creator:b
SELECT h.id, h.entity_id AS entity, e.name AS entity_name, h.team_leader, t.parent_id IS NULL AS root, h.status,
       h.team_id AS team, h.creator
  FROM habilitation h
  JOIN entity e ON e.id = h.entity_id
  JOIN team t ON t.id = h.team_id
 WHERE h.user_id = :user
 ORDER BY e.sort_name;

-- Whether other people of an entity have addresses of the domain.
-- domain_known: entity:s user:s pattern:s -> known:b
SELECT 1 AS known
  FROM active_habilitation h JOIN users u ON u.id = h.user_id
 WHERE h.entity_id = :entity AND h.user_id <> :user AND u.email_key LIKE :pattern ESCAPE '!'
 LIMIT 1;

-- His lines, and whether the new address has one beside: asked only where he sees it already, on the lines that are
-- active.  A draft in which he waits is not his to see.
-- move_lines: now:i other:s user:s => id:s operation:s reference:s operation_name:s operation_status:operation_status entity:s entity_name:s side:side status:contact_status until:i twin:b
SELECT c.id, o.id AS operation, o.reference, o.name AS operation_name, o.status AS operation_status, e.id AS entity,
       e.name AS entity_name, p.side, c.status, c.until_ms AS until,
       c.status = 'active' AND s.opens <= :now AND s.ends > :now
       AND EXISTS (SELECT 1 FROM contact t
                    WHERE t.user_id = :other AND t.entity_id = c.entity_id AND t.operation_id = c.operation_id) AS twin
  FROM contact c
  JOIN contact_span s ON s.id = c.id
  JOIN operation o ON o.id = c.operation_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.user_id = :user
   AND (o.status <> 'draft'
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = o.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
 ORDER BY e.sort_name, o.reference DESC, o.id DESC;

-- user_moved: email:s email_key:s now:i id:s
UPDATE users SET email = :email, email_key = :email_key, mailbox_ms = :now WHERE id = :id;

-- An invited person's row stays for the register, and no address leads to it any more.
-- user_merged: into:s id:s
UPDATE users SET merged_into = :into, email_key = ':' || id WHERE id = :id;

-- alias_add: now:i email:s email_key:s user:s
INSERT INTO address_alias (user_id, to_ms, from_ms, email, email_key)
SELECT u.id, :now,
       coalesce((SELECT max(a.to_ms) FROM address_alias a WHERE a.user_id = u.id), u.activated_ms, u.created_ms), :email, :email_key
  FROM users u
 WHERE u.id = :user;

-- alias_list: user:s => email:s from:i to:i
SELECT email, from_ms AS "from", to_ms AS "to" FROM address_alias WHERE user_id = :user ORDER BY to_ms DESC LIMIT 100;

-- browser_renew: expires:i digest:s user:s
UPDATE browser SET expires_ms = :expires WHERE digest = :digest AND user_id = :user;

-- One person of two: habilitations.

-- habilitation_of_both: one:s other:s entity:s -> id:s status:habilitation_status mine:s my_status:habilitation_status
SELECT o.id, o.status, m.id AS mine, m.status AS my_status
  FROM habilitation o LEFT JOIN habilitation m ON m.entity_id = o.entity_id AND m.user_id = :one
 WHERE o.user_id = :other AND o.entity_id = :entity;

-- habilitation_take: user:s status:habilitation_status id:s
UPDATE habilitation SET user_id = :user, status = :status WHERE id = :id;

-- The other's is the better one: his place and roles count, by the word of who gave them; not beyond the ends that were
-- set for the person himself.
-- habilitation_become: now:i other:s id:s
UPDATE habilitation
   SET status = 'active', since_ms = :now, archived_ms = NULL, archived_by = NULL, reason = NULL,
       (team_id, team_leader, creator, granted_by, led_by, from_ms, until_ms, dated_ms) =
       (SELECT o.team_id, o.team_leader, o.creator, o.granted_by, o.led_by, o.from_ms,
               (SELECT min(span.until_ms)
                  FROM (SELECT o.until_ms UNION ALL
                        SELECT b.until_ms FROM habilitation_bound b WHERE b.habilitation_id = habilitation.id) span),
               o.dated_ms
          FROM habilitation o WHERE o.id = :other)
 WHERE id = :id;

-- The ends that leaders set for either stand.
-- habilitation_bounds_take: into:s id:s
UPDATE habilitation_bound
   SET habilitation_id = :into
 WHERE habilitation_id = :id
   AND NOT EXISTS (SELECT 1 FROM habilitation_bound b
                    WHERE b.habilitation_id = :into AND b.level = habilitation_bound.level);

-- habilitation_lines_take: into:s id:s
UPDATE contact SET habilitation_id = :into WHERE habilitation_id = :id;

-- habilitation_drop: id:s
DELETE FROM habilitation WHERE id = :id;

-- One person of two: lines.

-- lines_of_both: one:s other:s =>> id:s operation:s entity:s status:contact_status until:i mine:s my_status:contact_status my_until:i my_bound:i
SELECT o.id, o.operation_id AS operation, o.entity_id AS entity, o.status, o.until_ms AS until, m.id AS mine,
       m.status AS my_status, m.until_ms AS my_until, m.bound_ms AS my_bound
  FROM contact o
  LEFT JOIN contact m ON m.user_id = :one AND m.entity_id = o.entity_id AND m.operation_id = o.operation_id
 WHERE o.user_id = :other
 ORDER BY o.id;

-- line_take: user:s id:s
UPDATE contact SET user_id = :user WHERE id = :id;

-- The end that a manager set to the person's own line stands.
-- line_become: other:s id:s
UPDATE contact
   SET (current, status, since_ms, from_ms, until_ms, dated_ms, bound_ms, expired, added_by, revoked_ms, revoked_by, reason,
        invited_until_ms) =
       (SELECT o.current, o.status, o.since_ms, o.from_ms,
               CASE WHEN contact.bound_ms < coalesce(o.until_ms, contact.bound_ms + 1) THEN contact.bound_ms
                    ELSE o.until_ms END,
               o.dated_ms, coalesce(contact.bound_ms, o.bound_ms), o.expired, o.added_by, o.revoked_ms, o.revoked_by,
               o.reason, o.invited_until_ms
          FROM contact o WHERE o.id = :other)
 WHERE id = :id;

-- line_access_take: line:s user:s other:s
UPDATE access SET contact_id = :line, user_id = :user WHERE contact_id = :other;

-- line_drop: id:s
DELETE FROM contact WHERE id = :id;

-- One person of two: requests.  What he has, or asks himself, need not be asked for the other.
-- requests_needless: now:i other:s one:s
UPDATE request SET status = 'cancelled', decided_ms = :now, due_ms = NULL
 WHERE status = 'open'
   AND user_id = :other
   AND (EXISTS (SELECT 1 FROM request m
                 WHERE m.user_id = :one AND m.status = 'open' AND m.kind = request.kind
                   AND coalesce(m.entity_id, m.wanted, '') = coalesce(request.entity_id, request.wanted, '')
                   AND (m.kind = 'habilitation'
                        OR coalesce(m.operation_id, m.wanted, '') = coalesce(request.operation_id, request.wanted, '')))
        OR (kind = 'habilitation'
            AND EXISTS (SELECT 1 FROM active_habilitation h
                         WHERE h.user_id = :one AND h.entity_id = request.entity_id AND h.ends > :now))
        OR (kind = 'contact'
            AND EXISTS (SELECT 1 FROM active_contact c
                         WHERE c.user_id = :one AND c.operation_id = request.operation_id AND c.ends > :now)));

-- requests_take: one:s other:s
UPDATE request SET user_id = :one WHERE user_id = :other;

-- requests_take_asked: one:s other:s
UPDATE request SET asked_by = :one WHERE asked_by = :other;

-- Leaders who may decide about one of their people: those of his team and above.
-- leaders_of_person: entity:s user:s now:i => email:s language:s
SELECT DISTINCT u.email, u.language
  FROM led_person l JOIN users u ON u.id = l.leader
 WHERE l.entity = :entity AND l.person = :user AND l.leader <> l.person AND l.opens <= :now AND l.ends > :now
 ORDER BY u.email;

-- Whom his address concerns, each once: who manages his operations, and his leaders; but for those who have to decide
-- and are written to for that.
-- move_audience: user:s now:i => email:s language:s
SELECT u.email, u.language
  FROM users u
 WHERE u.id <> :user
   AND u.id IN (SELECT m.user_id
                  FROM contact_span c
                  JOIN operation o ON o.id = c.operation_id AND (o.status <> 'draft' OR c.side = 'manager')
                  JOIN active_contact m ON m.operation_id = c.operation_id AND m.side = 'manager'
                 WHERE c.user_id = :user AND c.current = 1 AND c.ends > :now AND m.opens <= :now AND m.ends > :now
                 UNION
                SELECT l.leader
                  FROM led_person l JOIN habilitation h ON h.user_id = l.person AND h.entity_id = l.entity
                 WHERE l.person = :user AND h.status <> 'archived' AND l.opens <= :now AND l.ends > :now)
   AND NOT EXISTS (SELECT 1
                     FROM led_person l
                     JOIN request r ON r.entity_id = l.entity AND r.user_id = l.person
                    WHERE l.leader = u.id AND l.person = :user AND r.kind = 'address' AND r.status = 'open')
 ORDER BY u.id;
