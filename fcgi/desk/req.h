/* A request and its way: receive (find, token, input) → check and hash, where a row is slow → serve
 * (begin, identify, load, permit, act, commit). Knows nothing of FastCGI: gateway.c makes a struct req from the socket.
 */
#ifndef REQ_H
#define REQ_H

#include "arena.h"
#include "db.h"
#include "desk.h"
#include "err.h"
#include "fields.h"
#include "rights.h"
#include "text.h"
#include "token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BODY_MOST      (1024 * 1024) /* bytes a body may have where lists are sent, see route_body_most */
#define ANSWER_MOST    (4 * 1024 * 1024)
#define ARGUMENTS_MOST 3
#define DEADLINE_MS    10000 /* older requests are answered 503 instead of begun */

struct route;

/* Where a request's work is done next, see gateway.c. */
enum lane {
    LANE_DONE,  /* nothing left but to write the answer */
    LANE_READ,  /* here and now, on a read connection */
    LANE_CHECK, /* req_check here and now, on a read connection, then the lane it returns */
    LANE_HASH,  /* req_hash on a hashing thread, then the writer */
    LANE_WRITE, /* req_serve on the writer */
};

/* What came in: strings lent by the gateway until the answer is written; NULL when absent. */
struct incoming {
    const char *method;
    const char *path;  /* decoded, with the prefix */
    const char *query; /* undecoded, without `?` */
    const char *cookie, *content_type, *origin, *host, *fetch_site, *accept_language, *idempotency_key;
    const char *acting;     /* Guichet-Acting: for whom the page believes to act */
    const char *source;     /* the client's address */
    const char *agent;      /* User-Agent */
    const char *request_id; /* nginx's, 32 hexadecimal digits */
    const char *body;       /* NULL when there is none */
    size_t body_length;
    enum err body_error; /* E_TOO_LARGE or E_BODY_CUT: it was drained, not kept */
};

/* Whose cookie it is, wherever it is asked for. */
struct bearer {
    const char *user, *session, *entity; /* session NULL: nobody's; entity NULL: none chosen */
};

struct req {
    /* In the manner of Linux's struct_group: q->db is q->desk.db. The connection is the lane's, set before req_check
     * and req_serve. */
    union {
        struct desk desk;
        struct {
            DESK_MEMBERS
        };
    };
    struct incoming from;
    const char *source; /* where it comes from, as limits count it */

    const struct route *route; /* NULL: none fits */
    const char *argument[ARGUMENTS_MOST];
    void *in;     /* the body, as the route's table describes it */
    void *query;  /* the query, likewise */
    void *ready;  /* what the slow part found and made */
    bool settled; /* it found that there is nothing to hash */

    struct token *tokens; /* those of the session cookies that are good */
    int token_count;
    struct token token; /* the one whose session goes on; else zero */
    struct bearer bearer;
    int64_t session_expires; /* milliseconds */
    struct facts facts;
    struct reasons reasons;  /* what the rights said about the request as a whole */
    void *subject;           /* what the route's loader found */
    struct offered *offered; /* what was decided about things of the answer, see parts.h */
    const char *standing;    /* how the caller stands to it, for a refusal that is kept; NULL: none is */

    /* The answer. */
    enum err error;
    struct faults faults;
    bool replayed;   /* the answer is that of an earlier request with the same key */
    bool keep;       /* what was written stays although the request is refused: a failure is counted */
    int retry_after; /* seconds, for 429 and 503 */
    int status;
    const char *content_type;
    struct text headers; /* whole lines, each with \r\n: cookies, Allow, Retry-After, Location */
    struct text answer;
};

/* How many bytes of a body the row takes that the request is for; 0 where none fits. */
size_t req_body_most(const struct req *q);

/* The first stages, without the database: which row (404, 405), from this site, what token, what body and query.
 * Sets the answer itself when it returns LANE_DONE. Fill arena, from and now first; the rest zero. */
enum lane req_receive(struct req *q);

/* Refuses what needs no hash, with a read connection in q->db: LANE_DONE with the answer; else LANE_HASH, or LANE_WRITE
 * where there is nothing to hash. */
enum lane req_check(struct req *q);

/* The slow part itself: no database, and no refusal. */
void req_hash(struct req *q);

/* Everything else, on q->db: begin to commit, and the answer. Never fails: a failure is an answer. */
void req_serve(struct req *q);

/* Answers with an error without doing anything: a full queue, a passed deadline. */
void req_refuse(struct req *q, enum err error, int retry_after_seconds);

/* The error that tells a verdict; OK for ALLOW. */
enum err req_refusal(enum verdict verdict);

/* The pattern of the row for the log, `GET /api/operations/{operation}`, or `-`. */
const char *req_route_name(const struct req *q);

#endif
