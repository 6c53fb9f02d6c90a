/* Asking to be let in to an operation, and to be let go. */
#include "giving.h"
#include "operations.h"
#include "requests.h"
#include "sql_operations.h"
#include "sql_requests.h"

static bool comes_from(struct req *q, const struct request *row)
{
    return giving_comes_from(&q->desk, row->operation, false, row->user);
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
    operation = (struct operation){ found.id, found.reference, found.name, found.status, SIDE_NONE };
    if (operation.status == OPERATION_CLOSED)
        return E_OPERATION_CLOSED;
    if (!entity || !contact_place(q, &operation, entity, &place))
        return fault_add(&q->faults, "entity", FAULT_UNKNOWN_ENTITY, 0);
    had = sql_contact_of_user(q->db, &known, person->id, entity, operation.id) &&
          sql_contact_by_id(q->db, &line, NULL, operation.id, known.id);
    ended = had && (access_state(&line, q->now) == CONTACT_REVOKED || access_state(&line, q->now) == CONTACT_EXPIRED);
    refusal = ended ? req_refusal(access_may_restore(&q->desk, &operation, &line, false)) : OK;
    if (!refusal && (!had || ended))
        access_give(q, &place, person, had ? &line : NULL, &(struct terms){ 0 }, &id);
    return refusal;
}

static bool find_line(struct req *q, const struct request *row, struct contact_by_id *line)
{
    struct contact_of_user known;

    return row->entity && sql_contact_of_user(q->db, &known, row->user, row->entity, row->operation) &&
           sql_contact_by_id(q->db, line, NULL, row->operation, known.id);
}

static struct outcome line_outcome(struct req *q, const struct request *row)
{
    struct request_operation operation;
    struct contact_by_id line;
    struct outcome outcome = { 0 };

    if (!find_line(q, row, &line) || !sql_request_operation(q->db, &operation, row->operation))
        return outcome;
    outcome.status = access_state(&line, q->now);
    outcome.awaits = contact_waits_for(operation.status, &line, outcome.status);
    if (outcome.status == CONTACT_REVOKED || outcome.status == CONTACT_EXPIRED)
        outcome.status = CONTACT_NONE;
    if (outcome.awaits == AWAITS_AGREEMENT) {
        outcome.entity = line.entity;
        outcome.entity_name = line.entity_name;
    }
    outcome.begins = line.status == CONTACT_ACTIVE && outcome.awaits ? line.begins : 0;
    return outcome;
}

const struct request_deeds contact_kind = { .kind = REQUEST_FOR_CONTACT,
                                            .letter = MAIL_REQUEST_DECIDED,
                                            .comes_from = comes_from,
                                            .grant = let_in,
                                            .outcome = line_outcome };

/* The person hears it by the answer to what he asked. */
static enum err let_go(struct req *q, const struct request *row, const struct person *person)
{
    const struct decision_in *in = q->in;
    struct contact_of_user line;

    if (!sql_contact_of_user(q->db, &line, person->id, row->entity, row->operation))
        return E_CONFLICT;
    return access_end_with(&q->desk, line.id, in->reason ? in->reason : row->message);
}

const struct request_deeds leave_kind = { .kind = REQUEST_TO_LEAVE, .letter = MAIL_LEAVE_DECIDED, .grant = let_go };
