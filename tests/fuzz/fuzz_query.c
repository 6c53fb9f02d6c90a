/* What nginx passes on of a request line: path, query and preferred languages, a line each, by every method. Whatever
 * they are, a row of the table is found and its query read, or the refusal is whole. */
#include "conf.h"
#include "routes.h"
#include "secret.h"
#include "session.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check_problem(const struct req *q)
{
    json_t *problem = json_loadb(q->answer.bytes, q->answer.length, JSON_REJECT_DUPLICATES, NULL);
    const json_t *fields = json_object_get(problem, "fields");

    demand(q->error && q->status == err_status(q->error) && q->status >= 400);
    demand(json_is_object(problem) && json_integer_value(json_object_get(problem, "status")) == q->status);
    demand(json_string_length(json_object_get(problem, "detail")) > 0);
    demand((q->error == E_FIELDS) == (json_object_size(fields) > 0));
    json_decref(problem);
}

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

static void ask(struct arena *arena, const char *method, const char *path, const char *query, const char *languages)
{
    struct req q = { .arena = arena, .now = 1772357400000 };
    enum lane lane;

    q.from = (struct incoming){ .method = method,
                                .path = path,
                                .query = query,
                                .accept_language = languages,
                                .request_id = "260c4bb9a5d54a5fb0c6d5d0a6b3c1f2" };
    lane = req_receive(&q);
    if (q.route)
        check_route(&q);
    if (lane == LANE_DONE)
        check_problem(&q);
    else
        demand(q.route && !q.error && !q.faults.count && q.query && q.in);
    demand(req_language(&q) == FRENCH || req_language(&q) == ENGLISH);
}

/* Everybody may have a session here: the query is read after the token. */
static struct token signed_in(struct arena *arena, struct req *q)
{
    (void)arena;
    return q->token;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "get", "" };
    struct arena *arena;
    const char *path, *query, *languages;
    char *rest;

    demand(secret_start());
    arena = arena_new();
    rest = arena_copy(arena, (const char *)data, size);
    path = strsep(&rest, "\n");
    query = rest ? strsep(&rest, "\n") : NULL;
    languages = rest;
    conf.public_url = "https://desk.example/";
    conf.prefix = "/";
    conf.origin = "https://desk.example";
    conf.idle_minutes = 30;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        ask(arena, methods[i], path, query, languages);
    arena_free(arena);
    return 0;
}
