/* Habilitations: who may act for a client entity, in which team, with which roles. */
#include "dates.h"
#include "emit.h"
#include "entities.h"
#include "habilitation.h"
#include "list.h"
#include "name.h"
#include "operations.h"
#include "parts.h"
#include "route.h"
#include "sql_entities.h"
#include "sql_operations.h"

#include <string.h>

#define WAITING_MOST 100

struct habilitations_query {
    enum list_state state;
    const char *team, *search, *after;
    int64_t limit;
};

struct habilitation_lines_query {
    enum list_state state;
    const char *after;
    int64_t limit;
};

static const struct field habilitations_fields[] = { { "state", FIELD_WORD, offsetof(struct habilitations_query, state),
                                                       false, 0, 0, list_state_words,
                                                       "Authorised (current, when absent), or no longer." },
                                                     { "team", FIELD_LINE, offsetof(struct habilitations_query, team),
                                                       false, 1, 64, NULL, "In this team and those below it." },
                                                     { "q", FIELD_LINE, offsetof(struct habilitations_query, search),
                                                       false, 1, 200, NULL, "Part of a name or an address." },
                                                     LIMIT_FIELD(struct habilitations_query),
                                                     AFTER_FIELD(struct habilitations_query),
                                                     { 0 } };

static const struct field habilitation_lines_fields[] = {
    { "state", FIELD_WORD, offsetof(struct habilitation_lines_query, state), false, 0, 0, list_state_words,
      "The lines there are (current, when absent), or those that went with the habilitation." },
    LIMIT_FIELD(struct habilitation_lines_query),
    AFTER_FIELD(struct habilitation_lines_query),
    { 0 }
};

/* --- roles ------------------------------------------------------------------------------------------------------- */

enum err roles_read(struct req *q, const struct texts *names, struct roles *out)
{
    *out = (struct roles){ 0 };
    for (size_t i = 0; i < names->count; i++) {
        if (!strcmp(names->text[i], "team_leader"))
            out->team_leader = true;
        else if (!strcmp(names->text[i], "creator"))
            out->creator = true;
        else
            return fault_add(&q->faults, "roles", FAULT_CHOICE, 0);
    }
    return OK;
}

/* A leader gives only what he holds himself; what the person has already is not given. */
static bool holds(const struct actor *actor, struct roles wanted, struct roles had)
{
    return (!wanted.team_leader || had.team_leader || actor->team_leader) &&
           (!wanted.creator || had.creator || actor->creator);
}

/* --- loading ----------------------------------------------------------------------------------------------------- */

static bool place_is_led(struct req *q, const char *team)
{
    struct team row;

    return sql_team(q->db, &row, team, q->argument[0]) && team_is_led(q, team);
}

enum err habilitations_load(struct req *q)
{
    const struct habilitations_in *in = q->in;
    struct roles roles;
    enum err error = entity_load(q);

    if (error || !q->facts.own_entity)
        return error;
    error = roles_read(q, &in->roles, &roles);
    q->facts.leads_place = place_is_led(q, in->team ? in->team : q->actor.team);
    q->facts.holds_roles = !error && holds(&q->actor, roles, (struct roles){ 0 });
    return error;
}

static enum contact_status status_of(enum habilitation_status status)
{
    return status == HABILITATION_ARCHIVED  ? CONTACT_REVOKED
           : status == HABILITATION_INVITED ? CONTACT_INVITED
           : status == HABILITATION_QUEUED  ? CONTACT_QUEUED
                                            : CONTACT_ACTIVE;
}

static struct facts facts_of(struct req *q, const struct habilitation *row)
{
    struct facts facts = q->facts;

    facts.self = !strcmp(row->user, q->actor.user);
    facts.source = !facts.self && giving_role_comes_from(&q->desk, row->user);
    facts.end_set = row->bound && row->bound <= q->now;
    facts.line = status_of(habilitation_state(row, q->now));
    facts.leads_place = row->led;
    facts.holds_roles = true;
    return facts;
}

enum err habilitation_again(struct req *q, const char *id)
{
    struct habilitation row;
    struct facts facts;

    if (!sql_habilitation(q->db, &row, q->actor.user, q->now, q->actor.entity, id))
        return E_INTERNAL;
    facts = facts_of(q, &row);
    facts.own_entity = facts.leads_place = true;
    return req_refusal(may(&q->actor, HABILITATION_RESTORE, &facts));
}

enum err habilitation_load(struct req *q)
{
    struct habilitation *row = ARENA_NEW(q->arena, struct habilitation);
    enum err error = entity_load(q);

