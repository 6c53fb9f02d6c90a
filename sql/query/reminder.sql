-- What is to be said to people of what they have: of each that ends within a step of days, once a step; `days` is the
-- step it is in.  A line in a draft that is not his to see is not `told` to him.
-- reminder_due: now:i week:i day:i month:i =>> kind:s id:s user:s email:s language:s activated:i entity:s entity_id:s operation_id:s operation:s reference:s status:operation_status until:i zone:s days:i told:b
SELECT d.kind, d.id, d.user, u.email, u.language, u.activated_ms AS activated, e.name AS entity, e.id AS entity_id,
       o.id AS operation_id, o.name AS operation, o.reference, o.status, d.until,
       (SELECT g.zone FROM users g
         WHERE g.id = CASE d.kind WHEN 'line' THEN (SELECT c.added_by FROM contact c WHERE c.id = d.id)
                                  ELSE (SELECT h.granted_by FROM habilitation h WHERE h.id = d.id) END) AS zone, d.days,
       d.kind <> 'line' OR o.status <> 'draft'
       OR EXISTS (SELECT 1 FROM draft_reader r
                   WHERE r.operation = o.id AND r.user = d.user AND r.opens <= :now AND r.ends > :now) AS told
  FROM (SELECT n.*, CASE WHEN n.until > :now + :week THEN 30 WHEN n.until > :now + :day THEN 7 ELSE 1 END AS days
          FROM ending n
         WHERE n.until > :now AND n.until <= :now + :month) d
  JOIN users u ON u.id = d.user
  JOIN entity e ON e.id = d.entity
  LEFT JOIN operation o ON o.id = d.operation
 WHERE d.reminded > d.days AND d.until - d.known >= d.days * :day
   AND (u.reminded_ms <= :now - :day OR u.activated_ms IS NULL)
 ORDER BY d.user, d.until, d.id
 LIMIT 200;

-- Who may extend a habilitation: the leaders of its team and above, but for the person.
-- habilitation_extenders: id:s now:i => email:s language:s
SELECT DISTINCT u.email, u.language
  FROM habilitation h
  JOIN led_team l ON l.team = h.team_id
  JOIN users u ON u.id = l.leader
 WHERE h.id = :id AND l.leader <> h.user_id AND l.opens <= :now AND l.ends > :now
 ORDER BY u.email;

-- contact_reminded: days:i until:i id:s
UPDATE contact SET reminded = :days, reminded_of_ms = :until WHERE id = :id;

-- habilitation_reminded: days:i until:i id:s
UPDATE habilitation SET reminded = :days, reminded_of_ms = :until WHERE id = :id;

-- user_reminded: now:i id:s
UPDATE users SET reminded_ms = :now WHERE id = :id;

-- Those who follow the line's people hear it with their notices, but for the person.
-- reminder_spread: daily:i soon:i contact:s now:i
INSERT INTO notice (user_id, kind, about, after_sequence, due_ms)
SELECT DISTINCT l.user, 'expiring', c.id, 0, CASE l.mode WHEN 'daily' THEN :daily ELSE :soon END
  FROM contact c JOIN notice_listener l ON l.operation = c.operation_id AND l.entity = c.entity_id
 WHERE c.id = :contact AND l.user <> c.user_id AND l.opens <= :now AND l.ends > :now
ON CONFLICT (user_id, kind, about) DO NOTHING;
