/* Deciding a request, or withdrawing it. */
#include "address.h"
#include "contact.h"
#include "emit.h"
#include "entities.h"
#include "habilitation.h"
#include "move.h"
#include "moves.h"
#include "operations.h"
#include "people.h"
#include "register.h"
#include "requests.h"
#include "route.h"

#include <string.h>

struct decision_in {
    const char *reason, *entity, *team;
};

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
    struct request *row = q->subject = ARENA_NEW(q->arena, struct request);
    struct team team;

    if (!q->actor.user)
        return OK;
    if (!request_find(q, q->argument[0], row))
        return q->actor.entity ? E_NOT_FOUND : OK;
    q->facts = request_facts(q, row, q->route->right);
    if (in->team)
        q->facts.decides =
            q->facts.decides && sql_team(q->db, &team, in->team, q->actor.entity) && team_is_led(q, in->team);
    return OK;
}

static void tell_asker(struct req *q, const struct request *row, const char *decision, const char *reason)
{
    bool all = !row->wanted || !strcmp(decision, "approved"); /* else what he typed, and nothing that was found */
    const char *entity = strcmp(row->kind, "contact") ? row->wanted : NULL;
    struct text facts = text_new(q->arena, 16384);
    struct operation_told named = { 0 };

    if (row->operation && row->asked_by && !sql_operation_told(q->db, &named, row->asked_by, q->now, row->operation))
        named = (struct operation_told){ 0 };
    emit_object(&facts, NULL);
    emit_string(&facts, "decision", decision);
    emit_string(&facts, "decider", q->actor.name);
    emit_string(&facts, "person", row->name ? row->name : row->email);
    emit_string(&facts, "entity", all ? row->entity_name : entity);
    emit_string(&facts, "operation", all ? named.name : NULL);
    emit_string(&facts, "reference", all ? named.reference : row->reference);
    emit_string(&facts, "reason", reason);
    emit_object_end(&facts);
    if (row->asker_email && strcmp(row->kind, "vouch")) /* that mailbox is lost: the move's own letters tell him */
        request_tell(q, strcmp(row->kind, "leave") ? "request_decided" : "leave_decided", row->asker_email,
                     row->asker_language, text_string(&facts));
}

static enum err show(struct req *q, const char *id)
{
    struct request row;

    if (!request_find(q, id, &row))
        return E_INTERNAL;
    request_write(q, &row);
    return OK;
}

static void note(struct req *q, const struct request *row, const char *status, const char *reason)
{
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = arena_format(q->arena, "request_%s", status),
                                  .operation = row->operation,
                                  .entity = row->entity,
                                  .user = row->user,
                                  .reason = reason });
}

/* Ends a request, and shows it as it is then. */
static enum err settle(struct req *q, const struct request *row, const char *status, const char *reason)
{
    sql_request_targets_remove(q->db, row->id);
    if (!strcmp(row->kind, "contact"))
        sql_request_place(q->db, row->operation, row->entity, row->id);
    sql_request_settle(q->db, status, q->now, q->actor.user, reason, row->id);
    note(q, row, status, reason);
    return show(q, row->id);
}

static enum err authorise(struct req *q, const struct request *row, const struct person *person)
{
    const struct decision_in *in = q->in;
    struct habilitation_of_user known;
    struct own_habilitation own;
    bool had = sql_habilitation_of_user(q->db, &known, q->now, person->id, row->entity);

    if (had && person->activated && !strcmp(known.status, "invited"))
        return move_accept(q, row->entity, person->id);
    if (had && strcmp(known.status, "archived")) {
        habilitation_complete_lines(q, row->entity, person);
        return OK;
    }
    if (!sql_own_habilitation(q->db, &own, q->actor.user, q->actor.entity, q->now))
        return E_FORBIDDEN;
    if (had && habilitation_again(q, known.id))
        return habilitation_again(q, known.id);
    habilitation_give(q, row->entity, in->team ? in->team : own.team, (struct roles){ 0 }, person,
                      had ? known.id : NULL, &(struct terms){ 0 }, in->reason);
    return OK;
}

static enum err let_in(struct req *q, const struct request *row, const struct person *person)
{
    const struct decision_in *in = q->in;
    const char *entity = row->entity ? row->entity : in->entity, *id;
    struct request_operation found;
    struct operation operation;
    struct contact_of_user known;
    struct contact_by_id line;
    struct place place;
    bool had, ended;
    enum err refusal;

