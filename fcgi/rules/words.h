/* The words of the product: each list makes an enum, the names as they are kept in the database and told in JSON, and
 * what the schema offers. A word that is added here is added everywhere. */
#ifndef WORDS_H
#define WORDS_H

/* clang-format off */
#define SIDES(word) \
    word(SIDE_MANAGER, "manager") \
    word(SIDE_LENDER, "lender") \
    word(SIDE_BORROWER, "borrower")

#define OPERATION_STATUSES(word) \
    word(OPERATION_DRAFT, "draft") \
    word(OPERATION_OPEN, "open") \
    word(OPERATION_CLOSED, "closed")

/* Revoked is kept; expired is what it is told when its end came by itself. */
#define CONTACT_STATUSES(word) \
    word(CONTACT_QUEUED, "queued") \
    word(CONTACT_INVITED, "invited") \
    word(CONTACT_ACTIVE, "active") \
    word(CONTACT_REVOKED, "revoked") \
    word(CONTACT_EXPIRED, "expired")

/* Queued is told of one that has not begun; it is kept as active. */
#define HABILITATION_STATUSES(word) \
    word(HABILITATION_QUEUED, "queued") \
    word(HABILITATION_INVITED, "invited") \
    word(HABILITATION_ACTIVE, "active") \
    word(HABILITATION_ARCHIVED, "archived")

#define ENTITY_KINDS(word) \
    word(ENTITY_BANK, "bank") \
    word(ENTITY_FUND, "fund") \
    word(ENTITY_COMPANY, "company")

#define REQUEST_KINDS(word) \
    word(REQUEST_FOR_CONTACT, "contact") \
    word(REQUEST_FOR_HABILITATION, "habilitation") \
    word(REQUEST_TO_LEAVE, "leave") \
    word(REQUEST_OF_ADDRESS, "address") \
    word(REQUEST_TO_VOUCH, "vouch")

#define REQUEST_STATUSES(word) \
    word(REQUEST_OPEN, "open") \
    word(REQUEST_APPROVED, "approved") \
    word(REQUEST_REFUSED, "refused") \
    word(REQUEST_CANCELLED, "cancelled")

#define ASKING_OUTCOMES(word) \
    word(ASKING_PROVED, "proved") \
    word(ASKING_REFUSED, "refused")

#define HANDOVER_STATUSES(word) \
    word(HANDOVER_OPEN, "open") \
    word(HANDOVER_COMPLETED, "completed") \
    word(HANDOVER_CANCELLED, "cancelled") \
    word(HANDOVER_EXPIRED, "expired")

/* Of one successor; dropped ones are told to nobody. */
#define PART_STATUSES(word) \
    word(PART_WAITING, "waiting") \
    word(PART_ACCEPTED, "accepted") \
    word(PART_REFUSED, "refused") \
    word(PART_EXPIRED, "expired") \
    word(PART_DROPPED, "dropped")

#define HANDED_STATES(word) \
    word(HANDED_WAITING, "waiting") \
    word(HANDED_GIVEN, "given") \
    word(HANDED_DONE, "done") \
    word(HANDED_LOST, "lost")

#define HANDED_ROLES(word) \
    word(ROLES_GIVEN, "given") \
    word(ROLES_ASKED, "asked")

#define MOVE_KINDS(word) \
    word(MOVE_OWN, "own") \
    word(MOVE_VOUCHED, "vouched")

#define MOVE_STATUSES(word) \
    word(MOVE_ASKED, "asked") \
    word(MOVE_VOUCHING, "vouching") \
    word(MOVE_WAITING, "waiting") \
    word(MOVE_DONE, "done") \
    word(MOVE_TAKEN_BACK, "taken_back") \
    word(MOVE_REFUSED, "refused") \
    word(MOVE_CANCELLED, "cancelled") \
    word(MOVE_EXPIRED, "expired")

#define INVITATION_KINDS(word) \
    word(INVITATION_ACTIVATION, "activation") \
    word(INVITATION_RESET, "reset")

#define CHALLENGE_KINDS(word) \
    word(CHALLENGE_EMAIL_CODE, "email_code") \
    word(CHALLENGE_TOTP, "totp")

#define NOTICE_MODES(word) \
    word(NOTICES_EACH, "each") \
    word(NOTICES_DAILY, "daily") \
    word(NOTICES_OFF, "off")

