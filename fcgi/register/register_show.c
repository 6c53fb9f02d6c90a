/* The register of an operation, and that of an entity. */
#include "emit.h"
#include "list.h"
#include "parts.h"
#include "register.h"
#include "route.h"
#include "sql_register.h"

#include <inttypes.h>
#include <stdio.h>
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
    who_write(out, "actor", row->actor_name, row->actor_email);
    emit_string(out, "action", row->action);
    who_write(out, "subject", row->name, row->email);
    if (row->entity) {
        named_write(out, "entity", row->entity, row->entity_name);
    } else {
        emit_null(out, "entity");
    }
    if (with_operation)
        write_operation(out, row);
    emit_string(out, "reason", row->reason);
    emit_number(out, "row", row->sequence);
    emit_object_end(out);
}

/* The page's rows come before the row of this number. */
static int64_t before_of(const struct page *page)
{
    return *page->from.part[0] ? strtoll(page->from.part[0], NULL, 10) : INT64_MAX;
}

/* Writes the rows of a page, whichever query they come of: both have the same shape. */
static void write_page(struct page *page, struct rows *rows, bool with_operation)
{
    struct register_list row;
    char sequence[24];

    while (register_list_next(rows, &row)) {
        snprintf(sequence, sizeof sequence, "%" PRId64, row.sequence);
        if (!page_takes(page, rows, sequence, NULL))
            break;
        write_entry(&page->q->answer, &row, with_operation);
    }
    page_end(page);
}

enum err register_of_operation(struct req *q, const char *operation)
{
    const struct register_query *in = q->query;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "register %s", operation), in->after, in->limit))
        return E_FIELDS;
    rows = sql_register_list(q->db, &(struct sql_register_list){ .operation = operation,
                                                                 .entity = list_scope(q),
                                                                 .action = in->action ? in->action : "",
                                                                 .since = in->since,
                                                                 .until = in->until,
                                                                 .before = before_of(&page),
                                                                 .limit = page.rows });
    write_page(&page, &rows, false);
    return OK;
}

enum err register_of_entity(struct req *q, const char *entity)
{
    const struct register_query *in = q->query;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "register of %s", entity), in->after, in->limit))
        return E_FIELDS;
    rows = sql_register_of_entity(q->db, &(struct sql_register_of_entity){ .user = q->actor.user,
                                                                           .now = q->now,
                                                                           .entity = entity,
                                                                           .action = in->action ? in->action : "",
                                                                           .since = in->since,
                                                                           .until = in->until,
                                                                           .before = before_of(&page),
                                                                           .limit = page.rows });
    write_page(&page, &rows, true);
    return OK;
}
