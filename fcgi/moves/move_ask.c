/* Moving my account to another address: what it would do, asking for it, and proving the new mailbox. */
#include "emit.h"
#include "keys.h"
#include "move.h"
#include "moves.h"
#include "outbox.h"
#include "people.h"
#include "requests.h"
#include "route.h"
#include "secret.h"
#include "server.h"
#include "sql_moves.h"
#include "sql_people.h"

#include <string.h>

#define EMAIL_FIELD(type)                                                                                              \
    {                                                                                                                  \
        "email", FIELD_TEXT, offsetof(type, email), true, 1, 400, NULL, "The new address."                             \
    }

struct move_preview_in {
    const char *email;
};

struct move_in {
    const char *email, *password;
};

struct move_code_in {
    const char *code;
};

static const struct field move_preview_body[] = { EMAIL_FIELD(struct move_preview_in), { 0 } };

static const struct field move_body[] = { EMAIL_FIELD(struct move_in),
                                          { "password", FIELD_TEXT, offsetof(struct move_in, password), true, 1, 1000,
                                            NULL, "My password." },
                                          { 0 } };

static const struct field move_code_body[] = { { "code", FIELD_LINE, offsetof(struct move_code_in, code), true, 1, 40,
                                                 NULL, "Of the mail to the new address." },
                                               { 0 } };

/* --- what it would do --------------------------------------------------------------------------------------------- */

static enum err read_destination(struct req *q, const char *email, struct account *account, struct destination *to)
{
    if (!sql_account(q->db, account, q->actor.user))
        return E_NO_SESSION;
    return move_read(q, account, email, to);
}

/* As a colleague would be told who adds somebody by it. */
static void write_unusual(struct req *q, const struct destination *to)
{
    struct unusual found = { 0 };

    if (q->actor.entity)
        found = unusual_find(q, unusual_begin(q, "", q->actor.entity), to->email, to->key);
    unusual_write(&q->answer, &found);
}

static enum err move_preview(struct req *q)
{
    const struct move_preview_in *in = q->in;
    struct account account;
    struct destination to;
    enum err error = read_destination(q, in->email, &account, &to);

    if (error)
        return error;
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", to.email);
    emit_string(&q->answer, "alias_of", to.plain);
    write_unusual(q, &to);
    error = move_write(q, &account, &to, NULL, &q->answer);
    emit_string(&q->answer, "code", error ? err_code(error) : NULL);
    emit_object_end(&q->answer);
    return OK;
}

/* --- how it stands ------------------------------------------------------------------------------------------------ */

static void write_pending(struct req *q, const struct move *move)
{
    struct text *out = &q->answer;

    emit_object(out, "pending");
    emit_string(out, "email", move->email);
    emit_string(out, "kind", move_kind_name(move->kind));
    emit_string(out, "state", move_status_name(move->status));
    emit_time(out, "asked", move->created);
    emit_time(out, "until", move->due);
    if (move->request)
        vouch_write(out, vouch_given(q, move->request, move->user), false);
    else
        emit_null(out, "vouched");
    emit_object_end(out);
}

static void write_done(struct text *out, const struct move *move)
{
    emit_object(out, "done");
    emit_string(out, "from", move->old_email);
    emit_string(out, "to", move->email);
    emit_time(out, "at", move->done);
    emit_time(out, "until", move->cancel_until);
    emit_object_end(out);
}

static enum err move_show(struct req *q)
{
    struct text *out = &q->answer;
    struct move move;
    struct alias_list alias;
    struct rows rows;

    emit_object(out, NULL);
    emit_string(out, "email", q->actor.email);
    if (sql_move(q->db, &move, q->actor.user) && move.due > q->now)
        write_pending(q, &move);
    else
        emit_null(out, "pending");
    if (sql_move_done(q->db, &move, q->actor.user, q->now))
        write_done(out, &move);
    else
        emit_null(out, "done");
    rows = sql_alias_list(q->db, q->actor.user);
    emit_array(out, "former");
    while (alias_list_next(&rows, &alias)) {
        emit_object(out, NULL);
        emit_string(out, "email", alias.email);
        emit_time(out, "from", alias.from);
        emit_time(out, "to", alias.to);
        emit_object_end(out);
    }
    emit_array_end(out);
    emit_object_end(out);
    return OK;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static bool is_too_often(struct req *q)
{
    struct move_count count;

    sql_move_count(q->db, &count, q->actor.user, q->now - 24 * MOVE_HOUR_MS);
    q->retry_after = (int)(MOVE_HOUR_MS / 1000);
    return count.count >= MOVE_PER_DAY;
}

/* Whether he may move there now; the password apart. */
static enum err plan(struct req *q, struct account *account, struct destination *to)
{
    const struct move_in *in = q->in;
    struct text unseen = text_new(q->arena, ANSWER_MOST);
    enum err error = read_destination(q, in->email, account, to);

