/* What people are told about, as they wish it. */
#ifndef NOTICES_H
#define NOTICES_H

#include "letter_wording.h"
#include "notice.h"
#include "reminder.h"
#include "req.h"
#include "route.h"

extern const struct route setting_routes[];

extern const struct letter_kind notice_letters[];

extern const struct schema notifications_schema, notification_line_schema, notification_mode_schema,
    notification_schema;

/* Writes what the caller is told about an operation, as a member when there is a name; null when he is told nothing,
 * for want of a line of his own. */
void notification_show(struct req *q, const char *name, const char *operation);

#endif
