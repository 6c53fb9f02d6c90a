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
    UNINVITED = 1 << 11,
    IS_OPEN = 1 << 12,
    HABILITATED = 1 << 13,
    TEAM_LEADER = 1 << 14,
    ROOT_LEADER = 1 << 15,
    CREATOR = 1 << 16,
    PLACE = 1 << 17,
    ROLES = 1 << 18,
    DECIDES = 1 << 19,
    ASKED = 1 << 20,
    DECIDED = 1 << 21,
    OBJECTS = 1 << 22,
    SAID_YES = 1 << 23,
    SOURCE = 1 << 24,
    END_SET = 1 << 25
};

/* clang-format off */

/* A right is granted when all of `needs` and none of `unless` hold in one of its rows, which stand together in the
 * order of the rights. */
static const struct {
    enum right right;
    unsigned needs, unless;
} grants[] = {
    /* right           needs all of                 unless */
    { OWN_SESSION,     0,                           0     },

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

    { CONTACT_EXTEND,  MANAGER,                     0     },
    { CONTACT_EXTEND,  CONTACT | OWN_ENTITY,        DRAFT },

    { CONTACT_ANY_END, MANAGER,                     0     },

    { CONTACT_RESEND,  MANAGER,                     0     },
    { CONTACT_RESEND,  CONTACT | OWN_ENTITY,        DRAFT },
    { CONTACT_RESEND,  LEADER | LEADS | OWN_ENTITY, 0     },

    { CONTACT_LEAVE,   MANAGER | CONTACT | SELF | OWN_ENTITY, 0 },
    { CONTACT_LEAVE,   CONTACT | SELF | OWN_ENTITY, DRAFT },

    { REGISTER_READ,   MANAGER,                     0     },
    { REGISTER_READ,   CONTACT,                     DRAFT },
    { REGISTER_READ,   LEADER,                      0     },

    { OPERATION_ADD,        CREATOR, 0 },
    { OPERATION_CHANGE,     MANAGER, 0 },
    { OPERATION_PUBLISH,    MANAGER, 0 },
    { OPERATION_CLOSE,      MANAGER, 0 },

    { ENTITY_NAMES,         HABILITATED, 0 },
    { ENTITY_READ,          OWN_ENTITY | TEAM_LEADER, 0 },
    { ENTITY_CHANGE,        OWN_ENTITY | ROOT_LEADER, 0 },
    { ENTITY_REGISTER,      OWN_ENTITY | ROOT_LEADER, 0 },

    { TEAM_LIST,            OWN_ENTITY | TEAM_LEADER, 0 },
    { TEAM_ADD,             OWN_ENTITY | PLACE, 0 },
    { TEAM_CHANGE,          OWN_ENTITY | PLACE, 0 },
    { TEAM_REMOVE,          OWN_ENTITY | PLACE, 0 },

    { HABILITATION_LIST,    OWN_ENTITY | TEAM_LEADER, 0 },
    { HABILITATION_READ,    OWN_ENTITY | PLACE, 0 },
    { HABILITATION_ADD,     OWN_ENTITY | PLACE | ROLES, 0 },
    { HABILITATION_CHANGE,  OWN_ENTITY | PLACE | ROLES, 0 },
    { HABILITATION_ARCHIVE, OWN_ENTITY | PLACE, 0 },
    { HABILITATION_RESTORE, OWN_ENTITY | PLACE | ROLES, 0 },
    { HABILITATION_EXTEND,  OWN_ENTITY | PLACE | ROLES, 0 },

    { PERSON_READ,          ENVIRONMENT, 0 },

    { REQUEST_LIST,         0, 0 },
    { REQUEST_DECIDE,       DECIDES, 0 },
    { REQUEST_REFUSE,       DECIDES, 0 },
    { REQUEST_REFUSE,       OBJECTS, 0 },
    { REQUEST_CANCEL,       ASKED, 0 },

    { HANDOVER_ADD,         OWN_ENTITY | SELF, ENDED },
    { HANDOVER_ADD,         OWN_ENTITY | PLACE, 0 },
    { HANDOVER_READ,        ASKED, 0 },
    { HANDOVER_READ,        DECIDES, 0 },
    { HANDOVER_READ,        OWN_ENTITY | PLACE, 0 },
    { HANDOVER_ANSWER,      DECIDES, 0 },
    { HANDOVER_CHANGE,      ASKED, ENDED },
    { HANDOVER_CHANGE,      OWN_ENTITY | PLACE, 0 },
    { HANDOVER_CANCEL,      ASKED, ENDED },
    { HANDOVER_CANCEL,      OWN_ENTITY | PLACE, 0 },
    { HANDOVER_CONTINUE,    OWN_ENTITY | PLACE, 0 },
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
    { CONTACT_RESTORE, SOURCE,    YOUR_OWN_SOURCE },
    { CONTACT_RESTORE, END_SET,   END_WAS_SET   },

    { CONTACT_EXTEND,  SELF,      YOUR_OWN_LINE },
    { CONTACT_EXTEND,  IS_CLOSED, CLOSED        },
    { CONTACT_EXTEND,  ENDED,     ENDED_ALREADY },
    { CONTACT_EXTEND,  SOURCE,    YOUR_OWN_SOURCE },

    { CONTACT_RESEND,  IS_CLOSED, CLOSED        },
    { CONTACT_RESEND,  UNINVITED, NOT_INVITED   },

    { OPERATION_CHANGE,     IS_CLOSED,           CLOSED        },
    { OPERATION_PUBLISH,    IS_OPEN | IS_CLOSED, WRONG_STATE   },
    { OPERATION_CLOSE,      DRAFT | IS_CLOSED,   WRONG_STATE   },

    { HABILITATION_CHANGE,  SELF,                YOUR_OWN_LINE },
    { HABILITATION_CHANGE,  ENDED,               ENDED_ALREADY },
    { HABILITATION_ARCHIVE, SELF,                YOUR_OWN_LINE },
    { HABILITATION_ARCHIVE, ENDED,               ENDED_ALREADY },
    { HABILITATION_RESTORE, SELF,                YOUR_OWN_LINE },
    { HABILITATION_RESTORE, CURRENT,             NOT_ENDED     },
    { HABILITATION_RESTORE, SOURCE,              YOUR_OWN_SOURCE },
    { HABILITATION_RESTORE, END_SET,             END_WAS_SET   },
    { HABILITATION_EXTEND,  SELF,                YOUR_OWN_LINE },
    { HABILITATION_EXTEND,  ENDED,               ENDED_ALREADY },
    { HABILITATION_EXTEND,  SOURCE,              YOUR_OWN_SOURCE },

    { REQUEST_DECIDE,       DECIDED,             WRONG_STATE   },
    { REQUEST_DECIDE,       SELF,                YOUR_OWN_LINE },
    { REQUEST_DECIDE,       SAID_YES,            WRONG_STATE   },
    { REQUEST_REFUSE,       DECIDED,             WRONG_STATE   },
    { REQUEST_REFUSE,       SELF,                YOUR_OWN_LINE },
    { REQUEST_DECIDE,       SOURCE,              YOUR_OWN_SOURCE },
    { REQUEST_CANCEL,       DECIDED,             WRONG_STATE   },

    { HANDOVER_ANSWER,      DECIDED,             WRONG_STATE   },
    { HANDOVER_CHANGE,      DECIDED,             WRONG_STATE   },
    { HANDOVER_CANCEL,      DECIDED,             WRONG_STATE   },
    { HANDOVER_CONTINUE,    DECIDED,             WRONG_STATE   },
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
    [CONTACT_EXTEND]  = { "contact_extend",  CONTACT_READ   },
    [CONTACT_ANY_END] = { "contact_any_end", OPERATION_READ },
    [CONTACT_RESEND]  = { "contact_resend",  CONTACT_READ   },
    [CONTACT_LEAVE]   = { "contact_leave",   OPERATION_READ },
    [REGISTER_READ]   = { "register_read",   OPERATION_READ },

    [OPERATION_ADD]        = { "operation_add",        PUBLIC            },
    [OPERATION_CHANGE]     = { "operation_change",     OPERATION_READ    },
    [OPERATION_PUBLISH]    = { "operation_publish",    OPERATION_READ    },
    [OPERATION_CLOSE]      = { "operation_close",      OPERATION_READ    },
    [ENTITY_NAMES]         = { "entity_names",         PUBLIC            },
    [ENTITY_READ]          = { "entity_read",          ENTITY_READ       },
    [ENTITY_CHANGE]        = { "entity_change",        ENTITY_READ       },
    [ENTITY_REGISTER]      = { "entity_register",      ENTITY_READ       },
    [TEAM_LIST]            = { "team_list",            TEAM_LIST         },
    [TEAM_ADD]             = { "team_add",             TEAM_LIST         },
    [TEAM_CHANGE]          = { "team_change",          TEAM_LIST         },
    [TEAM_REMOVE]          = { "team_remove",          TEAM_LIST         },
    [HABILITATION_LIST]    = { "habilitation_list",    HABILITATION_LIST },
    [HABILITATION_READ]    = { "habilitation_read",    HABILITATION_LIST },
    [HABILITATION_ADD]     = { "habilitation_add",     HABILITATION_LIST },
    [HABILITATION_CHANGE]  = { "habilitation_change",  HABILITATION_LIST },
    [HABILITATION_ARCHIVE] = { "habilitation_archive", HABILITATION_LIST },
    [HABILITATION_RESTORE] = { "habilitation_restore", HABILITATION_LIST },
    [HABILITATION_EXTEND]  = { "habilitation_extend",  HABILITATION_LIST },
    [PERSON_READ]          = { "person_read",          PUBLIC            },
    [REQUEST_LIST]         = { "request_list",         PUBLIC            },
    [REQUEST_ADD]          = { "request_add",          PUBLIC            },
    [REQUEST_DECIDE]       = { "request_decide",       REQUEST_REFUSE    },
    [REQUEST_REFUSE]       = { "request_refuse",       REQUEST_CANCEL    },
    [REQUEST_CANCEL]       = { "request_cancel",       REQUEST_DECIDE    },
    [HANDOVER_ADD]         = { "handover_add",         PUBLIC            },
    [HANDOVER_READ]        = { "handover_read",        HANDOVER_READ     },
    [HANDOVER_ANSWER]      = { "handover_answer",      HANDOVER_READ     },
    [HANDOVER_CHANGE]      = { "handover_change",      HANDOVER_READ     },
    [HANDOVER_CANCEL]      = { "handover_cancel",      HANDOVER_READ     },
    [HANDOVER_CONTINUE]    = { "handover_continue",    HANDOVER_READ     },
};

