/* Who asks: cookie → token → session row → actor. */
#ifndef SESSION_H
#define SESSION_H

#include "req.h"
#include "sql_desk.h"

#define BROWSER_LIFE_MS  (30 * 24 * 3600 * 1000LL) /* how long a browser's proof of the mailbox counts */

#define COOKIE_SESSION   "guichet"
#define COOKIE_CHALLENGE "guichet_challenge"
#define COOKIE_BROWSER   "guichet_browser"

#define COOKIES_MOST     4 /* of one name in a request; with more none counts */

struct challenge_by_digest;

/* Stage: a row that wants somebody signed in is refused here without a good token, before anything is read. A browser
 * sends the cookies of every path that leads here, so several may come: all that are good go on. */
enum err session_token(struct req *q) CHECKED;

/* True when the token is past half its life: such a request goes to the writer, whatever its method, because the
 * session's last use is noted then. A token lives as long as a session may be idle. */
bool session_renewal_due(const struct req *q);

/* Stage: the session's row decides, whatever the token says: it is the only one of the good tokens whose session goes
 * on, or nobody's. Fills q->actor. */
enum err session_identify(struct req *q) CHECKED;

/* Stage: notes the session's last use and renews the token, when that is due. */
enum err session_renew(struct req *q) CHECKED;

/* Begins a session for a person: row, cookie, q->actor. The environment is chosen when there is only one. `browser` is
 * the digest of its proof of the mailbox, "" without one. */
void session_open(struct req *q, const char *user, const char *browser);

/* Goes on under a new id, in the same environment: whoever had the old one does not gain by a change of rights. The
 * answer names it as the page does, see acting.h. */
void session_reopen(struct req *q);

/* Writes the session as api.md shows it to the answer. */
void session_write(struct req *q);

/* Every value of a cookie's name, and how many: none when there are more than COOKIES_MOST. */
int session_cookies(struct req *q, const char *name, const char *values[COOKIES_MOST]);

/* The sign-in that this browser has begun: the only one of its cookies that is known. */
bool session_challenge(struct req *q, struct challenge_by_digest *row);

/* The digest of this browser's proof of a person's mailbox, by the only one of its cookies that proves it, or "". */
const char *session_browser(struct req *q, const char *user);

/* Forgets sign-ins, in the connection's transaction: those half done that are over, and a few of the oldest sessions
 * that are kept no longer, with what their browsers had proved. True when there may be more. */
bool session_forget(struct db *db, int64_t now);

/* Sets a cookie below a path of ours, or removes it when value is NULL; max_age 0 lives as long as the browser. */
void session_set_cookie(struct req *q, const char *name, const char *value, const char *path, int64_t max_age_s);

#endif
