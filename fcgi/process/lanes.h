/* Where a received request is worked on. Reads stay on the thread that received them; slow hashing and writing have
 * threads of their own, each behind a bounded queue, so that neither a flood of sign-ins nor a slow disk holds up those
 * who only read; and among those who wait for a hash, none holds up all others. Where processors are short, hashing
 * stands behind the rest. */
#ifndef LANES_H
#define LANES_H

#include "db.h"
#include "req.h"

#define LANES_HASHING_THREADS 2
#define LANES_HASHING_MOST    48                   /* waiting to be hashed; the next is told to come back later */
#define LANES_HASHING_WAIT_MS (DEADLINE_MS - 1000) /* who waited longer is told so too */
#define LANES_WRITING_MOST    512                  /* waiting to be written */

struct lanes;

/* Opens the connections and starts the threads, none of which takes signals that the caller has blocked. `done` is
 * called once for each request given to lanes_run, on whichever thread ended it. NULL, with one line in the log, when
 * the database does not open. The caller ends it with lanes_stop. */
struct lanes *lanes_start(const char *database, void (*done)(struct req *q));

/* Takes a request that is filled as req_receive wants it, and lends it the caller's read connection; without one (NULL)
 * what would read is refused as unavailable. When this returns, the request is done or belongs to another thread. */
void lanes_run(struct lanes *lanes, struct req *q, struct db *db);

/* Ends everything that was taken, then the threads. Nobody may call lanes_run any more. */
void lanes_stop(struct lanes *lanes);

#endif
