-- What waits for somebody in an environment: of the 1,000 newest operations that are his by a line of his own, and of
-- the people he leads, as far as 10,000 lines go.  What is only looked back on waits for nobody: no closed operation.
-- CROSS JOIN keeps SQLite to the order in which little is looked at.

-- Lines that somebody should look after, the first `most` of each group and how many there are: the link of an
-- invitation has ended, its mail came back, an access ends soon, a mailbox was not proved for long.  No line is read
-- but those that may be meant: what is special, and whose mailbox may not have been proved for long.
-- lines_waiting: user:s entity:s leads:b now:i soon:i proved:i most:i =>> waits:waiting_group count:i id:s name:s email:s entity:s entity_name:s operation:s reference:s operation_name:s at:i
WITH mine(operation, side) AS (
    SELECT me.operation_id, me.side
      FROM active_contact me
      JOIN operation o ON o.id = me.operation_id
     WHERE me.user_id = :user AND me.entity_id = :entity AND me.opens <= :now AND me.ends > :now
       AND (o.status = 'open' OR (o.status = 'draft' AND me.side = 'manager'))
     ORDER BY me.operation_id DESC
     LIMIT 1000
), meant(id) AS (
    SELECT c.id
      FROM mine
     CROSS JOIN contact_special c
     WHERE c.operation_id = mine.operation AND (mine.side = 'manager' OR c.entity_id = :entity)
       AND (c.status <> 'active' OR c.until_ms <= :soon OR c.held_ms <= :soon OR c.mail_failed_ms IS NOT NULL
            OR c.carried = 0)
     UNION
    SELECT c.id
      FROM mine
     CROSS JOIN contact c
     WHERE c.operation_id = mine.operation AND c.current = 1 AND c.proved_ms < :proved
       AND (mine.side = 'manager' OR c.entity_id = :entity)
     UNION
    SELECT *
      FROM (SELECT c.id
              FROM led_person d
             CROSS JOIN contact_span c
             CROSS JOIN operation o
             WHERE :leads = 1 AND d.leader = :user AND d.entity = :entity AND d.opens <= :now AND d.ends > :now
               AND c.user_id = d.person AND c.entity_id = d.entity AND o.id = c.operation_id AND c.current = 1 AND c.ends > :now
               AND (o.status = 'open' OR (o.status = 'draft' AND c.side = 'manager'))
               AND NOT EXISTS (SELECT 1 FROM active_contact me
                                WHERE me.user_id = :user AND me.entity_id = :entity
                                  AND me.operation_id = c.operation_id AND me.opens <= :now AND me.ends > :now)
             LIMIT 10000) led
), found(waits, id, at) AS (
    SELECT k.waits, l.id,
           CASE k.waits WHEN 'invitations_expired' THEN l.invited_until
                        WHEN 'invitations_failed' THEN l.mail_failed
                        WHEN 'ending' THEN l.ends
                        ELSE l.mailbox END
      FROM meant
     CROSS JOIN contact_line l
     CROSS JOIN (SELECT 'invitations_expired' AS waits UNION ALL SELECT 'invitations_failed'
                 UNION ALL SELECT 'ending' UNION ALL SELECT 'unproved') k
     WHERE l.id = meant.id AND l.ends > :now
       AND CASE k.waits WHEN 'invitations_expired' THEN l.status = 'invited' AND l.invited_until <= :now
           WHEN 'invitations_failed' THEN l.mail_failed IS NOT NULL
           WHEN 'ending' THEN l.status = 'active' AND l.ends <= :soon
           ELSE l.status = 'active' AND coalesce(l.begins, 0) <= :now AND l.proved < :proved
                AND l.mailbox < :proved END
)
SELECT f.waits, f.count, f.id, coalesce(u.full_name, u.email) AS name, u.email, c.entity_id AS entity,
       e.name AS entity_name, o.id AS operation, o.reference, o.name AS operation_name, f.at
  FROM (SELECT found.*, count(*) OVER (PARTITION BY waits) AS count,
               row_number() OVER (PARTITION BY waits ORDER BY at, id) AS place
          FROM found) f
  JOIN contact c ON c.id = f.id
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
  JOIN operation o ON o.id = c.operation_id
 WHERE f.place <= :most
 ORDER BY f.waits, f.place;

-- Operations with one active manager: those he manages, and those that somebody he leads manages alone.  Mostly a colleague
-- manages too, and is found first.
-- waiting_lone_managers: user:s entity:s leads:b now:i most:i =>> count:i operation:s reference:s operation_name:s
SELECT count(*) OVER () AS count, mine.operation, mine.reference, mine.name AS operation_name
  FROM (SELECT *
          FROM (SELECT me.operation_id AS operation, me.id AS line, o.reference, o.name
                  FROM active_contact me
                  JOIN operation o ON o.id = me.operation_id
                 WHERE me.user_id = :user AND me.entity_id = :entity AND me.side = 'manager'
                   AND me.opens <= :now AND me.ends > :now AND o.status <> 'closed'
                 ORDER BY me.operation_id DESC
                 LIMIT 1000) own
         UNION
        SELECT m.operation_id, m.id, o.reference, o.name
          FROM led_person d
         CROSS JOIN active_contact m
         CROSS JOIN operation o
         WHERE :leads = 1 AND d.leader = :user AND d.entity = :entity AND d.opens <= :now AND d.ends > :now
           AND m.user_id = d.person AND m.entity_id = d.entity AND o.id = m.operation_id
           AND m.side = 'manager' AND m.opens <= :now AND m.ends > :now AND o.status <> 'closed') mine
 WHERE NOT EXISTS (SELECT 1
                     FROM active_contact m
                    WHERE m.operation_id = mine.operation AND m.entity_id = :entity AND m.id <> mine.line
                      AND m.opens <= :now AND m.ends > :now)
   AND NOT EXISTS (SELECT 1
                     FROM participation p
                    CROSS JOIN active_contact m
                    WHERE p.operation_id = mine.operation AND p.side = 'manager' AND m.operation_id = p.operation_id
                      AND m.entity_id = p.entity_id AND m.id <> mine.line AND m.opens <= :now AND m.ends > :now)
 ORDER BY mine.operation DESC
 LIMIT :most;

-- Handovers that ask him to take over, whatever the entity: he may answer them in every environment.
-- waiting_handovers: user:s most:i =>> count:i id:s name:s email:s entity:s entity_name:s at:i
SELECT count(*) OVER () AS count, h.id, h.leaver_name AS name, h.leaver_email AS email, h.entity, h.entity_name,
       h.leaves AS at
  FROM handover_part p
  JOIN handover_line h ON h.id = p.handover_id
 WHERE p.user_id = :user AND p.status = 'waiting' AND h.status = 'open'
 ORDER BY h.id
 LIMIT :most;
