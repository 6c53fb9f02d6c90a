/* What the register tells of: every decision by one word, which is never used for another. */
#ifndef ACTIONS_H
#define ACTIONS_H

/* clang-format off */
#define ACTIONS(row) \
    row(ACTION_CONTACT_QUEUED, "contact_queued") \
    row(ACTION_CONTACT_INVITED, "contact_invited") \
    row(ACTION_CONTACT_ADDED, "contact_added") \
    row(ACTION_CONTACT_ACTIVATED, "contact_activated") \
    row(ACTION_CONTACT_RESENT, "contact_resent") \
    row(ACTION_CONTACT_REVOKED, "contact_revoked") \
    row(ACTION_LEAVE_REQUESTED, "leave_requested") \
    row(ACTION_CONTACT_RESTORED, "contact_restored") \
    row(ACTION_CONTACT_EXTENDED, "contact_extended") \
    row(ACTION_CONTACT_EXPIRED, "contact_expired") \
    row(ACTION_INVITATION_REFUSED, "invitation_refused") \
    row(ACTION_CONTACT_MERGED, "contact_merged") \
    row(ACTION_OPERATION_ADDED, "operation_added") \
    row(ACTION_OPERATION_CHANGED, "operation_changed") \
    row(ACTION_OPERATION_PUBLISHED, "operation_published") \
    row(ACTION_OPERATION_CLOSED, "operation_closed") \
    row(ACTION_PARTICIPATION_ADDED, "participation_added") \
    row(ACTION_PARTICIPATION_REMOVED, "participation_removed") \
    row(ACTION_REQUEST_APPROVED, "request_approved") \
    row(ACTION_REQUEST_REFUSED, "request_refused") \
    row(ACTION_REQUEST_CANCELLED, "request_cancelled") \
    row(ACTION_HABILITATION_MERGED, "habilitation_merged") \
    row(ACTION_HABILITATION_ADDED, "habilitation_added") \
    row(ACTION_HABILITATION_CHANGED, "habilitation_changed") \
    row(ACTION_HABILITATION_ARCHIVED, "habilitation_archived") \
    row(ACTION_HABILITATION_RESTORED, "habilitation_restored") \
    row(ACTION_HABILITATION_EXTENDED, "habilitation_extended") \
    row(ACTION_HABILITATION_EXPIRED, "habilitation_expired") \
    row(ACTION_LEADER_AUTHORISED, "leader_authorised") \
    row(ACTION_TEAM_ADDED, "team_added") \
    row(ACTION_TEAM_RENAMED, "team_renamed") \
    row(ACTION_TEAM_MOVED, "team_moved") \
    row(ACTION_TEAM_REMOVED, "team_removed") \
    row(ACTION_GUESTS_STRICT, "guests_strict") \
    row(ACTION_GUESTS_FREE, "guests_free") \
    row(ACTION_ENTITY_ADDED, "entity_added") \
    row(ACTION_ENTITY_RENAMED, "entity_renamed") \
    row(ACTION_ENTITY_IS_CLIENT, "entity_is_client") \
    row(ACTION_ENTITY_IS_NO_CLIENT, "entity_is_no_client") \
    row(ACTION_HANDOVER_START, "handover_start") \
    row(ACTION_HANDOVER_ACCEPT, "handover_accept") \
    row(ACTION_HANDOVER_REFUSE, "handover_refuse") \
    row(ACTION_HANDOVER_CHANGE, "handover_change") \
    row(ACTION_HANDOVER_CONTINUE, "handover_continue") \
    row(ACTION_HANDOVER_CANCEL, "handover_cancel") \
    row(ACTION_HANDOVER_DONE, "handover_done") \
    row(ACTION_ADDRESS_CHANGED, "address_changed") \
    row(ACTION_ADDRESS_WAITS, "address_waits") \
    row(ACTION_ADDRESS_ASKED, "address_asked") \
    row(ACTION_ADDRESS_VOUCHED, "address_vouched") \
    row(ACTION_ADDRESS_CANCELLED, "address_cancelled") \
    row(ACTION_ADDRESS_REFUSED, "address_refused") \
    row(ACTION_ADDRESS_EXPIRED, "address_expired") \
    row(ACTION_ADDRESS_TAKEN_BACK, "address_taken_back") \
    row(ACTION_DATABASE_RESTORED, "database_restored")
/* clang-format on */

#define ACTION_ENUM(name, word) name,

enum action { ACTIONS(ACTION_ENUM) ACTION_COUNT };

/* As it is kept and told. Lends a constant. */
const char *action_name(enum action action);

/* The action of a word; ACTION_COUNT for any other. */
enum action action_of(const char *word);

/* All of them, NULL at the end. */
extern const char *const action_names[ACTION_COUNT + 1];

#endif
