/* Handovers: those one leaves by, takes over by or answers for as a leader. Starting one is in handover_add.c,
 * answering and mending it in handover_change.c. */
#include "emit.h"
#include "entities.h"
#include "handover.h"
#include "handovers.h"
#include "list.h"
#include "operations.h"
#include "parts.h"
#include "route.h"
#include "sql_handovers.h"

#include <string.h>

struct handovers_query {
    enum decision_state state;
    const char *after;
    int64_t limit;
};

static const struct field handovers_fields[] = { { "state", FIELD_WORD, offsetof(struct handovers_query, state), false,
                                                   0, 0, decision_state_words,
                                                   "Under way (open, when absent), or ended." },
                                                 LIMIT_FIELD(struct handovers_query),
                                                 AFTER_FIELD(struct handovers_query),
                                                 { 0 } };

/* --- what one may ------------------------------------------------------------------------------------------------ */

static bool is_me(const struct req *q, const char *user)
{
    return q->actor.user && !strcmp(user, q->actor.user);
}

/* Who has left himself, or no longer leads who leaves, sees what he began and changes nothing any more. */
static bool has_lost_it(struct req *q, const struct handover *row)
{
    if (is_me(q, row->leaver))
        return handover_gone(&q->desk, row->leaver, row->entity);
    return is_me(q, row->starter) && handover_rests(&q->desk, row);
}

static struct facts facts_for(struct req *q, const struct handover *row, enum right right)
{
    struct facts facts = { .self = is_me(q, row->leaver),
                           .asked = is_me(q, row->leaver) || is_me(q, row->starter),
                           .decides = row->succeeds,
                           .own_entity = q->actor.entity && !strcmp(row->entity, q->actor.entity),
                           .leads_place = row->led,
                           .line = has_lost_it(q, row) ? CONTACT_REVOKED : CONTACT_ACTIVE,
                           .decided = row->status != HANDOVER_OPEN };

    if (right == HANDOVER_ANSWER)
        facts.decided = facts.decided || !row->asked;
    if (right == HANDOVER_CONTINUE)
        facts.decided = facts.decided || !handover_rests(&q->desk, row);
    return facts;
}

static void write_may(struct req *q, const struct handover *row)
{
    static const struct offer offers[] = { { HANDOVER_ANSWER, "answer" },
                                           { HANDOVER_CHANGE, "change" },
                                           { HANDOVER_CONTINUE, "continue" },
                                           { HANDOVER_CANCEL, "cancel" } };

    emit_array(&q->answer, "may");
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
        struct facts facts = facts_for(q, row, offers[i].right);

        if (may(&q->actor, offers[i].right, &facts) == ALLOW)
            emit_string(&q->answer, NULL, offers[i].name);
    }
    emit_array_end(&q->answer);
}

enum err handover_load(struct req *q)
{
    struct handover *row = ARENA_NEW(q->arena, struct handover);

