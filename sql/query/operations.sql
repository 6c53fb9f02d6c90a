-- line_status: status:contact_status id:s
UPDATE contact SET status = :status, invited_until_ms = NULL WHERE id = :id;

-- His lines of a status, of one entity or ("") of all, that have not expired; those of a draft wait on.
-- lines_in: user:s status:contact_status entity:s now:i =>> id:s operation:s entity:s begins:i
SELECT c.id, c.operation_id AS operation, c.entity_id AS entity, c.opens AS begins
  FROM contact_span c
  JOIN operation o ON o.id = c.operation_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.user_id = :user AND c.status = :status AND (:entity = '' OR c.entity_id = :entity) AND c.ends > :now
   AND (o.status <> 'draft' OR p.side = 'manager')
 ORDER BY c.id;

-- A line, with whether the caller's team is its person's or one above: `leads` is for a caller who leads one.
-- contact_by_id: team:s operation:s id:s -> id:s sort_name:s entity:s entity_name:s side:side user:s email:s first_name:s last_name:s language:s activated:i mailbox:i status:contact_status since:i begins:i until:i ends:i bound:i expired:b added_by:s adder:s revoked_at:i revoked_by:s reason:s declined:b invited_until:i mail_failed:i outside:b leads:b
SELECT l.id, l.sort_name, l.entity, l.entity_name, l.side, l.user, l.email, l.first_name, l.last_name, l.language,
       l.activated, l.mailbox, l.status, l.since, l.begins, l.until, l.ends, l.bound, l.expired, l.added_by,
       l.adder, l.revoked_at, l.revoked_by, l.reason, l.declined, l.invited_until, l.mail_failed, l.outside,
       t.team_id IS NOT NULL AS leads
  FROM contact_line l
  LEFT JOIN team_above t ON t.team_id = CASE WHEN :team <> '' THEN l.team END AND t.above_id = :team
 WHERE l.operation = :operation AND l.id = :id;

-- When the mailbox was proved last is asked only where that may be before `proved`.  What the entities and who added are
-- called, few of a page, is left to the caller.
-- contact_current: team:s operation:s proved:i now:i entity:s search:s after_name:s after_id:s limit:i => contact_by_id
SELECT l.id, l.sort_name, l.entity, NULL AS entity_name, l.side, l.user, l.email, l.first_name, l.last_name,
       NULL AS language, l.activated,
       CASE WHEN l.proved >= :proved THEN l.proved ELSE l.mailbox END AS mailbox,
       l.status, l.since, l.begins, l.until, l.ends, l.bound,
       0 AS expired, NULL AS added_by, l.adder, CAST(NULL AS BIGINT) AS revoked_at, NULL AS revoked_by, NULL AS reason,
       0 AS declined, l.invited_until, l.mail_failed, l.outside,
       t.team_id IS NOT NULL AS leads
  FROM contact_line l
  LEFT JOIN team_above t ON t.team_id = CASE WHEN :team <> '' THEN l.team END AND t.above_id = :team
 WHERE l.operation = :operation AND l.current = 1 AND l.ends > :now
   AND (:entity = '' OR l.entity = :entity) AND (:search = '' OR l.search LIKE :search ESCAPE '!')
   AND (l.sort_name, l.id) > (:after_name, :after_id)
 ORDER BY l.sort_name, l.id
 LIMIT :limit;

-- What was revoked, and if anything has ended that the mailer has not moved there yet, that too; whole lines only for
-- one page.
-- contact_archived: proved:i operation:s entity:s search:s after_name:s after_id:s limit:i ended:b now:i team:s => contact_by_id
SELECT l.id, l.sort_name, l.entity, NULL AS entity_name, l.side, l.user, l.email, l.first_name, l.last_name,
       NULL AS language, l.activated,
       CASE WHEN l.proved >= :proved THEN l.proved ELSE l.mailbox END AS mailbox,
       l.status, l.since, l.begins, l.until, l.ends, l.bound,
       l.expired, NULL AS added_by, l.adder, l.revoked_at, l.revoked_by, l.reason, l.declined, l.invited_until, l.mail_failed,
       l.outside,
       t.team_id IS NOT NULL AS leads
  FROM (SELECT *
          FROM (SELECT c.id, c.sort_name
                  FROM contact c
                 WHERE c.operation_id = :operation AND c.current = 0 AND (:entity = '' OR c.entity_id = :entity)
                   AND (:search = '' OR c.search LIKE :search ESCAPE '!') AND (c.sort_name, c.id) > (:after_name, :after_id)
                 ORDER BY c.sort_name, c.id
                 LIMIT :limit) revoked
         UNION ALL
        SELECT c.id, c.sort_name
          FROM contact_span s
          JOIN contact c ON c.id = s.id
         WHERE :ended = 1 AND s.operation_id = :operation AND s.current = 1 AND s.ends <= :now
           AND (:entity = '' OR c.entity_id = :entity)
           AND (:search = '' OR c.search LIKE :search ESCAPE '!') AND (c.sort_name, c.id) > (:after_name, :after_id)
         ORDER BY sort_name, id
         LIMIT :limit) page
  JOIN contact_line l ON l.id = page.id
  LEFT JOIN team_above t ON t.team_id = CASE WHEN :team <> '' THEN l.team END AND t.above_id = :team
 ORDER BY page.sort_name, page.id;

