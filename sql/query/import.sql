-- import_entity: sort_name:s -> id:s kind:entity_kind client:b root:s leaders:i
SELECT e.id, e.kind, e.client,
       (SELECT t.id FROM team t WHERE t.entity_id = e.id AND t.parent_id IS NULL) AS root,
       (SELECT count(*) FROM habilitation h
         WHERE h.entity_id = e.id AND h.team_leader = 1 AND h.status <> 'archived') AS leaders
  FROM entity e
 WHERE e.sort_name = :sort_name;

-- import_teams: entity:s => id:s parent:s name:s
SELECT id, parent_id AS parent, name FROM team WHERE entity_id = :entity AND parent_id IS NOT NULL;

-- import_habilitation: id:s entity:s user:s team:s team_leader:b creator:b status:habilitation_status now:i sort_name:s search:s
INSERT INTO habilitation (id, entity_id, user_id, team_id, team_leader, creator, status, since_ms, sort_name, search)
VALUES (:id, :entity, :user, :team, :team_leader, :creator, :status, :now, :sort_name, :search);
