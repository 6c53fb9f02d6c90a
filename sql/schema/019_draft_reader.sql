-- For whom a draft is there: who manages it, and the leaders above them.  It is named to nobody else, wherever operations
-- are named: not to who waits in it, nor to who was asked about somebody who does.
CREATE VIEW draft_reader AS
SELECT c.operation_id AS operation, c.user_id AS user, c.opens, c.ends
  FROM active_contact c
 WHERE c.side = 'manager'
 UNION ALL
SELECT m.operation_id, l.leader, l.opens, l.ends
  FROM contact m
  JOIN led_person l ON l.person = m.user_id AND l.entity = m.entity_id
 WHERE m.side = 'manager';

-- What an archived habilitation took with it is handed over as what somebody could see: not a draft in which he waited.
DROP VIEW handover_source;
CREATE VIEW handover_source AS
SELECT c.id, c.user_id AS leaver, c.entity_id AS entity, c.operation_id AS operation, o.reference, o.name,
       o.status AS operation_status, p.side, c.current, c.until_ms AS until, s.opens, s.ends
  FROM contact c
  JOIN contact_span s ON s.id = c.id
  JOIN operation o ON o.id = c.operation_id
  JOIN participation p ON p.operation_id = c.operation_id AND p.entity_id = c.entity_id
 WHERE c.status = 'active'
    OR (c.current = 0 AND o.status <> 'closed' AND (o.status <> 'draft' OR p.side = 'manager')
        AND EXISTS (SELECT 1 FROM habilitation h WHERE h.id = c.habilitation_id AND h.status = 'archived'));
