#include "lines.h"
#include "register.h"
#include "sql_operations.h"

void lines_open(struct req *q, const char *user, enum contact_status status, const char *entity)
{
    struct lines_in *lines;
    size_t count = lines_in_all(sql_lines_in(q->db, user, status, entity, q->now), SIZE_MAX, &lines);

    for (size_t i = 0; i < count; i++) {
        struct lines_in line = lines[i];

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
    struct lines_in *lines;
    size_t count = lines_in_all(sql_lines_in(q->db, user, CONTACT_ACTIVE, entity, q->now), SIZE_MAX, &lines);

    for (size_t i = 0; i < count; i++) {
        const char *id = lines[i].id, *operation = lines[i].operation;

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
