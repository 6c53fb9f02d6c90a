/* Deciding a request, or withdrawing it. */
#include "address.h"
#include "emit.h"
#include "people.h"
#include "register.h"
#include "requests.h"
#include "route.h"
#include "sql_entities.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "sql_requests.h"

#include <string.h>

static const struct field decision_body[] = {
    { "reason", FIELD_TEXT, offsetof(struct decision_in, reason), false, 1, 500, NULL, "Why; kept in the register." },
    { "entity", FIELD_LINE, offsetof(struct decision_in, entity), false, 1, 64, NULL,
      "For which participating entity, where the request does not say." },
    { "team", FIELD_LINE, offsetof(struct decision_in, team), false, 1, 64, NULL,
      "In which team; the decider's own when absent." },
    { 0 }
};

static enum err request_load(struct req *q)
{
    const struct decision_in *in = q->in;
    struct request *row = ARENA_NEW(q->arena, struct request);
    struct team_led led;
    struct team team;

    if (!q->actor.user)
        return OK;
    if (!request_find(q, q->argument[0], row))
        return q->actor.entity ? E_NOT_FOUND : OK;
    q->subject = row;
    q->facts = request_facts(q, row, q->route->right);
    if (in->team)
        q->facts.decides = q->facts.decides && sql_team(q->db, &team, in->team, q->actor.entity) &&
                           sql_team_led(q->db, &led, in->team, q->actor.user, q->now);
    return OK;
}

/* The word of the letter: what was decided and, of an access that is granted, what is missing yet. */
static const char *decision_word(enum request_status decision, const struct outcome *outcome)
{
    return decision == REQUEST_APPROVED && outcome->status ? contact_status_name(outcome->status)
                                                           : request_status_name(decision);
}

static void emit_outcome(struct text *facts, const struct outcome *outcome, const char *zone)
{
    emit_string(facts, "authority", outcome->entity_name);
    emit_time(facts, "begins", outcome->begins);
    emit_string(facts, "zone", zone);
}

static void tell_asker(struct req *q, const struct request *row, enum request_status decision, const char *reason)
{
    bool all = !row->wanted || decision == REQUEST_APPROVED; /* else what he typed, and nothing that was found */
    bool self = row->user && row->asked_by && !strcmp(row->user, row->asked_by);
    struct outcome outcome = request_outcome(q, row);
    bool opens = self && outcome.status == CONTACT_ACTIVE;
    const char *entity = row->kind != REQUEST_FOR_CONTACT ? row->wanted : NULL;
    struct text facts = text_new(q->arena, 16384);
    struct operation_told named = { 0 };

    if (row->operation && row->asked_by && !sql_operation_told(q->db, &named, row->asked_by, q->now, row->operation))
        named = (struct operation_told){ 0 };
    emit_object(&facts, NULL);
    emit_string(&facts, "decision", decision_word(decision, &outcome));
    emit_string(&facts, "decider", q->actor.name);
    emit_string(&facts, "person", self ? NULL : row->name ? row->name : row->email);
    emit_outcome(&facts, &outcome, q->actor.zone);
    emit_string(&facts, "operation_id", opens && named.name ? row->operation : NULL);
    emit_string(&facts, "entity_id", opens ? row->entity : NULL);
    emit_string(&facts, "entity", all ? row->entity_name : entity);
    emit_string(&facts, "operation", all ? named.name : NULL);
    emit_string(&facts, "reference", all ? named.reference : row->reference);
    emit_string(&facts, "reason", reason);
    emit_object_end(&facts);
    if (row->asker_email && request_deeds(row)->letter)
        request_tell(&q->desk, request_deeds(row)->letter, row->asker_email, row->asker_language, text_string(&facts));
}

static enum err show(struct req *q, const char *id)
{
    struct request row;

    if (!request_find(q, id, &row))
        return E_INTERNAL;
    request_write(q, &row);
    return OK;
}

static enum action settled(enum request_status status)
{
    return status == REQUEST_APPROVED  ? ACTION_REQUEST_APPROVED
           : status == REQUEST_REFUSED ? ACTION_REQUEST_REFUSED
                                       : ACTION_REQUEST_CANCELLED;
}

static void note(struct req *q, const struct request *row, enum request_status status, const char *reason)
{
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = settled(status),
                                  .operation = row->operation,
                                  .entity = row->entity,
                                  .user = row->user,
                                  .reason = reason,
                                  .request = row->id });
}

