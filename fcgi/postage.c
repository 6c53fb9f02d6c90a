#include "postage.h"

#include <stddef.h>
#include <string.h>

const struct postage postages[] = {
    { "code", URGENCY_CODE },
    { "address_code", URGENCY_CODE },
    { "reset", URGENCY_RESET },
    { "activation", URGENCY_INVITATION },
    { "leader", URGENCY_INVITATION },
    { "habilitation_activation", URGENCY_INVITATION },
    { "handover_activation", URGENCY_INVITATION },
    { "invitation", URGENCY_INVITATION },
    { "habilitation", URGENCY_INVITATION },
    { "handover", URGENCY_INVITATION },
    { "address_proof", URGENCY_INVITATION },
    { "address_notice", URGENCY_REST },
    { "address_news", URGENCY_REST },
    { "address_changed", URGENCY_REST },
    { "address_request", URGENCY_REST },
    { "address_vouched", URGENCY_REST },
    { "vouch_request", URGENCY_REST },
    { "vouch_notice", URGENCY_REST },
    { "restored", URGENCY_REST },
    { "revoked", URGENCY_REST },
    { "habilitation_ended", URGENCY_REST },
    { "habilitation_request", URGENCY_REST },
    { "access_request", URGENCY_REST },
    { "leave_request", URGENCY_REST },
    { "leave_decided", URGENCY_REST },
    { "request_decided", URGENCY_REST },
    { "invitation_refused", URGENCY_REST },
    { "undelivered", URGENCY_REST },
    { "handover_withdrawn", URGENCY_REST },
    { "handover_answered", URGENCY_REST },
    { "handover_ended", URGENCY_REST },
    { "handover_receipt", URGENCY_REST },
    { "handover_roles", URGENCY_REST },
    { "password_changed", URGENCY_REST },
    { "new_browser", URGENCY_REST },
    { "totp_changed", URGENCY_REST },
    { "notices", URGENCY_REST },
    { "ending", URGENCY_REST },
    { NULL, URGENCY_NONE },
};

const struct postage *postage_of(const char *kind)
{
    for (const struct postage *row = postages; row->kind; row++)
        if (!strcmp(row->kind, kind))
            return row;
    return NULL;
}
