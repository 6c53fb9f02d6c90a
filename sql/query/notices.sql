-- notice_read: -> sequence:i last:i ends:i
SELECT sequence, coalesce((SELECT max(sequence) FROM register), 0) AS last, ends_ms AS ends FROM notice_read;

-- notice_read_on: sequence:i
UPDATE notice_read SET sequence = :sequence;

-- notice_read_all:
UPDATE notice_read SET sequence = (SELECT coalesce(max(sequence), 0) FROM register);

-- Who may have something to hear of what the register says up to a sequence; the letter looks closer.
-- notice_spread: daily:i soon:i last:i now:i
INSERT INTO notice (user_id, kind, about, after_sequence, due_ms)
SELECT DISTINCT l.user, 'lines', l.operation, news.since, CASE l.mode WHEN 'daily' THEN :daily ELSE :soon END
  FROM (SELECT DISTINCT e.operation, e.entity, e.actor, r.sequence AS since
          FROM notice_read r JOIN notice_event e ON e.sequence > r.sequence AND e.sequence <= :last) news
 CROSS JOIN notice_listener l
 WHERE l.operation = news.operation AND l.entity = news.entity AND l.user <> coalesce(news.actor, '')
   AND l.opens <= :now AND l.ends > :now
ON CONFLICT (user_id, kind, about) DO NOTHING;

-- notice_ends_read_on: until:i
UPDATE notice_read SET ends_ms = :until;

-- Accesses that end between two instants: all who want to hear of the line's people are told, but for the person.
-- notice_ending: daily:i soon:i after:i until:i now:i
INSERT INTO notice (user_id, kind, about, after_sequence, due_ms)
SELECT DISTINCT l.user, 'expiring', c.id, 0, CASE l.mode WHEN 'daily' THEN :daily ELSE :soon END
  FROM contact c
 CROSS JOIN notice_listener l
 WHERE c.current = 1 AND c.until_ms > :after AND c.until_ms <= :until AND l.operation = c.operation_id
   AND l.entity = c.entity_id AND l.user <> c.user_id AND l.opens <= :now AND l.ends > :now
ON CONFLICT (user_id, kind, about) DO NOTHING;

-- notice_request: user:s request:s due:i
INSERT INTO notice (user_id, kind, about, after_sequence, due_ms) VALUES (:user, 'request', :request, 0, :due)
ON CONFLICT (user_id, kind, about) DO NOTHING;

-- notice_next: now:i -> user:s email:s language:s mode:notice_mode
SELECT n.user_id AS user, u.email, u.language, u.notices AS mode
  FROM notice n JOIN users u ON u.id = n.user_id
 WHERE n.due_ms <= :now
 ORDER BY n.due_ms
 LIMIT 1;

-- What a person has to hear of the operations he follows: of each line the newest, unless it was he, and what happened
-- while he had access himself.  `home` is the entity for which he opens the operation.
-- notice_news: user:s now:i => operation:s reference:s operation_name:s home:s event:s person:s entity:s actor:s until:i zone:s
SELECT o.id AS operation, o.reference, o.name AS operation_name,
       (SELECT min(c.entity_id) FROM active_contact c
         WHERE c.user_id = :user AND c.operation_id = o.id AND c.opens <= :now AND c.ends > :now) AS home,
       found.event, coalesce(x.full_name, x.email) AS person, e.name AS entity,
       CASE WHEN a.id <> x.id THEN coalesce(a.full_name, a.email) END AS actor, found.until, g.zone
  FROM (SELECT v.operation, v.event, v.sequence, v.person, v.entity, v.actor, v.at, 0 AS until, NULL AS giver,
               row_number() OVER (PARTITION BY v.contact ORDER BY v.sequence DESC) AS newest
          FROM notice n
          JOIN notice_event v ON v.operation = n.about AND v.sequence > n.after_sequence
         WHERE n.user_id = :user AND n.kind = 'lines' AND v.sequence <= (SELECT sequence FROM notice_read)
         UNION ALL
        SELECT c.operation_id, 'expiring', 0, c.user_id, c.entity_id, NULL, :now, c.ends,
               (SELECT d.added_by FROM contact d WHERE d.id = c.id), 1
          FROM notice n
          JOIN active_contact c ON c.id = n.about
         WHERE n.user_id = :user AND n.kind = 'expiring' AND c.ends > :now AND NOT c.endless) found
  JOIN operation o ON o.id = found.operation
  JOIN users x ON x.id = found.person
  JOIN entity e ON e.id = found.entity
  LEFT JOIN users a ON a.id = found.actor
  LEFT JOIN users g ON g.id = found.giver
 WHERE found.newest = 1 AND found.person <> :user AND coalesce(found.actor, '') <> :user
   AND EXISTS (SELECT 1
                 FROM notice_listener l JOIN access i ON i.contact_id = l.line
                WHERE l.user = :user AND l.operation = found.operation AND l.entity = found.entity
                  AND l.opens <= :now AND l.ends > :now AND i.from_ms < found.at
                  AND (i.to_ms IS NULL OR i.to_ms > :now))
 ORDER BY o.reference, o.id, found.sequence, person;

