-- Who is not signed in proves his mailbox before anybody hears of what he asks. What is asked for is kept as it was typed
-- and looked up afterwards by the mailer, so that asking does the same work whether there is such a thing or not.

-- Waiting for its link to be opened: its secret is derived from the id, as an invitation's, and only its digest is here.
CREATE TABLE asking (
    id          TEXT NOT NULL PRIMARY KEY,
    digest      TEXT NOT NULL,
    email       TEXT NOT NULL,                   -- as it was written
    email_key   TEXT NOT NULL,                   -- as it is matched
    language    TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    kind        TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact')),
    wanted      TEXT NOT NULL,                   -- an operation's reference or an entity, as typed
    message     TEXT,
    source      TEXT NOT NULL,                   -- a digest of where it came from
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL,
    ended_ms    BIGINT,
    outcome     TEXT CHECK (outcome IN ('proved', 'refused'))
) WITHOUT ROWID;
CREATE UNIQUE INDEX asking_by_digest ON asking (digest);
CREATE INDEX asking_by_email ON asking (email_key, source);
CREATE INDEX asking_by_source ON asking (source, created_ms);
CREATE INDEX asking_due ON asking (expires_ms);

-- A request may come of somebody who is no user: he becomes one when it is decided.
DROP VIEW request_line;
DROP VIEW notice_event; -- it names the table, and comes again below as it was

CREATE TABLE request_of_anybody (
    id            TEXT NOT NULL PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact', 'leave', 'address', 'vouch')),
    entity_id     TEXT REFERENCES entity (id),
    operation_id  TEXT REFERENCES operation (id),
    user_id       TEXT REFERENCES users (id),             -- whom it is for; none: the mailbox below, and nobody's account
    email         TEXT,
    email_key     TEXT,
    language      TEXT CHECK (language IN ('fr', 'en')),
    asked_by      TEXT REFERENCES users (id),
    wanted        TEXT,                                   -- what was typed; none: what is asked for was known
    source        TEXT,                                   -- of one without an account, a digest
    message       TEXT,
    status        TEXT NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'cancelled')),
    created_ms    BIGINT NOT NULL,
    decided_ms    BIGINT,
    decided_by    TEXT REFERENCES users (id),
    reason        TEXT,
    due_ms        BIGINT,                                 -- when silence goes one level up
    seek_ms       BIGINT,                                 -- when to look for what is wanted; none: that is done
    CHECK (user_id IS NOT NULL OR (email IS NOT NULL AND email_key IS NOT NULL AND language IS NOT NULL))
);
INSERT INTO request_of_anybody (id, kind, entity_id, operation_id, user_id, asked_by, message, status, created_ms,
                                decided_ms, decided_by, reason, due_ms)
SELECT id, kind, entity_id, operation_id, user_id, asked_by, message, status, created_ms,
       decided_ms, decided_by, reason, due_ms
  FROM request;
DROP TABLE request;
ALTER TABLE request_of_anybody RENAME TO request;

CREATE INDEX request_by_entity ON request (entity_id, status, created_ms);
CREATE INDEX request_by_user ON request (user_id, status);
CREATE INDEX request_by_email ON request (email_key, status) WHERE user_id IS NULL;
CREATE UNIQUE INDEX request_open ON request (entity_id, user_id) WHERE status = 'open' AND kind = 'habilitation';
CREATE INDEX request_due ON request (status, due_ms);
CREATE INDEX request_by_operation ON request (operation_id, status);
CREATE INDEX request_by_asker ON request (asked_by, created_ms);
CREATE INDEX request_vouch ON request (status) WHERE kind = 'vouch';
CREATE INDEX request_seek_due ON request (seek_ms) WHERE seek_ms IS NOT NULL;
CREATE INDEX request_of_stranger ON request (created_ms) WHERE status = 'open' AND user_id IS NULL;

-- Operations of several houses may have the reference that was typed: each house decides for its own.
CREATE TABLE request_target (
    request_id    TEXT NOT NULL REFERENCES request (id),
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    PRIMARY KEY (request_id, operation_id)
) WITHOUT ROWID;
CREATE INDEX request_target_by_operation ON request_target (operation_id, request_id);

-- Those who asked signed out, and are nothing but that, were made users by asking: now they are none.
CREATE TABLE only_asked AS
SELECT u.id, u.email, u.email_key, u.language
  FROM users u
 WHERE u.activated_ms IS NULL
   AND u.id IN (SELECT r.user_id FROM request r
                 WHERE r.status = 'open' AND r.kind IN ('habilitation', 'contact') AND r.asked_by = r.user_id)
   AND NOT EXISTS (SELECT 1 FROM request r
                    WHERE r.user_id = u.id AND (r.status <> 'open' OR coalesce(r.asked_by, '') <> u.id))
   AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.user_id = u.id)
   AND NOT EXISTS (SELECT 1 FROM habilitation h WHERE h.user_id = u.id)
   AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.user_id = u.id)
   AND NOT EXISTS (SELECT 1 FROM handover_part p WHERE p.user_id = u.id)
   AND u.id NOT IN (SELECT user_id FROM register WHERE user_id IS NOT NULL);
UPDATE request
   SET email = (SELECT n.email FROM only_asked n WHERE n.id = request.user_id),
       email_key = (SELECT n.email_key FROM only_asked n WHERE n.id = request.user_id),
       language = (SELECT n.language FROM only_asked n WHERE n.id = request.user_id),
       user_id = NULL, asked_by = NULL
 WHERE user_id IN (SELECT id FROM only_asked);
DELETE FROM users WHERE id IN (SELECT id FROM only_asked);
DROP TABLE only_asked;

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

-- A request as lists and mails show it.
CREATE VIEW request_line AS
SELECT r.id, r.kind, r.user_id AS user, u.first_name || ' ' || u.last_name AS name, coalesce(u.email, r.email) AS email,
       r.user_id IS NULL AS stranger, r.asked_by, coalesce(a.first_name || ' ' || a.last_name, a.email, r.email) AS asker,
       coalesce(a.email, r.email) AS asker_email, coalesce(a.language, r.language) AS asker_language,
       r.entity_id AS entity, e.name AS entity_name, r.operation_id AS operation,
       coalesce(o.reference, CASE r.kind WHEN 'contact' THEN r.wanted END) AS reference, o.name AS operation_name,
       r.wanted, r.message, r.created_ms AS created, r.status, r.decided_ms AS decided,
       coalesce(d.first_name || ' ' || d.last_name, d.email) AS decider, r.reason
  FROM request r
  LEFT JOIN users u ON u.id = r.user_id
  LEFT JOIN users a ON a.id = r.asked_by
  LEFT JOIN users d ON d.id = r.decided_by
  LEFT JOIN entity e ON e.id = r.entity_id
  LEFT JOIN operation o ON o.id = r.operation_id;

-- How many letters about people without an account somebody got.
CREATE INDEX outbox_about_strangers ON outbox (email, created_ms)
 WHERE kind IN ('stranger_request', 'stranger_habilitation');
