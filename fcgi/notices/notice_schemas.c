/* What is answered: what people are told about. */
#include "notices.h"
#include "schema.h"

/* clang-format off */

SCHEMA(notifications,
    { "items", ALWAYS, LIST(notification_line), "By reference, newest first." },
    { "next",  ALWAYS, TEXT_OR_NULL,            "The `after` of the next page." },
    { "mode",  ALWAYS, WORD_OF(notice_mode),    "As it happens, once a day, not at all." })

SCHEMA(notification_line,
    { "operation", ALWAYS, OBJECT(operation_name), NULL },
    { "own",       ALWAYS, FLAG,                   "Of people of one's own entity, and of requests." },
    { "borrowers", ALWAYS, FLAG_OR_NULL,           "Of the borrowers' people; null unless manager." })

SCHEMA(notification_mode,
    { "mode", ALWAYS, WORD_OF(notice_mode), "As it happens, once a day, not at all." })

SCHEMA(notification,
    { "mode",      ALWAYS, WORD_OF(notice_mode), "Everywhere: as it happens, once a day, not at all." },
    { "own",       ALWAYS, FLAG,                 "Of people of one's own entity, and of requests." },
    { "borrowers", ALWAYS, FLAG_OR_NULL,         "Of the borrowers' people; null unless manager." })

/* clang-format on */
