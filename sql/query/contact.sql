-- A line, with whether the caller's team is its person's or one above: `leads` is for a caller who leads one.
-- contact_by_id: team:s operation:s id:s -> id:s sort_name:s entity:s entity_name:s side:side user:s email:s first_name:s last_name:s language:s activated:i mailbox:i status:contact_status since:i begins:i until:i ends:i bound:i expired:b added_by:s revoked_at:i revoked_by:s reason:s invited_until:i mail_failed:i leads:b
SELECT l.id, l.sort_name, l.entity, l.entity_name, l.side, l.user, l.email, l.first_name, l.last_name, l.language,
       l.activated, l.mailbox, l.status, l.since, l.begins, l.until, l.ends, l.bound, l.expired, l.added_by,
       l.revoked_at, l.revoked_by, l.reason, l.invited_until, l.mail_failed, t.team_id IS NOT NULL AS leads
  FROM contact_line l
  LEFT JOIN team_above t ON t.team_id = l.team AND t.above_id = :team
 WHERE l.operation = :operation AND l.id = :id;

-- contact_current: team:s operation:s now:i entity:s search:s after_name:s after_id:s limit:i => contact_by_id
SELECT l.id, l.sort_name, l.entity, l.entity_name, l.side, l.user, l.email, l.first_name, l.last_name,
       NULL AS language, l.activated, l.mailbox, l.status, l.since, l.begins, l.until, l.ends, l.bound,
       0 AS expired, l.added_by, CAST(NULL AS BIGINT) AS revoked_at, NULL AS revoked_by, NULL AS reason,
       l.invited_until, l.mail_failed,
       t.team_id IS NOT NULL AS leads
  FROM contact_line l
  LEFT JOIN team_above t ON t.team_id = l.team AND t.above_id = :team
 WHERE l.operation = :operation AND l.current = 1 AND l.ends > :now
   AND (:entity = '' OR l.entity = :entity) AND (:search = '' OR l.search LIKE :search ESCAPE '!')
   AND (l.sort_name, l.id) > (:after_name, :after_id)
 ORDER BY l.sort_name, l.id
 LIMIT :limit;

-- What was revoked, and what has ended since and waits for the mailer to say so; whole lines only for one page.
-- contact_archived: operation:s entity:s search:s after_name:s after_id:s limit:i now:i team:s => contact_by_id
SELECT l.id, l.sort_name, l.entity, l.entity_name, l.side, l.user, l.email, l.first_name, l.last_name,
       NULL AS language, l.activated, l.mailbox, l.status, l.since, l.begins, l.until, l.ends, l.bound,
       l.expired, l.added_by, l.revoked_at, l.revoked_by, l.reason, l.invited_until, l.mail_failed,
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
         WHERE s.operation_id = :operation AND s.current = 1 AND s.ends <= :now AND (:entity = '' OR c.entity_id = :entity)
           AND (:search = '' OR c.search LIKE :search ESCAPE '!') AND (c.sort_name, c.id) > (:after_name, :after_id)
         ORDER BY sort_name, id
         LIMIT :limit) page
  JOIN contact_line l ON l.id = page.id
  LEFT JOIN team_above t ON t.team_id = l.team AND t.above_id = :team
 ORDER BY page.sort_name, page.id;

-- person_name: id:s -> name:s
SELECT coalesce(full_name, email) AS name FROM users WHERE id = :id;

-- contact_of_user: user:s entity:s operation:s -> id:s
SELECT id FROM contact WHERE user_id = :user AND entity_id = :entity AND operation_id = :operation;

-- contact_add: operation:s sort_name:s id:s entity:s user:s status:contact_status now:i begins:i until:i bound:i added_by:s search:s
INSERT INTO contact (operation_id, current, sort_name, id, entity_id, side, user_id, status, since_ms, from_ms, until_ms,
                     bound_ms, added_by, search)
