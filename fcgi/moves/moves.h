/* Changing one's address, and doing so when the old mailbox is lost. */
#ifndef MOVES_H
#define MOVES_H

#include "letter_wording.h"
#include "move_watch.h"
#include "req.h"
#include "requests.h"
#include "route.h"
#include "sql_requests.h"

extern const struct route move_ask_routes[], move_link_routes[], move_lost_routes[];

extern const struct letter_kind move_letters[];

extern const struct request_deeds address_kind, vouch_kind;

extern const struct schema address_schema, move_pending_schema, move_done_schema, alias_schema, move_preview_schema,
    moved_schema, moving_schema, move_link_schema;

/* Somebody says yes to who lost his mailbox, who goes on when nobody else is needed. E_CONFLICT when it is not awaited.
 */
enum err move_vouch(struct req *q, const struct request *request) CHECKED;

/* Ends such a change before it is done, even after the yes that was needed, for the reason the status says. */
void move_not_vouched(struct req *q, const struct request *request, enum request_status status);

/* Whether such a change can still be stopped. */
bool move_is_open(struct req *q, const struct request *request);

#endif
