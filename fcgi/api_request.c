/* Requests: somebody wants in, and whoever may grant it decides. */
#include "address.h"
#include "api.h"
#include "cursor.h"
#include "emit.h"
#include "escalation.h"
#include "fold.h"
#include "habilitation.h"
#include "outbox.h"
#include "register.h"
#include "secret.h"
#include "throttle.h"

#include <string.h>

#define PER_DAY 10 /* requests for one person; more are taken as if they had been sent, and are not */
#define DAY_MS  (24 * 3600 * 1000LL)

static const char *const states[] = { "open", "closed", NULL };

const struct field requests_fields[] = { { "state", FIELD_CHOICE, offsetof(struct requests_query, state), false, 0, 0,
                                           states, "Waiting for a decision (open, when absent), or decided." },
                                         LIMIT_FIELD(struct requests_query),
                                         AFTER_FIELD(struct requests_query),
                                         { 0 } };

const struct field request_body[] = {
    { "operation", FIELD_LINE, offsetof(struct request_in, operation), false, 1, 40, NULL, "Its reference." },
    { "entity", FIELD_LINE, offsetof(struct request_in, entity), false, 1, 200, NULL, "An entity, by id or by name." },
    { "message", FIELD_TEXT, offsetof(struct request_in, message), false, 1, 1000, NULL, "A word for who decides." },
    { "email", FIELD_LINE, offsetof(struct request_in, email), false, 1, 400, NULL, "Of who asks, when signed out." },
    { 0 }
};

const struct field decision_body[] = { { "reason", FIELD_TEXT, offsetof(struct decision_in, reason), false, 1, 500,
                                         NULL, "Why; kept in the register." },
                                       { "entity", FIELD_LINE, offsetof(struct decision_in, entity), false, 1, 64, NULL,
                                         "For which participating entity, where the request does not say." },
                                       { "team", FIELD_LINE, offsetof(struct decision_in, team), false, 1, 64, NULL,
                                         "In which team; the decider's own when absent." },
                                       { 0 } };

/* --- the list ---------------------------------------------------------------------------------------------------- */

static struct facts facts_of(const struct req *q, const struct request *row)
{
    struct facts facts = { 0 };

    facts.decides = row->decides;
    facts.self = !strcmp(row->user, q->actor.user);
    facts.asked = facts.self || (row->asked_by && !strcmp(row->asked_by, q->actor.user));
    facts.decided = strcmp(row->status, "open") != 0;
    return facts;
}

static void write_named(struct text *out, const char *member, const char *id, const char *name)
{
    if (!id) {
        emit_null(out, member);
        return;
    }
    emit_object(out, member);
    emit_string(out, "id", id);
    emit_string(out, "name", name);
    emit_object_end(out);
}

static void write_request(struct req *q, const struct request *row)
{
    struct facts facts = facts_of(q, row);
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", row->id);
    emit_string(out, "kind", row->kind);
    emit_object(out, "person");
    emit_string(out, "name", row->name ? row->name : row->email);
    emit_string(out, "email", row->email);
    emit_object_end(out);
    write_named(out, "entity", row->entity, row->entity_name);
    if (row->reference) {
        emit_object(out, "operation");
        emit_string(out, "reference", row->reference);
        emit_string(out, "name", row->operation_name);
        emit_object_end(out);
    } else {
        emit_null(out, "operation");
    }
    emit_string(out, "message", row->message);
    emit_string(out, "asked_by", row->asker);
    emit_time(out, "created", row->created);
    emit_string(out, "status", row->status);
    emit_time(out, "decided_at", row->decided);
    emit_string(out, "decided_by", row->decider);
    emit_string(out, "reason", row->reason);
    emit_array(out, "may");
    if (may(&q->actor, REQUEST_DECIDE, &facts) == ALLOW) {
        emit_string(out, NULL, "approve");
        emit_string(out, NULL, "refuse");
    }
    if (may(&q->actor, REQUEST_CANCEL, &facts) == ALLOW)
        emit_string(out, NULL, "cancel");
    emit_array_end(out);
    emit_object_end(out);
}

enum err request_list(struct req *q)
{
    const struct requests_query *in = q->query;
    bool closed = in->state && !strcmp(in->state, "closed");
    const char *list = arena_format(q->arena, "requests %s %d", q->actor.entity, closed), *next = NULL;
    int64_t limit = list_limit(in->limit), count = 0;
    struct request row;
    struct cursor from;
    struct rows rows;

