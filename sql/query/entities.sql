-- habilitation_status: status:habilitation_status id:s
UPDATE habilitation SET status = :status WHERE id = :id;

-- Whose people somebody is: the view `belonging` says from when on it counts.

-- Whether somebody belongs to an entity.
-- belongs: user:s entity:s now:i -> yes:b
SELECT 1 AS yes FROM belonging b WHERE b.user = :user AND b.entity = :entity AND b.counts <= :now AND b.ends > :now LIMIT 1;

-- Whether two people are colleagues: both belong to the entity, and no leader's word stood behind it, not by the same
-- person's hand.
-- colleague: one:s entity:s now:i other:s -> yes:b
SELECT 1 AS yes
  FROM belonging m
 CROSS JOIN belonging t
 WHERE m.user = :one AND m.entity = :entity AND m.counts <= :now AND m.ends > :now
   AND t.user = :other AND t.entity = :entity AND t.counts <= :now AND t.ends > :now
   AND (m.client = 1 OR m.adder IS NULL OR t.adder IS NULL OR m.adder <> t.adder)
 LIMIT 1;

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

-- All who may authorise a newcomer into a team: its leaders and those above.
-- leaders_above: team:s now:i => email:s language:s user:s mode:notice_mode
SELECT u.email, u.language, u.id AS user, u.notices AS mode
  FROM led_team l JOIN users u ON u.id = l.leader
 WHERE l.team = :team AND l.opens <= :now AND l.ends > :now
 ORDER BY u.id;

-- The same as one's own people are named them.
-- leaders_named: team:s now:i limit:i => name:s
SELECT coalesce(u.full_name, u.email) AS name
  FROM led_team l JOIN users u ON u.id = l.leader
 WHERE l.team = :team AND l.opens <= :now AND l.ends > :now
 ORDER BY u.id
 LIMIT :limit;

-- habilitation_add: id:s entity:s user:s team:s team_leader:b creator:b status:habilitation_status now:i begins:i until:i granted_by:s
INSERT INTO habilitation (id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, from_ms, until_ms,
                          granted_by, led_by)
VALUES (:id, :entity, :user, :team, :team_leader, :creator, :status, :now, nullif(:begins, 0), nullif(:until, 0), :granted_by, CASE :team_leader WHEN 1 THEN :granted_by END);

-- entity: id:s -> id:s name:s kind:entity_kind client:b strict:b
SELECT id, name, kind, client, guests_need_habilitation AS strict FROM entity WHERE id = :id;

-- entity_list: search:s after:s limit:i => id:s name:s kind:entity_kind client:b sort_name:s
SELECT id, name, kind, client, sort_name
  FROM entity
 WHERE (:search = '' OR sort_name LIKE :search ESCAPE '!') AND sort_name > :after
 ORDER BY sort_name
 LIMIT :limit;

-- entity_guests: strict:b id:s
UPDATE entity SET guests_need_habilitation = :strict WHERE id = :id;

-- Whether somebody leads the team, or one above it.
-- team_led: team:s user:s now:i -> led:b
SELECT 1 AS led FROM led_team WHERE team = :team AND leader = :user AND opens <= :now AND ends > :now LIMIT 1;

-- own_habilitation: user:s entity:s now:i -> id:s team:s team_leader:b creator:b root:b ends:i endless:b
SELECT h.id, h.team_id AS team, h.team_leader, h.creator, t.parent_id IS NULL AS root, h.ends, h.endless
  FROM active_habilitation h JOIN team t ON t.id = h.team_id
 WHERE h.user_id = :user AND h.entity_id = :entity AND h.opens <= :now AND h.ends > :now;

-- team: id:s entity:s -> id:s name:s parent:s
SELECT id, name, parent_id AS parent FROM team WHERE id = :id AND entity_id = :entity;

-- The chart, or one team of it; `led` where the caller leads it.
-- team_list: now:i user:s entity:s only:s after_name:s after_id:s limit:i => id:s name:s parent:s people:i leaders:i led:b led_from_above:b
SELECT t.id, t.name, t.parent_id AS parent,
       (SELECT count(*) FROM habilitation h
         WHERE h.team_id = t.id AND h.status <> 'archived' AND (h.until_ms IS NULL OR h.until_ms > :now)) AS people,
       (SELECT count(*) FROM active_habilitation h
         WHERE h.team_id = t.id AND h.team_leader = 1 AND h.opens <= :now AND h.ends > :now) AS leaders,
       EXISTS (SELECT 1 FROM led_team l
                WHERE l.team = t.id AND l.leader = :user AND l.opens <= :now AND l.ends > :now) AS led,
       EXISTS (SELECT 1 FROM led_team l
                WHERE l.team = t.parent_id AND l.leader = :user AND l.opens <= :now AND l.ends > :now) AS led_from_above
  FROM team t
 WHERE t.entity_id = :entity AND (:only = '' OR t.id = :only) AND (t.name, t.id) > (:after_name, :after_id)
 ORDER BY t.name, t.id
 LIMIT :limit;

