-- The whole vocabulary.  Identifiers are text, times are milliseconds since 1970, flags are 0 or 1.
-- One text for SQLite and PostgreSQL.  `users` alone is in the plural: `user` is a reserved word.

CREATE TABLE entity (
    id                        TEXT NOT NULL PRIMARY KEY,
    name                      TEXT NOT NULL,
    sort_name                 TEXT NOT NULL,
    kind                      TEXT NOT NULL CHECK (kind IN ('bank', 'fund', 'company')),
    client                    BIGINT NOT NULL CHECK (client IN (0, 1)),
    guests_need_habilitation  BIGINT NOT NULL DEFAULT 1 CHECK (guests_need_habilitation IN (0, 1)),
    created_ms                BIGINT NOT NULL
);
CREATE UNIQUE INDEX entity_by_name ON entity (sort_name);

-- One person, one account, one address.  Without a password the account does not exist yet: the person was invited.
CREATE TABLE users (
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
    activated_ms  BIGINT
);
CREATE UNIQUE INDEX users_by_email ON users (email_key);

CREATE TABLE team (
    id          TEXT NOT NULL PRIMARY KEY,
    entity_id   TEXT NOT NULL REFERENCES entity (id),
    parent_id   TEXT REFERENCES team (id),      -- none: the root of the organisation chart
    name        TEXT NOT NULL,
    created_ms  BIGINT NOT NULL
);
CREATE INDEX team_by_entity ON team (entity_id, parent_id);
CREATE UNIQUE INDEX team_root ON team (entity_id) WHERE parent_id IS NULL;
CREATE INDEX team_by_parent ON team (parent_id);

-- Every pair of a team and one above it, itself included.
CREATE TABLE team_above (
    team_id   TEXT NOT NULL REFERENCES team (id),
    above_id  TEXT NOT NULL REFERENCES team (id),
    PRIMARY KEY (team_id, above_id)
);
CREATE INDEX team_below ON team_above (above_id, team_id);

CREATE TABLE habilitation (
    id           TEXT NOT NULL PRIMARY KEY,
    entity_id    TEXT NOT NULL REFERENCES entity (id),
    user_id      TEXT NOT NULL REFERENCES users (id),
    team_id      TEXT NOT NULL REFERENCES team (id),
    team_leader  BIGINT NOT NULL CHECK (team_leader IN (0, 1)),
    creator      BIGINT NOT NULL CHECK (creator IN (0, 1)),
    status       TEXT NOT NULL CHECK (status IN ('invited', 'active', 'archived')),
    since_ms     BIGINT NOT NULL,
    granted_by   TEXT REFERENCES users (id),    -- none: the server's command line
    UNIQUE (entity_id, user_id)
);
CREATE INDEX habilitation_by_user ON habilitation (user_id, entity_id);
CREATE INDEX habilitation_by_team ON habilitation (team_id, status);

CREATE TABLE operation (
    id            TEXT NOT NULL PRIMARY KEY,
    reference     TEXT NOT NULL,
    name          TEXT NOT NULL,
    sort_name     TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
    created_by    TEXT REFERENCES users (id),
    created_ms    BIGINT NOT NULL,
    published_ms  BIGINT,
    closed_ms     BIGINT
);
CREATE UNIQUE INDEX operation_by_reference ON operation (reference);

CREATE TABLE participation (
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    entity_id     TEXT NOT NULL REFERENCES entity (id),
    side          TEXT NOT NULL CHECK (side IN ('manager', 'lender', 'borrower')),
    PRIMARY KEY (operation_id, entity_id)
);
CREATE INDEX participation_by_entity ON participation (entity_id, operation_id);

-- The access itself, one line for ever for each operation, entity and user; kept in the order in which lists show it.
-- `current` is 0 once the line is revoked; a line past its end is expired, whatever `current` says.
CREATE TABLE contact (
    operation_id      TEXT NOT NULL REFERENCES operation (id),
    current           BIGINT NOT NULL CHECK (current IN (0, 1)),
    sort_name         TEXT NOT NULL,            -- folded last and first name, else the address
    id                TEXT NOT NULL,
    entity_id         TEXT NOT NULL REFERENCES entity (id),
    user_id           TEXT NOT NULL REFERENCES users (id),
    status            TEXT NOT NULL CHECK (status IN ('queued', 'invited', 'active', 'revoked')),
    since_ms          BIGINT NOT NULL,
    until_ms          BIGINT,
    added_by          TEXT REFERENCES users (id),
    revoked_ms        BIGINT,
    revoked_by        TEXT REFERENCES users (id),
    reason            TEXT,
    invited_until_ms  BIGINT,                   -- when the link in the activation mail ends
    search            TEXT NOT NULL,            -- folded names and address, for the search field
    PRIMARY KEY (operation_id, current, sort_name, id),
    FOREIGN KEY (operation_id, entity_id) REFERENCES participation (operation_id, entity_id),
    CHECK ((status = 'revoked') = (current = 0))
) WITHOUT ROWID;
CREATE UNIQUE INDEX contact_by_id ON contact (id);
CREATE UNIQUE INDEX contact_by_user ON contact (user_id, entity_id, operation_id);

-- A line as every list shows it.
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id, c.current, c.sort_name, c.search, c.entity_id, e.name AS entity_name, p.side, c.user_id,
       u.email, u.first_name, u.last_name, u.language, u.activated_ms, c.status, c.since_ms, c.until_ms,
       c.revoked_ms, c.reason, c.invited_until_ms,
       coalesce(a.first_name || ' ' || a.last_name, a.email) AS added_by,
       coalesce(r.first_name || ' ' || r.last_name, r.email) AS revoked_by
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;

