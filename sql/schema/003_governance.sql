-- Client entities govern their own people; operations are prepared, published and closed.

ALTER TABLE habilitation ADD COLUMN archived_ms BIGINT;
ALTER TABLE habilitation ADD COLUMN archived_by TEXT REFERENCES users (id);
ALTER TABLE habilitation ADD COLUMN reason TEXT;

-- As on a contact line: by what lists are sorted and searched.
ALTER TABLE habilitation ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE habilitation ADD COLUMN search TEXT NOT NULL DEFAULT '';
CREATE INDEX habilitation_list ON habilitation (entity_id, sort_name, id);

-- The lines that an archived habilitation took with it are offered back when it is restored.
ALTER TABLE contact ADD COLUMN habilitation_id TEXT REFERENCES habilitation (id);
CREATE INDEX contact_by_habilitation ON contact (habilitation_id) WHERE habilitation_id IS NOT NULL;

DROP VIEW contact_line;
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id, c.current, c.sort_name, c.search, c.entity_id, e.name AS entity_name, p.side, c.user_id,
       u.email, u.first_name, u.last_name, u.language, u.activated_ms, u.mailbox_ms, c.status, c.since_ms, c.until_ms,
       c.revoked_ms, c.reason, c.invited_until_ms, c.mail_failed_ms,
       coalesce(a.first_name || ' ' || a.last_name, a.email) AS added_by,
       coalesce(r.first_name || ' ' || r.last_name, r.email) AS revoked_by
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;

-- A habilitation as every list shows it.
CREATE VIEW habilitation_line AS
SELECT h.id, h.entity_id, h.user_id, u.email, u.language, u.first_name, u.last_name, u.activated_ms, h.team_id,
       t.name AS team_name, h.team_leader, h.creator, h.status, h.since_ms, h.archived_ms, h.reason, h.sort_name,
       h.search,
       coalesce(g.first_name || ' ' || g.last_name, g.email) AS granted_by,
       coalesce(a.first_name || ' ' || a.last_name, a.email) AS archived_by,
       (SELECT count(*) FROM contact c
         WHERE c.user_id = h.user_id AND c.entity_id = h.entity_id AND c.current = 1) AS lines
  FROM habilitation h
  JOIN users u ON u.id = h.user_id
  JOIN team t ON t.id = h.team_id
  LEFT JOIN users g ON g.id = h.granted_by
  LEFT JOIN users a ON a.id = h.archived_by;

-- Silence goes one level up.
ALTER TABLE request ADD COLUMN team_id TEXT REFERENCES team (id);
ALTER TABLE request ADD COLUMN due_ms BIGINT;
CREATE INDEX request_due ON request (status, due_ms);
CREATE INDEX request_by_operation ON request (operation_id, status);
CREATE INDEX request_by_asker ON request (asked_by, created_ms);