-- One half of an operation's lines as they are asked for, in whichever order; whole lines are read by their ids. The
-- state is a bit of contact_status, in the order of its words. What has no end comes behind every end.
-- contact_sorted: sort:contact_sort operation:s archived:b ended:b now:i entity:s search:s side:side adder:s endless:b unproved:i states:i downward:b after_id:s after_number:i after_word:s after_name:s limit:i =>> id:s number:i word:s sort_name:s
SELECT k.id, k.number, k.word, k.sort_name
  FROM (SELECT s.id, s.sort_name,
               CASE :sort WHEN 'status' THEN s.state WHEN 'since' THEN s.since WHEN 'until' THEN s.until ELSE 0 END AS number,
               CASE WHEN :sort = 'entity' THEN (SELECT e.sort_name FROM entity e WHERE e.id = s.entity) ELSE '' END AS word
          FROM (SELECT c.id, c.sort_name, c.entity_id AS entity, c.since_ms AS since,
                       coalesce(c.until_ms,
                                CASE WHEN c.expired = 1 THEN c.revoked_ms WHEN c.current = 1 AND c.ends <= :now THEN c.ends END,
                                9223372036854775807) AS until,
                       CASE WHEN c.expired = 1 OR (c.current = 1 AND c.ends <= :now) THEN 16
                            ELSE CASE c.status WHEN 'revoked' THEN 8 WHEN 'invited' THEN 2 WHEN 'queued' THEN 1
                                      ELSE CASE WHEN c.opens > :now THEN 1 ELSE 4 END END END AS state
                  FROM contact_span c
                 WHERE c.operation_id = :operation AND c.current >= 1 - :archived AND c.current <= 1 - :archived * (1 - :ended)
                   AND CASE WHEN c.current = 1 AND c.ends > :now THEN 0 ELSE 1 END = :archived
                   AND (:entity = '' OR c.entity_id = :entity) AND (:search = '' OR c.search LIKE :search ESCAPE '!')
                   AND (:side IS NULL OR c.side = :side) AND (:adder = '' OR c.added_by = :adder)
                   AND (:endless = 0 OR (c.until_ms IS NULL AND c.expired = 0 AND (c.current = 0 OR c.ends > :now)))
                   AND (:unproved = 0
                        OR (c.status = 'active' AND c.opens <= :now AND c.ends > :now
                            AND coalesce(c.proved_ms, 0) < :unproved
                            AND (SELECT u.mailbox_ms FROM users u WHERE u.id = c.user_id) < :unproved))) s
         WHERE s.state & :states <> 0) k
 WHERE :after_id = ''
    OR (:downward = 0 AND (k.number, k.word, k.sort_name, k.id) > (:after_number, :after_word, :after_name, :after_id))
    OR (:downward = 1 AND (k.number, k.word, k.sort_name, k.id) < (:after_number, :after_word, :after_name, :after_id))
 ORDER BY CASE WHEN :downward = 0 THEN k.number END, CASE WHEN :downward = 0 THEN k.word END,
          CASE WHEN :downward = 0 THEN k.sort_name END, CASE WHEN :downward = 0 THEN k.id END,
          CASE WHEN :downward = 1 THEN k.number END DESC, CASE WHEN :downward = 1 THEN k.word END DESC,
          CASE WHEN :downward = 1 THEN k.sort_name END DESC, CASE WHEN :downward = 1 THEN k.id END DESC
 LIMIT :limit;

-- How many lines of such a half there are. Of the current those left over wait, of the others they have expired.
-- contact_states: operation:s archived:b ended:b now:i entity:s search:s side:side adder:s endless:b unproved:i -> lines:i active:i invited:i revoked:i
SELECT count(*) AS lines, count(CASE c.status WHEN 'active' THEN CASE WHEN c.opens <= :now THEN 1 END END) AS active,
       count(CASE WHEN c.status = 'invited' THEN 1 END) AS invited,
       count(CASE WHEN c.current = 0 AND c.expired = 0 THEN 1 END) AS revoked
  FROM contact_span c
 WHERE c.operation_id = :operation AND c.current >= 1 - :archived AND c.current <= 1 - :archived * (1 - :ended)
   AND CASE WHEN c.current = 1 AND c.ends > :now THEN 0 ELSE 1 END = :archived
   AND (:entity = '' OR c.entity_id = :entity) AND (:search = '' OR c.search LIKE :search ESCAPE '!')
   AND (:side IS NULL OR c.side = :side) AND (:adder = '' OR c.added_by = :adder)
   AND (:endless = 0 OR (c.until_ms IS NULL AND c.expired = 0 AND (c.current = 0 OR c.ends > :now)))
   AND (:unproved = 0
        OR (c.status = 'active' AND c.opens <= :now AND c.ends > :now
            AND coalesce(c.proved_ms, 0) < :unproved
            AND (SELECT u.mailbox_ms FROM users u WHERE u.id = c.user_id) < :unproved));