    if (!handover_find(&q->desk, q->argument[0], row))
        return E_NOT_FOUND;
    q->subject = row;
    q->facts = facts_for(q, row, q->route->right);
    return OK;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* As whom the caller sees it. */
static void write_roles(struct req *q, const struct handover *row)
{
    struct text *out = &q->answer;

    emit_array(out, "as");
    if (is_me(q, row->leaver))
        emit_string(out, NULL, "leaver");
    if (row->succeeds)
        emit_string(out, NULL, "successor");
    if (row->led || (is_me(q, row->starter) && !is_me(q, row->leaver)))
        emit_string(out, NULL, "leader");
    emit_array_end(out);
}

static void write_summary(struct req *q, const struct handover *row)
{
    struct text *out = &q->answer;

    emit_string(out, "id", row->id);
    named_write(out, "entity", row->entity, row->entity_name);
    person_write(out, "leaver", row->leaver_name, row->leaver_email);
    person_write(out, "started_by", row->starter_name, row->starter_email);
    emit_time(out, "from", row->starts);
    emit_time(out, "until", row->leaves);
    emit_string(out, "status", handover_status_name(row->status));
    emit_time(out, "created", row->created);
    emit_time(out, "ended_at", row->ended);
    emit_number(out, "successors", row->parts);
    emit_number(out, "accepted", row->accepted);
    emit_number(out, "operations", row->operations);
    write_roles(q, row);
    write_may(q, row);
}

static void write_operations(struct req *q, const char *part)
{
    struct rows rows = sql_handover_operations(q->db, q->actor.user, q->now, part, HANDOVER_OPERATIONS_MOST);
    struct text *out = &q->answer;
    struct handover_operations row;

    emit_array(out, "operations");
    while (handover_operations_next(&rows, &row)) {
        emit_object(out, NULL);
        emit_string(out, "id", row.operation);
        emit_string(out, "reference", row.reference);
        emit_string(out, "name", row.name);
        emit_string(out, "status", operation_status_name(row.operation_status));
        emit_string(out, "side", side_name(row.side));
        emit_string(out, "state", handed_state_name(row.state));
        emit_time(out, "at", row.at);
        emit_string(out, "access", contact_status_name(row.line_status));
        emit_object_end(out);
    }
    emit_array_end(out);
}

/* Which parts may be given to another: those that are not accepted, or of which the successor has not what he needs. */
static bool may_be_mended(struct req *q, const struct handover *row, const struct handover_parts *part)
{
    struct facts facts = facts_for(q, row, HANDOVER_CHANGE);
    struct handover_part_stuck stuck;

    return may(&q->actor, HANDOVER_CHANGE, &facts) == ALLOW &&
           (part->status != PART_ACCEPTED || sql_handover_part_stuck(q->db, &stuck, part->id, q->now));
}

/* Who was only asked is known by the address that somebody typed, but to himself and to his colleagues. */
static void write_successor(struct req *q, const struct handover *row, const struct handover_parts *part)
{
    struct text *out = &q->answer;
    bool known = is_me(q, part->user) || handover_knows(&q->desk, row, part, q->actor.user);

    person_write(out, "successor", known ? part->name : part->email, part->email);
    if (known)
        emit_flag(out, "account", part->activated != 0);
    else
        emit_null(out, "account");
}

static void write_part(struct req *q, const struct handover *row, const struct handover_parts *part)
{
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", part->id);
    write_successor(q, row, part);
    emit_flag(out, "everything", part->everything);
    emit_string(out, "status", part_status_name(part->status));
    emit_time(out, "asked_at", part->created);
    emit_time(out, "reminded_at", part->reminded);
    emit_time(out, "answered_at", part->answered);
    emit_string(out, "reason", part->reason);
    write_operations(q, part->id);
    emit_array(out, "may");
    if (may_be_mended(q, row, part))
        emit_string(out, NULL, "change");
    emit_array_end(out);
    emit_object_end(out);
}

/* A successor sees what he is asked to take over himself, and nobody else's part. */
static void write_parts(struct req *q, const struct handover *row)
{
    bool all = is_me(q, row->leaver) || is_me(q, row->starter) || row->led;
    struct rows rows = sql_handover_parts(q->db, row->id);
    struct handover_parts part;

    emit_array(&q->answer, "parts");
    while (handover_parts_next(&rows, &part))
        if (all ? part.status != PART_DROPPED : is_me(q, part.user) && part.status != PART_DROPPED)
            write_part(q, row, &part);
    emit_array_end(&q->answer);
}

enum err handover_write(struct req *q, const char *id)
{
    struct handover row;
    struct text *out = &q->answer;

    if (!handover_find(&q->desk, id, &row))
        return E_INTERNAL;
    emit_object(out, NULL);
    write_summary(q, &row);
    emit_string(out, "message", row.message);
    emit_string(out, "roles", handed_roles_name(row.roles));
    emit_flag(out, "rests", row.status == HANDOVER_OPEN && handover_rests(&q->desk, &row));
    write_parts(q, &row);
    emit_object_end(out);
    return OK;
}

static enum err handover_show(struct req *q)
{
    return handover_write(q, q->argument[0]);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

static enum err handover_list(struct req *q)
{
    const struct handovers_query *in = q->query;
    bool closed = in->state == DECISIONS_CLOSED;
    const char *entity = q->actor.entity ? q->actor.entity : "";
    struct handover row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "handovers %s %d", entity, closed), in->after, in->limit))
        return E_FIELDS;
    rows = sql_handover_list(q->db, &(struct sql_handover_list){ .user = q->actor.user,
                                                                 .entity = entity,
                                                                 .now = q->now,
                                                                 .closed = closed,
                                                                 .before = page.from.part[0],
                                                                 .limit = page.rows });
    while (handover_list_next(&rows, &row) && page_takes(&page, &rows, row.id, NULL)) {
        emit_object(&q->answer, NULL);
        write_summary(q, &row);
        emit_object_end(&q->answer);
    }
    page_end(&page);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route handover_show_routes[] = {
    { "GET", "api/handovers", OWN_SESSION, "Those I leave by, take over by, or answer for as a leader.",
      QUERY(handovers_fields, handovers_query), .act = handover_list, .answer = &handovers_schema },
    { "GET", HANDOVER, HANDOVER_READ, "One handover, part by part.",
      .load = handover_load, .act = handover_show, .answer = &handover_schema },
    { 0 }
};

/* clang-format on */
