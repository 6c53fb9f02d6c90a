/* What is answered: the register. */
#include "register.h"
#include "schema.h"
#include "words.h"

/* clang-format off */

SCHEMA(register,
    { "items", ALWAYS, LIST(register_line), "Newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,        "The `after` of the next page." })

SCHEMA(register_line,
    { "at",      ALWAYS, TIME,                   NULL },
    { "actor",   ALWAYS, OBJECT_OR_NULL(person), "Null: the server's command line." },
    { "action",  ALWAYS, WORD_OF(action),        NULL },
    { "subject", ALWAYS, OBJECT_OR_NULL(person), "Whom it is about." },
    { "entity",  ALWAYS, OBJECT_OR_NULL(named),  NULL },
    { "reason",  ALWAYS, TEXT_OR_NULL,           NULL },
    { "row",     ALWAYS, NUMBER,                 "Its number in the register." })

SCHEMA(entity_register,
    { "items", ALWAYS, LIST(entity_register_line), "Newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,               "The `after` of the next page." })

SCHEMA(entity_register_line,
    { "at",        ALWAYS, TIME,                       NULL },
    { "actor",     ALWAYS, OBJECT_OR_NULL(person),     "Null: the server's command line." },
    { "action",    ALWAYS, WORD_OF(action),            NULL },
    { "subject",   ALWAYS, OBJECT_OR_NULL(person),     "Whom it is about." },
    { "entity",    ALWAYS, OBJECT_OR_NULL(named),      NULL },
    { "operation", ALWAYS, OBJECT_OR_NULL(referenced), "Null: the entity's own people." },
    { "reason",    ALWAYS, TEXT_OR_NULL,               NULL },
    { "row",       ALWAYS, NUMBER,                     "Its number in the register." })

/* clang-format on */
