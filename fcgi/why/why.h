/* The chain of who gave what, in plain words. */
#ifndef WHY_H
#define WHY_H

#include "req.h"
#include "route.h"

/* How a link of a chain stands: as it should, not so, not so for good, or not yet. */
enum standing { STANDS, MISSING, LOST, WAITS };

/* What a sentence is filled in with; NULL for what is not known or not to be shown. */
struct why_names {
    const char *person, *email, *entity, *side, *team, *by, *reason, *count;
};

/* Opens a link of a chain: its code, how it stands, the sentence and what mends it. `at` 0: no time belongs to it. The
 * caller writes nothing more than `who`, and ends the object. */
void why_link(struct req *q, const char *code, enum standing standing, int64_t at, const struct why_names *names);

/* `lender` as it stands in a sentence. Lends a constant. */
const char *why_side(enum side side, enum language language);

extern const struct route why_show_routes[];
extern const struct schema why_schema, why_link_schema, why_action_schema;

#endif
