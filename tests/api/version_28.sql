-- What the 28 migrations made before they became one file, with their versions; see migrate.test.mjs.
CREATE TABLE migration (version BIGINT NOT NULL PRIMARY KEY, applied_ms BIGINT NOT NULL);
WITH RECURSIVE n (version) AS (SELECT 1 UNION ALL SELECT version + 1 FROM n WHERE version < 28)
INSERT INTO migration (version, applied_ms) SELECT version, 1 FROM n;
CREATE TABLE team (
 id TEXT NOT NULL PRIMARY KEY,
 entity_id TEXT NOT NULL REFERENCES entity (id),
 parent_id TEXT REFERENCES team (id),
 name TEXT NOT NULL,
 created_ms BIGINT NOT NULL
);
CREATE INDEX team_by_entity ON team (entity_id, parent_id);
CREATE UNIQUE INDEX team_root ON team (entity_id) WHERE parent_id IS NULL;
CREATE INDEX team_by_parent ON team (parent_id);
CREATE TABLE habilitation (
 id TEXT NOT NULL PRIMARY KEY,
 entity_id TEXT NOT NULL REFERENCES entity (id),
 user_id TEXT NOT NULL REFERENCES users (id),
 team_id TEXT NOT NULL REFERENCES team (id),
 team_leader BIGINT NOT NULL CHECK (team_leader IN (0, 1)),
 creator BIGINT NOT NULL CHECK (creator IN (0, 1)),
 status TEXT NOT NULL CHECK (status IN ('invited', 'active', 'archived')),
 since_ms BIGINT NOT NULL,
  granted_by TEXT REFERENCES users (id), archived_ms BIGINT, archived_by TEXT REFERENCES users (id), reason TEXT,
 sort_name TEXT NOT NULL DEFAULT '', search TEXT NOT NULL DEFAULT '', from_ms BIGINT, until_ms BIGINT, dated_ms
 BIGINT, reminded BIGINT, reminded_of_ms BIGINT, led_by TEXT REFERENCES users (id),
 UNIQUE (entity_id, user_id)
);
CREATE INDEX habilitation_by_user ON habilitation (user_id, entity_id);
CREATE INDEX habilitation_by_team ON habilitation (team_id, status);
CREATE TABLE contact (
 operation_id TEXT NOT NULL REFERENCES operation (id),
 current BIGINT NOT NULL CHECK (current IN (0, 1)),
 sort_name TEXT NOT NULL,
 id TEXT NOT NULL,
 entity_id TEXT NOT NULL REFERENCES entity (id),
 user_id TEXT NOT NULL REFERENCES users (id),
 status TEXT NOT NULL CHECK (status IN ('queued', 'invited', 'active', 'revoked')),
 since_ms BIGINT NOT NULL,
 until_ms BIGINT,
 added_by TEXT REFERENCES users (id),
 revoked_ms BIGINT,
 revoked_by TEXT REFERENCES users (id),
 reason TEXT,
 invited_until_ms BIGINT,
  search TEXT NOT NULL, mail_failed_ms BIGINT, habilitation_id TEXT REFERENCES habilitation (id), from_ms BIGINT,
 dated_ms BIGINT, expired BIGINT NOT NULL DEFAULT 0 CHECK (expired IN (0, 1)), reminded BIGINT, reminded_of_ms BIGINT,
 side TEXT CHECK (side IN ('manager', 'lender', 'borrower')), bound_ms BIGINT,
 PRIMARY KEY (operation_id, current, sort_name, id),
 FOREIGN KEY (operation_id, entity_id) REFERENCES participation (operation_id, entity_id),
 CHECK ((status = 'revoked') = (current = 0))
) WITHOUT ROWID;
CREATE UNIQUE INDEX contact_by_id ON contact (id);
CREATE UNIQUE INDEX contact_by_user ON contact (user_id, entity_id, operation_id);
CREATE TABLE invitation (
 id TEXT NOT NULL PRIMARY KEY,
 kind TEXT NOT NULL CHECK (kind IN ('activation', 'reset')),
 user_id TEXT NOT NULL REFERENCES users (id),
 sponsor_id TEXT REFERENCES users (id),
 digest TEXT NOT NULL,
 created_ms BIGINT NOT NULL,
 expires_ms BIGINT NOT NULL,
 ended_ms BIGINT
);
CREATE UNIQUE INDEX invitation_by_digest ON invitation (digest);
CREATE UNIQUE INDEX invitation_live ON invitation (user_id, kind) WHERE ended_ms IS NULL;
CREATE TABLE challenge (
 id TEXT NOT NULL PRIMARY KEY,
 digest TEXT NOT NULL,
 kid TEXT NOT NULL,
 user_id TEXT NOT NULL REFERENCES users (id),
 tries BIGINT NOT NULL,
 created_ms BIGINT NOT NULL,
 expires_ms BIGINT NOT NULL, kind TEXT NOT NULL DEFAULT 'email_code' CHECK (kind IN ('email_code', 'totp')));
