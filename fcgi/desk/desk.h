/* What whoever decides and does has before him: below a request, so that the same is done by time, by command and by
 * request. */
#ifndef DESK_H
#define DESK_H

#include "arena.h"
#include "db.h"
#include "rights.h"

#include <stdint.h>

struct giving;

#define DESK_MEMBERS                                                                                                   \
    struct arena *arena;                                                                                               \
    struct db *db;                                                                                                     \
    int64_t now;                 /* milliseconds since 1970, one instant for all of it */                              \
    struct actor actor;          /* without a user: the server itself */                                               \
    const char *agent, *address; /* of his browser and network, as they came; NULL: none */                            \
    struct giving *giving;       /* what he may give, once it was asked; see giving.h */

struct desk {
    DESK_MEMBERS
};

#endif
