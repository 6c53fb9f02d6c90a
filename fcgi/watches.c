/* What is done by time, in this order: a line ends with its habilitation before anybody is reminded of it. */
#include "watches.h"
#include "entities.h"
#include "handovers.h"
#include "moves.h"
#include "notices.h"
#include "outbox.h"
#include "people.h"
#include "register.h"
#include "replay.h"
#include "requests.h"
#include "session.h"
#include "throttle.h"

#define SECOND  INT64_C(1000)
#define MINUTES (60 * SECOND)

/* clang-format off */

const struct watch watches[] = {
    { .every_ms = 5 * SECOND,   .run = expiry_run },
    { .every_ms = 5 * SECOND,   .run = reminder_run },
    { .every_ms = 10 * MINUTES, .run = escalation_run },
    { .every_ms = 10 * MINUTES, .run = move_watch },
    { .every_ms = 10 * MINUTES, .run = handover_run },
    { .every_ms = 10 * MINUTES, .run = replay_forget },
    { .every_ms = 10 * MINUTES, .run = throttle_forget },
    { .every_ms = 10 * MINUTES, .run = session_forget },
    { .every_ms = 10 * MINUTES, .run = invitation_forget },
    { .every_ms = 10 * MINUTES, .run = move_forget },
    { .every_ms = 10 * MINUTES, .run = seek_expire },
    { .every_ms = 10 * MINUTES, .run = outbox_watch },
    { .every_ms = 1 * MINUTES,  .run = register_watch },
    { .every_ms = 0,            .run = seek_run, .is_due = seek_is_due },
    { .every_ms = 1 * SECOND,   .run = notice_run },
    { .every_ms = 1 * SECOND,   .run = outbox_gather },
    { 0 }
};

/* clang-format on */