-- Requests that still wait for a person's decision.
-- notice_requests: user:s now:i => kind:request_kind person:s entity:s operation:s reference:s
SELECT l.kind, coalesce(l.name, l.email) AS person, l.entity_name AS entity, o.name AS operation,
       coalesce(o.reference, CASE l.kind WHEN 'contact' THEN l.wanted END) AS reference
  FROM notice n
  JOIN request_line l ON l.id = n.about
  LEFT JOIN operation o ON o.id = l.operation
                           AND (o.status <> 'draft'
                                OR EXISTS (SELECT 1 FROM draft_reader d
                                            WHERE d.operation = o.id AND d.user = :user AND d.opens <= :now AND d.ends > :now))
 WHERE n.user_id = :user AND n.kind = 'request' AND l.status = 'open'
   AND (EXISTS (SELECT 1
                  FROM active_contact c
                 WHERE c.user_id = n.user_id AND c.operation_id = l.operation AND c.opens <= :now AND c.ends > :now
                   AND (c.side = 'manager' OR c.entity_id = l.entity))
        OR EXISTS (SELECT 1
                     FROM request_target t JOIN active_contact c ON c.operation_id = t.operation_id
                    WHERE t.request_id = l.id AND c.user_id = n.user_id AND c.opens <= :now AND c.ends > :now
                      AND (c.side = 'manager' OR c.entity_id = l.entity))
        OR EXISTS (SELECT 1 FROM active_habilitation h
                    WHERE h.user_id = n.user_id AND h.entity_id = l.entity AND h.team_leader = 1
                      AND h.opens <= :now AND h.ends > :now))
 ORDER BY l.created, l.id;

-- notice_forget: user:s
DELETE FROM notice WHERE user_id = :user;

-- notice_move: due:i user:s
UPDATE notice SET due_ms = :due WHERE user_id = :user;

-- notification_mode: user:s -> mode:notice_mode
SELECT notices AS mode FROM users WHERE id = :user;

-- notification_mode_set: mode:notice_mode user:s
UPDATE users SET notices = :mode WHERE id = :user;

-- The operations about which somebody can be told, in all his environments.
-- notification_list: user:s now:i search:s after:s after_id:s limit:i => operation:s reference:s name:s status:operation_status manages:b own:b borrowers:b
SELECT o.id AS operation, o.reference, o.name, o.status, mine.manages, coalesce(s.own, 1) AS own,
       coalesce(s.borrowers, 1) AS borrowers
  FROM (SELECT c.user_id, c.operation_id, max(CASE c.side WHEN 'manager' THEN 1 ELSE 0 END) AS manages
          FROM active_contact c
          JOIN operation d ON d.id = c.operation_id
         WHERE c.user_id = :user AND c.opens <= :now AND c.ends > :now AND (d.status <> 'draft' OR c.side = 'manager')
         GROUP BY c.user_id, c.operation_id) mine
  JOIN operation o ON o.id = mine.operation_id
  LEFT JOIN notification_setting s ON s.user_id = mine.user_id AND s.operation_id = o.id
 WHERE (:search = '' OR o.sort_name LIKE :search ESCAPE '!' OR lower(o.reference) LIKE :search ESCAPE '!')
   AND (:after = '' OR (o.reference, o.id) < (:after, :after_id))
 ORDER BY o.reference DESC, o.id DESC
 LIMIT :limit;

-- notification_of: user:s operation:s now:i -> notification_list
SELECT o.id AS operation, o.reference, o.name, o.status, mine.manages, coalesce(s.own, 1) AS own,
       coalesce(s.borrowers, 1) AS borrowers
  FROM (SELECT c.user_id, c.operation_id, max(CASE c.side WHEN 'manager' THEN 1 ELSE 0 END) AS manages
          FROM active_contact c
          JOIN operation d ON d.id = c.operation_id
         WHERE c.user_id = :user AND c.operation_id = :operation AND c.opens <= :now AND c.ends > :now
           AND (d.status <> 'draft' OR c.side = 'manager')
         GROUP BY c.user_id, c.operation_id) mine
  JOIN operation o ON o.id = mine.operation_id
  LEFT JOIN notification_setting s ON s.user_id = mine.user_id AND s.operation_id = o.id;

-- notification_set: user:s operation:s own:b borrowers:b
INSERT INTO notification_setting (user_id, operation_id, own, borrowers) VALUES (:user, :operation, :own, :borrowers)
ON CONFLICT (user_id, operation_id) DO UPDATE SET own = excluded.own, borrowers = excluded.borrowers;

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
