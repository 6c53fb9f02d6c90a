/* Why a decision is what it is, in plain words: what the deciding function told, never a rule of its own. */
#ifndef REASONS_H
#define REASONS_H

#include "req.h"

/* Writes what a decision rests on as `why`, a list of codes and sentences: what gave the right or stops it, or what it
 * would have needed. */
void reasons_write(struct req *q, struct text *out, const struct reasons *reasons);

/* Writes `why` with one reason that is none of a right: the rule behind an error, by its code. */
void reasons_rule(struct req *q, struct text *out, enum err error);

/* Writes `why` for the refusal that q->error is: a 403 or a 409, by what refused it; for what is not to be seen, which
 * ways in there are, the same for everything. Nothing for other errors. */
void reasons_refused(struct req *q, struct text *out);

#endif
