-- The whole vocabulary, in the order of its glossary as far as rows refer to rows.  Identifiers are text, times are
-- milliseconds since 1970, flags are 0 or 1; what is not set is NULL.  `users` alone is in the plural: `user` is a
-- reserved word.  One text for SQLite and PostgreSQL, which reads ` WITHOUT ROWID` as nothing and ` VIRTUAL` as
-- ` STORED`.  Without a rowid stands what every request reads: in the order of its key, a look-up is one descent.  Of
-- indexes that are as good SQLite takes by their order: a new one stands last.

-- --- who -------------------------------------------------------------------------------------------------------------

CREATE TABLE entity (
    id                        TEXT NOT NULL PRIMARY KEY,
    name                      TEXT NOT NULL,
    sort_name                 TEXT NOT NULL,
    kind                      TEXT NOT NULL CHECK (kind IN ('bank', 'fund', 'company')),
    client                    BIGINT NOT NULL CHECK (client IN (0, 1)),
    guests_need_habilitation  BIGINT NOT NULL DEFAULT 1 CHECK (guests_need_habilitation IN (0, 1)),
    created_ms                BIGINT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX entity_by_name ON entity (sort_name);

-- One person, one account, one address.  Without a password the account does not exist yet: the person was invited.
CREATE TABLE users (
    id            TEXT NOT NULL PRIMARY KEY,
    email         TEXT NOT NULL,                -- as it was written
    email_key     TEXT NOT NULL,                -- as it is matched
    first_name    TEXT,
    last_name     TEXT,                         -- none: he has one name, and it is the first
    -- This column alone makes a name of the two: every view and query takes it from here.  Without an account none.
    full_name     TEXT GENERATED ALWAYS AS (first_name || coalesce(' ' || last_name, '')) VIRTUAL,
    job_title     TEXT,
    phone         TEXT,
    language      TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    zone          TEXT,                         -- by which he counts his days, as his browser last said (Europe/Paris)
    created_ms    BIGINT NOT NULL,
    activated_ms  BIGINT,
    terms_ms      BIGINT,
    -- One who was invited and turned out to have an account: his address and all he had are that account's.
    merged_into   TEXT REFERENCES users (id),

    password      TEXT,
    mailbox_ms    BIGINT NOT NULL DEFAULT 0,    -- when a code or a link last proved the mailbox
    totp          TEXT,                         -- the second factor's secret, sealed with the server's key `totp_kid`
    totp_kid      TEXT,
    totp_step     BIGINT NOT NULL DEFAULT 0,    -- the last that was used, so that no code counts twice
    totp_ms       BIGINT,                       -- until then it is only proposed

    notices       TEXT NOT NULL DEFAULT 'each' CHECK (notices IN ('each', 'daily', 'off')),
    reminded_ms   BIGINT NOT NULL DEFAULT 0     -- one letter a day names all that ends for a person
) WITHOUT ROWID;
CREATE UNIQUE INDEX users_by_email ON users (email_key);

-- --- operations and who takes part in them ---------------------------------------------------------------------------

CREATE TABLE operation (
    id            TEXT NOT NULL PRIMARY KEY,
    reference     TEXT NOT NULL,
    name          TEXT NOT NULL,
    sort_name     TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
    created_by    TEXT REFERENCES users (id),
    created_ms    BIGINT NOT NULL,
    published_ms  BIGINT,
    closed_ms     BIGINT
) WITHOUT ROWID;
-- Not unique: a reference belongs to who manages the operation, and two houses may use the same without knowing.
CREATE INDEX operation_by_reference ON operation (reference);

CREATE TABLE participation (
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    entity_id     TEXT NOT NULL REFERENCES entity (id),
    side          TEXT NOT NULL CHECK (side IN ('manager', 'lender', 'borrower')),
    PRIMARY KEY (operation_id, entity_id)
) WITHOUT ROWID;
CREATE INDEX participation_by_entity ON participation (entity_id, operation_id);
CREATE INDEX participation_by_side ON participation (entity_id, side);

-- --- client entities: teams and habilitations ------------------------------------------------------------------------

CREATE TABLE team (
    id          TEXT NOT NULL PRIMARY KEY,
    entity_id   TEXT NOT NULL REFERENCES entity (id),
    parent_id   TEXT REFERENCES team (id),      -- none: the root of the organisation chart
    name        TEXT NOT NULL,
    created_ms  BIGINT NOT NULL
);
CREATE INDEX team_by_entity ON team (entity_id, parent_id);
CREATE UNIQUE INDEX team_root ON team (entity_id) WHERE parent_id IS NULL;
CREATE INDEX team_by_parent ON team (parent_id);
CREATE INDEX team_by_name ON team (entity_id, name, id);

-- Every pair of a team and one above it, itself included.
CREATE TABLE team_above (
    team_id   TEXT NOT NULL REFERENCES team (id),
    above_id  TEXT NOT NULL REFERENCES team (id),
    PRIMARY KEY (team_id, above_id)
) WITHOUT ROWID;
CREATE INDEX team_below ON team_above (above_id, team_id);

-- It opens at `from_ms` and closes at `until_ms` by itself: nothing waits for the mailer, which only moves what has
-- ended to the archive afterwards.
CREATE TABLE habilitation (
    id              TEXT NOT NULL PRIMARY KEY,
    entity_id       TEXT NOT NULL REFERENCES entity (id),
    user_id         TEXT NOT NULL REFERENCES users (id),
    team_id         TEXT NOT NULL REFERENCES team (id),
    team_leader     BIGINT NOT NULL CHECK (team_leader IN (0, 1)),
    creator         BIGINT NOT NULL CHECK (creator IN (0, 1)),
    status          TEXT NOT NULL CHECK (status IN ('invited', 'active', 'archived')),
    since_ms        BIGINT NOT NULL,
    granted_by      TEXT REFERENCES users (id), -- none: the server's command line
    led_by          TEXT REFERENCES users (id), -- who gave the role of team leader, or moved the leader

    from_ms         BIGINT,
    until_ms        BIGINT,
    dated_ms        BIGINT,                     -- when its end was set, if not when it was given
    reminded        BIGINT,                     -- 30, 7 or 1 days before its end: the last of these that was said,
    reminded_of_ms  BIGINT,                     -- and of which end

    archived_ms     BIGINT,
    archived_by     TEXT REFERENCES users (id),
    reason          TEXT,

    sort_name       TEXT NOT NULL DEFAULT '',   -- folded last and first name, else the address
    search          TEXT NOT NULL DEFAULT '',   -- folded names and address, for the search field
    UNIQUE (entity_id, user_id)
);
CREATE INDEX habilitation_by_user ON habilitation (user_id, entity_id);
CREATE INDEX habilitation_by_team ON habilitation (team_id, status);
CREATE INDEX habilitation_list ON habilitation (entity_id, sort_name, id);
CREATE INDEX habilitation_by_end ON habilitation (until_ms) WHERE until_ms IS NOT NULL AND status <> 'archived';
-- Those that end, few among many, are asked for by every line.
CREATE UNIQUE INDEX habilitation_dated ON habilitation (user_id, entity_id)
    WHERE until_ms IS NOT NULL AND status <> 'archived';

-- The latest end that leaders of a height allow: the last that one of them set, 1 at the root.  An end that somebody
-- above has set is moved later only by his like.
CREATE TABLE habilitation_bound (
    habilitation_id  TEXT NOT NULL REFERENCES habilitation (id),
    level            BIGINT NOT NULL,
    until_ms         BIGINT NOT NULL,
    PRIMARY KEY (habilitation_id, level)
) WITHOUT ROWID;

-- --- contacts: the access itself -------------------------------------------------------------------------------------

-- One line for ever for each operation, entity and user; kept in the order in which lists show it.  `current` is 0 once
-- the line is revoked; a line past its end is expired, whatever `current` says.
CREATE TABLE contact (
    operation_id      TEXT NOT NULL REFERENCES operation (id),
    current           BIGINT NOT NULL CHECK (current IN (0, 1)),
    -- Folded last and first name, else the address; in a draft the address, since who waits there has not heard of it.
    sort_name         TEXT NOT NULL,
    id                TEXT NOT NULL,
    entity_id         TEXT NOT NULL REFERENCES entity (id),
    user_id           TEXT NOT NULL REFERENCES users (id),
    -- Its participation's, which never changes: whether somebody manages anything, and where, is one look-up.
    side              TEXT CHECK (side IN ('manager', 'lender', 'borrower')),
    status            TEXT NOT NULL CHECK (status IN ('queued', 'invited', 'active', 'revoked')),
    since_ms          BIGINT NOT NULL,
    added_by          TEXT REFERENCES users (id),  -- from whom it comes: added, last restored, or handed it over

    from_ms           BIGINT,
    until_ms          BIGINT,
    dated_ms          BIGINT,                   -- when its end was set, if not when it was given
    bound_ms          BIGINT,                   -- the latest end that its managers allow; none: they set none
    reminded          BIGINT,                   -- as of a habilitation
    reminded_of_ms    BIGINT,

    invited_until_ms  BIGINT,                   -- when the link in the activation mail ends
    mail_failed_ms    BIGINT,                   -- its mail came back for good

    revoked_ms        BIGINT,
    revoked_by        TEXT REFERENCES users (id),
    expired           BIGINT NOT NULL DEFAULT 0 CHECK (expired IN (0, 1)),  -- archived by its end
    habilitation_id   TEXT REFERENCES habilitation (id),  -- whose archiving took it along, and offers it back
    reason            TEXT,

    search            TEXT NOT NULL,            -- folded names and address, for the search field; a draft's as above
    PRIMARY KEY (operation_id, current, sort_name, id),
    FOREIGN KEY (operation_id, entity_id) REFERENCES participation (operation_id, entity_id),
    CHECK ((status = 'revoked') = (current = 0))
) WITHOUT ROWID;
CREATE UNIQUE INDEX contact_by_id ON contact (id);
CREATE UNIQUE INDEX contact_by_user ON contact (user_id, entity_id, operation_id);
CREATE INDEX contact_by_habilitation ON contact (habilitation_id) WHERE habilitation_id IS NOT NULL;
CREATE INDEX contact_active ON contact (operation_id, user_id) WHERE status = 'active';
CREATE INDEX contact_by_end ON contact (until_ms) WHERE until_ms IS NOT NULL AND current = 1;
CREATE INDEX contact_by_side ON contact (user_id, entity_id, side) WHERE status = 'active';

-- The same access as intervals: who had it on day D is one look-up.
CREATE TABLE access (
    contact_id    TEXT NOT NULL REFERENCES contact (id),
    from_ms       BIGINT NOT NULL,
    to_ms         BIGINT,                       -- none: it goes on
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    entity_id     TEXT NOT NULL REFERENCES entity (id),
    user_id       TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (contact_id, from_ms)
) WITHOUT ROWID;
CREATE INDEX access_by_operation ON access (operation_id, from_ms);
CREATE INDEX access_by_user ON access (user_id, from_ms);

-- --- the register ----------------------------------------------------------------------------------------------------

-- Every access decision; rows are chained by hash and never updated.
CREATE TABLE register (
    sequence      BIGINT NOT NULL PRIMARY KEY,
    at_ms         BIGINT NOT NULL,
    action        TEXT NOT NULL,
    actor_id      TEXT REFERENCES users (id),   -- none: the server's command line
    session_id    TEXT,
    operation_id  TEXT REFERENCES operation (id),
    entity_id     TEXT REFERENCES entity (id),
    user_id       TEXT REFERENCES users (id),   -- whom it is about
    contact_id    TEXT,
    reason        TEXT,
    hash          TEXT NOT NULL                 -- BLAKE2b-256 of the previous hash and this row
) WITHOUT ROWID;
CREATE INDEX register_by_operation ON register (operation_id, sequence);
CREATE INDEX register_by_entity ON register (entity_id, sequence);

-- --- signing in, in an environment -----------------------------------------------------------------------------------

CREATE TABLE session (
    id            TEXT NOT NULL PRIMARY KEY,
    user_id       TEXT NOT NULL REFERENCES users (id),
    entity_id     TEXT REFERENCES entity (id),  -- the environment, once chosen
    agent         TEXT,
    source        TEXT,
    created_ms    BIGINT NOT NULL,
    last_used_ms  BIGINT NOT NULL,
    expires_ms    BIGINT NOT NULL,
    ended_ms      BIGINT,
    browser       TEXT                          -- its proof ends with the session when that is ended from elsewhere
) WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user_id, created_ms);

