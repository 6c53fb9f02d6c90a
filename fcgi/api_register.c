/* The register of an operation. */
#include "api.h"
#include "cursor.h"
#include "emit.h"

#include <stdlib.h>

const struct field page_fields[] = { LIMIT_FIELD(struct page_query), AFTER_FIELD(struct page_query), { 0 } };

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

static void write_entry(struct text *out, const struct register_list *row)
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
    emit_string(out, "reason", row->reason);
    emit_object_end(out);
}

enum err register_list(struct req *q)
{
    const struct operation *operation = q->subject;
    const struct page_query *in = q->query;
    const char *list = arena_format(q->arena, "register %s", operation->id), *next = NULL;
    int64_t limit = list_limit(in->limit), count = 0, before = INT64_MAX;
    struct register_list row;
    struct cursor from;
    struct rows rows;

    if (cursor_read(q, list, in->after, &from))
        return E_FIELDS;
    if (*from.part[0])
        before = strtoll(from.part[0], NULL, 10);
    rows = sql_register_list(q->db, operation->id, list_scope(q), before, limit + 1);
    list_begin(q);
    while (register_list_next(&rows, &row)) {
        if (++count > limit) {
            next = cursor_make(q->arena, list,
                               &(struct cursor){ { arena_format(q->arena, "%lld", (long long)before), "" } });
            db_end(&rows);
            break;
        }
        write_entry(&q->answer, &row);
        before = row.sequence;
    }
    list_end(q, next);
    return OK;
}
