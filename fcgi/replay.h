/* A write that is repeated with its Idempotency-Key answers what the first one answered. */
#ifndef REPLAY_H
#define REPLAY_H

#include "req.h"

/* Stage: is the key, if there is one, a sensible one? */
enum err replay_key(struct req *q) CHECKED;

/* Stage: when this person's key has served within a day, sets the answer of then. E_KEY_REUSED for another request. */
enum err replay_find(struct req *q) CHECKED;

/* Keeps the answer in the transaction of the write. */
void replay_keep(struct req *q);

/* Keeps a refusal, in a transaction of its own since the write's was undone. What may turn out otherwise without
 * anybody's decision (a throttle, an error of ours) is not kept. */
void replay_keep_refusal(struct req *q);

#endif
