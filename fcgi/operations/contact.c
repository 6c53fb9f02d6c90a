#include "contact.h"
#include "emit.h"
#include "fold.h"
#include "giving.h"
#include "name.h"
#include "notices.h"
#include "outbox.h"
#include "people.h"
#include "register.h"
#include "requests.h"
#include "secret.h"
#include "sql_entities.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "sql_requests.h"

#include <string.h>

#define FACTS_MOST 16384

static void note_by(struct desk *desk, const struct actor *actor, enum action action, const struct place *place,
                    const char *user, const char *contact, const char *reason)
{
    register_add(desk->db, desk->arena, desk->now, actor,
                 &(struct entry){ .action = action,
                                  .operation = place->operation->id,
                                  .entity = place->entity,
                                  .user = user,
                                  .contact = contact,
                                  .reason = reason });
}

static void note(struct desk *desk, enum action action, const struct place *place, const char *user,
                 const char *contact, const char *reason)
{
    note_by(desk, &desk->actor, action, place, user, contact, reason);
}

/* --- mails ------------------------------------------------------------------------------------------------------- */

/* `entity` is the one for which who is written to acts there. */
static const char *facts_for(struct desk *desk, const struct place *place, const struct person *person,
                             const struct terms *terms, const char *reason, const char *entity, const char *contact)
{
    struct text out = text_new(desk->arena, FACTS_MOST);

    emit_object(&out, NULL);
    emit_string(&out, "sponsor", desk->actor.name);
    emit_string(&out, "actor", desk->actor.name);
    emit_string(&out, "person",
                person->activated ? name_join(desk->arena, person->first_name, person->last_name) : person->email);
    emit_string(&out, "entity", place->name);
    emit_string(&out, "entity_id", entity);
    emit_string(&out, "operation", place->operation->name);
    emit_string(&out, "operation_id", place->operation->id);
    emit_string(&out, "reference", place->operation->reference);
    emit_string(&out, "contact_id", contact);
    emit_string(&out, "zone", desk->actor.zone);
    emit_time(&out, "begins", terms->from);
    emit_time(&out, "until", terms->until);
    emit_string(&out, "message", terms->message);
    emit_string(&out, "reason", reason);
    emit_object_end(&out);
    return text_string(&out);
}

static const char *facts_of(struct desk *desk, const struct place *place, const struct person *person,
                            const struct terms *terms, const char *reason)
{
    return facts_for(desk, place, person, terms, reason, place->entity, NULL);
}

/* The same for a leader who is asked about somebody: what he cannot open is not named to him. */
static const char *facts_for_leader(struct desk *desk, const struct leaders_above *leader, const struct place *place,
                                    const struct person *person, const struct terms *terms)
{
    struct operation unnamed = { 0 };
    struct place told = *place;
    struct operation_told named;

    if (!sql_operation_told(desk->db, &named, leader->user, desk->now, place->operation->id))
        told.operation = &unnamed;
    return facts_of(desk, &told, person, terms, NULL);
}

static void tell(struct desk *desk, enum mail_kind kind, const struct person *person, const char *facts,
                 const char *contact)
{
    outbox_put(desk->db, desk->now,
               &(struct mail){ .kind = kind,
                               .email = person->email,
                               .language = person->language,
                               .facts = facts,
                               .contact = contact,
                               .life_ms = MAIL_LIFE_MS });
}

void access_invite(struct desk *desk, const struct place *place, const struct person *person, const char *contact,
                   const struct terms *terms)
{
    invitation_send(desk->db, desk->now,
                    &(struct invited){ .user = person->id,
                                       .email = person->email,
                                       .language = person->language,
                                       .sponsor = desk->actor.user,
                                       .kind = MAIL_ACTIVATION,
                                       .facts = facts_of(desk, place, person, terms, NULL),
                                       .contact = contact });
}

/* Only a team leader can authorise: all who may, above a sponsor of the entity or else at its root, are asked once a
 * person and entity. */
