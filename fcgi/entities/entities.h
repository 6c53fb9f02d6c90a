/* Client entities: their teams, and whom they authorise. */
#ifndef ENTITIES_H
#define ENTITIES_H

#include "accept.h"
#include "expiry.h"
#include "habilitation.h"
#include "letter_wording.h"
#include "req.h"
#include "requests.h"
#include "rights.h"
#include "route.h"
#include "sql_entities.h"
#include "sql_requests.h"

#define ENTITY "api/entities/{entity}"
#define TEAM   ENTITY "/teams/{team}"
#define PERSON ENTITY "/habilitations/{habilitation}"

extern const struct route entity_routes[], team_routes[], habilitation_show_routes[], habilitation_change_routes[];

extern const struct letter_kind entity_letters[];

extern const struct request_deeds habilitation_kind;

extern const struct schema entities_schema, entity_line_schema, entity_schema, teams_schema, team_schema,
    habilitations_schema, habilitation_schema, authorised_user_schema, lines_schema, line_schema, authorised_schema,
    authorised_line_schema;

enum err entity_load(struct req *q); /* subject: struct entity, where it is the environment's */

/* Whether the caller leads the team, or one above it. */
bool team_is_led(struct req *q, const char *team);

/* People to authorise. */
struct habilitations_in {
    struct texts emails, roles;
    const char *team, *language;
    int64_t from, until;
};

/* What becomes of one. */
struct habilitation_in {
    const char *team;
    struct texts roles;
    int64_t from, until;
};

extern const struct offer habilitation_offers[];

enum err habilitations_load(struct req *q);

enum err habilitation_load(struct req *q); /* subject: struct habilitation */

/* subject: struct habilitation */
enum err habilitation_change_load(struct req *q);

/* Why archiving would be refused now, whatever page is shown. */
enum err habilitation_archive_refusal(struct req *q, const struct habilitation *row) CHECKED;

/* Whether a person's archived habilitation can be restored by the caller, who may authorise at the entity. */
enum err habilitation_again(struct req *q, const char *id) CHECKED;

/* The roles of a body; E_FIELDS, with a fault at `roles`, for one that does not exist. */
enum err roles_read(struct req *q, const struct texts *names, struct roles *out) CHECKED;

/* Writes a habilitation of the caller's entity as it is now, as a member when there is a name. */
enum err habilitation_show(struct req *q, const char *name, const char *id) CHECKED;

/* Whether what the caller leads comes from the one a request is for. */
bool habilitation_comes_from(struct req *q, const struct request *row);

#endif
