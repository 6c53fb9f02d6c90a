/* Operations: the list of an environment, and one of them. */
#include "contact.h"
#include "contact_list.h"
#include "dates.h"
#include "emit.h"
#include "list.h"
#include "notices.h"
#include "operation_search.h"
#include "operations.h"
#include "parts.h"
#include "register.h"
#include "route.h"
#include "sql_operations.h"

#include <string.h>

struct operations_query {
    enum side side;
    enum operation_status status;
    const char *search, *after;
    int64_t limit;
};

#define SEARCHED_AT_ONCE 200

static const struct field operations_fields[] = { { "side", FIELD_WORD, offsetof(struct operations_query, side), false,
                                                    0, 0, side_words, "Where I am on this side." },
                                                  { "status", FIELD_WORD, offsetof(struct operations_query, status),
                                                    false, 0, 0, operation_status_words, "In this state." },
                                                  { "q", FIELD_LINE, offsetof(struct operations_query, search), false,
                                                    1, 200, NULL, "Beginnings of words of the name or the reference." },
                                                  LIMIT_FIELD(struct operations_query),
                                                  AFTER_FIELD(struct operations_query),
                                                  { 0 } };

/* --- loading ----------------------------------------------------------------------------------------------------- */

enum err operation_look(struct req *q, const char *id, struct operation *out)
{
    struct operation_facts row;
    struct operation_unmanaged unmanaged;
    struct operation_led led;

    if (!q->actor.entity)
        return OK;
    if (!sql_operation_facts(q->db, &row, q->actor.user, q->actor.entity, q->now, id))
        return E_NOT_FOUND;
    *out = (struct operation){ row.id, row.reference, row.name, row.status, row.side };
    q->facts.operation = row.status;
    q->facts.contact = row.side != SIDE_NONE;
    q->facts.manager = row.side == SIDE_MANAGER;
    q->facts.leader =
        q->actor.team_leader && sql_operation_led(q->db, &led, row.id, q->actor.entity, q->actor.user, q->now);
    if (q->facts.leader && q->facts.operation == OPERATION_CLOSED)
        q->facts.manager |= sql_operation_unmanaged(q->db, &unmanaged, q->actor.entity, row.id, q->now);
    return OK;
}

enum err operation_find(struct req *q, struct operation *out)
{
    return operation_look(q, q->argument[0], out);
}

enum err operation_load(struct req *q)
{
    struct operation *operation = ARENA_NEW(q->arena, struct operation);
    enum err error = operation_find(q, operation);

