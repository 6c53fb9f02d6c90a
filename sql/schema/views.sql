-- All views, from the bottom up: a view stands below those that it asks.  `guichet migrate` makes them anew, all of
-- them, when it applied something or this text is another one: a change of a view is a change of this file, and no
-- migration names a view.  Every query asks a view for what is active, with the instant of the request.

-- Of which domain somebody's mailbox is: what stands behind the @ of his address.
CREATE VIEW mailbox AS
SELECT id AS user, substr(email_key, length(rtrim(email_key, replace(email_key, '@', ''))) + 1) AS domain
  FROM users;

-- Who may act for a client entity, and with which roles, from `opens` on and before `ends`.  A date that is not set is
-- as far away as numbers reach; `endless` tells it.
CREATE VIEW active_habilitation AS
SELECT id, entity_id, user_id, team_id, team_leader, creator, coalesce(from_ms, 0) AS opens,
       coalesce(until_ms, 9223372036854775807) AS ends, until_ms IS NULL AS endless
  FROM habilitation
 WHERE status = 'active';

-- What a line carries of its person, and of his habilitation for its entity: copies that are refreshed with whatever
-- changes here, in the same transaction.  Of the mailbox only in which ten days it was proved, so that signing in seldom
-- changes it, who may have thousands of lines.
CREATE VIEW line_source AS
SELECT u.id AS user, e.id AS entity, u.email, u.first_name, u.last_name, u.activated_ms AS activated,
       h.team_id AS team, CASE WHEN h.status <> 'archived' THEN h.until_ms END AS held,
       u.mailbox_ms - u.mailbox_ms % 864000000 AS proved
  FROM entity e
 CROSS JOIN users u
  LEFT JOIN habilitation h ON h.user_id = u.id AND h.entity_id = e.id;

-- A line between its two instants, likewise: it ends with the habilitation of its person for that entity, if that one
-- ends first.  Only of a line that carries nothing is the habilitation asked.
CREATE VIEW contact_span AS
SELECT c.id, c.operation_id, c.current, c.sort_name, c.search, c.entity_id, c.user_id, c.side, c.status, c.added_by,
       c.since_ms, c.from_ms, c.until_ms, c.bound_ms, c.revoked_ms, c.revoked_by, c.reason, c.expired, c.declined,
       c.invited_until_ms, c.mail_failed_ms, c.outside, c.carried, c.email, c.first_name, c.last_name, c.activated_ms,
       c.team_id, c.held_ms, c.proved_ms, coalesce(c.from_ms, 0) AS opens,
       CASE c.carried
       WHEN 1 THEN CASE WHEN c.held_ms < coalesce(c.until_ms, 9223372036854775807) THEN c.held_ms
                        ELSE coalesce(c.until_ms, 9223372036854775807) END
       ELSE coalesce((SELECT h.until_ms FROM habilitation h
                       WHERE h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
                         AND h.status <> 'archived' AND h.until_ms < coalesce(c.until_ms, 9223372036854775807)),
                     c.until_ms, 9223372036854775807) END AS ends,
       c.until_ms IS NULL AND c.held_ms IS NULL
       AND (c.carried = 1
            OR NOT EXISTS (SELECT 1 FROM habilitation h
                            WHERE h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
                              AND h.status <> 'archived')) AS endless
  FROM contact c;

-- What opens operations, from `opens` on and before `ends`.
CREATE VIEW active_contact AS
SELECT id, operation_id, sort_name, entity_id, user_id, side, opens, ends, endless
  FROM contact_span
 WHERE current = 1 AND status = 'active';

-- Current lines that are not simply an access for ever: an index holds these alone, and is found by these very words.
CREATE VIEW contact_special AS
SELECT id, operation_id, entity_id, status, from_ms, until_ms, held_ms, mail_failed_ms, carried
  FROM contact
 WHERE current = 1 AND (status <> 'active' OR carried = 0
                        OR coalesce(from_ms, until_ms, held_ms, mail_failed_ms) IS NOT NULL);

