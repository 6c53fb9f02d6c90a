/* A right that forgot to ask for what it is about gives nothing. */
#include "check.h"
#include "conf.h"
#include "migrate.h"
#include "route.h"
#include "secret.h"

#include <stdlib.h>
#include <unistd.h>

static bool found, acted;

static enum err load(struct req *q)
{
    q->subject = found ? q : NULL;
    return OK;
}

static enum err act(struct req *q)
{
    (void)q;
    acted = true;
    return OK;
}

static const struct route rows[] = {
    { "GET", "api/thing", PUBLIC, "With a subject, or without.", .load = load, .act = act },
    { "GET", "api/nothing", PUBLIC, "About nothing.", .act = act },
    { 0 },
};
static const struct route *const tables[] = { rows, NULL };

static int status_of(struct arena *arena, struct db *db, const char *path)
{
    struct req q = { .arena = arena,
                     .db = db,
                     .now = time_now(),
                     .from = { .method = "GET", .path = path, .request_id = "260c4bb9a5d54a5fb0c6d5d0a6b3c1f2" } };

    acted = false;
    CHECK(req_receive(&q) == LANE_READ);
    req_serve(&q);
    return q.status;
}

int main(void)
{
    char folder[] = "/tmp/permit_test.XXXXXX", path[64];
    struct arena *arena = arena_new();
    struct db *db;

    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    snprintf(path, sizeof path, "%s/guichet.db", folder);
    setenv("GUICHET_DATABASE", path, 1);
    CHECK(secret_start() && conf_load() && migrate_main(1, NULL) == EXIT_SUCCESS);
    route_use(tables);
    db = db_open(path, DB_READ);
    CHECK(status_of(arena, db, "/api/nothing") == 204 && acted);
    CHECK(status_of(arena, db, "/api/thing") == 404 && !acted);
    found = true;
    CHECK(status_of(arena, db, "/api/thing") == 204 && acted);
    db_close(db);
    for (const char *const *ending = (const char *const[]){ "", "-guard", "-wal", "-shm", NULL }; *ending; ending++)
        unlink(arena_format(arena, "%s%s", path, *ending));
    CHECK(rmdir(folder) == 0);
    arena_free(arena);
    return check_end();
}
