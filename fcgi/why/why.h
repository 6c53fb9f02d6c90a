/* Why a decision is what it is, in plain words: what the deciding function told, never a rule of its own. */
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

/* Writes what a decision rests on as `why`, a list of codes and sentences: what gave the right or stops it, or what it
 * would have needed. */
void why_reasons(struct req *q, struct text *out, const struct reasons *reasons);

/* Writes `why` with one reason that is none of a right: the rule behind an error, by its code. */
void why_rule(struct req *q, struct text *out, enum err error);

/* Writes `why` for the refusal that q->error is: a 403 or a 409, by what refused it; for what is not to be seen, which
 * ways in there are, the same for everything. Nothing for other errors. */
void why_refused(struct req *q, struct text *out);

/* Opens a link of a chain: its code, how it stands, the sentence and what mends it. `at` 0: no time belongs to it. The
 * caller writes nothing more than `who`, and ends the object. */
void why_link(struct req *q, const char *code, enum standing standing, int64_t at, const struct why_names *names);

/* `lender` as it stands in a sentence. Lends a constant. */
const char *why_side(const char *side, enum language language);

extern const struct route why_show_routes[];
extern const struct schema why_schema, why_link_schema, why_action_schema;

#endif