-- contact_of_user: user:s entity:s operation:s -> id:s
SELECT id FROM contact WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation;

-- contact_add: operation:s sort_name:s id:s entity:s user:s status:contact_status now:i begins:i until:i bound:i added_by:s search:s outside:b
INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, from_ms, until_ms,
                     bound_ms, added_by, search, outside, domain,
                     carried, email, first_name, last_name, activated_ms, team_id, held_ms, proved_ms)
SELECT :operation, 1, :sort_name, :id, :entity, (SELECT side FROM participation WHERE operation_id = :operation AND entity_id = :entity), :user, :status, :now,
       nullif(:begins, 0), nullif(:until, 0), nullif(:bound, 0), :added_by, :search, :outside, (SELECT domain FROM mailbox m WHERE m.user = :user),
       1, s.email, s.first_name, s.last_name, s.activated, s.team, s.held, s.proved
  FROM line_source s
 WHERE s.user = :user AND s.entity = :entity;

-- contact_revoke: now:i revoked_by:s reason:s id:s
UPDATE contact SET current = 0, status = 'revoked', revoked_ms = :now, revoked_by = :revoked_by, reason = :reason WHERE id = :id;

-- By the invited person's own word.
-- contact_decline: now:i id:s
UPDATE contact SET current = 0, status = 'revoked', declined = 1, revoked_ms = :now, revoked_by = user_id, reason = NULL WHERE id = :id;

-- Who ended a line, and when; nothing of one that ended by itself, or was declined.
-- contact_revocation: id:s -> by:s at:i
SELECT revoked_by AS by, revoked_ms AS at FROM contact WHERE id = :id AND current = 0 AND expired = 0 AND declined = 0;

-- As it was before it was revoked: all that a revocation leaves alone.
-- contact_unrevoke: status:contact_status id:s
UPDATE contact
   SET current = 1, status = :status, revoked_ms = NULL, revoked_by = NULL, reason = NULL, habilitation_id = NULL
 WHERE id = :id;

-- A request that went with a line comes back with it.
-- request_reopen_idle: entity:s user:s ended:i
UPDATE request SET status = 'open', decided_ms = NULL
 WHERE entity_id = :entity AND user_id = :user AND kind = 'habilitation' AND status = 'cancelled' AND decided_ms = :ended
   AND decided_by IS NULL AND operation_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM request o
                    WHERE o.entity_id = request.entity_id AND o.user_id = request.user_id AND o.kind = 'habilitation'
                      AND o.status = 'open');

-- leave_reopen: user:s entity:s operation:s ended:i
UPDATE request SET status = 'open', decided_ms = NULL, decided_by = NULL, reason = NULL
 WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation AND kind = 'leave' AND status = 'approved'
   AND decided_ms = :ended;

-- contact_restore: status:contact_status now:i begins:i until:i bound:i added_by:s id:s
UPDATE contact
   SET current = 1, status = :status, since_ms = :now, from_ms = nullif(:begins, 0), until_ms = nullif(:until, 0), dated_ms = NULL,
       bound_ms = nullif(:bound, 0), expired = 0, declined = 0, added_by = :added_by, revoked_ms = NULL, revoked_by = NULL, reason = NULL,
       invited_until_ms = NULL, habilitation_id = NULL
 WHERE id = :id;

-- contact_extend: until:i now:i bound:i id:s
UPDATE contact SET until_ms = nullif(:until, 0), dated_ms = :now, bound_ms = nullif(:bound, 0) WHERE id = :id;

-- What somebody has himself on an operation, for an entity.
-- own_line: user:s entity:s operation:s now:i -> side:side ends:i endless:b
SELECT side, ends, endless
  FROM active_contact
 WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation AND opens <= :now AND ends > :now;

-- From whom somebody's line comes: who gave it, who gave that one his lines on the operation, and so on.
-- line_givers: user:s entity:s operation:s => giver:s
WITH RECURSIVE given(giver) AS (
    SELECT added_by FROM contact WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation
     UNION
    SELECT c.added_by
      FROM given g
     CROSS JOIN participation p
     CROSS JOIN contact c
     WHERE p.operation_id = :operation AND c.user_id = g.giver AND c.entity_id = p.entity_id AND c.operation_id = :operation
)
SELECT giver FROM given WHERE giver IS NOT NULL;

-- Whether a manager of the operation ended the line.
-- revoked_by_manager: line:s -> yes:b
SELECT 1 AS yes
  FROM contact c
 CROSS JOIN participation p
 CROSS JOIN contact m
 WHERE c.id = :line AND c.current = 0 AND c.expired = 0 AND p.operation_id = c.operation_id AND p.side = 'manager'
   AND m.user_id = c.revoked_by AND m.entity_id = p.entity_id AND m.operation_id = c.operation_id
 LIMIT 1;