static void ask_leaders(struct desk *desk, const struct place *place, const struct person *person,
                        const struct terms *terms, const char *contact)
{
    struct request_open_for open;
    struct own_habilitation own;
    struct leaders_above leader;
    struct root_team root;
    struct rows leaders;
    char id[ID_ROOM];
    bool near = sql_own_habilitation(desk->db, &own, desk->actor.user, place->entity, desk->now);

    if (sql_request_open_for(desk->db, &open, place->entity, person->id) ||
        !sql_root_team(desk->db, &root, place->entity))
        return;
    secret_id(id, desk->now);
    sql_request_add(desk->db, &(struct sql_request_add){ .id = id,
                                                         .kind = REQUEST_FOR_HABILITATION,
                                                         .entity = place->entity,
                                                         .operation = place->operation->id,
                                                         .user = person->id,
                                                         .asked_by = desk->actor.user,
                                                         .message = terms->message,
                                                         .now = desk->now,
                                                         .due = escalation_due(desk->now) });
    leaders = sql_leaders_above(desk->db, near ? own.team : root.id, desk->now);
    while (leaders_above_next(&leaders, &leader))
        if (notice_request_now(desk->db, desk->now, leader.user, leader.mode, id))
            tell(desk, MAIL_HABILITATION_REQUEST,
                 &(struct person){ .email = leader.email, .language = leader.language },
                 facts_for_leader(desk, &leader, place, person, terms), contact);
}

/* At once, and to all who can revoke it again, whatever else they want to hear. */
static void tell_managers(struct desk *desk, const struct place *place, const struct person *person,
                          const struct terms *terms, const char *contact)
{
    struct rows rows = sql_managers_to_tell(desk->db, place->operation->id, desk->now);
    struct managers_to_tell row;

    while (managers_to_tell_next(&rows, &row))
        tell(desk, MAIL_RESTORED_DESPITE, &(struct person){ .email = row.email, .language = row.language },
             facts_for(desk, place, person, terms, NULL, row.entity, contact), contact);
}

/* --- giving ------------------------------------------------------------------------------------------------------ */

int64_t access_latest(struct req *q, const struct operation *operation, const struct contact_by_id *line)
{
    return giving_latest(&q->desk, operation->id, line && line->leads, line ? line->bound : 0);
}

enum verdict access_may_restore(struct desk *desk, const struct operation *operation, const struct contact_by_id *line,
                                bool leads)
{
    bool any = giving_any_end(desk, operation->id);
    struct facts facts = { .operation = OPERATION_OPEN,
                           .contact = true,
                           .manager = any,
                           .own_entity = !strcmp(line->entity, desk->actor.entity),
                           .self = !strcmp(line->user, desk->actor.user),
                           .source = giving_comes_from(desk, operation->id, leads, line->user),
                           .end_set = !any && line->bound && line->bound <= desk->now,
                           .line = CONTACT_REVOKED };

    return may(&desk->actor, CONTACT_RESTORE, &facts);
}

/* `active`, `invited` or `queued`, by today's rules (product.md, 2.4). A line does not begin before the habilitation on
 * which it rests. */
static enum contact_status status_now(struct desk *desk, const struct place *place, const struct person *person,
                                      struct terms *terms)
{
    bool guest = place->side != SIDE_MANAGER && !place->strict;
    struct habilitated found;

    if (terms->from <= desk->now)
        terms->from = 0;
    if (place->operation->status == OPERATION_DRAFT && place->side != SIDE_MANAGER)
        return CONTACT_QUEUED;
    if (place->client && !guest) {
        if (!sql_habilitated(desk->db, &found, person->id, place->entity, desk->now))
            return CONTACT_QUEUED;
        if (found.begins > desk->now && found.begins > terms->from)
            terms->from = found.begins;
    }
    return person->activated ? CONTACT_ACTIVE : CONTACT_INVITED;
}

/* What follows from a line's new status: the interval begins, somebody is mailed or asked. `kind` is of the letter that
 * announces an active line, MAIL_NONE for none. */
static void follow(struct desk *desk, const struct place *place, const struct person *person, const struct terms *terms,
                   enum contact_status status, const char *contact, enum mail_kind kind)
{
    struct invitation_made made;

