/* Moves of an address whose step ends by itself: a code that nobody typed, a vouching that did not come, a waiting time
 * that is over. */
#ifndef MOVE_WATCH_H
#define MOVE_WATCH_H

#include "db.h"

#include <stdint.h>

/* Goes on with every one that is due, in the connection's transaction. */
bool move_watch(struct db *db, int64_t now);

/* Forgets a few of the oldest that are over and kept no longer, likewise: their links lead nowhere from then on. True
 * when there may be more. */
bool move_forget(struct db *db, int64_t now);

#endif
