-- How an actor stands to an operation: his side there by his own active line in this environment.
-- operation_facts: user:s entity:s now:i operation:s -> id:s reference:s name:s status:operation_status side:side
SELECT o.id, o.reference, o.name, o.status,
       (SELECT c.side
          FROM active_contact c
         WHERE c.user_id = :user AND c.entity_id = :entity AND c.operation_id = o.id AND c.opens <= :now AND c.ends > :now) AS side
  FROM operation o
 WHERE o.id = :operation;

-- Whether somebody of the teams he leads, or of those below, has a line here; in a draft, one of the manager side.
-- operation_led: operation:s entity:s user:s now:i -> led:b
SELECT 1 AS led
  FROM contact c
  JOIN operation o ON o.id = c.operation_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
  JOIN led_person l ON l.person = c.user_id AND l.entity = c.entity_id
 WHERE c.operation_id = :operation AND c.entity_id = :entity AND l.leader = :user AND l.opens <= :now AND l.ends > :now
   AND (o.status <> 'draft' OR p.side = 'manager')
 LIMIT 1;

-- An operation by its name, for who may hear it: a draft is named to those who can open it.
-- operation_told: user:s now:i operation:s -> reference:s name:s
SELECT o.reference, o.name
  FROM operation o
 WHERE (o.status <> 'draft'
        OR EXISTS (SELECT 1 FROM draft_reader d
                    WHERE d.operation = o.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
   AND o.id = :operation;

-- Whether an entity managed a closed operation that nobody manages any more.
-- operation_unmanaged: entity:s operation:s now:i -> yes:b
SELECT 1 AS yes
  FROM operation o
  JOIN participation p ON p.operation_id = o.id AND p.entity_id = :entity AND p.side = 'manager'
 WHERE o.id = :operation AND o.status = 'closed'
   AND NOT EXISTS (SELECT 1
                     FROM active_contact c
                    WHERE c.operation_id = o.id AND c.side = 'manager' AND c.opens <= :now AND c.ends > :now);

-- The operations of an environment: by his own lines, and those where people he leads have one.  A search looks at an
-- operation first, which an index of lines names, and at the line only of what it finds.
-- operation_list: now:i user:s entity:s status:operation_status side:side search:s after:s limit:i => id:s reference:s name:s status:operation_status side:side manager:s manager_name:s contacts:i
SELECT page.id, page.reference, page.name, page.status, page.side, m.id AS manager, m.name AS manager_name,
       (SELECT count(*) FROM contact_span c
         WHERE c.operation_id = page.id AND c.current = 1 AND c.ends > :now
           AND (page.manages = 1 OR c.entity_id = page.entity_id)) AS contacts
  FROM (SELECT *
          FROM (SELECT o.id, o.reference, o.name, o.status, c.side, c.entity_id,
                       CASE c.side WHEN 'manager' THEN 1 ELSE 0 END AS manages
                  FROM contact mine
                 CROSS JOIN operation o
                 CROSS JOIN active_contact c
                 WHERE mine.user_id = :user AND mine.entity_id = :entity AND mine.current = 1 AND o.id = mine.operation_id
                   AND c.operation_id = mine.operation_id AND c.sort_name = mine.sort_name AND c.id = mine.id
                   AND c.opens <= :now AND c.ends > :now AND (o.status <> 'draft' OR c.side = 'manager')
                   AND (:status IS NULL OR o.status = :status) AND (:side IS NULL OR c.side = :side)
                   AND (:search = '' OR o.sort_name LIKE :search ESCAPE '!' OR lower(o.reference) LIKE :search ESCAPE '!')
                   AND (:after = '' OR mine.operation_id < :after)
                 ORDER BY mine.operation_id DESC
                 LIMIT :limit) own
         UNION ALL
        SELECT *
          FROM (SELECT o.id, o.reference, o.name, o.status, p.side, p.entity_id, 0 AS manages
                  FROM active_habilitation me
                  JOIN participation p ON p.entity_id = me.entity_id
                  JOIN operation o ON o.id = p.operation_id
                 WHERE me.user_id = :user AND me.entity_id = :entity AND me.team_leader = 1 AND me.opens <= :now AND me.ends > :now
                   AND (o.status <> 'draft' OR p.side = 'manager')
                   AND (:status IS NULL OR o.status = :status) AND (:side IS NULL OR p.side = :side)
                   AND (:search = '' OR o.sort_name LIKE :search ESCAPE '!' OR lower(o.reference) LIKE :search ESCAPE '!')
                   AND (:after = '' OR p.operation_id < :after)
                   AND EXISTS (SELECT 1
                                 FROM contact c
                                 JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id
                                 JOIN team_above t ON t.team_id = h.team_id AND t.above_id = me.team_id
                                WHERE c.operation_id = p.operation_id AND c.entity_id = p.entity_id)
                   AND NOT EXISTS (SELECT 1 FROM active_contact c
                                    WHERE c.user_id = :user AND c.entity_id = :entity AND c.operation_id = p.operation_id
                                      AND c.opens <= :now AND c.ends > :now)
                 ORDER BY p.operation_id DESC
                 LIMIT :limit) led
         ORDER BY id DESC
         LIMIT :limit) page
  LEFT JOIN entity m ON m.id = (SELECT p.entity_id FROM participation p
                                 WHERE p.operation_id = page.id AND p.side = 'manager' ORDER BY p.entity_id LIMIT 1)
 ORDER BY page.id DESC;

-- participations: operation:s entity:s =>> id:s name:s client:b side:side
SELECT e.id, e.name, e.client, p.side
  FROM participation p JOIN entity e ON e.id = p.entity_id
 WHERE p.operation_id = :operation AND (:entity = '' OR p.entity_id = :entity OR p.side = 'manager')
 ORDER BY CASE p.side WHEN 'manager' THEN 1 WHEN 'borrower' THEN 2 ELSE 3 END, e.sort_name;

-- operation_manager: operation:s -> id:s name:s
SELECT e.id, e.name
  FROM participation p JOIN entity e ON e.id = p.entity_id
 WHERE p.operation_id = :operation AND p.side = 'manager'
 ORDER BY p.entity_id
 LIMIT 1;

-- participation_side: operation:s entity:s -> side:side name:s client:b strict:b
SELECT p.side, e.name, e.client, e.guests_need_habilitation AS strict
  FROM participation p JOIN entity e ON e.id = p.entity_id
 WHERE p.operation_id = :operation AND p.entity_id = :entity;

-- managers: operation:s now:i => name:s job_title:s email:s entity:s entity_name:s
SELECT u.full_name AS name, u.job_title, u.email, e.id AS entity, e.name AS entity_name
  FROM active_contact c
  JOIN users u ON u.id = c.user_id
  JOIN entity e ON e.id = c.entity_id
 WHERE c.operation_id = :operation AND c.opens <= :now AND c.ends > :now AND c.side = 'manager'
 ORDER BY c.sort_name, c.id
 LIMIT 50;

-- contact_counts: now:i operation:s entity:s -> current:i archived:i
SELECT coalesce(sum(CASE WHEN c.current = 1 AND c.ends > :now THEN 1 ELSE 0 END), 0) AS current,
       coalesce(sum(CASE WHEN c.current = 1 AND c.ends > :now THEN 0 ELSE 1 END), 0) AS archived
  FROM contact_span c
 WHERE c.operation_id = :operation AND (:entity = '' OR c.entity_id = :entity);

-- Who could be missed: the active managers, and the active people of one entity.
-- operation_people: entity:s operation:s now:i -> managers:i own:i
SELECT coalesce(sum(CASE WHEN c.side = 'manager' THEN 1 ELSE 0 END), 0) AS managers,
       coalesce(sum(CASE WHEN c.entity_id = :entity THEN 1 ELSE 0 END), 0) AS own
  FROM active_contact c
 WHERE c.operation_id = :operation AND c.opens <= :now AND c.ends > :now;