-- team_add: id:s entity:s parent:s name:s now:i
INSERT INTO team (id, entity_id, parent_id, name, created_ms) VALUES (:id, :entity, :parent, :name, :now);

-- team_above_copy: team:s parent:s
INSERT INTO team_above (team_id, above_id)
SELECT :team, :team
 UNION
SELECT :team, above_id FROM team_above WHERE team_id = :parent;

-- team_rename: name:s id:s
UPDATE team SET name = :name WHERE id = :id;

-- team_move: parent:s id:s
UPDATE team SET parent_id = :parent WHERE id = :id;

-- A branch leaves everything that was above its top.
-- team_above_cut: top:s
DELETE FROM team_above
 WHERE team_id IN (SELECT team_id FROM team_above WHERE above_id = :top)
   AND above_id IN (SELECT above_id FROM team_above WHERE team_id = :top AND above_id <> :top);

-- team_above_join: parent:s top:s
INSERT INTO team_above (team_id, above_id)
SELECT below.team_id, above.above_id
  FROM team_above above CROSS JOIN team_above below
 WHERE above.team_id = :parent AND below.above_id = :top;

-- team_is_below: team:s above:s -> yes:b
SELECT 1 AS yes FROM team_above WHERE team_id = :team AND above_id = :above;

-- How deep a team lies, and how deep its branch goes below it.
-- team_depth: team:s -> above:i below:i
SELECT (SELECT count(*) FROM team_above WHERE team_id = :team) AS above,
       coalesce((SELECT max((SELECT count(*) FROM team_above d WHERE d.team_id = b.team_id))
                   FROM team_above b WHERE b.above_id = :team), 0)
       - (SELECT count(*) FROM team_above WHERE team_id = :team) AS below;

-- team_named: entity:s parent:s name:s -> id:s
SELECT id FROM team WHERE entity_id = :entity AND parent_id = :parent AND name = :name;

-- team_is_used: team:s -> used:b
SELECT 1 AS used
 WHERE EXISTS (SELECT 1 FROM team WHERE parent_id = :team)
    OR EXISTS (SELECT 1 FROM habilitation WHERE team_id = :team);

-- team_above_end: team:s
DELETE FROM team_above WHERE team_id = :team;

-- team_remove: id:s
DELETE FROM team WHERE id = :id;

-- With the latest end that a leader above the caller has left it.
-- habilitation: user:s now:i entity:s id:s -> id:s entity:s user:s email:s language:s first_name:s last_name:s activated:i team:s team_name:s team_leader:b creator:b status:habilitation_status since:i begins:i until:i granted_by:s archived_at:i archived_by:s reason:s declined:b lines:i sort_name:s search:s led:b bound:i
SELECT l.*, EXISTS (SELECT 1 FROM led_team t
                     WHERE t.leader = :user AND t.team = l.team AND t.opens <= :now AND t.ends > :now) AS led,
       (SELECT min(b.until_ms) FROM habilitation_bound b
         WHERE b.habilitation_id = l.id
           AND b.level < (SELECT count(*)
                            FROM habilitation me JOIN team_above a ON a.team_id = me.team_id
                           WHERE me.user_id = :user AND me.entity_id = :entity)) AS bound
  FROM habilitation_line l
 WHERE l.entity = :entity AND l.id = :id;

-- habilitation_list: user:s now:i entity:s archived:b team:s search:s after_name:s after_id:s limit:i => habilitation
SELECT l.*, EXISTS (SELECT 1 FROM led_team t
                     WHERE t.leader = :user AND t.team = l.team AND t.opens <= :now AND t.ends > :now) AS led,
       (SELECT min(b.until_ms) FROM habilitation_bound b
         WHERE b.habilitation_id = l.id
           AND b.level < (SELECT count(*)
                            FROM habilitation me JOIN team_above a ON a.team_id = me.team_id
                           WHERE me.user_id = :user AND me.entity_id = :entity)) AS bound
  FROM habilitation_line l
 WHERE l.entity = :entity AND (l.status = 'archived' OR coalesce(l.until, :now + 1) <= :now) = (:archived = 1)
   AND (:team = '' OR l.team IN (SELECT b.team_id FROM team_above b WHERE b.above_id = :team))
   AND (:search = '' OR l.search LIKE :search ESCAPE '!')
   AND (l.sort_name, l.id) > (:after_name, :after_id)
 ORDER BY l.sort_name, l.id
 LIMIT :limit;

