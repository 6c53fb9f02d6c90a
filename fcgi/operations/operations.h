/* Operations, and who has access to them. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "contact.h"
#include "giving.h"
#include "letter_wording.h"
#include "lines.h"
#include "req.h"
#include "requests.h"
#include "rights.h"
#include "route.h"
#include "sql_operations.h"

#define OPERATION "api/operations/{operation}"
#define CONTACT   OPERATION "/contacts/{contact}"

extern const struct route operation_show_routes[], operation_change_routes[], contact_list_routes[],
    access_list_routes[], contact_sheet_routes[], contact_add_routes[], contact_impact_routes[],
    contact_change_routes[], leave_routes[];

extern const struct letter_kind operation_letters[];

extern const struct request_deeds contact_kind, leave_kind;

extern const struct schema operations_schema, operation_line_schema, operation_schema, manager_schema,
    operation_counts_schema, participation_schema, manager_contact_schema, contacts_schema, contact_counts_schema,
    access_schema, access_line_schema, contact_schema, added_schema, added_line_schema, impact_schema,
    impact_entity_schema, impact_waiting_schema;

/* Why something ends. */
struct revoke_in {
    const char *reason;
};

#define UNDO_WITHIN (10 * 60 * 1000LL) /* by who did it, from then on */

/* Another end. */
struct extend_in {
    int64_t until;
};

extern const struct field revoke_body[], extend_body[];

enum err operation_load(struct req *q); /* subject: struct operation */

/* Fills the operation and the facts about it; E_NOT_FOUND when there is none of that id. */
enum err operation_look(struct req *q, const char *id, struct operation *out) CHECKED;

/* The same, of the one that the path names. */
enum err operation_find(struct req *q, struct operation *out) CHECKED;

enum err operation_show(struct req *q);

extern const struct offer contact_offers[];

/* Subject: a line and its operation. */
struct line {
    struct operation operation;
    struct contact_by_id contact;
};

enum err contact_load(struct req *q); /* subject: struct line */

/* What is true between the caller and a line, as far as rights go; q->facts holds what is true of the operation. */
struct facts contact_facts(struct req *q, const char *operation, const struct contact_by_id *row);

/* A name as it is told of a line: who waits in a draft has not heard of it, so that an address which somebody typed
 * into it tells nothing; NULL then. */
const char *contact_name(const struct req *q, const struct contact_by_id *row, const char *name);

/* For what a line of this state waits first, none unless it is queued; a start may come on top of an agreement. */
enum awaited contact_waits_for(enum operation_status operation, const struct contact_by_id *row,
                               enum contact_status state);

/* When the access ends by itself, or ended so, as far as it is told of the line; 0: it does not. */
int64_t contact_until(const struct contact_by_id *row, int64_t now);

/* Writes the members of a line to the answer. */
void contact_write(struct req *q, const struct operation *operation, const struct contact_by_id *row);

/* What waits on somebody whose access is to end. */
struct impact_waiting {
    enum impact_kind kind;
    const char *id, *name, *email;
    enum request_kind request; /* none of a handover */
    bool leaves;               /* whose handover it is; else he is to take over */
    int64_t created;
};
void impact_waiting_write(struct text *out, const struct impact_waiting *one);

/* Writes a line as it is now to the answer, as a member when there is a name. */
enum err contact_show(struct req *q, const char *name, const struct operation *operation, const char *id) CHECKED;

/* Writes a line to the answer with its operation, of which q->facts are. */
void contact_show_placed(struct req *q, const struct line *line);

/* Fills an entity's part in the operation; false when it has none. */
bool contact_place(struct req *q, const struct operation *operation, const char *entity, struct place *out) CHECKED;

/* When the caller asked to be removed from an operation and nobody has decided yet; 0 when he did not. */
int64_t leave_asked(struct req *q, const char *operation);

#endif
