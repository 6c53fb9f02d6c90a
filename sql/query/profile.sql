-- What one person may open, as somebody sees it.

-- profile_person: id:s -> id:s email:s first_name:s last_name:s
SELECT id, email, first_name, last_name FROM users WHERE id = :id;

-- Lines that the caller may see, perhaps: on operations where he has one, and those of a person of his entity, if he leads
-- a team; what he may read the rights say.
-- profile_lines: person:s entity:s user:s leads:b limit:i =>> id:s operation:s
SELECT c.id, c.operation_id AS operation
  FROM contact c
 WHERE c.user_id = :person AND c.current = 1
   AND ((:leads = 1 AND c.entity_id = :entity)
        OR EXISTS (SELECT 1 FROM contact me
                    WHERE me.user_id = :user AND me.entity_id = :entity AND me.operation_id = c.operation_id
                      AND me.current = 1))
 ORDER BY c.operation_id DESC, c.id
 LIMIT :limit;

-- profile_habilitation: entity:s person:s -> id:s
SELECT id FROM habilitation WHERE entity_id = :entity AND user_id = :person;
