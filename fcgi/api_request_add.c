/* Asking to be let in, and whom to ask. */
#include "address.h"
#include "api.h"
#include "emit.h"
#include "escalation.h"
#include "fold.h"
#include "notice.h"
#include "secret.h"
#include "throttle.h"

#include <string.h>

const struct field request_body[] = {
    { "operation", FIELD_LINE, offsetof(struct request_in, operation), false, 1, 40, NULL, "Its reference." },
    { "entity", FIELD_LINE, offsetof(struct request_in, entity), false, 1, 200, NULL, "An entity, by id or by name." },
    { "message", FIELD_TEXT, offsetof(struct request_in, message), false, 1, 1000, NULL, "A word for who decides." },
    { "email", FIELD_LINE, offsetof(struct request_in, email), false, 1, 400, NULL, "Of who asks, when signed out." },
    { 0 }
};

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
    struct rows rows = sql_root_leaders(q->db, entity, q->now);
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

/* All who may grant it are told, and the first decision wins. */
static void tell_deciders(struct req *q, const char *id, const struct wish *wish, const struct person *person,
                          const char *facts)
{
    struct rows rows;

    if (wish->for_operation) {
        struct request_deciders row;

        rows = sql_request_deciders(q->db, wish->operation.id, q->now, wish->for_entity ? wish->entity.id : "",
                                    person->id);
        while (request_deciders_next(&rows, &row))
            if (notice_request_now(q->db, q->now, row.user, row.mode, id))
                request_tell(q, "access_request", row.email, row.language, facts);
    } else {
        struct root_leaders row;

        rows = sql_root_leaders(q->db, wish->entity.id, q->now);
        while (root_leaders_next(&rows, &row))
            if (notice_request_now(q->db, q->now, row.user, row.mode, id))
                request_tell(q, "habilitation_request", row.email, row.language, facts);
    }
}

/* Whether there is anything to decide: not what he has, and not what was asked already. */
static bool is_new(struct req *q, const struct wish *wish, const struct person *person)
{
    struct request_open_for open;
    struct request_twin twin;
    struct habilitated held;
    struct contact_held line;

    if (request_is_one_too_many(q, person->id))
        return false; /* taken as if it had been sent */
    if (wish->for_operation)
        return !sql_contact_held(q->db, &line, person->id, wish->operation.id, q->now) &&
               !sql_request_twin(q->db, &twin, person->id, wish->operation.id);
    return !sql_habilitated(q->db, &held, person->id, wish->entity.id, q->now) &&
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
    tell_deciders(q, id, wish, person, facts_for(q, person, wish, message));
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
