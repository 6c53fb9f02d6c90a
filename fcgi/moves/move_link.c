/* The links in mails about a move: they show on GET of the page and act on POST. */
#include "emit.h"
#include "move.h"
#include "moves.h"
#include "name.h"
#include "people.h"
#include "route.h"
#include "secret.h"
#include "sql_moves.h"
#include "sql_people.h"

#include <string.h>

static const char *digest_of(struct req *q, const char *secret)
{
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    secret_digest(digest, secret, strlen(secret));
    return digest;
}

static bool is_open(const struct req *q, const struct move *move)
{
    return move->due > q->now;
}

static bool can_be_taken_back(const struct req *q, const struct move *move)
{
    return move->status == MOVE_DONE && move->cancel_until > q->now;
}

/* `pending`, `done` while it can be taken back, else `over`. */
static const char *state_of_notice(const struct req *q, const struct move *move)
{
    return is_open(q, move) ? "pending" : can_be_taken_back(q, move) ? "done" : "over";
}

static bool awaits_proof(const struct req *q, const struct move *move)
{
    return move->status == MOVE_ASKED && is_open(q, move) && !move->taken;
}

static enum err move_link_show(struct req *q)
{
    const struct secret_in *in = q->in;
    const char *digest = digest_of(q, in->secret);
    struct text *out = &q->answer;
    struct move move;
    bool proves = sql_move_by_proof(q->db, &move, digest);

    if (!proves && !sql_move_by_notice(q->db, &move, digest))
        return E_NOT_FOUND;
    emit_object(out, NULL);
    emit_string(out, "purpose", proves ? "confirm" : "cancel");
    emit_string(out, "state", proves ? awaits_proof(q, &move) ? "pending" : "over" : state_of_notice(q, &move));
    emit_string(out, "outcome", move_status_name(move.status));
    emit_string(out, "from", move.old_email);
    emit_string(out, "to", move.email);
    emit_time(out, "asked", move.created);
    emit_time(out, "done", move.done);
    emit_time(out, "until", is_open(q, &move) ? move.due : move.cancel_until);
    emit_object_end(out);
    return OK;
}

/* Who holds the mailbox acts as the account's person. */
static enum err act_as(struct req *q, const struct move *move, struct account *account)
{
    if (!sql_account(q->db, account, move->user))
        return E_NOT_FOUND;
    q->actor = (struct actor){ .user = account->id,
                               .email = account->email,
                               .name = name_join(q->arena, account->first_name, account->last_name),
                               .language = account->language };
    return OK;
}

/* Somebody else asked for it, then: he may know the password, and may be signed in. */
static void stop_stranger(struct req *q, const struct move *move, const struct account *account)
{
    move_stop(&q->desk, move, MOVE_CANCELLED, true);
    move_sign_out(q, account->id);
    invitation_send(q->db, q->now,
                    &(struct invited){ .user = account->id,
                                       .email = account->email,
                                       .language = account->language,
                                       .kind = MAIL_RESET,
                                       .facts = "{}" });
}

static enum err move_link_cancel(struct req *q)
{
    const struct secret_in *in = q->in;
    struct account account;
    struct move move;
    enum err error;

    if (!sql_move_by_notice(q->db, &move, digest_of(q, in->secret)))
        return E_NOT_FOUND;
    error = act_as(q, &move, &account);
    if (error)
        return error;
    if (can_be_taken_back(q, &move))
        return move_take_back(q, &move);
    if (!is_open(q, &move))
        return E_LINK_OVER;
    stop_stranger(q, &move, &account);
    return OK;
}

/* Who was vouched for proves the new mailbox, and signs in under it. */
static enum err move_link_confirm(struct req *q)
{
    const struct secret_in *in = q->in;
    struct union_of_two done;
    struct account account;
    struct move move;
    enum err error;

    if (!sql_move_by_proof(q->db, &move, digest_of(q, in->secret)))
        return E_NOT_FOUND;
    if (!awaits_proof(q, &move))
        return E_LINK_OVER;
    error = act_as(q, &move, &account);
    if (!error)
        error = move_complete(q, &move, &done);
    if (error)
        return error;
    move_sign_out(q, account.id);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route move_link_routes[] = {
    { "POST", "api/address/show", PUBLIC, "What a mail's link about a move is for; consumes nothing.",
      BODY(secret_body, secret_in), .act = move_link_show, .answer = &move_link_schema,
      REFUSES(E_NOT_FOUND) },
    { "POST", "api/address/cancel", PUBLIC, "This was not me: stop the move, or take the address back.",
      BODY(secret_body, secret_in), .act = move_link_cancel,
      REFUSES(E_NOT_FOUND, E_ADDRESS_TAKEN, E_LINK_OVER) },
    { "POST", "api/address/confirm", PUBLIC, "Prove the new mailbox by the link, once others have vouched.",
      BODY(secret_body, secret_in), .act = move_link_confirm,
      REFUSES(E_LINK_OVER) },
    { 0 }
};

/* clang-format on */
