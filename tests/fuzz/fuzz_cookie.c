/* A Cookie header: each of our cookies is found as often as it stands there, up to a few, and whatever it holds is no
 * session that was not signed here. */
#include "conf.h"
#include "route.h"
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

/* The same in another way: cut at every semicolon. */
static int found(struct arena *arena, const char *header, const char *name, const char *values[COOKIES_MOST])
{
    char *rest = arena_string(arena, header);
    size_t length = strlen(name);
    const char *piece;
    int count = 0;

    while ((piece = strsep(&rest, ";"))) {
        piece += strspn(piece, " ");
        if (strncmp(piece, name, length) || piece[length] != '=')
            continue;
        if (count < COOKIES_MOST)
            values[count] = piece + length + 1;
        count++;
    }
    return count > COOKIES_MOST ? 0 : count;
}

static void check(struct req *q, const char *name)
{
    const char *values[COOKIES_MOST], *wanted[COOKIES_MOST];
    int count = session_cookies(q, name, values);

    demand(count == found(q->arena, q->from.cookie, name, wanted));
    for (int i = 0; i < count; i++)
        demand(!strcmp(values[i], wanted[i]));
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
    demand(session_token(&q) == E_NO_SESSION ? !q.token_count : q.token_count > 0);
    for (int i = 0; i < q.token_count; i++)
        demand(!strcmp(q.tokens[i].user, "ann"));
    arena_free(q.arena);
    return 0;
}