/* What answers call a fact. */
static const struct {
    unsigned fact;
    const char *code;
} codes[] = {
    { ENVIRONMENT, "environment" },
    { MANAGER,     "manager"     },
    { CONTACT,     "contact"     },
    { LEADER,      "leader"      },
    { OWN_ENTITY,  "own_entity"  },
    { LEADS,       "leads"       },
    { DRAFT,       "draft"       },
    { IS_CLOSED,   "closed"      },
    { SELF,        "self"        },
    { ENDED,       "ended"       },
    { CURRENT,     "current"     },
    { UNINVITED,   "uninvited"   },
    { IS_OPEN,     "open"        },
    { HABILITATED, "habilitated" },
    { TEAM_LEADER, "team_leader" },
    { ROOT_LEADER, "root_leader" },
    { CREATOR,     "creator"     },
    { PLACE,       "leads_place" },
    { ROLES,       "holds_roles" },
    { DECIDES,     "decides"     },
    { ASKED,       "asked"       },
    { DECIDED,     "decided"     },
    { OBJECTS,     "objects"     },
    { SAID_YES,    "said_yes"    },
    { SOURCE,      "source"      },
    { END_SET,     "end_set"     },
};

/* clang-format on */

static unsigned if_so(bool fact, unsigned bit)
{
    return fact ? bit : 0;
}

