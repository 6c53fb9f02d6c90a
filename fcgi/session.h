/* Who asks: cookie → token → session row → actor. */
#ifndef SESSION_H
#define SESSION_H

#include "req.h"

#define SESSION_LIFE_MS  (12 * 3600 * 1000LL)      /* a session ends then, whatever is done in it */
#define TOKEN_LIFE_S     (30 * 60)                 /* and after so long without a request */
#define BROWSER_LIFE_MS  (30 * 24 * 3600 * 1000LL) /* how long a browser's proof of the mailbox counts */

#define COOKIE_SESSION   "guichet"
#define COOKIE_CHALLENGE "guichet_challenge"
#define COOKIE_BROWSER   "guichet_browser"

/* Stage: a row that wants somebody signed in is refused here without a good token, before anything is read. */
enum err session_token(struct req *q) CHECKED;

/* Stage: the session's row decides, whatever the token says; fills q->actor and renews the token past half its life. */
enum err session_identify(struct req *q) CHECKED;

/* Begins a session for a person: row, cookie, q->actor. The environment is chosen when there is only one. */
void session_open(struct req *q, const char *user);

/* Writes the session as api.md shows it to the answer. */
void session_write(struct req *q);

/* The value of a cookie that came exactly once, else NULL. */
const char *session_cookie(struct req *q, const char *name);

/* Sets a cookie below a path of ours, or removes it when value is NULL; max_age 0 lives as long as the browser. */
void session_set_cookie(struct req *q, const char *name, const char *value, const char *path, int64_t max_age_s);

#endif
