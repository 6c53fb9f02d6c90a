/* Who knows his password and lost his mailbox: people who know him vouch, and time passes. */
#include "move.h"
#include "moves.h"
#include "requests.h"
#include "route.h"
#include "secret.h"
#include "session.h"
#include "sql_desk.h"
#include "sql_moves.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "sql_requests.h"

#include <string.h>

struct move_lost_in {
    const char *email;
};

static const struct field move_lost_body[] = { { "email", FIELD_TEXT, offsetof(struct move_lost_in, email), true, 1,
                                                 400, NULL, "An address that I can read." },
                                               { 0 } };

static void ask_to_vouch(struct req *q, const struct account *account, const struct destination *to)
{
    const struct move *move;
    char id[ID_ROOM];

    secret_id(id, q->now);
    move = move_begin(q, account, to, MOVE_VOUCHING, id);
    if (to->taken) {
        move_tell_new(&q->desk, MAIL_ADDRESS_NEWS, "taken", move, account);
        return;
    }
    sql_request_add(q->db, &(struct sql_request_add){ .id = id,
                                                      .kind = REQUEST_TO_VOUCH,
                                                      .user = account->id,
                                                      .asked_by = account->id,
                                                      .message = to->email,
                                                      .now = q->now });
    move_tell_old(q, "lost", move, account);
    move_tell_new(&q->desk, MAIL_ADDRESS_NEWS, "lost", move, account);
    move_tell_guardians(q, move, account);
}

/* One that is under way goes first: a code that is awaited, or the same wish. */
static bool is_under_way(struct req *q, const struct account *account, const struct destination *to)
{
    struct move open;

    if (!sql_move(q->db, &open, account->id) || open.due <= q->now)
        return false;
    return open.kind == MOVE_OWN || !strcmp(open.email_key, to->key);
}

static bool is_too_often(struct req *q, const struct account *account)
{
    struct move_count count;

    sql_move_count(q->db, &count, account->id, q->now - 24 * MOVE_HOUR_MS);
    return count.count >= MOVE_PER_DAY;
}

/* Whose sign-in waits for a code, and where he wants to go. */
static enum err read(struct req *q, struct account *account, struct destination *to)
{
    const struct move_lost_in *in = q->in;
    struct challenge_by_digest row;

    if (!session_challenge(q, &row) || row.kind != CHALLENGE_EMAIL_CODE || !sql_account(q->db, account, row.user))
        return E_CHALLENGE_ENDED;
    return move_read(q, account, in->email, to);
}

/* Where nothing will be done, nothing can differ, and no hash need hide it. */
static enum err check(struct req *q)
{
    struct account account;
    struct destination to;
    enum err error = read(q, &account, &to);

    q->settled = !error && (is_too_often(q, &account) || is_under_way(q, &account, &to));
    return error;
}

/* Whether the address is an account's must not show in the time either: a hash outweighs what differs. */
static void hash(struct req *q)
{
    const struct move_lost_in *in = q->in;

    secret_check_password(NULL, in->email);
}

static const struct slow move_lost_slow = { check, hash };

/* Always the same answer to who knows the password. */
static enum err move_lost(struct req *q)
{
    struct account account;
    struct destination to;
    struct move open;
    enum err error = read(q, &account, &to);

    if (error || is_too_often(q, &account) || is_under_way(q, &account, &to))
        return error;
    q->actor = (struct actor){ .user = account.id, .language = account.language };
    if (sql_move(q->db, &open, account.id))
        move_stop(&q->desk, &open, MOVE_CANCELLED, open.kind == MOVE_VOUCHED);
    ask_to_vouch(q, &account, &to);
    return OK;
}

/* --- the vouching ------------------------------------------------------------------------------------------------- */

static bool is_awaited(const struct req *q, const struct move *move)
{
    return move->status == MOVE_VOUCHING && move->due > q->now;
}

enum err move_vouch(struct req *q, const struct request *request)
{
    struct account account;
    struct move move;
    bool enough;

    if (!sql_move_by_request(q->db, &move, request->id) || !is_awaited(q, &move) ||
        !sql_account(q->db, &account, move.user))
        return E_CONFLICT;
    enough = vouch_add(q, request);
    move_note(&q->desk, ACTION_ADDRESS_VOUCHED, move.user, NULL, NULL);
    if (!enough)
        return OK;
    sql_move_step(q->db, MOVE_WAITING, q->now + MOVE_WAIT_MS, q->now + MOVE_WAIT_MS + MOVE_PROOF_MS, move.id);
    move_tell_old(q, "vouched", &move, &account);
    move_tell_new(&q->desk, MAIL_ADDRESS_NEWS, "vouched", &move, &account);
    move_tell_vouched(q, &move, &account);
    return OK;
}

bool move_is_open(struct req *q, const struct request *request)
{
    struct move move;

    return sql_move_by_request(q->db, &move, request->id) && move.due > q->now &&
           (move.status == MOVE_VOUCHING || move.status == MOVE_WAITING || move.status == MOVE_ASKED);
}

void move_not_vouched(struct req *q, const struct request *request, enum request_status status)
{
    struct move move;

    if (move_is_open(q, request) && sql_move_by_request(q->db, &move, request->id))
        move_stop(&q->desk, &move, status == REQUEST_REFUSED ? MOVE_REFUSED : MOVE_CANCELLED, true);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route move_lost_routes[] = {
    { "POST", "api/session/code/lost", PUBLIC, "I cannot read that mailbox any more: have others vouch for me.",
      BODY(move_lost_body, move_lost_in), .slow = &move_lost_slow, .act = move_lost, .status = 202,
      REFUSES(E_CHALLENGE_ENDED) },
    { 0 }
};

/* clang-format on */
