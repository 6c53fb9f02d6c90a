/* What is answered: what waits. */
#include "requests.h"
#include "schema.h"
#include "waiting.h"

/* clang-format off */

SCHEMA(waiting,
    { "requests",            ALWAYS, OBJECT(waiting_group), "To decide, in this environment." },
    { "handovers",           ALWAYS, OBJECT(waiting_group), "That ask the user to take over, for any entity." },
    { "invitations_expired", ALWAYS, OBJECT(waiting_group), "Whose link has ended before it was used." },
    { "invitations_failed",  ALWAYS, OBJECT(waiting_group), "Whose mail came back for good." },
    { "ending",              ALWAYS, OBJECT(waiting_group), "Accesses that end within 30 days." },
    { "lone_managers",       ALWAYS, OBJECT(waiting_group), "Operations that one person manages." },
    { "lone_leaders",        ALWAYS, OBJECT(waiting_group), "The entity, when one person leads it." },
    { "unproved",            ALWAYS, OBJECT(waiting_group), "Active people whose mailbox was not proved for 30 days." })

SCHEMA(waiting_group,
    { "count", ALWAYS, NUMBER,             "Of requests 100 at most; lines of the 1,000 newest operations." },
    { "items", ALWAYS, LIST(waiting_item), "The most urgent ones." },
    { "href",  ALWAYS, TEXT,               "The page that has them all, as a fragment." })

SCHEMA(waiting_item,
    { "id",        ALWAYS, TEXT,                             "Of the request, handover, line, operation or entity." },
    { "person",    ALWAYS, OBJECT_OR_NULL(person),           "Whom it is about." },
    { "entity",    ALWAYS, OBJECT_OR_NULL(wanted_entity),    NULL },
    { "operation", ALWAYS, OBJECT_OR_NULL(wanted_operation), NULL },
    { "at",        ALWAYS, TIME_OR_NULL,                     "Asked, ended, came back, ends, or last proved." },
    { "href",      ALWAYS, TEXT,                             "Where it is looked after, as a fragment." })

/* clang-format on */
