/* Who asks: cookie → token → session row → actor. */
#ifndef SESSION_H
#define SESSION_H

#include "req.h"

#define BROWSER_LIFE_MS  (30 * 24 * 3600 * 1000LL) /* how long a browser's proof of the mailbox counts */

#define COOKIE_SESSION   "guichet"
#define COOKIE_CHALLENGE "guichet_challenge"
#define COOKIE_BROWSER   "guichet_browser"

/* Stage: a row that wants somebody signed in is refused here without a good token, before anything is read. */
enum err session_token(struct req *q) CHECKED;

/* True when the token is past half its life: such a request goes to the writer, whatever its method, because the
 * session's last use is noted then. A token lives as long as a session may be idle. */
bool session_renewal_due(const struct req *q);

/* Stage: the session's row decides, whatever the token says; fills q->actor and renews the token when that is due. */
enum err session_identify(struct req *q) CHECKED;

/* Begins a session for a person: row, cookie, q->actor. The environment is chosen when there is only one. `browser` is
 * the digest of its proof of the mailbox, "" without one. */
void session_open(struct req *q, const char *user, const char *browser);

/* Goes on under a new id, in the same environment: whoever had the old one does not gain by a change of rights. */
void session_reopen(struct req *q);

/* Writes the session as api.md shows it to the answer. */
void session_write(struct req *q);

/* The value of a cookie that came exactly once, else NULL. */
const char *session_cookie(struct req *q, const char *name);

/* The digest by which this browser's proof of the mailbox is kept; "" without one. */
const char *session_browser_digest(struct req *q);

/* Sets a cookie below a path of ours, or removes it when value is NULL; max_age 0 lives as long as the browser. */
void session_set_cookie(struct req *q, const char *name, const char *value, const char *path, int64_t max_age_s);

#endif