-- The same access as intervals: who had it on day D is one look-up.
CREATE TABLE access (
    contact_id    TEXT NOT NULL REFERENCES contact (id),
    from_ms       BIGINT NOT NULL,
    to_ms         BIGINT,                       -- none: it goes on
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    entity_id     TEXT NOT NULL REFERENCES entity (id),
    user_id       TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (contact_id, from_ms)
);
CREATE INDEX access_by_operation ON access (operation_id, from_ms);
CREATE INDEX access_by_user ON access (user_id, from_ms);

-- Somebody wants in, and who may decide has not yet.
CREATE TABLE request (
    id            TEXT NOT NULL PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact')),
    entity_id     TEXT REFERENCES entity (id),
    operation_id  TEXT REFERENCES operation (id),
    user_id       TEXT NOT NULL REFERENCES users (id),   -- whom it is for
    asked_by      TEXT REFERENCES users (id),
    message       TEXT,
    status        TEXT NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'cancelled')),
    created_ms    BIGINT NOT NULL,
    decided_ms    BIGINT,
    decided_by    TEXT REFERENCES users (id),
    reason        TEXT
);
CREATE INDEX request_by_entity ON request (entity_id, status, created_ms);
CREATE INDEX request_by_user ON request (user_id, status);
CREATE UNIQUE INDEX request_open ON request (entity_id, user_id) WHERE status = 'open' AND kind = 'habilitation';

-- Every access decision; rows are chained by hash and never updated.
CREATE TABLE register (
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
);
CREATE INDEX register_by_operation ON register (operation_id, sequence);
CREATE INDEX register_by_entity ON register (entity_id, sequence);

-- A link in a mail: its secret is derived from the id under the server's key `kid`, and only its digest is here.
CREATE TABLE invitation (
    id          TEXT NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('activation', 'reset')),
    user_id     TEXT NOT NULL REFERENCES users (id),
    sponsor_id  TEXT REFERENCES users (id),
    digest      TEXT NOT NULL,
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL,
    ended_ms    BIGINT                           -- used, refused or replaced
);
CREATE UNIQUE INDEX invitation_by_digest ON invitation (digest);
CREATE UNIQUE INDEX invitation_live ON invitation (user_id, kind) WHERE ended_ms IS NULL;

CREATE TABLE session (
    id            TEXT NOT NULL PRIMARY KEY,
    user_id       TEXT NOT NULL REFERENCES users (id),
    entity_id     TEXT REFERENCES entity (id),   -- the environment, once chosen
    agent         TEXT,
    source        TEXT,
    created_ms    BIGINT NOT NULL,
    last_used_ms  BIGINT NOT NULL,
    expires_ms    BIGINT NOT NULL,
    ended_ms      BIGINT
);
CREATE INDEX session_by_user ON session (user_id, created_ms);

-- A password was right and a second factor is awaited.
CREATE TABLE challenge (
    id          TEXT NOT NULL PRIMARY KEY,
    digest      TEXT NOT NULL,                   -- of the cookie's value
    kid         TEXT NOT NULL,                   -- the key from which the code is derived
    user_id     TEXT NOT NULL REFERENCES users (id),
    tries       BIGINT NOT NULL,
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL
);
CREATE UNIQUE INDEX challenge_by_digest ON challenge (digest);
CREATE INDEX challenge_by_user ON challenge (user_id);

-- A browser that has proved its user's mailbox.
CREATE TABLE browser (
    digest      TEXT NOT NULL PRIMARY KEY,       -- of the cookie's value
    user_id     TEXT NOT NULL REFERENCES users (id),
    expires_ms  BIGINT NOT NULL
);
CREATE INDEX browser_by_user ON browser (user_id);

-- Failures by address and by source, for growing pauses.
CREATE TABLE throttle (
    subject   TEXT NOT NULL PRIMARY KEY,
    failures  BIGINT NOT NULL,
    last_ms   BIGINT NOT NULL,
    open_ms   BIGINT NOT NULL                    -- not before this instant
);
CREATE INDEX throttle_by_age ON throttle (last_ms);

-- What a repeated write answers.
CREATE TABLE idempotency (
    user_id     TEXT NOT NULL REFERENCES users (id),
    key         TEXT NOT NULL,
    request     TEXT NOT NULL,                   -- digest of method, path and body
    status      BIGINT NOT NULL,
    answer      TEXT NOT NULL,
    created_ms  BIGINT NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_ms);

-- Mails that wait to be sent, in the transaction that caused them.  No secret is here: the mailer derives it.
CREATE TABLE outbox (
    id             TEXT NOT NULL PRIMARY KEY,
    kind           TEXT NOT NULL,
    email          TEXT NOT NULL,
    language       TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    facts          TEXT NOT NULL,                -- a JSON object of what the mail says
    invitation_id  TEXT REFERENCES invitation (id),
    challenge_id   TEXT,
    kid            TEXT,                         -- the key from which link or code is derived
    contact_id     TEXT,
    status         TEXT NOT NULL CHECK (status IN ('waiting', 'sent', 'failed')),
    attempts       BIGINT NOT NULL,
    created_ms     BIGINT NOT NULL,
    due_ms         BIGINT NOT NULL,              -- when to try; a mailer at work moves it ahead
    expires_ms     BIGINT NOT NULL,
    ended_ms       BIGINT,
    error          TEXT
);
CREATE INDEX outbox_due ON outbox (status, due_ms);
