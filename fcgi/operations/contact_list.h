/* The lines of an operation as somebody asks for them: narrowed, sorted, and no others than he may see. */
#ifndef CONTACT_LIST_H
#define CONTACT_LIST_H

#include "fields.h"
#include "req.h"
#include "sql_operations.h"

#include <stddef.h>

/* What is asked for. */
struct contacts_query {
    int64_t limit;
    const char *after;
    enum list_state state;
    enum contact_sort sort;
    enum list_order order;
    enum side side;
    unsigned statuses; /* bits of contact_status in the order of its words; 0: any */
    bool endless, unproved;
    const char *entity, *search, *adder;
};

extern const struct field contacts_fields[];

/* The same for who takes all lines at once: the first two members say how far a page goes. */
#define CONTACTS_NARROWING (contacts_fields + 2)

/* Whether anything at all has ended and is not in an archive yet. Mostly nothing has, and no end is looked at. */
bool contacts_ended(struct req *q) CHECKED;

/* How many lines of an operation, of one entity or ("") of all, are what. */
void contacts_count(struct req *q, const char *operation, const char *entity, struct contact_counts *out);

/* The lines of an operation that are asked for behind `after` (parts "" or NULL: from the first), `most` at most,
 * in its order. Answers how many; kept in the arena. */
size_t contacts_sorted(struct req *q, const struct contacts_query *in, const char *operation, const char *entity,
                       const char *const after[4], int64_t most, struct contact_sorted **out);

#endif