-- managers_to_tell: operation:s now:i => email:s language:s entity:s
SELECT u.email, u.language, c.entity_id AS entity
  FROM active_contact c
  JOIN users u ON u.id = c.user_id
 WHERE c.operation_id = :operation AND c.side = 'manager' AND c.opens <= :now AND c.ends > :now
 ORDER BY c.id
 LIMIT 100;

-- contact_expire: ended:i id:s
UPDATE contact SET current = 0, status = 'revoked', expired = 1, revoked_ms = :ended, revoked_by = NULL WHERE id = :id;

-- A line that is past its own end.
-- contact_due: now:i -> id:s operation:s
SELECT id, operation_id AS operation
  FROM contact
 WHERE current = 1 AND until_ms <= :now
 ORDER BY until_ms
 LIMIT 1;

-- Lines that do not end before a date by themselves, but for those of who manages: he is needed to the end.
-- lines_beyond: operation:s now:i until:i =>> id:s entity:s user:s until:i
SELECT c.id, c.entity_id AS entity, c.user_id AS user, c.until_ms AS until
  FROM contact c
  JOIN contact_span s ON s.id = c.id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.operation_id = :operation AND c.current = 1 AND s.ends > :now AND (c.until_ms IS NULL OR c.until_ms > :until)
   AND p.side <> 'manager'
 ORDER BY c.id;

-- Active managers with no end in sight, but for one line: who remains when that one goes.
-- managers_left: operation:s line:s now:i -> count:i
SELECT count(*) AS count
  FROM active_contact c
 WHERE c.operation_id = :operation AND c.side = 'manager' AND c.id <> :line AND c.opens <= :now AND c.endless;

-- A closed operation can do without a manager while somebody leads who managed it: nobody can be added to it any more.
-- manager_may_go: line:s now:i -> yes:b
SELECT 1 AS yes
  FROM contact c
  JOIN operation o ON o.id = c.operation_id
  JOIN led_person l ON l.person = c.user_id AND l.entity = c.entity_id
 WHERE c.id = :line AND o.status = 'closed' AND l.leader <> c.user_id AND l.opens <= :now AND l.ends > :now
 LIMIT 1;

-- access_begin: contact:s begins:i operation:s entity:s user:s
INSERT INTO access (contact_id, from_ms, operation_id, entity_id, user_id) VALUES (:contact, :begins, :operation, :entity, :user)
ON CONFLICT (contact_id, from_ms) DO UPDATE SET to_ms = NULL;

-- An access that was to begin later and does not.
-- access_cancel: now:i contact:s
DELETE FROM access WHERE from_ms >= :now AND contact_id = :contact;

-- An access that had expired ended at its end, not when somebody revoked or restored it later.
-- access_end: ends:i contact:s
UPDATE access SET to_ms = :ends WHERE contact_id = :contact AND to_ms IS NULL;

-- Since when an access is really open.
-- access_open: contact:s -> opened:i
SELECT from_ms AS opened FROM access WHERE contact_id = :contact AND to_ms IS NULL;

-- request_add: id:s kind:request_kind entity:s operation:s user:s asked_by:s message:s now:i due:i
INSERT INTO request (id, kind, entity_id, operation_id, user_id, asked_by, message, status, created_ms, due_ms)
VALUES (:id, :kind, :entity, :operation, :user, :asked_by, :message, 'open', :now, :due);

-- A request that came of a queued line, and that none waits for any more.
-- request_cancel_idle: now:i entity:s user:s
UPDATE request SET status = 'cancelled', decided_ms = :now
 WHERE entity_id = :entity AND user_id = :user AND kind = 'habilitation' AND status = 'open' AND operation_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM contact c
                    WHERE c.user_id = request.user_id AND c.entity_id = request.entity_id AND c.status = 'queued');

-- lines_queued: user:s entity:s =>> id:s operation:s
SELECT c.id, c.operation_id AS operation
  FROM contact c JOIN operation o ON o.id = c.operation_id
 WHERE c.user_id = :user AND c.entity_id = :entity AND c.status = 'queued' AND o.status = 'open'
 ORDER BY c.id;

-- line_complete: status:contact_status now:i begins:i id:s
UPDATE contact SET status = :status, since_ms = :now, from_ms = nullif(:begins, 0) WHERE id = :id;

-- line_named: sort_name:s search:s id:s
UPDATE contact SET sort_name = :sort_name, search = :search WHERE id = :id;

-- line_place: id:s -> operation:s reference:s operation_name:s operation_status:operation_status entity:s entity_name:s side:side client:b strict:b begins:i until:i ends:i
SELECT o.id AS operation, o.reference, o.name AS operation_name, o.status AS operation_status, e.id AS entity,
       e.name AS entity_name, p.side, e.client, e.guests_need_habilitation AS strict, c.from_ms AS begins,
       c.until_ms AS until, s.ends
  FROM contact c
  JOIN contact_span s ON s.id = c.id
  JOIN operation o ON o.id = c.operation_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.id = :id;

