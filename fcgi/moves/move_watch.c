#include "move_watch.h"
#include "move.h"

#include <string.h>

#define AT_A_TIME 100

/* The waiting time is over and the old mailbox has not said no: the new one may prove itself. */
static void let_prove(struct req *q, const struct move *move)
{
    struct account account;

    sql_move_step(q->db, "asked", q->now + MOVE_PROOF_MS, move->cancel_until, move->id);
    if (sql_account(q->db, &account, move->user))
        move_tell_new(q, "address_proof", "asked", move, &account);
}

bool move_watch(struct db *db, int64_t now)
{
    struct req q = { .db = db, .arena = db_arena(db), .now = now };
    struct move move;
    int count = 0;

    for (; count < AT_A_TIME && sql_move_due(db, &move, now); count++) {
        if (!strcmp(move.status, "waiting"))
            let_prove(&q, &move);
        else
            move_stop(&q, &move, "expired", !strcmp(move.kind, "vouched"));
    }
    return count == AT_A_TIME;
}
