/* Asking to be removed: nobody ends his own access, so one click tells those who can. */
#include "contact.h"
#include "emit.h"
#include "notices.h"
#include "operations.h"
#include "register.h"
#include "requests.h"
#include "route.h"
#include "secret.h"
#include "sql_operations.h"
#include "sql_requests.h"

/* Who has no line has nothing to leave: the facts say so. */
static enum err leave_load(struct req *q)
{
    struct line *line = ARENA_NEW(q->arena, struct line);
    enum err error = operation_find(q, &line->operation);
    struct contact_of_user own;

    if (error || !q->actor.entity)
        return error;
    q->facts.own_entity = q->facts.self = true;
    if (!sql_contact_of_user(q->db, &own, q->actor.user, q->actor.entity, line->operation.id) ||
        !sql_contact_by_id(q->db, &line->contact, NULL, line->operation.id, own.id))
        return OK;
    q->subject = line;
    q->facts = contact_facts(q, line->operation.id, &line->contact);
    return OK;
}

int64_t leave_asked(struct req *q, const char *operation)
{
    struct leave_open open;

    return sql_leave_open(q->db, &open, q->actor.user, q->actor.entity, operation) ? open.created : 0;
}

/* All who may end it are told, and the first decision wins. */
static void tell_deciders(struct req *q, const char *id, const struct line *line, const char *message)
{
    struct text facts = text_new(q->arena, 16384);
    struct leave_deciders decider;
    struct rows rows;

    emit_object(&facts, NULL);
    emit_string(&facts, "person", q->actor.name);
    emit_string(&facts, "entity", line->contact.entity_name);
    emit_string(&facts, "operation", line->operation.name);
    emit_string(&facts, "reference", line->operation.reference);
    emit_string(&facts, "message", message);
    emit_object_end(&facts);
    rows = sql_leave_deciders(q->db, line->operation.id, q->actor.user, q->now, line->contact.entity);
    while (leave_deciders_next(&rows, &decider))
        if (notice_request_now(q->db, q->now, decider.user, decider.mode, id))
            request_tell(&q->desk, MAIL_LEAVE_REQUEST, decider.email, decider.language, text_string(&facts));
}

static enum err leave_ask(struct req *q)
{
    const struct revoke_in *in = q->in;
    const struct line *line = q->subject;
    const struct contact_by_id *own = &line->contact;
    enum err error = access_keeps_manager(&q->desk, line->operation.id, own->id, own->status, own->side);
    char id[ID_ROOM];

    if (error || leave_asked(q, line->operation.id))
        return error;
    if (request_is_one_too_many(q, q->actor.user, true)) {
        q->retry_after = REQUESTS_AGAIN_S;
        return E_THROTTLED;
    }
    secret_id(id, q->now);
    sql_request_add(q->db, &(struct sql_request_add){ .id = id,
                                                      .kind = REQUEST_TO_LEAVE,
                                                      .entity = own->entity,
                                                      .operation = line->operation.id,
                                                      .user = q->actor.user,
                                                      .asked_by = q->actor.user,
                                                      .message = in->reason,
                                                      .now = q->now,
                                                      .due = escalation_due(q->now) });
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = ACTION_LEAVE_REQUESTED,
                                  .operation = line->operation.id,
                                  .entity = own->entity,
                                  .user = q->actor.user,
                                  .contact = own->id,
                                  .reason = in->reason,
                                  .request = id });
    tell_deciders(q, id, line, in->reason);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route leave_routes[] = {
    { "POST", OPERATION "/leave", CONTACT_LEAVE, "Ask those who can to end my own access.",
      .load = leave_load, BODY(revoke_body, revoke_in), .act = leave_ask, .status = 202,
      REFUSES(E_LAST_MANAGER) },
    { 0 }
};

/* clang-format on */
