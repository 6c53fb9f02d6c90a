-- What every request reads is kept in the order of its key, so that a look-up is one descent instead of two.

DROP VIEW contact_line;
DROP VIEW habilitation_line;
DROP VIEW request_line;

CREATE TABLE clustered_entity (
    id                        TEXT NOT NULL PRIMARY KEY,
    name                      TEXT NOT NULL,
    sort_name                 TEXT NOT NULL,
    kind                      TEXT NOT NULL CHECK (kind IN ('bank', 'fund', 'company')),
    client                    BIGINT NOT NULL CHECK (client IN (0, 1)),
    guests_need_habilitation  BIGINT NOT NULL DEFAULT 1 CHECK (guests_need_habilitation IN (0, 1)),
    created_ms                BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO clustered_entity (id, name, sort_name, kind, client, guests_need_habilitation, created_ms)
SELECT id, name, sort_name, kind, client, guests_need_habilitation, created_ms FROM entity;
DROP TABLE entity;
ALTER TABLE clustered_entity RENAME TO entity;
CREATE UNIQUE INDEX entity_by_name ON entity (sort_name);

CREATE TABLE clustered_users (
    id            TEXT NOT NULL PRIMARY KEY,
    email         TEXT NOT NULL,                -- as it was written
    email_key     TEXT NOT NULL,                -- as it is matched
    first_name    TEXT,
    last_name     TEXT,
    job_title     TEXT,
    phone         TEXT,
    language      TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    password      TEXT,
    terms_ms      BIGINT,
    created_ms    BIGINT NOT NULL,
    activated_ms  BIGINT,
    mailbox_ms    BIGINT NOT NULL DEFAULT 0,    -- when a code or a link last proved the mailbox
    totp          TEXT,
    totp_kid      TEXT,
    totp_step     BIGINT NOT NULL DEFAULT 0,
    totp_ms       BIGINT
) WITHOUT ROWID;
INSERT INTO clustered_users (id, email, email_key, first_name, last_name, job_title, phone, language, password, terms_ms,
                             created_ms, activated_ms, mailbox_ms, totp, totp_kid, totp_step, totp_ms)
SELECT id, email, email_key, first_name, last_name, job_title, phone, language, password, terms_ms,
       created_ms, activated_ms, mailbox_ms, totp, totp_kid, totp_step, totp_ms
  FROM users;
DROP TABLE users;
ALTER TABLE clustered_users RENAME TO users;
CREATE UNIQUE INDEX users_by_email ON users (email_key);

CREATE TABLE clustered_team_above (
    team_id   TEXT NOT NULL REFERENCES team (id),
    above_id  TEXT NOT NULL REFERENCES team (id),
    PRIMARY KEY (team_id, above_id)
) WITHOUT ROWID;
INSERT INTO clustered_team_above (team_id, above_id) SELECT team_id, above_id FROM team_above;
DROP VIEW led_person;
DROP VIEW led_team;
DROP TABLE team_above;
ALTER TABLE clustered_team_above RENAME TO team_above;
CREATE INDEX team_below ON team_above (above_id, team_id);

CREATE TABLE clustered_operation (
    id            TEXT NOT NULL PRIMARY KEY,
    reference     TEXT NOT NULL,
    name          TEXT NOT NULL,
    sort_name     TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
    created_by    TEXT REFERENCES users (id),
    created_ms    BIGINT NOT NULL,
    published_ms  BIGINT,
    closed_ms     BIGINT
) WITHOUT ROWID;
INSERT INTO clustered_operation (id, reference, name, sort_name, status, created_by, created_ms, published_ms, closed_ms)
SELECT id, reference, name, sort_name, status, created_by, created_ms, published_ms, closed_ms FROM operation;
DROP TABLE operation;
ALTER TABLE clustered_operation RENAME TO operation;
CREATE UNIQUE INDEX operation_by_reference ON operation (reference);

CREATE TABLE clustered_participation (
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    entity_id     TEXT NOT NULL REFERENCES entity (id),
    side          TEXT NOT NULL CHECK (side IN ('manager', 'lender', 'borrower')),
    PRIMARY KEY (operation_id, entity_id)
) WITHOUT ROWID;
INSERT INTO clustered_participation (operation_id, entity_id, side)
SELECT operation_id, entity_id, side FROM participation;
DROP TABLE participation;
ALTER TABLE clustered_participation RENAME TO participation;
CREATE INDEX participation_by_entity ON participation (entity_id, operation_id);

CREATE TABLE clustered_access (
    contact_id    TEXT NOT NULL REFERENCES contact (id),
    from_ms       BIGINT NOT NULL,
    to_ms         BIGINT,                       -- none: it goes on
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    entity_id     TEXT NOT NULL REFERENCES entity (id),
    user_id       TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (contact_id, from_ms)
) WITHOUT ROWID;
INSERT INTO clustered_access (contact_id, from_ms, to_ms, operation_id, entity_id, user_id)
SELECT contact_id, from_ms, to_ms, operation_id, entity_id, user_id FROM access;
DROP TABLE access;
ALTER TABLE clustered_access RENAME TO access;
CREATE INDEX access_by_operation ON access (operation_id, from_ms);
CREATE INDEX access_by_user ON access (user_id, from_ms);

CREATE TABLE clustered_register (
    sequence      BIGINT NOT NULL PRIMARY KEY,
    at_ms         BIGINT NOT NULL,
    action        TEXT NOT NULL,
    actor_id      TEXT REFERENCES users (id),   -- none: the server's command line
    session_id    TEXT,
    operation_id  TEXT REFERENCES operation (id),
    entity_id     TEXT REFERENCES entity (id),
    user_id       TEXT REFERENCES users (id),   -- whom it is about
    contact_id    TEXT,
    reason        TEXT,
    hash          TEXT NOT NULL                 -- BLAKE2b-256 of the previous hash and this row
) WITHOUT ROWID;
INSERT INTO clustered_register (sequence, at_ms, action, actor_id, session_id, operation_id, entity_id, user_id,
                                contact_id, reason, hash)
SELECT sequence, at_ms, action, actor_id, session_id, operation_id, entity_id, user_id, contact_id, reason, hash
  FROM register;
DROP TABLE register;
ALTER TABLE clustered_register RENAME TO register;
CREATE INDEX register_by_operation ON register (operation_id, sequence);
CREATE INDEX register_by_entity ON register (entity_id, sequence);

CREATE TABLE clustered_session (
    id            TEXT NOT NULL PRIMARY KEY,
    user_id       TEXT NOT NULL REFERENCES users (id),
    entity_id     TEXT REFERENCES entity (id),   -- the environment, once chosen
    agent         TEXT,
    source        TEXT,
    created_ms    BIGINT NOT NULL,
    last_used_ms  BIGINT NOT NULL,
    expires_ms    BIGINT NOT NULL,
    ended_ms      BIGINT,
    browser       TEXT                           -- its proof ends with the session when that is ended from elsewhere
) WITHOUT ROWID;
INSERT INTO clustered_session (id, user_id, entity_id, agent, source, created_ms, last_used_ms, expires_ms, ended_ms,
                               browser)
SELECT id, user_id, entity_id, agent, source, created_ms, last_used_ms, expires_ms, ended_ms, browser FROM session;
DROP TABLE session;
ALTER TABLE clustered_session RENAME TO session;
CREATE INDEX session_by_user ON session (user_id, created_ms);

-- The views as they were.

CREATE VIEW led_person AS
SELECT me.user_id AS leader, h.user_id AS person, h.entity_id AS entity
  FROM habilitation h
  JOIN team_above t ON t.team_id = h.team_id
  JOIN habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1 AND me.status = 'active';

CREATE VIEW led_team AS
SELECT me.user_id AS leader, t.team_id AS team
  FROM team_above t
  JOIN habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1 AND me.status = 'active';

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
