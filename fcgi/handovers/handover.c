#include "handover.h"
#include "contact.h"
#include "giving.h"
#include "habilitation.h"
#include "handover_letter.h"
#include "register.h"
#include "secret.h"

#include <string.h>

#define AT_A_TIME  200                /* operations in one transaction */
#define SWEEP_MOST 50                 /* handovers a sweep */
#define PARTS_MOST 200                /* successors asked for one handover, those who were replaced included */
#define LOOK_MS    (10 * 60 * 1000LL) /* what waits for somebody else is looked at so often */

bool handover_find(struct req *q, const char *id, struct handover *out)
{
    const char *user = q->actor.user ? q->actor.user : "", *entity = q->actor.entity ? q->actor.entity : "";

    return sql_handover(q->db, out, user, entity, q->now, id);
}

static void note(struct req *q, const char *action, const struct handover *row, const char *operation,
                 const char *contact, const char *reason)
{
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = action,
                                  .operation = operation,
                                  .entity = row->entity,
                                  .user = row->leaver,
                                  .contact = contact,
                                  .reason = reason });
}

bool handover_gone(struct req *q, const char *user, const char *entity)
{
    struct habilitation_of_user own;

    return sql_habilitation_of_user(q->db, &own, q->now, user, entity) && !strcmp(own.status, "archived");
}

bool handover_rests(struct req *q, const struct handover *row)
{
    struct person_led led;

    if (!strcmp(row->starter, row->leaver))
        return handover_gone(q, row->leaver, row->entity);
    return !sql_person_led(q->db, &led, row->starter, row->leaver, row->entity, q->now);
}

/* --- parts ------------------------------------------------------------------------------------------------------- */

const char *handover_part_new(struct req *q, const char *handover, const char *successor, bool everything)
{
    char *id = arena_alloc(q->arena, ID_ROOM);

    secret_id(id, q->now);
    sql_handover_part_add(q->db, id, handover, successor, everything, q->now);
    return id;
}

bool handover_knows(struct req *q, const struct handover *row, const struct handover_parts *part, const char *user)
{
    struct colleague found;

    return !strcmp(part->status, "accepted") || !strcmp(part->status, "refused") ||
           sql_colleague(q->db, &found, user, row->entity, q->now, part->user);
}

void handover_invite(struct req *q, const struct handover *row, const char *part)
{
    struct handover_parts found;

    if (sql_handover_part(q->db, &found, part))
        handover_letter_invite(q, row, &found);
}

void handover_answer(struct req *q, const struct handover *row, const struct handover_parts *part, const char *status,
                     const char *reason)
{
    sql_handover_part_answer(q->db, status, q->now, reason, part->id);
    sql_handover_changed(q->db, q->now, row->id);
    sql_handover_look(q->db, q->now, row->id);
    note(q, !strcmp(status, "accepted") ? "handover_accept" : "handover_refuse", row, NULL, NULL, reason);
    handover_letter_answer(q, row, part, status, reason);
}

void handover_decline(struct req *q, const char *user)
{
    struct actor caller = q->actor;
    struct handover_parts_waiting waiting;
    struct handover_parts part;
    struct handover row;

    q->actor = (struct actor){ .user = user };
    while (sql_handover_parts_waiting(q->db, &waiting, user) && sql_handover_part(q->db, &part, waiting.id) &&
           handover_find(q, part.handover, &row))
        handover_answer(q, &row, &part, "refused", NULL);
    q->actor = caller;
}

/* Takes back the accesses that came of a part and are not yet in the place of another. */
static void take_back(struct req *q, const struct handover *row, const char *part)
{
    struct texts made = { .text = arena_alloc(q->arena, HANDOVER_OPERATIONS_MOST * sizeof *made.text) };
    struct rows rows = sql_handover_made(q->db, part);
    struct handover_made line;

    while (made.count < HANDOVER_OPERATIONS_MOST && handover_made_next(&rows, &line))
        made.text[made.count++] = arena_string(q->arena, line.contact);
    db_end(&rows);
    for (size_t i = 0; i < made.count; i++)
        if (access_end_with(q, made.text[i], arena_format(q->arena, "↩ %s", row->leaver_name)))
            continue; /* nobody else manages the operation any more: he keeps it */
    sql_handover_part_undo(q->db, part);
}

/* --- giving ------------------------------------------------------------------------------------------------------ */

static enum operation_status status_of(const char *status)
{
    return !strcmp(status, "draft") ? OPERATION_DRAFT : !strcmp(status, "open") ? OPERATION_OPEN : OPERATION_CLOSED;
}

/* A leader hands over what his people have by his role, who leaves by his own line. */
static bool by_leader(const struct handover *row)
{
    return strcmp(row->starter, row->leaver) != 0;
}

