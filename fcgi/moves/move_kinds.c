/* What a move asks others: to let somebody stay under his new address, and to vouch for him. */
#include "entities.h"
#include "moves.h"
#include "operations.h"
#include "requests.h"
#include "sql_entities.h"
#include "sql_requests.h"

#include <string.h>

/* --- the new address ---------------------------------------------------------------------------------------------- */

/* Under his new address. */
static enum err let_stay(struct req *q, const struct request *row, const struct person *person)
{
    return accept_address(q, row->entity, person->id);
}

/* A refusal ends the habilitation. */
static enum err let_go(struct req *q, const struct request *row, enum request_status status, const char *reason)
{
    struct habilitation_of_user held;
    struct habilitation habilitation;

    (void)status; /* who moved cannot withdraw the question */
    if (!sql_habilitation_of_user(q->db, &held, q->now, row->user, row->entity) ||
        !sql_habilitation(q->db, &habilitation, q->actor.user, q->now, row->entity, held.id))
        return OK;
    return habilitation_end(&q->desk, row->entity, &habilitation, reason);
}

const struct request_deeds address_kind = { .kind = REQUEST_OF_ADDRESS,
                                            .letter = MAIL_REQUEST_DECIDED,
                                            .comes_from = habilitation_comes_from,
                                            .grant = let_stay,
                                            .drop = let_go };

/* --- vouching ----------------------------------------------------------------------------------------------------- */

/* A word for who lost his mailbox can be refused until the change is done. */
static void vouch_facts(struct req *q, const struct request *row, enum right right, struct facts *facts)
{
    struct vouching how = vouch_of(q, row);

    facts->objects = how.guards;
    facts->said_yes = how.gave;
    if (right == REQUEST_REFUSE && row->status == REQUEST_APPROVED)
        facts->decided = !move_is_open(q, row);
}

static enum err vouch_for(struct req *q, const struct request *row, const struct person *person)
{
    (void)person;
    return move_vouch(q, row);
}

/* One yes may not be enough. */
static bool waits(struct req *q, const struct request *row)
{
    return vouch_given(q, row->id, row->user) < VOUCHERS_NEEDED;
}

static enum err vouch_end(struct req *q, const struct request *row, enum request_status status, const char *reason)
{
    (void)reason;
    move_not_vouched(q, row, status);
    return OK;
}

/* The mailbox of who asks is lost: the move's own letters tell him. */
const struct request_deeds vouch_kind = {
    .kind = REQUEST_TO_VOUCH, .facts = vouch_facts, .grant = vouch_for, .waits = waits, .drop = vouch_end
};