    if (cursor_read(q, list, in->after, &from))
        return E_FIELDS;
    rows = sql_request_list(q->db, q->actor.team_leader, q->actor.entity, q->actor.user, q->now, closed, from.part[0],
                            limit + 1);
    list_begin(q);
    while (request_list_next(&rows, &row)) {
        if (++count > limit) {
            next = cursor_make(q->arena, list, &from);
            db_end(&rows);
            break;
        }
        write_request(q, &row);
        from.part[0] = arena_string(q->arena, row.id);
    }
    list_end(q, next);
    return OK;
}

/* --- who can let me in ------------------------------------------------------------------------------------------- */

const struct field deciders_fields[] = { { "operation", FIELD_LINE, offsetof(struct deciders_query, operation), false,
                                           1, 40, NULL, "Its reference." },
                                         { "entity", FIELD_LINE, offsetof(struct deciders_query, entity), false, 1, 200,
                                           NULL, "An entity, by id or by name." },
                                         { 0 } };

static void write_decider(struct text *out, const char *kind, const char *name, const char *email)
{
    emit_object(out, NULL);
    emit_string(out, "kind", kind);
    emit_string(out, "name", name);
    emit_string(out, "email", email);
    emit_object_end(out);
}

/* Names only within one's own entity; the manager is a function, which every operation has. So the answer for what does
 * not exist is that for what is none of the caller's business. */
enum err request_deciders(struct req *q)
{
    const struct deciders_query *in = q->query;
    const char *entity = q->actor.entity ? q->actor.entity : "";
    struct rows rows = sql_root_leaders(q->db, entity);
    struct root_leaders leader;
    struct colleagues colleague;

    if (!in->operation == !in->entity)
        return fault_add(&q->faults, "operation", FAULT_ONE_OF, 0);
    list_begin(q);
    while (root_leaders_next(&rows, &leader))
        write_decider(&q->answer, "leader", leader.name, leader.email);
    if (in->operation) {
        rows = sql_colleagues(q->db, in->operation, entity, q->now, q->actor.user);
        while (colleagues_next(&rows, &colleague))
            write_decider(&q->answer, "colleague", colleague.name, colleague.email);
        write_decider(&q->answer, "manager", NULL, NULL);
    } else {
        write_decider(&q->answer, "team_leader", NULL, NULL);
    }
    list_end(q, NULL);
    return OK;
}

/* --- asking ------------------------------------------------------------------------------------------------------ */

/* What is asked for, when there is such a thing. */
struct wish {
    struct operation operation;
    struct entity entity;
    bool for_operation, for_entity;
};

static void find_operation(struct req *q, const struct request_in *in, const char *email, struct wish *out)
{
    struct operation_by_reference id;
    struct participation_side side;
    struct entity_of_domain guess;
    const char *entity = q->actor.entity;
    struct request_operation row;

    if (!sql_operation_by_reference(q->db, &id, in->operation) || !sql_request_operation(q->db, &row, id.id))
        return;
    out->operation = (struct operation){ row.id, row.reference, row.name, row.status, NULL };
    out->for_operation = !strcmp(row.status, "open");
    /* Who is not signed in asks for the entity whose people there share the domain of the address. */
    if (!entity && sql_entity_of_domain(q->db, &guess, row.id, arena_format(q->arena, "%%%s", strrchr(email, '@'))))
        entity = guess.entity;
    out->for_entity =
        entity && sql_participation_side(q->db, &side, row.id, entity) && sql_entity(q->db, &out->entity, entity);
}

static void find_entity(struct req *q, const struct request_in *in, struct wish *out)
{
    struct entity_by_id_or_name row;

    if (sql_entity_by_id_or_name(q->db, &row, in->entity, fold_sort(q->arena, in->entity)))
        out->for_entity = sql_entity(q->db, &out->entity, row.id) && out->entity.client;
}

