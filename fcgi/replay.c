#include "replay.h"
#include "log.h"
#include "routes.h"
#include "secret.h"
#include "sql.h"

#include <string.h>

#define KEY_MOST 200
#define KEPT_MS  (24 * 3600 * 1000LL)

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

/* What carries a password, or answers secrets, is not kept, not even for a day. */
static bool is_secret(const struct route *route)
{
    return route->prepare || (route->answer && !strcmp(route->answer, "recovery_codes"));
}

static bool applies(const struct req *q)
{
    return q->from.idempotency_key && q->actor.user && !is_secret(q->route) && strcmp(q->from.method, "GET") &&
           strcmp(q->from.method, "HEAD");
}

static const char *request_digest(struct req *q)
{
    struct text text = text_new(q->arena, BODY_MOST + 8192);
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    text_add(&text, q->from.method);
    text_add_char(&text, '\n');
    text_add(&text, q->from.path);
    text_add_char(&text, '\n');
    text_add(&text, q->actor.entity ? q->actor.entity : "");
    text_add_char(&text, '\n');
    text_add_bytes(&text, q->from.body ? q->from.body : "", q->from.body_length);
    secret_digest(digest, text.bytes, text.length);
    return digest;
}

enum err replay_find(struct req *q)
{
    struct idempotency_find found;

    if (!applies(q) || !sql_idempotency_find(q->db, &found, q->actor.user, q->from.idempotency_key, q->now - KEPT_MS))
        return db_error(q->db);
    if (strcmp(found.request, request_digest(q)))
        return E_KEY_REUSED;
    q->status = (int)found.status;
    text_add(&q->answer, found.answer);
    q->content_type = !*found.answer ? NULL : q->status >= 400 ? "application/problem+json" : "application/json";
    q->replayed = true;
    return OK;
}

void replay_keep(struct req *q)
{
    if (!applies(q) || q->replayed)
        return;
    sql_idempotency_purge(q->db, q->now - KEPT_MS);
    sql_idempotency_add(q->db, q->actor.user, q->from.idempotency_key, request_digest(q), q->status,
                        text_string(&q->answer), q->now);
}

void replay_keep_refusal(struct req *q)
{
    if (!applies(q) || q->error == E_KEY_REUSED || q->status >= 500 || q->status == 401 || q->status == 429 ||
        db_begin(q->db, q->arena))
        return;
    replay_keep(q);
    if (db_commit(q->db))
        LOG_WARN("refusal_not_kept", LOG_TEXT("id", q->from.request_id));
}