/* Whether who leaves may add people there, by today's rules: what he could not give is not handed over. */
static enum verdict may_give(struct req *q, const struct handover_sources *source)
{
    struct facts facts = { .operation = status_of(source->operation_status),
                           .contact = true,
                           .manager = !strcmp(source->side, "manager"),
                           .own_entity = true };

    return may(&q->actor, CONTACT_ADD, &facts);
}

/* Adds the successor's line, or restores it where that may be done, unless he has one: whether it came of this. */
static enum verdict give_line(struct req *q, const struct handover *row, const struct handover_sources *source,
                              const char *user, bool *made)
{
    struct operation operation = { source->operation, source->reference, source->name, source->operation_status, NULL };
    struct participation_side side;
    struct contact_of_user known;
    struct contact_by_id line;
    struct account account;
    struct person person;
    struct place place;
    const char *id;
    bool had = sql_contact_of_user(q->db, &known, user, row->entity, operation.id) &&
               sql_contact_by_id(q->db, &line, NULL, operation.id, known.id);
    enum verdict verdict = ALLOW;

    if (had && strcmp(access_state(&line, q->now), "revoked") && strcmp(access_state(&line, q->now), "expired"))
        return ALLOW;
    if (had)
        verdict = access_may_restore(q, &operation, &line, by_leader(row));
    if (verdict != ALLOW || !sql_account(q->db, &account, user) ||
        !sql_participation_side(q->db, &side, operation.id, row->entity))
        return verdict;
    person = (struct person){ account.id,         account.email,     account.language,
                              account.first_name, account.last_name, account.password != NULL };
    place = (struct place){ &operation, row->entity, side.name, side.side, side.client, side.strict };
    access_hand(q, &place, &person, had ? &line : NULL,
                &(struct terms){
                    .until = source->until, .message = row->message, .leaver = row->leaver, .leads = by_leader(row) },
                &id);
    sql_handover_settings(q->db, user, row->leaver, operation.id);
    *made = true;
    return ALLOW;
}

static void give(struct req *q, const struct handover *row, const struct handover_to_give *item)
{
    struct handover_sources source;
    enum verdict verdict = DENY;
    bool made = false;

    if (sql_handover_source(q->db, &source, row->leaver, row->entity, q->now, item->operation))
        verdict = may_give(q, &source);
    /* A closed operation takes nobody in, unless it would be left without a manager. */
    if (verdict == ALLOW ||
        (verdict == CLOSED && access_keeps_manager(q, source.operation, source.id, "active", source.side)))
        verdict = give_line(q, row, &source, item->user, &made);
    sql_handover_operation_set(q->db, verdict == ALLOW || verdict == CLOSED ? "given" : "lost", made, q->now,
                               item->part, item->operation);
}

/* Answers how many were due. */
static size_t give_due(struct req *q, const struct handover *row)
{
    struct handover_to_give *item = arena_alloc(q->arena, AT_A_TIME * sizeof *item), next;
    struct rows rows = sql_handover_to_give(q->db, row->id, AT_A_TIME);
    size_t count = 0;

    while (count < AT_A_TIME && handover_to_give_next(&rows, &next))
        item[count++] =
            (struct handover_to_give){ arena_string(q->arena, next.part), arena_string(q->arena, next.operation),
                                       arena_string(q->arena, next.user) };
    db_end(&rows);
    for (size_t i = 0; i < count; i++)
        give(q, row, &item[i]);
    return count;
}

/* --- the exchange ------------------------------------------------------------------------------------------------ */

static const char *successors_of(struct req *q, const struct handover *row, const char *operation)
{
    struct text names = text_new(q->arena, 8192);
    struct rows rows = sql_handover_successors(q->db, row->id, operation);
    struct handover_successors one;

    while (handover_successors_next(&rows, &one)) {
        text_add(&names, names.length ? ", " : "→ ");
        text_add(&names, one.name);
    }
    return text_string(&names);
}

/* Ends the line of who leaves where every successor has access. One that nobody else could manage stays. */
static void exchange(struct req *q, const struct handover *row, const char *operation)
{
    const char *names = successors_of(q, row, operation);
    struct handover_sources source;
    bool had = sql_handover_source(q->db, &source, row->leaver, row->entity, q->now, operation);

    if (had && source.current && access_end_with(q, source.id, names))
        return;
    note(q, "handover_done", row, operation, had ? source.id : NULL, names);
    sql_handover_done(q->db, q->now, row->id, operation);
}

