#include "postage.h"

#include <stddef.h>

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
    { MAIL_CODE, URGENCY_CODE, &codes, NULL },
    { MAIL_ADDRESS_CODE, URGENCY_CODE, &moves, NULL },
    { MAIL_RESET, URGENCY_RESET, &resets, NULL },
    { MAIL_ACTIVATION, URGENCY_INVITATION, &links, "link" },
    { MAIL_LEADER, URGENCY_INVITATION, &links, "link" },
    { MAIL_HABILITATION_ACTIVATION, URGENCY_INVITATION, &links, "link" },
    { MAIL_HANDOVER_ACTIVATION, URGENCY_INVITATION, &links, "link" },
    { MAIL_INVITATION, URGENCY_INVITATION, &news, "line" },
    { MAIL_HABILITATION, URGENCY_INVITATION, &news, "habilitation" },
    { MAIL_HANDOVER, URGENCY_INVITATION, &news, "handover" },
    { MAIL_ADDRESS_PROOF, URGENCY_INVITATION, &moves, NULL },
    { MAIL_ADDRESS_NOTICE, URGENCY_REST, &alarms, NULL },
    { MAIL_ADDRESS_NEWS, URGENCY_REST, &moves, NULL },
    { MAIL_ADDRESS_CHANGED, URGENCY_REST, &news, NULL },
    { MAIL_ADDRESS_REQUEST, URGENCY_REST, &questions, NULL },
    { MAIL_ADDRESS_VOUCHED, URGENCY_REST, &news, NULL },
    { MAIL_VOUCH_REQUEST, URGENCY_REST, &questions, NULL },
    { MAIL_VOUCH_NOTICE, URGENCY_REST, &questions, NULL },
    { MAIL_RESTORED, URGENCY_REST, &news, "line" },
    { MAIL_RESTORED_DESPITE, URGENCY_REST, &questions, NULL },
    { MAIL_REVOKED, URGENCY_REST, &news, "line" },
    { MAIL_HABILITATION_ENDED, URGENCY_REST, &news, "habilitation" },
    { MAIL_HABILITATION_REQUEST, URGENCY_REST, &questions, NULL },
    { MAIL_ACCESS_REQUEST, URGENCY_REST, &questions, NULL },
    { MAIL_ASKING, URGENCY_REST, &askings, NULL },
    { MAIL_STRANGER_REQUEST, URGENCY_REST, &questions, NULL },
    { MAIL_STRANGER_HABILITATION, URGENCY_REST, &questions, NULL },
    { MAIL_LEAVE_REQUEST, URGENCY_REST, &questions, NULL },
    { MAIL_LEAVE_DECIDED, URGENCY_REST, &news, NULL },
    { MAIL_REQUEST_DECIDED, URGENCY_REST, &news, NULL },
    { MAIL_INVITATION_REFUSED, URGENCY_REST, &news, NULL },
    { MAIL_UNDELIVERED, URGENCY_REST, &news, NULL },
    { MAIL_HANDOVER_WITHDRAWN, URGENCY_REST, &news, "handover" },
    { MAIL_HANDOVER_ANSWERED, URGENCY_REST, &news, NULL },
    { MAIL_HANDOVER_ENDED, URGENCY_REST, &reports, NULL },
    { MAIL_HANDOVER_RECEIPT, URGENCY_REST, &reports, NULL },
    { MAIL_HANDOVER_ROLES, URGENCY_REST, &news, NULL },
    { MAIL_PASSWORD_CHANGED, URGENCY_REST, &alarms, NULL },
    { MAIL_NEW_BROWSER, URGENCY_REST, &alarms, NULL },
    { MAIL_TOTP_CHANGED, URGENCY_REST, &alarms, NULL },
    { MAIL_NOTICES, URGENCY_REST, &reports, NULL },
    { MAIL_ENDING, URGENCY_REST, &reports, NULL },
    { MAIL_GATHERED, URGENCY_REST, &digests, NULL },
    { MAIL_NONE, URGENCY_NONE, NULL, NULL },
};

const struct postage *postage_of(enum mail_kind kind)
{
    for (const struct postage *row = postages; row->kind; row++)
        if (row->kind == kind)
            return row;
    return NULL;
}
