/* Growing pauses after failures, kept in the database: nobody is locked out for ever, and a restart forgets nothing. */
#ifndef THROTTLE_H
#define THROTTLE_H

#include "req.h"

struct throttle {
    const char *prefix;      /* of the subject in the table */
    int64_t free;            /* failures without a pause */
    int64_t first_s, most_s; /* the first pause; each further failure doubles it, up to the greatest */
    int64_t forget_s;        /* failures count no more once the last is so old */
};

extern const struct throttle throttle_address, throttle_source, throttle_code;

/* Of what is no failure, only asked too often: so many in each stretch of time, then none until the next begins. */
struct ration {
    const char *prefix;
    int64_t most, every_s;
};

extern const struct ration ration_deciders, ration_deciders_source;

/* Takes one; seconds until the next stretch when none is left, else 0. */
int ration_take(struct req *q, const struct ration *ration, const char *subject) CHECKED;

/* Seconds until the next try is open, 0 now. */
int throttle_wait(struct req *q, const struct throttle *throttle, const char *subject);

/* Counts a failure. */
void throttle_fail(struct req *q, const struct throttle *throttle, const char *subject);

/* Forgets the failures, after a success. */
void throttle_clear(struct req *q, const struct throttle *throttle, const char *subject);

/* Forgets what counts no more. True when there may be more. */
bool throttle_forget(struct db *db, int64_t now);

#endif
