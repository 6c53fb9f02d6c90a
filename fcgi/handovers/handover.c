#include "handover.h"
#include "entities.h"
#include "handover_letter.h"
#include "operations.h"
#include "register.h"
#include "secret.h"
#include "sql_entities.h"
#include "sql_handovers.h"
#include "sql_operations.h"
#include "sql_people.h"

#include <string.h>

#define AT_A_TIME  200                /* operations in one transaction */
#define SWEEP_MOST 50                 /* handovers a sweep */
#define LOOK_MS    (10 * 60 * 1000LL) /* what waits for somebody else is looked at so often */

bool handover_find(struct desk *desk, const char *id, struct handover *out)
{
    const char *user = desk->actor.user ? desk->actor.user : "", *entity = desk->actor.entity ? desk->actor.entity : "";

    return sql_handover(desk->db, out, user, entity, desk->now, id);
}

static void note(struct desk *desk, enum action action, const struct handover *row, const char *operation,
                 const char *contact, const char *reason)
{
    register_add(desk->db, desk->arena, desk->now, &desk->actor,
                 &(struct entry){ .action = action,
                                  .operation = operation,
                                  .entity = row->entity,
                                  .user = row->leaver,
                                  .contact = contact,
                                  .reason = reason,
                                  .handover = row->id });
}

bool handover_gone(struct desk *desk, const char *user, const char *entity)
{
    struct habilitation_of_user own;

    return sql_habilitation_of_user(desk->db, &own, desk->now, user, entity) && own.status == HABILITATION_ARCHIVED;
}

bool handover_rests(struct desk *desk, const struct handover *row)
{
    struct person_led led;

    if (!strcmp(row->starter, row->leaver))
        return handover_gone(desk, row->leaver, row->entity);
    return !sql_person_led(desk->db, &led, row->starter, row->leaver, row->entity, desk->now);
}

/* --- parts ------------------------------------------------------------------------------------------------------- */

const char *handover_part_new(struct req *q, const char *handover, const char *successor, bool everything)
{
    char *id = arena_alloc(q->arena, ID_ROOM);

    secret_id(id, q->now);
    sql_handover_part_add(
        q->db, &(struct sql_handover_part_add){
                   .id = id, .handover = handover, .user = successor, .everything = everything, .now = q->now });
    return id;
}

bool handover_knows(struct desk *desk, const struct handover *row, const struct handover_parts *part, const char *user)
{
    struct colleague found;

    return part->status == PART_ACCEPTED || part->status == PART_REFUSED ||
           sql_colleague(desk->db, &found, user, row->entity, desk->now, part->user);
}

void handover_invite(struct req *q, const struct handover *row, const char *part)
{
    struct handover_parts found;

    if (sql_handover_part(q->db, &found, part))
        handover_letter_invite(&q->desk, row, &found);
}

void handover_answer(struct desk *desk, const struct handover *row, const struct handover_parts *part,
                     enum part_status status, const char *reason)
{
    sql_handover_part_answer(desk->db, status, desk->now, reason, part->id);
    sql_handover_changed(desk->db, desk->now, row->id);
    sql_handover_look(desk->db, desk->now, row->id);
    note(desk, status == PART_ACCEPTED ? ACTION_HANDOVER_ACCEPT : ACTION_HANDOVER_REFUSE, row, NULL, NULL, reason);
    handover_letter_answer(desk, row, part, status, reason);
}

void handover_decline(struct desk *desk, const char *user)
{
    struct desk own = *desk;
    struct handover_parts_waiting waiting;
    struct handover_parts part;
    struct handover row;

    own.actor = (struct actor){ .user = user };
    own.giving = NULL;
    while (sql_handover_parts_waiting(own.db, &waiting, user) && sql_handover_part(own.db, &part, waiting.id) &&
           handover_find(&own, part.handover, &row))
        handover_answer(&own, &row, &part, PART_REFUSED, NULL);
}

/* Takes back the accesses that came of a part and are not yet in the place of another. */
static void take_back(struct desk *desk, const struct handover *row, const char *part)
{
    struct handover_made *made;
    size_t count = handover_made_all(sql_handover_made(desk->db, part), HANDOVER_OPERATIONS_MOST, &made);

    for (size_t i = 0; i < count; i++)
        if (access_end_with(desk, made[i].contact, arena_format(desk->arena, "↩ %s", row->leaver_name)))
            continue; /* nobody else manages the operation any more: he keeps it */
    sql_handover_part_undo(desk->db, part);
}

/* --- giving ------------------------------------------------------------------------------------------------------ */

/* A leader hands over what his people have by his role, who leaves by his own line. */
static bool by_leader(const struct handover *row)
{
    return strcmp(row->starter, row->leaver) != 0;
}