-- A password was right and a second factor is awaited.
CREATE TABLE challenge (
    id          TEXT NOT NULL PRIMARY KEY,
    digest      TEXT NOT NULL,                  -- of the cookie's value
    kind        TEXT NOT NULL DEFAULT 'email_code' CHECK (kind IN ('email_code', 'totp')),
    kid         TEXT NOT NULL,                  -- the key from which the code is derived
    user_id     TEXT NOT NULL REFERENCES users (id),
    tries       BIGINT NOT NULL,
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL
);
CREATE UNIQUE INDEX challenge_by_digest ON challenge (digest);
CREATE INDEX challenge_by_user ON challenge (user_id);

CREATE TABLE recovery_code (
    user_id  TEXT NOT NULL REFERENCES users (id),
    digest   TEXT NOT NULL,
    PRIMARY KEY (user_id, digest)
);

-- A browser that has proved its user's mailbox.
CREATE TABLE browser (
    digest      TEXT NOT NULL PRIMARY KEY,      -- of the cookie's value
    user_id     TEXT NOT NULL REFERENCES users (id),
    expires_ms  BIGINT NOT NULL
);
CREATE INDEX browser_by_user ON browser (user_id);

-- Failures by address and by source, for growing pauses.
CREATE TABLE throttle (
    subject   TEXT NOT NULL PRIMARY KEY,
    failures  BIGINT NOT NULL,
    last_ms   BIGINT NOT NULL,
    open_ms   BIGINT NOT NULL                   -- not before this instant
);
CREATE INDEX throttle_by_age ON throttle (last_ms);