CREATE UNIQUE INDEX challenge_by_digest ON challenge (digest);
CREATE INDEX challenge_by_user ON challenge (user_id);
CREATE TABLE browser (
 digest TEXT NOT NULL PRIMARY KEY,
 user_id TEXT NOT NULL REFERENCES users (id),
 expires_ms BIGINT NOT NULL
);
CREATE INDEX browser_by_user ON browser (user_id);
CREATE TABLE throttle (
 subject TEXT NOT NULL PRIMARY KEY,
 failures BIGINT NOT NULL,
 last_ms BIGINT NOT NULL,
 open_ms BIGINT NOT NULL
);
CREATE INDEX throttle_by_age ON throttle (last_ms);
CREATE TABLE outbox (
 id TEXT NOT NULL PRIMARY KEY,
 kind TEXT NOT NULL,
 email TEXT NOT NULL,
 language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
 facts TEXT NOT NULL,
 invitation_id TEXT REFERENCES invitation (id),
 challenge_id TEXT,
 kid TEXT,
 contact_id TEXT,
 status TEXT NOT NULL CHECK (status IN ('waiting', 'sent', 'failed')),
 attempts BIGINT NOT NULL,
 created_ms BIGINT NOT NULL,
 due_ms BIGINT NOT NULL,
 expires_ms BIGINT NOT NULL,
 ended_ms BIGINT,
  error TEXT, derived_from TEXT, urgency BIGINT NOT NULL DEFAULT 4, blocked BIGINT NOT NULL DEFAULT 0 CHECK (blocked
 IN (0, 1)), mailbox TEXT, allowance TEXT, slot_ms BIGINT, about TEXT);