-- Another operation of that reference among those that an entity manages.
-- reference_taken: reference:s entity:s but:s -> id:s
SELECT o.id
  FROM operation o
 WHERE o.reference = :reference
   AND EXISTS (SELECT 1 FROM participation p
                WHERE p.operation_id = o.id AND p.entity_id = :entity AND p.side = 'manager')
   AND o.id <> :but
 LIMIT 1;

-- operation_add: id:s reference:s name:s sort_name:s created_by:s now:i
INSERT INTO operation (id, reference, name, sort_name, status, created_by, created_ms)
VALUES (:id, :reference, :name, :sort_name, 'draft', :created_by, :now);

-- operation_change: reference:s name:s sort_name:s id:s
UPDATE operation
   SET reference = coalesce(:reference, reference), name = coalesce(:name, name), sort_name = coalesce(:sort_name, sort_name)
 WHERE id = :id;

-- operation_named: operation:s -> reference:s sort_name:s
SELECT reference, sort_name FROM operation WHERE id = :operation;

-- operation_publish: now:i id:s
UPDATE operation SET status = 'open', published_ms = :now WHERE id = :id;

-- operation_close: now:i id:s
UPDATE operation SET status = 'closed', closed_ms = :now WHERE id = :id;

-- operation_queued: operation:s =>> id:s
SELECT id FROM contact WHERE operation_id = :operation AND current = 1 AND status = 'queued' ORDER BY id;

-- person_of_line: line:s -> id:s email:s language:s first_name:s last_name:s activated:i
SELECT u.id, u.email, u.language, u.first_name, u.last_name, u.activated_ms AS activated
  FROM contact c JOIN users u ON u.id = c.user_id
 WHERE c.id = :line;

-- participation_add: operation:s entity:s side:side
INSERT INTO participation (operation_id, entity_id, side) VALUES (:operation, :entity, :side);

-- participation_remove: operation:s entity:s
DELETE FROM participation WHERE operation_id = :operation AND entity_id = :entity;

-- participation_used: operation:s entity:s -> used:b
SELECT 1 AS used FROM contact WHERE operation_id = :operation AND entity_id = :entity LIMIT 1;

-- participation_of_side: operation:s side:side -> entity:s
SELECT entity_id AS entity FROM participation WHERE operation_id = :operation AND side = :side LIMIT 1;

-- The lines of a habilitated person: those he has, or those that an archived habilitation took with it. Drafts of other
-- entities are none of his leaders' business.
-- lines_of_habilitation: now:i id:s taken:b after:s limit:i => id:s operation:s reference:s name:s operation_status:operation_status side:side status:contact_status until:i others:i
SELECT c.id, o.id AS operation, o.reference, o.name, o.status AS operation_status, p.side,
       CASE WHEN c.expired = 1 THEN 'expired' WHEN c.status = 'active' AND c.from_ms > :now THEN 'queued'
            ELSE c.status END AS status, c.until_ms AS until,
       (SELECT count(*)
          FROM active_contact a
         WHERE a.operation_id = c.operation_id AND a.entity_id = c.entity_id AND a.user_id <> c.user_id
           AND a.opens <= :now AND a.ends > :now) AS others
  FROM habilitation h
  JOIN contact c ON c.user_id = h.user_id AND c.entity_id = h.entity_id
  JOIN operation o ON o.id = c.operation_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE h.id = :id AND ((:taken = 0 AND c.current = 1) OR (:taken = 1 AND c.current = 0 AND c.habilitation_id = h.id))
   AND (:after = '' OR c.operation_id < :after) AND (o.status <> 'draft' OR p.side = 'manager')
 ORDER BY c.operation_id DESC
 LIMIT :limit;

-- The operations that a habilitated person manages: those that could lose their last manager with him.
-- managed_by_habilitation: id:s now:i => id:s operation:s side:side status:contact_status
SELECT c.id, c.operation_id AS operation, c.side, 'active' AS status
  FROM habilitation h
  JOIN active_contact c ON c.user_id = h.user_id AND c.entity_id = h.entity_id
 WHERE h.id = :id AND c.side = 'manager' AND c.ends > :now;

-- How an actor stands to an operation: his side there by his own active line in this environment.
-- operation_facts: user:s entity:s now:i operation:s -> id:s reference:s name:s status:operation_status side:side
SELECT o.id, o.reference, o.name, o.status,
       (SELECT c.side
          FROM active_contact c
         WHERE c.user_id = :user AND c.entity_id = :entity AND c.operation_id = o.id AND c.opens <= :now AND c.ends > :now) AS side
  FROM operation o
 WHERE o.id = :operation;

-- Whether somebody of the teams he leads, or of those below, has a line here; in a draft, one of the manager side.
-- operation_led: operation:s entity:s user:s now:i -> led:b
SELECT 1 AS led
  FROM contact c
  JOIN operation o ON o.id = c.operation_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
  JOIN led_person l ON l.person = c.user_id AND l.entity = c.entity_id
 WHERE c.operation_id = :operation AND c.entity_id = :entity AND l.leader = :user AND l.opens <= :now AND l.ends > :now
   AND (o.status <> 'draft' OR p.side = 'manager')
 LIMIT 1;