-- What is past its end is archived, whether or not it was moved there.
-- habilitation_of_user: now:i user:s entity:s -> id:s status:habilitation_status
SELECT id, CASE WHEN until_ms <= :now THEN 'archived' ELSE status END AS status
  FROM habilitation
 WHERE user_id = :user AND entity_id = :entity;

-- habilitation_renew: team:s team_leader:b creator:b status:habilitation_status now:i begins:i until:i granted_by:s id:s
UPDATE habilitation
   SET team_id = :team, team_leader = :team_leader, creator = :creator, status = :status, since_ms = :now, from_ms = nullif(:begins, 0),
       until_ms = nullif(:until, 0), dated_ms = NULL, granted_by = :granted_by, led_by = CASE :team_leader WHEN 1 THEN :granted_by END, archived_ms = NULL, archived_by = NULL, reason = NULL,
       declined = 0
 WHERE id = :id;

-- habilitation_extend: until:i now:i id:s
UPDATE habilitation SET until_ms = nullif(:until, 0), dated_ms = :now WHERE id = :id;

-- An end holds for leaders below who set it; another of one as high, or higher, takes its place.
-- habilitation_unbind: id:s level:i
DELETE FROM habilitation_bound WHERE habilitation_id = :id AND level >= :level;

-- habilitation_bind: id:s level:i until:i
INSERT INTO habilitation_bound (habilitation_id, level, until_ms) VALUES (:id, :level, :until);

-- How high somebody stands in the chart of an entity: 1 at the root.
-- leader_level: user:s entity:s -> level:i
SELECT count(*) AS level
  FROM habilitation h JOIN team_above a ON a.team_id = h.team_id
 WHERE h.user_id = :user AND h.entity_id = :entity;

-- From whom somebody's habilitation comes, and his role of team leader: who gave them, who gave them to that one, and so
-- on.
-- habilitation_givers: user:s entity:s => giver:s
WITH RECURSIVE given(giver) AS (
    SELECT CASE way.led WHEN 1 THEN h.led_by ELSE h.granted_by END
      FROM habilitation h CROSS JOIN (SELECT 0 AS led UNION ALL SELECT 1) way
     WHERE h.user_id = :user AND h.entity_id = :entity
     UNION
    SELECT CASE way.led WHEN 1 THEN h.led_by ELSE h.granted_by END
      FROM given g
     CROSS JOIN habilitation h
     CROSS JOIN (SELECT 0 AS led UNION ALL SELECT 1) way
     WHERE h.user_id = g.giver AND h.entity_id = :entity
)
SELECT giver FROM given WHERE giver IS NOT NULL;

-- One that is past its end.
-- habilitation_due: now:i -> id:s entity:s
SELECT id, entity_id AS entity
  FROM habilitation
 WHERE status <> 'archived' AND until_ms <= :now
 ORDER BY until_ms
 LIMIT 1;

-- habilitation_start: begins:i id:s
UPDATE habilitation SET from_ms = nullif(:begins, 0) WHERE id = :id;

-- Lines that were to begin with their habilitation begin when it does.
-- lines_following: user:s entity:s old:i =>> id:s operation:s
SELECT id, operation_id AS operation
  FROM contact WHERE user_id = :user AND entity_id = :entity AND current = 1 AND from_ms = :old
 ORDER BY id;

-- lines_follow_start: begins:i user:s entity:s old:i
UPDATE contact SET from_ms = nullif(:begins, 0) WHERE user_id = :user AND entity_id = :entity AND current = 1 AND from_ms = :old;

-- access_follow_start: begins:i user:s entity:s old:i
UPDATE access SET from_ms = :begins WHERE user_id = :user AND entity_id = :entity AND to_ms IS NULL AND from_ms = :old;

-- `led_by` is kept where none is given.
-- habilitation_change: team:s team_leader:b creator:b led_by:s id:s
UPDATE habilitation
   SET team_id = :team, team_leader = :team_leader, creator = :creator, led_by = CASE :team_leader WHEN 1 THEN coalesce(:led_by, led_by) END
 WHERE id = :id;

-- habilitation_archive: now:i archived_by:s reason:s id:s
UPDATE habilitation SET status = 'archived', archived_ms = :now, archived_by = :archived_by, reason = :reason WHERE id = :id;

-- Who archived one, and when; nothing of one that ended by itself, or was declined.
-- habilitation_archiving: id:s -> by:s at:i
SELECT archived_by AS by, archived_ms AS at FROM habilitation WHERE id = :id AND status = 'archived' AND declined = 0;

-- Whether the yes to somebody's new address was asked when his habilitation was archived, and withdrawn with it.
-- address_withdrawn: entity:s user:s at:i -> yes:b
SELECT 1 AS yes
  FROM request
 WHERE entity_id = :entity AND user_id = :user AND kind = 'address' AND status = 'cancelled' AND decided_ms = :at;

