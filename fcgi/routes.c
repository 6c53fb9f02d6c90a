/* The whole API on one page. */
#include "routes.h"
#include "api.h"
#include "fields.h"

#define SHORT               (16 * 1024)
#define USUAL               (64 * 1024)

#define NO_BODY             NULL, 0
#define NO_QUERY            NULL, 0

#define SIGN_IN_BODY        sign_in_body, sizeof(struct sign_in)
#define CODE_BODY           code_body, sizeof(struct code_in)
#define ENVIRONMENT_BODY    environment_body, sizeof(struct environment_in)
#define SECRET_BODY         secret_body, sizeof(struct secret_in)
#define ACCOUNT_BODY        account_body, sizeof(struct account_in)
#define CHANGE_BODY         account_change_body, sizeof(struct account_change_in)
#define PASSWORDS_BODY      password_change_body, sizeof(struct password_change_in)
#define PASSWORD_BODY       own_password_body, sizeof(struct own_password_in)
#define FORGOTTEN_BODY      forgotten_body, sizeof(struct forgotten_in)
#define RESET_BODY          reset_body, sizeof(struct reset_in)
#define MOVE_PREVIEW_BODY   move_preview_body, sizeof(struct move_preview_in)
#define MOVE_BODY           move_body, sizeof(struct move_in)
#define MOVE_CODE_BODY      move_code_body, sizeof(struct move_code_in)
#define MOVE_LOST_BODY      move_lost_body, sizeof(struct move_preview_in)
#define TOTP_CODE_BODY      totp_code_body, sizeof(struct totp_code_in)
#define MODE_BODY           notification_mode_body, sizeof(struct notification_mode_in)
#define NOTIFICATION_BODY   notification_body, sizeof(struct notification_in)
#define CONTACTS_BODY       contacts_body, sizeof(struct contacts_in)
#define REVOKE_BODY         revoke_body, sizeof(struct revoke_in)
#define RESTORE_BODY        restore_body, sizeof(struct restore_in)
#define EXTEND_BODY         extend_body, sizeof(struct extend_in)

#define ENTITY_BODY         entity_body, sizeof(struct entity_in)
#define TEAM_BODY           team_body, sizeof(struct team_in)
#define TEAM_CHANGE_BODY    team_change_body, sizeof(struct team_in)
#define HABILITATIONS_BODY  habilitations_body, sizeof(struct habilitations_in)
#define HABILITATION_BODY   habilitation_body, sizeof(struct habilitation_in)
#define AGAIN_BODY          authorise_again_body, sizeof(struct authorise_again_in)
#define OPERATION_BODY      operation_body, sizeof(struct operation_in)
#define CLOSE_BODY          close_body, sizeof(struct close_in)
#define OPERATION_PATCH     operation_change_body, sizeof(struct operation_in)
#define REQUEST_BODY        request_body, sizeof(struct request_in)
#define DECISION_BODY       decision_body, sizeof(struct decision_in)

#define HANDOVER_BODY       handover_body, sizeof(struct handover_in)
#define HANDOVER_PATCH      handover_change_body, sizeof(struct handover_change_in)

#define ENTITIES_QUERY      entities_fields, sizeof(struct entities_query)
#define HABILITATIONS_QUERY habilitations_fields, sizeof(struct habilitations_query)
#define LINES_QUERY         habilitation_lines_fields, sizeof(struct habilitation_lines_query)
#define REQUESTS_QUERY      requests_fields, sizeof(struct requests_query)
#define NOTIFICATIONS_QUERY notifications_fields, sizeof(struct notifications_query)
#define HANDOVERS_QUERY     handovers_fields, sizeof(struct handovers_query)
#define OPERATIONS_QUERY    operations_fields, sizeof(struct operations_query)
#define CONTACTS_QUERY      contacts_fields, sizeof(struct contacts_query)
#define REGISTER_QUERY      register_fields, sizeof(struct register_query)
#define DECIDERS_QUERY      deciders_fields, sizeof(struct deciders_query)
#define PAGE_QUERY          page_fields, sizeof(struct page_query)

#define OPERATION           "api/operations/{operation}"
#define CONTACT             OPERATION "/contacts/{contact}"
#define ENTITY              "api/entities/{entity}"
#define TEAM                ENTITY "/teams/{team}"
#define PERSON              ENTITY "/habilitations/{habilitation}"
#define REQUEST             "api/requests/{request}"
#define HANDOVER            "api/handovers/{handover}"

