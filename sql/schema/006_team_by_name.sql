-- An organisation chart is read page by page, in the order of names.
CREATE INDEX team_by_name ON team (entity_id, name, id);
