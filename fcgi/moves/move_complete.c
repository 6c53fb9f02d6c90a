/* The one transaction of a move, taking it back, and what a leader's yes opens again. */
#include "entities.h"
#include "move_join.h"
#include "operations.h"
#include "people.h"
#include "register.h"
#include "requests.h"
#include "secret.h"
#include "session.h"
#include "sql_accounts.h"
#include "sql_entities.h"
#include "sql_moves.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "sql_requests.h"

#include <string.h>

void move_note(struct desk *desk, enum action action, const char *user, const char *entity, const char *reason)
{
    register_add(desk->db, desk->arena, desk->now, &desk->actor,
                 &(struct entry){ .action = action, .entity = entity, .user = user, .reason = reason });
}

void move_sign_out(struct req *q, const char *user)
{
    sql_sessions_end(q->db, q->now, user, "");
    sql_browsers_forget(q->db, user, "");
    sql_challenges_end(q->db, user);
    sql_invitation_end_live(q->db, q->now, user, INVITATION_RESET);
}

/* --- entities to which the domain is foreign ---------------------------------------------------------------------- */

/* The habilitation waits for the yes of who could have given it, and its lines with it. */
static void wait_for_leader(struct req *q, const struct move *move, const struct account *account,
                            const struct habilitation_fate *fate)
{
    struct address_request asked;
    char id[ID_ROOM];

    if (sql_address_request(q->db, &asked, fate->entity, account->id))
        return;
    secret_id(id, q->now);
    sql_habilitation_status(q->db, HABILITATION_INVITED, fate->id);
    lines_queue(q, account->id, fate->entity);
    sql_request_add(q->db, &(struct sql_request_add){ .id = id,
                                                      .kind = REQUEST_OF_ADDRESS,
                                                      .entity = fate->entity,
                                                      .user = account->id,
                                                      .asked_by = account->id,
                                                      .message = move->old_email,
                                                      .now = q->now,
                                                      .due = escalation_due(q->now) });
    move_note(&q->desk, ACTION_ADDRESS_WAITS, account->id, fate->entity, NULL);
    move_tell_leaders(q, move, account, fate->entity, fate->name);
}

/* Nobody has to say yes any more to what was asked since then: the entity knows the address. */
static void forget_request(struct req *q, const struct habilitation_fate *fate, const char *user, int64_t since)
{
    struct address_request asked;

    if (!sql_address_request(q->db, &asked, fate->entity, user) || asked.created < since)
        return;
    sql_request_withdrawn(q->db, q->now, asked.id);
    accept_go_on(q, fate->id, fate->entity, user);
    move_note(&q->desk, ACTION_HABILITATION_ACTIVATED, user, fate->entity, NULL);
}

static void settle_entities(struct req *q, const struct move *move, const struct account *account,
                            const struct fates *fates)
{
    for (size_t i = 0; i < fates->count; i++) {
        if (fates->at[i].status == HABILITATION_ARCHIVED)
            continue;
        if (fates->at[i].waits)
            wait_for_leader(q, move, account, &fates->at[i]);
        else
            forget_request(q, &fates->at[i], account->id, 0);
    }
}

/* --- the move ----------------------------------------------------------------------------------------------------- */

/* The account is known by the address from now on; the one it had is kept with its dates. */
static void rename_account(struct req *q, const struct account *account, const char *email, const char *key)
{
    sql_alias_add(q->db, q->now, account->email, account->email_key, account->id);
    sql_user_moved(q->db, email, key, q->now, account->id);
    seek_take_over(q->db, q->now, account->id, key);
    person_rename_lines(q, account->id, account->first_name, account->last_name, email);
}

/* Who reads the old mailbox gets in no more: not with a code, not with a link. This browser has proved the new one. */
static void close_old_mailbox(struct req *q, const char *user)
{
    const char *browser = session_browser(q, user);

    sql_browsers_forget(q->db, user, browser);
    sql_browser_renew(q->db, q->now + BROWSER_LIFE_MS, browser, user);
    sql_challenges_end(q->db, user);
    sql_invitation_end_live(q->db, q->now, user, INVITATION_RESET);
}