static size_t exchange_due(struct req *q, const struct handover *row)
{
    struct texts ready = { .text = arena_alloc(q->arena, AT_A_TIME * sizeof *ready.text) };
    struct rows rows = sql_handover_ready(q->db, q->now, row->id, AT_A_TIME);
    struct handover_ready next;

    while (ready.count < AT_A_TIME && handover_ready_next(&rows, &next))
        ready.text[ready.count++] = arena_string(q->arena, next.operation);
    db_end(&rows);
    for (size_t i = 0; i < ready.count; i++)
        exchange(q, row, ready.text[i]);
    return ready.count;
}

/* --- roles ------------------------------------------------------------------------------------------------------- */

/* Whether the starter may put the successor where who leaves is, with his roles: he holds them, for as long as the
 * successor would, and not from him; leads both, and takes no team from the successor by it. */
static bool may_promote(struct req *q, const struct handover *row, const struct habilitation *leaver,
                        const struct habilitation *successor)
{
    struct own_habilitation own;
    struct team_led led;
    struct team_is_below below;
    int64_t latest = giving_latest_role(q, successor->bound);

    return (!latest || (successor->until && successor->until <= latest)) &&
           !giving_role_comes_from(q, successor->user) &&
           sql_own_habilitation(q->db, &own, row->starter, row->entity, q->now) && own.team_leader &&
           (!leaver->creator || own.creator) && sql_team_led(q->db, &led, leaver->team, row->starter, q->now) &&
           sql_team_led(q->db, &led, successor->team, row->starter, q->now) &&
           (!successor->team_leader || sql_team_is_below(q->db, &below, successor->team, leaver->team));
}

/* False: a leader is to decide it. */
static bool promote(struct req *q, const struct handover *row, const struct habilitation *leaver, const char *user)
{
    struct roles roles = { leaver->team_leader, leaver->creator };
    struct habilitation_of_user known;
    struct habilitation successor;
    struct team_led led;
    bool there;

    if (!sql_habilitation_of_user(q->db, &known, q->now, user, row->entity) || strcmp(known.status, "active") ||
        !sql_habilitation(q->db, &successor, row->starter, q->now, row->entity, known.id))
        return false;
    there = sql_team_led(q->db, &led, leaver->team, user, q->now) || !leaver->team_leader;
    if (there && (successor.creator || !leaver->creator))
        return true;
    if (!may_promote(q, row, leaver, &successor))
        return false;
    roles.team_leader = roles.team_leader || successor.team_leader;
    roles.creator = roles.creator || successor.creator;
    return !habilitation_move(q, row->entity, &successor, there ? successor.team : leaver->team, roles);
}

static const char *heirs_of(struct req *q, const struct handover *row)
{
    struct text names = text_new(q->arena, 8192);
    struct handover_heir heir;

    for (int64_t after = -1; sql_handover_heir(q->db, &heir, row->id, after); after = heir.place) {
        text_add(&names, names.length ? ", " : "→ ");
        text_add(&names, heir.name);
    }
    return text_string(&names);
}

/* The roles go to who takes over everything, where the starter may give them; otherwise the leaders are asked. */
static void hand_roles(struct req *q, const struct handover *row, const struct habilitation *leaver)
{
    struct handover_heir heir;
    bool given = true;

    if ((!leaver->team_leader && !leaver->creator) || row->roles)
        return;
    for (int64_t after = -1; sql_handover_heir(q->db, &heir, row->id, after); after = heir.place)
        if (!promote(q, row, leaver, heir.user)) {
            given = false;
            handover_letter_roles(q, row, leaver->team, heir.name);
        }
    sql_handover_roles(q->db, given ? "given" : "asked", row->id);
}

/* The habilitation goes last: with it what was not to be handed over. False when the entity would have no leader. */
static bool end_habilitation(struct req *q, const struct handover *row)
{
    struct habilitation_of_user known;
    struct habilitation leaver;

    if (!row->client || !sql_habilitation_of_user(q->db, &known, q->now, row->leaver, row->entity) ||
        !sql_habilitation(q->db, &leaver, row->starter, q->now, row->entity, known.id))
        return true;
    hand_roles(q, row, &leaver);
    return !strcmp(leaver.status, "archived") || !habilitation_end(q, row->entity, &leaver, heirs_of(q, row));
}

/* --- the end ----------------------------------------------------------------------------------------------------- */

/* The parts of a handover, by id: what is done about one changes the rows a query would stand on. */
static struct texts parts_of(struct req *q, const struct handover *row)
{
    struct texts ids = { .text = arena_alloc(q->arena, PARTS_MOST * sizeof *ids.text) };
    struct rows rows = sql_handover_parts(q->db, row->id);
    struct handover_parts part;

