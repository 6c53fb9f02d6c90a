-- People are reminded 30, 7 and 1 days before something ends: the last of these that was said, of which end.
ALTER TABLE contact ADD COLUMN reminded BIGINT;
ALTER TABLE contact ADD COLUMN reminded_of_ms BIGINT;
ALTER TABLE habilitation ADD COLUMN reminded BIGINT;
ALTER TABLE habilitation ADD COLUMN reminded_of_ms BIGINT;

-- One letter a day names all that ends for a person.
ALTER TABLE users ADD COLUMN reminded_ms BIGINT NOT NULL DEFAULT 0;

-- What ends, and since when its end has been known: what was given for three days is no news a month before.
CREATE VIEW ending AS
SELECT 'line' AS kind, c.id, c.user_id AS user, c.until_ms AS until, coalesce(c.dated_ms, c.since_ms) AS known,
       CASE WHEN c.reminded_of_ms = c.until_ms THEN c.reminded ELSE 31 END AS reminded, c.entity_id AS entity,
       c.operation_id AS operation
  FROM contact c
 WHERE c.current = 1 AND c.until_ms IS NOT NULL
 UNION ALL
SELECT 'habilitation', h.id, h.user_id, h.until_ms, coalesce(h.dated_ms, h.since_ms),
       CASE WHEN h.reminded_of_ms = h.until_ms THEN h.reminded ELSE 31 END, h.entity_id, NULL
  FROM habilitation h
 WHERE h.status <> 'archived' AND h.until_ms IS NOT NULL;
