-- Vouching for somebody who lost his mailbox.

-- Whether somebody leads a person who belongs to the entity: his word suffices.
-- vouch_leads: leader:s entity:s now:i person:s -> yes:b
SELECT 1 AS yes
  FROM led_person l
  JOIN rooted v ON v.user = l.person AND v.entity = l.entity AND v.client = 1
 WHERE l.leader = $1 AND l.entity = $2 AND l.opens <= $3 AND l.ends > $3 AND v.holds <= $3 AND v.ends > $3
   AND l.person = $4 AND l.person <> $1
 LIMIT 1;

-- Whether somebody is one of the two whose words are needed: he has been at the entity for thirty days, the person belongs
-- to it too, they share an operation, and who brought the person in has not brought him in, directly or through others.
-- `behind`: by whose hand he first came to the entity, by whose that one did, and so on.
-- vouch_counts: user:s entity:s now:i person:s -> yes:b
WITH RECURSIVE behind (user) AS (
    SELECT $1
    UNION
    SELECT coalesce((SELECT h.granted_by FROM habilitation h WHERE h.user_id = b.user AND h.entity_id = $2),
                    (SELECT c.added_by FROM contact c
                      WHERE c.user_id = b.user AND c.entity_id = $2 ORDER BY c.since_ms, c.id LIMIT 1))
      FROM behind b
)
SELECT 1 AS yes
 WHERE EXISTS (SELECT 1 FROM belonging w WHERE w.user = $1 AND w.entity = $2 AND w.grown <= $3 AND w.ends > $3)
   AND EXISTS (SELECT 1
                 FROM rooted v
                WHERE v.user = $4 AND v.entity = $2 AND v.holds <= $3 AND v.ends > $3
                  AND (v.adder = $1 OR NOT EXISTS (SELECT 1 FROM behind b WHERE b.user = v.adder)))
   AND EXISTS (SELECT 1
                 FROM active_contact h
                 JOIN active_contact m ON m.user_id = $1 AND m.entity_id = $2 AND m.operation_id = h.operation_id
                WHERE h.user_id = $4 AND h.entity_id = $2 AND h.opens <= $3 AND h.ends > $3
                  AND m.opens <= $3 AND m.ends > $3)
   AND $1 <> $4;

-- Whether two of them are two: neither was brought in by the other, nor both by the same person, directly or through
-- others.
-- vouch_apart: entity:s user:s other_entity:s other:s -> yes:b
WITH RECURSIVE kin (side, entity, user) AS (
    VALUES (1, $1, $2), (2, $3, $4)
    UNION
    SELECT k.side, k.entity,
           coalesce((SELECT h.granted_by FROM habilitation h WHERE h.user_id = k.user AND h.entity_id = k.entity),
                    (SELECT c.added_by FROM contact c
                      WHERE c.user_id = k.user AND c.entity_id = k.entity ORDER BY c.since_ms, c.id LIMIT 1))
      FROM kin k
)
SELECT 1 AS yes
 WHERE NOT EXISTS (SELECT 1 FROM kin a JOIN kin b ON b.user = a.user AND b.side = 2 WHERE a.side = 1);

-- Whether somebody may say no.
-- vouch_guards: user:s entity:s now:i person:s -> yes:b
SELECT 1 AS yes
  FROM guardian g
 WHERE g.user = $1 AND g.entity = $2 AND g.opens <= $3 AND g.ends > $3 AND g.person = $4
 LIMIT 1;

-- vouch_add: request:s user:s entity:s now:i
INSERT INTO vouch (request_id, user_id, entity_id, at_ms) VALUES ($1, $2, $3, $4)
ON CONFLICT (request_id, user_id) DO UPDATE SET entity_id = excluded.entity_id, at_ms = excluded.at_ms;

-- vouch_list: request:s => user:s entity:s
SELECT user_id AS user, entity_id AS entity FROM vouch WHERE request_id = $1 ORDER BY at_ms, user_id LIMIT 20;

-- Who is to hear of it: who may say no, and who might say yes; once for each entity for which he could.
-- vouch_audience: person:s now:i => user:s entity:s email:s language:s guards:b
SELECT a.user, a.entity, u.email, u.language, max(a.guards) AS guards
  FROM (SELECT g.user, g.entity, 1 AS guards FROM guardian g WHERE g.person = $1 AND g.opens <= $2 AND g.ends > $2
         UNION ALL
        SELECT m.user_id, m.entity_id, 0
          FROM active_contact c
          JOIN active_contact m ON m.operation_id = c.operation_id AND m.entity_id = c.entity_id
         WHERE c.user_id = $1 AND c.opens <= $2 AND c.ends > $2 AND m.user_id <> $1 AND m.opens <= $2
           AND m.ends > $2) a
  JOIN users u ON u.id = a.user
 GROUP BY a.user, a.entity, u.email, u.language
 ORDER BY a.user, a.entity
 LIMIT 500;
