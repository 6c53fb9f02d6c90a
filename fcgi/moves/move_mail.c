/* Who is written to about a move, and what the letters know. */
#include "emit.h"
#include "move.h"
#include "name.h"
#include "outbox.h"
#include "requests.h"
#include "sql_moves.h"
#include "sql_people.h"
#include "sql_requests.h"

#include <string.h>

static const char *name_of(struct desk *desk, const struct account *account)
{
    return name_join(desk->arena, account->first_name, account->last_name);
}

static const char *facts_of(struct desk *desk, const char *step, const struct move *move, const struct account *account,
                            const char *entity)
{
    struct text facts = text_new(desk->arena, 16384);

    emit_object(&facts, NULL);
    emit_string(&facts, "step", step);
    emit_string(&facts, "name", name_of(desk, account));
    emit_string(&facts, "from", move->old_email);
    emit_string(&facts, "to", move->email);
    emit_string(&facts, "entity", entity);
    emit_string(&facts, "zone", desk->actor.zone);
    emit_time(&facts, "at", desk->now);
    emit_string(&facts, "agent", desk->agent);
    emit_string(&facts, "source", desk->address);
    emit_object_end(&facts);
    return text_string(&facts);
}

void move_tell_new(struct desk *desk, enum mail_kind kind, const char *step, const struct move *move,
                   const struct account *account)
{
    outbox_put(desk->db, desk->now,
               &(struct mail){ .kind = kind,
                               .email = move->email,
                               .language = account->language,
                               .facts = facts_of(desk, step, move, account, NULL),
                               .derived_from = move->proof,
                               .life_ms = MAIL_LIFE_MS });
}

void move_tell_old(struct req *q, const char *step, const struct move *move, const struct account *account)
{
    outbox_put(q->db, q->now,
               &(struct mail){ .kind = MAIL_ADDRESS_NOTICE,
                               .email = move->old_email,
                               .language = account->language,
                               .facts = facts_of(&q->desk, step, move, account, NULL),
                               .derived_from = move->notice,
                               .life_ms = MOVE_CANCEL_MS });
}

static void tell(struct req *q, enum mail_kind kind, const char *email, const char *language, const char *facts)
{
    outbox_put(
        q->db, q->now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

void move_tell_others(struct req *q, const struct move *move, const struct account *account)
{
    const char *facts = facts_of(&q->desk, "done", move, account, NULL);
    struct rows rows = sql_move_audience(q->db, account->id, q->now);
    struct move_audience row;

    while (move_audience_next(&rows, &row))
        tell(q, MAIL_ADDRESS_CHANGED, row.email, row.language, facts);
}

void move_tell_leaders(struct req *q, const struct move *move, const struct account *account, const char *entity,
                       const char *name)
{
    const char *facts = facts_of(&q->desk, "done", move, account, name);
    struct rows rows = sql_leaders_of_person(q->db, entity, account->id, q->now);
    struct leaders_of_person row;

    while (leaders_of_person_next(&rows, &row))
        tell(q, MAIL_ADDRESS_REQUEST, row.email, row.language, facts);
}

/* One person of the audience, who may be there for several entities. */
struct listener {
    const char *user, *email, *language;
    bool vouches, guards;
};

static void add_row(struct req *q, const struct account *account, const struct vouch_audience *row,
                    struct listener *one)
{
    one->vouches = one->vouches || vouch_may(q, row->user, row->entity, account->id);
    one->guards = one->guards || row->guards;
}

/* Tells everybody once, whichever his entities. */
static void tell_audience(struct req *q, const struct account *account, const char *facts,
                          enum mail_kind (*kind)(const struct listener *one))
{
    struct rows rows = sql_vouch_audience(q->db, account->id, q->now);
    struct listener one = { 0 };
    struct vouch_audience row;

    while (vouch_audience_next(&rows, &row)) {
        if (one.user && strcmp(one.user, row.user)) {
            if (kind(&one))
                tell(q, kind(&one), one.email, one.language, facts);
            one = (struct listener){ 0 };
        }
        if (!one.user)
            one = (struct listener){ .user = arena_string(q->arena, row.user),
                                     .email = arena_string(q->arena, row.email),
                                     .language = arena_string(q->arena, row.language) };
        add_row(q, account, &row, &one);
    }
    if (one.user && kind(&one))
        tell(q, kind(&one), one.email, one.language, facts);
}

static enum mail_kind at_the_beginning(const struct listener *one)
{
    return one->vouches ? MAIL_VOUCH_REQUEST : one->guards ? MAIL_VOUCH_NOTICE : MAIL_NONE;
}

static enum mail_kind once_vouched(const struct listener *one)
{
    return one->guards ? MAIL_ADDRESS_VOUCHED : MAIL_NONE;
}

void move_tell_guardians(struct req *q, const struct move *move, const struct account *account)
{
    tell_audience(q, account, facts_of(&q->desk, "lost", move, account, NULL), at_the_beginning);
}

void move_tell_vouched(struct req *q, const struct move *move, const struct account *account)
{
    tell_audience(q, account, facts_of(&q->desk, "lost", move, account, NULL), once_vouched);
}
