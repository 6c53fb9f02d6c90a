-- Nobody gives more than he has, or gives back to the one from whom he has it.  A line comes from `added_by`, who added
-- or last restored it, or who handed it over; a habilitation from `granted_by`, and the role of team leader from
-- `led_by`, who gave it or moved the leader.  And an end that somebody above has set is moved later only by his like.

-- The latest end that the line's managers allow: the last that one of them set; none is none.
ALTER TABLE contact ADD COLUMN bound_ms BIGINT;

ALTER TABLE habilitation ADD COLUMN led_by TEXT REFERENCES users (id);
UPDATE habilitation SET led_by = granted_by WHERE team_leader = 1;

-- Likewise by the height of the leader who set it: 1 at the root.
CREATE TABLE habilitation_bound (
    habilitation_id  TEXT NOT NULL REFERENCES habilitation (id),
    level            BIGINT NOT NULL,
    until_ms         BIGINT NOT NULL,
    PRIMARY KEY (habilitation_id, level)
) WITHOUT ROWID;

-- Who set the ends that there are is what the register says last of them.
CREATE INDEX register_of_ends ON register (operation_id, entity_id, user_id, sequence);
UPDATE contact
   SET bound_ms = until_ms
 WHERE until_ms IS NOT NULL
   AND EXISTS (SELECT 1
                 FROM register r
                 JOIN contact m ON m.user_id = r.actor_id AND m.operation_id = r.operation_id AND m.side = 'manager'
                WHERE r.sequence = (SELECT max(s.sequence)
                                      FROM register s
                                     WHERE s.operation_id = contact.operation_id AND s.entity_id = contact.entity_id
                                       AND s.user_id = contact.user_id
                                       AND s.action IN ('contact_added', 'contact_invited', 'contact_queued',
                                                        'contact_restored', 'contact_extended')));
INSERT INTO habilitation_bound (habilitation_id, level, until_ms)
SELECT h.id, (SELECT count(*) FROM team_above a WHERE a.team_id = m.team_id), h.until_ms
  FROM habilitation h
  JOIN register r ON r.sequence = (SELECT max(s.sequence)
                                     FROM register s
                                    WHERE s.operation_id IS NULL AND s.entity_id = h.entity_id
                                      AND s.user_id = h.user_id
                                      AND s.action IN ('habilitation_added', 'habilitation_restored',
                                                       'habilitation_extended'))
  JOIN habilitation m ON m.user_id = r.actor_id AND m.entity_id = h.entity_id
 WHERE h.until_ms IS NOT NULL;
DROP INDEX register_of_ends;

DROP VIEW contact_line;
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id AS operation, c.current, c.sort_name, c.search, c.entity_id AS entity,
       e.name AS entity_name, c.side, c.user_id AS user, u.email, u.first_name, u.last_name, u.language,
       u.activated_ms AS activated, u.mailbox_ms AS mailbox, c.status, c.since_ms AS since, c.from_ms AS begins,
       c.until_ms AS until,
       CASE WHEN h.status <> 'archived' AND h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
       c.bound_ms AS bound, c.expired, coalesce(a.first_name || ' ' || a.last_name, a.email) AS added_by,
       c.revoked_ms AS revoked_at, coalesce(r.first_name || ' ' || r.last_name, r.email) AS revoked_by, c.reason,
       c.invited_until_ms AS invited_until, c.mail_failed_ms AS mail_failed, h.team_id AS team
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;
