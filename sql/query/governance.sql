-- entity: id:s -> id:s name:s kind:s client:b strict:b
SELECT id, name, kind, client, guests_need_habilitation AS strict FROM entity WHERE id = $1;

-- entity_list: search:s after:s limit:i => id:s name:s kind:s client:b sort_name:s
SELECT id, name, kind, client, sort_name
  FROM entity
 WHERE ($1 = '' OR sort_name LIKE $1 ESCAPE '!') AND sort_name > $2
 ORDER BY sort_name
 LIMIT $3;

-- entity_guests: strict:b id:s
UPDATE entity SET guests_need_habilitation = $1 WHERE id = $2;

-- Whether somebody leads the team, or one above it.
-- team_led: team:s user:s now:i -> led:b
SELECT 1 AS led FROM led_team WHERE team = $1 AND leader = $2 AND opens <= $3 AND ends > $3 LIMIT 1;

-- own_habilitation: user:s entity:s now:i -> id:s team:s team_leader:b creator:b root:b ends:i endless:b
SELECT h.id, h.team_id AS team, h.team_leader, h.creator, t.parent_id IS NULL AS root, h.ends, h.endless
  FROM active_habilitation h JOIN team t ON t.id = h.team_id
 WHERE h.user_id = $1 AND h.entity_id = $2 AND h.opens <= $3 AND h.ends > $3;

-- team: id:s entity:s -> id:s name:s parent:s
SELECT id, name, parent_id AS parent FROM team WHERE id = $1 AND entity_id = $2;

-- The chart, or one team of it; `led` where the caller leads it.
-- team_list: now:i user:s entity:s only:s after_name:s after_id:s limit:i => id:s name:s parent:s people:i leaders:i led:b led_from_above:b
SELECT t.id, t.name, t.parent_id AS parent,
       (SELECT count(*) FROM habilitation h
         WHERE h.team_id = t.id AND h.status <> 'archived' AND (h.until_ms IS NULL OR h.until_ms > $1)) AS people,
       (SELECT count(*) FROM active_habilitation h
         WHERE h.team_id = t.id AND h.team_leader = 1 AND h.opens <= $1 AND h.ends > $1) AS leaders,
       EXISTS (SELECT 1 FROM led_team l
                WHERE l.team = t.id AND l.leader = $2 AND l.opens <= $1 AND l.ends > $1) AS led,
       EXISTS (SELECT 1 FROM led_team l
                WHERE l.team = t.parent_id AND l.leader = $2 AND l.opens <= $1 AND l.ends > $1) AS led_from_above
  FROM team t
 WHERE t.entity_id = $3 AND ($4 = '' OR t.id = $4) AND (t.name, t.id) > ($5, $6)
 ORDER BY t.name, t.id
 LIMIT $7;

-- team_add: id:s entity:s parent:s name:s now:i
INSERT INTO team (id, entity_id, parent_id, name, created_ms) VALUES ($1, $2, $3, $4, $5);

-- team_above_copy: team:s parent:s
INSERT INTO team_above (team_id, above_id)
SELECT $1, $1
 UNION
SELECT $1, above_id FROM team_above WHERE team_id = $2;

-- team_rename: name:s id:s
UPDATE team SET name = $1 WHERE id = $2;

-- team_move: parent:s id:s
UPDATE team SET parent_id = $1 WHERE id = $2;

-- A branch leaves everything that was above its top.
-- team_above_cut: top:s
DELETE FROM team_above
 WHERE team_id IN (SELECT team_id FROM team_above WHERE above_id = $1)
   AND above_id IN (SELECT above_id FROM team_above WHERE team_id = $1 AND above_id <> $1);

-- team_above_join: parent:s top:s
INSERT INTO team_above (team_id, above_id)
SELECT below.team_id, above.above_id
  FROM team_above above CROSS JOIN team_above below
 WHERE above.team_id = $1 AND below.above_id = $2;

-- team_is_below: team:s above:s -> yes:b
SELECT 1 AS yes FROM team_above WHERE team_id = $1 AND above_id = $2;

-- How deep a team lies, and how deep its branch goes below it.
-- team_depth: team:s -> above:i below:i
SELECT (SELECT count(*) FROM team_above WHERE team_id = $1) AS above,
       coalesce((SELECT max((SELECT count(*) FROM team_above d WHERE d.team_id = b.team_id))
                   FROM team_above b WHERE b.above_id = $1), 0)
       - (SELECT count(*) FROM team_above WHERE team_id = $1) AS below;

-- team_named: entity:s parent:s name:s -> id:s
SELECT id FROM team WHERE entity_id = $1 AND parent_id = $2 AND name = $3;

-- team_is_used: team:s -> used:b
SELECT 1 AS used
 WHERE EXISTS (SELECT 1 FROM team WHERE parent_id = $1)
    OR EXISTS (SELECT 1 FROM habilitation WHERE team_id = $1);

