/* What the caller has himself, and from whom: nobody gives more than he has, and nobody gives back to the one from whom
 * he has it. Rights.c says what follows; here are the facts.
 *
 * On an operation he acts by his own line there for his entity, or, on lines of the people he leads, by his role of
 * team leader. A line comes from who added or last restored it (contact.added_by); one that was handed over, from who
 * left. His line comes from that person, from those of whom that person's lines on the operation come, and so on,
 * whatever their entities. A habilitation comes from who authorised or last restored it (granted_by), its role of team
 * leader from who gave it, or moved the leader (led_by), and so on within the entity. What somebody else restores comes
 * from that one from then on.
 *
 * The latest end he may give is that of what he acts by: his line ends with his habilitation, if that one ends first.
 * Managers of the operation may give any. And an end stands: what a manager set on a line (contact.bound_ms), or a
 * leader on a habilitation by his height (habilitation_bound), those below do not go beyond, though it is passed. */
#ifndef GIVING_H
#define GIVING_H

#include "req.h"

/* Whether he may give a line on the operation whatever end he likes. */
bool giving_any_end(struct desk *desk, const char *operation);

/* The latest end he may give a line there; 0: any. `leads`: he leads its person; `bound`: the line's, 0 for none. */
int64_t giving_latest(struct desk *desk, const char *operation, bool leads, int64_t bound);

/* The same of a habilitation at his entity. */
int64_t giving_latest_role(struct desk *desk, int64_t bound);

/* Whether all by which he acts on a person's line comes from that person. */
bool giving_comes_from(struct desk *desk, const char *operation, bool leads, const char *user);

/* Whether his habilitation, or his role of leader, does. */
bool giving_role_comes_from(struct desk *desk, const char *user);

/* Whether somebody's line, or habilitation, comes from a person, himself included. */
bool giving_line_from(struct req *q, const char *user, const char *entity, const char *operation, const char *giver);
bool giving_habilitation_from(struct req *q, const char *user, const char *entity, const char *giver);

#endif
