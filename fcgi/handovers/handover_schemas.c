/* What is answered: handovers. */
#include "handovers.h"
#include "schema.h"

#define ON_HANDOVER WORDS("answer", "change", "continue", "cancel")
#define ON_PART     WORDS("change")
#define HANDOVER_AS WORDS("leaver", "successor", "leader")

/* clang-format off */

SCHEMA(handovers,
    { "items", ALWAYS, LIST(handover_line), "Newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,        "The `after` of the next page." })

SCHEMA(handover_line,
    { "id",         ALWAYS, TEXT,                     NULL },
    { "entity",     ALWAYS, OBJECT(named),            "For which the person acted." },
    { "leaver",     ALWAYS, OBJECT(person),           "Who leaves." },
    { "started_by", ALWAYS, OBJECT(person),           "In whose name it is carried out." },
    { "from",       ALWAYS, TIME,                     "Successors have access from here on." },
    { "until",      ALWAYS, TIME,                     "Who leaves has his until here at least." },
    { "status",     ALWAYS, WORD_OF(handover_status), NULL },
    { "created",    ALWAYS, TIME,                     NULL },
    { "ended_at",   ALWAYS, TIME_OR_NULL,             NULL },
    { "successors", ALWAYS, NUMBER,                   "Who are asked." },
    { "accepted",   ALWAYS, NUMBER,                   "Those of them who have accepted." },
    { "operations", ALWAYS, NUMBER,                   "Concerned." },
    { "as",         ALWAYS, HANDOVER_AS,              "How the caller is part of it." },
    { "may",        ALWAYS, ON_HANDOVER,              NULL })

SCHEMA(handover,
    { "id",         ALWAYS, TEXT,                          NULL },
    { "entity",     ALWAYS, OBJECT(named),                 "For which the person acted." },
    { "leaver",     ALWAYS, OBJECT(person),                "Who leaves." },
    { "started_by", ALWAYS, OBJECT(person),                "In whose name it is carried out." },
    { "from",       ALWAYS, TIME,                          "Successors have access from here on." },
    { "until",      ALWAYS, TIME,                          "Who leaves has his until here at least." },
    { "status",     ALWAYS, WORD_OF(handover_status),      NULL },
    { "created",    ALWAYS, TIME,                          NULL },
    { "ended_at",   ALWAYS, TIME_OR_NULL,                  NULL },
    { "successors", ALWAYS, NUMBER,                        "Who are asked." },
    { "accepted",   ALWAYS, NUMBER,                        "Those of them who have accepted." },
    { "operations", ALWAYS, NUMBER,                        "Concerned." },
    { "as",         ALWAYS, HANDOVER_AS,                   "How the caller is part of it." },
    { "may",        ALWAYS, ON_HANDOVER,                   NULL },
    { "message",    ALWAYS, TEXT_OR_NULL,                  "A word for the successors." },
    { "roles",      ALWAYS, WORD_OF_OR_NULL(handed_roles), "What became of his roles." },
    { "rests",      ALWAYS, FLAG,                          "Who started it has left: a leader may go on." },
    { "parts",      ALWAYS, LIST(handover_part),           "A successor sees his own alone." })

SCHEMA(handover_part,
    { "id",          ALWAYS, TEXT,                                              NULL },
    { "successor",   ALWAYS, OBJECT(person),                                    NULL },
    { "account",     ALWAYS, FLAG_OR_NULL, "Whether he has one; null where it is not told." },
    { "everything",  ALWAYS, FLAG,                                              "All that nobody else was named for." },
    { "status",      ALWAYS, WORD("waiting", "accepted", "refused", "expired"), NULL },
    { "asked_at",    ALWAYS, TIME,                                              NULL },
    { "reminded_at", ALWAYS, TIME_OR_NULL,                                      NULL },
    { "answered_at", ALWAYS, TIME_OR_NULL,                                      "Or expired." },
    { "reason",      ALWAYS, TEXT_OR_NULL,                                      "Why it was refused." },
    { "operations",  ALWAYS, LIST(handover_operation),                          "By reference, newest first." },
    { "may",         ALWAYS, ON_PART,                                           NULL })

SCHEMA(handover_operation,
    { "id",        ALWAYS, TEXT,                      NULL },
    { "reference", ALWAYS, TEXT,                      NULL },
    { "name",      ALWAYS, TEXT,                      NULL },
    { "status",    ALWAYS, WORD_OF(operation_status), NULL },
    { "side",      ALWAYS, WORD_OF(side),             NULL },
    { "state",     ALWAYS, WORD_OF(handed_state),     "Done: taken from who leaves; lost: he had none." },
    { "at",        ALWAYS, TIME_OR_NULL,              "Of the state." },
    { "access",    ALWAYS, TEXT_OR_NULL,              "The status of the successor's line." })

SCHEMA(handover_preview,
    { "leaver",            ALWAYS, OBJECT(person),         NULL },
    { "from",              ALWAYS, TIME,                   NULL },
    { "until",             ALWAYS, TIME,                   NULL },
    { "successors",        ALWAYS, LIST(handover_heir),    "In the order asked." },
    { "left",              ALWAYS, LIST(handed_operation), "Without a successor." },
    { "habilitation_ends", ALWAYS, FLAG,                   "Of who leaves, with the last operation." },
    { "roles",             ALWAYS, FLAG,                   "Whether there are roles to hand over." })

SCHEMA(handover_heir,
    { "email",        ALWAYS, TEXT,                   NULL },
    { "name",         ALWAYS, TEXT_OR_NULL,           "Of a colleague; null for everybody else." },
    { "account",      ALWAYS, FLAG_OR_NULL,           "Likewise: whether he has one." },
    { "everything",   ALWAYS, FLAG,                   NULL },
    { "operations",   ALWAYS, LIST(handed_operation), NULL },
    { "needs_leader", ALWAYS, FLAG,                   "Whether a team leader must authorise him first." })

SCHEMA(handed_operation,
    { "id",        ALWAYS, TEXT,                      NULL },
    { "reference", ALWAYS, TEXT,                      NULL },
    { "name",      ALWAYS, TEXT,                      NULL },
    { "status",    ALWAYS, WORD_OF(operation_status), NULL },
    { "side",      ALWAYS, WORD_OF(side),             NULL })

/* clang-format on */
