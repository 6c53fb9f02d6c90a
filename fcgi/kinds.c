/* The kinds of requests. */
#include "kinds.h"
#include "entities.h"
#include "moves.h"
#include "operations.h"

#include <stddef.h>

const struct request_deeds *const kinds[] = { &habilitation_kind, &contact_kind, &leave_kind,
                                              &address_kind,      &vouch_kind,   NULL };
