/* Leaving, with successors. */
#ifndef HANDOVERS_H
#define HANDOVERS_H

#include "handover.h"
#include "letter_wording.h"
#include "operations.h"
#include "req.h"
#include "route.h"

#define HANDOVER "api/handovers/{handover}"

extern const struct route handover_show_routes[], handover_add_routes[], handover_change_routes[];

extern const struct letter_kind handover_letters[];

extern const struct schema handovers_schema, handover_line_schema, handover_schema, handover_part_schema,
    handover_operation_schema, handover_preview_schema, handover_heir_schema, handed_operation_schema;

enum err handover_load(struct req *q); /* subject: struct handover */

/* Writes one as it is now to the answer. */
enum err handover_write(struct req *q, const char *id) CHECKED;

/* The person of a successor's address, who is neither leaving himself nor the one to be replaced: otherwise E_FIELDS,
 * with a fault at the member. One nobody knew yet is only made known when `make` says so; else his id is NULL. */
enum err handover_successor(struct req *q, const char *member, const char *email, const char *leaver,
                            const char *entity, bool make, struct person *out) CHECKED;

#endif