    q->subject = NULL;
    if (error || !q->facts.own_entity)
        return error;
    if (!sql_habilitation(q->db, row, q->actor.user, q->now, q->argument[0], q->argument[1]))
        return q->actor.team_leader ? E_NOT_FOUND : OK;
    q->subject = row;
    q->facts = facts_of(q, row);
    q->facts.holds_roles =
        holds(&q->actor, (struct roles){ row->team_leader, row->creator }, (struct roles){ false, false });
    return OK;
}

/* What it is to become counts too: other dates are as if it were given anew. */
enum err habilitation_change_load(struct req *q)
{
    const struct habilitation_in *in = q->in;
    enum err error = habilitation_load(q);
    const struct habilitation *row = q->subject;
    struct roles roles;

    if (error || !q->facts.own_entity || !q->facts.line)
        return error;
    error = roles_read(q, &in->roles, &roles);
    q->facts.holds_roles = !error && holds(&q->actor, roles, (struct roles){ row->team_leader, row->creator });
    if (in->from || in->until)
        q->facts.holds_roles &= holds(&q->actor, (struct roles){ row->team_leader, row->creator }, (struct roles){ 0 });
    q->facts.leads_place = q->facts.leads_place && (!in->team || place_is_led(q, in->team));
    return error;
}

/* --- showing ----------------------------------------------------------------------------------------------------- */

static void write_roles(struct text *out, const struct habilitation *row)
{
    emit_array(out, "roles");
    if (row->team_leader)
        emit_string(out, NULL, "team_leader");
    if (row->creator)
        emit_string(out, NULL, "creator");
    emit_array_end(out);
}

#define OFFERS                                                                                                         \
    { HABILITATION_CHANGE, "change" }, { HABILITATION_ARCHIVE, "archive" }, { HABILITATION_RESTORE, "restore" },       \
    {                                                                                                                  \
        HABILITATION_EXTEND, "extend"                                                                                  \
    }

const struct offer habilitation_offers[] = { OFFERS, { UNDECLARED, NULL } };
static const struct offer line_offers[] = { OFFERS, { HANDOVER_ADD, "hand_over" }, { UNDECLARED, NULL } };

static void write_may(struct req *q, const struct habilitation *row)
{
    struct facts facts = facts_of(q, row);

    offers_write(q, line_offers, &facts);
}

static void write_members(struct req *q, const struct habilitation *row)
{
    enum habilitation_status state = habilitation_state(row, q->now);
    bool ended = state == HABILITATION_ARCHIVED;
    struct text *out = &q->answer;

    emit_string(out, "id", row->id);
    emit_object(out, "user");
    emit_string(out, "id", row->user);
    emit_string(out, "first_name", row->first_name);
    emit_string(out, "last_name", row->last_name);
    emit_object_end(out);
    emit_string(out, "email", row->email);
    named_write(out, "team", row->team, row->team_name);
    write_roles(out, row);
    emit_string(out, "status", habilitation_status_name(state));
    emit_time(out, "since", row->since);
    emit_time(out, "from", row->begins);
    emit_time(out, "until", row->until);
    dates_latest(q, row->led ? giving_latest_role(&q->desk, row->bound) : 0);
    emit_string(out, "granted_by", row->granted_by);
    emit_time(out, "archived_at", ended && !row->archived_at ? row->until : row->archived_at);
    emit_string(out, "archived_by", row->archived_by);
    emit_flag(out, "declined", row->declined);
    emit_string(out, "reason", row->reason);
    emit_number(out, "contacts", row->lines);
    write_may(q, row);
}

enum err habilitation_show(struct req *q, const char *name, const char *id)
{
    struct habilitation row;

    if (!sql_habilitation(q->db, &row, q->actor.user, q->now, q->actor.entity, id))
        return E_INTERNAL;
    emit_object(&q->answer, name);
    write_members(q, &row);
    emit_object_end(&q->answer);
    return OK;
}

static enum err habilitation_list(struct req *q)
{
    const struct habilitations_query *in = q->query;
    bool archived = in->state == LIST_ARCHIVED;
    struct habilitation row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "habilitations %s %d", q->argument[0], archived), in->after,
                   in->limit))
        return E_FIELDS;
    rows = sql_habilitation_list(q->db, &(struct sql_habilitation_list){ .user = q->actor.user,
                                                                         .now = q->now,
                                                                         .entity = q->argument[0],
                                                                         .archived = archived,
                                                                         .team = in->team ? in->team : "",
                                                                         .search = list_pattern(q, in->search),
                                                                         .after_name = page.from.part[0],
                                                                         .after_id = page.from.part[1],
                                                                         .limit = page.rows });
    while (habilitation_list_next(&rows, &row) && page_takes(&page, &rows, row.sort_name, row.id)) {
        emit_object(&q->answer, NULL);
        write_members(q, &row);
        emit_object_end(&q->answer);
    }
    page_end(&page);
    return OK;
}

