#include "move_watch.h"
#include "kept.h"
#include "move.h"
#include "sql_moves.h"
#include "sql_people.h"

#include <string.h>

#define AT_A_TIME 100

/* The waiting time is over and the old mailbox has not said no: the new one may prove itself. */
static void let_prove(struct desk *desk, const struct move *move)
{
    struct account account;

    sql_move_step(desk->db, MOVE_ASKED, desk->now + MOVE_PROOF_MS, move->cancel_until, move->id);
    if (sql_account(desk->db, &account, move->user))
        move_tell_new(desk, MAIL_ADDRESS_PROOF, "asked", move, &account);
}

bool move_watch(struct db *db, int64_t now)
{
    struct desk desk = { .db = db, .arena = db_arena(db), .now = now };
    struct move move;
    int count = 0;

    for (; count < AT_A_TIME && sql_move_due(db, &move, now); count++) {
        if (move.status == MOVE_WAITING)
            let_prove(&desk, &move);
        else
            move_stop(&desk, &move, MOVE_EXPIRED, move.kind == MOVE_VOUCHED);
    }
    return count == AT_A_TIME;
}

bool move_forget(struct db *db, int64_t now)
{
    char first[ID_ROOM];

    kept_first_id(first, now);
    sql_move_purge(db, first, now);
    return db_changes(db) > 0;
}
