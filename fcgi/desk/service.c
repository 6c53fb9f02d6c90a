/* What the service says about itself. */
#include "desk_routes.h"
#include "emit.h"
#include "route.h"
#include "sql_upkeep.h"

static enum err health(struct req *q)
{
    struct migration_version row;

    sql_migration_version(q->db, &row);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "status", "ok");
    emit_object_end(&q->answer);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route service_routes[] = {
    { "GET", "api/health", PUBLIC, "Whether the service and its database answer.",
      .act = health, .answer = &health_schema },
    { 0 }
};

/* clang-format on */