/* What is unusual about an address that somebody is about to add, and what is not. */
#define ADDRESS_NOTES(word) \
    word(NOTE_OTHER_ENTITY, "other_entity") \
    word(NOTE_LOOK_ALIKE, "look_alike") \
    word(NOTE_OUTSIDE, "outside") \
    word(NOTE_KNOWN, "known")

/* What waits on somebody whose access is to be revoked: what he asked, what only he can decide, his handovers. */
#define IMPACT_KINDS(word) \
    word(IMPACT_REQUEST, "request") \
    word(IMPACT_DECISION, "decision") \
    word(IMPACT_HANDOVER, "handover")

/* For what an access waits that is agreed in part. */
#define AWAITED(word) \
    word(AWAITS_PUBLICATION, "publication") \
    word(AWAITS_AGREEMENT, "agreement") \
    word(AWAITS_START, "start")

/* Which half of a list is asked for. */
#define LIST_STATES(word) \
    word(LIST_CURRENT, "current") \
    word(LIST_ARCHIVED, "archived")

/* What the lines of an operation are sorted by. */
#define CONTACT_SORTS(word) \
    word(CONTACTS_BY_NAME, "name") \
    word(CONTACTS_BY_ENTITY, "entity") \
    word(CONTACTS_BY_STATUS, "status") \
    word(CONTACTS_BY_SINCE, "since") \
    word(CONTACTS_BY_UNTIL, "until")

#define LIST_ORDERS(word) \
    word(LIST_UPWARD, "asc") \
    word(LIST_DOWNWARD, "desc")

#define DECISION_STATES(word) \
    word(DECISIONS_OPEN, "open") \
    word(DECISIONS_CLOSED, "closed")

/* Why a line should be looked after, and an operation. */
#define WAITING_GROUPS(word) \
    word(WAITING_INVITATIONS_EXPIRED, "invitations_expired") \
    word(WAITING_INVITATIONS_FAILED, "invitations_failed") \
    word(WAITING_ENDING, "ending") \
    word(WAITING_LONE_MANAGERS, "lone_managers") \
    word(WAITING_UNPROVED, "unproved")

#define MAIL_KINDS(word) \
    word(MAIL_CODE, "code") \
    word(MAIL_ADDRESS_CODE, "address_code") \
    word(MAIL_RESET, "reset") \
    word(MAIL_ACTIVATION, "activation") \
    word(MAIL_LEADER, "leader") \
    word(MAIL_HABILITATION_ACTIVATION, "habilitation_activation") \
    word(MAIL_HANDOVER_ACTIVATION, "handover_activation") \
    word(MAIL_INVITATION, "invitation") \
    word(MAIL_HABILITATION, "habilitation") \
    word(MAIL_HANDOVER, "handover") \
    word(MAIL_ADDRESS_PROOF, "address_proof") \
    word(MAIL_ADDRESS_NOTICE, "address_notice") \
    word(MAIL_ADDRESS_NEWS, "address_news") \
    word(MAIL_ADDRESS_CHANGED, "address_changed") \
    word(MAIL_ADDRESS_REQUEST, "address_request") \
    word(MAIL_ADDRESS_VOUCHED, "address_vouched") \
    word(MAIL_VOUCH_REQUEST, "vouch_request") \
    word(MAIL_VOUCH_NOTICE, "vouch_notice") \
    word(MAIL_RESTORED, "restored") \
    word(MAIL_RESTORED_DESPITE, "restored_despite") \
    word(MAIL_REVOKED, "revoked") \
    word(MAIL_HABILITATION_ENDED, "habilitation_ended") \
    word(MAIL_HABILITATION_REQUEST, "habilitation_request") \
    word(MAIL_ACCESS_REQUEST, "access_request") \
    word(MAIL_ASKING, "asking") \
    word(MAIL_STRANGER_REQUEST, "stranger_request") \
    word(MAIL_STRANGER_HABILITATION, "stranger_habilitation") \
    word(MAIL_LEAVE_REQUEST, "leave_request") \
    word(MAIL_LEAVE_DECIDED, "leave_decided") \
    word(MAIL_REQUEST_DECIDED, "request_decided") \
    word(MAIL_INVITATION_REFUSED, "invitation_refused") \
    word(MAIL_UNDELIVERED, "undelivered") \
    word(MAIL_HANDOVER_WITHDRAWN, "handover_withdrawn") \
    word(MAIL_HANDOVER_ANSWERED, "handover_answered") \
    word(MAIL_HANDOVER_ENDED, "handover_ended") \
    word(MAIL_HANDOVER_RECEIPT, "handover_receipt") \
    word(MAIL_HANDOVER_ROLES, "handover_roles") \
    word(MAIL_PASSWORD_CHANGED, "password_changed") \
    word(MAIL_NEW_BROWSER, "new_browser") \
    word(MAIL_TOTP_CHANGED, "totp_changed") \
    word(MAIL_NOTICES, "notices") \
    word(MAIL_ENDING, "ending") \
    word(MAIL_GATHERED, "gathered")