static void note_change(struct req *q, const char *user, const char *from, const char *to, const struct fates *fates)
{
    const char *reason = arena_format(q->arena, "%s → %s", from, to);

    move_note(&q->desk, ACTION_ADDRESS_CHANGED, user, NULL, reason);
    for (size_t i = 0; i < fates->count; i++)
        if (fates->at[i].status != HABILITATION_ARCHIVED)
            move_note(&q->desk, ACTION_ADDRESS_CHANGED, user, fates->at[i].entity, reason);
}

enum err move_complete(struct req *q, const struct move *move, struct union_of_two *out)
{
    struct text unseen = text_new(q->arena, ANSWER_MOST);
    struct account account;
    struct destination to;
    struct fates fates;
    enum err error;

    if (!sql_account(q->db, &account, move->user) || move_read(q, &account, move->email, &to))
        return E_CONFLICT;
    if (to.taken)
        return E_ADDRESS_TAKEN;
    *out = (struct union_of_two){ 0 };
    if (*to.other)
        move_join(q, account.id, to.other, out);
    to.other = "";
    error = move_write(q, &account, &to, out, &unseen);
    if (error)
        return error;
    fates = move_fates(q, &account, &to, &out->entities);
    rename_account(q, &account, to.email, to.key);
    close_old_mailbox(q, account.id);
    note_change(q, account.id, account.email, to.email, &fates);
    settle_entities(q, move, &account, &fates);
    sql_move_complete(q->db, q->now, q->now + MOVE_CANCEL_MS, move->id);
    move_tell_old(q, "done", move, &account);
    move_tell_new(&q->desk, MAIL_ADDRESS_NEWS, "done", move, &account);
    move_tell_others(q, move, &account);
    return OK;
}

/* --- back, and an end before it is done --------------------------------------------------------------------------- */

static void mail_password_link(struct req *q, const struct account *account, const char *email)
{
    invitation_send(
        q->db, q->now,
        &(struct invited){
            .user = account->id, .email = email, .language = account->language, .kind = MAIL_RESET, .facts = "{}" });
}

static void stop_any(struct req *q, const char *user)
{
    struct move open;

    if (sql_move(q->db, &open, user))
        move_stop(&q->desk, &open, MOVE_CANCELLED, true);
}

enum err move_take_back(struct req *q, const struct move *move)
{
    struct union_of_two joined = { 0 };
    struct account account;
    struct destination to;
    struct fates fates;

    if (!sql_account(q->db, &account, move->user) || move_read(q, &account, move->old_email, &to))
        return E_CONFLICT;
    if (to.taken)
        return E_ADDRESS_TAKEN;
    if (*to.other)
        move_join(q, account.id, to.other, &joined);
    fates = move_fates(q, &account, &to, NULL);
    for (size_t i = 0; i < fates.count; i++)
        forget_request(q, &fates.at[i], account.id, move->done);
    rename_account(q, &account, to.email, to.key);
    move_note(&q->desk, ACTION_ADDRESS_TAKEN_BACK, account.id, NULL,
              arena_format(q->arena, "%s → %s", account.email, to.email));
    stop_any(q, account.id);
    sql_move_step(q->db, MOVE_TAKEN_BACK, 0, move->cancel_until, move->id);
    move_sign_out(q, account.id);
    mail_password_link(q, &account, to.email);
    move_tell_new(&q->desk, MAIL_ADDRESS_NEWS, "back", move, &account);
    return OK;
}

static enum action stopped(enum move_status status)
{
    return status == MOVE_CANCELLED ? ACTION_ADDRESS_CANCELLED
           : status == MOVE_REFUSED ? ACTION_ADDRESS_REFUSED
                                    : ACTION_ADDRESS_EXPIRED;
}

void move_stop(struct desk *desk, const struct move *move, enum move_status status, bool told)
{
    struct account account;

    sql_move_step(desk->db, status, 0, move->cancel_until, move->id);
    if (move->request)
        sql_request_withdrawn(desk->db, desk->now, move->request);
    move_note(desk, stopped(status), move->user, NULL, NULL);
    if (told && !move->taken && sql_account(desk->db, &account, move->user))
        move_tell_new(desk, MAIL_ADDRESS_NEWS, move_status_name(status), move, &account);
}
