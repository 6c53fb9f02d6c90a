/* Contacts: one line. All of an operation are in contact_list.c, adding is in contact_add.c, changing in
 * contact_change.c. */
#include "contact.h"
#include "dates.h"
#include "emit.h"
#include "giving.h"
#include "operations.h"
#include "parts.h"
#include "session.h"
#include "sql_operations.h"

#include <string.h>

/* Asked only where it can stop something: of who acts there himself, about somebody else. */
static void find_bounds(struct req *q, const char *operation, const struct contact_by_id *row, struct facts *facts)
{
    bool ended = facts->line == CONTACT_REVOKED || facts->line == CONTACT_EXPIRED;

    if (facts->self || !(facts->manager || (facts->own_entity && (facts->contact || facts->leader))))
        return;
    facts->source = giving_comes_from(&q->desk, operation, row->leads, row->user);
    facts->end_set = ended && row->bound && row->bound <= q->now && !giving_any_end(&q->desk, operation);
}

struct facts contact_facts(struct req *q, const char *operation, const struct contact_by_id *row)
{
    struct facts facts = q->facts;

    facts.own_entity = !strcmp(row->entity, q->actor.entity);
    facts.leads_target = row->leads;
    facts.self = !strcmp(row->user, q->actor.user);
    facts.line = access_state(row, q->now);
    find_bounds(q, operation, row, &facts);
    return facts;
}

/* An active person who has not proved the mailbox for long may have left. */
static bool is_dormant(const struct contact_by_id *row, int64_t now)
{
    return access_state(row, now) == CONTACT_ACTIVE && row->mailbox + BROWSER_LIFE_MS < now;
}

/* Who waits in a draft has not heard of it. */
static bool is_unheard(enum operation_status operation, const struct contact_by_id *row)
{
    return operation == OPERATION_DRAFT && row->side != SIDE_MANAGER;
}

enum awaited contact_waits_for(enum operation_status operation, const struct contact_by_id *row,
                               enum contact_status state)
{
    if (state != CONTACT_QUEUED)
        return AWAITS_NONE;
    if (row->status == CONTACT_ACTIVE)
        return AWAITS_START;
    return is_unheard(operation, row) ? AWAITS_PUBLICATION : AWAITS_AGREEMENT;
}

const struct offer contact_offers[] = { { CONTACT_REVOKE, "revoke" }, { CONTACT_RESTORE, "restore" },
                                        { CONTACT_RESEND, "resend" }, { CONTACT_EXTEND, "extend" },
                                        { CONTACT_LEAVE, "leave" },   { HANDOVER_ADD, "hand_over" },
                                        { UNDECLARED, NULL } };

const char *contact_name(const struct req *q, const struct contact_by_id *row, const char *name)
{
    return is_unheard(q->facts.operation, row) ? NULL : name;
}

/* The latest end that the caller may give it, where he may give one at all; 0: any. */
static int64_t latest_for(struct req *q, const struct operation *operation, const struct contact_by_id *row,
                          const struct facts *facts)
{
    int64_t latest = access_latest(q, operation, row);

    return latest && (may(&q->actor, CONTACT_RESTORE, facts) == ALLOW || may(&q->actor, CONTACT_EXTEND, facts) == ALLOW)
               ? latest
               : 0;
}

int64_t contact_until(const struct contact_by_id *row, int64_t now)
{
    if (row->until || access_state(row, now) != CONTACT_EXPIRED)
        return row->until;
    return row->expired ? row->revoked_at : row->ends;
}

void contact_write(struct req *q, const struct operation *operation, const struct contact_by_id *row)
{
    struct facts facts = contact_facts(q, operation->id, row);
    enum contact_status state = access_state(row, q->now);
    bool expired = state == CONTACT_EXPIRED;
    struct text *out = &q->answer;

    emit_string(out, "id", row->id);
    emit_string(out, "user", contact_name(q, row, row->user));
    emit_string(out, "email", row->email);
    emit_string(out, "first_name", contact_name(q, row, row->first_name));
    emit_string(out, "last_name", contact_name(q, row, row->last_name));
    named_write(out, "entity", row->entity, row->entity_name);
    emit_string(out, "side", side_name(row->side));
    emit_string(out, "status", contact_status_name(state));
    emit_string(out, "waits_for", awaited_name(contact_waits_for(q->facts.operation, row, state)));
    emit_time(out, "since", row->since);
    emit_time(out, "from", row->begins);
    emit_time(out, "until", contact_until(row, q->now));
    dates_latest(q, latest_for(q, operation, row, &facts));
    emit_string(out, "added_by", row->added_by);
    emit_string(out, "added_by_id", row->adder);
    emit_time(out, "revoked_at", expired ? 0 : row->revoked_at);
    emit_string(out, "revoked_by", row->revoked_by);
    emit_flag(out, "declined", row->declined);
    emit_string(out, "reason", row->reason);
    emit_time(out, "invitation_expires", row->invited_until);
    emit_time(out, "mail_failed_at", row->mail_failed);
    emit_flag(out, "dormant", is_dormant(row, q->now));
    emit_flag(out, "outside", row->outside && !is_unheard(q->facts.operation, row));
    offers_write(q, contact_offers, &facts);
}

enum err contact_show(struct req *q, const char *name, const struct operation *operation, const char *id)
{
    struct contact_by_id row;

    if (!sql_contact_by_id(q->db, &row, q->actor.team, operation->id, id))
        return E_INTERNAL;
    emit_object(&q->answer, name);
    contact_write(q, operation, &row);
    emit_object_end(&q->answer);
    return OK;
}

void contact_show_placed(struct req *q, const struct line *line)
{
    const struct operation *operation = &line->operation;

    emit_object(&q->answer, NULL);
    contact_write(q, operation, &line->contact);
    operation_name_write(&q->answer, operation->id, operation->reference, operation->name, operation->status);
    emit_object_end(&q->answer);
}

enum err contact_load(struct req *q)
{
    struct line *line = ARENA_NEW(q->arena, struct line);
    enum err error = operation_find(q, &line->operation);

    if (error || !q->actor.entity)
        return error;
    if (!sql_contact_by_id(q->db, &line->contact, q->actor.team, line->operation.id, q->argument[1]))
        return E_NOT_FOUND;
    q->subject = line;
    q->facts = contact_facts(q, line->operation.id, &line->contact);
    return OK;
}

bool contact_place(struct req *q, const struct operation *operation, const char *entity, struct place *out)
{
    struct participation_side row;

    if (!sql_participation_side(q->db, &row, operation->id, entity))
        return false;
    *out = (struct place){ operation, entity, row.name, row.side, row.client, row.strict };
    return true;
}
