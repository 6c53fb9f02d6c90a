-- The register becomes a log that a stranger can check.  A row says all that was decided, in `claims` and in the columns
-- beside it; names, addresses and free texts are digests in there, and stand in `register_secret`, so that what is said
-- of somebody can be forgotten while every row stays provable.

-- How what is hashed is written: 1, RFC 8785; 0, as it was before, in full in `claims`.
ALTER TABLE register ADD COLUMN version BIGINT NOT NULL DEFAULT 0;
-- Of whom it is: an operation and an entity, else a person.  Within a place rows count 1, 2, 3..., so that one that is
-- left out shows; those of a habilitation likewise within entity and person.
ALTER TABLE register ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE register ADD COLUMN n BIGINT NOT NULL DEFAULT 0;
ALTER TABLE register ADD COLUMN h BIGINT;
ALTER TABLE register ADD COLUMN claims TEXT;     -- none once it was pruned: its hash stays
ALTER TABLE register ADD COLUMN salt TEXT;
ALTER TABLE register ADD COLUMN leaf TEXT NOT NULL DEFAULT '';  -- SHA-256(0x00 || what is hashed) in base64 (RFC 6962)

-- What the digests of a row stand for.  Deleting one is forgetting.
CREATE TABLE register_secret (
    sequence  BIGINT NOT NULL REFERENCES register (sequence),
    name      TEXT NOT NULL,
    salt      TEXT NOT NULL,
    value     TEXT NOT NULL,
    user_id   TEXT REFERENCES users (id),       -- whose it is; none: nobody's, as a team's name
    PRIMARY KEY (sequence, name)
) WITHOUT ROWID;
CREATE INDEX register_secret_by_user ON register_secret (user_id, sequence) WHERE user_id IS NOT NULL;

-- Rows of before: the program writes out what their chain hashed, as long as this holds the hash it had.
INSERT INTO register_secret (sequence, name, salt, value, user_id)
SELECT sequence, 'reason', '', reason, user_id FROM register WHERE reason IS NOT NULL;
UPDATE register SET claims = hash, n = sequence;
ALTER TABLE register DROP COLUMN hash;
ALTER TABLE register DROP COLUMN reason;

CREATE UNIQUE INDEX register_place ON register (place, n);
CREATE INDEX register_habilitation ON register (user_id, entity_id, h) WHERE h IS NOT NULL;
CREATE INDEX register_by_contact ON register (contact_id, sequence) WHERE contact_id IS NOT NULL;

-- The tree over all rows, of which leaves are the lowest level: one hash for every 256 of the level below (C2SP
-- tlog-tiles).  Whoever keeps house adds them.
CREATE TABLE tile (
    level  BIGINT NOT NULL,
    place  BIGINT NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (level, place)
) WITHOUT ROWID;

-- What was signed: how many rows there were, and the hash over them.  It is here before anybody sees it.
CREATE TABLE checkpoint (
    size   BIGINT NOT NULL PRIMARY KEY,
    at_ms  BIGINT NOT NULL,
    note   TEXT NOT NULL
) WITHOUT ROWID;

-- Who signed, and since when.
CREATE TABLE signer (
    verifier_key  TEXT NOT NULL PRIMARY KEY,
    since_ms      BIGINT NOT NULL
) WITHOUT ROWID;
