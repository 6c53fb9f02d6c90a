#include "throttle.h"
#include "secret.h"
#include "sql.h"

#define FORGET_MS (24 * 3600 * 1000LL) /* as long as the longest of those below */

const struct throttle throttle_address = { "address", 5, 30, 900, 24 * 3600 };
const struct throttle throttle_source = { "source", 100, 5, 60, 600 };
const struct throttle throttle_code = { "code", 15, 60, 900, 24 * 3600 };

const struct throttle throttle_ask = { "ask", 100, 3600, 3600, 3600 };

/* A digest, so that mistyped addresses are not collected in the clear. */
static const char *subject_of(struct req *q, const struct throttle *throttle, const char *subject)
{
    const char *text = arena_format(q->arena, "%s:%s", throttle->prefix, subject);
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

    if (!sql_throttle_state(q->db, &state, subject_of(q, throttle, subject)) || state.open <= q->now)
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
    const char *key = subject_of(q, throttle, subject);
    struct throttle_state state;
    int64_t failures;

    sql_throttle_purge(q->db, q->now - FORGET_MS);
    sql_throttle_state(q->db, &state, key);
    failures = state.last + throttle->forget_s * 1000 < q->now ? 1 : state.failures + 1;
    sql_throttle_set(q->db, key, failures, q->now, q->now + pause_s(throttle, failures) * 1000);
}

void throttle_clear(struct req *q, const struct throttle *throttle, const char *subject)
{
    sql_throttle_clear(q->db, subject_of(q, throttle, subject));
}