static const char *facts_for(struct req *q, const struct person *person, const struct wish *wish, const char *message)
{
    struct text out = text_new(q->arena, 16384);
    const char *name =
        person->activated ? arena_format(q->arena, "%s %s", person->first_name, person->last_name) : NULL;

    emit_object(&out, NULL);
    emit_string(&out, "sponsor", name ? name : person->email);
    emit_string(&out, "person", name ? name : person->email);
    emit_string(&out, "entity", wish->for_entity ? wish->entity.name : NULL);
    emit_string(&out, "operation", wish->for_operation ? wish->operation.name : NULL);
    emit_string(&out, "reference", wish->for_operation ? wish->operation.reference : NULL);
    emit_string(&out, "message", message);
    emit_object_end(&out);
    return text_string(&out);
}

static void tell(struct req *q, const char *kind, const char *email, const char *language, const char *facts)
{
    outbox_put(
        q->db, q->now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

/* All who may grant it are told, and the first decision wins. */
static void tell_deciders(struct req *q, const struct wish *wish, const struct person *person, const char *facts)
{
    struct rows rows;

    if (wish->for_operation) {
        struct request_deciders row;

        rows = sql_request_deciders(q->db, wish->operation.id, q->now, wish->for_entity ? wish->entity.id : "",
                                    person->id);
        while (request_deciders_next(&rows, &row))
            tell(q, "access_request", row.email, row.language, facts);
    } else {
        struct root_leaders row;

        rows = sql_root_leaders(q->db, wish->entity.id);
        while (root_leaders_next(&rows, &row))
            tell(q, "habilitation_request", row.email, row.language, facts);
    }
}

/* Whether there is anything to decide: not what he has, and not what was asked already. */
static bool is_new(struct req *q, const struct wish *wish, const struct person *person)
{
    struct request_open_for open;
    struct request_twin twin;
    struct habilitated held;
    struct contact_held line;
    struct request_count sent;

    sql_request_count(q->db, &sent, person->id, q->now - DAY_MS);
    if (sent.count >= PER_DAY)
        return false;
    if (wish->for_operation)
        return !sql_contact_held(q->db, &line, person->id, wish->operation.id, q->now) &&
               !sql_request_twin(q->db, &twin, person->id, wish->operation.id);
    return !sql_habilitated(q->db, &held, person->id, wish->entity.id) &&
           !sql_request_open_for(q->db, &open, wish->entity.id, person->id);
}

static void ask(struct req *q, const struct wish *wish, const struct person *person, const char *message)
{
    char id[ID_ROOM];

    if (!is_new(q, wish, person))
        return;
    secret_id(id, q->now);
    sql_request_add(q->db, id, wish->for_operation ? "contact" : "habilitation",
                    wish->for_entity ? wish->entity.id : NULL, wish->for_operation ? wish->operation.id : NULL,
                    person->id, person->id, message, q->now, escalation_due(q->now));
    tell_deciders(q, wish, person, facts_for(q, person, wish, message));
}

/* Who is not signed in could otherwise fill other people's mailboxes under invented addresses. */
static bool is_flood(struct req *q)
{
    const char *source = q->from.source ? q->from.source : "";

    if (q->actor.user)
        return false;
    if (throttle_wait(q, &throttle_ask, source))
        return true;
    throttle_fail(q, &throttle_ask, source);
    return false;
}

/* Always the same answer, whether what is asked for exists or not. */
enum err request_add(struct req *q)
{
    const struct request_in *in = q->in;
    const char *email = q->actor.user ? q->actor.email : in->email;
    const char *key = email ? address_key(q->arena, email) : NULL;
    struct wish wish = { 0 };
    struct person person;

    if (!key)
        return fault_add(&q->faults, "email", FAULT_ADDRESS, 0);
    if (!in->operation == !in->entity)
        return fault_add(&q->faults, "operation", FAULT_ONE_OF, 0);
    if (in->operation)
        find_operation(q, in, key, &wish);
    else
        find_entity(q, in, &wish);
    if ((!wish.for_operation && (in->operation || !wish.for_entity)) || is_flood(q))
        return OK;
    address_person(q, email, key, &person);
    ask(q, &wish, &person, in->message);
    return OK;
}

/* --- deciding ---------------------------------------------------------------------------------------------------- */

enum err request_load(struct req *q)
{
    const struct decision_in *in = q->in;
    struct request *row = q->subject = ARENA_NEW(q->arena, struct request);
    struct team team;

    if (!q->actor.entity)
        return OK;
    if (!sql_request(q->db, row, q->actor.team_leader, q->actor.entity, q->actor.user, q->now, q->argument[0]))
        return E_NOT_FOUND;
    q->facts = facts_of(q, row);
    if (in->team)
        q->facts.decides =
            q->facts.decides && sql_team(q->db, &team, in->team, q->actor.entity) && team_is_led(q, in->team);
    return OK;
}

static void tell_asker(struct req *q, const struct request *row, const char *decision, const char *reason)
{
    struct text facts = text_new(q->arena, 16384);

    emit_object(&facts, NULL);
    emit_string(&facts, "decision", decision);
    emit_string(&facts, "decider", q->actor.name);
    emit_string(&facts, "person", row->name ? row->name : row->email);
    emit_string(&facts, "entity", row->entity_name);
    emit_string(&facts, "operation", row->operation_name);
    emit_string(&facts, "reference", row->reference);
    emit_string(&facts, "reason", reason);
    emit_object_end(&facts);
    if (row->asker_email)
        tell(q, "request_decided", row->asker_email, row->asker_language, text_string(&facts));
}

/* Ends a request, and shows it as it is then. */
static enum err settle(struct req *q, const struct request *row, const char *status, const char *reason)
{
    struct request ended;

    sql_request_settle(q->db, status, q->now, q->actor.user, reason, row->id);
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = arena_format(q->arena, "request_%s", status),
                                  .operation = row->operation,
                                  .entity = row->entity,
                                  .user = row->user,
                                  .reason = reason });
    if (!sql_request(q->db, &ended, q->actor.team_leader, q->actor.entity, q->actor.user, q->now, row->id))
        return E_INTERNAL;
    write_request(q, &ended);
    return OK;
}

