/* A Cookie header: each of our cookies is found when it stands there exactly once, and whatever it holds is no session
 * that was not signed here. */
#include "conf.h"
#include "routes.h"
#include "secret.h"
#include "server.h"
#include "session.h"

#include <stdlib.h>
#include <string.h>

static const struct route own = { "GET", "api/session", OWN_SESSION, .status = 200 };

static void demand(bool condition)
{
    if (!condition)
        abort();
}

/* The same in another way: cut at every semicolon, then count. */
static const char *found(struct arena *arena, const char *header, const char *name)
{
    char *rest = arena_string(arena, header);
    const char *value = NULL, *piece;
    size_t length = strlen(name);
    int count = 0;

    while ((piece = strsep(&rest, ";"))) {
        piece += strspn(piece, " ");
        if (!strncmp(piece, name, length) && piece[length] == '=') {
            value = piece + length + 1;
            count++;
        }
    }
    return count == 1 ? value : NULL;
}

static void check(struct req *q, const char *name)
{
    const char *value = session_cookie(q, name), *wanted = found(q->arena, q->from.cookie, name);

    demand(value ? wanted && !strcmp(value, wanted) : !wanted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct req q = { .now = 1772357400000, .route = &own };

    demand(secret_start());
    conf.public_url = "https://desk.example/";
    conf.prefix = "/";
    conf.idle_minutes = 30;
    server.keys = (struct keys){ .count = 1, .key = { { "k1", "0123456789abcdef0123456789abcde" } } };
    q.arena = arena_new();
    q.from.cookie = arena_copy(q.arena, (const char *)data, size);
    check(&q, COOKIE_SESSION);
    check(&q, COOKIE_CHALLENGE);
    check(&q, COOKIE_BROWSER);
    demand(strlen(session_browser_digest(&q)) < DIGEST_ROOM);
    demand(session_token(&q) == E_NO_SESSION ? !q.token.session : !strcmp(q.token.user, "ann"));
    arena_free(q.arena);
    return 0;
}
