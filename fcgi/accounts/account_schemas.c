/* What is answered: accounts. */
#include "accounts.h"
#include "schema.h"

/* clang-format off */

SCHEMA(challenge,
    { "challenge", ALWAYS, WORD_OF(challenge_kind), "What is still to be proved." })

SCHEMA(session,
    { "id",           ALWAYS,    TEXT,                        "As among my browsers; no secret." },
    { "user",         ALWAYS,    OBJECT(user),                NULL },
    { "environment",  ALWAYS,    OBJECT_OR_NULL(environment), "Null until one is chosen." },
    { "environments", ALWAYS,    LIST(environment),           "Those to choose from." },
    { "expires",      ALWAYS,    TIME,                        NULL },
    { "zone",         SOMETIMES, TEXT,                        "Of the user's days, once it was told." })

SCHEMA(user,
    { "id",         ALWAYS, TEXT,             NULL },
    { "email",      ALWAYS, TEXT,             NULL },
    { "first_name", ALWAYS, TEXT,             NULL },
    { "last_name",  ALWAYS, TEXT_OR_NULL,     "Null for who has one name, the first." },
    { "language",   ALWAYS, WORD("fr", "en"), NULL })

SCHEMA(environment,
    { "entity",      ALWAYS, TEXT,          "The entity's identifier." },
    { "name",        ALWAYS, TEXT,          NULL },
    { "client",      ALWAYS, FLAG,          "Whether the entity is a client of the platform." },
    { "team_leader", ALWAYS, FLAG,          "Whether the user leads a team there." },
    { "creator",     ALWAYS, FLAG,          "Whether the user may compose operations there." },
    { "side",        ALWAYS, WORD_OF(side), "On which side the user mostly is there." })

SCHEMA(invitation,
    { "email",     ALWAYS,    TEXT,                     NULL },
    { "kind",      ALWAYS,    WORD_OF(invitation_kind), NULL },
    { "entity",    ALWAYS,    TEXT_OR_NULL,             "A name." },
    { "operation", ALWAYS,    TEXT_OR_NULL,             "A name." },
    { "sponsor",   ALWAYS,    TEXT_OR_NULL,             "Who invites: a name, or an address." },
    { "expires",   ALWAYS,    TIME,                     NULL },
    { "terms_url", SOMETIMES, TEXT, "Where the terms to be accepted are, when the site has its own." })

SCHEMA(account,
    { "id",             ALWAYS,    TEXT,             NULL },
    { "email",          ALWAYS,    TEXT,             NULL },
    { "first_name",     ALWAYS,    TEXT,             NULL },
    { "last_name",      ALWAYS,    TEXT_OR_NULL,     "Null for who has one name, the first." },
    { "job_title",      ALWAYS,    TEXT,             NULL },
    { "phone",          ALWAYS,    TEXT,             "In its international form (E.164)." },
    { "language",       ALWAYS,    WORD("fr", "en"), NULL },
    { "zone",           SOMETIMES, TEXT,             "Time zone of his days (IANA), once it was told." },
    { "totp",           ALWAYS,    FLAG,             "Whether an authenticator is asked for at sign-in." },
    { "recovery_codes", ALWAYS,    NUMBER,           "How many are left." },
    { "mailbox_proved", ALWAYS,    TIME_OR_NULL,     "When a code or a link last proved the mailbox." })

SCHEMA(sessions,
    { "items", ALWAYS, LIST(browser), "Newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,  "The `after` of the next page." })

SCHEMA(browser,
    { "id",        ALWAYS, TEXT,         NULL },
    { "agent",     ALWAYS, TEXT_OR_NULL, "What it says of itself." },
    { "source",    ALWAYS, TEXT_OR_NULL, "The network address it signed in from." },
    { "created",   ALWAYS, TIME,         "When it signed in." },
    { "last_used", ALWAYS, TIME,         NULL },
    { "current",   ALWAYS, FLAG,         "Whether it is the one that asks." })

SCHEMA(totp,
    { "secret", ALWAYS, TEXT, "In base 32, to be typed into the authenticator." },
    { "uri",    ALWAYS, TEXT, "The same for a QR code (otpauth://)." })

SCHEMA(recovery_codes,
    { "recovery_codes", ALWAYS, TEXTS, "Shown this once; each counts once." })

/* clang-format on */
