/* What is written about handovers, to whom. */
#ifndef HANDOVER_LETTER_H
#define HANDOVER_LETTER_H

#include "handover.h"
#include "sql_handovers.h"

/* To a successor: will you take over? With a link to an account where he has none. */
void handover_letter_invite(struct desk *desk, const struct handover *row, const struct handover_parts *part);

/* To a successor who is no longer asked, or no longer needed. */
void handover_letter_withdraw(struct desk *desk, const struct handover *row, const struct handover_parts *part);

/* To who leaves and who started it: a successor has `accepted`, `refused` or let it expire. */
void handover_letter_answer(struct desk *desk, const struct handover *row, const struct handover_parts *part,
                            enum part_status decision, const char *reason);

/* To them and to the operations' managers, one each: what changed hands. */
void handover_letter_end(struct desk *desk, const struct handover *row, enum handover_status status);

/* To the leaders above a team: the roles of who leaves are theirs to give. */
void handover_letter_roles(struct desk *desk, const struct handover *row, const char *team, const char *successor);

#endif
