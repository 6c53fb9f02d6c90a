/* What people asked for, in their own words, looked up by the mailer: whoever asks waits for none of it, so that
 * neither the answer nor its time tells whether there is such a thing.
 */
#ifndef SEEK_H
#define SEEK_H

#include "db.h"

#include <stdbool.h>
#include <stdint.h>

/* Whether there is something to look for. */
bool seek_is_due(struct db *db, int64_t now);

/* Finds what is wanted and tells those who can grant it, in the connection's transaction. True when there may be more.
 */
bool seek_run(struct db *db, int64_t now);

/* Ends what nobody has proved for a day, and what nobody has decided for thirty about people without an account. */
bool seek_expire(struct db *db, int64_t now);

/* Whether one more letter about somebody without an account may go to an address today. */
bool seek_may_write(struct db *db, int64_t now, const char *email);

/* What a mailbox asked while it was nobody's is asked by whose it is from now on, but for what he has or asked too. */
void seek_take_over(struct db *db, int64_t now, const char *user, const char *email_key);

#endif