    if (!error && is_too_often(q))
        error = E_THROTTLED;
    if (!error && (q->retry_after = outbox_wait(q->db, q->now, MAIL_ADDRESS_CODE, to->email)))
        error = E_TOO_MANY_CODES;
    return error ? error : move_write(q, account, to, NULL, &unseen);
}

static enum err check(struct req *q)
{
    const struct move_in *in = q->in;
    struct account account;
    struct destination to;
    enum err error = proof_of_self(q, in->password);

    return error ? error : plan(q, &account, &to);
}

static const struct slow move_slow = { check, proof_make };

/* The answer is the same when the address is an account's: only its mailbox hears of it, and no code fits. */
static enum err move_add(struct req *q)
{
    const struct move *move;
    struct account account;
    struct destination to;
    struct move open;
    enum err error = proof_holds(q, "password");

    if (!error)
        error = plan(q, &account, &to);
    if (error)
        return error;
    if (sql_move(q->db, &open, account.id))
        move_stop(&q->desk, &open, MOVE_CANCELLED, open.kind == MOVE_VOUCHED);
    move = move_begin(q, &account, &to, MOVE_ASKED, NULL);
    move_tell_new(&q->desk, to.taken ? MAIL_ADDRESS_NEWS : MAIL_ADDRESS_CODE, to.taken ? "taken" : "asked", move,
                  &account);
    move_tell_old(q, "asked", move, &account);
    return OK;
}

static enum err move_remove(struct req *q)
{
    struct move move;

    if (!sql_move(q->db, &move, q->actor.user))
        return E_NOT_FOUND;
    move_stop(&q->desk, &move, MOVE_CANCELLED, move.kind == MOVE_VOUCHED);
    return OK;
}

/* --- the code ----------------------------------------------------------------------------------------------------- */

static bool code_fits(struct req *q, const struct move *move, const char *typed)
{
    const struct key *key = keys_find(&server.keys, move->kid);
    char code[7];

    if (!key || move->taken)
        return false;
    secret_code(code, key->bytes, move->proof);
    return secret_equal(code, proof_typed(q, typed));
}

static enum err wrong_code(struct req *q, const struct move *move)
{
    q->keep = true;
    sql_move_tried(q->db, move->id);
    if (move->tries + 1 < MOVE_TRIES)
        return fault_add(&q->faults, "code", FAULT_MAIL_CODE, 0);
    move_stop(&q->desk, move, MOVE_CANCELLED, false);
    return E_CODE_OVER;
}

static enum err move_confirm(struct req *q)
{
    const struct move_code_in *in = q->in;
    struct union_of_two done;
    struct account account;
    struct destination to;
    struct move move;
    enum err error;

    if (!sql_move(q->db, &move, q->actor.user) || move.kind != MOVE_OWN || move.due <= q->now)
        return E_CODE_OVER;
    if (!code_fits(q, &move, in->code))
        return wrong_code(q, &move);
    error = move_complete(q, &move, &done);
    if (error || !sql_account(q->db, &account, move.user))
        return error ? error : E_INTERNAL;
    to = (struct destination){ account.email, account.email_key, NULL, "", false };
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "from", move.old_email);
    emit_string(&q->answer, "to", account.email);
    emit_time(&q->answer, "until", q->now + MOVE_CANCEL_MS);
    error = move_write(q, &account, &to, &done, &q->answer);
    emit_object_end(&q->answer);
    return error;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route move_ask_routes[] = {
    { "GET", "api/account/address", OWN_SESSION, "My address, those I had, and the move that is under way.",
      .act = move_show, .answer = &address_schema },
    { "POST", "api/account/address/preview", OWN_SESSION, "What moving to another address would do.",
      BODY(move_preview_body, move_preview_in), .act = move_preview, .answer = &move_preview_schema },
    { "POST", "api/account/address", OWN_SESSION, "Move to another address: a code goes there; always the same answer.",
      BODY(move_body, move_in), .slow = &move_slow, .act = move_add, .status = 202,
      REFUSES(E_LAST_MANAGER, E_LAST_LEADER, E_TOO_MANY_CODES) },
    { "POST", "api/account/address/confirm", OWN_SESSION, "Prove the new mailbox by the code: the move is done.",
      BODY(move_code_body, move_code_in), .act = move_confirm, .answer = &moved_schema,
      REFUSES(E_LAST_MANAGER, E_ADDRESS_TAKEN, E_CODE_OVER) },
    { "DELETE", "api/account/address", OWN_SESSION, "Give up the move.",
      .act = move_remove,
      REFUSES(E_NOT_FOUND) },
    { 0 }
};

/* clang-format on */
