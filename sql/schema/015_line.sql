-- A line keeps the side of its participation, which never changes: whether somebody manages anything, and where, is then
-- one look-up, however many lines he has. It knows the team of its person, so that who leads it is one look-up too. And
-- the habilitations that end, few among many, have an index of their own.
ALTER TABLE contact ADD COLUMN side TEXT CHECK (side IN ('manager', 'lender', 'borrower'));
UPDATE contact
   SET side = (SELECT p.side FROM participation p
                WHERE p.operation_id = contact.operation_id AND p.entity_id = contact.entity_id);
CREATE INDEX contact_by_side ON contact (user_id, entity_id, side) WHERE status = 'active';
CREATE INDEX participation_by_side ON participation (entity_id, side);
CREATE UNIQUE INDEX habilitation_dated ON habilitation (user_id, entity_id)
    WHERE until_ms IS NOT NULL AND status <> 'archived';

DROP VIEW contact_span;
CREATE VIEW contact_span AS
SELECT c.id, c.operation_id, c.current, c.sort_name, c.entity_id, c.user_id, c.side, c.status,
       coalesce(c.from_ms, 0) AS opens,
       CASE WHEN h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
       c.until_ms IS NULL AND h.until_ms IS NULL AS endless
  FROM contact c
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
                              AND h.status <> 'archived';

DROP VIEW active_contact;
CREATE VIEW active_contact AS
SELECT id, operation_id, sort_name, entity_id, user_id, side, opens, ends, endless
  FROM contact_span
 WHERE current = 1 AND status = 'active';

DROP VIEW contact_line;
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id AS operation, c.current, c.sort_name, c.search, c.entity_id AS entity,
       e.name AS entity_name, c.side, c.user_id AS user, u.email, u.first_name, u.last_name, u.language,
       u.activated_ms AS activated, u.mailbox_ms AS mailbox, c.status, c.since_ms AS since, c.from_ms AS begins,
       c.until_ms AS until,
       CASE WHEN h.status <> 'archived' AND h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
       c.expired, coalesce(a.first_name || ' ' || a.last_name, a.email) AS added_by,
       c.revoked_ms AS revoked_at, coalesce(r.first_name || ' ' || r.last_name, r.email) AS revoked_by, c.reason,
       c.invited_until_ms AS invited_until, c.mail_failed_ms AS mail_failed, h.team_id AS team
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;