    if (status == CONTACT_ACTIVE) {
        sql_access_begin(desk->db, &(struct sql_access_begin){ .contact = contact,
                                                               .begins = terms->from ? terms->from : desk->now,
                                                               .operation = place->operation->id,
                                                               .entity = place->entity,
                                                               .user = person->id });
        if (kind)
            tell(desk, kind, person, facts_of(desk, place, person, terms, NULL), contact);
    } else if (status == CONTACT_INVITED) {
        if (sql_invitation_made(desk->db, &made, person->id, desk->now))
            sql_invitation_shown(desk->db, desk->now + INVITATION_LIFE_MS,
                                 person->id); /* one link serves all his lines */
        else
            access_invite(desk, place, person, contact, terms);
    } else if (place->operation->status != OPERATION_DRAFT || place->side == SIDE_MANAGER) {
        ask_leaders(desk, place, person, terms, contact);
    }
}

/* What was asked for, as far as the caller may give it. */
static struct terms within(struct desk *desk, const struct place *place, const struct contact_by_id *line,
                           const struct terms *asked)
{
    bool leads = asked->leads || (line && line->leads);
    int64_t latest = giving_latest(desk, place->operation->id, leads, line ? line->bound : 0);
    struct terms terms = *asked;

    if (latest && (!terms.until || terms.until > latest))
        terms.until = latest;
    return terms;
}

/* Who waits in a draft has not heard of it: he is known by the address that was typed. */
static bool is_unheard(const struct place *place)
{
    return place->operation->status == OPERATION_DRAFT && place->side != SIDE_MANAGER;
}

static struct folded fold_for(struct desk *desk, const struct place *place, const struct person *person)
{
    bool named = !is_unheard(place);

    return fold_person(desk->arena, named ? person->first_name : NULL, named ? person->last_name : NULL, person->email);
}

static enum contact_status give(struct desk *desk, const struct place *place, const struct person *person,
                                const struct contact_by_id *line, const struct terms *asked, const char **id,
                                enum mail_kind kind)
{
    struct terms terms = within(desk, place, line, asked);
    enum contact_status status = status_now(desk, place, person, &terms);
    const char *giver = asked->leaver ? asked->leaver : desk->actor.user;
    bool manages = giving_any_end(desk, place->operation->id);
    int64_t bound = manages ? terms.until : line ? line->bound : 0;
    struct revoked_by_manager despite;
    struct folded folded = fold_for(desk, place, person);
    char *made;

    if (line) {
        *id = line->id;
        if (!manages && sql_revoked_by_manager(desk->db, &despite, line->id))
            tell_managers(desk, place, person, &terms, line->id);
        if (line->status != CONTACT_REVOKED)
            access_expire(desk, place->operation, line);
        sql_contact_restore(desk->db, &(struct sql_contact_restore){ .status = status,
                                                                     .now = desk->now,
                                                                     .begins = terms.from,
                                                                     .until = terms.until,
                                                                     .bound = bound,
                                                                     .added_by = giver,
                                                                     .id = line->id });
        sql_line_named(desk->db, folded.sort, folded.search, line->id);
        note(desk, ACTION_CONTACT_RESTORED, place, person->id, line->id, asked->reason);
    } else {
        *id = made = arena_alloc(desk->arena, ID_ROOM);
        secret_id(made, desk->now);
        sql_contact_add(desk->db, &(struct sql_contact_add){ .operation = place->operation->id,
                                                             .sort_name = folded.sort,
                                                             .id = made,
                                                             .entity = place->entity,
                                                             .user = person->id,
                                                             .status = status,
                                                             .now = desk->now,
                                                             .begins = terms.from,
                                                             .until = terms.until,
                                                             .bound = bound,
                                                             .added_by = giver,
                                                             .search = folded.search,
                                                             .outside = asked->outside });
        note(desk,
             status == CONTACT_ACTIVE    ? ACTION_CONTACT_ADDED
             : status == CONTACT_INVITED ? ACTION_CONTACT_INVITED
                                         : ACTION_CONTACT_QUEUED,
             place, person->id, made, NULL);
    }
    follow(desk, place, person, &terms, status, *id, kind);
    return status == CONTACT_ACTIVE && terms.from ? CONTACT_QUEUED : status;
}

enum contact_status access_give(struct req *q, const struct place *place, const struct person *person,
                                const struct contact_by_id *line, const struct terms *terms, const char **id)
{
    return give(&q->desk, place, person, line, terms, id, line ? MAIL_RESTORED : MAIL_INVITATION);
}