/* clang-format off */

const struct route routes[] = {
    /* method, path, right, what it is for,
       loader, body, query, slow, handler, status, answer */
    { "GET", "api/health", PUBLIC, "Whether the service and its database answer.",
      NULL, NO_BODY, NO_QUERY, NULL, health, 200, "health" },
    { "GET", "api/openapi.json", PUBLIC, "This description.",
      NULL, NO_BODY, NO_QUERY, NULL, openapi, 200, NULL },

    { "POST", "api/session", PUBLIC, "Sign in: a session, or 202 and a challenge.",
      NULL, SIGN_IN_BODY, NO_QUERY, &session_slow, session_add, 200, "session" },
    { "POST", "api/session/code", PUBLIC, "Answer the challenge with the code of the mail.",
      NULL, CODE_BODY, NO_QUERY, NULL, session_code, 200, "session" },
    { "POST", "api/session/code/lost", PUBLIC, "I cannot read that mailbox any more: have others vouch for me.",
      NULL, MOVE_LOST_BODY, NO_QUERY, &move_lost_slow, move_lost, 202, NULL },
    { "GET", "api/session", OWN_SESSION, "Who is signed in, and for which entity.",
      NULL, NO_BODY, NO_QUERY, NULL, session_show, 200, "session" },
    { "DELETE", "api/session", OWN_SESSION, "Sign out.",
      NULL, NO_BODY, NO_QUERY, NULL, session_remove, 204, NULL },
    { "PUT", "api/session/environment", OWN_SESSION, "Choose the entity for which to act.",
      NULL, ENVIRONMENT_BODY, NO_QUERY, NULL, session_switch, 200, "session" },

    { "GET", "api/sessions", OWN_SESSION, "The browsers in which I am signed in.",
      NULL, NO_BODY, PAGE_QUERY, NULL, sessions_list, 200, "sessions" },
    { "DELETE", "api/sessions", OWN_SESSION, "Sign out everywhere but here.",
      NULL, NO_BODY, NO_QUERY, NULL, sessions_end_others, 204, NULL },
    { "DELETE", "api/sessions/{session}", OWN_SESSION, "Sign out of one of them.",
      NULL, NO_BODY, NO_QUERY, NULL, sessions_end, 204, NULL },

    { "POST", "api/invitations/show", PUBLIC, "What a mail's link is about; consumes nothing.",
      NULL, SECRET_BODY, NO_QUERY, NULL, invitation_show, 200, "invitation" },
    { "POST", "api/invitations/refuse", PUBLIC, "This is not me.",
      NULL, SECRET_BODY, NO_QUERY, NULL, invitation_refuse, 204, NULL },
    { "POST", "api/account", PUBLIC, "Create the account of an invited person.",
      NULL, ACCOUNT_BODY, NO_QUERY, &account_slow, account_add, 201, "session" },

    { "GET", "api/account", OWN_SESSION, "My account.",
      NULL, NO_BODY, NO_QUERY, NULL, account_show, 200, "account" },
    { "PATCH", "api/account", OWN_SESSION, "Change my names, phone or language; never the address.",
      NULL, CHANGE_BODY, NO_QUERY, NULL, account_change, 200, "account" },
    { "PUT", "api/account/password", OWN_SESSION, "Change my password; all other sessions end.",
      NULL, PASSWORDS_BODY, NO_QUERY, &password_change_slow, password_change, 204, NULL },
    { "POST", "api/password/forgotten", PUBLIC, "Ask for a link to choose a new password; always the same answer.",
      NULL, FORGOTTEN_BODY, NO_QUERY, &password_forgotten_slow, password_forgotten, 202, NULL },
    { "POST", "api/password", PUBLIC, "Choose a new password with the link; all sessions end.",
      NULL, RESET_BODY, NO_QUERY, &password_reset_slow, password_reset, 204, NULL },

    { "GET", "api/account/address", OWN_SESSION, "My address, those I had, and the move that is under way.",
      NULL, NO_BODY, NO_QUERY, NULL, move_show, 200, "address" },
    { "POST", "api/account/address/preview", OWN_SESSION, "What moving to another address would do.",
      NULL, MOVE_PREVIEW_BODY, NO_QUERY, NULL, move_preview, 200, "move_preview" },
    { "POST", "api/account/address", OWN_SESSION, "Move to another address: a code goes there; always the same answer.",
      NULL, MOVE_BODY, NO_QUERY, &move_slow, move_add, 202, NULL },
    { "POST", "api/account/address/confirm", OWN_SESSION, "Prove the new mailbox by the code: the move is done.",
      NULL, MOVE_CODE_BODY, NO_QUERY, NULL, move_confirm, 200, "moved" },
    { "DELETE", "api/account/address", OWN_SESSION, "Give up the move.",
      NULL, NO_BODY, NO_QUERY, NULL, move_remove, 204, NULL },
    { "POST", "api/address/show", PUBLIC, "What a mail's link about a move is for; consumes nothing.",
      NULL, SECRET_BODY, NO_QUERY, NULL, move_link_show, 200, "move_link" },
    { "POST", "api/address/cancel", PUBLIC, "This was not me: stop the move, or take the address back.",
      NULL, SECRET_BODY, NO_QUERY, NULL, move_link_cancel, 204, NULL },
    { "POST", "api/address/confirm", PUBLIC, "Prove the new mailbox by the link, once others have vouched.",
      NULL, SECRET_BODY, NO_QUERY, NULL, move_link_confirm, 204, NULL },

    { "POST", "api/account/totp", OWN_SESSION, "Propose a secret for my authenticator.",
      NULL, PASSWORD_BODY, NO_QUERY, &own_password_slow, totp_propose, 200, "totp" },
    { "POST", "api/account/totp/confirm", OWN_SESSION, "Prove the authenticator by a code; answers recovery codes.",
      NULL, TOTP_CODE_BODY, NO_QUERY, NULL, totp_confirm, 200, "recovery_codes" },
    { "POST", "api/account/totp/remove", OWN_SESSION, "Sign in by mail codes again.",
      NULL, PASSWORD_BODY, NO_QUERY, &own_password_slow, totp_remove, 204, NULL },
    { "POST", "api/account/recovery_codes", OWN_SESSION, "Replace my recovery codes.",
      NULL, PASSWORD_BODY, NO_QUERY, &own_password_slow, recovery_codes_renew, 200, "recovery_codes" },

    { "GET", "api/account/notifications", OWN_SESSION, "What I am told about, in all my environments.",
      NULL, NO_BODY, NOTIFICATIONS_QUERY, NULL, notification_list, 200, "notifications" },
    { "PUT", "api/account/notifications", OWN_SESSION, "Be told as it happens, once a day, or not at all.",
      NULL, MODE_BODY, NO_QUERY, NULL, notification_set_mode, 200, "notification_mode" },
    { "PUT", OPERATION "/notifications", OWN_SESSION, "Be told about an operation, or not.",
      notification_load, NOTIFICATION_BODY, NO_QUERY, NULL, notification_change, 200, "notification" },

    { "GET", "api/operations", OPERATION_LIST, "The operations of the environment.",
      NULL, NO_BODY, OPERATIONS_QUERY, NULL, operation_list, 200, "operations" },
    { "POST", "api/operations", OPERATION_ADD, "Compose an operation, as a draft.",
      NULL, OPERATION_BODY, NO_QUERY, NULL, operation_add, 201, "operation" },
    { "GET", OPERATION, OPERATION_READ, "One operation, and who manages it.",
      operation_load, NO_BODY, NO_QUERY, NULL, operation_show, 200, "operation" },
    { "PATCH", OPERATION, OPERATION_CHANGE, "Change its reference, its name or who takes part.",
      operation_load, OPERATION_PATCH, NO_QUERY, NULL, operation_change, 200, "operation" },
    { "POST", OPERATION "/publish", OPERATION_PUBLISH, "Open a draft: who waits in it is let in or invited.",
      operation_load, NO_BODY, NO_QUERY, NULL, operation_publish, 200, "operation" },
    { "POST", OPERATION "/close", OPERATION_CLOSE, "Close it: nothing but revoking is possible afterwards.",
      operation_load, CLOSE_BODY, NO_QUERY, NULL, operation_close, 200, "operation" },
    { "GET", OPERATION "/register", REGISTER_READ, "Who decided what about whom, newest first.",
      operation_load, NO_BODY, REGISTER_QUERY, NULL, register_list, 200, "register" },

    { "GET", OPERATION "/contacts", CONTACT_LIST, "Who has access, or no longer has.",
      operation_load, NO_BODY, CONTACTS_QUERY, NULL, contact_list, 200, "contacts" },
    { "POST", OPERATION "/contacts", CONTACT_ADD, "Add people by their addresses.",
      contacts_load, CONTACTS_BODY, NO_QUERY, NULL, contact_add, 200, "added" },
    { "GET", CONTACT "/why", CONTACT_READ, "Why this person has access, or has not, and what I may do about it.",
      contact_load, NO_BODY, NO_QUERY, NULL, contact_why, 200, "why" },
    { "POST", CONTACT "/revoke", CONTACT_REVOKE, "Move a line to the archive.",
      contact_load, REVOKE_BODY, NO_QUERY, NULL, contact_revoke, 200, "contact" },
    { "POST", CONTACT "/restore", CONTACT_RESTORE, "Take a line out of the archive.",
      contact_load, RESTORE_BODY, NO_QUERY, NULL, contact_restore, 200, "contact" },
    { "POST", CONTACT "/extend", CONTACT_EXTEND, "Give a line another end, or none.",
      contact_load, EXTEND_BODY, NO_QUERY, NULL, contact_extend, 200, "contact" },
    { "POST", CONTACT "/resend", CONTACT_RESEND, "Send an invited person a new link.",
      contact_load, NO_BODY, NO_QUERY, NULL, contact_resend, 202, NULL },

    { "POST", OPERATION "/leave", CONTACT_LEAVE, "Ask those who can to end my own access.",
      leave_load, REVOKE_BODY, NO_QUERY, NULL, leave_ask, 202, NULL },

    { "GET", "api/entities", ENTITY_NAMES, "Entities to choose from.",
      NULL, NO_BODY, ENTITIES_QUERY, NULL, entity_names, 200, "entities" },
    { "GET", ENTITY, ENTITY_READ, "My client entity.",
      entity_load, NO_BODY, NO_QUERY, NULL, entity_show, 200, "entity" },
    { "PATCH", ENTITY, ENTITY_CHANGE, "Whether guests must be authorised by a team leader.",
      entity_load, ENTITY_BODY, NO_QUERY, NULL, entity_change, 200, "entity" },

    { "GET", ENTITY "/register", ENTITY_REGISTER, "Who decided what about whom for my entity, newest first.",
      entity_load, NO_BODY, REGISTER_QUERY, NULL, entity_register, 200, "entity_register" },

    { "GET", ENTITY "/teams", TEAM_LIST, "The organisation chart.",
      entity_load, NO_BODY, PAGE_QUERY, NULL, team_list, 200, "teams" },
    { "POST", ENTITY "/teams", TEAM_ADD, "Add a team.",
      team_add_load, TEAM_BODY, NO_QUERY, NULL, team_add, 201, "team" },
    { "PATCH", TEAM, TEAM_CHANGE, "Rename a team, or move its branch.",
      team_change_load, TEAM_CHANGE_BODY, NO_QUERY, NULL, team_change, 200, "team" },
    { "DELETE", TEAM, TEAM_REMOVE, "Remove an empty team.",
      team_remove_load, NO_BODY, NO_QUERY, NULL, team_remove, 204, NULL },

    { "GET", ENTITY "/habilitations", HABILITATION_LIST, "Who is authorised, or no longer is.",
      entity_load, NO_BODY, HABILITATIONS_QUERY, NULL, habilitation_list, 200, "habilitations" },
    { "POST", ENTITY "/habilitations", HABILITATION_ADD, "Authorise people by their addresses.",
      habilitations_load, HABILITATIONS_BODY, NO_QUERY, NULL, habilitation_add, 200, "authorised" },
    { "GET", PERSON "/contacts", HABILITATION_READ, "What archiving would take, or what restoring offers back.",
      habilitation_load, NO_BODY, LINES_QUERY, NULL, habilitation_contacts, 200, "lines" },
    { "GET", PERSON "/why", HABILITATION_READ, "On what a habilitation rests, and what I may do about it.",
      habilitation_load, NO_BODY, NO_QUERY, NULL, habilitation_why, 200, "why" },
    { "PATCH", PERSON, HABILITATION_CHANGE, "Move a person to another team, or change the roles.",
      habilitation_change_load, HABILITATION_BODY, NO_QUERY, NULL, habilitation_change, 200, "habilitation" },
    { "POST", PERSON "/archive", HABILITATION_ARCHIVE, "End a habilitation, and the lines that rest on it.",
      habilitation_load, REVOKE_BODY, NO_QUERY, NULL, habilitation_archive, 200, "habilitation" },
    { "POST", PERSON "/restore", HABILITATION_RESTORE, "Authorise again; the lines are offered back one by one.",
      habilitation_load, AGAIN_BODY, NO_QUERY, NULL, habilitation_restore, 200, "habilitation" },
    { "POST", PERSON "/extend", HABILITATION_EXTEND, "Give a habilitation another end, or none.",
      habilitation_load, EXTEND_BODY, NO_QUERY, NULL, habilitation_extend, 200, "habilitation" },

    { "GET", "api/requests", REQUEST_LIST, "What I may decide, and what I asked.",
      NULL, NO_BODY, REQUESTS_QUERY, NULL, request_list, 200, "requests" },
    { "GET", "api/requests/deciders", OWN_SESSION, "Who can let me in, for an operation's reference or an entity.",
      NULL, NO_BODY, DECIDERS_QUERY, NULL, request_deciders, 200, "deciders" },
    { "POST", "api/requests", REQUEST_ADD, "Ask to be let in; always the same answer.",
      NULL, REQUEST_BODY, NO_QUERY, NULL, request_add, 202, NULL },
    { "POST", "api/asking/show", PUBLIC, "What a mail's link asks to be confirmed; consumes nothing.",
      NULL, SECRET_BODY, NO_QUERY, NULL, asking_show, 200, "asking" },
    { "POST", "api/asking/confirm", PUBLIC, "This mailbox is mine: those who can decide hear of my request.",
      NULL, SECRET_BODY, NO_QUERY, NULL, asking_confirm, 204, NULL },
    { "POST", "api/asking/refuse", PUBLIC, "This was not me: nobody hears of it.",
      NULL, SECRET_BODY, NO_QUERY, NULL, asking_refuse, 204, NULL },
    { "POST", REQUEST "/approve", REQUEST_DECIDE, "Grant it.",
      request_load, DECISION_BODY, NO_QUERY, NULL, request_approve, 200, "request" },
    { "POST", REQUEST "/refuse", REQUEST_REFUSE, "Refuse it.",
      request_load, DECISION_BODY, NO_QUERY, NULL, request_refuse, 200, "request" },
    { "POST", REQUEST "/cancel", REQUEST_CANCEL, "Withdraw it.",
      request_load, DECISION_BODY, NO_QUERY, NULL, request_cancel, 200, "request" },

    { "GET", "api/handovers", OWN_SESSION, "Those I leave by, take over by, or answer for as a leader.",
      NULL, NO_BODY, HANDOVERS_QUERY, NULL, handover_list, 200, "handovers" },
    { "POST", "api/handovers/preview", HANDOVER_ADD, "What would go to whom; nothing is done.",
      handover_plan_load, HANDOVER_BODY, NO_QUERY, NULL, handover_preview, 200, "handover_preview" },
    { "POST", "api/handovers", HANDOVER_ADD, "Ask successors to take over, for me or for somebody I lead.",
      handover_plan_load, HANDOVER_BODY, NO_QUERY, NULL, handover_add, 201, "handover" },
    { "GET", HANDOVER, HANDOVER_READ, "One handover, part by part.",
      handover_load, NO_BODY, NO_QUERY, NULL, handover_show, 200, "handover" },
    { "POST", HANDOVER "/accept", HANDOVER_ANSWER, "Take over what I am asked to.",
      handover_load, NO_BODY, NO_QUERY, NULL, handover_accept, 200, "handover" },
    { "POST", HANDOVER "/refuse", HANDOVER_ANSWER, "Refuse it: it stays with who leaves.",
      handover_load, REVOKE_BODY, NO_QUERY, NULL, handover_refuse, 200, "handover" },
    { "POST", HANDOVER "/change", HANDOVER_CHANGE, "Give a part to another successor, or to nobody.",
      handover_load, HANDOVER_PATCH, NO_QUERY, NULL, handover_change, 200, "handover" },
    { "POST", HANDOVER "/continue", HANDOVER_CONTINUE, "Take on, as a leader, what somebody who is gone had begun.",
      handover_load, NO_BODY, NO_QUERY, NULL, handover_continue, 200, "handover" },
    { "POST", HANDOVER "/cancel", HANDOVER_CANCEL, "Withdraw it: what is not done stays as it was.",
      handover_load, NO_BODY, NO_QUERY, NULL, handover_cancel, 200, "handover" },

    { 0 }
};

/* clang-format on */

size_t route_body_most(const struct route *row)
{
    if (right_is_open(row->right) || !row->body)
        return SHORT;
    return fields_bytes(row->body) <= USUAL ? USUAL : BODY_MOST;
}
