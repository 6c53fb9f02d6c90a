/* The register of an operation, and that of an entity. */
#include "api.h"
#include "cursor.h"
#include "emit.h"

#include <stdlib.h>

const struct field register_fields[] = {
    { "action", FIELD_LINE, offsetof(struct register_query, action), false, 1, 40, NULL,
      "Only decisions of this kind." },
    { "since", FIELD_TIME, offsetof(struct register_query, since), false, 0, 0, NULL, "From this instant on." },
    { "until", FIELD_TIME, offsetof(struct register_query, until), false, 0, 0, NULL, "Before this instant." },
    LIMIT_FIELD(struct register_query),
    AFTER_FIELD(struct register_query),
    { 0 }
};

static void write_who(struct text *out, const char *member, const char *name, const char *email)
{
    if (!email) {
        emit_null(out, member);
        return;
    }
    emit_object(out, member);
    emit_string(out, "name", name ? name : email);
    emit_string(out, "email", email);
    emit_object_end(out);
}

/* The register of an operation does not name it in every row. */
static void write_operation(struct text *out, const struct register_list *row)
{
    if (!row->reference) {
        emit_null(out, "operation");
        return;
    }
    emit_object(out, "operation");
    emit_string(out, "reference", row->reference);
    emit_string(out, "name", row->operation_name);
    emit_object_end(out);
}

static void write_entry(struct text *out, const struct register_list *row, bool with_operation)
{
    emit_object(out, NULL);
    emit_time(out, "at", row->at);
    write_who(out, "actor", row->actor_name, row->actor_email);
    emit_string(out, "action", row->action);
    write_who(out, "subject", row->name, row->email);
    if (row->entity) {
        emit_object(out, "entity");
        emit_string(out, "id", row->entity);
        emit_string(out, "name", row->entity_name);
        emit_object_end(out);
    } else {
        emit_null(out, "entity");
    }
    if (with_operation)
        write_operation(out, row);
    emit_string(out, "reason", row->reason);
    emit_object_end(out);
}

/* Where the list goes on: before the row of this number. */
static int64_t before_of(const struct cursor *from)
{
    return *from->part[0] ? strtoll(from->part[0], NULL, 10) : INT64_MAX;
}

/* Writes a page of rows, whichever query they come of: both have the same shape. */
static void write_page(struct req *q, struct rows *rows, const char *list, int64_t limit, bool with_operation)
{
    struct register_list row;
    const char *next = NULL;
    int64_t count = 0, before = 0;

    list_begin(q);
    while (register_list_next(rows, &row)) {
        if (++count > limit) {
            struct cursor last = { { arena_format(q->arena, "%lld", (long long)before), "" } };

            next = cursor_make(q->arena, list, &last);
            db_end(rows);
            break;
        }
        write_entry(&q->answer, &row, with_operation);
        before = row.sequence;
    }
    list_end(q, next);
}

enum err register_list(struct req *q)
{
    const struct operation *operation = q->subject;
    const struct register_query *in = q->query;
    const char *list = arena_format(q->arena, "register %s", operation->id);
    int64_t limit = list_limit(in->limit);
    struct cursor from;
    struct rows rows;

    if (cursor_read(q, list, in->after, &from))
        return E_FIELDS;
    rows = sql_register_list(q->db, operation->id, list_scope(q), in->action ? in->action : "", in->since, in->until,
                             before_of(&from), limit + 1);
    write_page(q, &rows, list, limit, false);
    return OK;
}

enum err entity_register(struct req *q)
{
    const struct entity *entity = q->subject;
    const struct register_query *in = q->query;
    const char *list = arena_format(q->arena, "register of %s", entity->id);
    int64_t limit = list_limit(in->limit);
    struct cursor from;
    struct rows rows;

    if (cursor_read(q, list, in->after, &from))
        return E_FIELDS;
    rows = sql_register_of_entity(q->db, entity->id, in->action ? in->action : "", in->since, in->until,
                                  before_of(&from), limit + 1);
    write_page(q, &rows, list, limit, true);
    return OK;
}
