/* Vouching for a person who lost his mailbox: who may say yes, whose yes suffices, who may only say no. Two are needed
 * who came to the entity by different hands, or one who leads the person at a client entity. */
#ifndef VOUCH_H
#define VOUCH_H

#include "req.h"
#include "sql_requests.h"

#define VOUCHERS_NEEDED 2

/* How the caller stands to a request to vouch, in his environment, and how far it is. */
struct vouching {
    bool leads;  /* his yes suffices */
    bool counts; /* he is one of the two */
    bool guards; /* he may say no */
    bool gave;   /* he has said yes */
    int given;   /* of those that are needed */
};

struct vouching vouch_of(struct req *q, const struct request *request);

/* The caller's yes. True when it is enough now. */
bool vouch_add(struct req *q, const struct request *request);

/* How many of the needed words a request has, whoever asks. */
int vouch_given(struct req *q, const char *request, const char *person);

/* Whether somebody may say yes for an entity. */
bool vouch_may(struct req *q, const char *user, const char *entity, const char *person);

/* `vouched`: how far it is; `alone` when the caller's word suffices. */
void vouch_write(struct text *out, int given, bool alone);

#endif