enum contact_status access_hand(struct desk *desk, const struct place *place, const struct person *person,
                                const struct contact_by_id *line, const struct terms *terms, const char **id)
{
    return give(desk, place, person, line, terms, id, MAIL_NONE);
}

/* --- undoing ----------------------------------------------------------------------------------------------------- */

/* What ended with the line, since nothing else needed it. */
static void tie_up(struct desk *desk, const struct place *place, const char *user, int64_t ended)
{
    sql_invitation_revive(desk->db, user, ended, desk->now);
    sql_request_reopen_idle(desk->db, place->entity, user, ended);
    sql_leave_reopen(desk->db, user, place->entity, place->operation->id, ended);
}

void access_undo(struct req *q, const struct place *place, const struct person *person,
                 const struct contact_by_id *line, int64_t ended)
{
    struct terms terms = { .from = line->begins, .until = line->until };
    enum contact_status status = status_now(&q->desk, place, person, &terms);
    struct folded folded = fold_for(&q->desk, place, person);
    struct invitation_live live;

    sql_contact_unrevoke(q->db, status, line->id);
    sql_line_named(q->db, folded.sort, folded.search, line->id);
    note(&q->desk, ACTION_REVOCATION_UNDONE, place, person->id, line->id, NULL);
    tie_up(&q->desk, place, person->id, ended);
    if (status != CONTACT_INVITED || !sql_invitation_live(q->db, &live, person->id, q->now))
        follow(&q->desk, place, person, &terms, status, line->id, MAIL_RESTORED);
}

/* --- ending ------------------------------------------------------------------------------------------------------ */

/* Links and requests that nothing waits for any more. */
static void end_loose(struct desk *desk, const struct place *place, const char *user, const char *reason)
{
    sql_invitation_end_idle(desk->db, desk->now, user);
    sql_request_cancel_idle(desk->db, desk->now, place->entity, user);
    sql_leave_done(desk->db, &(struct sql_leave_done){ .now = desk->now,
                                                       .decided_by = desk->actor.user,
                                                       .reason = reason,
                                                       .user = user,
                                                       .entity = place->entity,
                                                       .operation = place->operation->id });
}

enum err access_keeps_manager(struct desk *desk, const char *operation, const char *line, enum contact_status status,
                              enum side side)
{
    struct managers_left left;
    struct manager_may_go go;

    if (status != CONTACT_ACTIVE || side != SIDE_MANAGER)
        return OK;
    sql_managers_left(desk->db, &left, operation, line, desk->now);
    return left.count || sql_manager_may_go(desk->db, &go, line, desk->now) ? OK : E_LAST_MANAGER;
}

static void end_interval(struct desk *desk, const char *line, int64_t at)
{
    sql_access_cancel(desk->db, at, line);
    sql_access_end(desk->db, at, line);
}

static enum err end(struct desk *desk, const struct operation *operation, const struct contact_by_id *line,
                    const char *reason)
{
    struct place place = { .operation = operation, .entity = line->entity, .name = line->entity_name };
    enum err error = access_keeps_manager(desk, operation->id, line->id, line->status, line->side);

    if (error)
        return error;
    sql_contact_revoke(desk->db, desk->now, desk->actor.user, reason, line->id);
    end_interval(desk, line->id, desk->now);
    end_loose(desk, &place, line->user, reason);
    note(desk, ACTION_CONTACT_REVOKED, &place, line->user, line->id, reason);
    return OK;
}

enum err access_end(struct req *q, const struct operation *operation, const struct contact_by_id *line,
                    const char *reason)
{
    struct place place = { .operation = operation, .entity = line->entity, .name = line->entity_name };
    struct person person = { .email = line->email, .language = line->language };
    enum err error = end(&q->desk, operation, line, reason);

    if (!error && line->status == CONTACT_ACTIVE)
        tell(&q->desk, MAIL_REVOKED, &person, facts_of(&q->desk, &place, &person, &(struct terms){ 0 }, reason),
             line->id);
    return error;
}