static unsigned bits_of_actor(const struct actor *actor)
{
    return if_so(actor->entity != NULL, ENVIRONMENT) | if_so(actor->habilitated, HABILITATED) |
           if_so(actor->team_leader, TEAM_LEADER) | if_so(actor->root_leader, ROOT_LEADER) |
           if_so(actor->creator, CREATOR);
}

unsigned facts_bits(const struct facts *facts)
{
    bool ended = facts->line == CONTACT_REVOKED || facts->line == CONTACT_EXPIRED;

    return if_so(facts->manager, MANAGER) | if_so(facts->contact, CONTACT) | if_so(facts->leader, LEADER) |
           if_so(facts->own_entity, OWN_ENTITY) | if_so(facts->leads_target, LEADS) | if_so(facts->self, SELF) |
           if_so(facts->operation == OPERATION_DRAFT, DRAFT) | if_so(facts->operation == OPERATION_OPEN, IS_OPEN) |
           if_so(facts->operation == OPERATION_CLOSED, IS_CLOSED) | if_so(ended, ENDED) | if_so(!ended, CURRENT) |
           if_so(facts->line != CONTACT_INVITED, UNINVITED) | if_so(facts->leads_place, PLACE) |
           if_so(facts->holds_roles, ROLES) | if_so(facts->decides, DECIDES) | if_so(facts->asked, ASKED) |
           if_so(facts->decided, DECIDED) | if_so(facts->objects, OBJECTS) | if_so(facts->said_yes, SAID_YES) |
           if_so(facts->source, SOURCE) | if_so(facts->end_set, END_SET);
}