-- Whom somebody leads: the people of his teams and of those below, at the entity where he is leader.
CREATE VIEW led_person AS
SELECT me.user_id AS leader, h.user_id AS person, h.entity_id AS entity, me.opens, me.ends
  FROM habilitation h
  JOIN team_above t ON t.team_id = h.team_id
  JOIN active_habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1;

-- Which teams somebody leads.
CREATE VIEW led_team AS
SELECT me.user_id AS leader, t.team_id AS team, me.opens, me.ends
  FROM team_above t
  JOIN active_habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1;

-- For whom a draft is there: who manages it, and the leaders above them.  It is named to nobody else, wherever
-- operations are named: not to who waits in it, nor to who was asked about somebody who does.
CREATE VIEW draft_reader AS
SELECT c.operation_id AS operation, c.user_id AS user, c.opens, c.ends
  FROM active_contact c
 WHERE c.side = 'manager'
 UNION ALL
SELECT m.operation_id, l.leader, l.opens, l.ends
  FROM contact m
  JOIN led_person l ON l.person = m.user_id AND l.entity = m.entity_id
 WHERE m.side = 'manager';

-- Whose people somebody is, where that gives power over others or knowledge of them.  At a client entity only what a
-- team leader gave counts: an active habilitation, from its start on.  Elsewhere anybody who manages an operation adds
-- people, so that an access makes a colleague only once it has been open for thirty days without a break: ended and
-- restored, it begins anew.  `counts` is the instant from which it does; `grown` likewise, where a habilitation has to
-- last as long. A row for each access: who has several belongs by the oldest of them.
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
-- authorised him, those at the root of a client entity where he is a guest, and for an entity without leaders who
-- manages his operations.  `entity` is the one for which they act.
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

-- What ends, and since when its end has been known: what was given for three days is no news a month before.
CREATE VIEW ending AS
SELECT 'line' AS kind, c.id, c.user_id AS user, c.until_ms AS until, coalesce(c.dated_ms, c.since_ms) AS known,
       CASE WHEN c.reminded_of_ms = c.until_ms THEN c.reminded ELSE 31 END AS reminded, c.entity_id AS entity,
       c.operation_id AS operation
  FROM contact c
 WHERE c.current = 1 AND c.until_ms IS NOT NULL
 UNION ALL
SELECT 'habilitation', h.id, h.user_id, h.until_ms, coalesce(h.dated_ms, h.since_ms),
       CASE WHEN h.reminded_of_ms = h.until_ms THEN h.reminded ELSE 31 END, h.entity_id, NULL
  FROM habilitation h
 WHERE h.status <> 'archived' AND h.until_ms IS NOT NULL;

-- An entry of the register with the free text that it says as a digest alone.
CREATE VIEW decision AS
SELECT r.sequence, r.at_ms, r.action, r.actor_id, r.operation_id, r.entity_id, r.user_id, r.contact_id, s.value AS reason
  FROM register r
  LEFT JOIN register_secret s ON s.sequence = r.sequence AND s.name = 'reason';

-- What the register says of people who came and went.  An access began or ended: a line that only waited is no news.
CREATE VIEW notice_event AS
SELECT r.sequence, r.at_ms AS at, r.operation_id AS operation, r.entity_id AS entity, r.user_id AS person,
       r.actor_id AS actor, r.contact_id AS contact,
       CASE
       WHEN r.action IN ('contact_restored', 'revocation_undone') THEN 'restored'
       WHEN r.action <> 'contact_revoked' THEN 'joined'
       WHEN EXISTS (SELECT 1 FROM contact c
                     WHERE c.id = r.contact_id AND c.habilitation_id IS NOT NULL AND c.revoked_ms = r.at_ms)
         OR EXISTS (SELECT 1 FROM request w
                     WHERE w.user_id = r.user_id AND w.status = 'approved' AND w.kind = 'leave'
                       AND w.operation_id = r.operation_id AND w.entity_id = r.entity_id
                       AND w.decided_ms = r.at_ms) THEN 'left'
       ELSE 'revoked'
       END AS event
  FROM register r
 WHERE r.action IN ('contact_added', 'contact_activated', 'contact_restored', 'contact_revoked', 'revocation_undone')
   AND EXISTS (SELECT 1 FROM access a WHERE a.contact_id = r.contact_id AND (a.from_ms = r.at_ms OR a.to_ms = r.at_ms));