-- team_above_end: team:s
DELETE FROM team_above WHERE team_id = $1;

-- team_remove: id:s
DELETE FROM team WHERE id = $1;

-- With the latest end that a leader above the caller has left it.
-- habilitation: user:s now:i entity:s id:s -> id:s entity:s user:s email:s language:s first_name:s last_name:s activated:i team:s team_name:s team_leader:b creator:b status:s since:i begins:i until:i granted_by:s archived_at:i archived_by:s reason:s lines:i sort_name:s search:s led:b bound:i
SELECT l.*, EXISTS (SELECT 1 FROM led_team t
                     WHERE t.leader = $1 AND t.team = l.team AND t.opens <= $2 AND t.ends > $2) AS led,
       (SELECT min(b.until_ms) FROM habilitation_bound b
         WHERE b.habilitation_id = l.id
           AND b.level < (SELECT count(*)
                            FROM habilitation me JOIN team_above a ON a.team_id = me.team_id
                           WHERE me.user_id = $1 AND me.entity_id = $3)) AS bound
  FROM habilitation_line l
 WHERE l.entity = $3 AND l.id = $4;

-- habilitation_list: user:s now:i entity:s archived:b team:s search:s after_name:s after_id:s limit:i => habilitation
SELECT l.*, EXISTS (SELECT 1 FROM led_team t
                     WHERE t.leader = $1 AND t.team = l.team AND t.opens <= $2 AND t.ends > $2) AS led,
       (SELECT min(b.until_ms) FROM habilitation_bound b
         WHERE b.habilitation_id = l.id
           AND b.level < (SELECT count(*)
                            FROM habilitation me JOIN team_above a ON a.team_id = me.team_id
                           WHERE me.user_id = $1 AND me.entity_id = $3)) AS bound
  FROM habilitation_line l
 WHERE l.entity = $3 AND (l.status = 'archived' OR coalesce(l.until, $2 + 1) <= $2) = ($4 = 1)
   AND ($5 = '' OR l.team IN (SELECT b.team_id FROM team_above b WHERE b.above_id = $5))
   AND ($6 = '' OR l.search LIKE $6 ESCAPE '!')
   AND (l.sort_name, l.id) > ($7, $8)
 ORDER BY l.sort_name, l.id
 LIMIT $9;

-- What is past its end is archived, whether or not it was moved there.
-- habilitation_of_user: now:i user:s entity:s -> id:s status:s
SELECT id, CASE WHEN until_ms <= $1 THEN 'archived' ELSE status END AS status
  FROM habilitation
 WHERE user_id = $2 AND entity_id = $3;

-- habilitation_renew: team:s team_leader:b creator:b status:s now:i begins:i until:i granted_by:s id:s
UPDATE habilitation
   SET team_id = $1, team_leader = $2, creator = $3, status = $4, since_ms = $5, from_ms = nullif($6, 0),
       until_ms = nullif($7, 0), dated_ms = NULL, granted_by = $8, led_by = CASE $2 WHEN 1 THEN $8 END, archived_ms = NULL, archived_by = NULL, reason = NULL
 WHERE id = $9;

-- habilitation_extend: until:i now:i id:s
UPDATE habilitation SET until_ms = nullif($1, 0), dated_ms = $2 WHERE id = $3;

-- An end holds for leaders below who set it; another of one as high, or higher, takes its place.
-- habilitation_unbind: id:s level:i
DELETE FROM habilitation_bound WHERE habilitation_id = $1 AND level >= $2;

-- habilitation_bind: id:s level:i until:i
INSERT INTO habilitation_bound (habilitation_id, level, until_ms) VALUES ($1, $2, $3);

-- How high somebody stands in the chart of an entity: 1 at the root.
-- leader_level: user:s entity:s -> level:i
SELECT count(*) AS level
  FROM habilitation h JOIN team_above a ON a.team_id = h.team_id
 WHERE h.user_id = $1 AND h.entity_id = $2;

-- From whom somebody's habilitation comes, and his role of team leader: who gave them, who gave them to that one, and so
-- on.
-- habilitation_givers: user:s entity:s => giver:s
WITH RECURSIVE given(giver) AS (
    SELECT CASE way.led WHEN 1 THEN h.led_by ELSE h.granted_by END
      FROM habilitation h CROSS JOIN (SELECT 0 AS led UNION ALL SELECT 1) way
     WHERE h.user_id = $1 AND h.entity_id = $2
     UNION
    SELECT CASE way.led WHEN 1 THEN h.led_by ELSE h.granted_by END
      FROM given g
     CROSS JOIN habilitation h
     CROSS JOIN (SELECT 0 AS led UNION ALL SELECT 1) way
     WHERE h.user_id = g.giver AND h.entity_id = $2
)
SELECT giver FROM given WHERE giver IS NOT NULL;

