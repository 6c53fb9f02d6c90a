-- entity_by_name: sort_name:s -> id:s
SELECT id FROM entity WHERE sort_name = $1;

-- entity_add: id:s name:s sort_name:s kind:s client:b now:i
INSERT INTO entity (id, name, sort_name, kind, client, created_ms) VALUES ($1, $2, $3, $4, $5, $6);

-- team_add_root: id:s entity:s name:s now:i
INSERT INTO team (id, entity_id, name, created_ms) VALUES ($1, $2, $3, $4);

-- team_above_add: team:s above:s
INSERT INTO team_above (team_id, above_id) VALUES ($1, $2);

-- habilitation_add: id:s entity:s user:s team:s team_leader:b creator:b status:s now:i begins:i until:i granted_by:s
INSERT INTO habilitation (id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, from_ms, until_ms,
                          granted_by, led_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, 0), nullif($10, 0), $11, CASE $5 WHEN 1 THEN $11 END);

-- users_any: -> any:b
SELECT 1 AS any FROM users LIMIT 1;

-- entity_all: now:i => id:s name:s kind:s client:b leaders:i
SELECT e.id, e.name, e.kind, e.client,
       (SELECT count(*) FROM active_habilitation h
         WHERE h.entity_id = e.id AND h.team_leader = 1 AND h.opens <= $1 AND h.ends > $1) AS leaders
  FROM entity e
 ORDER BY e.sort_name;

-- entity_rename: name:s sort_name:s id:s
UPDATE entity SET name = $1, sort_name = $2 WHERE id = $3;

-- entity_set_client: client:b id:s
UPDATE entity SET client = $1 WHERE id = $2;

-- entity_has_people: entity:s -> yes:b
SELECT 1 AS yes FROM habilitation WHERE entity_id = $1 AND status <> 'archived' LIMIT 1;
