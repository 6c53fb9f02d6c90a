-- What can be asked for besides being let in: to be removed from an operation (`leave`), to keep a habilitation under an
-- address of a foreign domain (`address`), to vouch for somebody who lost his mailbox (`vouch`).

DROP VIEW request_line;

CREATE TABLE request_of_any_kind (
    id            TEXT NOT NULL PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact', 'leave', 'address', 'vouch')),
    entity_id     TEXT REFERENCES entity (id),
    operation_id  TEXT REFERENCES operation (id),
    user_id       TEXT NOT NULL REFERENCES users (id),   -- whom it is for
    asked_by      TEXT REFERENCES users (id),
    message       TEXT,
    status        TEXT NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'cancelled')),
    created_ms    BIGINT NOT NULL,
    decided_ms    BIGINT,
    decided_by    TEXT REFERENCES users (id),
    reason        TEXT,
    due_ms        BIGINT                                  -- when silence goes one level up
);
INSERT INTO request_of_any_kind (id, kind, entity_id, operation_id, user_id, asked_by, message, status, created_ms,
                                 decided_ms, decided_by, reason, due_ms)
SELECT id, kind, entity_id, operation_id, user_id, asked_by, message, status, created_ms,
       decided_ms, decided_by, reason, due_ms
  FROM request;
DROP TABLE request;
ALTER TABLE request_of_any_kind RENAME TO request;

CREATE INDEX request_by_entity ON request (entity_id, status, created_ms);
CREATE INDEX request_by_user ON request (user_id, status);
CREATE UNIQUE INDEX request_open ON request (entity_id, user_id) WHERE status = 'open' AND kind = 'habilitation';
CREATE INDEX request_due ON request (status, due_ms);
CREATE INDEX request_by_operation ON request (operation_id, status);
CREATE INDEX request_by_asker ON request (asked_by, created_ms);

-- A request as lists and mails show it.
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
