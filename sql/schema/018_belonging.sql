-- Whose people somebody is, where that gives power over others or knowledge of them.  At a client entity only what a team
-- leader gave counts: an active habilitation, from its start on.  Elsewhere anybody who manages an operation adds people,
-- so that an access makes a colleague only once it has been open for thirty days without a break: ended and restored, it
-- begins anew.  `counts` is the instant from which it does; `grown` likewise, where a habilitation has to last as long.
-- A row for each access: who has several belongs by the oldest of them.
CREATE VIEW belonging AS
SELECT h.user_id AS user, h.entity_id AS entity, 1 AS client, h.granted_by AS adder, h.since_ms AS given,
       coalesce(h.from_ms, 0) AS counts,
       CASE WHEN h.from_ms > h.since_ms THEN h.from_ms ELSE h.since_ms END + 2592000000 AS grown,
       coalesce(h.until_ms, 9223372036854775807) AS ends
  FROM habilitation h
 WHERE h.status = 'active'
 UNION ALL
SELECT c.user_id, c.entity_id, 0, c.added_by, c.since_ms, a.from_ms + 2592000000, a.from_ms + 2592000000,
       coalesce(c.until_ms, 9223372036854775807)
  FROM contact c
  JOIN entity e ON e.id = c.entity_id
  JOIN access a ON a.contact_id = c.id
 WHERE c.status = 'active' AND e.client = 0 AND a.to_ms IS NULL;