-- One that is past its end.
-- habilitation_due: now:i -> id:s entity:s
SELECT id, entity_id AS entity
  FROM habilitation
 WHERE status <> 'archived' AND until_ms <= $1
 ORDER BY until_ms
 LIMIT 1;

-- habilitation_start: begins:i id:s
UPDATE habilitation SET from_ms = nullif($1, 0) WHERE id = $2;

-- Lines that were to begin with their habilitation begin when it does.
-- lines_follow_start: begins:i user:s entity:s old:i
UPDATE contact SET from_ms = nullif($1, 0) WHERE user_id = $2 AND entity_id = $3 AND current = 1 AND from_ms = $4;

-- access_follow_start: begins:i user:s entity:s old:i
UPDATE access SET from_ms = $1 WHERE user_id = $2 AND entity_id = $3 AND to_ms IS NULL AND from_ms = $4;

-- `led_by` is kept where none is given.
-- habilitation_change: team:s team_leader:b creator:b led_by:s id:s
UPDATE habilitation
   SET team_id = $1, team_leader = $2, creator = $3, led_by = CASE $2 WHEN 1 THEN coalesce($4, led_by) END
 WHERE id = $5;

-- habilitation_archive: now:i archived_by:s reason:s id:s
UPDATE habilitation SET status = 'archived', archived_ms = $1, archived_by = $2, reason = $3 WHERE id = $4;

-- habilitation_named: sort_name:s search:s user:s
UPDATE habilitation SET sort_name = $1, search = $2 WHERE user_id = $3;

-- Active leaders at the root of an entity's chart with no end in sight, but for one habilitation: who remains.
-- root_leaders_left: entity:s but:s now:i -> count:i
SELECT count(*) AS count
  FROM team t JOIN active_habilitation h ON h.team_id = t.id
 WHERE t.entity_id = $1 AND t.parent_id IS NULL AND h.team_leader = 1 AND h.id <> $2 AND h.opens <= $3
   AND h.endless = 1;

-- Leaders an entity has, or will have once they create their accounts.
-- leaders_any: entity:s now:i -> root_leaders_left
SELECT count(*) AS count
  FROM habilitation
 WHERE entity_id = $1 AND team_leader = 1 AND status <> 'archived' AND (until_ms IS NULL OR until_ms > $2);

-- root_team: entity:s -> id:s
SELECT id FROM team WHERE entity_id = $1 AND parent_id IS NULL;

-- The person's current lines for an entity, whatever the operation.
-- lines_of_person: user:s entity:s => id:s operation:s
SELECT id, operation_id AS operation FROM contact WHERE user_id = $1 AND entity_id = $2 AND current = 1 ORDER BY id;

-- A line that an archived habilitation takes with it, unless it had reached its own end.
-- line_taken_by: habilitation:s id:s
UPDATE contact
   SET habilitation_id = $1
 WHERE id = $2 AND (expired = 0 OR until_ms IS NULL OR until_ms > revoked_ms);

-- lines_queued: user:s entity:s => id:s operation:s
SELECT c.id, c.operation_id AS operation
  FROM contact c JOIN operation o ON o.id = c.operation_id
 WHERE c.user_id = $1 AND c.entity_id = $2 AND c.status = 'queued' AND o.status = 'open'
 ORDER BY c.id;

-- Lines of an entity that wait for a team leader alone, on the sides that do without one once the entity is not strict.
-- lines_freed: entity:s after:s limit:i => id:s
SELECT c.id
  FROM participation p
  JOIN operation o ON o.id = p.operation_id
  JOIN contact c ON c.operation_id = p.operation_id AND c.current = 1 AND c.entity_id = p.entity_id
 WHERE p.entity_id = $1 AND p.side <> 'manager' AND o.status = 'open' AND c.status = 'queued' AND c.id > $2
 ORDER BY c.id
 LIMIT $3;

-- A request that came of lines of which none waits for a team leader any more.
-- request_freed: entity:s -> id:s user:s operation:s
SELECT r.id, r.user_id AS user, r.operation_id AS operation
  FROM request r
 WHERE r.entity_id = $1 AND r.status = 'open' AND r.kind = 'habilitation' AND r.operation_id IS NOT NULL
   AND NOT EXISTS (SELECT 1
                     FROM contact c
                     JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
                    WHERE c.user_id = r.user_id AND c.entity_id = r.entity_id AND c.status = 'queued'
                      AND p.side = 'manager')
 ORDER BY r.id
 LIMIT 1;

-- line_complete: status:s now:i begins:i id:s
UPDATE contact SET status = $1, since_ms = $2, from_ms = nullif($3, 0) WHERE id = $4;

