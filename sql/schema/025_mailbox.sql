-- What a mailbox is sent is counted, and a later letter about the same replaces the one that waits (outbox.c).
ALTER TABLE outbox ADD COLUMN mailbox TEXT;       -- the address's key, without what follows a plus sign
ALTER TABLE outbox ADD COLUMN allowance TEXT;     -- of what it is counted
ALTER TABLE outbox ADD COLUMN slot_ms BIGINT;     -- when it was to go first; none: it is held, to be gathered
ALTER TABLE outbox ADD COLUMN about TEXT;         -- its series and subject
CREATE INDEX outbox_by_slot ON outbox (mailbox, allowance, slot_ms) WHERE slot_ms IS NOT NULL;
CREATE INDEX outbox_by_about ON outbox (mailbox, about) WHERE status = 'waiting' AND about IS NOT NULL;
CREATE INDEX outbox_held ON outbox (mailbox, allowance) WHERE status = 'waiting' AND urgency = 5;

-- Who invited which person without an account, for a day.
CREATE TABLE stranger (
    actor_id  TEXT NOT NULL REFERENCES users (id),
    user_id   TEXT NOT NULL REFERENCES users (id),
    at_ms     BIGINT NOT NULL,
    PRIMARY KEY (actor_id, user_id)
) WITHOUT ROWID;
CREATE INDEX stranger_by_actor ON stranger (actor_id, at_ms);
CREATE INDEX stranger_by_age ON stranger (at_ms);