/* Whether who leaves may add people there, by today's rules: what he could not give is not handed over. */
static enum verdict may_give(struct desk *desk, const struct handover_sources *source)
{
    struct facts facts = { .operation = source->operation_status,
                           .contact = true,
                           .manager = source->side == SIDE_MANAGER,
                           .own_entity = true };

    return may(&desk->actor, CONTACT_ADD, &facts);
}

/* Adds the successor's line, or restores it where that may be done, unless he has one: whether it came of this. */
static enum verdict give_line(struct desk *desk, const struct handover *row, const struct handover_sources *source,
                              const char *user, bool *made)
{
    struct operation operation = { source->operation, source->reference, source->name, source->operation_status,
                                   SIDE_NONE };
    struct participation_side side;
    struct contact_of_user known;
    struct contact_by_id line;
    struct account account;
    struct person person;
    struct place place;
    const char *id;
    bool had = sql_contact_of_user(desk->db, &known, user, row->entity, operation.id) &&
               sql_contact_by_id(desk->db, &line, NULL, operation.id, known.id);
    enum verdict verdict = ALLOW;

    if (had && access_state(&line, desk->now) != CONTACT_REVOKED && access_state(&line, desk->now) != CONTACT_EXPIRED)
        return ALLOW;
    if (had)
        verdict = access_may_restore(desk, &operation, &line, by_leader(row));
    if (verdict != ALLOW || !sql_account(desk->db, &account, user) ||
        !sql_participation_side(desk->db, &side, operation.id, row->entity))
        return verdict;
    person = (struct person){ account.id,         account.email,     account.language,
                              account.first_name, account.last_name, account.password != NULL };
    place = (struct place){ &operation, row->entity, side.name, side.side, side.client, side.strict };
    access_hand(desk, &place, &person, had ? &line : NULL,
                &(struct terms){
                    .until = source->until, .message = row->message, .leaver = row->leaver, .leads = by_leader(row) },
                &id);
    sql_handover_settings(desk->db, user, row->leaver, operation.id);
    *made = true;
    return ALLOW;
}

static void give(struct desk *desk, const struct handover *row, const struct handover_to_give *item)
{
    struct handover_sources source;
    enum verdict verdict = DENY;
    bool made = false;

    if (sql_handover_source(desk->db, &source, row->leaver, row->entity, desk->now, item->operation))
        verdict = may_give(desk, &source);
    /* A closed operation takes nobody in, unless it would be left without a manager. */
    if (verdict == ALLOW ||
        (verdict == CLOSED && access_keeps_manager(desk, source.operation, source.id, CONTACT_ACTIVE, source.side)))
        verdict = give_line(desk, row, &source, item->user, &made);
    sql_handover_operation_set(desk->db,
                               &(struct sql_handover_operation_set){
                                   .state = verdict == ALLOW || verdict == CLOSED ? HANDED_GIVEN : HANDED_LOST,
                                   .made = made,
                                   .now = desk->now,
                                   .part = item->part,
                                   .operation = item->operation });
}

/* Answers how many were due. */
static size_t give_due(struct desk *desk, const struct handover *row)
{
    struct handover_to_give *item;
    size_t count = handover_to_give_all(sql_handover_to_give(desk->db, row->id, AT_A_TIME), AT_A_TIME, &item);

    for (size_t i = 0; i < count; i++)
        give(desk, row, &item[i]);
    return count;
}

/* --- the exchange ------------------------------------------------------------------------------------------------ */

static const char *successors_of(struct desk *desk, const struct handover *row, const char *operation)
{
    struct text names = text_new(desk->arena, 8192);
    struct rows rows = sql_handover_successors(desk->db, row->id, operation);
    struct handover_successors one;

    while (handover_successors_next(&rows, &one)) {
        text_add(&names, names.length ? ", " : "→ ");
        text_add(&names, one.name);
    }
    return text_string(&names);
}

/* Ends the line of who leaves where every successor has access. One that nobody else could manage stays. */
static void exchange(struct desk *desk, const struct handover *row, const char *operation)
{
    const char *names = successors_of(desk, row, operation);
    struct handover_sources source;
    bool had = sql_handover_source(desk->db, &source, row->leaver, row->entity, desk->now, operation);

    if (had && source.current && access_end_with(desk, source.id, names))
        return;
    note(desk, ACTION_HANDOVER_DONE, row, operation, had ? source.id : NULL, names);
    sql_handover_done(desk->db, desk->now, row->id, operation);
}

