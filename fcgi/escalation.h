/* Requests about which nobody decides: after three working days they go one level up. */
#ifndef ESCALATION_H
#define ESCALATION_H

#include "db.h"

#include <stdint.h>

/* Three working days from now, Saturdays and Sundays (UTC) not counted. */
int64_t escalation_due(int64_t now);

/* Mails every request that is due to those one level up, or once more to those who may grant it where there is no
 * level above, in the connection's transaction. */
void escalation_run(struct db *db, struct arena *arena, int64_t now);

#endif