-- What a repeated write answers: in one environment, to whom stands as he stood after it.
CREATE TABLE idempotency (
    user_id     TEXT NOT NULL REFERENCES users (id),
    entity_id   TEXT NOT NULL,                  -- the environment, '' for none
    key         TEXT NOT NULL,
    request     TEXT NOT NULL,                  -- digest of method, path, environment and body
    standing    TEXT NOT NULL,                  -- what the rights said after it, and of whom
    status      BIGINT NOT NULL,
    size        BIGINT NOT NULL,                -- bytes of the answer: what is kept of one person is bounded
    created_ms  BIGINT NOT NULL,
    answer      TEXT NOT NULL,
    PRIMARY KEY (user_id, entity_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_ms);
CREATE INDEX idempotency_by_user ON idempotency (user_id, created_ms, size);

-- --- invitations and addresses ---------------------------------------------------------------------------------------

-- A link in a mail: its secret is derived from the id under the server's key, and only its digest is here.
CREATE TABLE invitation (
    id          TEXT NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('activation', 'reset')),
    user_id     TEXT NOT NULL REFERENCES users (id),
    sponsor_id  TEXT REFERENCES users (id),
    digest      TEXT NOT NULL,
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL,
    ended_ms    BIGINT                          -- used, refused or replaced
);
CREATE UNIQUE INDEX invitation_by_digest ON invitation (digest);
CREATE UNIQUE INDEX invitation_live ON invitation (user_id, kind) WHERE ended_ms IS NULL;
-- How many links somebody was sent lately is asked at every "forgotten password".
CREATE INDEX invitation_by_user ON invitation (user_id, created_ms);

