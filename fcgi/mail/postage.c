#include "postage.h"

#include <stddef.h>
#include <string.h>

#define MINUTE_MS (60 * 1000LL)
#define HOUR_MS   (60 * MINUTE_MS)

/* A person who signs in needs one, and another when it does not come; who moves, one of each to the new mailbox. */
static const struct allowance codes = { "code", 5, 10 * MINUTE_MS, false, true };
static const struct allowance moves = { "move", 5, 10 * MINUTE_MS, false, false };

/* Strangers are sent five (password_change.c); what remains is for those that follow an alarm. */
static const struct allowance resets = { "reset", 10, HOUR_MS, false, false };

/* The first, and the five that may be asked for again. Each replaces the one before, so that fewer would do. */
static const struct allowance links = { "link", 6, HOUR_MS, false, false };

/* Anybody can cause ten a day (asking.c), and they put off nothing else. */
static const struct allowance askings = { "asking", 10, HOUR_MS, false, false };

/* The account's own alarms: apart, so that no flood of others puts them off, and each with what it says. */
static const struct allowance alarms = { "alarm", 12, HOUR_MS, false, false };

/* Letters with a list of their own; what happens on operations is told every five minutes, which is within this. */
static const struct allowance reports = { "report", 20, HOUR_MS, false, false };

/* A day's work of colleagues, one by one; who is put on a whole portfolio at once reads the rest of it in one letter.
 * Whoever wants to fill a mailbox fills it with thirteen an hour. */
static const struct allowance questions = { "question", 12, HOUR_MS, true, false };
static const struct allowance news = { "news", 12, HOUR_MS, true, false };

static const struct allowance digests = { "digest", 12, HOUR_MS, false, false };

const struct postage postages[] = {
    { "code", URGENCY_CODE, &codes, NULL },
    { "address_code", URGENCY_CODE, &moves, NULL },
    { "reset", URGENCY_RESET, &resets, NULL },
    { "activation", URGENCY_INVITATION, &links, "link" },
    { "leader", URGENCY_INVITATION, &links, "link" },
    { "habilitation_activation", URGENCY_INVITATION, &links, "link" },
    { "handover_activation", URGENCY_INVITATION, &links, "link" },
    { "invitation", URGENCY_INVITATION, &news, "line" },
    { "habilitation", URGENCY_INVITATION, &news, "habilitation" },
    { "handover", URGENCY_INVITATION, &news, "handover" },
    { "address_proof", URGENCY_INVITATION, &moves, NULL },
    { "address_notice", URGENCY_REST, &alarms, NULL },
    { "address_news", URGENCY_REST, &moves, NULL },
    { "address_changed", URGENCY_REST, &news, NULL },
    { "address_request", URGENCY_REST, &questions, NULL },
    { "address_vouched", URGENCY_REST, &news, NULL },
    { "vouch_request", URGENCY_REST, &questions, NULL },
    { "vouch_notice", URGENCY_REST, &questions, NULL },
    { "restored", URGENCY_REST, &news, "line" },
    { "restored_despite", URGENCY_REST, &questions, NULL },
    { "revoked", URGENCY_REST, &news, "line" },
    { "habilitation_ended", URGENCY_REST, &news, "habilitation" },
    { "habilitation_request", URGENCY_REST, &questions, NULL },
    { "access_request", URGENCY_REST, &questions, NULL },
    { "asking", URGENCY_REST, &askings, NULL },
    { "stranger_request", URGENCY_REST, &questions, NULL },
    { "stranger_habilitation", URGENCY_REST, &questions, NULL },
    { "leave_request", URGENCY_REST, &questions, NULL },
    { "leave_decided", URGENCY_REST, &news, NULL },
    { "request_decided", URGENCY_REST, &news, NULL },
    { "invitation_refused", URGENCY_REST, &news, NULL },
    { "undelivered", URGENCY_REST, &news, NULL },
    { "handover_withdrawn", URGENCY_REST, &news, "handover" },
    { "handover_answered", URGENCY_REST, &news, NULL },
    { "handover_ended", URGENCY_REST, &reports, NULL },
    { "handover_receipt", URGENCY_REST, &reports, NULL },
    { "handover_roles", URGENCY_REST, &news, NULL },
    { "password_changed", URGENCY_REST, &alarms, NULL },
    { "new_browser", URGENCY_REST, &alarms, NULL },
    { "totp_changed", URGENCY_REST, &alarms, NULL },
    { "notices", URGENCY_REST, &reports, NULL },
    { "ending", URGENCY_REST, &reports, NULL },
    { "gathered", URGENCY_REST, &digests, NULL },
    { NULL, URGENCY_NONE, NULL, NULL },
};

const struct postage *postage_of(const char *kind)
{
    for (const struct postage *row = postages; row->kind; row++)
        if (!strcmp(row->kind, kind))
            return row;
    return NULL;
}