-- An operation by its name, for who may hear it: a draft is named to those who can open it.
-- operation_told: user:s now:i operation:s -> reference:s name:s
SELECT o.reference, o.name
  FROM operation o
 WHERE (o.status <> 'draft'
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = o.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
   AND o.id = :operation;

-- Whether an entity managed a closed operation that nobody manages any more.
-- operation_unmanaged: entity:s operation:s now:i -> yes:b
SELECT 1 AS yes
  FROM operation o
  JOIN participation p ON p.operation_id = o.id AND p.entity_id = :entity AND p.side = 'manager'
 WHERE o.id = :operation AND o.status = 'closed'
   AND NOT EXISTS (SELECT 1
                     FROM active_contact c
                    WHERE c.operation_id = o.id AND c.side = 'manager' AND c.opens <= :now AND c.ends > :now);

-- The operations of an environment: by his own lines, and those where people he leads have one. The page is found in
-- indexes before anything else of an operation is read.
-- operation_list: now:i user:s entity:s status:operation_status side:side after:s limit:i => id:s reference:s name:s sort_name:s status:operation_status side:side own:b
SELECT *
  FROM (SELECT o.id, o.reference, o.name, o.sort_name, o.status, c.side, 1 AS own
          FROM active_contact c
         CROSS JOIN operation o
         WHERE c.user_id = :user AND c.entity_id = :entity AND o.id = c.operation_id
           AND c.opens <= :now AND c.ends > :now AND (o.status <> 'draft' OR c.side = 'manager')
           AND (:status IS NULL OR o.status = :status) AND (:side IS NULL OR c.side = :side)
           AND (:after = '' OR c.operation_id < :after)
         ORDER BY c.operation_id DESC
         LIMIT :limit) own
 UNION ALL
SELECT *
  FROM (SELECT o.id, o.reference, o.name, o.sort_name, o.status, p.side, 0 AS own
          FROM active_habilitation me
          JOIN participation p ON p.entity_id = me.entity_id
          JOIN operation o ON o.id = p.operation_id
         WHERE me.user_id = :user AND me.entity_id = :entity AND me.team_leader = 1 AND me.opens <= :now AND me.ends > :now
           AND (o.status <> 'draft' OR p.side = 'manager')
           AND (:status IS NULL OR o.status = :status) AND (:side IS NULL OR p.side = :side)
           AND (:after = '' OR p.operation_id < :after)
           AND EXISTS (SELECT 1
                         FROM contact c
                         JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id
                         JOIN team_above t ON t.team_id = h.team_id AND t.above_id = me.team_id
                        WHERE c.operation_id = p.operation_id AND c.entity_id = p.entity_id)
           AND NOT EXISTS (SELECT 1 FROM active_contact c
                            WHERE c.user_id = :user AND c.entity_id = :entity AND c.operation_id = p.operation_id
                              AND c.opens <= :now AND c.ends > :now)
         ORDER BY p.operation_id DESC
         LIMIT :limit) led
 ORDER BY id DESC
 LIMIT :limit;

-- Whether anything has ended and waits for the mailer to say so, which mostly nothing does.
-- contact_ending: now:i -> ended:b
SELECT EXISTS (SELECT 1 FROM contact c WHERE c.until_ms <= :now AND c.current = 1)
       OR EXISTS (SELECT 1 FROM habilitation h WHERE h.until_ms <= :now AND h.status <> 'archived') AS ended;

-- What the list says besides: who manages, and how many have access, of one entity or of all; their ends are looked at
-- only if anything has ended.
-- operation_line: ended:b now:i entity:s operation:s -> manager:s manager_name:s contacts:i
SELECT p.entity_id AS manager, m.name AS manager_name,
       CASE :ended
       WHEN 0 THEN (SELECT count(*) FROM contact c
                     WHERE c.operation_id = p.operation_id AND c.current = 1 AND (:entity = '' OR c.entity_id = :entity))
       ELSE (SELECT count(*) FROM contact_span c
              WHERE c.operation_id = p.operation_id AND c.current = 1 AND c.ends > :now
                AND (:entity = '' OR c.entity_id = :entity)) END AS contacts
  FROM participation p JOIN entity m ON m.id = p.entity_id
 WHERE p.operation_id = :operation AND p.side = 'manager'
 ORDER BY p.entity_id
 LIMIT 1;

-- How many operations of an entity have a word that begins so, counted as far as it matters.
-- operation_word_count: entity:s word:s beyond:s most:i -> hits:i
SELECT count(*) AS hits
  FROM (SELECT 1 AS one FROM operation_word w
         WHERE w.entity_id = :entity AND w.word >= :word AND w.word < :beyond
         LIMIT :most) few;

-- operation_word_found: entity:s word:s beyond:s after:s => id:s reference:s sort_name:s
SELECT o.id, o.reference, o.sort_name
  FROM operation o
 WHERE o.id IN (SELECT w.operation_id FROM operation_word w
                 WHERE w.entity_id = :entity AND w.word >= :word AND w.word < :beyond)
   AND (:after = '' OR o.id < :after)
 ORDER BY o.id DESC;

-- operation_word_add: word:s operation:s
INSERT INTO operation_word (entity_id, word, operation_id)
SELECT p.entity_id, :word, p.operation_id FROM participation p WHERE p.operation_id = :operation
    ON CONFLICT DO NOTHING;

-- operation_word_remove: word:s operation:s
DELETE FROM operation_word
 WHERE word = :word AND operation_id = :operation
   AND entity_id IN (SELECT p.entity_id FROM participation p WHERE p.operation_id = :operation);

-- participations: operation:s entity:s =>> id:s name:s client:b side:side
SELECT e.id, e.name, e.client, p.side
  FROM participation p JOIN entity e ON e.id = p.entity_id
 WHERE p.operation_id = :operation AND (:entity = '' OR p.entity_id = :entity OR p.side = 'manager')
 ORDER BY CASE p.side WHEN 'manager' THEN 1 WHEN 'borrower' THEN 2 ELSE 3 END, e.sort_name;

-- operation_manager: operation:s -> id:s name:s
SELECT e.id, e.name
  FROM participation p JOIN entity e ON e.id = p.entity_id
 WHERE p.operation_id = :operation AND p.side = 'manager'
 ORDER BY p.entity_id
 LIMIT 1;

-- participation_side: operation:s entity:s -> side:side name:s client:b strict:b
SELECT p.side, e.name, e.client, e.guests_need_habilitation AS strict
  FROM participation p JOIN entity e ON e.id = p.entity_id
 WHERE p.operation_id = :operation AND p.entity_id = :entity;

-- managers: operation:s now:i => name:s job_title:s email:s entity:s entity_name:s
SELECT u.full_name AS name, u.job_title, u.email, e.id AS entity, e.name AS entity_name
  FROM active_contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
 WHERE c.operation_id = :operation AND c.opens <= :now AND c.ends > :now AND c.side = 'manager'
 ORDER BY c.sort_name, c.id
 LIMIT 50;

-- By what they are now: what was agreed and begins later is queued.
-- contact_counts: now:i operation:s entity:s -> current:i invited:i queued:i archived:i
SELECT coalesce(sum(CASE WHEN c.current = 1 AND c.ends > :now THEN 1 ELSE 0 END), 0) AS current,
       coalesce(sum(CASE WHEN c.status = 'invited' AND c.ends > :now THEN 1 ELSE 0 END), 0) AS invited,
       coalesce(sum(CASE WHEN c.current = 1 AND c.ends > :now AND c.status <> 'invited'
                              AND (c.status = 'queued' OR c.opens > :now) THEN 1 ELSE 0 END), 0) AS queued,
       coalesce(sum(CASE WHEN c.current = 1 AND c.ends > :now THEN 0 ELSE 1 END), 0) AS archived
  FROM contact_span c
 WHERE c.operation_id = :operation AND (:entity = '' OR c.entity_id = :entity);

-- The same while nothing has ended that is not in the archive yet: all that is current has not, and most of it is active.
-- contact_counts_plain: operation:s entity:s now:i -> contact_counts
SELECT (SELECT count(*) FROM contact c
         WHERE c.operation_id = :operation AND c.current = 1 AND (:entity = '' OR c.entity_id = :entity)) AS current,
       count(CASE c.status WHEN 'invited' THEN 1 END) AS invited,
       count(CASE c.status WHEN 'queued' THEN 1 WHEN 'active' THEN CASE WHEN c.from_ms > :now THEN 1 END END) AS queued,
       (SELECT count(*) FROM contact c
         WHERE c.operation_id = :operation AND c.current = 0 AND (:entity = '' OR c.entity_id = :entity)) AS archived
  FROM contact_special c
 WHERE c.operation_id = :operation AND (:entity = '' OR c.entity_id = :entity);

-- Who could be missed: the active managers, and the active people of one entity.
-- operation_people: entity:s operation:s now:i -> managers:i own:i
SELECT coalesce(sum(CASE WHEN c.side = 'manager' THEN 1 ELSE 0 END), 0) AS managers,
       coalesce(sum(CASE WHEN c.entity_id = :entity THEN 1 ELSE 0 END), 0) AS own
  FROM active_contact c
 WHERE c.operation_id = :operation AND c.opens <= :now AND c.ends > :now;

-- active_by_entity: operation:s now:i => entity:s active:i
SELECT entity_id AS entity, count(*) AS active
  FROM active_contact
 WHERE operation_id = :operation AND opens <= :now AND ends > :now
 GROUP BY entity_id;

-- What is open about a person of an entity and an operation.
-- requests_of_person: operation:s user:s entity:s => id:s kind:request_kind created:i
SELECT id, kind, created_ms AS created
  FROM request
 WHERE user_id = :user AND status = 'open' AND operation_id = :operation AND entity_id = :entity
 ORDER BY id;

-- What people of the operation are to decide.
-- requests_to_decide: operation:s limit:i =>> id:s kind:request_kind entity:s user:s created:i
SELECT id, kind, entity_id AS entity, user_id AS user, created_ms AS created
  FROM request
 WHERE operation_id = :operation AND status = 'open' AND kind IN ('contact', 'leave')
 ORDER BY id
 LIMIT :limit;

-- Who may decide such a request: who manages, who acts for its entity, and of one to leave who leads the person; nobody
-- about himself.
-- request_judges: operation:s now:i entity:s user:s kind:request_kind => user:s
SELECT c.user_id AS user
  FROM active_contact c
 WHERE c.operation_id = :operation AND c.opens <= :now AND c.ends > :now AND (c.side = 'manager' OR c.entity_id = :entity)
   AND (:user IS NULL OR c.user_id <> :user)
 UNION ALL
SELECT l.leader
  FROM led_person l
 WHERE :kind = 'leave' AND l.person = :user AND l.entity = :entity AND l.leader <> :user AND l.opens <= :now AND l.ends > :now;

-- Handovers about somebody's line on an operation: he hands it over, or is to take over there.
-- handovers_of_line: user:s entity:s operation:s => id:s leaves:b created:i
SELECT h.id, 1 AS leaves, h.created_ms AS created
  FROM handover h
 WHERE h.user_id = :user AND h.entity_id = :entity AND h.status = 'open'
   AND EXISTS (SELECT 1
                 FROM handover_part p
                WHERE p.handover_id = h.id AND p.status IN ('waiting', 'accepted')
                  AND (p.everything = 1
                       OR EXISTS (SELECT 1 FROM handover_operation o
                                   WHERE o.part_id = p.id AND o.operation_id = :operation)))
 UNION ALL
SELECT h.id, 0, h.created_ms
  FROM handover_part p
 CROSS JOIN handover h
 WHERE p.user_id = :user AND p.status IN ('waiting', 'accepted') AND h.id = p.handover_id AND h.status = 'open'
   AND h.entity_id = :entity
   AND EXISTS (SELECT 1 FROM contact c
                WHERE c.user_id = h.user_id AND c.entity_id = h.entity_id AND c.operation_id = :operation AND c.current = 1)
   AND (p.everything = 1
        OR EXISTS (SELECT 1 FROM handover_operation o WHERE o.part_id = p.id AND o.operation_id = :operation));

-- Who had access at an instant, with the last entry of the register on each line until then, the one that gave it, and
-- the one that told who the person was.
-- access_at: operation:s entity:s at:i search:s after_name:s after_id:s limit:i => contact:s sort_name:s entity:s entity_name:s side:side begins:i until:i ended:i email:s name:s row:i claims:s granted_at:i how:s granter_email:s granter_name:s reason:s
SELECT k.contact, k.sort_name, k.entity, e.name AS entity_name, k.side, k.begins, k.until, k.ended,
       coalesce(ve.value, u.email) AS email, CASE WHEN n.sequence IS NULL THEN u.full_name ELSE vn.value END AS name,
       k.row, r.claims, g.at_ms AS granted_at, g.action AS how, gu.email AS granter_email, gu.full_name AS granter_name,
       vr.value AS reason
  FROM (SELECT a.contact_id AS contact, a.user_id AS user, a.entity_id AS entity, c.sort_name, c.side, c.from_ms AS begins,
               c.until_ms AS until, a.to_ms AS ended,
               (SELECT sequence FROM register d WHERE d.contact_id = a.contact_id AND d.at_ms <= :at
                 ORDER BY sequence DESC LIMIT 1) AS row,
               (SELECT sequence FROM register d WHERE d.contact_id = a.contact_id AND d.at_ms <= :at
                   AND d.action IN ('contact_added', 'contact_invited', 'contact_queued', 'contact_restored')
                 ORDER BY sequence DESC LIMIT 1) AS gift,
               (SELECT sequence FROM register d WHERE d.place = a.user_id AND d.at_ms <= :at AND d.action = 'person_named'
                 ORDER BY n DESC LIMIT 1) AS naming
          FROM access a
          JOIN contact_span c ON c.id = a.contact_id
         WHERE a.operation_id = :operation AND a.from_ms <= :at
           AND (a.to_ms > :at OR (a.to_ms IS NULL AND c.ends > :at))
           AND (:entity = '' OR a.entity_id = :entity) AND (:search = '' OR c.search LIKE :search ESCAPE '!')
           AND (c.sort_name, c.id) > (:after_name, :after_id)
         ORDER BY c.sort_name, c.id
         LIMIT :limit) k
  JOIN entity e ON e.id = k.entity
  JOIN users u ON u.id = k.user
  LEFT JOIN register r ON r.sequence = k.row
  LEFT JOIN register g ON g.sequence = k.gift
  LEFT JOIN register_secret vr ON vr.sequence = k.gift AND vr.name = 'reason'
  LEFT JOIN users gu ON gu.id = g.actor_id
  LEFT JOIN register n ON n.sequence = k.naming
  LEFT JOIN register_secret ve ON ve.sequence = k.naming AND ve.name = 'email'
  LEFT JOIN register_secret vn ON vn.sequence = k.naming AND vn.name = 'name'
 ORDER BY k.sort_name, k.contact;
