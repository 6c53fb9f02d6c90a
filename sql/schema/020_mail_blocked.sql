-- The mail server refused it for a reason that is not its address, which the operator can mend.
ALTER TABLE outbox ADD COLUMN blocked BIGINT NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1));
