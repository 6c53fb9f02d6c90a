#include "throttle.h"
#include "secret.h"
#include "sql_desk.h"

#define FORGET_MS (24 * 3600 * 1000LL) /* as long as the longest of those below */

const struct throttle throttle_address = { "address", 5, 30, 900, 24 * 3600 };
const struct throttle throttle_source = { "source", 100, 5, 60, 600 };
const struct throttle throttle_code = { "code", 15, 60, 900, 24 * 3600 };

const struct ration ration_deciders = { "deciders", 60, 3600 };
const struct ration ration_deciders_source = { "deciders_source", 600, 3600 }; /* a whole house may be behind one */

/* A digest, so that mistyped addresses are not collected in the clear. */
static const char *subject_of(struct req *q, const char *prefix, const char *subject)
{
    const char *text = arena_format(q->arena, "%s:%s", prefix, subject);
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);
    size_t length = 0;

    while (text[length])
        length++;
    secret_digest(digest, text, length);
    return digest;
}

/* A longer pause than the greatest was begun by a clock that was ahead. */
int throttle_wait(struct req *q, const struct throttle *throttle, const char *subject)
{
    struct throttle_state state;
    int64_t pause;

    if (!sql_throttle_state(q->db, &state, subject_of(q, throttle->prefix, subject)) || state.open <= q->now)
        return 0;
    pause = (state.open - q->now + 999) / 1000;
    return pause <= throttle->most_s ? (int)pause : 0;
}

static int64_t pause_s(const struct throttle *throttle, int64_t failures)
{
    int64_t pause = throttle->first_s;

    if (failures < throttle->free)
        return 0;
    for (int64_t i = throttle->free; i < failures && pause < throttle->most_s; i++)
        pause *= 2;
    return pause < throttle->most_s ? pause : throttle->most_s;
}

void throttle_fail(struct req *q, const struct throttle *throttle, const char *subject)
{
    const char *key = subject_of(q, throttle->prefix, subject);
    struct throttle_state state;
    int64_t failures;

    sql_throttle_purge(q->db, q->now - FORGET_MS);
    sql_throttle_state(q->db, &state, key);
    failures = state.last + throttle->forget_s * 1000 < q->now ? 1 : state.failures + 1;
    sql_throttle_set(q->db, key, failures, q->now, q->now + pause_s(throttle, failures) * 1000);
}

void throttle_clear(struct req *q, const struct throttle *throttle, const char *subject)
{
    sql_throttle_clear(q->db, subject_of(q, throttle->prefix, subject));
}

/* `last` is when the stretch began: a clock that was ahead begins another. */
int ration_take(struct req *q, const struct ration *ration, const char *subject)
{
    const char *key = subject_of(q, ration->prefix, subject);
    int64_t every = ration->every_s * 1000;
    struct throttle_state state;
    bool goes_on = sql_throttle_state(q->db, &state, key) && state.last <= q->now && state.last + every > q->now;

    if (goes_on && state.failures >= ration->most)
        return (int)((state.last + every - q->now + 999) / 1000);
    sql_throttle_purge(q->db, q->now - FORGET_MS);
    sql_throttle_set(q->db, key, goes_on ? state.failures + 1 : 1, goes_on ? state.last : q->now, 0);
    return 0;
}

bool throttle_forget(struct db *db, int64_t now)
{
    sql_throttle_purge(db, now - FORGET_MS);
    return db_changes(db) > 0;
}
