/* Who may do what: one pure function over plain facts, one table. No permission is checked anywhere else. */
#ifndef RIGHTS_H
#define RIGHTS_H

#include "words.h"

#include <stdbool.h>

enum right {
    UNDECLARED, /* a row without a right: nobody's */
    PUBLIC,     /* anyone, signed in or not */
    OWN_SESSION,
    OPERATION_LIST,
    OPERATION_READ,
    CONTACT_LIST,
    CONTACT_READ, /* this very line */
    CONTACT_ADD,  /* for this very entity */
    CONTACT_REVOKE,
    CONTACT_RESTORE,
    CONTACT_EXTEND,  /* another end, or none */
    CONTACT_ANY_END, /* beyond his own, and beyond what a manager set */
    CONTACT_RESEND,
    CONTACT_LEAVE, /* to ask that others end it */
    REGISTER_READ,
    OPERATION_ADD,
    OPERATION_CHANGE,
    OPERATION_PUBLISH,
    OPERATION_CLOSE,
    ENTITY_NAMES, /* to choose from, for who composes an operation */
    ENTITY_READ,
    ENTITY_CHANGE,
    ENTITY_REGISTER,
    TEAM_LIST,
    TEAM_ADD,
    TEAM_CHANGE,
    TEAM_REMOVE,
    HABILITATION_LIST,
    HABILITATION_READ,
    HABILITATION_ADD,
    HABILITATION_CHANGE,
    HABILITATION_ARCHIVE,
    HABILITATION_RESTORE,
    HABILITATION_EXTEND,
    PERSON_READ, /* whoever: what of him, the other rights say */
    REQUEST_LIST,
    REQUEST_ADD, /* signed in or not */
    REQUEST_DECIDE,
    REQUEST_REFUSE,
    REQUEST_CANCEL,
    HANDOVER_ADD,  /* for oneself, or as a leader */
    HANDOVER_READ, /* of which one is part, whatever the environment */
    HANDOVER_ANSWER,
    HANDOVER_CHANGE,
    HANDOVER_CANCEL,
    HANDOVER_CONTINUE,
    RIGHT_COUNT
};

enum verdict {
    DENY, /* zero: what nobody thought of is refused */
    ALLOW,
    SIGN_IN,          /* 401 */
    HIDE,             /* 404: none of your business looks like what does not exist */
    NEED_ENVIRONMENT, /* 409: choose first for whom you act */
    YOUR_OWN_LINE,    /* 403: nobody revokes or restores himself */
    YOUR_OWN_SOURCE,  /* 403: nobody restores or extends the one from whom his own access comes */
    END_WAS_SET,      /* 403: somebody above set its end, and he does not */
    CLOSED,           /* 409: the operation is read-only */
    ENDED_ALREADY,    /* 409: the line is revoked or expired */
    NOT_ENDED,        /* 409: the line is current */
    NOT_INVITED,      /* 409: nobody waits for an invitation here */
    WRONG_STATE       /* 409: not in the state the operation, or the request, is in */
};

/* Who asks. */
struct actor {
    const char *user, *session; /* NULL: nobody is signed in */
    const char *entity;         /* the environment; NULL: none chosen */
    bool habilitated;           /* he holds an active habilitation there, and with it these roles: */
    bool team_leader;           /* leads a team, */
    const char *team;           /* this one; NULL for none */
    bool root_leader;           /* leads the root of the organisation chart */
    bool creator;               /* may create operations */
    const char *email, *name, *language;
    const char *zone; /* by which he counts his days; NULL: not known */
};

/* What is true between the actor, in his environment, and the thing asked for. */
struct facts {
    enum operation_status operation;
    bool manager; /* he is an active contact of the manager side here, or leads who was the last one of a closed one */
    bool contact; /* he is an active contact of any side here */
    /* He leads a team, or one above it, of a person of his entity who has a line here; in a draft, who manages it. */
    bool leader;
    /* About the line, or the entity, that is to be read or changed: */
    bool own_entity;   /* it is his environment's */
    bool leads_target; /* he leads the team, or one above it, of the line's person at the line's entity */
    bool self;         /* the line is for himself */
    bool source;       /* all that lets him act comes from the line's person, directly or through others: giving.h */
    bool end_set;      /* somebody above him set an end to it, which has passed */
    enum contact_status line; /* or the habilitation: one that is archived counts as revoked */
    /* About a team, a habilitation or a request: */
    bool leads_place; /* he leads where it is, and where it is to go */
    bool holds_roles; /* he has every role that is to be given */
    bool decides;     /* the request is his to decide, or the handover's part his to accept */
    bool objects;     /* he may say no to it, as one who answers for the person */
    bool said_yes;    /* he has, and another is waited for */
    bool asked;       /* he asked, or it is for him; he started the handover, or it is his */
    bool decided;     /* somebody did, or it was withdrawn; a handover: it ended, or nobody is asked any more */
};

#define WAYS_MOST 4

/* Why a decision is what it is. Facts are sets of bits; fact_code names each. */
struct reasons {
    enum right right;
    enum verdict verdict;
    unsigned gives; /* the facts that gave the right */
    unsigned stops; /* those that stop even somebody who has it */
    int ways;       /* denied: the rows that came nearest to giving it; a hidden refusal has none, it tells nothing */
    struct way {
        unsigned lacks;   /* facts that would be needed */
        unsigned against; /* facts that stand in the way */
    } way[WAYS_MOST];
};

/* Decides. Pure: the same facts give the same answer. */
enum verdict may(const struct actor *actor, enum right right, const struct facts *facts);

/* Decides likewise, and says on what it rests. */
struct reasons may_because(const struct actor *actor, enum right right, const struct facts *facts);

/* The facts as bits: with the same bits every decision about an actor is the same. */
unsigned facts_bits(const struct facts *facts);

/* `leads_place`: the stable name of one fact, a single bit; NULL for none. Lends a constant. */
const char *fact_code(unsigned fact);

/* True for what may be done without being signed in. */
bool right_is_open(enum right right);

/* `contact_revoke`: the name in documents and tests. Lends a constant. */
const char *right_name(enum right right);

/* What `may` lists: a right, by the name that clients know. A list ends with a row without a name. */
struct offer {
    enum right right;
    const char *name;
};

#endif