bool right_is_open(enum right right)
{
    return right == PUBLIC || right == REQUEST_ADD;
}

/* About the person, not about an entity for which he acts: open to who has no environment, or has chosen none. */
static bool is_personal(enum right right)
{
    return right == OWN_SESSION || right == REQUEST_LIST || right == REQUEST_CANCEL || right == HANDOVER_READ ||
           right == HANDOVER_ANSWER || right == HANDOVER_CHANGE || right == HANDOVER_CANCEL;
}

/* --- deciding ---------------------------------------------------------------------------------------------------- */

static int count_of(unsigned bits)
{
    int count = 0;

    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* What a row that grants nothing lacks; kept when no other row lacks less. */
static void keep_nearest(struct reasons *why, unsigned lacks, unsigned against)
{
    int far = count_of(lacks) + count_of(against), nearest = why->ways ? count_of(why->way[0].lacks) : far;

    if (why->ways)
        nearest += count_of(why->way[0].against);
    if (far < nearest)
        why->ways = 0;
    if (far <= nearest && why->ways < WAYS_MOST)
        why->way[why->ways++] = (struct way){ lacks, against };
}

/* By halves: a list asks for every right of every line. */
static size_t first_grant(enum right right)
{
    size_t from = 0, to = sizeof grants / sizeof *grants;

    while (from < to) {
        size_t middle = (from + to) / 2;

        if (grants[middle].right < right)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool granted(enum right right, unsigned holds, struct reasons *why)
{
    for (size_t i = first_grant(right); i < sizeof grants / sizeof *grants && grants[i].right == right; i++) {
        unsigned lacks = grants[i].needs & ~holds, against = grants[i].unless & holds;

        if (!lacks && !against) {
            why->gives = grants[i].needs;
            return true;
        }
        keep_nearest(why, lacks, against);
    }
    return false;
}

/* Whether a refusal may be told to who asks: to who has one of the rights with which the thing is seen, one after the
 * other until they repeat. */
static bool seen(enum right right, unsigned holds)
{
    struct reasons untold = { 0 };
    enum right with = rights[right].seen_with;

    while (with != PUBLIC && !granted(with, holds, &untold)) {
        if (with == right || with == rights[with].seen_with)
            return false;
        with = rights[with].seen_with;
    }
    return true;
}

static enum verdict stopped(enum right right, unsigned holds, struct reasons *why)
{
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (stops[i].right == right && holds & stops[i].when) {
            why->stops = holds & stops[i].when;
            return stops[i].verdict;
        }
    return ALLOW;
}

static enum verdict decide(const struct actor *actor, enum right right, const struct facts *facts, struct reasons *why)
{
    unsigned holds = bits_of_actor(actor) | facts_bits(facts);

    if (right == UNDECLARED || right >= RIGHT_COUNT)
        return DENY;
    if (right_is_open(right))
        return ALLOW;
    if (!actor->user)
        return SIGN_IN;
    if (!actor->entity && !is_personal(right))
        return NEED_ENVIRONMENT;
    if (granted(right, holds, why))
        return stopped(right, holds, why);
    if (seen(right, holds))
        return DENY;
    *why = (struct reasons){ 0 };
    return HIDE;
}

struct reasons may_because(const struct actor *actor, enum right right, const struct facts *facts)
{
    struct reasons why = { 0 };
    enum verdict verdict = decide(actor, right, facts, &why);

    if (verdict != DENY)
        why.ways = 0;
    why.right = right;
    why.verdict = verdict;
    return why;
}

enum verdict may(const struct actor *actor, enum right right, const struct facts *facts)
{
    struct reasons why = { 0 };

    return decide(actor, right, facts, &why);
}

/* --- names ------------------------------------------------------------------------------------------------------- */

const char *fact_code(unsigned fact)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].fact == fact)
            return codes[i].code;
    return NULL;
}

const char *right_name(enum right right)
{
    return rights[right < RIGHT_COUNT ? right : UNDECLARED].name;
}
