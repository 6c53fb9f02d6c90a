#include "rights.h"

#include <stddef.h>

/* What the grants and the stops below are made of. */
enum {
    ENVIRONMENT = 1 << 0,
    MANAGER = 1 << 1,
    CONTACT = 1 << 2,
    LEADER = 1 << 3,
    OWN_ENTITY = 1 << 4,
    LEADS = 1 << 5,
    DRAFT = 1 << 6,
    IS_CLOSED = 1 << 7,
    SELF = 1 << 8,
    ENDED = 1 << 9,
    CURRENT = 1 << 10,
    UNINVITED = 1 << 11
};

/* clang-format off */

/* A right is granted when all of `needs` and none of `unless` hold in one of its rows. */
static const struct {
    enum right right;
    unsigned needs, unless;
} grants[] = {
    /* right           needs all of                 unless */
    { OPERATION_LIST,  ENVIRONMENT,                 0     },

    { OPERATION_READ,  MANAGER,                     0     },
    { OPERATION_READ,  CONTACT,                     DRAFT },
    { OPERATION_READ,  LEADER,                      0     },

    { CONTACT_LIST,    MANAGER,                     0     },
    { CONTACT_LIST,    CONTACT,                     DRAFT },
    { CONTACT_LIST,    LEADER,                      0     },

    { CONTACT_READ,    MANAGER,                     0     },
    { CONTACT_READ,    CONTACT | OWN_ENTITY,        DRAFT },
    { CONTACT_READ,    LEADER | OWN_ENTITY,         0     },

    { CONTACT_ADD,     MANAGER,                     0     },
    { CONTACT_ADD,     CONTACT | OWN_ENTITY,        DRAFT },

    { CONTACT_REVOKE,  MANAGER,                     0     },
    { CONTACT_REVOKE,  CONTACT | OWN_ENTITY,        DRAFT },
    { CONTACT_REVOKE,  LEADER | LEADS | OWN_ENTITY, 0     },

    { CONTACT_RESTORE, MANAGER,                     0     },
    { CONTACT_RESTORE, CONTACT | OWN_ENTITY,        DRAFT },
    { CONTACT_RESTORE, LEADER | LEADS | OWN_ENTITY, 0     },

    { CONTACT_RESEND,  MANAGER,                     0     },
    { CONTACT_RESEND,  CONTACT | OWN_ENTITY,        DRAFT },
    { CONTACT_RESEND,  LEADER | LEADS | OWN_ENTITY, 0     },

    { REGISTER_READ,   MANAGER,                     0     },
    { REGISTER_READ,   CONTACT,                     DRAFT },
    { REGISTER_READ,   LEADER,                      0     },
};

/* What stops even somebody who has the right; the first that holds is the answer. */
static const struct {
    enum right right;
    unsigned when;
    enum verdict verdict;
} stops[] = {
    { CONTACT_ADD,     IS_CLOSED, CLOSED        },

    { CONTACT_REVOKE,  SELF,      YOUR_OWN_LINE },
    { CONTACT_REVOKE,  ENDED,     ENDED_ALREADY },

    { CONTACT_RESTORE, SELF,      YOUR_OWN_LINE },
    { CONTACT_RESTORE, IS_CLOSED, CLOSED        },
    { CONTACT_RESTORE, CURRENT,   NOT_ENDED     },

    { CONTACT_RESEND,  IS_CLOSED, CLOSED        },
    { CONTACT_RESEND,  UNINVITED, NOT_INVITED   },
};

/* Each right's name, and the right that decides whether its refusal may be told: who may not even see the thing gets
 * the answer for what does not exist. */
static const struct {
    const char *name;
    enum right seen_with;
} rights[RIGHT_COUNT] = {
    [UNDECLARED]      = { "undeclared",      UNDECLARED     },
    [PUBLIC]          = { "public",          PUBLIC         },
    [OWN_SESSION]     = { "own_session",     PUBLIC         },
    [OPERATION_LIST]  = { "operation_list",  PUBLIC         },
    [OPERATION_READ]  = { "operation_read",  OPERATION_READ },
    [CONTACT_LIST]    = { "contact_list",    OPERATION_READ },
    [CONTACT_READ]    = { "contact_read",    CONTACT_READ   },
    [CONTACT_ADD]     = { "contact_add",     OPERATION_READ },
    [CONTACT_REVOKE]  = { "contact_revoke",  CONTACT_READ   },
    [CONTACT_RESTORE] = { "contact_restore", CONTACT_READ   },
    [CONTACT_RESEND]  = { "contact_resend",  CONTACT_READ   },
    [REGISTER_READ]   = { "register_read",   OPERATION_READ },
};

/* clang-format on */

static unsigned bits(const struct actor *actor, const struct facts *facts)
{
    bool ended = facts->line == REVOKED || facts->line == EXPIRED;

    return (actor->entity ? ENVIRONMENT : 0u) | (facts->manager ? MANAGER : 0u) | (facts->contact ? CONTACT : 0u) |
           (facts->leader ? LEADER : 0u) | (facts->own_entity ? OWN_ENTITY : 0u) | (facts->leads_target ? LEADS : 0u) |
           (facts->operation == OPERATION_DRAFT ? DRAFT : 0u) |
           (facts->operation == OPERATION_CLOSED ? IS_CLOSED : 0u) | (facts->self ? SELF : 0u) |
           (ended ? ENDED : CURRENT) | (facts->line != INVITED ? UNINVITED : 0u);
}

static bool granted(enum right right, unsigned holds)
{
    for (size_t i = 0; i < sizeof grants / sizeof *grants; i++)
        if (grants[i].right == right && (holds & grants[i].needs) == grants[i].needs && !(holds & grants[i].unless))
            return true;
    return false;
}

enum verdict may(const struct actor *actor, enum right right, const struct facts *facts)
{
    unsigned holds = bits(actor, facts);

    if (right == UNDECLARED || right >= RIGHT_COUNT)
        return DENY;
    if (right == PUBLIC)
        return ALLOW;
    if (!actor->user)
        return SIGN_IN;
    if (right == OWN_SESSION)
        return ALLOW;
    if (!actor->entity)
        return NEED_ENVIRONMENT;
    if (!granted(right, holds))
        return granted(rights[right].seen_with, holds) ? DENY : HIDE;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (stops[i].right == right && holds & stops[i].when)
            return stops[i].verdict;
    return ALLOW;
}

const char *right_name(enum right right)
{
    return rights[right < RIGHT_COUNT ? right : UNDECLARED].name;
}
