/* Requests about which nobody decides: after three working days they go up once more. */
#ifndef ESCALATION_H
#define ESCALATION_H

#include "db.h"

#include <stdint.h>

/* Three working days from now, Saturdays and Sundays (UTC) not counted. */
int64_t escalation_due(int64_t now);

/* Mails every request that is due: to the root of the organisation chart, or to all who may grant the access, in the
 * connection's transaction. Once a request. */
bool escalation_run(struct db *db, int64_t now);

#endif
