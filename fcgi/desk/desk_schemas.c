/* What the desk answers itself, and parts of many answers. */
#include "desk_routes.h"
#include "schema.h"

/* clang-format off */

SCHEMA(problem,
    { "type",       ALWAYS,    TEXT,         "urn:guichet:problem: and the code." },
    { "title",      ALWAYS,    TEXT,         NULL },
    { "status",     ALWAYS,    NUMBER,       NULL },
    { "code",       ALWAYS,    ERROR_CODE,   "What programs test for." },
    { "detail",     ALWAYS,    TEXT,         "A sentence for a person, in his language." },
    { "fields",     SOMETIMES, TEXT_BY_NAME, "A sentence for each member at fault." },
    { "why",        SOMETIMES, LIST(reason), "On what a 403, 404 or 409 rests." },
    { "request_id", ALWAYS,    TEXT,         "As in the logs." })

SCHEMA(reason,
    { "code",     ALWAYS, TEXT, "A fact; `not_` before one that would be needed." },
    { "sentence", ALWAYS, TEXT, "The same for a person, in his language." })

SCHEMA(health,
    { "status", ALWAYS, WORD("ok"), NULL })

SCHEMA(named,
    { "id",   ALWAYS, TEXT, NULL },
    { "name", ALWAYS, TEXT, NULL })

SCHEMA(person,
    { "name",  ALWAYS, TEXT, "The address until there is an account." },
    { "email", ALWAYS, TEXT, NULL })

SCHEMA(operation_name,
    { "id",        ALWAYS, TEXT,                      NULL },
    { "reference", ALWAYS, TEXT,                      NULL },
    { "name",      ALWAYS, TEXT,                      NULL },
    { "status",    ALWAYS, WORD_OF(operation_status), NULL })

SCHEMA(referenced,
    { "reference", ALWAYS, TEXT, NULL },
    { "name",      ALWAYS, TEXT, NULL })

/* clang-format on */
