/* Mails are rows in the transaction that causes them; `guichet mail` sends them. */
#ifndef OUTBOX_H
#define OUTBOX_H

#include "db.h"

#include <stdint.h>

struct mail {
    const char *kind;                   /* a letter's name, see letter.h */
    const char *email;                  /* to whom */
    const char *language;               /* fr or en */
    const char *facts;                  /* a JSON object of what the letter says */
    const char *invitation, *challenge; /* from which the link or the code is derived; NULL for neither */
    const char *derived_from;           /* of an address change: from what both are derived; else NULL */
    const char *contact;                /* the line it is about, or NULL */
    int64_t life_ms;                    /* no longer worth sending after */
};

#define MAIL_LIFE_MS (48 * 3600 * 1000LL)

/* Adds the mail in the connection's transaction. */
void outbox_put(struct db *db, int64_t now, const struct mail *mail);

#endif
