-- Vouching for somebody who lost his mailbox.

-- Whether somebody leads a person who belongs to the entity: his word suffices.
-- vouch_leads: leader:s entity:s now:i person:s -> yes:b
SELECT 1 AS yes
  FROM led_person l
  JOIN rooted v ON v.user = l.person AND v.entity = l.entity AND v.client = 1
 WHERE l.leader = :leader AND l.entity = :entity AND l.opens <= :now AND l.ends > :now AND v.holds <= :now AND v.ends > :now
   AND l.person = :person AND l.person <> :leader
 LIMIT 1;

-- Whether somebody is one of the two whose words are needed: he has been at the entity for thirty days, the person belongs
-- to it too, they share an operation, and who brought the person in has not brought him in, directly or through others.
-- `behind`: by whose hand he first came to the entity, by whose that one did, and so on.
-- vouch_counts: user:s entity:s now:i person:s -> yes:b
WITH RECURSIVE behind (person) AS (
    SELECT :user
    UNION
    SELECT coalesce((SELECT h.granted_by FROM habilitation h WHERE h.user_id = b.person AND h.entity_id = :entity),
                    (SELECT c.added_by FROM contact c
                      WHERE c.user_id = b.person AND c.entity_id = :entity ORDER BY c.since_ms, c.id LIMIT 1))
      FROM behind b
)
SELECT 1 AS yes
 WHERE EXISTS (SELECT 1 FROM belonging w WHERE w.user = :user AND w.entity = :entity AND w.grown <= :now AND w.ends > :now)
   AND EXISTS (SELECT 1
                 FROM rooted v
                WHERE v.user = :person AND v.entity = :entity AND v.holds <= :now AND v.ends > :now
                  AND (v.adder = :user OR NOT EXISTS (SELECT 1 FROM behind b WHERE b.person = v.adder)))
   AND EXISTS (SELECT 1
                 FROM active_contact h
                 JOIN active_contact m ON m.user_id = :user AND m.entity_id = :entity AND m.operation_id = h.operation_id
                WHERE h.user_id = :person AND h.entity_id = :entity AND h.opens <= :now AND h.ends > :now
                  AND m.opens <= :now AND m.ends > :now)
   AND :user <> :person;

-- Whether two of them are two: neither was brought in by the other, nor both by the same person, directly or through
-- others.
-- vouch_apart: entity:s user:s other_entity:s other:s -> yes:b
WITH RECURSIVE kin (side, entity, person) AS (
    VALUES (1, :entity, :user), (2, :other_entity, :other)
    UNION
    SELECT k.side, k.entity,
           coalesce((SELECT h.granted_by FROM habilitation h WHERE h.user_id = k.person AND h.entity_id = k.entity),
                    (SELECT c.added_by FROM contact c
                      WHERE c.user_id = k.person AND c.entity_id = k.entity ORDER BY c.since_ms, c.id LIMIT 1))
      FROM kin k
)
SELECT 1 AS yes
 WHERE NOT EXISTS (SELECT 1 FROM kin a JOIN kin b ON b.person = a.person AND b.side = 2 WHERE a.side = 1);

-- Whether somebody may say no.
-- vouch_guards: user:s entity:s now:i person:s -> yes:b
SELECT 1 AS yes
  FROM guardian g
 WHERE g.user = :user AND g.entity = :entity AND g.opens <= :now AND g.ends > :now AND g.person = :person
 LIMIT 1;

-- vouch_add: request:s user:s entity:s now:i
INSERT INTO vouch (request_id, user_id, entity_id, at_ms) VALUES (:request, :user, :entity, :now)
ON CONFLICT (request_id, user_id) DO UPDATE SET entity_id = excluded.entity_id, at_ms = excluded.at_ms;

-- vouch_list: request:s =>> user:s entity:s
SELECT user_id AS user, entity_id AS entity FROM vouch WHERE request_id = :request ORDER BY at_ms, user_id LIMIT 20;

-- Who is to hear of it: who may say no, and who might say yes; once for each entity for which he could.
-- vouch_audience: person:s now:i => user:s entity:s email:s language:s guards:b
SELECT a.user, a.entity, u.email, u.language, max(a.guards) AS guards
  FROM (SELECT g.user, g.entity, 1 AS guards FROM guardian g WHERE g.person = :person AND g.opens <= :now AND g.ends > :now
         UNION ALL
        SELECT m.user_id, m.entity_id, 0
          FROM active_contact c
          JOIN active_contact m ON m.operation_id = c.operation_id AND m.entity_id = c.entity_id
         WHERE c.user_id = :person AND c.opens <= :now AND c.ends > :now AND m.user_id <> :person AND m.opens <= :now
           AND m.ends > :now) a
  JOIN users u ON u.id = a.user
 GROUP BY a.user, a.entity, u.email, u.language
 ORDER BY a.user, a.entity
 LIMIT 500;