    q->subject = operation->id ? operation : NULL;
    return error;
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

/* The list under way. */
struct list {
    struct page page;
    struct operation_search search;
    bool ended; /* something has, and still counts as a line */
};

static void write_row(struct req *q, const struct list *list, const struct operation_list *row)
{
    bool manages = row->own && row->side == SIDE_MANAGER;
    struct operation_line line = { 0 };
    struct text *out = &q->answer;

    sql_operation_line(q->db, &line, list->ended, q->now, manages ? "" : q->actor.entity, row->id);
    emit_object(out, NULL);
    emit_string(out, "id", row->id);
    emit_string(out, "reference", row->reference);
    emit_string(out, "name", row->name);
    emit_string(out, "status", operation_status_name(row->status));
    emit_string(out, "side", side_name(row->side));
    emit_object(out, "manager");
    emit_string(out, "entity", line.manager);
    emit_string(out, "name", line.manager_name);
    emit_object_end(out);
    emit_number(out, "contacts", line.contacts);
    emit_object_end(out);
}

/* The rows behind a place, as many as fit; NULL once the page is full or nothing is left, else the place to go on. */
static const char *write_rows(struct req *q, struct list *list, const char *after)
{
    const struct operations_query *in = q->query;
    int64_t limit = list->search.count ? SEARCHED_AT_ONCE : list->page.rows, seen = 0;
    struct operation_list row;
    struct rows rows = sql_operation_list(q->db, &(struct sql_operation_list){ .now = q->now,
                                                                               .user = q->actor.user,
                                                                               .entity = q->actor.entity,
                                                                               .status = in->status,
                                                                               .side = in->side,
                                                                               .after = after,
                                                                               .limit = limit });

    for (; operation_list_next(&rows, &row); seen++) {
        after = seen + 1 == limit ? arena_string(q->arena, row.id) : NULL;
        if (!operation_search_finds(q->arena, &list->search, row.sort_name, row.reference))
            continue;
        if (!page_takes(&list->page, &rows, row.id, NULL))
            return NULL;
        write_row(q, list, &row);
    }
    return seen == limit ? after : NULL;
}

/* One of those that a word leads to, if the list as it is asked for would show it. */
static bool is_listed(struct req *q, const struct operation_word_found *found, struct operation_list *row)
{
    const struct operations_query *in = q->query;
    const char *entity = q->actor.entity;
    struct participation_side part;
    struct operation_facts facts;
    struct operation_led led;

    if (!sql_operation_facts(q->db, &facts, q->actor.user, entity, q->now, found->id))
        return false;
    *row = (struct operation_list){ facts.id, facts.reference, facts.name, NULL, facts.status, facts.side, facts.side };
    if (row->own && row->status == OPERATION_DRAFT && row->side != SIDE_MANAGER)
        return false;
    if (!row->own) {
        if (!sql_operation_led(q->db, &led, found->id, entity, q->actor.user, q->now) ||
            !sql_participation_side(q->db, &part, found->id, entity))
            return false;
        row->side = part.side;
    }
    return (!in->status || row->status == in->status) && (!in->side || row->side == in->side);
}

static void write_found(struct req *q, struct list *list)
{
    struct operation_search *search = &list->search;
    const char *after = list->page.from.part[0];
    struct rows rows = sql_operation_word_found(q->db, q->actor.entity, search->word, search->beyond, after);
    struct operation_word_found found;
    struct operation_list row;

    while (operation_word_found_next(&rows, &found)) {
        if (!operation_search_finds(q->arena, search, found.sort_name, found.reference) || !is_listed(q, &found, &row))
            continue;
        if (!page_takes(&list->page, &rows, row.id, NULL))
            return;
        write_row(q, list, &row);
    }
}

static enum err operation_list(struct req *q)
{
    const struct operations_query *in = q->query;
    struct list list = { .search = operation_search_read(q, in->search) };

    if (page_begin(q, &list.page, arena_format(q->arena, "operations %s", q->actor.entity), in->after, in->limit))
        return E_FIELDS;
    list.ended = contacts_ended(q);
    if (list.search.word)
        write_found(q, &list);
    else
        for (const char *after = list.page.from.part[0]; after;)
            after = write_rows(q, &list, after);
    page_end(&list.page);
    return OK;
}

/* --- one operation ----------------------------------------------------------------------------------------------- */

static const struct offer operation_offers[] = { { CONTACT_ADD, "add_contact" },
                                                 { REGISTER_READ, "read_register" },
                                                 { OPERATION_CHANGE, "change" },
                                                 { OPERATION_PUBLISH, "publish" },
                                                 { OPERATION_CLOSE, "close" },
                                                 { CONTACT_LEAVE, "leave" },
                                                 { 0 } };

/* Whether the caller may add people for an entity and, if so, in which language they are probably to be written to. */
static void write_adding(struct req *q, const char *entity, bool may_add)
{
    const char *language = may_add ? person_language_at(q, entity) : NULL;

    if (language)
        emit_string(&q->answer, "language", language);
    emit_array(&q->answer, "may");
    if (may_add)
        emit_string(&q->answer, NULL, "add_contact");
    emit_array_end(&q->answer);
}

static void write_participations(struct req *q, const char *operation)
{
    struct rows rows = sql_participations(q->db, operation, list_scope(q));
    struct text *out = &q->answer;
    struct participations row;

    emit_array(out, "participations");
    while (participations_next(&rows, &row)) {
        struct facts facts = q->facts;

        facts.own_entity = !strcmp(row.id, q->actor.entity);
        emit_object(out, NULL);
        named_write(out, "entity", row.id, row.name);
        emit_string(out, "side", side_name(row.side));
        emit_flag(out, "client", row.client);
        write_adding(q, row.id, may(&q->actor, CONTACT_ADD, &facts) == ALLOW);
        emit_object_end(out);
    }
    emit_array_end(out);
}

static void write_managers(struct req *q, const char *operation)
{
    struct rows rows = sql_managers(q->db, operation, q->now);
    struct text *out = &q->answer;
    struct managers row;

    emit_array(out, "managers");
    while (managers_next(&rows, &row)) {
        emit_object(out, NULL);
        emit_string(out, "name", row.name);
        emit_string(out, "job_title", row.job_title);
        emit_string(out, "email", row.email);
        named_write(out, "entity", row.entity, row.entity_name);
        emit_object_end(out);
    }
    emit_array_end(out);
}

static void write_manager_entity(struct req *q, const char *operation)
{
    struct operation_manager row;

    sql_operation_manager(q->db, &row, operation);
    emit_object(&q->answer, "manager");
    emit_string(&q->answer, "entity", row.id);
    emit_string(&q->answer, "name", row.name);
    emit_object_end(&q->answer);
}

/* What its people should mend before somebody leaves. */
static void write_warnings(struct req *q, const struct operation *operation)
{
    struct operation_people people;

    sql_operation_people(q->db, &people, q->actor.entity, operation->id, q->now);
    emit_array(&q->answer, "warnings");
    if (q->facts.manager && people.managers == 1)
        emit_string(&q->answer, NULL, "lone_manager");
    if (q->facts.contact && !q->facts.manager && people.own == 1)
        emit_string(&q->answer, NULL, "lone_contact");
    emit_array_end(&q->answer);
}

static void write_counts(struct text *out, const struct contact_counts *counts)
{
    emit_object(out, "contact_counts");
    emit_number(out, "active", counts->current - counts->invited - counts->queued);
    emit_number(out, "invited", counts->invited);
    emit_number(out, "queued", counts->queued);
    emit_object_end(out);
}

enum err operation_show(struct req *q)
{
    const struct operation *operation = q->subject;
    struct participation_side own;
    struct contact_counts counts;
    struct facts facts = q->facts;
    struct text *out = &q->answer;

