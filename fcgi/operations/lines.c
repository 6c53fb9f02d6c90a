#include "lines.h"
#include "register.h"
#include "sql.h"

void lines_open(struct req *q, const char *user, enum contact_status status, const char *entity)
{
    struct rows rows;
    struct lines_in row;

    /* One at a time: opening moves the line that the query stands on. */
    while (rows = sql_lines_in(q->db, user, status, entity, q->now), lines_in_next(&rows, &row)) {
        struct lines_in line = { arena_string(q->arena, row.id), arena_string(q->arena, row.operation),
                                 arena_string(q->arena, row.entity), row.begins };

        db_end(&rows);
        sql_line_status(q->db, CONTACT_ACTIVE, line.id);
        sql_access_begin(q->db, &(struct sql_access_begin){ .contact = line.id,
                                                            .begins = line.begins > q->now ? line.begins : q->now,
                                                            .operation = line.operation,
                                                            .entity = line.entity,
                                                            .user = user });
        register_add(q->db, q->arena, q->now, &q->actor,
                     &(struct entry){ .action = ACTION_CONTACT_ACTIVATED,
                                      .operation = line.operation,
                                      .entity = line.entity,
                                      .user = user,
                                      .contact = line.id });
    }
}

void lines_queue(struct req *q, const char *user, const char *entity)
{
    struct rows rows;
    struct lines_in row;

    /* One at a time: each step moves the line that the query stands on. */
    while (rows = sql_lines_in(q->db, user, CONTACT_ACTIVE, entity, q->now), lines_in_next(&rows, &row)) {
        const char *id = arena_string(q->arena, row.id), *operation = arena_string(q->arena, row.operation);

        db_end(&rows);
        sql_line_status(q->db, CONTACT_QUEUED, id);
        sql_access_cancel(q->db, q->now, id);
        sql_access_end(q->db, q->now, id);
        register_add(q->db, q->arena, q->now, &q->actor,
                     &(struct entry){ .action = ACTION_CONTACT_QUEUED,
                                      .operation = operation,
                                      .entity = entity,
                                      .user = user,
                                      .contact = id });
    }
}
