/* The letters, room by room. */
#include "letters.h"
#include "accounts.h"
#include "entities.h"
#include "handovers.h"
#include "moves.h"
#include "notices.h"
#include "onboarding.h"
#include "operations.h"
#include "requests.h"

#include <stddef.h>

const struct letter_kind *const letters[] = { account_letters,  onboarding_letters, move_letters,
                                              handover_letters, entity_letters,     operation_letters,
                                              request_letters,  notice_letters,     NULL };
