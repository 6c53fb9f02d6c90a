/* What the service says about itself. */
#include "api.h"
#include "emit.h"

enum err health(struct req *q)
{
    struct migration_version row;

    sql_migration_version(q->db, &row);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "status", "ok");
    emit_object_end(&q->answer);
    return OK;
}
