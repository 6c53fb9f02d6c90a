-- Accounts that live without an operator.

-- When the person last proved the mailbox, by a code or a link; and the second factor: its secret, sealed with the
-- server's key `totp_kid`, with the last step used so that no code counts twice.  Until `totp_ms` it is only proposed.
ALTER TABLE users ADD COLUMN mailbox_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN totp TEXT;
ALTER TABLE users ADD COLUMN totp_kid TEXT;
ALTER TABLE users ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN totp_ms BIGINT;

CREATE TABLE recovery_code (
    user_id  TEXT NOT NULL REFERENCES users (id),
    digest   TEXT NOT NULL,
    PRIMARY KEY (user_id, digest)
);

-- What a challenge awaits.
ALTER TABLE challenge ADD COLUMN kind TEXT NOT NULL DEFAULT 'email_code' CHECK (kind IN ('email_code', 'totp'));

-- The mail about a line came back for good.
ALTER TABLE contact ADD COLUMN mail_failed_ms BIGINT;

DROP VIEW contact_line;
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id, c.current, c.sort_name, c.search, c.entity_id, e.name AS entity_name, p.side, c.user_id,
       u.email, u.first_name, u.last_name, u.language, u.activated_ms, c.status, c.since_ms, c.until_ms,
       c.revoked_ms, c.reason, c.invited_until_ms, c.mail_failed_ms,
       coalesce(a.first_name || ' ' || a.last_name, a.email) AS added_by,
       coalesce(r.first_name || ' ' || r.last_name, r.email) AS revoked_by
  FROM contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;

CREATE INDEX outbox_by_contact ON outbox (contact_id);