void access_expire(struct desk *desk, const struct operation *operation, const struct contact_by_id *line)
{
    struct place place = { .operation = operation, .entity = line->entity };

    sql_contact_expire(desk->db, line->ends, line->id);
    end_interval(desk, line->id, line->ends);
    end_loose(desk, &place, line->user, NULL);
    note_by(desk, &(struct actor){ 0 }, ACTION_CONTACT_EXPIRED, &place, line->user, line->id, NULL);
}

enum err access_end_with(struct desk *desk, const char *id, const char *reason)
{
    struct line_place row;
    struct operation operation;
    struct contact_by_id line;

    if (!sql_line_place(desk->db, &row, id))
        return E_INTERNAL;
    operation = (struct operation){ row.operation, row.reference, row.operation_name, row.operation_status, SIDE_NONE };
    if (!sql_contact_by_id(desk->db, &line, NULL, operation.id, id))
        return E_INTERNAL;
    if (line.ends > desk->now)
        return end(desk, &operation, &line, reason);
    access_expire(desk, &operation, &line);
    return OK;
}

/* --- another end ------------------------------------------------------------------------------------------------- */

const char *access_ends(struct req *q, int64_t old, int64_t new)
{
    char before[TIME_ROOM] = "..", after[TIME_ROOM] = "..";

    if (old)
        time_write(before, old);
    if (new)
        time_write(after, new);
    return arena_format(q->arena, "%s/%s", before, after);
}

enum err access_extend(struct req *q, const struct operation *operation, const struct contact_by_id *line,
                       int64_t until)
{
    struct place place = { .operation = operation, .entity = line->entity };
    enum err error = until ? access_keeps_manager(&q->desk, operation->id, line->id, line->status, line->side) : OK;

    if (error)
        return error;
    sql_contact_extend(q->db, until, q->now, giving_any_end(&q->desk, operation->id) ? until : line->bound, line->id);
    note(&q->desk, ACTION_CONTACT_EXTENDED, &place, line->user, line->id, access_ends(q, line->until, until));
    return OK;
}

/* --- going on ---------------------------------------------------------------------------------------------------- */

void access_complete(struct desk *desk, const char *id, const struct person *person)
{
    struct line_place row;
    struct operation operation;
    struct place place;
    struct terms terms;
    struct folded folded;
    enum contact_status status;

    if (!sql_line_place(desk->db, &row, id) || row.ends <= desk->now)
        return;
    operation = (struct operation){ row.operation, row.reference, row.operation_name, row.operation_status, SIDE_NONE };
    place = (struct place){ &operation, row.entity, row.entity_name, row.side, row.client, row.strict };
    terms = (struct terms){ .from = row.begins, .until = row.until };
    status = status_now(desk, &place, person, &terms);
    folded = fold_for(desk, &place, person);
    sql_line_named(desk->db, folded.sort, folded.search, id);
    if (status != CONTACT_QUEUED) {
        sql_line_complete(desk->db, status, desk->now, terms.from, id);
        note(desk, status == CONTACT_ACTIVE ? ACTION_CONTACT_ACTIVATED : ACTION_CONTACT_INVITED, &place, person->id, id,
             NULL);
    }
    follow(desk, &place, person, &terms, status, id, MAIL_INVITATION);
}

void access_complete_line(struct req *q, const char *id)
{
    struct person_of_line row;

    if (sql_person_of_line(q->db, &row, id))
        access_complete(
            &q->desk, id,
            &(struct person){ row.id, row.email, row.language, row.first_name, row.last_name, row.activated != 0 });
}

void access_decline(struct req *q, const struct waiting_lines *line)
{
    struct operation operation = { .id = line->operation };
    struct place place = { .operation = &operation, .entity = line->entity };

    sql_contact_decline(q->db, q->now, line->id);
    note_by(&q->desk, &(struct actor){ .user = line->user }, ACTION_INVITATION_REFUSED, &place, line->user, line->id,
            NULL);
}

enum contact_status access_state(const struct contact_by_id *line, int64_t now)
{
    if (line->expired || (line->status != CONTACT_REVOKED && line->ends <= now))
        return CONTACT_EXPIRED;
    return line->status == CONTACT_ACTIVE && line->begins > now ? CONTACT_QUEUED : line->status;
}
