/* How urgent each kind of letter is, and how many of it one mailbox is sent. Every kind that letter_wording.c words has
 * its row here, or nothing starts. */
#ifndef POSTAGE_H
#define POSTAGE_H

#include "words.h"

#include <stdbool.h>
#include <stdint.h>

/* Each has senders of its own (send.c), so that none waits behind another: a code is behind nothing but codes, whatever
 * strangers and the signed-in may cause. As kept in the outbox. */
enum urgency {
    URGENCY_NONE,
    URGENCY_CODE,       /* somebody sits before the page and waits for it */
    URGENCY_RESET,      /* likewise, but strangers can cause it */
    URGENCY_INVITATION, /* a link to begin with */
    URGENCY_REST,
    URGENCY_HELD, /* not sent as it is: one letter gathers those of a mailbox */
};

/* What one mailbox is sent at most, of all kinds that share it. What is more waits until it may go; `gathered`: one
 * letter then says what they would have said. */
struct allowance {
    const char *name;
    int64_t most, within_ms;
    bool gathered, exact; /* `exact`: counted by the address, not by the mailbox in which several are read */
};

struct postage {
    enum mail_kind kind;
    enum urgency urgency;
    const struct allowance *allowance;
    const char *series; /* of two letters about the same the later one replaces the one that waits; NULL: its kind */
};

/* Ends with a row without a kind. */
extern const struct postage postages[];

/* NULL when there is no such kind. */
const struct postage *postage_of(enum mail_kind kind);

#endif