static void write_line(struct req *q, const struct lines_of_habilitation *line)
{
    bool last = access_keeps_manager(&q->desk, line->operation, line->id, line->status, line->side) != OK;
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", line->id);
    operation_name_write(out, line->operation, line->reference, line->name, line->operation_status);
    emit_string(out, "side", side_name(line->side));
    emit_string(out, "status", contact_status_name(line->status));
    emit_time(out, "until", line->until);
    emit_flag(out, "last_manager", last);
    emit_number(out, "left", line->others);
    emit_object_end(out);
}

static void write_handovers(struct req *q, const char *id, struct impact_waiting one)
{
    struct rows rows = sql_handovers_of_habilitation(q->db, id, WAITING_MOST);
    struct handovers_of_habilitation row;

    one.kind = IMPACT_HANDOVER;
    while (handovers_of_habilitation_next(&rows, &row)) {
        one.id = row.id;
        one.leaves = row.leaves;
        one.created = row.created;
        impact_waiting_write(&q->answer, &one);
    }
}

static void write_requests(struct req *q, const char *id, struct impact_waiting one)
{
    struct rows rows = sql_requests_of_habilitation(q->db, id, WAITING_MOST);
    struct requests_of_habilitation row;

    one.kind = IMPACT_REQUEST;
    while (requests_of_habilitation_next(&rows, &row)) {
        one.id = row.id;
        one.request = row.kind;
        one.created = row.created;
        impact_waiting_write(&q->answer, &one);
    }
}

static void write_waiting(struct req *q, const struct habilitation *row)
{
    const char *name = row->first_name ? name_join(q->arena, row->first_name, row->last_name) : row->email;
    struct impact_waiting one = { .name = name, .email = row->email };

    emit_array(&q->answer, "waiting");
    write_handovers(q, row->id, one);
    write_requests(q, row->id, one);
    emit_array_end(&q->answer);
}

enum err habilitation_archive_refusal(struct req *q, const struct habilitation *row)
{
    enum err error = habilitation_keeps_leader(&q->desk, q->argument[0], row);
    struct rows rows = sql_managed_by_habilitation(q->db, row->id, q->now);
    struct managed_by_habilitation line;

    while (!error && managed_by_habilitation_next(&rows, &line))
        error = access_keeps_manager(&q->desk, line.operation, line.id, line.status, line.side);
    db_end(&rows);
    return error;
}

/* What archiving would take and whether it would be refused, or what it has taken and restoring offers back. */
static enum err habilitation_contacts(struct req *q)
{
    const struct habilitation_lines_query *in = q->query;
    const struct habilitation *row = q->subject;
    bool taken = in->state == LIST_ARCHIVED;
    enum err refusal = taken || in->after ? OK : habilitation_archive_refusal(q, row);
    struct lines_of_habilitation line;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "lines %s %d", row->id, taken), in->after, in->limit))
        return E_FIELDS;
    rows = sql_lines_of_habilitation(
        q->db, &(struct sql_lines_of_habilitation){
                   .now = q->now, .id = row->id, .taken = taken, .after = page.from.part[0], .limit = page.rows });
    while (lines_of_habilitation_next(&rows, &line) && page_takes(&page, &rows, line.operation, NULL))
        write_line(q, &line);
    emit_array_end(&q->answer);
    emit_string(&q->answer, "next", page.next);
    if (refusal)
        emit_string(&q->answer, "refusal", err_code(refusal));
    if (!taken && !in->after)
        write_waiting(q, row);
    emit_object_end(&q->answer);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route habilitation_show_routes[] = {
    { "GET", ENTITY "/habilitations", HABILITATION_LIST, "Who is authorised, or no longer is.",
      .load = entity_load, QUERY(habilitations_fields, habilitations_query), .act = habilitation_list,
      .answer = &habilitations_schema },
    { "GET", PERSON "/contacts", HABILITATION_READ, "What archiving would take, or what restoring offers back.",
      .load = habilitation_load, QUERY(habilitation_lines_fields, habilitation_lines_query),
      .act = habilitation_contacts, .answer = &lines_schema },
    { 0 }
};

/* clang-format on */