static size_t exchange_due(struct desk *desk, const struct handover *row)
{
    struct rows rows = sql_handover_ready(desk->db, desk->now, row->id, AT_A_TIME);
    struct handover_ready *ready;
    size_t count = handover_ready_all(rows, AT_A_TIME, &ready);

    for (size_t i = 0; i < count; i++)
        exchange(desk, row, ready[i].operation);
    return count;
}

/* --- roles ------------------------------------------------------------------------------------------------------- */

/* Whether the starter may put the successor where who leaves is, with his roles: he holds them, for as long as the
 * successor would, and not from him; leads both, and takes no team from the successor by it. */
static bool may_promote(struct desk *desk, const struct handover *row, const struct habilitation *leaver,
                        const struct habilitation *successor)
{
    struct own_habilitation own;
    struct team_led led;
    struct team_is_below below;
    int64_t latest = giving_latest_role(desk, successor->bound);

    return (!latest || (successor->until && successor->until <= latest)) &&
           !giving_role_comes_from(desk, successor->user) &&
           sql_own_habilitation(desk->db, &own, row->starter, row->entity, desk->now) && own.team_leader &&
           (!leaver->creator || own.creator) && sql_team_led(desk->db, &led, leaver->team, row->starter, desk->now) &&
           sql_team_led(desk->db, &led, successor->team, row->starter, desk->now) &&
           (!successor->team_leader || sql_team_is_below(desk->db, &below, successor->team, leaver->team));
}

/* False: a leader is to decide it. */
static bool promote(struct desk *desk, const struct handover *row, const struct habilitation *leaver, const char *user)
{
    struct roles roles = { leaver->team_leader, leaver->creator };
    struct habilitation_of_user known;
    struct habilitation successor;
    struct team_led led;
    bool there;

    if (!sql_habilitation_of_user(desk->db, &known, desk->now, user, row->entity) ||
        known.status != HABILITATION_ACTIVE ||
        !sql_habilitation(desk->db, &successor, row->starter, desk->now, row->entity, known.id))
        return false;
    there = sql_team_led(desk->db, &led, leaver->team, user, desk->now) || !leaver->team_leader;
    if (there && (successor.creator || !leaver->creator))
        return true;
    if (!may_promote(desk, row, leaver, &successor))
        return false;
    roles.team_leader = roles.team_leader || successor.team_leader;
    roles.creator = roles.creator || successor.creator;
    return !habilitation_move(desk, row->entity, &successor, there ? successor.team : leaver->team, roles);
}

static const char *heirs_of(struct desk *desk, const struct handover *row)
{
    struct text names = text_new(desk->arena, 8192);
    struct handover_heir heir;

    for (int64_t after = -1; sql_handover_heir(desk->db, &heir, row->id, after); after = heir.place) {
        text_add(&names, names.length ? ", " : "→ ");
        text_add(&names, heir.name);
    }
    return text_string(&names);
}

/* The roles go to who takes over everything, where the starter may give them; otherwise the leaders are asked. */
static void hand_roles(struct desk *desk, const struct handover *row, const struct habilitation *leaver)
{
    struct handover_heir heir;
    bool given = true;

    if ((!leaver->team_leader && !leaver->creator) || row->roles)
        return;
    for (int64_t after = -1; sql_handover_heir(desk->db, &heir, row->id, after); after = heir.place)
        if (!promote(desk, row, leaver, heir.user)) {
            given = false;
            handover_letter_roles(desk, row, leaver->team, heir.name);
        }
    sql_handover_roles(desk->db, given ? ROLES_GIVEN : ROLES_ASKED, row->id);
}

/* The habilitation goes last: with it what was not to be handed over. False when the entity would have no leader. */
static bool end_habilitation(struct desk *desk, const struct handover *row)
{
    struct habilitation_of_user known;
    struct habilitation leaver;

    if (!row->client || !sql_habilitation_of_user(desk->db, &known, desk->now, row->leaver, row->entity) ||
        !sql_habilitation(desk->db, &leaver, row->starter, desk->now, row->entity, known.id))
        return true;
    hand_roles(desk, row, &leaver);
    return leaver.status == HABILITATION_ARCHIVED || !habilitation_end(desk, row->entity, &leaver, heirs_of(desk, row));
}

/* --- the end ----------------------------------------------------------------------------------------------------- */

/* Whoever is not needed any more hears of it and gives back what he has too early. */
static void dismiss(struct desk *desk, const struct handover *row, const struct handover_parts *part)
{
    take_back(desk, row, part->id);
    if (part->status == PART_WAITING || part->status == PART_ACCEPTED)
        handover_letter_withdraw(desk, row, part);
}

void handover_drop(struct req *q, const struct handover *row, const struct handover_parts *part)
{
    dismiss(&q->desk, row, part);
    sql_handover_part_answer(q->db, PART_DROPPED, part->answered ? part->answered : q->now, part->reason, part->id);
}

