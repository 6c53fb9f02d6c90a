/* What is answered: operations and their contacts. */
#include "notices.h"
#include "operations.h"
#include "schema.h"

#define OPERATION_WARNINGS WORDS("lone_manager", "lone_contact")
#define REFUSAL                                                                                                        \
    WORD("bad_email", "email_letters", "duplicate", "own_line", "own_source", "end_set", "forbidden",                  \
         "too_many_strangers")
#define NOTES            WORDS_OF_TYPE(address_note)
#define ON_OPERATION     WORDS("add_contact", "read_register", "change", "publish", "close", "leave")
#define ON_PARTICIPATION WORDS("add_contact")
#define ON_CONTACT       WORDS("revoke", "restore", "resend", "extend", "leave", "hand_over")

/* clang-format off */

SCHEMA(operations,
    { "items", ALWAYS, LIST(operation_line), NULL },
    { "next",  ALWAYS, TEXT_OR_NULL,         "The `after` of the next page." })

SCHEMA(operation_line,
    { "id",        ALWAYS, TEXT,                      NULL },
    { "reference", ALWAYS, TEXT,                      NULL },
    { "name",      ALWAYS, TEXT,                      NULL },
    { "status",    ALWAYS, WORD_OF(operation_status), NULL },
    { "side",      ALWAYS, WORD_OF(side),             "The environment's." },
    { "manager",   ALWAYS, OBJECT(manager),           NULL },
    { "contacts",  ALWAYS, NUMBER,                    "Current, for the user to see." })

SCHEMA(operation,
    { "id",                ALWAYS,    TEXT,                         NULL },
    { "reference",         ALWAYS,    TEXT,                         NULL },
    { "name",              ALWAYS,    TEXT,                         NULL },
    { "status",            ALWAYS,    WORD_OF(operation_status),    NULL },
    { "side",              ALWAYS,    WORD_OF(side),                "The environment's." },
    { "manager",           ALWAYS,    OBJECT(manager),              NULL },
    { "contacts",          ALWAYS,    NUMBER,                       "Current, for the user to see." },
    { "archived_contacts", ALWAYS,    NUMBER,                       "Revoked and expired, likewise." },
    { "contact_counts",    ALWAYS,    OBJECT(operation_counts),     "The current ones, by status." },
    { "participations",    ALWAYS,    LIST(participation),          "Entities that the user may see." },
    { "managers",          ALWAYS,    LIST(manager_contact),        "Whom to ask." },
    { "warnings",          ALWAYS,    OPERATION_WARNINGS,           "What to mend." },
    { "leave_asked",       ALWAYS,    TIME_OR_NULL,                 "When the user asked to be removed." },
    { "notifications",     ALWAYS,    OBJECT_OR_NULL(notification), "Null without a line of one's own." },
    { "latest_until",      SOMETIMES, TIME,                         "The latest end one may give; absent: any." },
    { "may",               ALWAYS,    ON_OPERATION,                 NULL })

SCHEMA(manager,
    { "entity", ALWAYS, TEXT, "The entity's identifier." },
    { "name",   ALWAYS, TEXT, NULL })

SCHEMA(operation_counts,
    { "active",  ALWAYS, NUMBER, NULL },
    { "invited", ALWAYS, NUMBER, NULL },
    { "queued",  ALWAYS, NUMBER, NULL })

SCHEMA(participation,
    { "entity",   ALWAYS,    OBJECT(named),    NULL },
    { "side",     ALWAYS,    WORD_OF(side),    NULL },
    { "client",   ALWAYS,    FLAG,             "Whether the entity is a client of the platform." },
    { "language", SOMETIMES, WORD("fr", "en"), "Of most of its people, where one may add some." },
    { "may",      ALWAYS,    ON_PARTICIPATION, NULL })

SCHEMA(manager_contact,
    { "name",      ALWAYS, TEXT,          NULL },
    { "job_title", ALWAYS, TEXT,          NULL },
    { "email",     ALWAYS, TEXT,          NULL },
    { "entity",    ALWAYS, OBJECT(named), NULL })

SCHEMA(contacts,
    { "items",  ALWAYS, LIST(contact),          NULL },
    { "next",   ALWAYS, TEXT_OR_NULL,           "The `after` of the next page." },
    { "total",  ALWAYS, NUMBER,                 "What all filters leave, on this page and the others." },
    { "counts", ALWAYS, OBJECT(contact_counts), "What the filters but `status` leave, by status." })

SCHEMA(access,
    { "items", ALWAYS, LIST(access_line), NULL },
    { "next",  ALWAYS, TEXT_OR_NULL,      "The `after` of the next page." },
    { "at",    ALWAYS, TIME,              "The instant." })

SCHEMA(access_line,
    { "contact",    ALWAYS, TEXT,                   NULL },
    { "person",     ALWAYS, OBJECT(person),         "As he was called then." },
    { "entity",     ALWAYS, OBJECT(named),          NULL },
    { "side",       ALWAYS, WORD_OF(side),          NULL },
    { "from",       ALWAYS, TIME_OR_NULL,           "As they were set then." },
    { "until",      ALWAYS, TIME_OR_NULL,           NULL },
    { "ended",      ALWAYS, TIME_OR_NULL,           "When it ended, if it has." },
    { "granted_by", ALWAYS, OBJECT_OR_NULL(person), "Null: the server's command line, or it is not known any more." },
    { "granted_at", ALWAYS, TIME_OR_NULL,           NULL },
    { "how",        ALWAYS, WORD_OF_OR_NULL(action), "The decision that gave it." },
    { "reason",     ALWAYS, TEXT_OR_NULL,           NULL },
    { "row",        ALWAYS, NUMBER_OR_NULL,         "Of the register: the last word on it until then." })

