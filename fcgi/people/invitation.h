/* Links in mails: to create an account, or to choose a new password. */
#ifndef INVITATION_H
#define INVITATION_H

#include "fields.h"
#include "req.h"
#include "sql_people.h"

#include <stdint.h>

#define INVITATION_LIFE_MS (7 * 24 * 3600 * 1000LL)
#define RESET_LIFE_MS      (3600 * 1000LL)

/* The body in which the end of a mail's link is sent. */
struct secret_in {
    const char *secret;
};

extern const struct field secret_body[];

/* Whom a link is for; `facts` is what the letter says, `sponsor` NULL for the server's command line. */
struct invited {
    const char *user, *email, *language;
    const char *sponsor;
    enum mail_kind kind; /* of the letter: activation or leader */
    const char *facts;
    const char *contact; /* the line it is about, or NULL */
};

/* Ends the person's earlier link of that purpose, makes a new one and puts the mail into the outbox, in the
 * connection's transaction.
 */
void invitation_send(struct db *db, int64_t now, const struct invited *invited);

/* The invitation of a link that still works, of a kind or (none) of any. */
bool invitation_find(struct req *q, const char *secret, enum invitation_kind kind,
                     struct invitation_by_digest *out) CHECKED;

/* Forgets a few of the oldest links that are kept no longer, in the connection's transaction. True when there may be
 * more. */
bool invitation_forget(struct db *db, int64_t now);

#endif
