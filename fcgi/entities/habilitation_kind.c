/* Asking for a habilitation. */
#include "accept.h"
#include "entities.h"
#include "operations.h"
#include "requests.h"
#include "sql_entities.h"
#include "sql_requests.h"

#include <string.h>

bool habilitation_comes_from(struct req *q, const struct request *row)
{
    return giving_role_comes_from(&q->desk, row->user);
}

static enum err authorise(struct req *q, const struct request *row, const struct person *person)
{
    const struct decision_in *in = q->in;
    struct habilitation_of_user known;
    struct own_habilitation own;
    bool had = sql_habilitation_of_user(q->db, &known, q->now, person->id, row->entity);

    if (had && person->activated && known.status == HABILITATION_INVITED)
        return accept_address(q, row->entity, person->id);
    if (had && known.status != HABILITATION_ARCHIVED) {
        habilitation_complete_lines(&q->desk, row->entity, person);
        return OK;
    }
    if (!sql_own_habilitation(q->db, &own, q->actor.user, q->actor.entity, q->now))
        return E_FORBIDDEN;
    if (had && habilitation_again(q, known.id))
        return habilitation_again(q, known.id);
    habilitation_give(q, row->entity, in->team ? in->team : own.team, (struct roles){ 0 }, person,
                      had ? known.id : NULL, &(struct terms){ 0 }, in->reason);
    return OK;
}

static struct outcome habilitation_outcome(struct req *q, const struct request *row)
{
    struct habilitation_of_user held;
    struct outcome outcome = { 0 };

    if (!sql_habilitation_of_user(q->db, &held, q->now, row->user, row->entity))
        return outcome;
    outcome.status = held.status == HABILITATION_ACTIVE    ? CONTACT_ACTIVE
                     : held.status == HABILITATION_INVITED ? CONTACT_INVITED
                                                           : CONTACT_NONE;
    return outcome;
}

const struct request_deeds habilitation_kind = { .kind = REQUEST_FOR_HABILITATION,
                                                 .letter = MAIL_REQUEST_DECIDED,
                                                 .comes_from = habilitation_comes_from,
                                                 .grant = authorise,
                                                 .outcome = habilitation_outcome };
