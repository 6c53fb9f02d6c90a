-- Access within two dates. A line, or a habilitation, opens at `from_ms` and closes at `until_ms` by itself; NULL is no
-- such date. Every query asks a view here for what is active, with the instant of the request: nothing waits for the
-- mailer, which only moves what has ended to the archive afterwards.

ALTER TABLE contact ADD COLUMN from_ms BIGINT;
ALTER TABLE contact ADD COLUMN dated_ms BIGINT;           -- when its end was set, if not when it was given
ALTER TABLE contact ADD COLUMN expired BIGINT NOT NULL DEFAULT 0 CHECK (expired IN (0, 1)); -- archived by its end
ALTER TABLE habilitation ADD COLUMN from_ms BIGINT;
ALTER TABLE habilitation ADD COLUMN until_ms BIGINT;
ALTER TABLE habilitation ADD COLUMN dated_ms BIGINT;

CREATE INDEX contact_by_end ON contact (until_ms) WHERE until_ms IS NOT NULL AND current = 1;
CREATE INDEX habilitation_by_end ON habilitation (until_ms) WHERE until_ms IS NOT NULL AND status <> 'archived';

-- A line between its two instants: it ends with the habilitation of its person for that entity, if that one ends first.
-- A date that is not set is as far away as numbers reach; `endless` tells it.
CREATE VIEW contact_span AS
SELECT c.id, c.operation_id, c.current, c.sort_name, c.entity_id, c.user_id, c.status, coalesce(c.from_ms, 0) AS opens,
       CASE WHEN h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
       c.until_ms IS NULL AND h.until_ms IS NULL AS endless
  FROM contact c
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
                              AND h.status <> 'archived';

-- What opens operations, from `opens` on and before `ends`.
CREATE VIEW active_contact AS
SELECT c.id, c.operation_id, c.sort_name, c.entity_id, c.user_id, p.side, c.opens, c.ends, c.endless
  FROM contact_span c
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.current = 1 AND c.status = 'active';

-- Who may act for a client entity, and with which roles, likewise.
CREATE VIEW active_habilitation AS
SELECT id, entity_id, user_id, team_id, team_leader, creator, coalesce(from_ms, 0) AS opens,
       coalesce(until_ms, 9223372036854775807) AS ends, until_ms IS NULL AS endless
  FROM habilitation
 WHERE status = 'active';

DROP VIEW led_person;
CREATE VIEW led_person AS
SELECT me.user_id AS leader, h.user_id AS person, h.entity_id AS entity, me.opens, me.ends
  FROM habilitation h
  JOIN team_above t ON t.team_id = h.team_id
  JOIN active_habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1;

DROP VIEW led_team;
CREATE VIEW led_team AS
SELECT me.user_id AS leader, t.team_id AS team, me.opens, me.ends
  FROM team_above t
  JOIN active_habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1;

DROP VIEW contact_line;
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id AS operation, c.current, c.sort_name, c.search, c.entity_id AS entity,
       e.name AS entity_name, p.side, c.user_id AS user, u.email, u.first_name, u.last_name, u.language,
       u.activated_ms AS activated, u.mailbox_ms AS mailbox, c.status, c.since_ms AS since, c.from_ms AS begins,
       c.until_ms AS until,
       CASE WHEN h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
       c.expired, coalesce(a.first_name || ' ' || a.last_name, a.email) AS added_by, c.revoked_ms AS revoked_at,
       coalesce(r.first_name || ' ' || r.last_name, r.email) AS revoked_by, c.reason,
       c.invited_until_ms AS invited_until, c.mail_failed_ms AS mail_failed
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
                              AND h.status <> 'archived'
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;

DROP VIEW habilitation_line;
CREATE VIEW habilitation_line AS
SELECT h.id, h.entity_id AS entity, h.user_id AS user, u.email, u.language, u.first_name, u.last_name,
       u.activated_ms AS activated, h.team_id AS team, t.name AS team_name, h.team_leader, h.creator, h.status,
       h.since_ms AS since, h.from_ms AS begins, h.until_ms AS until,
       coalesce(g.first_name || ' ' || g.last_name, g.email) AS granted_by, h.archived_ms AS archived_at,
       coalesce(a.first_name || ' ' || a.last_name, a.email) AS archived_by, h.reason,
       (SELECT count(*) FROM contact c
         WHERE c.user_id = h.user_id AND c.entity_id = h.entity_id AND c.current = 1) AS lines,
       h.sort_name, h.search
  FROM habilitation h
  JOIN users u ON u.id = h.user_id
  JOIN team t ON t.id = h.team_id
  LEFT JOIN users g ON g.id = h.granted_by
  LEFT JOIN users a ON a.id = h.archived_by;


DROP VIEW notice_listener;
CREATE VIEW notice_listener AS
SELECT o.id AS operation, whose.entity_id AS entity, c.user_id AS user, u.notices AS mode, c.id AS line,
       coalesce(c.from_ms, 0) AS opens,
       CASE WHEN h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends
  FROM operation o
 CROSS JOIN contact c
 CROSS JOIN participation p
 CROSS JOIN participation whose
  JOIN users u ON u.id = c.user_id
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
                              AND h.status <> 'archived'
  LEFT JOIN notification_setting s ON s.user_id = c.user_id AND s.operation_id = c.operation_id
 WHERE c.operation_id = o.id AND p.operation_id = o.id AND p.entity_id = c.entity_id AND whose.operation_id = o.id
   AND c.current = 1 AND c.status = 'active' AND u.notices <> 'off' AND (p.side = 'manager' OR o.status <> 'draft')
   AND ((whose.entity_id = c.entity_id AND coalesce(s.own, 1) = 1)
        OR (p.side = 'manager' AND whose.side = 'borrower' AND coalesce(s.borrowers, 1) = 1));
