/* What is answered: requests. */
#include "requests.h"
#include "schema.h"

#define DECIDER_KIND WORD("leader", "colleague", "manager", "team_leader", "person")
#define OUTCOME      WORD_OR_NULL("active", "invited", "queued")
#define ON_REQUEST   WORDS("approve", "refuse", "cancel")

/* clang-format off */

SCHEMA(vouched,
    { "given",  ALWAYS, NUMBER, "Words that have been given, of those that are needed." },
    { "needed", ALWAYS, NUMBER, NULL },
    { "alone",  ALWAYS, FLAG,   "The caller's word suffices." })

SCHEMA(requests,
    { "items", ALWAYS, LIST(request), "Newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,  "The `after` of the next page." })

SCHEMA(request,
    { "id",         ALWAYS, TEXT,                             NULL },
    { "kind",       ALWAYS, WORD_OF(request_kind),            "What is asked for." },
    { "person",     ALWAYS, OBJECT(person),                   "Whom it is for." },
    { "stranger",   ALWAYS, FLAG,                             "Who asks has proved a mailbox, and has no account." },
    { "entity",     ALWAYS, OBJECT_OR_NULL(wanted_entity),    "Null: who approves chooses it." },
    { "operation",  ALWAYS, OBJECT_OR_NULL(wanted_operation), NULL },
    { "message",    ALWAYS, TEXT_OR_NULL,                     "A word for who decides." },
    { "asked_by",   ALWAYS, TEXT_OR_NULL,                     "A name, or an address." },
    { "created",    ALWAYS, TIME,                             NULL },
    { "status",     ALWAYS, WORD_OF(request_status),          NULL },
    { "decided_at", ALWAYS, TIME_OR_NULL,                     NULL },
    { "decided_by", ALWAYS, TEXT_OR_NULL,                     "A name, or an address." },
    { "reason",     ALWAYS, TEXT_OR_NULL,                     "Of who decided." },
    { "outcome",    ALWAYS, OUTCOME,                          "What it gave, when approved, as that is now." },
    { "waits_for",  ALWAYS, OBJECT_OR_NULL(awaited),          "When the outcome is queued." },
    { "vouched",    ALWAYS, OBJECT_OR_NULL(vouched),          "How far it is, of kind vouch." },
    { "may",        ALWAYS, ON_REQUEST,                       NULL })

SCHEMA(awaited,
    { "what",    ALWAYS, WORD_OF(awaited), NULL },
    { "entity",  ALWAYS, TEXT_OR_NULL,     "The name of the one whose team leader must agree." },
    { "leaders", ALWAYS, TEXTS,            "The names of those who can, for who belongs to that entity." })

SCHEMA(wanted_entity,
    { "id",   ALWAYS, TEXT_OR_NULL, "Null: as it was typed, whether there is such a thing or not." },
    { "name", ALWAYS, TEXT,         NULL })

SCHEMA(wanted_operation,
    { "id",        ALWAYS, TEXT_OR_NULL, "Null: as it was typed, whether there is such a thing." },
    { "reference", ALWAYS, TEXT,         NULL },
    { "name",      ALWAYS, TEXT_OR_NULL, NULL })

SCHEMA(asking,
    { "state",     ALWAYS, WORD("waiting", "proved", "refused"), NULL },
    { "email",     ALWAYS, TEXT,                                 "The mailbox that is to be proved." },
    { "operation", ALWAYS, TEXT_OR_NULL,                         "The reference, as it was typed." },
    { "entity",    ALWAYS, TEXT_OR_NULL,                         "The entity, as it was typed." },
    { "message",   ALWAYS, TEXT_OR_NULL,                         "A word for who decides." },
    { "asked",     ALWAYS, TIME,                                 NULL },
    { "expires",   ALWAYS, TIME,                                 "When this ends." },
    { "decision",  ALWAYS, WORD_OF_OR_NULL(request_status),      "What became of it; null before it is proved." })

SCHEMA(deciders,
    { "items", ALWAYS, LIST(decider), "Those of the caller's entity, then functions." },
    { "next",  ALWAYS, TEXT_OR_NULL,  "Null: there is one page." })

SCHEMA(decider,
    { "kind",  ALWAYS, DECIDER_KIND, NULL },
    { "name",  ALWAYS, TEXT_OR_NULL, "Null for a function." },
    { "email", ALWAYS, TEXT_OR_NULL, "Null for a function." })

/* clang-format on */
