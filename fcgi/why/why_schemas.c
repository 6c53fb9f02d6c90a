/* What is answered: the chain of who gave what. */
#include "requests.h"
#include "schema.h"
#include "why.h"

#define LINK_STATE WORD("ok", "missing", "waits")

/* clang-format off */

SCHEMA(why,
    { "person",  ALWAYS, OBJECT(person),   NULL },
    { "holds",   ALWAYS, FLAG,             "Whether it opens the operation, or is in force." },
    { "chain",   ALWAYS, LIST(why_link),   "Every fact on which it rests, in order." },
    { "actions", ALWAYS, LIST(why_action), "What the caller may do about it, and why or why not." })

SCHEMA(why_link,
    { "code",     ALWAYS, TEXT,          "What programs test for." },
    { "state",    ALWAYS, LINK_STATE,    "Missing and waits stand in the way." },
    { "sentence", ALWAYS, TEXT,          "For a person, in his language." },
    { "at",       ALWAYS, TIME_OR_NULL,  "The moment it speaks of." },
    { "remedy",   ALWAYS, TEXT_OR_NULL,  "What mends it, when something does." },
    { "who",      ALWAYS, LIST(decider), "Who can mend it." })

SCHEMA(why_action,
    { "action",  ALWAYS, TEXT,         "As in `may`." },
    { "allowed", ALWAYS, FLAG,         NULL },
    { "why",     ALWAYS, LIST(reason), "What gives it, or what is lacking or forbids it." })

/* clang-format on */
