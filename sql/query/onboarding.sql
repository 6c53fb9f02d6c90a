-- entity_by_name: sort_name:s -> id:s
SELECT id FROM entity WHERE sort_name = :sort_name;

-- entity_add: id:s name:s sort_name:s kind:entity_kind client:b now:i
INSERT INTO entity (id, name, sort_name, kind, client, created_ms) VALUES (:id, :name, :sort_name, :kind, :client, :now);

-- team_add_root: id:s entity:s name:s now:i
INSERT INTO team (id, entity_id, name, created_ms) VALUES (:id, :entity, :name, :now);

-- team_above_add: team:s above:s
INSERT INTO team_above (team_id, above_id) VALUES (:team, :above);

-- entity_all: now:i => id:s name:s kind:entity_kind client:b leaders:i
SELECT e.id, e.name, e.kind, e.client,
       (SELECT count(*) FROM active_habilitation h
         WHERE h.entity_id = e.id AND h.team_leader = 1 AND h.opens <= :now AND h.ends > :now) AS leaders
  FROM entity e
 ORDER BY e.sort_name;

-- entity_rename: name:s sort_name:s id:s
UPDATE entity SET name = :name, sort_name = :sort_name WHERE id = :id;

-- entity_set_client: client:b id:s
UPDATE entity SET client = :client WHERE id = :id;

-- entity_has_people: entity:s -> yes:b
SELECT 1 AS yes FROM habilitation WHERE entity_id = :entity AND status <> 'archived' LIMIT 1;

-- import_entity: sort_name:s -> id:s kind:entity_kind client:b root:s
SELECT e.id, e.kind, e.client,
       (SELECT t.id FROM team t WHERE t.entity_id = e.id AND t.parent_id IS NULL) AS root
  FROM entity e
 WHERE e.sort_name = :sort_name;

-- import_leader: root:s -> yes:b
SELECT 1 AS yes FROM habilitation WHERE team_id = :root AND team_leader = 1 AND status <> 'archived' LIMIT 1;

-- Whether an entity without a leader at its root was given one since an entry of the register: only a command does that.
-- import_leader_since: entity:s since:i -> import_leader
SELECT 1 AS yes
  FROM register
 WHERE entity_id = :entity AND sequence > :since AND action = 'leader_authorised'
 LIMIT 1;

-- import_team: entity:s name:s parent:s -> id:s
SELECT id FROM team WHERE entity_id = :entity AND name = :name AND parent_id = :parent;

-- import_habilitation: id:s entity:s user:s team:s team_leader:b creator:b status:habilitation_status now:i sort_name:s search:s
INSERT INTO habilitation (id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, sort_name, search,
                          domain)
VALUES (:id, :entity, :user, :team, :team_leader, :creator, :status, :now, :sort_name, :search,
        (SELECT domain FROM mailbox m WHERE m.user = :user));

-- import_domains: entity:s => domain:s people:i
SELECT domain, count(*) AS people
  FROM habilitation
 WHERE entity_id = :entity AND status <> 'archived' AND domain IS NOT NULL
 GROUP BY domain;