/* What the register tells of: a word is never used for another decision. */
#define ACTIONS(word) \
    word(ACTION_CONTACT_QUEUED, "contact_queued") \
    word(ACTION_CONTACT_INVITED, "contact_invited") \
    word(ACTION_CONTACT_ADDED, "contact_added") \
    word(ACTION_CONTACT_ACTIVATED, "contact_activated") \
    word(ACTION_CONTACT_RESENT, "contact_resent") \
    word(ACTION_CONTACT_REVOKED, "contact_revoked") \
    word(ACTION_LEAVE_REQUESTED, "leave_requested") \
    word(ACTION_CONTACT_RESTORED, "contact_restored") \
    word(ACTION_REVOCATION_UNDONE, "revocation_undone") \
    word(ACTION_CONTACT_EXTENDED, "contact_extended") \
    word(ACTION_CONTACT_MOVED, "contact_moved") \
    word(ACTION_CONTACT_EXPIRED, "contact_expired") \
    word(ACTION_INVITATION_REFUSED, "invitation_refused") \
    word(ACTION_CONTACT_MERGED, "contact_merged") \
    word(ACTION_OPERATION_ADDED, "operation_added") \
    word(ACTION_OPERATION_CHANGED, "operation_changed") \
    word(ACTION_OPERATION_PUBLISHED, "operation_published") \
    word(ACTION_OPERATION_CLOSED, "operation_closed") \
    word(ACTION_PARTICIPATION_ADDED, "participation_added") \
    word(ACTION_PARTICIPATION_REMOVED, "participation_removed") \
    word(ACTION_REQUEST_APPROVED, "request_approved") \
    word(ACTION_REQUEST_REFUSED, "request_refused") \
    word(ACTION_REQUEST_CANCELLED, "request_cancelled") \
    word(ACTION_HABILITATION_MERGED, "habilitation_merged") \
    word(ACTION_HABILITATION_ADDED, "habilitation_added") \
    word(ACTION_HABILITATION_ACTIVATED, "habilitation_activated") \
    word(ACTION_HABILITATION_CHANGED, "habilitation_changed") \
    word(ACTION_HABILITATION_ARCHIVED, "habilitation_archived") \
    word(ACTION_HABILITATION_RESTORED, "habilitation_restored") \
    word(ACTION_ARCHIVING_UNDONE, "archiving_undone") \
    word(ACTION_HABILITATION_EXTENDED, "habilitation_extended") \
    word(ACTION_HABILITATION_EXPIRED, "habilitation_expired") \
    word(ACTION_LEADER_AUTHORISED, "leader_authorised") \
    word(ACTION_TEAM_ADDED, "team_added") \
    word(ACTION_TEAM_RENAMED, "team_renamed") \
    word(ACTION_TEAM_MOVED, "team_moved") \
    word(ACTION_TEAM_REMOVED, "team_removed") \
    word(ACTION_GUESTS_STRICT, "guests_strict") \
    word(ACTION_GUESTS_FREE, "guests_free") \
    word(ACTION_ENTITY_ADDED, "entity_added") \
    word(ACTION_ENTITY_RENAMED, "entity_renamed") \
    word(ACTION_ENTITY_IS_CLIENT, "entity_is_client") \
    word(ACTION_ENTITY_IS_NO_CLIENT, "entity_is_no_client") \
    word(ACTION_HANDOVER_START, "handover_start") \
    word(ACTION_HANDOVER_ACCEPT, "handover_accept") \
    word(ACTION_HANDOVER_REFUSE, "handover_refuse") \
    word(ACTION_HANDOVER_CHANGE, "handover_change") \
    word(ACTION_HANDOVER_CONTINUE, "handover_continue") \
    word(ACTION_HANDOVER_CANCEL, "handover_cancel") \
    word(ACTION_HANDOVER_DONE, "handover_done") \
    word(ACTION_ADDRESS_CHANGED, "address_changed") \
    word(ACTION_ADDRESS_WAITS, "address_waits") \
    word(ACTION_ADDRESS_ASKED, "address_asked") \
    word(ACTION_ADDRESS_VOUCHED, "address_vouched") \
    word(ACTION_ADDRESS_CANCELLED, "address_cancelled") \
    word(ACTION_ADDRESS_REFUSED, "address_refused") \
    word(ACTION_ADDRESS_EXPIRED, "address_expired") \
    word(ACTION_ADDRESS_TAKEN_BACK, "address_taken_back") \
    word(ACTION_DATABASE_RESTORED, "database_restored") \
    word(ACTION_LOG_BEGAN, "log_began") \
    word(ACTION_KEY_CHANGED, "key_changed") \
    word(ACTION_PERSON_NAMED, "person_named") \
    word(ACTION_PERSON_MERGED, "person_merged") \
    word(ACTION_ENTITY_NAMED, "entity_named") \
    word(ACTION_OPERATION_NAMED, "operation_named") \
    word(ACTION_HABILITATION_RECORDED, "habilitation_recorded") \
    word(ACTION_CONTACT_RECORDED, "contact_recorded")

