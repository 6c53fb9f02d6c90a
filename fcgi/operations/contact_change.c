/* Revoking a line, restoring it, sending its invitation again. */
#include "contact.h"
#include "dates.h"
#include "operations.h"
#include "people.h"
#include "register.h"
#include "route.h"
#include "sql_operations.h"
#include "sql_people.h"

#include <string.h>

#define RESENT_MOST   5 /* links a person may be sent within RESENT_WITHIN */
#define RESENT_WITHIN (3600 * 1000LL)

struct restore_in {
    const char *reason;
    int64_t from, until;
    bool undo;
};

const struct field revoke_body[] = { { "reason", FIELD_TEXT, offsetof(struct revoke_in, reason), false, 1, 500, NULL,
                                       "Why; kept in the register." },
                                     { 0 } };

static const struct field restore_body[] = {
    { "reason", FIELD_TEXT, offsetof(struct restore_in, reason), false, 1, 500, NULL, "Why; kept in the register." },
    { "from", FIELD_TIME, offsetof(struct restore_in, from), false, 0, 0, NULL, "When the access begins, if not now." },
    { "until", FIELD_UNTIL, offsetof(struct restore_in, until), false, 0, 0, NULL,
      "When the access ends; must be given, if only as null, for one that had an end." },
    { "undo", FIELD_FLAG, offsetof(struct restore_in, undo), false, 0, 0, NULL,
      "To undo one's own revocation within ten minutes: all is as it was, its giver and dates too." },
    { 0 }
};

const struct field extend_body[] = { { "until", FIELD_UNTIL, offsetof(struct extend_in, until), true, 0, 0, NULL,
                                       "When it ends from now on; null for no end." },
                                     { 0 } };

static enum err contact_revoke(struct req *q)
{
    const struct revoke_in *in = q->in;
    const struct line *line = q->subject;
    enum err error = access_end(q, &line->operation, &line->contact, in->reason);

    return error ? error : contact_show(q, NULL, &line->operation, line->contact.id);
}

static struct person person_on(const struct contact_by_id *row)
{
    return (
        struct person){ row->user, row->email, row->language, row->first_name, row->last_name, row->activated != 0 };
}

/* Undoing what one has just done oneself gives nothing: it is no restoring, which would be the caller's gift. */
static enum err undo_revocation(struct req *q, const struct line *line, const struct place *place,
                                const struct person *person)
{
    const struct restore_in *in = q->in;
    struct contact_revocation ended;

    if (in->from || in->until || in->reason)
        return fault_add(&q->faults, "undo", FAULT_ALONE, 0);
    if (!sql_contact_revocation(q->db, &ended, line->contact.id) || !ended.by || strcmp(ended.by, q->actor.user) ||
        ended.at + UNDO_WITHIN <= q->now || line->contact.ends <= q->now)
        return E_UNDO_OVER;
    access_undo(q, place, person, &line->contact, ended.at);
    return contact_show(q, NULL, &line->operation, line->contact.id);
}

static enum err contact_restore(struct req *q)
{
    const struct restore_in *in = q->in;
    const struct line *line = q->subject;
    struct person person = person_on(&line->contact);
    int64_t until = in->until, latest = access_latest(q, &line->operation, &line->contact);
    struct place place;
    const char *id;

    if (!contact_place(q, &line->operation, line->contact.entity, &place))
        return E_CONFLICT;
    if (in->undo)
        return undo_revocation(q, line, &place, &person);
    if (dates_again(q, in->from, &until, latest, line->contact.until))
        return E_FIELDS;
    if (!person.activated && address_stranger(q, person.id))
        return E_TOO_MANY_STRANGERS;
    access_give(q, &place, &person, &line->contact,
                &(struct terms){ .from = in->from, .until = until, .reason = in->reason }, &id);
    return contact_show(q, NULL, &line->operation, id);
}

static enum err contact_extend(struct req *q)
{
    const struct extend_in *in = q->in;
    const struct line *line = q->subject;
    int64_t latest = access_latest(q, &line->operation, &line->contact);
    enum err error = dates_move(q, line->contact.begins, in->until, latest);

    if (!error)
        error = access_extend(q, &line->operation, &line->contact, until_given(in->until));
    return error ? error : contact_show(q, NULL, &line->operation, line->contact.id);
}

static enum err contact_resend(struct req *q)
{
    const struct line *line = q->subject;
    struct person person = person_on(&line->contact);
    struct invitation_count sent;
    struct place place;

    sql_invitation_count(q->db, &sent, person.id, q->now - RESENT_WITHIN);
    if (sent.count > RESENT_MOST) {
        q->retry_after = (int)(RESENT_WITHIN / 1000);
        return E_THROTTLED;
    }
    if (!contact_place(q, &line->operation, line->contact.entity, &place))
        return E_CONFLICT;
    if (address_stranger(q, person.id))
        return E_TOO_MANY_STRANGERS;
    access_invite(&q->desk, &place, &person, line->contact.id,
                  &(struct terms){ .from = line->contact.begins, .until = line->contact.until });
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = ACTION_CONTACT_RESENT,
                                  .operation = line->operation.id,
                                  .entity = line->contact.entity,
                                  .user = person.id,
                                  .contact = line->contact.id });
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route contact_change_routes[] = {
    { "POST", CONTACT "/revoke", CONTACT_REVOKE, "Move a line to the archive.",
      .load = contact_load, BODY(revoke_body, revoke_in), .act = contact_revoke, .answer = &contact_schema,
      REFUSES(E_OWN_LINE, E_LAST_MANAGER, E_ALREADY_REVOKED) },
    { "POST", CONTACT "/restore", CONTACT_RESTORE, "Take a line out of the archive.",
      .load = contact_load, BODY(restore_body, restore_in), .act = contact_restore, .answer = &contact_schema,
      REFUSES(E_OWN_LINE, E_OWN_SOURCE, E_END_SET, E_NOT_REVOKED, E_UNDO_OVER, E_OPERATION_CLOSED,
              E_TOO_MANY_STRANGERS) },
    { "POST", CONTACT "/extend", CONTACT_EXTEND, "Give a line another end, or none.",
      .load = contact_load, BODY(extend_body, extend_in), .act = contact_extend, .answer = &contact_schema,
      REFUSES(E_OWN_LINE, E_OWN_SOURCE, E_LAST_MANAGER, E_ALREADY_REVOKED, E_OPERATION_CLOSED) },
    { "POST", CONTACT "/resend", CONTACT_RESEND, "Send an invited person a new link.",
      .load = contact_load, .act = contact_resend, .status = 202,
      REFUSES(E_NOT_INVITED, E_OPERATION_CLOSED, E_TOO_MANY_STRANGERS) },
    { 0 }
};

/* clang-format on */