SCHEMA(contact_counts,
    { "active",  ALWAYS, NUMBER, NULL },
    { "invited", ALWAYS, NUMBER, NULL },
    { "queued",  ALWAYS, NUMBER, NULL },
    { "revoked", ALWAYS, NUMBER, NULL },
    { "expired", ALWAYS, NUMBER, NULL })

SCHEMA(contact,
    { "id",                 ALWAYS,    TEXT,                      NULL },
    { "user",               ALWAYS,    TEXT_OR_NULL,              "The person's identifier; null in a draft." },
    { "email",              ALWAYS,    TEXT,                      NULL },
    { "first_name",         ALWAYS,    TEXT_OR_NULL,              "Null until there is an account, and in a draft." },
    { "last_name",          ALWAYS,    TEXT_OR_NULL,              "Likewise, and for who has one name." },
    { "entity",             ALWAYS,    OBJECT(named),             NULL },
    { "side",               ALWAYS,    WORD_OF(side),             NULL },
    { "status",             ALWAYS,    WORD_OF(contact_status),   "Queued: no yes, or not yet; invited: no account." },
    { "waits_for",          ALWAYS,    WORD_OF_OR_NULL(awaited),  "When queued. A start may come on top." },
    { "since",              ALWAYS,    TIME,                      "When it was added, or restored." },
    { "from",               ALWAYS,    TIME_OR_NULL,              "When the access begins, or began, if not at once." },
    { "until",              ALWAYS,    TIME_OR_NULL,              "When the access ends by itself." },
    { "latest_until",       SOMETIMES, TIME,                      "The latest end that one may give; absent: any." },
    { "added_by",           ALWAYS,    TEXT_OR_NULL,              "A name, or an address." },
    { "added_by_id",        ALWAYS,    TEXT_OR_NULL,              "The same for the filter `added_by`." },
    { "revoked_at",         ALWAYS,    TIME_OR_NULL,              NULL },
    { "revoked_by",         ALWAYS,    TEXT_OR_NULL,              "A name, or an address." },
    { "declined",           ALWAYS,    FLAG,                      "Revoked by the invited: “this is not me”." },
    { "reason",             ALWAYS,    TEXT_OR_NULL,              "Why it was revoked." },
    { "invitation_expires", ALWAYS,    TIME_OR_NULL,              "When the mailed link ends." },
    { "mail_failed_at",     ALWAYS,    TIME_OR_NULL,              "When its mail came back for good." },
    { "dormant",            ALWAYS,    FLAG,                      "The mailbox was not proved for 30 days." },
    { "outside",            ALWAYS,    FLAG,                      "A public mailbox, or a domain new to the entity." },
    { "may",                ALWAYS,    ON_CONTACT,                NULL },
    { "operation",          SOMETIMES, OBJECT(operation_name),    "Where the answer is about a person." })

SCHEMA(added,
    { "items", ALWAYS, LIST(added_line), "One for each address, in the order asked." })

SCHEMA(added_line,
    { "email",   ALWAYS,    TEXT,            "As it was asked." },
    { "result",  ALWAYS,    RESULT,          NULL },
    { "notes",   SOMETIMES, NOTES,           "What was unusual about it. Unless refused." },
    { "instead", SOMETIMES, TEXT,            "The address that may have been meant." },
    { "entity",  SOMETIMES, OBJECT(named),   "Whose domain it is." },
    { "contact", SOMETIMES, OBJECT(contact), "Unless refused." },
    { "leaders", SOMETIMES, TEXTS,           "Who can agree, when it waits for that; none but of one's entity." },
    { "code",    SOMETIMES, REFUSAL,         "When refused." })

SCHEMA(impact,
    { "people",   ALWAYS, NUMBER,                "Persons whose access would end; never the caller's own." },
    { "entities", ALWAYS, LIST(impact_entity),   "Those touched, where fewest are left first." },
    { "waiting",  ALWAYS, LIST(impact_waiting),  "What waits on those persons; 100 at most." })

SCHEMA(impact_entity,
    { "entity", ALWAYS, OBJECT(named), NULL },
    { "lines",  ALWAYS, NUMBER,        "Of its lines would be revoked." },
    { "left",   ALWAYS, NUMBER,        "Active lines that would remain." })

SCHEMA(impact_waiting,
    { "kind",    ALWAYS,    WORD_OF(impact_kind),        "Asked for him, for him alone to decide, or a handover." },
    { "id",      ALWAYS,    TEXT,                         "Of the request, or the handover." },
    { "person",  ALWAYS,    OBJECT(person),               "On whom it waits." },
    { "request", SOMETIMES, WORD_OF(request_kind),        "The kind of a request." },
    { "as",      SOMETIMES, WORD("leaver", "successor"),  "How the person is part of a handover." },
    { "created", ALWAYS,    TIME,                         NULL })

/* clang-format on */