-- habilitation_unarchive: status:habilitation_status id:s
UPDATE habilitation SET status = :status, archived_ms = NULL, archived_by = NULL, reason = NULL WHERE id = :id;

-- habilitation_named: sort_name:s search:s user:s
UPDATE habilitation
   SET sort_name = :sort_name, search = :search, domain = (SELECT domain FROM mailbox m WHERE m.user = :user)
 WHERE user_id = :user;

-- Active leaders at the root of an entity's chart with no end in sight, but for one habilitation: who remains.
-- root_leaders_left: entity:s but:s now:i -> count:i
SELECT count(*) AS count
  FROM team t JOIN active_habilitation h ON h.team_id = t.id
 WHERE t.entity_id = :entity AND t.parent_id IS NULL AND h.team_leader = 1 AND h.id <> :but AND h.opens <= :now
   AND h.endless;

-- Leaders an entity has, or will have once they create their accounts.
-- leaders_any: entity:s now:i -> root_leaders_left
SELECT count(*) AS count
  FROM habilitation
 WHERE entity_id = :entity AND team_leader = 1 AND status <> 'archived' AND (until_ms IS NULL OR until_ms > :now);

-- root_team: entity:s -> id:s
SELECT id FROM team WHERE entity_id = :entity AND parent_id IS NULL;

-- The person's current lines for an entity, whatever the operation.
-- lines_of_person: user:s entity:s =>> id:s operation:s
SELECT id, operation_id AS operation FROM contact WHERE user_id = :user AND entity_id = :entity AND current = 1 ORDER BY id;

-- A line that an archived habilitation takes with it, unless it had reached its own end.
-- line_taken_by: habilitation:s id:s
UPDATE contact
   SET habilitation_id = :habilitation
 WHERE id = :id AND (expired = 0 OR until_ms IS NULL OR until_ms > revoked_ms);

-- Lines of an entity that wait for a team leader alone, on the sides that do without one once the entity is not strict.
-- lines_freed: entity:s after:s limit:i =>> id:s
SELECT c.id
  FROM participation p
  JOIN operation o ON o.id = p.operation_id
  JOIN contact c ON c.operation_id = p.operation_id AND c.current = 1 AND c.entity_id = p.entity_id
 WHERE p.entity_id = :entity AND p.side <> 'manager' AND o.status = 'open' AND c.status = 'queued' AND c.id > :after
 ORDER BY c.id
 LIMIT :limit;

-- A request that came of lines of which none waits for a team leader any more.
-- request_freed: entity:s -> id:s user:s operation:s
SELECT r.id, r.user_id AS user, r.operation_id AS operation
  FROM request r
 WHERE r.entity_id = :entity AND r.status = 'open' AND r.kind = 'habilitation' AND r.operation_id IS NOT NULL
   AND NOT EXISTS (SELECT 1
                     FROM contact c
                     JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
                    WHERE c.user_id = r.user_id AND c.entity_id = r.entity_id AND c.status = 'queued'
                      AND p.side = 'manager')
 ORDER BY r.id
 LIMIT 1;

-- requests_settle: now:i decided_by:s user:s entity:s
UPDATE request
   SET status = 'approved', decided_ms = :now, decided_by = :decided_by, user_id = :user, asked_by = coalesce(asked_by, :user), source = NULL
 WHERE entity_id = :entity AND kind = 'habilitation' AND status = 'open'
   AND (user_id = :user OR (user_id IS NULL AND email_key = (SELECT u.email_key FROM users u WHERE u.id = :user)));

-- What is open about a habilitated person in the name of the entity. Drafts are named to nobody here.
-- requests_of_habilitation: id:s limit:i => id:s kind:request_kind created:i
SELECT r.id, r.kind, r.created_ms AS created
  FROM habilitation h
  JOIN request r ON r.user_id = h.user_id AND r.entity_id = h.entity_id AND r.status = 'open'
  LEFT JOIN operation o ON o.id = r.operation_id
 WHERE h.id = :id AND (o.id IS NULL OR o.status <> 'draft')
 ORDER BY r.id
 LIMIT :limit;

-- Handovers that he began, or was asked to take part in.
-- handovers_of_habilitation: id:s limit:i => id:s leaves:b created:i
SELECT o.id, 1 AS leaves, o.created_ms AS created
  FROM habilitation h
  JOIN handover o ON o.user_id = h.user_id AND o.entity_id = h.entity_id AND o.status = 'open'
 WHERE h.id = :id
 UNION ALL
SELECT o.id, 0, o.created_ms
  FROM habilitation h
  JOIN handover_part p ON p.user_id = h.user_id AND p.status IN ('waiting', 'accepted')
  JOIN handover o ON o.id = p.handover_id AND o.entity_id = h.entity_id AND o.status = 'open'
 WHERE h.id = :id
 LIMIT :limit;