-- Who wants to hear about an entity's people on an operation, and may see them: managers their own and the borrowers',
-- everybody else his own.  `line` is the listener's access, which is good until `ends`.  CROSS JOIN keeps SQLite to
-- this order: from the operation to its people, never the other way round.
CREATE VIEW notice_listener AS
SELECT o.id AS operation, whose.entity_id AS entity, c.user_id AS user, u.notices AS mode, c.id AS line,
       coalesce(c.from_ms, 0) AS opens,
       CASE WHEN h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
            ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends
  FROM operation o
 CROSS JOIN contact c
 CROSS JOIN participation p
 CROSS JOIN participation whose
  JOIN users u ON u.id = c.user_id
  LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
                              AND h.status <> 'archived'
  LEFT JOIN notification_setting s ON s.user_id = c.user_id AND s.operation_id = c.operation_id
 WHERE c.operation_id = o.id AND p.operation_id = o.id AND p.entity_id = c.entity_id AND whose.operation_id = o.id
   AND c.current = 1 AND c.status = 'active' AND u.notices <> 'off' AND (p.side = 'manager' OR o.status <> 'draft')
   AND ((whose.entity_id = c.entity_id AND coalesce(s.own, 1) = 1)
        OR (p.side = 'manager' AND whose.side = 'borrower' AND coalesce(s.borrowers, 1) = 1));

-- What somebody can hand over: his active lines, or those that his archived habilitation took with it, as what he
-- could see: not a draft in which he waited.
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

-- A habilitation as every list shows it, by the names that queries and answers use.
CREATE VIEW habilitation_line AS
SELECT h.id, h.entity_id AS entity, h.user_id AS user, u.email, u.language, u.first_name, u.last_name,
       u.activated_ms AS activated, h.team_id AS team, t.name AS team_name, h.team_leader, h.creator, h.status,
       h.since_ms AS since, h.from_ms AS begins, h.until_ms AS until,
       coalesce(g.full_name, g.email) AS granted_by, h.archived_ms AS archived_at,
       coalesce(a.full_name, a.email) AS archived_by, h.reason, h.declined,
       (SELECT count(*) FROM contact c
         WHERE c.user_id = h.user_id AND c.entity_id = h.entity_id AND c.current = 1) AS lines,
       h.sort_name, h.search
  FROM habilitation h
  JOIN users u ON u.id = h.user_id
  JOIN team t ON t.id = h.team_id
  LEFT JOIN users g ON g.id = h.granted_by
  LEFT JOIN users a ON a.id = h.archived_by;

