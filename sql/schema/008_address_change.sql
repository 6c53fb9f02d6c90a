-- A person moves to another address: same account, same lines.

-- `own`: signed in, a code goes to the new mailbox.  `vouched`: the old mailbox is lost, so somebody who knows the person
-- vouches (`vouching`), time passes (`waiting`), and a link goes to the new mailbox.  `asked`: code or link is awaited.
-- Code and link are derived from `proof_id`, the cancel link from `notice_id`, under the key named in the mail.
CREATE TABLE address_change (
    id               TEXT NOT NULL PRIMARY KEY,
    user_id          TEXT NOT NULL REFERENCES users (id),
    kind             TEXT NOT NULL CHECK (kind IN ('own', 'vouched')),
    status           TEXT NOT NULL CHECK (status IN ('asked', 'vouching', 'waiting', 'done', 'taken_back', 'refused',
                                                     'cancelled', 'expired')),
    email            TEXT NOT NULL,                -- the new address, as it was written
    email_key        TEXT NOT NULL,
    old_email        TEXT NOT NULL,
    old_key          TEXT NOT NULL,
    taken            BIGINT NOT NULL CHECK (taken IN (0, 1)),  -- it was somebody's account: no code fits
    kid              TEXT NOT NULL,
    proof_id         TEXT NOT NULL,
    proof_digest     TEXT NOT NULL,
    notice_id        TEXT NOT NULL,
    notice_digest    TEXT NOT NULL,
    tries            BIGINT NOT NULL,
    created_ms       BIGINT NOT NULL,
    due_ms           BIGINT,                       -- when a step ends by itself; none once all is over
    cancel_until_ms  BIGINT NOT NULL,
    done_ms          BIGINT,
    request_id       TEXT                          -- by which somebody may vouch
);
CREATE UNIQUE INDEX address_change_open ON address_change (user_id) WHERE status IN ('asked', 'vouching', 'waiting');
CREATE INDEX address_change_by_user ON address_change (user_id, created_ms);
CREATE UNIQUE INDEX address_change_by_proof ON address_change (proof_digest);
CREATE UNIQUE INDEX address_change_by_notice ON address_change (notice_digest);
CREATE INDEX address_change_by_proof_id ON address_change (proof_id);
CREATE INDEX address_change_due ON address_change (due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX address_change_by_request ON address_change (request_id) WHERE request_id IS NOT NULL;

-- Addresses that were somebody's.  They are nobody's account now: who is added by one starts afresh.
CREATE TABLE address_alias (
    user_id    TEXT NOT NULL REFERENCES users (id),
    to_ms      BIGINT NOT NULL,
    from_ms    BIGINT NOT NULL,
    email      TEXT NOT NULL,
    email_key  TEXT NOT NULL,
    PRIMARY KEY (user_id, to_ms)
);
CREATE INDEX address_alias_by_address ON address_alias (email_key);

-- An invited person who turned out to be somebody with an account: his address and all he had are that account's.
ALTER TABLE users ADD COLUMN merged_into TEXT REFERENCES users (id);

-- The id of an address change's proof or notice, from which the mailer derives code and link.
ALTER TABLE outbox ADD COLUMN derived_from TEXT;
