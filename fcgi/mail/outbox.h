/* Mails are rows in the transaction that causes them; `guichet mail` sends them. Here, and only here, is decided how
 * many one mailbox is sent, and to how many strangers one person may have us write. */
#ifndef OUTBOX_H
#define OUTBOX_H

#include "db.h"
#include "words.h"

#include <stdint.h>

struct mail {
    enum mail_kind kind;
    const char *email;                  /* to whom */
    const char *language;               /* fr or en */
    const char *facts;                  /* a JSON object of what the letter says */
    const char *invitation, *challenge; /* from which the link or the code is derived; NULL for neither */
    const char *derived_from;           /* of an address change: from what both are derived; else NULL */
    const char *contact;                /* the line it is about, or NULL */
    const char *about;                  /* what else it is about, by its id; NULL: the line, or nothing */
    int64_t life_ms;                    /* no longer worth sending after */
};

/* A mail server may be away, or refuse us, over a long weekend. */
#define MAIL_LIFE_MS (7 * 24 * 3600 * 1000LL)

/* Adds the mail in the connection's transaction. A waiting one of its series about the same gives way to it: the last
 * word counts. When the mailbox has had what postage.c allows, it goes later, or is gathered with others. */
void outbox_put(struct db *db, int64_t now, const struct mail *mail);

/* Seconds until a mail of this kind to this address would go at once, 0 now: for who would rather refuse. */
int outbox_wait(struct db *db, int64_t now, enum mail_kind kind, const char *email);

/* Counts a person without an account whom somebody has us write to: seconds until he may, when he has had all of a
 * day's, 0 when it is counted. `user` is NULL for one whom nobody has invited yet: nothing is counted then. */
int outbox_stranger(struct db *db, int64_t now, const char *actor, const char *user);

/* Puts what is held and due into one letter for its mailbox. True when there was one. */
bool outbox_gather(struct db *db, int64_t now);

/* Recalls what a clock that was ahead put off too far, and forgets what counts no more. True when there is more. */
bool outbox_watch(struct db *db, int64_t now);

#endif
