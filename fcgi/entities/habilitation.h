/* Giving a habilitation and ending it, with what follows for the person's lines: the one way for every path. */
#ifndef HABILITATION_H
#define HABILITATION_H

#include "operations.h"
#include "sql_entities.h"
#include "sql_people.h"

struct roles {
    bool team_leader, creator;
};

/* Authorises a person at a client entity: `known` is an archived habilitation of his, or one past its end, or NULL. It
 * ends when the terms say, and never later than the caller may say. His queued lines there complete. Lends the id. */
const char *habilitation_give(struct req *q, const char *entity, const char *team, struct roles roles,
                              const struct person *person, const char *known, const struct terms *terms,
                              const char *reason);

/* Brings one back that the caller archived at `ended`, as it was; its lines come back one by one, as they went. */
void habilitation_undo(struct req *q, const char *entity, const struct habilitation *row, const struct person *person,
                       int64_t ended);

/* Ends what an invited person was to be at an entity, by his own word, "this is not me". */
void habilitation_decline(struct desk *desk, const struct habilitations_waiting *row, const char *user);

/* Gives a current habilitation another end, 0 for none. E_LAST_LEADER or E_LAST_MANAGER when nobody without an end
 * would lead at the root, or manage an operation. */
enum err habilitation_extend_to(struct req *q, const char *entity, const struct habilitation *row,
                                int64_t until) CHECKED;

/* Moves the start of one that has not begun, 0 for now; the lines that were to begin with it follow. */
void habilitation_start(struct req *q, const char *entity, const struct habilitation *row, int64_t from);

/* Archives one that is past its end, and moves the lines that ended with it to the archive. */
void habilitation_expire(struct desk *desk, const char *entity, const struct habilitation *row);

/* `queued` before its start, `archived` past its end: what it is at this instant. */
enum habilitation_status habilitation_state(const struct habilitation *row, int64_t now);

/* Whether the root of the chart has an active leader when this habilitation no longer counts: E_LAST_LEADER if not. */
enum err habilitation_keeps_leader(struct desk *desk, const char *entity, const struct habilitation *row) CHECKED;

/* Moves a person or changes his roles. E_LAST_LEADER when the root would be left without a leader. */
enum err habilitation_move(struct desk *desk, const char *entity, const struct habilitation *row, const char *team,
                           struct roles roles) CHECKED;

/* Archives it and revokes the person's lines for that entity with it. E_LAST_LEADER, E_LAST_MANAGER: nothing is
 * changed. */
enum err habilitation_end(struct desk *desk, const char *entity, const struct habilitation *row,
                          const char *reason) CHECKED;

/* The lines that waited for a team leader's yes go on. */
void habilitation_complete_lines(struct desk *desk, const char *entity, const struct person *person);

#endif
