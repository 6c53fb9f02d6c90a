/* Reminders 30, 7 and 1 days before an access or a habilitation ends: to the person, and to those who can extend it. */
#ifndef REMINDER_H
#define REMINDER_H

#include "db.h"

#include <stdbool.h>
#include <stdint.h>

/* Puts the letters that are due into the outbox, in the connection's transaction: a person gets one a day, which names
 * all that ends for him. True when there may be more. */
bool reminder_run(struct db *db, int64_t now);

#endif
