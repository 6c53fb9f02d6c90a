#include "accept.h"
#include "operations.h"
#include "register.h"
#include "sql_entities.h"

#include <string.h>

void accept_go_on(struct req *q, const char *habilitation, const char *entity, const char *user)
{
    sql_habilitation_status(q->db, HABILITATION_ACTIVE, habilitation);
    lines_open(q, user, CONTACT_QUEUED, entity);
}

enum err accept_address(struct req *q, const char *entity, const char *user)
{
    struct habilitation_of_user held;

    if (!sql_habilitation_of_user(q->db, &held, q->now, user, entity) || held.status != HABILITATION_INVITED)
        return E_CONFLICT;
    accept_go_on(q, held.id, entity, user);
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = ACTION_HABILITATION_RESTORED, .entity = entity, .user = user });
    return OK;
}
