/* Giving an access and ending it: the one way for every path, with the invariants, the intervals, the register and the
 * mails in the request's transaction. Whether the caller may is decided before, by rights.c. */
#ifndef CONTACT_H
#define CONTACT_H

#include "people.h"
#include "req.h"
#include "sql_operations.h"
#include "sql_people.h"

/* An operation as the stages found it; the handlers' subject. */
struct operation {
    const char *id, *reference, *name;
    enum operation_status status;
    enum side side; /* the caller's; none when he has no active line */
};

/* An entity's part in the operation. */
struct place {
    const struct operation *operation;
    const char *entity;
    const char *name;
    enum side side;
    bool client, strict;
};

/* What the sponsor said about it. */
struct terms {
    int64_t from, until; /* 0: at once, until the latest end that the caller may give */
    const char *message;
    const char *reason; /* of who restores, for the register; NULL: none was given */
    const char *leaver; /* who hands the line over, so that it comes from him; NULL: it comes from the caller */
    bool leads;         /* the caller acts as the leader of who hands it over */
    bool outside;       /* the address was an unusual one for the entity: unusual.h */
};

/* Whether the caller may restore an archived line, where the request is about something else. `leads`: as the leader of
 * its person, or of who hands it over. */
enum verdict access_may_restore(struct desk *desk, const struct operation *operation, const struct contact_by_id *line,
                                bool leads);

/* The latest end that the caller may give a line, 0 for any; NULL for one that is to be added. */
int64_t access_latest(struct req *q, const struct operation *operation, const struct contact_by_id *line);

/* Adds a line, or restores the one there was: `line` NULL or the archived one. It ends when the terms say, and never
 * later than the caller may say: the one place for every path. Managers hear of it when somebody who does not manage
 * restores what a manager revoked. Answers the line's new status and lends its id. */
enum contact_status access_give(struct req *q, const struct place *place, const struct person *person,
                                const struct contact_by_id *line, const struct terms *terms, const char **id);

/* As access_give, for a line of many that change hands at once: its person is not told line by line. */
enum contact_status access_hand(struct desk *desk, const struct place *place, const struct person *person,
                                const struct contact_by_id *line, const struct terms *terms, const char **id);

/* Brings a line back that the caller revoked at `ended`, as it was: who gave it and when, and its dates, stay. Access
 * was off in between, and begins anew; what the line is, today's rules say. */
void access_undo(struct req *q, const struct place *place, const struct person *person,
                 const struct contact_by_id *line, int64_t ended);

/* Whether somebody manages the operation when a line of this status and side no longer counts: E_LAST_MANAGER if not.
 * A closed operation, to which no successor can be added, lets its last manager go while a team leader is above him:
 * the leaders then stand in for him (operation_find). Else nobody who manages a closed operation alone could ever be
 * archived. */
enum err access_keeps_manager(struct desk *desk, const char *operation, const char *line, enum contact_status status,
                              enum side side) CHECKED;

/* Revokes a current line. E_LAST_MANAGER when nobody would remain to manage the operation. */
enum err access_end(struct req *q, const struct operation *operation, const struct contact_by_id *line,
                    const char *reason) CHECKED;

/* Revokes the line of a person whose habilitation ends with it: as access_end, but the person is not told line by
 * line. One that had ended by itself is only moved to the archive. */
enum err access_end_with(struct desk *desk, const char *id, const char *reason) CHECKED;

/* Moves a line that is past its end to the archive. */
void access_expire(struct desk *desk, const struct operation *operation, const struct contact_by_id *line);

/* Gives a current line another end, 0 for none. E_LAST_MANAGER when nobody without an end would manage the operation.
 */
enum err access_extend(struct req *q, const struct operation *operation, const struct contact_by_id *line,
                       int64_t until) CHECKED;

/* The two ends of an extension as the register tells them, `<old>/<new>` with `..` for none (ISO 8601-2). */
const char *access_ends(struct req *q, int64_t old, int64_t new);

/* Lets a queued line go on: its operation is published, or its person authorised. */
void access_complete(struct desk *desk, const char *id, const struct person *person);

/* The same, whoever its person is. */
void access_complete_line(struct req *q, const char *id);

/* Ends an invited person's line by his own word, "this is not me". */
void access_decline(struct req *q, const struct waiting_lines *line);

/* Sends an invited person a new link; the older one ends. */
void access_invite(struct desk *desk, const struct place *place, const struct person *person, const char *contact,
                   const struct terms *terms);

/* `queued` ... `expired`, what a line is at this instant. */
enum contact_status access_state(const struct contact_by_id *line, int64_t now);

#endif
