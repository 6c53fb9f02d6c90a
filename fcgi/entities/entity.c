/* Entities: their names to choose from, one's own and its strictness. */
#include "dates.h"
#include "emit.h"
#include "entities.h"
#include "list.h"
#include "operations.h"
#include "parts.h"
#include "register.h"
#include "route.h"
#include "sql_entities.h"
#include "sql_requests.h"

#include <string.h>

#define FREED_AT_ONCE 500

struct entities_query {
    const char *search, *after;
    int64_t limit;
};

struct entity_in {
    bool strict;
};

static const struct field entities_fields[] = { { "q", FIELD_LINE, offsetof(struct entities_query, search), false, 1,
                                                  200, NULL, "Part of the name." },
                                                LIMIT_FIELD(struct entities_query),
                                                AFTER_FIELD(struct entities_query),
                                                { 0 } };

static const struct field entity_body[] = {
    { "guests_need_habilitation", FIELD_FLAG, offsetof(struct entity_in, strict), true, 0, 0, NULL,
      "Whether people added on lender and borrower sides must be authorised by a team leader." },
    { 0 }
};

static enum err entity_names(struct req *q)
{
    const struct entities_query *in = q->query;
    struct entity_list row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, "entities", in->after, in->limit))
        return E_FIELDS;
    rows = sql_entity_list(q->db, list_pattern(q, in->search), page.from.part[0], page.rows);
    while (entity_list_next(&rows, &row) && page_takes(&page, &rows, row.sort_name, NULL)) {
        emit_object(&q->answer, NULL);
        emit_string(&q->answer, "id", row.id);
        emit_string(&q->answer, "name", row.name);
        emit_string(&q->answer, "kind", entity_kind_name(row.kind));
        emit_flag(&q->answer, "client", row.client);
        emit_object_end(&q->answer);
    }
    page_end(&page);
    return OK;
}

enum err entity_load(struct req *q)
{
    struct entity *entity = ARENA_NEW(q->arena, struct entity);

    q->facts.own_entity = q->actor.entity && !strcmp(q->argument[0], q->actor.entity);
    if (q->facts.own_entity && !sql_entity(q->db, entity, q->argument[0]))
        return E_NOT_FOUND;
    q->subject = q->facts.own_entity ? entity : NULL;
    return OK;
}

static const struct offer entity_offers[] = { { ENTITY_CHANGE, "change" },
                                              { ENTITY_REGISTER, "read_register" },
                                              { 0 } };

static enum err entity_show(struct req *q)
{
    const struct entity *entity = q->subject;
    const char *language = person_language_at(q, entity->id);
    struct root_leaders_left leaders;
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", entity->id);
    emit_string(out, "name", entity->name);
    emit_string(out, "kind", entity_kind_name(entity->kind));
    emit_flag(out, "client", entity->client);
    emit_flag(out, "guests_need_habilitation", entity->strict);
    sql_root_leaders_left(q->db, &leaders, entity->id, "", q->now);
    emit_array(out, "warnings");
    if (leaders.count == 1)
        emit_string(out, NULL, "lone_leader");
    emit_array_end(out);
    dates_latest(q, giving_latest_role(&q->desk, 0));
    if (language)
        emit_string(out, "language", language);
    offers_write(q, entity_offers, &q->facts);
    emit_object_end(out);
    return OK;
}

/* Who waited for a leader alone is let in or invited; lines of drafts wait for their publication. */
static void free_lines(struct req *q, const char *entity)
{
    const char *after = "";
    struct lines_freed *line;
    size_t count = FREED_AT_ONCE;

    while (count == FREED_AT_ONCE) {
        count = lines_freed_all(sql_lines_freed(q->db, entity, after, FREED_AT_ONCE), FREED_AT_ONCE, &line);
        for (size_t i = 0; i < count; i++)
            access_complete_line(q, after = line[i].id);
    }
}

/* Requests that came of such lines alone are needed no longer. */
static void end_requests(struct req *q, const char *entity)
{
    struct request_freed row;

    while (sql_request_freed(q->db, &row, entity)) {
        sql_request_settle(q->db,
                           &(struct sql_request_settle){
                               .status = REQUEST_CANCELLED, .now = q->now, .decided_by = q->actor.user, .id = row.id });
        register_add(
            q->db, q->arena, q->now, &q->actor,
            &(struct entry){
                .action = ACTION_REQUEST_CANCELLED, .operation = row.operation, .entity = entity, .user = row.user });
    }
}

static enum err entity_change(struct req *q)
{
    const struct entity_in *in = q->in;
    struct entity *entity = q->subject;

    if (in->strict != entity->strict) {
        sql_entity_guests(q->db, in->strict, entity->id);
        register_add(
            q->db, q->arena, q->now, &q->actor,
            &(struct entry){ .action = in->strict ? ACTION_GUESTS_STRICT : ACTION_GUESTS_FREE, .entity = entity->id });
        entity->strict = in->strict;
        if (!in->strict) {
            free_lines(q, entity->id);
            end_requests(q, entity->id);
        }
    }
    return entity_show(q);
}

static enum err entity_register_list(struct req *q)
{
    const struct entity *entity = q->subject;

    return register_of_entity(q, entity->id);
}

static enum err entity_proof(struct req *q)
{
    const struct entity *entity = q->subject;

    return register_proof(q, "", entity->id, q->argument[1]);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route entity_routes[] = {
    { "GET", "api/entities", ENTITY_NAMES, "Entities to choose from.",
      QUERY(entities_fields, entities_query), .act = entity_names, .answer = &entities_schema },
    { "GET", ENTITY, ENTITY_READ, "My client entity.",
      .load = entity_load, .act = entity_show, .answer = &entity_schema },
    { "PATCH", ENTITY, ENTITY_CHANGE, "Whether guests must be authorised by a team leader.",
      .load = entity_load, BODY(entity_body, entity_in), .act = entity_change, .answer = &entity_schema },
    { "GET", ENTITY "/register", ENTITY_REGISTER, "Who decided what about whom for my entity, newest first.",
      .load = entity_load, QUERY(register_fields, register_query), .act = entity_register_list,
      .answer = &entity_register_schema },
    { "GET", ENTITY "/register/{row}/proof", ENTITY_REGISTER, "That a row is in it, with that row (.tlog-proof).",
      .load = entity_load, .act = entity_proof, .status = 200, .type = "text/plain; charset=utf-8" },
    { 0 }
};

/* clang-format on */
