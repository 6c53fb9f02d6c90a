-- Somebody leaves, or lets go of a part of his work: one or several others take over what he could see.

CREATE TABLE handover (
    id          TEXT NOT NULL PRIMARY KEY,
    entity_id   TEXT NOT NULL REFERENCES entity (id),
    user_id     TEXT NOT NULL REFERENCES users (id),    -- who leaves
    started_by  TEXT NOT NULL REFERENCES users (id),    -- himself, or a team leader: in whose name it is carried out
    starts_ms   BIGINT NOT NULL,                        -- successors have access from here on
    leaves_ms   BIGINT NOT NULL,                        -- who leaves keeps his until here
    message     TEXT,
    status      TEXT NOT NULL CHECK (status IN ('open', 'completed', 'cancelled', 'expired')),
    roles       TEXT CHECK (roles IN ('given', 'asked')),  -- what became of his roles; none: there was none to give
    created_ms  BIGINT NOT NULL,
    changed_ms  BIGINT NOT NULL,                        -- silence counts from here
    ended_ms    BIGINT,
    due_ms      BIGINT NOT NULL,                        -- when to look at it again
    CHECK (leaves_ms >= starts_ms),
    CHECK ((status = 'open') = (ended_ms IS NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX handover_open ON handover (user_id, entity_id) WHERE status = 'open';
CREATE INDEX handover_by_user ON handover (user_id, id);
CREATE INDEX handover_by_starter ON handover (started_by, id);
CREATE INDEX handover_by_entity ON handover (entity_id, id);
CREATE INDEX handover_due ON handover (status, due_ms);

-- What one successor is asked to take over: named operations, or everything that nobody else was named for.
CREATE TABLE handover_part (
    id           TEXT NOT NULL PRIMARY KEY,
    handover_id  TEXT NOT NULL REFERENCES handover (id),
    place        BIGINT NOT NULL,                       -- in the order asked
    user_id      TEXT NOT NULL REFERENCES users (id),   -- the successor
    everything   BIGINT NOT NULL CHECK (everything IN (0, 1)),
    status       TEXT NOT NULL CHECK (status IN ('waiting', 'accepted', 'refused', 'expired', 'dropped')),
    created_ms   BIGINT NOT NULL,
    reminded_ms  BIGINT,
    answered_ms  BIGINT,
    reason       TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX handover_part_by_handover ON handover_part (handover_id, place);
CREATE INDEX handover_part_by_user ON handover_part (user_id, status);

-- The operations of a part: `waiting`; `given`, the successor has a line; `done`, who leaves has none any more; `lost`,
-- he had none to hand over when the day came.
CREATE TABLE handover_operation (
    part_id       TEXT NOT NULL REFERENCES handover_part (id),
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    handover_id   TEXT NOT NULL REFERENCES handover (id),
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'given', 'done', 'lost')),
    made          BIGINT NOT NULL CHECK (made IN (0, 1)),  -- the successor's line came of it
    at_ms         BIGINT,                                  -- of the state
    PRIMARY KEY (part_id, operation_id)
) WITHOUT ROWID;
CREATE INDEX handover_operation_by_handover ON handover_operation (handover_id, operation_id);

-- What somebody can hand over: his active lines, or those that his archived habilitation took with it.
CREATE VIEW handover_source AS
SELECT c.id, c.user_id AS leaver, c.entity_id AS entity, c.operation_id AS operation, o.reference, o.name,
       o.status AS operation_status, p.side, c.current, c.until_ms AS until, s.opens, s.ends
  FROM contact c
  JOIN contact_span s ON s.id = c.id
  JOIN operation o ON o.id = c.operation_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.status = 'active'
    OR (c.current = 0 AND o.status <> 'closed'
        AND EXISTS (SELECT 1 FROM habilitation h WHERE h.id = c.habilitation_id AND h.status = 'archived'));

-- A handover as lists and mails show it.
CREATE VIEW handover_line AS
SELECT h.id, h.entity_id AS entity, e.name AS entity_name, e.client, h.user_id AS leaver,
       coalesce(l.first_name || ' ' || l.last_name, l.email) AS leaver_name, l.email AS leaver_email,
       l.language AS leaver_language, h.started_by AS starter,
       coalesce(s.first_name || ' ' || s.last_name, s.email) AS starter_name, s.email AS starter_email,
       s.language AS starter_language, h.starts_ms AS starts, h.leaves_ms AS leaves, h.message, h.status, h.roles,
       h.created_ms AS created, h.changed_ms AS changed, h.ended_ms AS ended
  FROM handover h
  JOIN entity e ON e.id = h.entity_id
  JOIN users l ON l.id = h.user_id
  JOIN users s ON s.id = h.started_by;

-- A part, likewise.
CREATE VIEW handover_part_line AS
SELECT p.id, p.handover_id AS handover, p.place, p.user_id AS user,
       coalesce(u.first_name || ' ' || u.last_name, u.email) AS name, u.email, u.language, u.activated_ms AS activated,
       p.everything, p.status, p.created_ms AS created, p.reminded_ms AS reminded, p.answered_ms AS answered, p.reason,
       (SELECT count(*) FROM handover_operation o WHERE o.part_id = p.id) AS operations
  FROM handover_part p
  JOIN users u ON u.id = p.user_id;
