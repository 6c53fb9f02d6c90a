/* Handovers: what somebody could see goes to others, in whose hands it is before it leaves his. Everything that dates,
 * answers and today's rules allow is done by handover_advance, in the request that answers or in the mailer's sweep. */
#ifndef HANDOVER_H
#define HANDOVER_H

#include "req.h"
#include "sql_handovers.h"

#define HANDOVER_DAY_MS          (24 * 3600 * 1000LL)
#define HANDOVER_SILENCE_MS      (7 * HANDOVER_DAY_MS) /* then a successor is reminded; as long again, and it expires */
#define HANDOVER_MEND_MS         (14 * HANDOVER_DAY_MS) /* what was refused or expired waits so long for another */
#define HANDOVER_AHEAD_DAYS      366
#define HANDOVER_OVERLAP_DAYS    90
#define HANDOVER_OPERATIONS_MOST 1000

/* One handover, as it stands to the caller; false when there is none. */
bool handover_find(struct desk *desk, const char *id, struct handover *out) CHECKED;

/* Whether somebody's habilitation at the entity is archived. */
bool handover_gone(struct desk *desk, const char *user, const char *entity) CHECKED;

/* Whether who started it still may: who leaves has not been archived, a leader still leads him. While he may not,
 * it rests. */
bool handover_rests(struct desk *desk, const struct handover *row) CHECKED;

/* Adds a part; lends its id. */
const char *handover_part_new(struct req *q, const char *handover, const char *successor, bool everything);

/* Whether somebody may hear of a successor more than his address: he has answered, or they are colleagues. */
bool handover_knows(struct desk *desk, const struct handover *row, const struct handover_parts *part,
                    const char *user) CHECKED;

/* Invites the successor of a part: by a letter, with a link to an account where he has none. */
void handover_invite(struct req *q, const struct handover *row, const char *part);

/* Answers a part, `accepted` or `refused`; who leaves and who started it are told. */
void handover_answer(struct desk *desk, const struct handover *row, const struct handover_parts *part,
                     enum part_status status, const char *reason);

/* Refuses in the name of somebody who said "this is not me" whatever waits for him. */
void handover_decline(struct desk *desk, const char *user);

/* Asks a successor no longer: what he had too early goes back, and what is not done waits for another part. */
void handover_drop(struct req *q, const struct handover *row, const struct handover_parts *part);

/* Ends it, `completed`, `cancelled` or `expired`, with the receipts. */
void handover_end(struct desk *desk, const struct handover *row, enum handover_status status);

/* Does all that can be done now, in the name of who started it, and notes when to look again. */
void handover_advance(struct desk *desk, const char *id);

/* The mailer's sweep: advances what is due, in the connection's transaction. */
bool handover_run(struct db *db, int64_t now);

#endif
