-- People hear what happens on the operations they follow.

-- One letter at a time, one a day, or none.
ALTER TABLE users ADD COLUMN notices TEXT NOT NULL DEFAULT 'each' CHECK (notices IN ('each', 'daily', 'off'));

-- What somebody wants to hear of an operation: his own entity's people, and the borrowers' where he manages it.
-- Everything, where there is no row.
CREATE TABLE notification_setting (
    user_id       TEXT NOT NULL REFERENCES users (id),
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    own           BIGINT NOT NULL CHECK (own IN (0, 1)),
    borrowers     BIGINT NOT NULL CHECK (borrowers IN (0, 1)),
    PRIMARY KEY (user_id, operation_id)
) WITHOUT ROWID;

-- Who may have something to hear, about what, and when.  The register is the source of `lines`: what it says of the
-- operation after a sequence.  The letter takes all rows of a person with it.
CREATE TABLE notice (
    user_id         TEXT NOT NULL REFERENCES users (id),
    kind            TEXT NOT NULL CHECK (kind IN ('lines', 'expiring', 'request')),
    about           TEXT NOT NULL,              -- an operation, a contact, a request
    after_sequence  BIGINT NOT NULL,
    due_ms          BIGINT NOT NULL,
    PRIMARY KEY (user_id, kind, about)
) WITHOUT ROWID;
CREATE INDEX notice_due ON notice (due_ms);

-- How far the register was read: one row.
CREATE TABLE notice_read (sequence BIGINT NOT NULL);
INSERT INTO notice_read (sequence) SELECT coalesce(max(sequence), 0) FROM register;

-- What the register says of people who came and went.  An access began or ended: a line that only waited is no news.
CREATE VIEW notice_event AS
SELECT r.sequence, r.at_ms AS at, r.operation_id AS operation, r.entity_id AS entity, r.user_id AS person,
       r.actor_id AS actor, r.contact_id AS contact,
       CASE
       WHEN r.action = 'contact_restored' THEN 'restored'
       WHEN r.action <> 'contact_revoked' THEN 'joined'
       WHEN EXISTS (SELECT 1 FROM contact c
                     WHERE c.id = r.contact_id AND c.habilitation_id IS NOT NULL AND c.revoked_ms = r.at_ms)
         OR EXISTS (SELECT 1 FROM request w
                     WHERE w.user_id = r.user_id AND w.status = 'approved' AND w.kind = 'leave'
                       AND w.operation_id = r.operation_id AND w.entity_id = r.entity_id
                       AND w.decided_ms = r.at_ms) THEN 'left'
       ELSE 'revoked'
       END AS event
  FROM register r
 WHERE r.action IN ('contact_added', 'contact_activated', 'contact_restored', 'contact_revoked')
   AND EXISTS (SELECT 1 FROM access a WHERE a.contact_id = r.contact_id AND (a.from_ms = r.at_ms OR a.to_ms = r.at_ms));

-- Who wants to hear about an entity's people on an operation, and may see them: managers their own and the borrowers',
-- everybody else his own.  `line` is the listener's access, which is good until `until`.  CROSS JOIN keeps SQLite to
-- this order: from the operation to its people, never the other way round.
CREATE VIEW notice_listener AS
SELECT o.id AS operation, whose.entity_id AS entity, c.user_id AS user, u.notices AS mode, c.id AS line,
       c.until_ms AS until
  FROM operation o
 CROSS JOIN contact c
 CROSS JOIN participation p
 CROSS JOIN participation whose
  JOIN users u ON u.id = c.user_id
  LEFT JOIN notification_setting s ON s.user_id = c.user_id AND s.operation_id = c.operation_id
 WHERE c.operation_id = o.id AND p.operation_id = o.id AND p.entity_id = c.entity_id AND whose.operation_id = o.id
   AND c.current = 1 AND c.status = 'active' AND u.notices <> 'off' AND (p.side = 'manager' OR o.status <> 'draft')
   AND ((whose.entity_id = c.entity_id AND coalesce(s.own, 1) = 1)
        OR (p.side = 'manager' AND whose.side = 'borrower' AND coalesce(s.borrowers, 1) = 1));

-- The active lines of one person on one operation.
CREATE INDEX contact_active ON contact (operation_id, user_id) WHERE status = 'active';