static void end(struct req *q, const struct request *row, enum request_status status, const char *reason)
{
    sql_request_targets_remove(q->db, row->id);
    if (row->kind == REQUEST_FOR_CONTACT)
        sql_request_place(q->db, row->operation, row->entity, row->id);
    sql_request_settle(
        q->db, &(struct sql_request_settle){
                   .status = status, .now = q->now, .decided_by = q->actor.user, .reason = reason, .id = row->id });
    note(q, row, status, reason);
}

/* Ends a request, tells who asked, and shows it as it is then. */
static enum err settle(struct req *q, const struct request *row, enum request_status status, const char *reason)
{
    struct request ended;

    end(q, row, status, reason);
    if (!request_find(q, row->id, &ended))
        return E_INTERNAL;
    if (status != REQUEST_CANCELLED)
        tell_asker(q, &ended, status, reason);
    request_write(q, &ended);
    return OK;
}

/* Who had only a mailbox is somebody once it is decided about him: the register names whom. */
static void adopt(struct req *q, struct request *row)
{
    struct person person;

    address_person_in(q, row->email, address_key(q->arena, row->email), row->asker_language, &person);
    if (row->kind == REQUEST_FOR_HABILITATION)
        sql_request_twins_withdraw(q->db, q->now, person.id, row->entity);
    sql_request_adopt(q->db, person.id, row->id);
    row->user = row->asked_by = person.id;
}

/* Operations of other houses have the same reference: each house answers for its own, and the last no is one. */
static bool others_decide(struct req *q, const struct request *row)
{
    struct request_targets other;
    struct rows rows;
    bool some;

    if (!row->operation)
        return false;
    sql_request_target_remove(q->db, row->id, row->operation);
    rows = sql_request_targets(q->db, row->id);
    some = request_targets_next(&rows, &other);
    db_end(&rows);
    return some;
}

static enum err request_approve(struct req *q)
{
    const struct decision_in *in = q->in;
    struct request *row = q->subject;
    struct account account;
    struct person person;
    enum err error;

    if (!row->user)
        adopt(q, row);
    if (!sql_account(q->db, &account, row->user))
        return E_NOT_FOUND;
    person = (struct person){ account.id,         account.email,     account.language,
                              account.first_name, account.last_name, account.password != NULL };
    error = request_deeds(row)->grant(q, row, &person);
    if (error)
        return error;
    if (request_deeds(row)->waits && request_deeds(row)->waits(q, row))
        return show(q, row->id);
    if (!row->entity)
        row->entity = in->entity;
    return settle(q, row, REQUEST_APPROVED, in->reason);
}

/* What ends with a request that is not granted. */
static enum err drop(struct req *q, const struct request *row, enum request_status status, const char *reason)
{
    const struct request_deeds *kind = request_deeds(row);

    return kind->drop ? kind->drop(q, row, status, reason) : OK;
}

static enum err request_refuse(struct req *q)
{
    const struct decision_in *in = q->in;
    struct request *row = q->subject;
    enum err error;

    if (others_decide(q, row)) {
        note(q, row, REQUEST_REFUSED, in->reason);
        row->status = REQUEST_REFUSED;
        request_write(q, row);
        return OK;
    }
    if (!row->user)
        adopt(q, row);
    error = drop(q, row, REQUEST_REFUSED, in->reason);
    if (error)
        return error;
    return settle(q, row, REQUEST_REFUSED, in->reason);
}

static enum err request_cancel(struct req *q)
{
    const struct request *row = q->subject;
    enum err error = drop(q, row, REQUEST_CANCELLED, NULL);

    return error ? error : settle(q, row, REQUEST_CANCELLED, NULL);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

#define REQUEST "api/requests/{request}"

const struct route request_decide_routes[] = {
    { "POST", REQUEST "/approve", REQUEST_DECIDE, "Grant it.",
      .load = request_load, BODY(decision_body, decision_in), .act = request_approve, .answer = &request_schema,
      REFUSES(E_OWN_LINE, E_OWN_SOURCE, E_LAST_MANAGER, E_OPERATION_CLOSED) },
    { "POST", REQUEST "/refuse", REQUEST_REFUSE, "Refuse it.",
      .load = request_load, BODY(decision_body, decision_in), .act = request_refuse, .answer = &request_schema,
      REFUSES(E_OWN_LINE) },
    { "POST", REQUEST "/cancel", REQUEST_CANCEL, "Withdraw it.",
      .load = request_load, BODY(decision_body, decision_in), .act = request_cancel, .answer = &request_schema },
    { 0 }
};

/* clang-format on */
