-- Operations are searched by the beginnings of words.

-- The words of an operation's name and reference, folded, for each entity that takes part: made of the two, wherever they
-- or the participations change. What was there before is filled in by `guichet migrate`, since folding is not SQL's.
CREATE TABLE operation_word (
    entity_id     TEXT NOT NULL REFERENCES entity (id),
    word          TEXT NOT NULL,
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    PRIMARY KEY (entity_id, word, operation_id)
) WITHOUT ROWID;