    if (!sql_request_operation(q->db, &found, row->operation))
        return E_NOT_FOUND;
    operation = (struct operation){ found.id, found.reference, found.name, found.status, NULL };
    if (!strcmp(operation.status, "closed"))
        return E_OPERATION_CLOSED;
    if (!entity || !contact_place(q, &operation, entity, &place))
        return fault_add(&q->faults, "entity", FAULT_UNKNOWN_ENTITY, 0);
    had = sql_contact_of_user(q->db, &known, person->id, entity, operation.id) &&
          sql_contact_by_id(q->db, &line, NULL, operation.id, known.id);
    ended = had && (!strcmp(access_state(&line, q->now), "revoked") || !strcmp(access_state(&line, q->now), "expired"));
    refusal = ended ? req_refusal(access_may_restore(q, &operation, &line, false)) : OK;
    if (!refusal && (!had || ended))
        access_give(q, &place, person, had ? &line : NULL, &(struct terms){ 0 }, &id);
    return refusal;
}

/* The person hears it by the answer to what he asked. */
static enum err let_go(struct req *q, const struct request *row, const struct person *person)
{
    const struct decision_in *in = q->in;
    struct contact_of_user line;

    if (!sql_contact_of_user(q->db, &line, person->id, row->entity, row->operation))
        return E_CONFLICT;
    return access_end_with(q, line.id, in->reason ? in->reason : row->message);
}

/* Under his new address. */
static enum err let_stay(struct req *q, const struct request *row, const struct person *person)
{
    return move_accept(q, row->entity, person->id);
}

static const struct {
    const char *kind;
    enum err (*grant)(struct req *q, const struct request *row, const struct person *person);
} grants[] = { { "habilitation", authorise }, { "contact", let_in }, { "leave", let_go }, { "address", let_stay } };

static enum err grant(struct req *q, const struct request *row, const struct person *person)
{
    for (size_t i = 0; i < sizeof grants / sizeof *grants; i++)
        if (!strcmp(grants[i].kind, row->kind))
            return grants[i].grant(q, row, person);
    return E_CONFLICT;
}

/* What a refusal ends: a habilitation under a foreign address, or the change of one. */
static enum err deny(struct req *q, const struct request *row, const char *reason)
{
    struct habilitation_of_user held;
    struct habilitation habilitation;

    if (!strcmp(row->kind, "vouch"))
        move_not_vouched(q, row, "refused");
    if (strcmp(row->kind, "address") || !sql_habilitation_of_user(q->db, &held, q->now, row->user, row->entity) ||
        !sql_habilitation(q->db, &habilitation, q->actor.user, q->now, row->entity, held.id))
        return OK;
    return habilitation_end(q, row->entity, &habilitation, reason);
}

/* One yes may not be enough: then it waits for another. */
static enum err vouch_for(struct req *q, const struct request *row)
{
    const struct decision_in *in = q->in;
    bool enough;
    enum err error = move_vouch(q, row, &enough);

    if (error)
        return error;
    return enough ? settle(q, row, "approved", in->reason) : show(q, row->id);
}

/* Who had only a mailbox is somebody once it is decided about him: the register names whom. */
static void adopt(struct req *q, struct request *row)
{
    struct person person;

    address_person_in(q, row->email, address_key(q->arena, row->email), row->asker_language, &person);
    if (!strcmp(row->kind, "habilitation"))
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

    if (!strcmp(row->kind, "vouch"))
        return vouch_for(q, row);
    if (!row->user)
        adopt(q, row);
    if (!sql_account(q->db, &account, row->user))
        return E_NOT_FOUND;
    person = (struct person){ account.id,         account.email,     account.language,
                              account.first_name, account.last_name, account.password != NULL };
    error = grant(q, row, &person);
    if (error)
        return error;
    tell_asker(q, row, "approved", in->reason);
    return settle(q, row, "approved", in->reason);
}

static enum err request_refuse(struct req *q)
{
    const struct decision_in *in = q->in;
    struct request *row = q->subject;
    enum err error;

    if (others_decide(q, row)) {
        note(q, row, "refused", in->reason);
        row->status = "refused";
        request_write(q, row);
        return OK;
    }
    if (!row->user)
        adopt(q, row);
    error = deny(q, row, in->reason);
    if (error)
        return error;
    tell_asker(q, row, "refused", in->reason);
    return settle(q, row, "refused", in->reason);
}

static enum err request_cancel(struct req *q)
{
    const struct request *row = q->subject;

    if (!strcmp(row->kind, "vouch"))
        move_not_vouched(q, row, "cancelled");
    return settle(q, row, "cancelled", NULL);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

#define REQUEST "api/requests/{request}"

const struct route request_decide_routes[] = {
    { "POST", REQUEST "/approve", REQUEST_DECIDE, "Grant it.",
      .load = request_load, BODY(decision_body, decision_in), .act = request_approve, .answer = &request_schema },
    { "POST", REQUEST "/refuse", REQUEST_REFUSE, "Refuse it.",
      .load = request_load, BODY(decision_body, decision_in), .act = request_refuse, .answer = &request_schema },
    { "POST", REQUEST "/cancel", REQUEST_CANCEL, "Withdraw it.",
      .load = request_load, BODY(decision_body, decision_in), .act = request_cancel, .answer = &request_schema },
    { 0 }
};

/* clang-format on */