    contacts_count(q, operation->id, list_scope(q), &counts);
    sql_participation_side(q->db, &own, operation->id, q->actor.entity);
    facts.own_entity = facts.self = true;
    emit_object(out, NULL);
    emit_string(out, "id", operation->id);
    emit_string(out, "reference", operation->reference);
    emit_string(out, "name", operation->name);
    emit_string(out, "status", operation_status_name(operation->status));
    emit_string(out, "side", side_name(own.side));
    write_manager_entity(q, operation->id);
    emit_number(out, "contacts", counts.current);
    emit_number(out, "archived_contacts", counts.archived);
    write_counts(out, &counts);
    write_participations(q, operation->id);
    write_managers(q, operation->id);
    write_warnings(q, operation);
    emit_time(out, "leave_asked", leave_asked(q, operation->id));
    notification_show(q, "notifications", operation->id);
    dates_latest(q, may(&q->actor, CONTACT_ADD, &facts) == ALLOW ? access_latest(q, operation, NULL) : 0);
    offers_write(q, operation_offers, &facts);
    emit_object_end(out);
    return OK;
}

static enum err operation_register(struct req *q)
{
    const struct operation *operation = q->subject;

    return register_of_operation(q, operation->id);
}

static enum err operation_proof(struct req *q)
{
    const struct operation *operation = q->subject;

    return register_proof(q, operation->id, list_scope(q), q->argument[1]);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route operation_show_routes[] = {
    { "GET", "api/operations", OPERATION_LIST, "The operations of the environment.",
      QUERY(operations_fields, operations_query), .act = operation_list, .answer = &operations_schema },
    { "GET", OPERATION, OPERATION_READ, "One operation, and who manages it.",
      .load = operation_load, .act = operation_show, .answer = &operation_schema },
    { "GET", OPERATION "/register", REGISTER_READ, "Who decided what about whom, newest first.",
      .load = operation_load, QUERY(register_fields, register_query), .act = operation_register,
      .answer = &register_schema },
    { "GET", OPERATION "/register/{row}/proof", REGISTER_READ, "That a row is in it, with that row (.tlog-proof).",
      .load = operation_load, .act = operation_proof, .status = 200, .type = "text/plain; charset=utf-8" },
    { 0 }
};

/* clang-format on */
