/* How urgent each kind of letter is. Every kind that letter_wording.c words has its row here, or nothing starts. */
#ifndef POSTAGE_H
#define POSTAGE_H

#include <stdint.h>

/* Each has senders of its own (mail.c), so that none waits behind another: a code is behind nothing but codes, whatever
 * strangers and the signed-in may cause. As kept in the outbox. */
enum urgency {
    URGENCY_NONE,
    URGENCY_CODE,       /* somebody sits before the page and waits for it */
    URGENCY_RESET,      /* likewise, but strangers can cause it */
    URGENCY_INVITATION, /* a link to begin with */
    URGENCY_REST,
};

struct postage {
    const char *kind; /* a letter's name */
    enum urgency urgency;
};

/* Ends with a row without a kind. */
extern const struct postage postages[];

/* NULL when there is no such kind. */
const struct postage *postage_of(const char *kind);

#endif
