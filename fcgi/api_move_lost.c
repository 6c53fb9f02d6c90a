/* Who knows his password and lost his mailbox: somebody who knows him vouches, and time passes. */
#include "api.h"
#include "move.h"
#include "secret.h"
#include "session.h"

#include <string.h>

const struct field move_lost_body[] = { { "email", FIELD_TEXT, offsetof(struct move_preview_in, email), true, 1, 400,
                                          NULL, "An address that I can read." },
                                        { 0 } };

/* Whether the address is an account's must not show in the time either: a hash outweighs what differs. */
enum err move_lost_prepare(struct req *q)
{
    const struct move_preview_in *in = q->in;

    secret_check_password(NULL, in->email);
    return OK;
}

static void ask_to_vouch(struct req *q, const struct account *account, const struct destination *to)
{
    const struct move *move;
    char id[ID_ROOM];

    secret_id(id, q->now);
    move = move_begin(q, account, to, "vouching", id);
    if (to->taken) {
        move_tell_new(q, "address_news", "taken", move, account);
        return;
    }
    sql_request_add(q->db, id, "vouch", NULL, NULL, account->id, account->id, to->email, q->now, 0);
    move_tell_old(q, "lost", move, account);
    move_tell_new(q, "address_news", "lost", move, account);
    move_tell_vouchers(q, move, account, false);
}

/* One that is under way goes first: a code that is awaited, or the same wish. */
static bool is_under_way(struct req *q, const struct account *account, const struct destination *to)
{
    struct move open;

    if (!sql_move(q->db, &open, account->id) || open.due <= q->now)
        return false;
    return !strcmp(open.kind, "own") || !strcmp(open.email_key, to->key);
}

static bool is_too_often(struct req *q, const struct account *account)
{
    struct move_count count;

    sql_move_count(q->db, &count, account->id, q->now - 24 * MOVE_HOUR_MS);
    return count.count >= MOVE_PER_DAY;
}

/* Always the same answer to who knows the password. */
enum err move_lost(struct req *q)
{
    const struct move_preview_in *in = q->in;
    const char *cookie = session_cookie(q, COOKIE_CHALLENGE);
    char digest[DIGEST_ROOM];
    struct challenge_by_digest row;
    struct account account;
    struct destination to;
    struct move open;
    enum err error;

    secret_digest(digest, cookie ? cookie : "", cookie ? strlen(cookie) : 0);
    if (!sql_challenge_by_digest(q->db, &row, digest, q->now) || strcmp(row.kind, "email_code") ||
        !sql_account(q->db, &account, row.user))
        return E_CHALLENGE_ENDED;
    error = move_read(q, &account, in->email, &to);
    if (error || is_too_often(q, &account) || is_under_way(q, &account, &to))
        return error;
    q->actor = (struct actor){ .user = account.id, .language = account.language };
    if (sql_move(q->db, &open, account.id))
        move_stop(q, &open, "cancelled", !strcmp(open.kind, "vouched"));
    ask_to_vouch(q, &account, &to);
    return OK;
}

/* --- the vouching ------------------------------------------------------------------------------------------------- */

enum err move_vouch(struct req *q, const struct request *request)
{
    struct account account;
    struct move move;

    if (!sql_move_by_request(q->db, &move, request->id) || strcmp(move.status, "vouching") ||
        !sql_account(q->db, &account, move.user))
        return E_CONFLICT;
    sql_move_step(q->db, "waiting", q->now + MOVE_WAIT_MS, q->now + MOVE_WAIT_MS + MOVE_PROOF_MS, move.id);
    move_note(q, "address_vouched", move.user, NULL, NULL);
    move_tell_old(q, "vouched", &move, &account);
    move_tell_new(q, "address_news", "vouched", &move, &account);
    move_tell_vouchers(q, &move, &account, true);
    return OK;
}

void move_not_vouched(struct req *q, const struct request *request, const char *status)
{
    struct move move;

    if (sql_move_by_request(q->db, &move, request->id) && !strcmp(move.status, "vouching"))
        move_stop(q, &move, status, true);
}