CREATE INDEX outbox_due ON outbox (status, due_ms);
CREATE TABLE recovery_code (
 user_id TEXT NOT NULL REFERENCES users (id),
 digest TEXT NOT NULL,
 PRIMARY KEY (user_id, digest)
);
CREATE INDEX outbox_by_contact ON outbox (contact_id);
CREATE INDEX habilitation_list ON habilitation (entity_id, sort_name, id);
CREATE INDEX contact_by_habilitation ON contact (habilitation_id) WHERE habilitation_id IS NOT NULL;
CREATE TABLE entity (
 id TEXT NOT NULL PRIMARY KEY,
 name TEXT NOT NULL,
 sort_name TEXT NOT NULL,
 kind TEXT NOT NULL CHECK (kind IN ('bank', 'fund', 'company')),
 client BIGINT NOT NULL CHECK (client IN (0, 1)),
 guests_need_habilitation BIGINT NOT NULL DEFAULT 1 CHECK (guests_need_habilitation IN (0, 1)),
 created_ms BIGINT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX entity_by_name ON entity (sort_name);
CREATE TABLE users (
 id TEXT NOT NULL PRIMARY KEY,
 email TEXT NOT NULL,
 email_key TEXT NOT NULL,
 first_name TEXT,
 last_name TEXT,
 job_title TEXT,
 phone TEXT,
 language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
 password TEXT,
 terms_ms BIGINT,
 created_ms BIGINT NOT NULL,
 activated_ms BIGINT,
 mailbox_ms BIGINT NOT NULL DEFAULT 0,
 totp TEXT,
 totp_kid TEXT,
 totp_step BIGINT NOT NULL DEFAULT 0,
  totp_ms BIGINT, notices TEXT NOT NULL DEFAULT 'each' CHECK (notices IN ('each', 'daily', 'off')), merged_into TEXT
 REFERENCES users (id), reminded_ms BIGINT NOT NULL DEFAULT 0, zone TEXT, full_name TEXT
 GENERATED ALWAYS AS (first_name || coalesce(' ' || last_name, '')) VIRTUAL) WITHOUT ROWID;
CREATE UNIQUE INDEX users_by_email ON users (email_key);
CREATE TABLE team_above (
 team_id TEXT NOT NULL REFERENCES team (id),
 above_id TEXT NOT NULL REFERENCES team (id),
 PRIMARY KEY (team_id, above_id)
) WITHOUT ROWID;
CREATE INDEX team_below ON team_above (above_id, team_id);
CREATE TABLE operation (
 id TEXT NOT NULL PRIMARY KEY,
 reference TEXT NOT NULL,
 name TEXT NOT NULL,
 sort_name TEXT NOT NULL,
 status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
 created_by TEXT REFERENCES users (id),
 created_ms BIGINT NOT NULL,
 published_ms BIGINT,
 closed_ms BIGINT
) WITHOUT ROWID;
CREATE TABLE participation (
 operation_id TEXT NOT NULL REFERENCES operation (id),
 entity_id TEXT NOT NULL REFERENCES entity (id),
 side TEXT NOT NULL CHECK (side IN ('manager', 'lender', 'borrower')),
 PRIMARY KEY (operation_id, entity_id)
) WITHOUT ROWID;
CREATE INDEX participation_by_entity ON participation (entity_id, operation_id);
CREATE TABLE access (
 contact_id TEXT NOT NULL REFERENCES contact (id),
 from_ms BIGINT NOT NULL,
 to_ms BIGINT,
 operation_id TEXT NOT NULL REFERENCES operation (id),
 entity_id TEXT NOT NULL REFERENCES entity (id),
 user_id TEXT NOT NULL REFERENCES users (id),
 PRIMARY KEY (contact_id, from_ms)
) WITHOUT ROWID;
CREATE INDEX access_by_operation ON access (operation_id, from_ms);
CREATE INDEX access_by_user ON access (user_id, from_ms);
CREATE TABLE register (
 sequence BIGINT NOT NULL PRIMARY KEY,
 at_ms BIGINT NOT NULL,
 action TEXT NOT NULL,
 actor_id TEXT REFERENCES users (id),
 session_id TEXT,
 operation_id TEXT REFERENCES operation (id),
 entity_id TEXT REFERENCES entity (id),
 user_id TEXT REFERENCES users (id),
 contact_id TEXT,
 reason TEXT,
 hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX register_by_operation ON register (operation_id, sequence);
CREATE INDEX register_by_entity ON register (entity_id, sequence);
CREATE TABLE session (
 id TEXT NOT NULL PRIMARY KEY,
 user_id TEXT NOT NULL REFERENCES users (id),
 entity_id TEXT REFERENCES entity (id),
 agent TEXT,
 source TEXT,
 created_ms BIGINT NOT NULL,
 last_used_ms BIGINT NOT NULL,
 expires_ms BIGINT NOT NULL,
 ended_ms BIGINT,
 browser TEXT
) WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id, created_ms);
CREATE INDEX team_by_name ON team (entity_id, name, id);
CREATE TABLE notification_setting (
 user_id TEXT NOT NULL REFERENCES users (id),
 operation_id TEXT NOT NULL REFERENCES operation (id),
 own BIGINT NOT NULL CHECK (own IN (0, 1)),
 borrowers BIGINT NOT NULL CHECK (borrowers IN (0, 1)),
 PRIMARY KEY (user_id, operation_id)
) WITHOUT ROWID;
CREATE TABLE notice (
 user_id TEXT NOT NULL REFERENCES users (id),
 kind TEXT NOT NULL CHECK (kind IN ('lines', 'expiring', 'request')),
 about TEXT NOT NULL,
 after_sequence BIGINT NOT NULL,
 due_ms BIGINT NOT NULL,
 PRIMARY KEY (user_id, kind, about)
) WITHOUT ROWID;
CREATE INDEX notice_due ON notice (due_ms);
CREATE TABLE notice_read (sequence BIGINT NOT NULL, ends_ms BIGINT NOT NULL DEFAULT 0);
CREATE INDEX contact_active ON contact (operation_id, user_id) WHERE status = 'active';
CREATE TABLE address_change (
 id TEXT NOT NULL PRIMARY KEY,
 user_id TEXT NOT NULL REFERENCES users (id),
 kind TEXT NOT NULL CHECK (kind IN ('own', 'vouched')),
 status TEXT NOT NULL CHECK (status IN ('asked', 'vouching', 'waiting', 'done', 'taken_back', 'refused',
 'cancelled', 'expired')),
 email TEXT NOT NULL,
 email_key TEXT NOT NULL,
 old_email TEXT NOT NULL,
 old_key TEXT NOT NULL,
 taken BIGINT NOT NULL CHECK (taken IN (0, 1)),
 kid TEXT NOT NULL,
 proof_id TEXT NOT NULL,
 proof_digest TEXT NOT NULL,
 notice_id TEXT NOT NULL,
 notice_digest TEXT NOT NULL,
 tries BIGINT NOT NULL,
 created_ms BIGINT NOT NULL,
 due_ms BIGINT,
 cancel_until_ms BIGINT NOT NULL,
 done_ms BIGINT,
 request_id TEXT
);
CREATE UNIQUE INDEX address_change_open ON address_change (user_id) WHERE status IN ('asked', 'vouching', 'waiting');
CREATE INDEX address_change_by_user ON address_change (user_id, created_ms);
CREATE UNIQUE INDEX address_change_by_proof ON address_change (proof_digest);
CREATE UNIQUE INDEX address_change_by_notice ON address_change (notice_digest);
CREATE INDEX address_change_by_proof_id ON address_change (proof_id);
CREATE INDEX address_change_due ON address_change (due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX address_change_by_request ON address_change (request_id) WHERE request_id IS NOT NULL;
CREATE TABLE address_alias (
 user_id TEXT NOT NULL REFERENCES users (id),
 to_ms BIGINT NOT NULL,
 from_ms BIGINT NOT NULL,
 email TEXT NOT NULL,
 email_key TEXT NOT NULL,
 PRIMARY KEY (user_id, to_ms)
);
CREATE INDEX address_alias_by_address ON address_alias (email_key);
CREATE INDEX contact_by_end ON contact (until_ms) WHERE until_ms IS NOT NULL AND current = 1;
CREATE INDEX habilitation_by_end ON habilitation (until_ms) WHERE until_ms IS NOT NULL AND status <> 'archived';
CREATE VIEW active_habilitation AS
SELECT id, entity_id, user_id, team_id, team_leader, creator, coalesce(from_ms, 0) AS opens,
 coalesce(until_ms, 9223372036854775807) AS ends, until_ms IS NULL AS endless
 FROM habilitation
 WHERE status = 'active';
CREATE VIEW led_person AS
SELECT me.user_id AS leader, h.user_id AS person, h.entity_id AS entity, me.opens, me.ends
 FROM habilitation h
 JOIN team_above t ON t.team_id = h.team_id
 JOIN active_habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1;
CREATE VIEW led_team AS
SELECT me.user_id AS leader, t.team_id AS team, me.opens, me.ends
 FROM team_above t
 JOIN active_habilitation me ON me.team_id = t.above_id
 WHERE me.team_leader = 1;
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
CREATE INDEX invitation_by_user ON invitation (user_id, created_ms);
CREATE TABLE handover (
 id TEXT NOT NULL PRIMARY KEY,
 entity_id TEXT NOT NULL REFERENCES entity (id),
 user_id TEXT NOT NULL REFERENCES users (id),
 started_by TEXT NOT NULL REFERENCES users (id),
 starts_ms BIGINT NOT NULL,
 leaves_ms BIGINT NOT NULL,
 message TEXT,
 status TEXT NOT NULL CHECK (status IN ('open', 'completed', 'cancelled', 'expired')),
 roles TEXT CHECK (roles IN ('given', 'asked')),
 created_ms BIGINT NOT NULL,
 changed_ms BIGINT NOT NULL,
 ended_ms BIGINT,
 due_ms BIGINT NOT NULL,
 CHECK (leaves_ms >= starts_ms),
 CHECK ((status = 'open') = (ended_ms IS NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX handover_open ON handover (user_id, entity_id) WHERE status = 'open';
CREATE INDEX handover_by_user ON handover (user_id, id);
CREATE INDEX handover_by_starter ON handover (started_by, id);
CREATE INDEX handover_by_entity ON handover (entity_id, id);
CREATE INDEX handover_due ON handover (status, due_ms);
CREATE TABLE handover_part (
 id TEXT NOT NULL PRIMARY KEY,
 handover_id TEXT NOT NULL REFERENCES handover (id),
 place BIGINT NOT NULL,
 user_id TEXT NOT NULL REFERENCES users (id),
 everything BIGINT NOT NULL CHECK (everything IN (0, 1)),
 status TEXT NOT NULL CHECK (status IN ('waiting', 'accepted', 'refused', 'expired', 'dropped')),
 created_ms BIGINT NOT NULL,
 reminded_ms BIGINT,
 answered_ms BIGINT,
 reason TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX handover_part_by_handover ON handover_part (handover_id, place);
CREATE INDEX handover_part_by_user ON handover_part (user_id, status);
CREATE TABLE handover_operation (
 part_id TEXT NOT NULL REFERENCES handover_part (id),
 operation_id TEXT NOT NULL REFERENCES operation (id),
 handover_id TEXT NOT NULL REFERENCES handover (id),
 state TEXT NOT NULL CHECK (state IN ('waiting', 'given', 'done', 'lost')),
 made BIGINT NOT NULL CHECK (made IN (0, 1)),
 at_ms BIGINT,
 PRIMARY KEY (part_id, operation_id)
) WITHOUT ROWID;
CREATE INDEX handover_operation_by_handover ON handover_operation (handover_id, operation_id);
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
CREATE INDEX contact_by_side ON contact (user_id, entity_id, side) WHERE status = 'active';
CREATE INDEX participation_by_side ON participation (entity_id, side);
CREATE UNIQUE INDEX habilitation_dated ON habilitation (user_id, entity_id)
 WHERE until_ms IS NOT NULL AND status <> 'archived';
CREATE VIEW contact_span AS
SELECT c.id, c.operation_id, c.current, c.sort_name, c.entity_id, c.user_id, c.side, c.status,
 coalesce(c.from_ms, 0) AS opens,
 CASE WHEN h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
 ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
 c.until_ms IS NULL AND h.until_ms IS NULL AS endless
 FROM contact c
 LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id AND h.until_ms IS NOT NULL
 AND h.status <> 'archived';
CREATE VIEW active_contact AS
SELECT id, operation_id, sort_name, entity_id, user_id, side, opens, ends, endless
 FROM contact_span
 WHERE current = 1 AND status = 'active';
CREATE INDEX operation_by_reference ON operation (reference);
CREATE INDEX outbox_by_urgency ON outbox (urgency, due_ms, id) WHERE status = 'waiting';
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
CREATE VIEW draft_reader AS
SELECT c.operation_id AS operation, c.user_id AS user, c.opens, c.ends
 FROM active_contact c
 WHERE c.side = 'manager'
 UNION ALL
SELECT m.operation_id, l.leader, l.opens, l.ends
 FROM contact m
 JOIN led_person l ON l.person = m.user_id AND l.entity = m.entity_id
 WHERE m.side = 'manager';
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
CREATE TABLE idempotency (
 user_id TEXT NOT NULL REFERENCES users (id),
 entity_id TEXT NOT NULL,
 key TEXT NOT NULL,
 request TEXT NOT NULL,
 standing TEXT NOT NULL,
 status BIGINT NOT NULL,
 size BIGINT NOT NULL,
 created_ms BIGINT NOT NULL,
 answer TEXT NOT NULL,
 PRIMARY KEY (user_id, entity_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_ms);
CREATE INDEX idempotency_by_user ON idempotency (user_id, created_ms, size);
CREATE TABLE vouch (
 request_id TEXT NOT NULL REFERENCES request (id),
 user_id TEXT NOT NULL REFERENCES users (id),
 entity_id TEXT NOT NULL REFERENCES entity (id),
 at_ms BIGINT NOT NULL,
 PRIMARY KEY (request_id, user_id)
) WITHOUT ROWID;
CREATE VIEW rooted AS
SELECT b.user, b.entity, b.client, b.adder, b.ends,
 CASE WHEN b.given > u.activated_ms
 OR EXISTS (SELECT 1 FROM contact c WHERE c.user_id = b.user AND c.entity_id <> b.entity)
 OR EXISTS (SELECT 1 FROM habilitation h WHERE h.user_id = b.user AND h.entity_id <> b.entity) THEN b.grown
 WHEN b.client = 1 THEN b.counts
 ELSE b.given END AS holds
 FROM belonging b
 JOIN users u ON u.id = b.user;
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
CREATE TABLE habilitation_bound (
 habilitation_id TEXT NOT NULL REFERENCES habilitation (id),
 level BIGINT NOT NULL,
 until_ms BIGINT NOT NULL,
 PRIMARY KEY (habilitation_id, level)
) WITHOUT ROWID;
CREATE TABLE asking (
 id TEXT NOT NULL PRIMARY KEY,
 digest TEXT NOT NULL,
 email TEXT NOT NULL,
 email_key TEXT NOT NULL,
 language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
 kind TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact')),
 wanted TEXT NOT NULL,
 message TEXT,
 source TEXT NOT NULL,
 created_ms BIGINT NOT NULL,
 expires_ms BIGINT NOT NULL,
 ended_ms BIGINT,
 outcome TEXT CHECK (outcome IN ('proved', 'refused'))
) WITHOUT ROWID;
CREATE UNIQUE INDEX asking_by_digest ON asking (digest);
CREATE INDEX asking_by_email ON asking (email_key, source);
CREATE INDEX asking_by_source ON asking (source, created_ms);
CREATE INDEX asking_due ON asking (expires_ms);
CREATE TABLE request (
 id TEXT NOT NULL PRIMARY KEY,
 kind TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact', 'leave', 'address', 'vouch')),
 entity_id TEXT REFERENCES entity (id),
 operation_id TEXT REFERENCES operation (id),
 user_id TEXT REFERENCES users (id),
 email TEXT,
 email_key TEXT,
 language TEXT CHECK (language IN ('fr', 'en')),
 asked_by TEXT REFERENCES users (id),
 wanted TEXT,
 source TEXT,
 message TEXT,
 status TEXT NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'cancelled')),
 created_ms BIGINT NOT NULL,
 decided_ms BIGINT,
 decided_by TEXT REFERENCES users (id),
 reason TEXT,
 due_ms BIGINT,
 seek_ms BIGINT,
 CHECK (user_id IS NOT NULL OR (email IS NOT NULL AND email_key IS NOT NULL AND language IS NOT NULL))
);
CREATE INDEX request_by_entity ON request (entity_id, status, created_ms);
CREATE INDEX request_by_user ON request (user_id, status);
CREATE INDEX request_by_email ON request (email_key, status) WHERE user_id IS NULL;
CREATE UNIQUE INDEX request_open ON request (entity_id, user_id) WHERE status = 'open' AND kind = 'habilitation';
CREATE INDEX request_due ON request (status, due_ms);
CREATE INDEX request_by_operation ON request (operation_id, status);
CREATE INDEX request_by_asker ON request (asked_by, created_ms);
CREATE INDEX request_vouch ON request (status) WHERE kind = 'vouch';
CREATE INDEX request_seek_due ON request (seek_ms) WHERE seek_ms IS NOT NULL;
CREATE INDEX request_of_stranger ON request (created_ms) WHERE status = 'open' AND user_id IS NULL;
CREATE TABLE request_target (
 request_id TEXT NOT NULL REFERENCES request (id),
 operation_id TEXT NOT NULL REFERENCES operation (id),
 PRIMARY KEY (request_id, operation_id)
) WITHOUT ROWID;
CREATE INDEX request_target_by_operation ON request_target (operation_id, request_id);
CREATE VIEW notice_event AS
SELECT r.sequence, r.at_ms AS at, r.operation_id AS operation, r.entity_id AS entity, r.user_id AS person,
 r.actor_id AS actor, r.contact_id AS contact,
 CASE
 WHEN r.action = 'contact_restored' THEN 'restored'
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
 WHERE r.action IN ('contact_added', 'contact_activated', 'contact_restored', 'contact_revoked')
 AND EXISTS (SELECT 1 FROM access a WHERE a.contact_id = r.contact_id AND (a.from_ms = r.at_ms OR a.to_ms = r.at_ms));
CREATE INDEX outbox_about_strangers ON outbox (email, created_ms)
 WHERE kind IN ('stranger_request', 'stranger_habilitation');
CREATE INDEX outbox_by_slot ON outbox (mailbox, allowance, slot_ms) WHERE slot_ms IS NOT NULL;
CREATE INDEX outbox_by_about ON outbox (mailbox, about) WHERE status = 'waiting' AND about IS NOT NULL;
CREATE INDEX outbox_held ON outbox (mailbox, allowance) WHERE status = 'waiting' AND urgency = 5;
CREATE TABLE stranger (
 actor_id TEXT NOT NULL REFERENCES users (id),
 user_id TEXT NOT NULL REFERENCES users (id),
 at_ms BIGINT NOT NULL,
 PRIMARY KEY (actor_id, user_id)
) WITHOUT ROWID;
CREATE INDEX stranger_by_actor ON stranger (actor_id, at_ms);
CREATE INDEX stranger_by_age ON stranger (at_ms);
CREATE VIEW contact_line AS
SELECT c.id, c.operation_id AS operation, c.current, c.sort_name, c.search, c.entity_id AS entity,
 e.name AS entity_name, c.side, c.user_id AS user, u.email, u.first_name, u.last_name, u.language,
 u.activated_ms AS activated, u.mailbox_ms AS mailbox, c.status, c.since_ms AS since, c.from_ms AS begins,
 c.until_ms AS until,
 CASE WHEN h.status <> 'archived' AND h.until_ms < coalesce(c.until_ms, 9223372036854775807) THEN h.until_ms
 ELSE coalesce(c.until_ms, 9223372036854775807) END AS ends,
 c.bound_ms AS bound, c.expired, coalesce(a.full_name, a.email) AS added_by,
 c.revoked_ms AS revoked_at, coalesce(r.full_name, r.email) AS revoked_by, c.reason,
 c.invited_until_ms AS invited_until, c.mail_failed_ms AS mail_failed, h.team_id AS team
 FROM contact c
 JOIN users u ON u.id = c.user_id
 JOIN entity e ON e.id = c.entity_id
 LEFT JOIN habilitation h ON h.user_id = c.user_id AND h.entity_id = c.entity_id
 LEFT JOIN users a ON a.id = c.added_by
 LEFT JOIN users r ON r.id = c.revoked_by;
CREATE VIEW habilitation_line AS
SELECT h.id, h.entity_id AS entity, h.user_id AS user, u.email, u.language, u.first_name, u.last_name,
 u.activated_ms AS activated, h.team_id AS team, t.name AS team_name, h.team_leader, h.creator, h.status,
 h.since_ms AS since, h.from_ms AS begins, h.until_ms AS until,
 coalesce(g.full_name, g.email) AS granted_by, h.archived_ms AS archived_at,
 coalesce(a.full_name, a.email) AS archived_by, h.reason,
 (SELECT count(*) FROM contact c
 WHERE c.user_id = h.user_id AND c.entity_id = h.entity_id AND c.current = 1) AS lines,
 h.sort_name, h.search
 FROM habilitation h
 JOIN users u ON u.id = h.user_id
 JOIN team t ON t.id = h.team_id
 LEFT JOIN users g ON g.id = h.granted_by
 LEFT JOIN users a ON a.id = h.archived_by;
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
CREATE VIEW handover_part_line AS
SELECT p.id, p.handover_id AS handover, p.place, p.user_id AS user,
 coalesce(u.full_name, u.email) AS name, u.email, u.language, u.activated_ms AS activated,
 p.everything, p.status, p.created_ms AS created, p.reminded_ms AS reminded, p.answered_ms AS answered, p.reason,
 (SELECT count(*) FROM handover_operation o WHERE o.part_id = p.id) AS operations
 FROM handover_part p
 JOIN users u ON u.id = p.user_id;
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
INSERT INTO notice_read (sequence) VALUES (0);