-- Who invited which person without an account, for a day.
CREATE TABLE stranger (
    actor_id  TEXT NOT NULL REFERENCES users (id),
    user_id   TEXT NOT NULL REFERENCES users (id),
    at_ms     BIGINT NOT NULL,
    PRIMARY KEY (actor_id, user_id)
) WITHOUT ROWID;
CREATE INDEX stranger_by_actor ON stranger (actor_id, at_ms);
CREATE INDEX stranger_by_age ON stranger (at_ms);

-- A person moves to another address: same account, same lines.
-- `own`: signed in, a code goes to the new mailbox.  `vouched`: the old mailbox is lost, so somebody who knows the
-- person vouches (`vouching`), time passes (`waiting`), and a link goes to the new mailbox.  `asked`: code or link is
-- awaited.
-- Code and link are derived from `proof_id`, the cancel link from `notice_id`, under the key named in the mail.
CREATE TABLE address_change (
    id               TEXT NOT NULL PRIMARY KEY,
    user_id          TEXT NOT NULL REFERENCES users (id),
    kind             TEXT NOT NULL CHECK (kind IN ('own', 'vouched')),
    status           TEXT NOT NULL CHECK (status IN ('asked', 'vouching', 'waiting', 'done', 'taken_back', 'refused',
                                                     'cancelled', 'expired')),
    email            TEXT NOT NULL,                -- the new address, as it was written
    email_key        TEXT NOT NULL,
    old_email        TEXT NOT NULL,
    old_key          TEXT NOT NULL,
    taken            BIGINT NOT NULL CHECK (taken IN (0, 1)),  -- it was somebody's account: no code fits
    kid              TEXT NOT NULL,
    proof_id         TEXT NOT NULL,
    proof_digest     TEXT NOT NULL,
    notice_id        TEXT NOT NULL,
    notice_digest    TEXT NOT NULL,
    tries            BIGINT NOT NULL,
    created_ms       BIGINT NOT NULL,
    due_ms           BIGINT,                       -- when a step ends by itself; none once all is over
    cancel_until_ms  BIGINT NOT NULL,
    done_ms          BIGINT,
    request_id       TEXT                          -- by which somebody may vouch
);
CREATE UNIQUE INDEX address_change_open ON address_change (user_id) WHERE status IN ('asked', 'vouching', 'waiting');
CREATE INDEX address_change_by_user ON address_change (user_id, created_ms);
CREATE UNIQUE INDEX address_change_by_proof ON address_change (proof_digest);
CREATE UNIQUE INDEX address_change_by_notice ON address_change (notice_digest);
CREATE INDEX address_change_by_proof_id ON address_change (proof_id);
CREATE INDEX address_change_due ON address_change (due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX address_change_by_request ON address_change (request_id) WHERE request_id IS NOT NULL;

-- Addresses that were somebody's.  They are nobody's account now: who is added by one starts afresh.
CREATE TABLE address_alias (
    user_id    TEXT NOT NULL REFERENCES users (id),
    to_ms      BIGINT NOT NULL,
    from_ms    BIGINT NOT NULL,
    email      TEXT NOT NULL,
    email_key  TEXT NOT NULL,
    PRIMARY KEY (user_id, to_ms)
);
CREATE INDEX address_alias_by_address ON address_alias (email_key);

-- --- requests --------------------------------------------------------------------------------------------------------

-- Who is not signed in proves his mailbox before anybody hears of what he asks: this waits for its link to be opened.
-- What is asked for is kept as it was typed and looked up afterwards by the mailer, so that asking does the same work
-- whether there is such a thing or not.  The link's secret is derived from the id, as an invitation's.
CREATE TABLE asking (
    id          TEXT NOT NULL PRIMARY KEY,
    digest      TEXT NOT NULL,
    email       TEXT NOT NULL,                   -- as it was written
    email_key   TEXT NOT NULL,                   -- as it is matched
    language    TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    kind        TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact')),
    wanted      TEXT NOT NULL,                   -- an operation's reference or an entity, as typed
    message     TEXT,
    source      TEXT NOT NULL,                   -- a digest of where it came from
    created_ms  BIGINT NOT NULL,
    expires_ms  BIGINT NOT NULL,
    ended_ms    BIGINT,
    outcome     TEXT CHECK (outcome IN ('proved', 'refused'))
) WITHOUT ROWID;
CREATE UNIQUE INDEX asking_by_digest ON asking (digest);
CREATE INDEX asking_by_email ON asking (email_key, source);
CREATE INDEX asking_by_source ON asking (source, created_ms);
CREATE INDEX asking_due ON asking (expires_ms);

-- Somebody wants something, and who may decide has not yet: to be let in
-- (`habilitation`, `contact`), to be removed from an operation (`leave`), to keep a habilitation under an address of a
-- foreign domain (`address`), to vouch for somebody who lost his mailbox (`vouch`).
CREATE TABLE request (
    id            TEXT NOT NULL PRIMARY KEY,
    kind          TEXT NOT NULL CHECK (kind IN ('habilitation', 'contact', 'leave', 'address', 'vouch')),
    entity_id     TEXT REFERENCES entity (id),
    operation_id  TEXT REFERENCES operation (id),
    user_id       TEXT REFERENCES users (id),   -- whom it is for; none: the mailbox below, and nobody's account
    asked_by      TEXT REFERENCES users (id),
    message       TEXT,
    created_ms    BIGINT NOT NULL,
    due_ms        BIGINT,                       -- when silence goes one level up

    status        TEXT NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'cancelled')),
    decided_ms    BIGINT,
    decided_by    TEXT REFERENCES users (id),
    reason        TEXT,

    -- Of somebody who is no user: he becomes one when it is decided.
    email         TEXT,
    email_key     TEXT,
    language      TEXT CHECK (language IN ('fr', 'en')),
    source        TEXT,                         -- a digest of where it came from
    wanted        TEXT,                         -- what was typed; none: what is asked for was known
    seek_ms       BIGINT,                       -- when to look for what is wanted; none: that is done
    CHECK (user_id IS NOT NULL OR (email IS NOT NULL AND email_key IS NOT NULL AND language IS NOT NULL))
);
CREATE INDEX request_by_entity ON request (entity_id, status, created_ms);
CREATE INDEX request_by_user ON request (user_id, status);
CREATE INDEX request_by_email ON request (email_key, status) WHERE user_id IS NULL;
CREATE UNIQUE INDEX request_open ON request (entity_id, user_id) WHERE status = 'open' AND kind = 'habilitation';
CREATE INDEX request_due ON request (status, due_ms);
CREATE INDEX request_by_operation ON request (operation_id, status);
CREATE INDEX request_by_asker ON request (asked_by, created_ms);
-- They belong to no entity and to no operation: they are few, and found by their kind.
CREATE INDEX request_vouch ON request (status) WHERE kind = 'vouch';
CREATE INDEX request_seek_due ON request (seek_ms) WHERE seek_ms IS NOT NULL;
CREATE INDEX request_of_stranger ON request (created_ms) WHERE status = 'open' AND user_id IS NULL;