static void dismiss_all(struct desk *desk, const struct handover *row)
{
    struct handover_parts *listed, part;
    size_t count = handover_parts_all(sql_handover_parts(desk->db, row->id), SIZE_MAX, &listed);

    for (size_t i = 0; i < count; i++)
        if (sql_handover_part(desk->db, &part, listed[i].id)) /* as it is by now */
            dismiss(desk, row, &part);
}

void handover_end(struct desk *desk, const struct handover *row, enum handover_status status)
{
    if (status != HANDOVER_COMPLETED)
        dismiss_all(desk, row);
    sql_handover_end(desk->db, status, desk->now, row->id);
    handover_letter_end(desk, row, status);
}

/* A silent successor is reminded, and after as long again no longer waited for. */
static void notice_silence(struct desk *desk, const struct handover *row)
{
    struct handover_parts part;

    while (sql_handover_part_silent(desk->db, &part, row->id, desk->now - HANDOVER_SILENCE_MS)) {
        if (part.reminded) {
            sql_handover_part_answer(desk->db, PART_EXPIRED, desk->now, NULL, part.id);
            sql_handover_changed(desk->db, desk->now, row->id);
            handover_letter_answer(desk, row, &part, PART_EXPIRED, NULL);
        } else {
            sql_handover_part_reminded(desk->db, desk->now, part.id);
            handover_letter_invite(desk, row, &part);
        }
    }
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* When something is to be done next. */
static int64_t next_look(const struct desk *desk, const struct handover *row, const struct handover_state *state)
{
    int64_t next = desk->now + HANDOVER_DAY_MS;

    if (state->waiting)
        next = sooner(next, state->next + HANDOVER_SILENCE_MS);
    else if (state->failed)
        next = sooner(next, row->changed + HANDOVER_MEND_MS);
    if (desk->now < row->starts)
        return sooner(next, row->starts);
    if (state->stuck || (state->accepted && desk->now >= row->leaves))
        next = sooner(next, desk->now + LOOK_MS);
    return desk->now < row->leaves ? sooner(next, row->leaves) : next;
}

static void settle(struct desk *desk, const struct handover *row, bool rests, bool more)
{
    struct handover_state state;
    bool over;

    if (!sql_handover_state(desk->db, &state, desk->now, row->id))
        return;
    over = !rests && !more && !state.waiting && !state.failed && !state.undone && desk->now >= row->leaves;
    if (!state.waiting && !state.failed && !state.accepted)
        handover_end(desk, row, state.done ? HANDOVER_COMPLETED : HANDOVER_CANCELLED);
    else if (over && (!state.everything || end_habilitation(desk, row)))
        handover_end(desk, row, HANDOVER_COMPLETED);
    else if (state.failed && !state.waiting && row->changed + HANDOVER_MEND_MS <= desk->now)
        handover_end(desk, row, HANDOVER_EXPIRED);
    else
        sql_handover_look(desk->db, more ? desk->now : next_look(desk, row, &state), row->id);
}

/* In the name of who started it, whoever sees to it. */
static struct desk desk_of_starter(const struct desk *desk, const struct handover *row)
{
    struct desk own = *desk;

    own.actor = (struct actor){ .user = row->starter,
                                .entity = row->entity,
                                .email = row->starter_email,
                                .name = row->starter_name,
                                .language = row->starter_language,
                                .zone = row->starter_zone };
    own.giving = NULL;
    return own;
}

void handover_advance(struct desk *desk, const char *id)
{
    struct desk own;
    struct handover row;
    size_t given = 0, done = 0;
    bool rests;

    if (!handover_find(desk, id, &row) || row.status != HANDOVER_OPEN)
        return;
    own = desk_of_starter(desk, &row);
    notice_silence(&own, &row);
    rests = handover_rests(&own, &row);
    if (!rests) {
        sql_handover_gather(own.db, own.now, row.id);
        if (own.now >= row.starts)
            given = give_due(&own, &row);
        if (own.now >= row.leaves)
            done = exchange_due(&own, &row);
    }
    if (handover_find(&own, id, &row))
        settle(&own, &row, rests, given == AT_A_TIME || done == AT_A_TIME);
    desk->giving = NULL; /* what was asked before may be so no longer */
}

bool handover_run(struct db *db, int64_t now)
{
    struct desk desk = { .arena = db_arena(db), .db = db, .now = now };
    struct handover_due due;
    int count = 0;

    for (; count < SWEEP_MOST && sql_handover_due(db, &due, now); count++)
        handover_advance(&desk, due.id);
    return count == SWEEP_MOST;
}
