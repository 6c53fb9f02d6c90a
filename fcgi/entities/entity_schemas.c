/* What is answered: entities, teams and habilitations. */
#include "entities.h"
#include "schema.h"

#define ENTITY_WARNINGS   WORDS("lone_leader")
#define ARCHIVE_REFUSAL   WORD("last_leader", "last_manager")
#define AUTHORISE_REFUSAL WORD("bad_email", "email_letters", "duplicate", "too_many_strangers")
#define ON_ENTITY         WORDS("change", "read_register")
#define ON_TEAM           WORDS("add_team", "add_people", "rename", "move", "remove")
#define ON_HABILITATION   WORDS("change", "archive", "restore", "extend", "hand_over")
#define ROLES             WORDS("team_leader", "creator")

/* clang-format off */

SCHEMA(entities,
    { "items", ALWAYS, LIST(entity_line), "By name." },
    { "next",  ALWAYS, TEXT_OR_NULL,      "The `after` of the next page." })

SCHEMA(entity_line,
    { "id",     ALWAYS, TEXT,                 NULL },
    { "name",   ALWAYS, TEXT,                 NULL },
    { "kind",   ALWAYS, WORD_OF(entity_kind), NULL },
    { "client", ALWAYS, FLAG,                 "Whether the entity is a client of the platform." })

SCHEMA(entity,
    { "id",                       ALWAYS,    TEXT,                 NULL },
    { "name",                     ALWAYS,    TEXT,                 NULL },
    { "kind",                     ALWAYS,    WORD_OF(entity_kind), NULL },
    { "client",                   ALWAYS,    FLAG,                 "Whether the entity is a client of the platform." },
    { "guests_need_habilitation", ALWAYS,    FLAG, "Whether lenders and borrowers must be authorised." },
    { "warnings",                 ALWAYS,    ENTITY_WARNINGS,      "What to mend before somebody leaves." },
    { "latest_until",             SOMETIMES, TIME,                 "The latest end that one may give; absent: any." },
    { "language",                 SOMETIMES, WORD("fr", "en"),     "Of most of its people." },
    { "may",                      ALWAYS,    ON_ENTITY,            NULL })

SCHEMA(teams,
    { "items", ALWAYS, LIST(team),   "By name." },
    { "next",  ALWAYS, TEXT_OR_NULL, "The `after` of the next page." })

SCHEMA(team,
    { "id",      ALWAYS, TEXT,         NULL },
    { "name",    ALWAYS, TEXT,         NULL },
    { "parent",  ALWAYS, TEXT_OR_NULL, "Null for the root." },
    { "people",  ALWAYS, NUMBER,       "Authorised in this very team." },
    { "leaders", ALWAYS, NUMBER,       "Those of them who lead it." },
    { "may",     ALWAYS, ON_TEAM,      NULL })

SCHEMA(habilitations,
    { "items", ALWAYS, LIST(habilitation), "By name." },
    { "next",  ALWAYS, TEXT_OR_NULL,       "The `after` of the next page." })

SCHEMA(habilitation,
    { "id",           ALWAYS,    TEXT,                         NULL },
    { "user",         ALWAYS,    OBJECT(authorised_user),      NULL },
    { "email",        ALWAYS,    TEXT,                         NULL },
    { "team",         ALWAYS,    OBJECT(named),                NULL },
    { "roles",        ALWAYS,    ROLES,                        NULL },
    { "status",       ALWAYS,    WORD_OF(habilitation_status), "Queued: it begins later." },
    { "since",        ALWAYS,    TIME,                         "When it was given, or restored." },
    { "from",         ALWAYS,    TIME_OR_NULL,                 "When it begins, or began, if not at once." },
    { "until",        ALWAYS,    TIME_OR_NULL,                 "When it ends by itself." },
    { "latest_until", SOMETIMES, TIME,                         "The latest end that one may give; absent: any." },
    { "granted_by",   ALWAYS,    TEXT_OR_NULL,                 "A name, or an address." },
    { "archived_at",  ALWAYS,    TIME_OR_NULL,                 NULL },
    { "archived_by",  ALWAYS,    TEXT_OR_NULL,                 "A name, or an address." },
    { "declined",     ALWAYS,    FLAG,                         "Archived by the invited: “this is not me”." },
    { "reason",       ALWAYS,    TEXT_OR_NULL,                 "Why it was archived." },
    { "contacts",     ALWAYS,    NUMBER,                       "Lines for the entity that rest on it." },
    { "may",          ALWAYS,    ON_HABILITATION,              NULL })

SCHEMA(authorised_user,
    { "id",         ALWAYS, TEXT,         NULL },
    { "first_name", ALWAYS, TEXT_OR_NULL, "Null until there is an account." },
    { "last_name",  ALWAYS, TEXT_OR_NULL, "Null until there is an account, or with one name." })

SCHEMA(lines,
    { "items",   ALWAYS,    LIST(line),           "By operation, newest first." },
    { "next",    ALWAYS,    TEXT_OR_NULL,         "The `after` of the next page." },
    { "refusal", SOMETIMES, ARCHIVE_REFUSAL,      "Why archiving would be refused now; with the first page." },
    { "waiting", SOMETIMES, LIST(impact_waiting), "What is open about the person; with the first page." })

SCHEMA(line,
    { "id",           ALWAYS, TEXT,                    "The contact's." },
    { "operation",    ALWAYS, OBJECT(operation_name),  NULL },
    { "side",         ALWAYS, WORD_OF(side),           NULL },
    { "status",       ALWAYS, WORD_OF(contact_status), NULL },
    { "until",        ALWAYS, TIME_OR_NULL,            "When the access ends by itself." },
    { "last_manager", ALWAYS, FLAG,                    "Nobody else manages the operation." },
    { "left",         ALWAYS, NUMBER,                  "Others of the entity who have access there now." })

SCHEMA(authorised,
    { "items", ALWAYS, LIST(authorised_line), "One for each address, in the order asked." })

SCHEMA(authorised_line,
    { "email",        ALWAYS,    TEXT,                        "As it was asked." },
    { "result",       ALWAYS,    RESULT,                      NULL },
    { "notes",        SOMETIMES, WORDS_OF_TYPE(address_note), "What was unusual about it. Unless refused." },
    { "instead",      SOMETIMES, TEXT,                        "The address that may have been meant." },
    { "entity",       SOMETIMES, OBJECT(named),               "Whose domain it is." },
    { "habilitation", SOMETIMES, OBJECT(habilitation),        "Unless refused." },
    { "code",         SOMETIMES, AUTHORISE_REFUSAL,           "When refused." })

/* clang-format on */