-- line_named: sort_name:s search:s id:s
UPDATE contact SET sort_name = $1, search = $2 WHERE id = $3;

-- line_place: id:s -> operation:s reference:s operation_name:s operation_status:s entity:s entity_name:s side:s client:b strict:b begins:i until:i ends:i
SELECT o.id AS operation, o.reference, o.name AS operation_name, o.status AS operation_status, e.id AS entity,
       e.name AS entity_name, p.side, e.client, e.guests_need_habilitation AS strict, c.from_ms AS begins,
       c.until_ms AS until, s.ends
  FROM contact c
  JOIN contact_span s ON s.id = c.id
  JOIN operation o ON o.id = c.operation_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.id = $1;

-- requests_settle: now:i decided_by:s user:s entity:s
UPDATE request
   SET status = 'approved', decided_ms = $1, decided_by = $2, user_id = $3, asked_by = coalesce(asked_by, $3), source = NULL
 WHERE entity_id = $4 AND kind = 'habilitation' AND status = 'open'
   AND (user_id = $3 OR (user_id IS NULL AND email_key = (SELECT u.email_key FROM users u WHERE u.id = $3)));

-- Another operation of that reference among those that an entity manages.
-- reference_taken: reference:s entity:s but:s -> id:s
SELECT o.id
  FROM operation o
 WHERE o.reference = $1
   AND EXISTS (SELECT 1 FROM participation p
                WHERE p.operation_id = o.id AND p.entity_id = $2 AND p.side = 'manager')
   AND o.id <> $3
 LIMIT 1;

-- operation_add: id:s reference:s name:s sort_name:s created_by:s now:i
INSERT INTO operation (id, reference, name, sort_name, status, created_by, created_ms)
VALUES ($1, $2, $3, $4, 'draft', $5, $6);

-- operation_change: reference:s name:s sort_name:s id:s
UPDATE operation
   SET reference = coalesce($1, reference), name = coalesce($2, name), sort_name = coalesce($3, sort_name)
 WHERE id = $4;

-- operation_publish: now:i id:s
UPDATE operation SET status = 'open', published_ms = $1 WHERE id = $2;

-- operation_close: now:i id:s
UPDATE operation SET status = 'closed', closed_ms = $1 WHERE id = $2;

-- operation_queued: operation:s => id:s
SELECT id FROM contact WHERE operation_id = $1 AND current = 1 AND status = 'queued' ORDER BY id;

-- person_of_line: line:s -> id:s email:s language:s first_name:s last_name:s activated:i
SELECT u.id, u.email, u.language, u.first_name, u.last_name, u.activated_ms AS activated
  FROM contact c JOIN users u ON u.id = c.user_id
 WHERE c.id = $1;

-- participation_add: operation:s entity:s side:s
INSERT INTO participation (operation_id, entity_id, side) VALUES ($1, $2, $3);

-- participation_remove: operation:s entity:s
DELETE FROM participation WHERE operation_id = $1 AND entity_id = $2;

-- participation_used: operation:s entity:s -> used:b
SELECT 1 AS used FROM contact WHERE operation_id = $1 AND entity_id = $2 LIMIT 1;

-- participation_of_side: operation:s side:s -> entity:s
SELECT entity_id AS entity FROM participation WHERE operation_id = $1 AND side = $2 LIMIT 1;

-- The lines of a habilitated person: those he has, or those that an archived habilitation took with it. Drafts of other
-- entities are none of his leaders' business.
-- lines_of_habilitation: now:i id:s taken:b after:s limit:i => id:s operation:s reference:s name:s operation_status:s side:s status:s until:i
SELECT c.id, o.id AS operation, o.reference, o.name, o.status AS operation_status, p.side,
       CASE WHEN c.expired = 1 THEN 'expired' WHEN c.status = 'active' AND c.from_ms > $1 THEN 'queued'
            ELSE c.status END AS status, c.until_ms AS until
  FROM habilitation h
  JOIN contact c ON c.user_id = h.user_id AND c.entity_id = h.entity_id
  JOIN operation o ON o.id = c.operation_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE h.id = $2 AND (($3 = 0 AND c.current = 1) OR ($3 = 1 AND c.current = 0 AND c.habilitation_id = h.id))
   AND ($4 = '' OR c.operation_id < $4) AND (o.status <> 'draft' OR p.side = 'manager')
 ORDER BY c.operation_id DESC
 LIMIT $5;

-- The operations that a habilitated person manages: those that could lose their last manager with him.
-- managed_by_habilitation: id:s now:i => id:s operation:s side:s status:s
SELECT c.id, c.operation_id AS operation, c.side, 'active' AS status
  FROM habilitation h
  JOIN active_contact c ON c.user_id = h.user_id AND c.entity_id = h.entity_id
 WHERE h.id = $1 AND c.side = 'manager' AND c.ends > $2;
