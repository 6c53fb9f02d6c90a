/* What is answered: moves to another address. */
#include "moves.h"
#include "requests.h"
#include "schema.h"

#define FATE       WORD("kept", "merged", "joined", "waits_for_leader", "blocked")
#define MOVE_STATE WORD("asked", "vouching", "waiting")

/* clang-format off */

SCHEMA(address,
    { "email",   ALWAYS, TEXT,                         NULL },
    { "pending", ALWAYS, OBJECT_OR_NULL(move_pending), "The move that is under way." },
    { "done",    ALWAYS, OBJECT_OR_NULL(move_done),    "The last one, while it can be taken back." },
    { "former",  ALWAYS, LIST(alias),                  "Newest first." })

SCHEMA(move_pending,
    { "email",   ALWAYS, TEXT,                    "The new address." },
    { "kind",    ALWAYS, WORD_OF(move_kind),      NULL },
    { "state",   ALWAYS, MOVE_STATE,              "What is awaited: code or link, a word, time." },
    { "asked",   ALWAYS, TIME,                    NULL },
    { "until",   ALWAYS, TIME,                    "When this step ends." },
    { "vouched", ALWAYS, OBJECT_OR_NULL(vouched), "How far it is, when others must vouch." })

SCHEMA(move_done,
    { "from",  ALWAYS, TEXT, NULL },
    { "to",    ALWAYS, TEXT, NULL },
    { "at",    ALWAYS, TIME, NULL },
    { "until", ALWAYS, TIME, "Until then the old mailbox can take it back." })

SCHEMA(alias,
    { "email", ALWAYS, TEXT, NULL },
    { "from",  ALWAYS, TIME, NULL },
    { "to",    ALWAYS, TIME, NULL })

SCHEMA(move_preview,
    { "email",   ALWAYS,    TEXT,                        "As it will be kept." },
    { "alias_of",ALWAYS,    TEXT_OR_NULL,                "Without its +tag, when it has one." },
    { "notes",   ALWAYS,    WORDS_OF_TYPE(address_note), "What is unusual about it where one acts." },
    { "instead", SOMETIMES, TEXT,                        "The address that may have been meant." },
    { "entity",  SOMETIMES, OBJECT(named),               "Whose domain it is." },
    { "items",   ALWAYS,    LIST(moving),                "Habilitations, then lines." },
    { "former",  ALWAYS,    NUMBER,                      "Revoked and expired lines: they stay." },
    { "code",    ALWAYS,    TEXT_OR_NULL,                "Why it cannot be done." })

SCHEMA(moved,
    { "from",   ALWAYS, TEXT,         NULL },
    { "to",     ALWAYS, TEXT,         NULL },
    { "until",  ALWAYS, TIME,         "Until then the old mailbox can take it back." },
    { "items",  ALWAYS, LIST(moving), "Habilitations, then lines." },
    { "former", ALWAYS, NUMBER,       "Revoked and expired lines; they stayed with the account." })

SCHEMA(moving,
    { "kind",      ALWAYS, WORD("habilitation", "operation"), NULL },
    { "entity",    ALWAYS, OBJECT(named),                     NULL },
    { "operation", ALWAYS, OBJECT_OR_NULL(referenced),        "Null for a habilitation." },
    { "status",    ALWAYS, WORD_OF(contact_status),           NULL },
    { "result",    ALWAYS, FATE,                              "What becomes of it, or became." },
    { "code",      ALWAYS, TEXT_OR_NULL,                      "Why it is blocked." })

SCHEMA(move_link,
    { "purpose", ALWAYS, WORD("cancel", "confirm"),       NULL },
    { "state",   ALWAYS, WORD("pending", "done", "over"), "Done: it can be taken back." },
    { "outcome", ALWAYS, WORD_OF(move_status),            "How the move stands." },
    { "from",    ALWAYS, TEXT,                            NULL },
    { "to",      ALWAYS, TEXT,                            NULL },
    { "asked",   ALWAYS, TIME,                            NULL },
    { "done",    ALWAYS, TIME_OR_NULL,                    NULL },
    { "until",   ALWAYS, TIME,                            "When this ends." })

/* clang-format on */
