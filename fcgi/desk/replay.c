#include "replay.h"
#include "log.h"
#include "route.h"
#include "secret.h"
#include "sql_desk.h"

#include <string.h>

#define KEY_MOST 200

enum err replay_key(struct req *q)
{
    const char *key = q->from.idempotency_key;

    if (!key)
        return OK;
    for (const char *c = key; *c; c++)
        if (*c <= ' ' || *c > '~' || c - key >= KEY_MOST)
            return E_BAD_REQUEST;
    return *key ? OK : E_BAD_REQUEST;
}

/* What carries a password, or answers secrets or a session, is not kept, not even for a day. */
static bool is_secret(const struct route *route)
{
    return route->slow || route->secret;
}

bool replay_applies(const struct req *q)
{
    return q->from.idempotency_key && q->actor.user && route_is_kept(q->route) && !is_secret(q->route);
}

static const char *environment(const struct req *q)
{
    return q->actor.entity ? q->actor.entity : "";
}

static const char *request_digest(struct req *q)
{
    struct text text = text_new(q->arena, BODY_MOST + 8192);
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    text_add(&text, q->from.method);
    text_add_char(&text, '\n');
    text_add(&text, q->from.path);
    text_add_char(&text, '\n');
    text_add(&text, environment(q));
    text_add_char(&text, '\n');
    text_add_bytes(&text, q->from.body ? q->from.body : "", q->from.body_length);
    secret_digest(digest, text.bytes, text.length);
    return digest;
}

const char *replay_standing(struct req *q, enum err judged)
{
    const struct actor *actor = &q->actor;

    return arena_format(q->arena, "%s %d%d%d%d %s", judged ? err_code(judged) : "ok", actor->habilitated,
                        actor->team_leader, actor->root_leader, actor->creator, actor->team ? actor->team : "");
}

/* What stops even somebody who has the right: the first write itself may have brought it about. */
static bool is_state(enum err judged)
{
    return judged == E_CONFLICT || judged == E_OPERATION_CLOSED || judged == E_ALREADY_REVOKED ||
           judged == E_NOT_REVOKED || judged == E_NOT_INVITED;
}

/* A write may take from its caller what he wrote to, or his right to it: he then still stands as he did after it. */
static bool stands(struct req *q, enum err judged, const char *then)
{
    return !judged || is_state(judged) || !strcmp(replay_standing(q, judged), then);
}

static void answer_again(struct req *q, const struct idempotency_find *found)
{
    q->status = (int)found->status;
    text_add(&q->answer, found->answer);
    q->content_type = !*found->answer ? NULL : q->status >= 400 ? "application/problem+json" : "application/json";
    q->replayed = true;
}

/* Forgetting the oldest instead would let a write be done twice. */
static bool is_full(struct req *q)
{
    struct idempotency_held held;

    if (!sql_idempotency_held(q->db, &held, q->actor.user, q->now - REPLAY_KEPT_MS) ||
        (held.count < REPLAY_KEYS_MOST && held.bytes < REPLAY_BYTES_MOST))
        return false;
    q->retry_after = (int)((held.oldest + REPLAY_KEPT_MS - q->now) / 1000 + 1);
    return true;
}

enum err replay_find(struct req *q, enum err judged)
{
    struct idempotency_find found;

    if (!replay_applies(q))
        return OK;
    if (!sql_idempotency_find(q->db, &found, q->actor.user, environment(q), q->from.idempotency_key,
                              q->now - REPLAY_KEPT_MS))
        return !judged && is_full(q) ? E_MANY_KEYS : db_error(q->db);
    if (!stands(q, judged, found.standing)) {
        q->standing = NULL; /* the answer of then stays, for when he may again */
        return OK;
    }
    if (strcmp(found.request, request_digest(q)))
        return E_KEY_REUSED;
    answer_again(q, &found);
    return OK;
}

void replay_keep(struct req *q, const char *standing)
{
    if (!replay_applies(q) || q->replayed)
        return;
    sql_idempotency_purge(q->db, q->now - REPLAY_KEPT_MS);
    sql_idempotency_add(q->db, &(struct sql_idempotency_add){ .user = q->actor.user,
                                                              .entity = environment(q),
                                                              .key = q->from.idempotency_key,
                                                              .request = request_digest(q),
                                                              .standing = standing,
                                                              .status = q->status,
                                                              .size = (int64_t)q->answer.length,
                                                              .answer = text_string(&q->answer),
                                                              .now = q->now });
}

/* Whose key it was is not known, where another was meant than who came. */
static bool is_of_the_moment(const struct req *q)
{
    return q->error == E_KEY_REUSED || q->error == E_ACTING_FOR_ANOTHER || q->status >= 500 || q->status == 401 ||
           q->status == 429;
}

void replay_keep_refusal(struct req *q, const char *standing)
{
    if (!replay_applies(q) || is_of_the_moment(q) || db_begin(q->db, q->arena))
        return;
    if (!is_full(q))
        replay_keep(q, standing);
    if (db_commit(q->db))
        LOG_WARN("refusal_not_kept", LOG_TEXT("id", q->from.request_id));
}

bool replay_forget(struct db *db, int64_t now)
{
    sql_idempotency_purge(db, now - REPLAY_KEPT_MS);
    return db_changes(db) > 0;
}
