/* Answering a handover, mending it, taking it on and withdrawing it. */
#include "handover.h"
#include "handovers.h"
#include "operations.h"
#include "register.h"
#include "route.h"
#include "sql_handovers.h"

#include <string.h>

#define PARTS_MOST 100 /* successors asked one after the other for one handover */

struct handover_change_in {
    const char *part, *email;
};

static const struct field handover_change_body[] = {
    { "part", FIELD_LINE, offsetof(struct handover_change_in, part), true, 1, 64, NULL, "Whose part to mend." },
    { "email", FIELD_LINE, offsetof(struct handover_change_in, email), false, 1, 400, NULL,
      "Another successor; absent: its operations stay with who leaves." },
    { 0 }
};

static void note(struct req *q, enum action action, const struct handover *row)
{
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = action, .entity = row->entity, .user = row->leaver, .handover = row->id });
}

static enum err answer(struct req *q, enum part_status status, const char *reason)
{
    const struct handover *row = q->subject;
    struct handover_parts part;

    while (sql_handover_asked(q->db, &part, row->id, q->actor.user))
        handover_answer(&q->desk, row, &part, status, reason);
    handover_advance(&q->desk, row->id);
    return handover_write(q, row->id);
}

static enum err handover_accept(struct req *q)
{
    return answer(q, PART_ACCEPTED, NULL);
}

static enum err handover_refuse(struct req *q)
{
    const struct revoke_in *in = q->in;

    return answer(q, PART_REFUSED, in->reason);
}

static enum err handover_cancel(struct req *q)
{
    const struct handover *row = q->subject;

    note(q, ACTION_HANDOVER_CANCEL, row);
    handover_end(&q->desk, row, HANDOVER_CANCELLED);
    return handover_write(q, row->id);
}

static enum err handover_continue(struct req *q)
{
    const struct handover *row = q->subject;

    sql_handover_continue(q->db, q->actor.user, q->now, row->id);
    note(q, ACTION_HANDOVER_CONTINUE, row);
    handover_advance(&q->desk, row->id);
    return handover_write(q, row->id);
}

/* What is not done of a part goes to another successor, or stays with who leaves. */
static enum err handover_change(struct req *q)
{
    const struct handover_change_in *in = q->in;
    const struct handover *row = q->subject;
    struct handover_part_stuck stuck;
    struct handover_parts part;
    struct person person = { 0 };
    enum err error = OK;
    const char *made;

    if (!sql_handover_part(q->db, &part, in->part) || strcmp(part.handover, row->id))
        return fault_add(&q->faults, "part", FAULT_CHOICE, 0);
    if (part.status == PART_DROPPED ||
        (part.status == PART_ACCEPTED && !sql_handover_part_stuck(q->db, &stuck, part.id, q->now)))
        return E_CONFLICT;
    if (in->email && row->parts >= PARTS_MOST)
        return E_CONFLICT;
    if (in->email)
        error = handover_successor(q, "email", in->email, row->leaver, row->entity, true, &person);
    if (error)
        return error;
    handover_drop(q, row, &part);
    if (in->email) {
        made = handover_part_new(q, row->id, person.id, part.everything);
        sql_handover_part_move(q->db, made, part.id);
        handover_invite(q, row, made);
    } else {
        sql_handover_part_clear(q->db, part.id);
    }
    note(q, ACTION_HANDOVER_CHANGE, row);
    sql_handover_changed(q->db, q->now, row->id);
    handover_advance(&q->desk, row->id);
    return handover_write(q, row->id);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route handover_change_routes[] = {
    { "POST", HANDOVER "/accept", HANDOVER_ANSWER, "Take over what I am asked to.",
      .load = handover_load, .act = handover_accept, .answer = &handover_schema },
    { "POST", HANDOVER "/refuse", HANDOVER_ANSWER, "Refuse it: it stays with who leaves.",
      .load = handover_load, BODY(revoke_body, revoke_in), .act = handover_refuse, .answer = &handover_schema },
    { "POST", HANDOVER "/change", HANDOVER_CHANGE, "Give a part to another successor, or to nobody.",
      .load = handover_load, BODY(handover_change_body, handover_change_in), .act = handover_change,
      .answer = &handover_schema },
    { "POST", HANDOVER "/continue", HANDOVER_CONTINUE, "Take on, as a leader, what somebody who is gone had begun.",
      .load = handover_load, .act = handover_continue, .answer = &handover_schema },
    { "POST", HANDOVER "/cancel", HANDOVER_CANCEL, "Withdraw it: what is not done stays as it was.",
      .load = handover_load, .act = handover_cancel, .answer = &handover_schema },
    { 0 }
};

/* clang-format on */
