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

-- Whom somebody leads: the people of his teams and of those below, at the entity where he is leader.
CREATE VIEW led_person AS
SELECT me.user_id AS leader, h.user_id AS person, h.entity_id AS entity
  FROM habilitation h
  JOIN team_above t ON t.team_id = h.team_id
  JOIN habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1 AND me.status = 'active';

-- Which teams somebody leads.
CREATE VIEW led_team AS
SELECT me.user_id AS leader, t.team_id AS team
  FROM team_above t
  JOIN habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1 AND me.status = 'active';

-- A line as every list shows it, by the names that queries and answers use.
DROP VIEW contact_line;
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id AS operation, c.current, c.sort_name, c.search, c.entity_id AS entity,
       e.name AS entity_name, p.side, c.user_id AS user, u.email, u.first_name, u.last_name, u.language,
       u.activated_ms AS activated, u.mailbox_ms AS mailbox, c.status, c.since_ms AS since, c.until_ms AS until,
       coalesce(a.first_name || ' ' || a.last_name, a.email) AS added_by, c.revoked_ms AS revoked_at,
       coalesce(r.first_name || ' ' || r.last_name, r.email) AS revoked_by, c.reason,
       c.invited_until_ms AS invited_until, c.mail_failed_ms AS mail_failed
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;

-- A habilitation, likewise.
CREATE VIEW habilitation_line AS
SELECT h.id, h.entity_id AS entity, h.user_id AS user, u.email, u.language, u.first_name, u.last_name,
       u.activated_ms AS activated, h.team_id AS team, t.name AS team_name, h.team_leader, h.creator, h.status,
       h.since_ms AS since, coalesce(g.first_name || ' ' || g.last_name, g.email) AS granted_by,
       h.archived_ms AS archived_at, coalesce(a.first_name || ' ' || a.last_name, a.email) AS archived_by, h.reason,
       (SELECT count(*) FROM contact c
         WHERE c.user_id = h.user_id AND c.entity_id = h.entity_id AND c.current = 1) AS lines,
       h.sort_name, h.search
  FROM habilitation h
  JOIN users u ON u.id = h.user_id
  JOIN team t ON t.id = h.team_id
  LEFT JOIN users g ON g.id = h.granted_by
  LEFT JOIN users a ON a.id = h.archived_by;

-- A request, likewise.
CREATE VIEW request_line AS
SELECT r.id, r.kind, r.user_id AS user, u.first_name || ' ' || u.last_name AS name, u.email, r.asked_by,
       coalesce(a.first_name || ' ' || a.last_name, a.email) AS asker, a.email AS asker_email,
       a.language AS asker_language, r.entity_id AS entity, e.name AS entity_name, r.operation_id AS operation,
       o.reference, o.name AS operation_name, r.message, r.created_ms AS created, r.status, r.decided_ms AS decided,
       coalesce(d.first_name || ' ' || d.last_name, d.email) AS decider, r.reason
  FROM request r
  JOIN users u ON u.id = r.user_id
  LEFT JOIN users a ON a.id = r.asked_by
  LEFT JOIN users d ON d.id = r.decided_by
  LEFT JOIN entity e ON e.id = r.entity_id
  LEFT JOIN operation o ON o.id = r.operation_id;

-- The browser whose proof ends with the session when somebody ends it from elsewhere.
ALTER TABLE session ADD COLUMN browser TEXT;

-- Silence goes one level up.
ALTER TABLE request ADD COLUMN due_ms BIGINT;
CREATE INDEX request_due ON request (status, due_ms);
CREATE INDEX request_by_operation ON request (operation_id, status);
CREATE INDEX request_by_asker ON request (asked_by, created_ms);