#define WORD_TYPES(type) \
    type(side, SIDE, SIDES) \
    type(operation_status, OPERATION, OPERATION_STATUSES) \
    type(contact_status, CONTACT, CONTACT_STATUSES) \
    type(habilitation_status, HABILITATION, HABILITATION_STATUSES) \
    type(entity_kind, ENTITY, ENTITY_KINDS) \
    type(request_kind, REQUEST_KIND, REQUEST_KINDS) \
    type(request_status, REQUEST_STATUS, REQUEST_STATUSES) \
    type(asking_outcome, ASKING, ASKING_OUTCOMES) \
    type(handover_status, HANDOVER, HANDOVER_STATUSES) \
    type(part_status, PART, PART_STATUSES) \
    type(handed_state, HANDED, HANDED_STATES) \
    type(handed_roles, ROLES, HANDED_ROLES) \
    type(move_kind, MOVE_KIND, MOVE_KINDS) \
    type(move_status, MOVE_STATUS, MOVE_STATUSES) \
    type(invitation_kind, INVITATION, INVITATION_KINDS) \
    type(challenge_kind, CHALLENGE, CHALLENGE_KINDS) \
    type(notice_mode, NOTICES, NOTICE_MODES) \
    type(address_note, NOTE, ADDRESS_NOTES) \
    type(impact_kind, IMPACT, IMPACT_KINDS) \
    type(awaited, AWAITS, AWAITED) \
    type(list_state, LIST, LIST_STATES) \
    type(contact_sort, CONTACT_SORT, CONTACT_SORTS) \
    type(list_order, LIST_ORDER, LIST_ORDERS) \
    type(decision_state, DECISIONS, DECISION_STATES) \
    type(waiting_group, WAITING, WAITING_GROUPS) \
    type(mail_kind, MAIL, MAIL_KINDS) \
    type(action, ACTION, ACTIONS)
/* clang-format on */

#define WORD_CONSTANT(constant, text) constant,

/* Of each type: the enum, in which 0 (SIDE_NONE) is no word; `side_words`, all of them, NULL at the end; `side_name`,
 * which lends the word, NULL for none; `side_of`, 0 for what is no word of it, or NULL. */
#define WORD_DECLARE(type, TYPE, LIST)                                                                                 \
    enum type { TYPE##_NONE, LIST(WORD_CONSTANT) };                                                                    \
    extern const char *const type##_words[];                                                                           \
    const char *type##_name(enum type word);                                                                           \
    enum type type##_of(const char *text);

WORD_TYPES(WORD_DECLARE)

#undef WORD_DECLARE
#undef WORD_CONSTANT

#endif
