/* A write that is repeated with its Idempotency-Key answers what the first one answered, to who still stands as he did.
 */
#ifndef REPLAY_H
#define REPLAY_H

#include "req.h"

#define REPLAY_KEPT_MS    (24 * 3600 * 1000LL)
#define REPLAY_KEYS_MOST  4000               /* that are kept of one person */
#define REPLAY_BYTES_MOST (16 * 1024 * 1024) /* of answers, likewise */

/* Stage: is the key, if there is one, a sensible one? */
enum err replay_key(struct req *q) CHECKED;

/* Whether the answer is, or might be, that of an earlier request. */
bool replay_applies(const struct req *q);

/* How the caller stands to what he asks for: what he is in his environment, and what the rights say. */
const char *replay_standing(struct req *q, enum err judged);

/* Stage: when this person's key has served in this environment within a day, sets the answer of then, but only while he
 * may still do it, or could but for the state that the thing is in, or stands as he did when it was done. E_KEY_REUSED
 * for another request; E_MANY_KEYS when no more can be kept: what could not be remembered is not done. */
enum err replay_find(struct req *q, enum err judged) CHECKED;

/* Keeps the answer in the transaction of the write, and how its caller stands after it. */
void replay_keep(struct req *q, const char *standing);

/* Keeps a refusal, in a transaction of its own since the write's was undone. What may turn out otherwise without
 * anybody's decision (a throttle, an error of ours) is not kept. */
void replay_keep_refusal(struct req *q, const char *standing);

/* Forgets what is kept no longer. True when there may be more. */
bool replay_forget(struct db *db, int64_t now);

#endif
