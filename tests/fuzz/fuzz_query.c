/* What nginx passes on of a request line: path, query and preferred languages, a line each, by every method. Whatever
 * they are, a row of the table is found and its query read, or the refusal is whole. */
#include "answer.h"
#include "conf.h"
#include "problem.h"
#include "routes.h"
#include "secret.h"
#include "server.h"

#include <string.h>

/* A row is found by its own method and path alone, and every `{name}` in it has one piece of the path. */
static void check_route(const struct req *q)
{
    int arguments = 0;

    for (const char *at = strchr(q->route->path, '{'); at; at = strchr(at + 1, '{'))
        arguments++;
    demand(!strcmp(q->from.method, "HEAD") || !strcmp(q->from.method, q->route->method));
    demand(!strncmp(q->from.path, conf.prefix, strlen(conf.prefix)));
    for (int i = 0; i < arguments; i++)
        demand(q->argument[i] && *q->argument[i] && !strchr(q->argument[i], '/'));
    if (!arguments)
        demand(!strcmp(q->from.path + strlen(conf.prefix), q->route->path));
}

static void ask(struct arena *arena, const struct incoming *from)
{
    struct req q = { .arena = arena, .now = 1772357400000, .from = *from };
    enum lane lane;

    lane = req_receive(&q);
    if (q.route)
        check_route(&q);
    if (lane == LANE_DONE)
        check_problem(&q);
    else
        demand(q.route && !q.error && !q.faults.count && q.query && q.in);
    demand(answer_language(&q) == FRENCH || answer_language(&q) == ENGLISH);
}

/* Signed in, since a stranger's query is not read. */
static const char *session_of(struct arena *arena)
{
    struct token token = { "ann", "s1", 1772357400, 1772359200 };

    server.keys = (struct keys){ .count = 1, .key = { { "k1", "0123456789abcdef0123456789abcde" } } };
    return arena_format(arena, "guichet=%s", token_make(arena, &server.keys, conf.public_url, &token));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "get", "" };
    struct arena *arena;
    struct incoming from = { .request_id = "260c4bb9a5d54a5fb0c6d5d0a6b3c1f2" };
    char *rest;

    demand(secret_start());
    route_use(routes);
    arena = arena_new();
    conf.public_url = "https://desk.example/";
    conf.prefix = "/";
    conf.origin = "https://desk.example";
    conf.idle_minutes = 30;
    rest = arena_copy(arena, (const char *)data, size);
    from.path = strsep(&rest, "\n");
    from.query = rest ? strsep(&rest, "\n") : NULL;
    from.accept_language = rest;
    from.cookie = session_of(arena);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        from.method = methods[i];
        ask(arena, &from);
    }
    arena_free(arena);
    return 0;
}