-- A contact, likewise.  `proved` is no later than when the mailbox was proved last, which `mailbox` asks for.  What is
-- not asked of a joined row does not look for it.
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id AS operation, c.current, c.sort_name, c.search, c.entity_id AS entity,
       e.name AS entity_name, c.side, c.user_id AS user,
       CASE c.carried WHEN 1 THEN c.email
            ELSE (SELECT s.email FROM users s WHERE s.id = c.user_id) END AS email,
       CASE c.carried WHEN 1 THEN c.first_name
            ELSE (SELECT s.first_name FROM users s WHERE s.id = c.user_id) END AS first_name,
       CASE c.carried WHEN 1 THEN c.last_name
            ELSE (SELECT s.last_name FROM users s WHERE s.id = c.user_id) END AS last_name,
       (SELECT s.language FROM users s WHERE s.id = c.user_id) AS language,
       CASE c.carried WHEN 1 THEN c.activated_ms
            ELSE (SELECT s.activated_ms FROM users s WHERE s.id = c.user_id) END AS activated,
       coalesce(c.proved_ms, 0) AS proved, (SELECT s.mailbox_ms FROM users s WHERE s.id = c.user_id) AS mailbox, c.status,
       c.since_ms AS since, c.from_ms AS begins, c.until_ms AS until,
       c.ends, c.bound_ms AS bound, c.expired,
       coalesce(a.full_name, a.email) AS added_by, c.added_by AS adder, c.revoked_ms AS revoked_at,
       coalesce(r.full_name, r.email) AS revoked_by, c.reason, c.declined, c.invited_until_ms AS invited_until,
       c.mail_failed_ms AS mail_failed, c.outside,
       CASE c.carried WHEN 1 THEN c.team_id
            ELSE (SELECT s.team_id FROM habilitation s WHERE s.user_id = c.user_id AND s.entity_id = c.entity_id) END AS team
  FROM contact_span c
  LEFT JOIN entity e ON e.id = c.entity_id
  LEFT JOIN users a ON a.id = c.added_by
  LEFT JOIN users r ON r.id = c.revoked_by;

-- A request as lists and mails show it.
CREATE VIEW request_line AS
SELECT r.id, r.kind, r.user_id AS user, u.full_name AS name, coalesce(u.email, r.email) AS email,
       r.user_id IS NULL AS stranger, r.asked_by, coalesce(a.full_name, a.email, r.email) AS asker,
       coalesce(a.email, r.email) AS asker_email, coalesce(a.language, r.language) AS asker_language,
       r.entity_id AS entity, e.name AS entity_name, r.operation_id AS operation,
       coalesce(o.reference, CASE r.kind WHEN 'contact' THEN r.wanted END) AS reference, o.name AS operation_name,
       r.wanted, r.message, r.created_ms AS created, r.status, r.decided_ms AS decided,
       coalesce(d.full_name, d.email) AS decider, r.reason
  FROM request r
  LEFT JOIN users u ON u.id = r.user_id
  LEFT JOIN users a ON a.id = r.asked_by
  LEFT JOIN users d ON d.id = r.decided_by
  LEFT JOIN entity e ON e.id = r.entity_id
  LEFT JOIN operation o ON o.id = r.operation_id;

-- A handover, likewise.
CREATE VIEW handover_line AS
SELECT h.id, h.entity_id AS entity, e.name AS entity_name, e.client, h.user_id AS leaver,
       coalesce(l.full_name, l.email) AS leaver_name, l.email AS leaver_email,
       l.language AS leaver_language, h.started_by AS starter,
       coalesce(s.full_name, s.email) AS starter_name, s.email AS starter_email,
       s.language AS starter_language, s.zone AS starter_zone, h.starts_ms AS starts, h.leaves_ms AS leaves, h.message,
       h.status, h.roles, h.created_ms AS created, h.changed_ms AS changed, h.ended_ms AS ended
  FROM handover h
  JOIN entity e ON e.id = h.entity_id
  JOIN users l ON l.id = h.user_id
  JOIN users s ON s.id = h.started_by;

-- A part of one, likewise.
CREATE VIEW handover_part_line AS
SELECT p.id, p.handover_id AS handover, p.place, p.user_id AS user,
       coalesce(u.full_name, u.email) AS name, u.email, u.language, u.activated_ms AS activated,
       p.everything, p.status, p.created_ms AS created, p.reminded_ms AS reminded, p.answered_ms AS answered, p.reason,
       (SELECT count(*) FROM handover_operation o WHERE o.part_id = p.id) AS operations
  FROM handover_part p
  JOIN users u ON u.id = p.user_id;
