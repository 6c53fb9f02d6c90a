-- Who has one name has it as the first, and no last one. This column alone makes a name of the two: every view and query
-- takes it from here. Without an account there is none.
ALTER TABLE users ADD COLUMN full_name TEXT
    GENERATED ALWAYS AS (first_name || coalesce(' ' || last_name, '')) VIRTUAL;

DROP VIEW contact_line;
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id AS operation, c.current, c.sort_name, c.search, c.entity_id AS entity,
       e.name AS entity_name, c.side, c.user_id AS user, u.email, u.first_name, u.last_name, u.language,
       u.activated_ms AS activated, u.mailbox_ms AS mailbox, c.status, c.since_ms AS since, c.from_ms AS begins,
       c.until_ms AS until,
       CASE WHEN h.status <> 'archived' AND h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
       c.bound_ms AS bound, c.expired, coalesce(a.full_name, a.email) AS added_by,
       c.revoked_ms AS revoked_at, coalesce(r.full_name, r.email) AS revoked_by, c.reason,
       c.invited_until_ms AS invited_until, c.mail_failed_ms AS mail_failed, h.team_id AS team
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;

DROP VIEW habilitation_line;
CREATE VIEW habilitation_line AS
SELECT h.id, h.entity_id AS entity, h.user_id AS user, u.email, u.language, u.first_name, u.last_name,
       u.activated_ms AS activated, h.team_id AS team, t.name AS team_name, h.team_leader, h.creator, h.status,
       h.since_ms AS since, h.from_ms AS begins, h.until_ms AS until,
       coalesce(g.full_name, g.email) AS granted_by, h.archived_ms AS archived_at,
       coalesce(a.full_name, a.email) AS archived_by, h.reason,
       (SELECT count(*) FROM contact c
         WHERE c.user_id = h.user_id AND c.entity_id = h.entity_id AND c.current = 1) AS lines,
       h.sort_name, h.search
  FROM habilitation h
  JOIN users u ON u.id = h.user_id
  JOIN team t ON t.id = h.team_id
  LEFT JOIN users g ON g.id = h.granted_by
  LEFT JOIN users a ON a.id = h.archived_by;

DROP VIEW handover_line;
CREATE VIEW handover_line AS
SELECT h.id, h.entity_id AS entity, e.name AS entity_name, e.client, h.user_id AS leaver,
       coalesce(l.full_name, l.email) AS leaver_name, l.email AS leaver_email,
       l.language AS leaver_language, h.started_by AS starter,
       coalesce(s.full_name, s.email) AS starter_name, s.email AS starter_email,
       s.language AS starter_language, s.zone AS starter_zone, h.starts_ms AS starts, h.leaves_ms AS leaves, h.message,
       h.status, h.roles, h.created_ms AS created, h.changed_ms AS changed, h.ended_ms AS ended
  FROM handover h
  JOIN entity e ON e.id = h.entity_id
  JOIN users l ON l.id = h.user_id
  JOIN users s ON s.id = h.started_by;

DROP VIEW handover_part_line;
CREATE VIEW handover_part_line AS
SELECT p.id, p.handover_id AS handover, p.place, p.user_id AS user,
       coalesce(u.full_name, u.email) AS name, u.email, u.language, u.activated_ms AS activated,
       p.everything, p.status, p.created_ms AS created, p.reminded_ms AS reminded, p.answered_ms AS answered, p.reason,
       (SELECT count(*) FROM handover_operation o WHERE o.part_id = p.id) AS operations
  FROM handover_part p
  JOIN users u ON u.id = p.user_id;

DROP VIEW request_line;
CREATE VIEW request_line AS
SELECT r.id, r.kind, r.user_id AS user, u.full_name AS name, coalesce(u.email, r.email) AS email,
       r.user_id IS NULL AS stranger, r.asked_by, coalesce(a.full_name, a.email, r.email) AS asker,
       coalesce(a.email, r.email) AS asker_email, coalesce(a.language, r.language) AS asker_language,
       r.entity_id AS entity, e.name AS entity_name, r.operation_id AS operation,
       coalesce(o.reference, CASE r.kind WHEN 'contact' THEN r.wanted END) AS reference, o.name AS operation_name,
       r.wanted, r.message, r.created_ms AS created, r.status, r.decided_ms AS decided,
       coalesce(d.full_name, d.email) AS decider, r.reason
  FROM request r
  LEFT JOIN users u ON u.id = r.user_id
  LEFT JOIN users a ON a.id = r.asked_by
  LEFT JOIN users d ON d.id = r.decided_by
  LEFT JOIN entity e ON e.id = r.entity_id
  LEFT JOIN operation o ON o.id = r.operation_id;
