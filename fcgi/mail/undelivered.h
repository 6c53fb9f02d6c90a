/* What follows from a mail that did not arrive, whoever found out. */
#ifndef UNDELIVERED_H
#define UNDELIVERED_H

#include "db.h"

#include <stdbool.h>
#include <stdint.h>

/* Who gave an access hears, in the connection's transaction, that its person was not reached by the mail of that id:
 * because there is no such address, or for another reason. */
void undelivered_tell(struct db *db, struct arena *arena, const char *id, bool refused, int64_t now);

#endif