    while (ids.count < PARTS_MOST && handover_parts_next(&rows, &part))
        ids.text[ids.count++] = arena_string(q->arena, part.id);
    db_end(&rows);
    return ids;
}

/* Whoever is not needed any more hears of it and gives back what he has too early. */
static void dismiss(struct req *q, const struct handover *row, const struct handover_parts *part)
{
    take_back(q, row, part->id);
    if (!strcmp(part->status, "waiting") || !strcmp(part->status, "accepted"))
        handover_letter_withdraw(q, row, part);
}

void handover_drop(struct req *q, const struct handover *row, const struct handover_parts *part)
{
    dismiss(q, row, part);
    sql_handover_part_answer(q->db, "dropped", part->answered ? part->answered : q->now, part->reason, part->id);
}

static void dismiss_all(struct req *q, const struct handover *row)
{
    struct texts ids = parts_of(q, row);
    struct handover_parts part;

    for (size_t i = 0; i < ids.count; i++)
        if (sql_handover_part(q->db, &part, ids.text[i]))
            dismiss(q, row, &part);
}

void handover_end(struct req *q, const struct handover *row, const char *status)
{
    if (strcmp(status, "completed"))
        dismiss_all(q, row);
    sql_handover_end(q->db, status, q->now, row->id);
    handover_letter_end(q, row, status);
}

/* A silent successor is reminded, and after as long again no longer waited for. */
static void notice_silence(struct req *q, const struct handover *row)
{
    struct handover_parts part;

    while (sql_handover_part_silent(q->db, &part, row->id, q->now - HANDOVER_SILENCE_MS)) {
        if (part.reminded) {
            sql_handover_part_answer(q->db, "expired", q->now, NULL, part.id);
            sql_handover_changed(q->db, q->now, row->id);
            handover_letter_answer(q, row, &part, "expired", NULL);
        } else {
            sql_handover_part_reminded(q->db, q->now, part.id);
            handover_letter_invite(q, row, &part);
        }
    }
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* When something is to be done next. */
static int64_t next_look(const struct req *q, const struct handover *row, const struct handover_state *state)
{
    int64_t next = q->now + HANDOVER_DAY_MS;

    if (state->waiting)
        next = sooner(next, state->next + HANDOVER_SILENCE_MS);
    else if (state->failed)
        next = sooner(next, row->changed + HANDOVER_MEND_MS);
    if (q->now < row->starts)
        return sooner(next, row->starts);
    if (state->stuck || (state->accepted && q->now >= row->leaves))
        next = sooner(next, q->now + LOOK_MS);
    return q->now < row->leaves ? sooner(next, row->leaves) : next;
}

static void settle(struct req *q, const struct handover *row, bool rests, bool more)
{
    struct handover_state state;
    bool over;

    if (!sql_handover_state(q->db, &state, q->now, row->id))
        return;
    over = !rests && !more && !state.waiting && !state.failed && !state.undone && q->now >= row->leaves;
    if (!state.waiting && !state.failed && !state.accepted)
        handover_end(q, row, state.done ? "completed" : "cancelled");
    else if (over && (!state.everything || end_habilitation(q, row)))
        handover_end(q, row, "completed");
    else if (state.failed && !state.waiting && row->changed + HANDOVER_MEND_MS <= q->now)
        handover_end(q, row, "expired");
    else
        sql_handover_look(q->db, more ? q->now : next_look(q, row, &state), row->id);
}

void handover_advance(struct req *q, const char *id)
{
    struct actor caller = q->actor;
    struct handover row;
    size_t given = 0, done = 0;
    bool rests;

    if (!handover_find(q, id, &row) || strcmp(row.status, "open"))
        return;
    q->giving = NULL; /* what was asked before may be so no longer */
    q->actor = (struct actor){ .user = row.starter,
                               .entity = row.entity,
                               .email = row.starter_email,
                               .name = row.starter_name,
                               .language = row.starter_language,
                               .zone = row.starter_zone };
    notice_silence(q, &row);
    rests = handover_rests(q, &row);
    if (!rests) {
        sql_handover_gather(q->db, q->now, row.id);
        if (q->now >= row.starts)
            given = give_due(q, &row);
        if (q->now >= row.leaves)
            done = exchange_due(q, &row);
    }
    if (handover_find(q, id, &row))
        settle(q, &row, rests, given == AT_A_TIME || done == AT_A_TIME);
    q->actor = caller;
}

bool handover_run(struct db *db, int64_t now)
{
    struct req q = { .arena = db_arena(db), .db = db, .now = now };
    struct handover_due due;
    int count = 0;

    for (; count < SWEEP_MOST && sql_handover_due(db, &due, now); count++)
        handover_advance(&q, due.id);
    return count == SWEEP_MOST;
}
