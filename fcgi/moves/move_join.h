/* Two rows of one person become one: somebody invited under an address that turned out to be another's who has an
 * account. Everything he had is the account's from then on, nothing twice. */
#ifndef MOVE_JOIN_H
#define MOVE_JOIN_H

#include "move.h"

/* Joins the invited person `other` to the account, in the request's transaction. */
void move_join(struct req *q, const char *user, const char *other, struct union_of_two *out);

#endif
