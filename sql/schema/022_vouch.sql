-- Who lost his mailbox is vouched for by two people who came to the entity by different hands, or by one team leader.

-- One yes of those that are needed.
CREATE TABLE vouch (
    request_id  TEXT NOT NULL REFERENCES request (id),
    user_id     TEXT NOT NULL REFERENCES users (id),
    entity_id   TEXT NOT NULL REFERENCES entity (id),   -- for which he acted
    at_ms       BIGINT NOT NULL,
    PRIMARY KEY (request_id, user_id)
) WITHOUT ROWID;
INSERT INTO vouch (request_id, user_id, entity_id, at_ms)
SELECT r.id, r.decided_by, s.entity_id, r.decided_ms
  FROM request r
  JOIN address_change a ON a.request_id = r.id AND a.status IN ('waiting', 'asked')
  JOIN session s ON s.id = (SELECT l.id FROM session l
                             WHERE l.user_id = r.decided_by AND l.entity_id IS NOT NULL
                             ORDER BY l.last_used_ms DESC, l.id LIMIT 1)
 WHERE r.kind = 'vouch' AND r.status = 'approved';

-- Belonging that gives others power over the person himself.  Who came to the desk by that very entity, and is of no
-- other, is its own from the start: nothing that somebody else gave him is at stake.
CREATE VIEW rooted AS
SELECT b.user, b.entity, b.client, b.adder, b.ends,
       CASE WHEN b.given > u.activated_ms
              OR EXISTS (SELECT 1 FROM contact c WHERE c.user_id = b.user AND c.entity_id <> b.entity)
              OR EXISTS (SELECT 1 FROM habilitation h WHERE h.user_id = b.user AND h.entity_id <> b.entity) THEN b.grown
            WHEN b.client = 1 THEN b.counts
            ELSE b.given END AS holds
  FROM belonging b
  JOIN users u ON u.id = b.user;

-- Who hears at once that somebody says his mailbox is lost, and may say no: the leaders above him at every entity that
-- authorised him, those at the root of a client entity where he is a guest, and for an entity without leaders who manages
-- his operations.  `entity` is the one for which they act.
CREATE VIEW guardian AS
SELECT l.person, l.leader AS user, l.entity, l.opens, l.ends
  FROM led_person l
  JOIN habilitation h ON h.user_id = l.person AND h.entity_id = l.entity
 WHERE h.status <> 'archived' AND l.leader <> l.person
 UNION ALL
SELECT c.user_id, h.user_id, c.entity_id, h.opens, h.ends
  FROM active_contact c
  JOIN team t ON t.entity_id = c.entity_id AND t.parent_id IS NULL
  JOIN active_habilitation h ON h.team_id = t.id AND h.team_leader = 1
 WHERE h.user_id <> c.user_id
 UNION ALL
SELECT c.user_id, m.user_id, m.entity_id, m.opens, m.ends
  FROM active_contact c
  JOIN entity e ON e.id = c.entity_id AND e.client = 0
  JOIN active_contact m ON m.operation_id = c.operation_id AND m.side = 'manager'
 WHERE m.user_id <> c.user_id;
