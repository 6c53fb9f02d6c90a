/* A password that was typed: whose it should be is looked up first, it is checked on a hashing thread, and the
 * transaction that depends on it follows. */
#ifndef PROOF_H
#define PROOF_H

#include "req.h"

struct proof {
    const char *key;    /* by which failures are counted: of the address, or what was typed when it is none; a browser
                         * that has proved the mailbox has a count of its own, so that strangers cannot lock it out */
    const char *user;   /* NULL when there is no such account */
    const char *hash;   /* the password's, as it was when it was checked */
    const char *rehash; /* with today's limits, when the old one is dated */
    const char *email;
    const char *typed; /* the password */
    bool right;
};

/* Check: the password of an address, known or not, at the same cost; of what is no address,
 * which nobody can have, at none. E_THROTTLED while a pause lasts. */
enum err proof_of_address(struct req *q, const char *email, const char *password) CHECKED;

/* Check: the signed-in person's own password. E_THROTTLED likewise. */
enum err proof_of_self(struct req *q, const char *password) CHECKED;

/* Hash: whether the password is right. */
void proof_make(struct req *q);

/* In the transaction: OK when the password was right and is still the account's. Otherwise counts a failure, and names
 * the member of the body at fault. E_THROTTLED when others have failed meanwhile. */
enum err proof_holds(struct req *q, const char *member) CHECKED;

/* Seconds until another try is open for this address and this source. */
int proof_pause(struct req *q, const char *key);

/* Counts a failure for the address and the source, and keeps the count although the request is refused. */
void proof_failed(struct req *q, const char *key);

/* What was typed of a code, whatever spaces, dashes and capitals stand in it. Lends arena memory. */
const char *proof_typed(struct req *q, const char *typed);

#endif