-- Operations of several houses may have the reference that was typed: each house decides for its own.
CREATE TABLE request_target (
    request_id    TEXT NOT NULL REFERENCES request (id),
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    PRIMARY KEY (request_id, operation_id)
) WITHOUT ROWID;
CREATE INDEX request_target_by_operation ON request_target (operation_id, request_id);

-- One yes of those that are needed: who lost his mailbox is vouched for by two people who came to the entity by
-- different hands, or by one team leader.
CREATE TABLE vouch (
    request_id  TEXT NOT NULL REFERENCES request (id),
    user_id     TEXT NOT NULL REFERENCES users (id),
    entity_id   TEXT NOT NULL REFERENCES entity (id),  -- for which he acted
    at_ms       BIGINT NOT NULL,
    PRIMARY KEY (request_id, user_id)
) WITHOUT ROWID;

-- --- handovers -------------------------------------------------------------------------------------------------------

-- Somebody leaves, or lets go of a part of his work: one or several others take over what he could see.
CREATE TABLE handover (
    id          TEXT NOT NULL PRIMARY KEY,
    entity_id   TEXT NOT NULL REFERENCES entity (id),
    user_id     TEXT NOT NULL REFERENCES users (id),    -- who leaves
    started_by  TEXT NOT NULL REFERENCES users (id),    -- himself, or a team leader: in whose name it is carried out
    starts_ms   BIGINT NOT NULL,                        -- successors have access from here on
    leaves_ms   BIGINT NOT NULL,                        -- who leaves keeps his until here
    message     TEXT,
    status      TEXT NOT NULL CHECK (status IN ('open', 'completed', 'cancelled', 'expired')),
    roles       TEXT CHECK (roles IN ('given', 'asked')),  -- what became of his roles; none: there was none to give
    created_ms  BIGINT NOT NULL,
    changed_ms  BIGINT NOT NULL,                        -- silence counts from here
    ended_ms    BIGINT,
    due_ms      BIGINT NOT NULL,                        -- when to look at it again
    CHECK (leaves_ms >= starts_ms),
    CHECK ((status = 'open') = (ended_ms IS NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX handover_open ON handover (user_id, entity_id) WHERE status = 'open';
CREATE INDEX handover_by_user ON handover (user_id, id);
CREATE INDEX handover_by_starter ON handover (started_by, id);
CREATE INDEX handover_by_entity ON handover (entity_id, id);
CREATE INDEX handover_due ON handover (status, due_ms);

-- What one successor is asked to take over: named operations, or everything that nobody else was named for.
CREATE TABLE handover_part (
    id           TEXT NOT NULL PRIMARY KEY,
    handover_id  TEXT NOT NULL REFERENCES handover (id),
    place        BIGINT NOT NULL,                       -- in the order asked
    user_id      TEXT NOT NULL REFERENCES users (id),   -- the successor
    everything   BIGINT NOT NULL CHECK (everything IN (0, 1)),
    status       TEXT NOT NULL CHECK (status IN ('waiting', 'accepted', 'refused', 'expired', 'dropped')),
    created_ms   BIGINT NOT NULL,
    reminded_ms  BIGINT,
    answered_ms  BIGINT,
    reason       TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX handover_part_by_handover ON handover_part (handover_id, place);
CREATE INDEX handover_part_by_user ON handover_part (user_id, status);

-- The operations of a part: `waiting`; `given`, the successor has a line; `done`, who leaves has none any more; `lost`,
-- he had none to hand over when the day came.
CREATE TABLE handover_operation (
    part_id       TEXT NOT NULL REFERENCES handover_part (id),
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    handover_id   TEXT NOT NULL REFERENCES handover (id),
    state         TEXT NOT NULL CHECK (state IN ('waiting', 'given', 'done', 'lost')),
    made          BIGINT NOT NULL CHECK (made IN (0, 1)),  -- the successor's line came of it
    at_ms         BIGINT,                                  -- of the state
    PRIMARY KEY (part_id, operation_id)
) WITHOUT ROWID;
CREATE INDEX handover_operation_by_handover ON handover_operation (handover_id, operation_id);

-- --- what people are told --------------------------------------------------------------------------------------------

-- What somebody wants to hear of an operation: his own entity's people, and the borrowers' where he manages it.
-- Everything, where there is no row.
CREATE TABLE notification_setting (
    user_id       TEXT NOT NULL REFERENCES users (id),
    operation_id  TEXT NOT NULL REFERENCES operation (id),
    own           BIGINT NOT NULL CHECK (own IN (0, 1)),
    borrowers     BIGINT NOT NULL CHECK (borrowers IN (0, 1)),
    PRIMARY KEY (user_id, operation_id)
) WITHOUT ROWID;

-- Who may have something to hear, about what, and when.  The register is the source of `lines`: what it says of the
-- operation after a sequence.  The letter takes all rows of a person with it.
CREATE TABLE notice (
    user_id         TEXT NOT NULL REFERENCES users (id),
    kind            TEXT NOT NULL CHECK (kind IN ('lines', 'expiring', 'request')),
    about           TEXT NOT NULL,              -- an operation, a contact, a request
    after_sequence  BIGINT NOT NULL,
    due_ms          BIGINT NOT NULL,
    PRIMARY KEY (user_id, kind, about)
) WITHOUT ROWID;
CREATE INDEX notice_due ON notice (due_ms);

-- How far the register was read, and up to which instant the ends of accesses were looked at, for those who hear of
-- them a week before (0: not yet): one row.
CREATE TABLE notice_read (
    sequence  BIGINT NOT NULL,
    ends_ms   BIGINT NOT NULL DEFAULT 0
);
INSERT INTO notice_read (sequence) VALUES (0);

-- Mails that wait to be sent, in the transaction that caused them.  No secret is here: the mailer derives it.  What a
-- mailbox is sent is counted, and a later letter about the same replaces the one that waits (outbox.c).
CREATE TABLE outbox (
    id             TEXT NOT NULL PRIMARY KEY,
    kind           TEXT NOT NULL,
    email          TEXT NOT NULL,
    language       TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    facts          TEXT NOT NULL,               -- a JSON object of what the mail says
    invitation_id  TEXT REFERENCES invitation (id),
    challenge_id   TEXT,
    derived_from   TEXT,                        -- an address change's proof or notice
    kid            TEXT,                        -- the key from which link or code is derived
    contact_id     TEXT,

    urgency        BIGINT NOT NULL DEFAULT 4,   -- its senders wait behind nobody else's (postage.h)
    mailbox        TEXT,                        -- the address's key, without what follows a plus sign
    allowance      TEXT,                        -- of what it is counted
    slot_ms        BIGINT,                      -- when it was to go first; none: it is held, to be gathered
    about          TEXT,                        -- its series and subject

    status         TEXT NOT NULL CHECK (status IN ('waiting', 'sent', 'failed')),
    -- The mail server refused it for a reason that is not its address, which the operator can mend.
    blocked        BIGINT NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
    attempts       BIGINT NOT NULL,
    created_ms     BIGINT NOT NULL,
    due_ms         BIGINT NOT NULL,             -- when to try; a mailer at work moves it ahead
    expires_ms     BIGINT NOT NULL,
    ended_ms       BIGINT,
    error          TEXT
);
CREATE INDEX outbox_due ON outbox (status, due_ms);
CREATE INDEX outbox_by_contact ON outbox (contact_id);
CREATE INDEX outbox_by_urgency ON outbox (urgency, due_ms, id) WHERE status = 'waiting';
-- How many letters about people without an account somebody got.
CREATE INDEX outbox_about_strangers ON outbox (email, created_ms)
    WHERE kind IN ('stranger_request', 'stranger_habilitation');
CREATE INDEX outbox_by_slot ON outbox (mailbox, allowance, slot_ms) WHERE slot_ms IS NOT NULL;
CREATE INDEX outbox_by_about ON outbox (mailbox, about) WHERE status = 'waiting' AND about IS NOT NULL;
CREATE INDEX outbox_held ON outbox (mailbox, allowance) WHERE status = 'waiting' AND urgency = 5;
