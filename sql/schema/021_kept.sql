-- An answer that is kept is that of one environment, and of how its person stood after the write; what is kept of one
-- person is bounded.  What is there already is found again in whichever environment it may have been.
CREATE TABLE kept (
    user_id     TEXT NOT NULL REFERENCES users (id),
    entity_id   TEXT NOT NULL,                   -- the environment, '' for none
    key         TEXT NOT NULL,
    request     TEXT NOT NULL,                   -- digest of method, path, environment and body
    standing    TEXT NOT NULL,                   -- what the rights said after it, and of whom
    status      BIGINT NOT NULL,
    size        BIGINT NOT NULL,                 -- bytes of the answer
    created_ms  BIGINT NOT NULL,
    answer      TEXT NOT NULL,
    PRIMARY KEY (user_id, entity_id, key)
);
INSERT INTO kept (user_id, entity_id, key, request, standing, status, size, created_ms, answer)
SELECT i.user_id, coalesce(s.entity_id, ''), i.key, i.request, '', i.status, length(i.answer), i.created_ms, i.answer
  FROM idempotency i
  LEFT JOIN (SELECT DISTINCT user_id, entity_id FROM session) s ON s.user_id = i.user_id;
DROP TABLE idempotency;
ALTER TABLE kept RENAME TO idempotency;
CREATE INDEX idempotency_by_age ON idempotency (created_ms);
CREATE INDEX idempotency_by_user ON idempotency (user_id, created_ms, size);
