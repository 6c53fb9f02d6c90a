/* Asking to be let in, and whom to ask. */
#include "address.h"
#include "emit.h"
#include "escalation.h"
#include "list.h"
#include "requests.h"
#include "route.h"
#include "secret.h"
#include "sql_entities.h"
#include "sql_requests.h"
#include "throttle.h"
#include "zone.h"

#include <string.h>

struct deciders_query {
    const char *operation, *entity;
};

static const struct field request_body[] = {
    { "operation", FIELD_LINE, offsetof(struct request_in, operation), false, 1, 40, NULL, "Its reference." },
    { "entity", FIELD_LINE, offsetof(struct request_in, entity), false, 1, 200, NULL, "An entity, by id or by name." },
    { "message", FIELD_TEXT, offsetof(struct request_in, message), false, 1, 1000, NULL, "A word for who decides." },
    { "email", FIELD_LINE, offsetof(struct request_in, email), false, 1, 400, NULL, "Of who asks, when signed out." },
    { "zone", FIELD_LINE, offsetof(struct request_in, zone), false, 1, ZONE_MOST, NULL,
      "By which who asks signed out counts his days, such as Europe/Paris: for the mail to him." },
    { 0 }
};

/* --- who can let me in ------------------------------------------------------------------------------------------- */

static const struct field deciders_fields[] = { { "operation", FIELD_LINE, offsetof(struct deciders_query, operation),
                                                  false, 1, 40, NULL, "Its reference." },
                                                { "entity", FIELD_LINE, offsetof(struct deciders_query, entity), false,
                                                  1, 200, NULL, "An entity, by id or by name." },
                                                { 0 } };

static void write_decider(struct text *out, const char *kind, const char *name, const char *email)
{
    emit_object(out, NULL);
    emit_string(out, "kind", kind);
    emit_string(out, "name", name);
    emit_string(out, "email", email);
    emit_object_end(out);
}

#define COLLEAGUES_MOST 20

static void write_colleagues(struct req *q, const char *reference)
{
    struct rows rows = sql_colleagues(q->db, reference, q->actor.entity, q->now, q->actor.user);
    struct colleagues row;
    struct colleague found;

    for (int count = 0; colleagues_next(&rows, &row) && count < COLLEAGUES_MOST;)
        if (sql_colleague(q->db, &found, q->actor.user, q->actor.entity, q->now, row.user)) {
            write_decider(&q->answer, "colleague", row.name, row.email);
            count++;
        }
    db_end(&rows);
}

static void write_leaders(struct req *q)
{
    struct rows rows = sql_root_leaders(q->db, q->actor.entity, q->now);
    struct root_leaders row;

    while (root_leaders_next(&rows, &row))
        write_decider(&q->answer, "leader", row.name, row.email);
}

/* It tells whether colleagues are on an operation whose reference one guesses: so not as often as one likes. */
static bool is_asked_too_often(struct req *q)
{
    q->retry_after = ration_take(q, &ration_deciders, q->actor.user);
    if (!q->retry_after)
        q->retry_after = ration_take(q, &ration_deciders_source, q->source);
    return q->retry_after > 0;
}

/* Names only within one's own entity, for those who belong to it; the manager is a function, which every operation has.
 * So the answer for what does not exist is that for what is none of the caller's business. */
static enum err request_deciders(struct req *q)
{
    const struct deciders_query *in = q->query;
    struct belongs own;
    bool belongs = q->actor.entity && sql_belongs(q->db, &own, q->actor.user, q->actor.entity, q->now);

    if (!in->operation == !in->entity)
        return fault_add(&q->faults, "operation", FAULT_ONE_OF, 0);
    if (is_asked_too_often(q))
        return E_THROTTLED;
    list_begin(q);
    if (belongs)
        write_leaders(q);
    if (belongs && in->operation)
        write_colleagues(q, in->operation);
    write_decider(&q->answer, in->operation ? "manager" : "team_leader", NULL, NULL);
    list_end(q, NULL);
    return OK;
}

/* --- asking ------------------------------------------------------------------------------------------------------ */

/* One row, whatever is asked for; seek.c looks for it afterwards. */
static void ask(struct req *q, enum request_kind kind, const char *wanted, const char *message)
{
    const char *user = q->actor.user, *entity = kind != REQUEST_FOR_CONTACT ? NULL : q->actor.entity;
    struct request_same same;
    char id[ID_ROOM];

    if (sql_request_same(q->db, &same, kind, wanted, user, NULL))
        return;
    secret_id(id, q->now);
    sql_request_ask(q->db, &(struct sql_request_ask){ .id = id,
                                                      .kind = kind,
                                                      .entity = entity,
                                                      .user = user,
                                                      .wanted = wanted,
                                                      .message = message,
                                                      .now = q->now,
                                                      .due = escalation_due(q->now) });
}

/* Always the same answer and the same work, whether what is asked for exists or not. */
static enum err request_add(struct req *q)
{
    const struct request_in *in = q->in;
    const char *key = q->actor.user || !in->email ? NULL : address_key(q->arena, in->email);

    if (!q->actor.user && !key)
        return fault_add(&q->faults, "email", FAULT_ADDRESS, 0);
    if (!in->operation == !in->entity)
        return fault_add(&q->faults, "operation", FAULT_ONE_OF, 0);
    if (in->zone && !zone_known(in->zone))
        return fault_add(&q->faults, "zone", FAULT_ZONE, 0);
    if (!q->actor.user)
        return asking_begin(q, key);
    if (request_is_one_too_many(q, q->actor.user, false)) {
        q->retry_after = REQUESTS_AGAIN_S;
        return E_THROTTLED;
    }
    ask(q, in->operation ? REQUEST_FOR_CONTACT : REQUEST_FOR_HABILITATION, in->operation ? in->operation : in->entity,
        in->message);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route request_add_routes[] = {
    { "GET", "api/requests/deciders", OWN_SESSION, "Who can let me in, for an operation's reference or an entity.",
      QUERY(deciders_fields, deciders_query), .act = request_deciders, .answer = &deciders_schema, .counted = true },
    { "POST", "api/requests", REQUEST_ADD, "Ask to be let in; always the same answer.",
      BODY(request_body, request_in), .act = request_add, .status = 202,
      REFUSES(E_NO_SESSION) },
    { 0 }
};

/* clang-format on */
