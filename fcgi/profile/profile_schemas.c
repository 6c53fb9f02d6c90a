/* What is answered: a person. */
#include "entities.h"
#include "operations.h"
#include "profile.h"
#include "schema.h"

/* clang-format off */

SCHEMA(profile,
    { "person",        ALWAYS, OBJECT(profile_person), NULL },
    { "habilitations", ALWAYS, LIST(habilitation),     "At the caller's entity, for who leads there." },
    { "contacts",      ALWAYS, LIST(contact),          "Current ones that the caller may see." },
    { "more",          ALWAYS, FLAG,                   "There are more than the 200 that are told." })

SCHEMA(profile_person,
    { "id",         ALWAYS, TEXT,         NULL },
    { "email",      ALWAYS, TEXT,         NULL },
    { "first_name", ALWAYS, TEXT_OR_NULL, "Null until there is an account, and where only a draft is seen." },
    { "last_name",  ALWAYS, TEXT_OR_NULL, "Likewise, and for who has one name." })

/* clang-format on */
