/* Asking for access, and deciding. */
#ifndef REQUESTS_H
#define REQUESTS_H

#include "escalation.h"
#include "letter_wording.h"
#include "people.h"
#include "req.h"
#include "rights.h"
#include "route.h"
#include "seek.h"
#include "sql_requests.h"
#include "vouch.h"

extern const struct route request_routes[], request_add_routes[], asking_routes[], request_decide_routes[];

extern const struct letter_kind request_letters[];

extern const struct schema requests_schema, request_schema, wanted_entity_schema, wanted_operation_schema,
    awaited_schema, asking_schema, deciders_schema, decider_schema, vouched_schema;

/* What is asked for, by whoever. */
struct request_in {
    const char *operation, *entity, *message, *email, *zone;
};

/* What is decided, and for whom it is granted where the request does not say. */
struct decision_in {
    const char *reason, *entity, *team;
};

/* What became of one that was granted, as things are now. */
struct outcome {
    enum contact_status status;       /* active, invited or queued; none: it has ended since, or it is no access */
    enum awaited awaits;              /* of a queued one */
    const char *entity, *entity_name; /* whose team leaders must agree */
    int64_t begins;                   /* what waits for a start */
};

/* What a kind of request is about; deeds are NULL where it does nothing. The body is a struct decision_in. */
struct request_deeds {
    enum request_kind kind;
    enum mail_kind letter; /* tells who asked what was decided; none: nobody is told */

    /* Whether what the caller decides by comes from the one it is for. */
    bool (*comes_from)(struct req *q, const struct request *row);

    /* What else is true between the caller and it. */
    void (*facts)(struct req *q, const struct request *row, enum right right, struct facts *facts);

    /* Does what is asked. */
    enum err (*grant)(struct req *q, const struct request *row, const struct person *person);

    /* Whether it waits for another yes, once it was granted. */
    bool (*waits)(struct req *q, const struct request *row);

    /* What became of it, once it was granted. */
    struct outcome (*outcome)(struct req *q, const struct request *row);

    /* Ends what hangs on it, for the reason that the status says. */
    enum err (*drop)(struct req *q, const struct request *row, enum request_status status, const char *reason);
};

/* Takes the kinds there are, NULL at the end; once, before anything is asked or decided. Borrows. */
void request_use(const struct request_deeds *const kinds[]);

/* The kind of a request. */
const struct request_deeds *request_deeds(const struct request *row);

/* What is true between the caller and a request. */
struct facts request_facts(struct req *q, const struct request *row, enum right right);

/* Finds one for the caller, who sees those that he may decide, and what he asked; false for any other. */
bool request_find(struct req *q, const char *id, struct request *out) CHECKED;

/* The open ones that the caller may decide, newest first: fills `first` with at most `room`, and counts on up to
 * `most`.
 */
size_t request_to_decide(struct req *q, size_t most, struct request first[], size_t room);

/* Writes one to the answer. */
void request_write(struct req *q, const struct request *row);

#define REQUESTS_PER_DAY 10   /* for one person */
#define REQUESTS_AGAIN_S 3600 /* when to try again, after so many */

/* Whether a person has asked so often today, for access or to be let go, that no more mails go out. */
bool request_is_one_too_many(struct req *q, const char *user, bool leaving);

/* What became of a request: nothing, until it is granted. */
struct outcome request_outcome(struct req *q, const struct request *row);

/* `leaders`: the names of those who may authorise somebody at an entity, for who belongs to it himself, else none. */
void request_name_leaders(struct req *q, const char *entity);

/* Mails somebody about a request. */
void request_tell(struct desk *desk, enum mail_kind kind, const char *email, const char *language, const char *facts);

/* Keeps what somebody signed out asks, and mails him the link by which he proves the mailbox. `key` is his address's.
 */
enum err asking_begin(struct req *q, const char *key) CHECKED;

#endif