VALUES (:operation, 1, :sort_name, :id, :entity, (SELECT side FROM participation WHERE operation_id = :operation AND entity_id = :entity), :user, :status, :now,
        nullif(:begins, 0), nullif(:until, 0), nullif(:bound, 0), :added_by, :search);

-- contact_revoke: now:i revoked_by:s reason:s id:s
UPDATE contact SET current = 0, status = 'revoked', revoked_ms = :now, revoked_by = :revoked_by, reason = :reason WHERE id = :id;

-- contact_restore: status:contact_status now:i begins:i until:i bound:i added_by:s id:s
UPDATE contact
   SET current = 1, status = :status, since_ms = :now, from_ms = nullif(:begins, 0), until_ms = nullif(:until, 0), dated_ms = NULL,
       bound_ms = nullif(:bound, 0), expired = 0, added_by = :added_by, revoked_ms = NULL, revoked_by = NULL, reason = NULL,
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

-- user_add: id:s email:s email_key:s language:s now:i
INSERT INTO users (id, email, email_key, language, created_ms) VALUES (:id, :email, :email_key, :language, :now);

-- Authorised, or about to be: an invited person's habilitation begins with his account, as his lines do.  Who has an
-- account and an invited habilitation waits for his leader's yes, under a new address of a foreign domain.
-- habilitated: user:s entity:s now:i -> yes:b begins:i
SELECT 1 AS yes, h.from_ms AS begins
  FROM habilitation h JOIN users u ON u.id = h.user_id
 WHERE h.user_id = :user AND h.entity_id = :entity AND h.status <> 'archived' AND (h.until_ms IS NULL OR h.until_ms > :now)
   AND (h.status <> 'invited' OR u.activated_ms IS NULL);

-- The leaders who may authorise a newcomer: those at the root of the organisation chart.
-- root_leaders: entity:s now:i => email:s language:s name:s user:s mode:notice_mode
SELECT u.email, u.language, u.full_name AS name, u.id AS user, u.notices AS mode
  FROM team t
  JOIN active_habilitation h ON h.team_id = t.id
  JOIN users u ON u.id = h.user_id
 WHERE t.entity_id = :entity AND t.parent_id IS NULL AND h.team_leader = 1 AND h.opens <= :now AND h.ends > :now
 ORDER BY u.id;

-- request_open_for: entity:s user:s -> id:s
SELECT r.id
  FROM request r
 WHERE r.entity_id = :entity AND r.user_id = :user AND r.kind IN ('habilitation', 'address') AND r.status = 'open'
 UNION ALL
SELECT r.id
  FROM users u JOIN request r ON r.email_key = u.email_key AND r.user_id IS NULL
 WHERE u.id = :user AND r.entity_id = :entity AND r.kind = 'habilitation' AND r.status = 'open'
 LIMIT 1;

-- request_add: id:s kind:request_kind entity:s operation:s user:s asked_by:s message:s now:i due:i
INSERT INTO request (id, kind, entity_id, operation_id, user_id, asked_by, message, status, created_ms, due_ms)
VALUES (:id, :kind, :entity, :operation, :user, :asked_by, :message, 'open', :now, :due);

-- All who may authorise a newcomer into a team: its leaders and those above.
-- leaders_above: team:s now:i => email:s language:s user:s mode:notice_mode
SELECT u.email, u.language, u.id AS user, u.notices AS mode
  FROM led_team l JOIN users u ON u.id = l.leader
 WHERE l.team = :team AND l.opens <= :now AND l.ends > :now
 ORDER BY u.id;

-- A request that came of a queued line, and that none waits for any more.
-- request_cancel_idle: now:i entity:s user:s
UPDATE request SET status = 'cancelled', decided_ms = :now
 WHERE entity_id = :entity AND user_id = :user AND kind = 'habilitation' AND status = 'open' AND operation_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM contact c
                    WHERE c.user_id = request.user_id AND c.entity_id = request.entity_id AND c.status = 'queued');