static enum err authorise(struct req *q, const struct request *row, const struct person *person)
{
    const struct decision_in *in = q->in;
    struct habilitation_of_user known;
    struct own_habilitation own;
    bool had = sql_habilitation_of_user(q->db, &known, person->id, row->entity);

    if (had && strcmp(known.status, "archived")) {
        habilitation_complete_lines(q, row->entity, person);
        return OK;
    }
    if (!sql_own_habilitation(q->db, &own, q->actor.user, q->actor.entity))
        return E_FORBIDDEN;
    habilitation_give(q, row->entity, in->team ? in->team : own.team, (struct roles){ 0 }, person,
                      had ? known.id : NULL, in->reason);
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
    bool had;

    if (!sql_request_operation(q->db, &found, row->operation))
        return E_NOT_FOUND;
    operation = (struct operation){ found.id, found.reference, found.name, found.status, NULL };
    if (!strcmp(operation.status, "closed"))
        return E_OPERATION_CLOSED;
    if (!entity || !contact_place(q, &operation, entity, &place))
        return fault_add(&q->faults, "entity", FAULT_UNKNOWN_ENTITY, 0);
    had = sql_contact_of_user(q->db, &known, person->id, entity, operation.id) &&
          sql_contact_by_id(q->db, &line, false, q->actor.user, operation.id, known.id);
    if (!had || !strcmp(access_state(&line, q->now), "revoked") || !strcmp(access_state(&line, q->now), "expired"))
        access_give(q, &place, person, had ? &line : NULL, &(struct terms){ 0 }, &id);
    return OK;
}

enum err request_approve(struct req *q)
{
    const struct decision_in *in = q->in;
    const struct request *row = q->subject;
    struct account account;
    struct person person;
    enum err error;

    if (!sql_account(q->db, &account, row->user))
        return E_NOT_FOUND;
    person = (struct person){ account.id,         account.email,     account.language,
                              account.first_name, account.last_name, account.password != NULL };
    error = strcmp(row->kind, "habilitation") ? let_in(q, row, &person) : authorise(q, row, &person);
    if (error)
        return error;
    tell_asker(q, row, "approved", in->reason);
    return settle(q, row, "approved", in->reason);
}

enum err request_refuse(struct req *q)
{
    const struct decision_in *in = q->in;
    const struct request *row = q->subject;

    tell_asker(q, row, "refused", in->reason);
    return settle(q, row, "refused", in->reason);
}

enum err request_cancel(struct req *q)
{
    return settle(q, q->subject, "cancelled", NULL);
}
