-- By which time zone somebody counts his days (a name of the IANA's, Europe/Paris), as his browser last said; none: not known.
ALTER TABLE users ADD COLUMN zone TEXT;

DROP VIEW handover_line;
CREATE VIEW handover_line AS
SELECT h.id, h.entity_id AS entity, e.name AS entity_name, e.client, h.user_id AS leaver,
       coalesce(l.first_name || ' ' || l.last_name, l.email) AS leaver_name, l.email AS leaver_email,
       l.language AS leaver_language, h.started_by AS starter,
       coalesce(s.first_name || ' ' || s.last_name, s.email) AS starter_name, s.email AS starter_email,
       s.language AS starter_language, s.zone AS starter_zone, h.starts_ms AS starts, h.leaves_ms AS leaves, h.message,
       h.status, h.roles, h.created_ms AS created, h.changed_ms AS changed, h.ended_ms AS ended
  FROM handover h
  JOIN entity e ON e.id = h.entity_id
  JOIN users l ON l.id = h.user_id
  JOIN users s ON s.id = h.started_by;
