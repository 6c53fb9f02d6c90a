/* Who had access at an instant: from the intervals, with what the register said of each line until then. */
#include "emit.h"
#include "list.h"
#include "operations.h"
#include "parts.h"
#include "register.h"
#include "route.h"
#include "sql_operations.h"

#include <string.h>

struct access_query {
    int64_t at, limit;
    const char *entity, *search, *after;
};

static const struct field access_fields[] = {
    { "at", FIELD_TIME, offsetof(struct access_query, at), false, 0, 0, NULL, "The instant; now when absent." },
    { "entity", FIELD_LINE, offsetof(struct access_query, entity), false, 1, 64, NULL, "Of this entity." },
    { "q", FIELD_LINE, offsetof(struct access_query, search), false, 1, 200, NULL, "Part of a name or an address." },
    LIMIT_FIELD(struct access_query),
    AFTER_FIELD(struct access_query),
    { 0 }
};

/* As the register has it, or of before it said so, as it is now. */
static void write_instant(struct req *q, const char *member, const char *claim, int64_t now)
{
    if (claim)
        emit_raw(&q->answer, member, claim);
    else
        emit_time(&q->answer, member, now);
}

static void write_row(struct text *out, int64_t row)
{
    if (row)
        emit_number(out, "row", row);
    else
        emit_null(out, "row");
}

static void write_line(struct req *q, const struct access_at *row)
{
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "contact", row->contact);
    who_write(out, "person", row->name, row->email);
    named_write(out, "entity", row->entity, row->entity_name);
    emit_string(out, "side", side_name(row->side));
    write_instant(q, "from", leaf_claim(q->arena, row->claims, "from"), row->begins);
    write_instant(q, "until", leaf_claim(q->arena, row->claims, "until"), row->until);
    emit_time(out, "ended", row->ended);
    who_write(out, "granted_by", row->granter_name, row->granter_email);
    emit_time(out, "granted_at", row->granted_at);
    emit_string(out, "how", row->how);
    emit_string(out, "reason", row->reason);
    write_row(out, row->row);
    emit_object_end(out);
}

static void write_lines(struct req *q, struct page *page, const char *operation, const char *entity, int64_t at)
{
    const struct access_query *in = q->query;
    struct rows rows = sql_access_at(q->db, &(struct sql_access_at){ .operation = operation,
                                                                     .entity = entity,
                                                                     .at = at,
                                                                     .search = list_pattern(q, in->search),
                                                                     .after_name = page->from.part[0],
                                                                     .after_id = page->from.part[1],
                                                                     .limit = page->rows });
    struct access_at row;

    while (access_at_next(&rows, &row) && page_takes(page, &rows, row.sort_name, row.contact))
        write_line(q, &row);
}

static const char *list_name(struct req *q, const char *operation)
{
    const struct access_query *in = q->query;

    return arena_format(q->arena, "access %s %lld %s %s", operation, (long long)in->at, in->entity ? in->entity : "",
                        in->search ? in->search : "");
}

static enum err access_list(struct req *q)
{
    const struct access_query *in = q->query;
    const struct operation *operation = q->subject;
    int64_t at = in->at ? in->at : q->now;
    const char *entity;
    struct page page;

    if (at > q->now)
        return fault_add(&q->faults, "at", FAULT_FUTURE, 0);
    if (page_begin(q, &page, list_name(q, operation->id), in->after, in->limit))
        return E_FIELDS;
    if (list_entity(q, in->entity, &entity))
        write_lines(q, &page, operation->id, entity, at);
    page_close(&page);
    emit_time(&q->answer, "at", at);
    emit_object_end(&q->answer);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route access_list_routes[] = {
    { "GET", OPERATION "/access", REGISTER_READ, "Who had access at an instant.",
      .load = operation_load, QUERY(access_fields, access_query), .act = access_list, .answer = &access_schema },
    { 0 }
};

/* clang-format on */
