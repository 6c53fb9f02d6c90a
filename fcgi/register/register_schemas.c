/* What is answered: the register. */
#include "register.h"
#include "schema.h"

#define ACTION                                                                                                         \
    WORD("contact_queued", "contact_invited", "contact_added", "contact_activated", "contact_resent",                  \
         "contact_revoked", "leave_requested", "contact_restored", "contact_extended", "contact_expired",              \
         "invitation_refused", "operation_added", "operation_changed", "contact_merged", "habilitation_merged",        \
         "address_changed", "address_waits", "operation_published", "operation_closed", "participation_added",         \
         "participation_removed", "request_approved", "request_refused", "request_cancelled", "habilitation_added",    \
         "habilitation_changed", "habilitation_archived", "habilitation_restored", "habilitation_extended",            \
         "habilitation_expired", "team_added", "team_renamed", "team_moved", "team_removed", "guests_strict",          \
         "guests_free", "entity_added", "entity_renamed", "entity_is_client", "entity_is_no_client",                   \
         "leader_authorised", "handover_start", "handover_accept", "handover_refuse", "handover_change",               \
         "handover_continue", "handover_cancel", "handover_done", "database_restored")

/* clang-format off */

SCHEMA(register,
    { "items", ALWAYS, LIST(register_line), "Newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,        "The `after` of the next page." })

SCHEMA(register_line,
    { "at",      ALWAYS, TIME,                   NULL },
    { "actor",   ALWAYS, OBJECT_OR_NULL(person), "Null: the server's command line." },
    { "action",  ALWAYS, ACTION,                 NULL },
    { "subject", ALWAYS, OBJECT_OR_NULL(person), "Whom it is about." },
    { "entity",  ALWAYS, OBJECT_OR_NULL(named),  NULL },
    { "reason",  ALWAYS, TEXT_OR_NULL,           NULL })

SCHEMA(entity_register,
    { "items", ALWAYS, LIST(entity_register_line), "Newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,               "The `after` of the next page." })

SCHEMA(entity_register_line,
    { "at",        ALWAYS, TIME,                       NULL },
    { "actor",     ALWAYS, OBJECT_OR_NULL(person),     "Null: the server's command line." },
    { "action",    ALWAYS, ACTION,                     NULL },
    { "subject",   ALWAYS, OBJECT_OR_NULL(person),     "Whom it is about." },
    { "entity",    ALWAYS, OBJECT_OR_NULL(named),      NULL },
    { "operation", ALWAYS, OBJECT_OR_NULL(referenced), "Null: the entity's own people." },
    { "reason",    ALWAYS, TEXT_OR_NULL,               NULL })

/* clang-format on */
