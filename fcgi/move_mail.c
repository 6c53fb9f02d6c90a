/* Who is written to about a move, and what the letters know. */
#include "emit.h"
#include "move.h"
#include "outbox.h"

static const char *name_of(struct req *q, const struct account *account)
{
    return arena_format(q->arena, "%s %s", account->first_name, account->last_name);
}

static const char *facts_of(struct req *q, const char *step, const struct move *move, const struct account *account,
                            const char *entity)
{
    struct text facts = text_new(q->arena, 16384);

    emit_object(&facts, NULL);
    emit_string(&facts, "step", step);
    emit_string(&facts, "name", name_of(q, account));
    emit_string(&facts, "from", move->old_email);
    emit_string(&facts, "to", move->email);
    emit_string(&facts, "entity", entity);
    emit_time(&facts, "at", q->now);
    emit_string(&facts, "agent", q->from.agent);
    emit_string(&facts, "source", q->from.source);
    emit_object_end(&facts);
    return text_string(&facts);
}

void move_tell_new(struct req *q, const char *kind, const char *step, const struct move *move,
                   const struct account *account)
{
    outbox_put(q->db, q->now,
               &(struct mail){ .kind = kind,
                               .email = move->email,
                               .language = account->language,
                               .facts = facts_of(q, step, move, account, NULL),
                               .derived_from = move->proof,
                               .life_ms = MAIL_LIFE_MS });
}

void move_tell_old(struct req *q, const char *step, const struct move *move, const struct account *account)
{
    outbox_put(q->db, q->now,
               &(struct mail){ .kind = "address_notice",
                               .email = move->old_email,
                               .language = account->language,
                               .facts = facts_of(q, step, move, account, NULL),
                               .derived_from = move->notice,
                               .life_ms = MOVE_CANCEL_MS });
}

static void tell(struct req *q, const char *kind, const char *email, const char *language, const char *facts)
{
    outbox_put(
        q->db, q->now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

void move_tell_others(struct req *q, const struct move *move, const struct account *account)
{
    const char *facts = facts_of(q, "done", move, account, NULL);
    struct rows rows = sql_move_audience(q->db, account->id, q->now);
    struct move_audience row;

    while (move_audience_next(&rows, &row))
        tell(q, "address_changed", row.email, row.language, facts);
}

void move_tell_leaders(struct req *q, const struct move *move, const struct account *account, const char *entity,
                       const char *name)
{
    const char *facts = facts_of(q, "done", move, account, name);
    struct rows rows = sql_leaders_of_person(q->db, entity, account->id, q->now);
    struct leaders_of_person row;

    while (leaders_of_person_next(&rows, &row))
        tell(q, "address_request", row.email, row.language, facts);
}

void move_tell_vouchers(struct req *q, const struct move *move, const struct account *account, bool leaders)
{
    const char *facts = facts_of(q, "lost", move, account, NULL);
    struct rows rows = sql_vouchers(q->db, account->id, q->now);
    struct vouchers row;

    while (vouchers_next(&rows, &row))
        if (!leaders || row.leader)
            tell(q, leaders ? "address_vouched" : "vouch_request", row.email, row.language, facts);
}
