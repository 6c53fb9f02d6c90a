#include "openapi_schemas.h"
#include "emit.h"
#include "err.h"

#include <string.h>

#define TEXT                  "\"type\":\"string\""
#define TEXT_OR_NULL          "\"type\":[\"string\",\"null\"]"
#define TIME                  TEXT ",\"format\":\"date-time\""
#define TIME_OR_NULL          TEXT_OR_NULL ",\"format\":\"date-time\""
#define NUMBER                "\"type\":\"integer\",\"minimum\":0"
#define FLAG                  "\"type\":\"boolean\""
#define FLAG_OR_NULL          "\"type\":[\"boolean\",\"null\"]"
#define WORD(words)           TEXT ",\"enum\":[" words "]"
#define OBJECT(name)          SCHEMA_REFERENCE(name)
#define OBJECT_OR_NULL(name)  "\"anyOf\":[{" OBJECT(name) "},{\"type\":\"null\"}]"
#define LIST(item)            "\"type\":\"array\",\"items\":{" item "}"
#define TEXT_BY_NAME          "\"type\":\"object\",\"additionalProperties\":{" TEXT "}"

#define SIDE                  WORD("\"manager\",\"lender\",\"borrower\"")
#define STATE                 WORD("\"draft\",\"open\",\"closed\"")
#define STATUS                WORD("\"queued\",\"invited\",\"active\",\"revoked\",\"expired\"")
#define WAITS_FOR             "\"enum\":[\"publication\",\"agreement\",\"start\",null]"
#define HABILITATION_STATUS   WORD("\"queued\",\"invited\",\"active\",\"archived\"")
#define RESULT                WORD("\"active\",\"invited\",\"queued\",\"unchanged\",\"refused\"")
#define RESULT_OF_AUTHORISING WORD("\"active\",\"invited\",\"queued\",\"unchanged\",\"refused\"")
#define ENTITY_KIND           WORD("\"bank\",\"fund\",\"company\"")
#define REQUEST_KIND          WORD("\"contact\",\"habilitation\",\"leave\",\"address\",\"vouch\"")
#define REQUEST_STATUS        WORD("\"open\",\"approved\",\"refused\",\"cancelled\"")
#define DECIDER_KIND          WORD("\"leader\",\"colleague\",\"manager\",\"team_leader\",\"person\"")
#define LINK_STATE            WORD("\"ok\",\"missing\",\"waits\"")
#define OPERATION_WARNINGS    LIST(WORD("\"lone_manager\",\"lone_contact\""))
#define ENTITY_WARNINGS       LIST(WORD("\"lone_leader\""))
#define ARCHIVE_REFUSAL       WORD("\"last_leader\",\"last_manager\"")
#define AUTHORISE_REFUSAL     WORD("\"bad_email\",\"email_letters\",\"duplicate\",\"too_many_strangers\"")
#define REFUSAL                                                                                                        \
    WORD("\"bad_email\",\"email_letters\",\"duplicate\",\"own_line\",\"own_source\",\"end_set\",\"forbidden\","        \
         "\"too_many_strangers\"")
#define ACTION                                                                                                         \
    WORD("\"contact_queued\",\"contact_invited\",\"contact_added\",\"contact_activated\",\"contact_resent\","          \
         "\"contact_revoked\",\"leave_requested\",\"contact_restored\",\"contact_extended\",\"contact_expired\","      \
         "\"invitation_refused\",\"operation_added\",\"operation_changed\",\"contact_merged\","                        \
         "\"habilitation_merged\",\"address_changed\",\"address_waits\","                                              \
         "\"operation_published\",\"operation_closed\",\"participation_added\",\"participation_removed\","             \
         "\"request_approved\",\"request_refused\",\"request_cancelled\",\"habilitation_added\","                      \
         "\"habilitation_changed\",\"habilitation_archived\",\"habilitation_restored\",\"habilitation_extended\","     \
         "\"habilitation_expired\",\"team_added\","                                                                    \
         "\"team_renamed\",\"team_moved\",\"team_removed\",\"guests_strict\",\"guests_free\",\"entity_added\","        \
         "\"entity_renamed\",\"entity_is_client\",\"entity_is_no_client\",\"leader_authorised\","                      \
         "\"handover_start\",\"handover_accept\",\"handover_refuse\",\"handover_change\",\"handover_continue\","       \
         "\"handover_cancel\",\"handover_done\",\"database_restored\"")

#define ON_OPERATION     LIST(WORD("\"add_contact\",\"read_register\",\"change\",\"publish\",\"close\",\"leave\""))
#define ON_PARTICIPATION LIST(WORD("\"add_contact\""))
#define ON_CONTACT       LIST(WORD("\"revoke\",\"restore\",\"resend\",\"extend\",\"leave\",\"hand_over\""))
#define ON_ENTITY        LIST(WORD("\"change\",\"read_register\""))
#define ON_TEAM          LIST(WORD("\"add_team\",\"add_people\",\"rename\",\"move\",\"remove\""))
#define ON_HABILITATION  LIST(WORD("\"change\",\"archive\",\"restore\",\"extend\",\"hand_over\""))
#define ON_REQUEST       LIST(WORD("\"approve\",\"refuse\",\"cancel\""))
#define FATE             WORD("\"kept\",\"merged\",\"joined\",\"waits_for_leader\",\"blocked\"")
#define MOVE_STATE       WORD("\"asked\",\"vouching\",\"waiting\"")
#define MOVE_OUTCOME                                                                                                   \
    WORD("\"asked\",\"vouching\",\"waiting\",\"done\",\"taken_back\",\"refused\",\"cancelled\",\"expired\"")
#define ON_HANDOVER     LIST(WORD("\"answer\",\"change\",\"continue\",\"cancel\""))
#define ON_PART         LIST(WORD("\"change\""))
#define HANDOVER_STATUS WORD("\"open\",\"completed\",\"cancelled\",\"expired\"")
#define HANDED_ROLES    TEXT_OR_NULL ",\"enum\":[\"given\",\"asked\",null]"
#define HANDED_STATE    WORD("\"waiting\",\"given\",\"done\",\"lost\"")
#define HANDOVER_AS     LIST(WORD("\"leaver\",\"successor\",\"leader\""))
#define ROLES           LIST(WORD("\"team_leader\",\"creator\""))

#define MODE            WORD("\"each\",\"daily\",\"off\"")
#define FLAG_OR_NULL    "\"type\":[\"boolean\",\"null\"]"

enum presence { ALWAYS, SOMETIMES };

/* clang-format off */

/* One row a member; the rows of one schema stand together. */
static const struct member {
    const char *schema, *name;
    enum presence presence;
    const char *value; /* members of its schema, as JSON */
    const char *about; /* NULL where the name says it */
} members[] = {
    { "problem", "type",       ALWAYS,    TEXT,                 "urn:guichet:problem: and the code." },
    { "problem", "title",      ALWAYS,    TEXT,                 NULL },
    { "problem", "status",     ALWAYS,    NUMBER,               NULL },
    { "problem", "code",       ALWAYS,    OBJECT("error_code"), "What programs test for." },
    { "problem", "detail",     ALWAYS,    TEXT,                 "A sentence for a person, in his language." },
    { "problem", "fields",     SOMETIMES, TEXT_BY_NAME,         "A sentence for each member at fault." },
    { "problem", "why",        SOMETIMES, LIST(OBJECT("reason")), "On what a 403, 404 or 409 rests." },
    { "problem", "request_id", ALWAYS,    TEXT,                 "As in the logs." },

    { "reason", "code",     ALWAYS, TEXT, "A fact; `not_` before one that would be needed." },
    { "reason", "sentence", ALWAYS, TEXT, "The same for a person, in his language." },

    { "why", "person",  ALWAYS, OBJECT("person"),           NULL },
    { "why", "holds",   ALWAYS, FLAG,                       "Whether it opens the operation, or is in force." },
    { "why", "chain",   ALWAYS, LIST(OBJECT("why_link")),   "Every fact on which it rests, in order." },
    { "why", "actions", ALWAYS, LIST(OBJECT("why_action")), "What the caller may do about it, and why or why not." },

    { "why_link", "code",     ALWAYS, TEXT,                    "What programs test for." },
    { "why_link", "state",    ALWAYS, LINK_STATE,              "Missing and waits stand in the way." },
    { "why_link", "sentence", ALWAYS, TEXT,                    "For a person, in his language." },
    { "why_link", "at",       ALWAYS, TIME_OR_NULL,            "The moment it speaks of." },
    { "why_link", "remedy",   ALWAYS, TEXT_OR_NULL,            "What mends it, when something does." },
    { "why_link", "who",      ALWAYS, LIST(OBJECT("decider")), "Who can mend it." },

    { "why_action", "action",  ALWAYS, TEXT,                   "As in `may`." },
    { "why_action", "allowed", ALWAYS, FLAG,                   NULL },
    { "why_action", "why",     ALWAYS, LIST(OBJECT("reason")), "What gives it, or what is lacking or forbids it." },

    { "health", "status", ALWAYS, WORD("\"ok\""), NULL },

    { "challenge", "challenge", ALWAYS, WORD("\"email_code\",\"totp\""), "What is still to be proved." },

    { "session", "id",           ALWAYS, TEXT,                          "As among my browsers; no secret." },
    { "session", "user",         ALWAYS, OBJECT("user"),                NULL },
    { "session", "environment",  ALWAYS, OBJECT_OR_NULL("environment"), "Null until one is chosen." },
    { "session", "environments", ALWAYS, LIST(OBJECT("environment")),   "Those to choose from." },
    { "session", "expires",      ALWAYS, TIME,                          NULL },
    { "session", "zone",         SOMETIMES, TEXT,                       "Of the user's days, once it was told." },

    { "user", "id",         ALWAYS, TEXT,                       NULL },
    { "user", "email",      ALWAYS, TEXT,                       NULL },
    { "user", "first_name", ALWAYS, TEXT,                       NULL },
    { "user", "last_name",  ALWAYS, TEXT_OR_NULL,               "Null for who has one name, the first." },
    { "user", "language",   ALWAYS, WORD("\"fr\",\"en\""),      NULL },

    { "environment", "entity",      ALWAYS, TEXT, "The entity's identifier." },
    { "environment", "name",        ALWAYS, TEXT, NULL },
    { "environment", "client",      ALWAYS, FLAG, "Whether the entity is a client of the platform." },
    { "environment", "team_leader", ALWAYS, FLAG, "Whether the user leads a team there." },
    { "environment", "creator",     ALWAYS, FLAG, "Whether the user may compose operations there." },
    { "environment", "side",        ALWAYS, SIDE, "On which side the user mostly is there." },

    { "invitation", "email",     ALWAYS, TEXT,                               NULL },
    { "invitation", "kind",      ALWAYS, WORD("\"activation\",\"reset\""),   NULL },
    { "invitation", "entity",    ALWAYS, TEXT_OR_NULL,                       "A name." },
    { "invitation", "operation", ALWAYS, TEXT_OR_NULL,                       "A name." },
    { "invitation", "sponsor",   ALWAYS, TEXT_OR_NULL,                       "Who invites: a name, or an address." },
    { "invitation", "expires",   ALWAYS, TIME,                               NULL },
    { "invitation", "terms_url", SOMETIMES, TEXT, "Where the terms to be accepted are, when the site has its own." },

    { "account", "id",             ALWAYS, TEXT,                  NULL },
    { "account", "email",          ALWAYS, TEXT,                  NULL },
    { "account", "first_name",     ALWAYS, TEXT,                  NULL },
    { "account", "last_name",      ALWAYS, TEXT_OR_NULL,          "Null for who has one name, the first." },
    { "account", "job_title",      ALWAYS, TEXT,                  NULL },
    { "account", "phone",          ALWAYS, TEXT,                  "In its international form (E.164)." },
    { "account", "language",       ALWAYS, WORD("\"fr\",\"en\""), NULL },
    { "account", "zone",           SOMETIMES, TEXT,               "Time zone of his days (IANA), once it was told." },
    { "account", "totp",           ALWAYS, FLAG,                  "Whether an authenticator is asked for at sign-in." },
    { "account", "recovery_codes", ALWAYS, NUMBER,                "How many are left." },
    { "account", "mailbox_proved", ALWAYS, TIME_OR_NULL,          "When a code or a link last proved the mailbox." },

    { "address", "email",   ALWAYS, TEXT,                          NULL },
    { "address", "pending", ALWAYS, OBJECT_OR_NULL("move_pending"), "The move that is under way." },
    { "address", "done",    ALWAYS, OBJECT_OR_NULL("move_done"),    "The last one, while it can be taken back." },
    { "address", "former",  ALWAYS, LIST(OBJECT("alias")),          "Newest first." },

    { "move_pending", "email", ALWAYS, TEXT,                          "The new address." },
    { "move_pending", "kind",  ALWAYS, WORD("\"own\",\"vouched\""), NULL },
    { "move_pending", "state", ALWAYS, MOVE_STATE,                    "What is awaited: code or link, a word, time." },
    { "move_pending", "asked", ALWAYS, TIME,                          NULL },
    { "move_pending", "until", ALWAYS, TIME,                          "When this step ends." },
    { "move_pending", "vouched", ALWAYS, OBJECT_OR_NULL("vouched"),   "How far it is, when others must vouch." },

    { "vouched", "given",  ALWAYS, NUMBER, "Words that have been given, of those that are needed." },
    { "vouched", "needed", ALWAYS, NUMBER, NULL },
    { "vouched", "alone",  ALWAYS, FLAG,   "The caller's word suffices." },

    { "move_done", "from",  ALWAYS, TEXT, NULL },
    { "move_done", "to",    ALWAYS, TEXT, NULL },
    { "move_done", "at",    ALWAYS, TIME, NULL },
    { "move_done", "until", ALWAYS, TIME, "Until then the old mailbox can take it back." },

    { "alias", "email", ALWAYS, TEXT, NULL },
    { "alias", "from",  ALWAYS, TIME, NULL },
    { "alias", "to",    ALWAYS, TIME, NULL },

    { "move_preview", "email",    ALWAYS, TEXT,                    "As it will be kept." },
    { "move_preview", "alias_of", ALWAYS, TEXT_OR_NULL,            "Without its +tag, when it has one." },
    { "move_preview", "items",    ALWAYS, LIST(OBJECT("moving")),  "Habilitations, then lines." },
    { "move_preview", "former",   ALWAYS, NUMBER,                  "Revoked and expired lines: they stay." },
    { "move_preview", "code",     ALWAYS, TEXT_OR_NULL,            "Why it cannot be done." },

    { "moved", "from",   ALWAYS, TEXT,                   NULL },
    { "moved", "to",     ALWAYS, TEXT,                   NULL },
    { "moved", "until",  ALWAYS, TIME,                   "Until then the old mailbox can take it back." },
    { "moved", "items",  ALWAYS, LIST(OBJECT("moving")), "Habilitations, then lines." },
    { "moved", "former", ALWAYS, NUMBER,                 "Revoked and expired lines; they stayed with the account." },

    { "moving", "kind",      ALWAYS, WORD("\"habilitation\",\"operation\""), NULL },
    { "moving", "entity",    ALWAYS, OBJECT("named"),                        NULL },
    { "moving", "operation", ALWAYS, OBJECT_OR_NULL("referenced"),           "Null for a habilitation." },
    { "moving", "status",    ALWAYS, STATUS,                                 NULL },
    { "moving", "result",    ALWAYS, FATE,                                   "What becomes of it, or became." },
    { "moving", "code",      ALWAYS, TEXT_OR_NULL,                           "Why it is blocked." },

    { "move_link", "purpose", ALWAYS, WORD("\"cancel\",\"confirm\""),            NULL },
    { "move_link", "state",   ALWAYS, WORD("\"pending\",\"done\",\"over\""),    "Done: it can be taken back." },
    { "move_link", "outcome", ALWAYS, MOVE_OUTCOME,                             "How the move stands." },
    { "move_link", "from",    ALWAYS, TEXT,                                     NULL },
    { "move_link", "to",      ALWAYS, TEXT,                                     NULL },
    { "move_link", "asked",   ALWAYS, TIME,                                     NULL },
    { "move_link", "done",    ALWAYS, TIME_OR_NULL,                             NULL },
    { "move_link", "until",   ALWAYS, TIME,                                     "When this ends." },

    { "sessions", "items", ALWAYS, LIST(OBJECT("browser")), "Newest first." },
    { "sessions", "next",  ALWAYS, TEXT_OR_NULL,            "The `after` of the next page." },

    { "browser", "id",        ALWAYS, TEXT,         NULL },
    { "browser", "agent",     ALWAYS, TEXT_OR_NULL, "What it says of itself." },
    { "browser", "source",    ALWAYS, TEXT_OR_NULL, "The network address it signed in from." },
    { "browser", "created",   ALWAYS, TIME,         "When it signed in." },
    { "browser", "last_used", ALWAYS, TIME,         NULL },
    { "browser", "current",   ALWAYS, FLAG,         "Whether it is the one that asks." },

    { "totp", "secret", ALWAYS, TEXT, "In base 32, to be typed into the authenticator." },
    { "totp", "uri",    ALWAYS, TEXT, "The same for a QR code (otpauth://)." },

    { "recovery_codes", "recovery_codes", ALWAYS, LIST(TEXT), "Shown this once; each counts once." },

    { "notifications", "items", ALWAYS, LIST(OBJECT("notification_line")), "By reference, newest first." },
    { "notifications", "next",  ALWAYS, TEXT_OR_NULL,                      "The `after` of the next page." },
    { "notifications", "mode",  ALWAYS, MODE,                              "As it happens, once a day, not at all." },

    { "notification_line", "operation", ALWAYS, OBJECT("operation_name"), NULL },
    { "notification_line", "own",       ALWAYS, FLAG,         "Of people of one's own entity, and of requests." },
    { "notification_line", "borrowers", ALWAYS, FLAG_OR_NULL, "Of the borrowers' people; null unless manager." },

    { "notification_mode", "mode", ALWAYS, MODE, "As it happens, once a day, not at all." },

    { "notification", "mode",      ALWAYS, MODE,         "Everywhere: as it happens, once a day, not at all." },
    { "notification", "own",       ALWAYS, FLAG,         "Of people of one's own entity, and of requests." },
    { "notification", "borrowers", ALWAYS, FLAG_OR_NULL, "Of the borrowers' people; null unless manager." },

    { "operations", "items", ALWAYS, LIST(OBJECT("operation_line")), NULL },
    { "operations", "next",  ALWAYS, TEXT_OR_NULL,                   "The `after` of the next page." },

    { "operation_line", "id",        ALWAYS, TEXT,              NULL },
    { "operation_line", "reference", ALWAYS, TEXT,              NULL },
    { "operation_line", "name",      ALWAYS, TEXT,              NULL },
    { "operation_line", "status",    ALWAYS, STATE,             NULL },
    { "operation_line", "side",      ALWAYS, SIDE,              "The environment's." },
    { "operation_line", "manager",   ALWAYS, OBJECT("manager"), NULL },
    { "operation_line", "contacts",  ALWAYS, NUMBER,            "Current, for the user to see." },

    { "operation", "id",                ALWAYS, TEXT,                            NULL },
    { "operation", "reference",         ALWAYS, TEXT,                            NULL },
    { "operation", "name",              ALWAYS, TEXT,                            NULL },
    { "operation", "status",            ALWAYS, STATE,                           NULL },
    { "operation", "side",              ALWAYS, SIDE,                            "The environment's." },
    { "operation", "manager",           ALWAYS, OBJECT("manager"),               NULL },
    { "operation", "contacts",          ALWAYS, NUMBER,                          "Current, for the user to see." },
    { "operation", "archived_contacts", ALWAYS, NUMBER,                          "Revoked and expired, likewise." },
    { "operation", "participations",    ALWAYS, LIST(OBJECT("participation")),   "Entities that the user may see." },
    { "operation", "managers",          ALWAYS, LIST(OBJECT("manager_contact")), "Whom to ask." },
    { "operation", "warnings",          ALWAYS, OPERATION_WARNINGS,              "What to mend." },
    { "operation", "leave_asked",       ALWAYS, TIME_OR_NULL,                    "When the user asked to be removed." },
    { "operation", "notifications",     ALWAYS, OBJECT_OR_NULL("notification"),  "Null without a line of one's own." },
    { "operation", "latest_until",      SOMETIMES, TIME,                 "The latest end one may give; absent: any." },
    { "operation", "may",               ALWAYS, ON_OPERATION,                    NULL },

    { "manager", "entity", ALWAYS, TEXT, "The entity's identifier." },
    { "manager", "name",   ALWAYS, TEXT, NULL },

    { "participation", "entity", ALWAYS, OBJECT("named"),  NULL },
    { "participation", "side",   ALWAYS, SIDE,              NULL },
    { "participation", "client", ALWAYS, FLAG,              "Whether the entity is a client of the platform." },
    { "participation", "may",    ALWAYS, ON_PARTICIPATION,  NULL },

    { "manager_contact", "name",      ALWAYS, TEXT,             NULL },
    { "manager_contact", "job_title", ALWAYS, TEXT,             NULL },
    { "manager_contact", "email",     ALWAYS, TEXT,             NULL },
    { "manager_contact", "entity",    ALWAYS, OBJECT("named"), NULL },

    { "named", "id",   ALWAYS, TEXT, NULL },
    { "named", "name", ALWAYS, TEXT, NULL },

    { "contacts", "items", ALWAYS, LIST(OBJECT("contact")), NULL },
    { "contacts", "next",  ALWAYS, TEXT_OR_NULL,            "The `after` of the next page." },

    { "contact", "id",                 ALWAYS, TEXT,             NULL },
    { "contact", "email",              ALWAYS, TEXT,             NULL },
    { "contact", "first_name",         ALWAYS, TEXT_OR_NULL,     "Null until there is an account, and in a draft." },
    { "contact", "last_name",          ALWAYS, TEXT_OR_NULL,     "Likewise, and for who has one name." },
    { "contact", "entity",             ALWAYS, OBJECT("named"), NULL },
    { "contact", "side",               ALWAYS, SIDE,             NULL },
    { "contact", "status",             ALWAYS, STATUS,           "Queued: no yes, or not yet; invited: no account." },
    { "contact", "waits_for",          ALWAYS, WAITS_FOR,        "When queued. A start may come on top." },
    { "contact", "since",              ALWAYS, TIME,             "When it was added, or restored." },
    { "contact", "from",               ALWAYS, TIME_OR_NULL,     "When the access begins, or began, if not at once." },
    { "contact", "until",              ALWAYS, TIME_OR_NULL,     "When the access ends by itself." },
    { "contact", "latest_until",       SOMETIMES, TIME,     "The latest end that one may give; absent: any." },
    { "contact", "added_by",           ALWAYS, TEXT_OR_NULL,     "A name, or an address." },
    { "contact", "revoked_at",         ALWAYS, TIME_OR_NULL,     NULL },
    { "contact", "revoked_by",         ALWAYS, TEXT_OR_NULL,     "A name, or an address." },
    { "contact", "reason",             ALWAYS, TEXT_OR_NULL,     "Why it was revoked." },
    { "contact", "invitation_expires", ALWAYS, TIME_OR_NULL,     "When the mailed link ends." },
    { "contact", "mail_failed_at",     ALWAYS, TIME_OR_NULL,     "When its mail came back for good." },
    { "contact", "dormant",            ALWAYS, FLAG,             "The mailbox was not proved for 30 days." },
    { "contact", "may",                ALWAYS, ON_CONTACT,       NULL },

    { "added", "items", ALWAYS, LIST(OBJECT("added_line")), "One for each address, in the order asked." },

    { "added_line", "email",   ALWAYS,    TEXT,              "As it was asked." },
    { "added_line", "result",  ALWAYS,    RESULT,            NULL },
    { "added_line", "contact", SOMETIMES, OBJECT("contact"), "Unless refused." },
    { "added_line", "code",    SOMETIMES, REFUSAL,           "When refused." },

    { "register", "items", ALWAYS, LIST(OBJECT("register_line")), "Newest first." },
    { "register", "next",  ALWAYS, TEXT_OR_NULL,                  "The `after` of the next page." },

    { "register_line", "at",      ALWAYS, TIME,                     NULL },
    { "register_line", "actor",   ALWAYS, OBJECT_OR_NULL("person"), "Null: the server's command line." },
    { "register_line", "action",  ALWAYS, ACTION,                   NULL },
    { "register_line", "subject", ALWAYS, OBJECT_OR_NULL("person"), "Whom it is about." },
    { "register_line", "entity",  ALWAYS, OBJECT_OR_NULL("named"), NULL },
    { "register_line", "reason",  ALWAYS, TEXT_OR_NULL,             NULL },

    { "entity_register", "items", ALWAYS, LIST(OBJECT("entity_register_line")), "Newest first." },
    { "entity_register", "next",  ALWAYS, TEXT_OR_NULL,                         "The `after` of the next page." },

    { "entity_register_line", "at",        ALWAYS, TIME,                         NULL },
    { "entity_register_line", "actor",     ALWAYS, OBJECT_OR_NULL("person"),     "Null: the server's command line." },
    { "entity_register_line", "action",    ALWAYS, ACTION,                       NULL },
    { "entity_register_line", "subject",   ALWAYS, OBJECT_OR_NULL("person"),     "Whom it is about." },
    { "entity_register_line", "entity",    ALWAYS, OBJECT_OR_NULL("named"),      NULL },
    { "entity_register_line", "operation", ALWAYS, OBJECT_OR_NULL("referenced"), "Null: the entity's own people." },
    { "entity_register_line", "reason",    ALWAYS, TEXT_OR_NULL,                 NULL },

    { "person", "name",  ALWAYS, TEXT, "The address until there is an account." },
    { "person", "email", ALWAYS, TEXT, NULL },

    { "entities", "items", ALWAYS, LIST(OBJECT("entity_line")), "By name." },
    { "entities", "next",  ALWAYS, TEXT_OR_NULL,                "The `after` of the next page." },

    { "entity_line", "id",     ALWAYS, TEXT,        NULL },
    { "entity_line", "name",   ALWAYS, TEXT,        NULL },
    { "entity_line", "kind",   ALWAYS, ENTITY_KIND, NULL },
    { "entity_line", "client", ALWAYS, FLAG,        "Whether the entity is a client of the platform." },

    { "entity", "id",                       ALWAYS, TEXT,        NULL },
    { "entity", "name",                     ALWAYS, TEXT,        NULL },
    { "entity", "kind",                     ALWAYS, ENTITY_KIND, NULL },
    { "entity", "client",                   ALWAYS, FLAG,        "Whether the entity is a client of the platform." },
    { "entity", "guests_need_habilitation", ALWAYS, FLAG,        "Whether lenders and borrowers must be authorised." },
    { "entity", "warnings",                 ALWAYS, ENTITY_WARNINGS, "What to mend before somebody leaves." },
    { "entity", "latest_until",             SOMETIMES, TIME, "The latest end that one may give; absent: any." },
    { "entity", "may",                      ALWAYS, ON_ENTITY,   NULL },

    { "teams", "items", ALWAYS, LIST(OBJECT("team")), "By name." },
    { "teams", "next",  ALWAYS, TEXT_OR_NULL,         "The `after` of the next page." },

    { "team", "id",      ALWAYS, TEXT,         NULL },
    { "team", "name",    ALWAYS, TEXT,         NULL },
    { "team", "parent",  ALWAYS, TEXT_OR_NULL, "Null for the root." },
    { "team", "people",  ALWAYS, NUMBER,       "Authorised in this very team." },
    { "team", "leaders", ALWAYS, NUMBER,       "Those of them who lead it." },
    { "team", "may",     ALWAYS, ON_TEAM,      NULL },

    { "habilitations", "items", ALWAYS, LIST(OBJECT("habilitation")), "By name." },
    { "habilitations", "next",  ALWAYS, TEXT_OR_NULL,                 "The `after` of the next page." },

    { "habilitation", "id",          ALWAYS, TEXT,                  NULL },
    { "habilitation", "user",        ALWAYS, OBJECT("authorised_user"), NULL },
    { "habilitation", "email",       ALWAYS, TEXT,                  NULL },
    { "habilitation", "team",        ALWAYS, OBJECT("named"),       NULL },
    { "habilitation", "roles",       ALWAYS, ROLES,                 NULL },
    { "habilitation", "status",      ALWAYS, HABILITATION_STATUS, "Queued: it begins later." },
    { "habilitation", "since",       ALWAYS, TIME,                  "When it was given, or restored." },
    { "habilitation", "from",        ALWAYS, TIME_OR_NULL,          "When it begins, or began, if not at once." },
    { "habilitation", "until",       ALWAYS, TIME_OR_NULL,          "When it ends by itself." },
    { "habilitation", "latest_until", SOMETIMES, TIME,         "The latest end that one may give; absent: any." },
    { "habilitation", "granted_by",  ALWAYS, TEXT_OR_NULL,          "A name, or an address." },
    { "habilitation", "archived_at", ALWAYS, TIME_OR_NULL,          NULL },
    { "habilitation", "archived_by", ALWAYS, TEXT_OR_NULL,          "A name, or an address." },
    { "habilitation", "reason",      ALWAYS, TEXT_OR_NULL,          "Why it was archived." },
    { "habilitation", "contacts",    ALWAYS, NUMBER,                "Lines for the entity that rest on it." },
    { "habilitation", "may",         ALWAYS, ON_HABILITATION,       NULL },

    { "authorised_user", "id",         ALWAYS, TEXT,         NULL },
    { "authorised_user", "first_name", ALWAYS, TEXT_OR_NULL, "Null until there is an account." },
    { "authorised_user", "last_name",  ALWAYS, TEXT_OR_NULL, "Null until there is an account, or with one name." },

    { "lines", "items", ALWAYS, LIST(OBJECT("line")), "By operation, newest first." },
    { "lines", "next",  ALWAYS, TEXT_OR_NULL,         "The `after` of the next page." },
    { "lines", "refusal", SOMETIMES, ARCHIVE_REFUSAL, "Why archiving would be refused now; with the first page." },

    { "line", "id",           ALWAYS, TEXT,                     "The contact's." },
    { "line", "operation",    ALWAYS, OBJECT("operation_name"), NULL },
    { "line", "side",         ALWAYS, SIDE,                     NULL },
    { "line", "status",       ALWAYS, STATUS,                   NULL },
    { "line", "until",        ALWAYS, TIME_OR_NULL,             "When the access ends by itself." },
    { "line", "last_manager", ALWAYS, FLAG,                     "Nobody else manages the operation." },

    { "operation_name", "id",        ALWAYS, TEXT,  NULL },
    { "operation_name", "reference", ALWAYS, TEXT,  NULL },
    { "operation_name", "name",      ALWAYS, TEXT,  NULL },
    { "operation_name", "status",    ALWAYS, STATE, NULL },

    { "authorised", "items", ALWAYS, LIST(OBJECT("authorised_line")), "One for each address, in the order asked." },

    { "authorised_line", "email",        ALWAYS,    TEXT,                   "As it was asked." },
    { "authorised_line", "result",       ALWAYS,    RESULT_OF_AUTHORISING,  NULL },
    { "authorised_line", "habilitation", SOMETIMES, OBJECT("habilitation"), "Unless refused." },
    { "authorised_line", "code",         SOMETIMES, AUTHORISE_REFUSAL, "When refused." },

    { "requests", "items", ALWAYS, LIST(OBJECT("request")), "Newest first." },
    { "requests", "next",  ALWAYS, TEXT_OR_NULL,            "The `after` of the next page." },

    { "request", "id",         ALWAYS, TEXT,                                NULL },
    { "request", "kind",       ALWAYS, REQUEST_KIND, "What is asked for." },
    { "request", "person",     ALWAYS, OBJECT("person"),                    "Whom it is for." },
    { "request", "stranger",   ALWAYS, FLAG,               "Who asks has proved a mailbox, and has no account." },
    { "request", "entity",     ALWAYS, OBJECT_OR_NULL("wanted_entity"),     "Null: who approves chooses it." },
    { "request", "operation",  ALWAYS, OBJECT_OR_NULL("wanted_operation"),  NULL },
    { "request", "message",    ALWAYS, TEXT_OR_NULL,                        "A word for who decides." },
    { "request", "asked_by",   ALWAYS, TEXT_OR_NULL,                        "A name, or an address." },
    { "request", "created",    ALWAYS, TIME,                                NULL },
    { "request", "status",     ALWAYS, REQUEST_STATUS,                      NULL },
    { "request", "decided_at", ALWAYS, TIME_OR_NULL,                        NULL },
    { "request", "decided_by", ALWAYS, TEXT_OR_NULL,                        "A name, or an address." },
    { "request", "reason",     ALWAYS, TEXT_OR_NULL,                        "Of who decided." },
    { "request", "vouched",    ALWAYS, OBJECT_OR_NULL("vouched"),           "How far it is, of kind vouch." },
    { "request", "may",        ALWAYS, ON_REQUEST,                          NULL },

    { "wanted_entity", "id",   ALWAYS, TEXT_OR_NULL, "Null: as it was typed, whether there is such a thing or not." },
    { "wanted_entity", "name", ALWAYS, TEXT,         NULL },

    { "wanted_operation", "id",        ALWAYS, TEXT_OR_NULL, "Null: as it was typed, whether there is such a thing." },
    { "wanted_operation", "reference", ALWAYS, TEXT,         NULL },
    { "wanted_operation", "name",      ALWAYS, TEXT_OR_NULL, NULL },

    { "asking", "state",     ALWAYS, WORD("\"waiting\",\"proved\",\"refused\""), NULL },
    { "asking", "email",     ALWAYS, TEXT,         "The mailbox that is to be proved." },
    { "asking", "operation", ALWAYS, TEXT_OR_NULL, "The reference, as it was typed." },
    { "asking", "entity",    ALWAYS, TEXT_OR_NULL, "The entity, as it was typed." },
    { "asking", "message",   ALWAYS, TEXT_OR_NULL, "A word for who decides." },
    { "asking", "asked",     ALWAYS, TIME,         NULL },
    { "asking", "expires",   ALWAYS, TIME,         "When this ends." },

    { "referenced", "reference", ALWAYS, TEXT, NULL },
    { "referenced", "name",      ALWAYS, TEXT, NULL },

    { "deciders", "items", ALWAYS, LIST(OBJECT("decider")), "Those of the caller's entity, then functions." },
    { "deciders", "next",  ALWAYS, TEXT_OR_NULL,            "Null: there is one page." },

    { "decider", "kind",  ALWAYS, DECIDER_KIND, NULL },
    { "decider", "name",  ALWAYS, TEXT_OR_NULL, "Null for a function." },
    { "decider", "email", ALWAYS, TEXT_OR_NULL, "Null for a function." },

    { "handovers", "items", ALWAYS, LIST(OBJECT("handover_line")), "Newest first." },
    { "handovers", "next",  ALWAYS, TEXT_OR_NULL,                  "The `after` of the next page." },

    { "handover_line", "id",         ALWAYS, TEXT,                  NULL },
    { "handover_line", "entity",     ALWAYS, OBJECT("named"),       "For which the person acted." },
    { "handover_line", "leaver",     ALWAYS, OBJECT("person"),      "Who leaves." },
    { "handover_line", "started_by", ALWAYS, OBJECT("person"),      "In whose name it is carried out." },
    { "handover_line", "from",       ALWAYS, TIME,                  "Successors have access from here on." },
    { "handover_line", "until",      ALWAYS, TIME,                  "Who leaves has his until here at least." },
    { "handover_line", "status",     ALWAYS, HANDOVER_STATUS,       NULL },
    { "handover_line", "created",    ALWAYS, TIME,                  NULL },
    { "handover_line", "ended_at",   ALWAYS, TIME_OR_NULL,          NULL },
    { "handover_line", "successors", ALWAYS, NUMBER,                "Who are asked." },
    { "handover_line", "accepted",   ALWAYS, NUMBER,                "Those of them who have accepted." },
    { "handover_line", "operations", ALWAYS, NUMBER,                "Concerned." },
    { "handover_line", "as",         ALWAYS, HANDOVER_AS,           "How the caller is part of it." },
    { "handover_line", "may",        ALWAYS, ON_HANDOVER,           NULL },

    { "handover", "id",         ALWAYS, TEXT,                  NULL },
    { "handover", "entity",     ALWAYS, OBJECT("named"),       "For which the person acted." },
    { "handover", "leaver",     ALWAYS, OBJECT("person"),      "Who leaves." },
    { "handover", "started_by", ALWAYS, OBJECT("person"),      "In whose name it is carried out." },
    { "handover", "from",       ALWAYS, TIME,                  "Successors have access from here on." },
    { "handover", "until",      ALWAYS, TIME,                  "Who leaves has his until here at least." },
    { "handover", "status",     ALWAYS, HANDOVER_STATUS,       NULL },
    { "handover", "created",    ALWAYS, TIME,                  NULL },
    { "handover", "ended_at",   ALWAYS, TIME_OR_NULL,          NULL },
    { "handover", "successors", ALWAYS, NUMBER,                "Who are asked." },
    { "handover", "accepted",   ALWAYS, NUMBER,                "Those of them who have accepted." },
    { "handover", "operations", ALWAYS, NUMBER,                "Concerned." },
    { "handover", "as",         ALWAYS, HANDOVER_AS,           "How the caller is part of it." },
    { "handover", "may",        ALWAYS, ON_HANDOVER,           NULL },
    { "handover", "message",    ALWAYS, TEXT_OR_NULL,          "A word for the successors." },
    { "handover", "roles",      ALWAYS, HANDED_ROLES,          "What became of his roles." },
    { "handover", "rests",      ALWAYS, FLAG,                  "Who started it has left: a leader may go on." },
    { "handover", "parts",      ALWAYS, LIST(OBJECT("handover_part")), "A successor sees his own alone." },

    { "handover_part", "id",          ALWAYS, TEXT,             NULL },
    { "handover_part", "successor",   ALWAYS, OBJECT("person"), NULL },
    { "handover_part", "account",     ALWAYS, FLAG_OR_NULL,     "Whether he has one; null where it is not told." },
    { "handover_part", "everything",  ALWAYS, FLAG,             "All that nobody else was named for." },
    { "handover_part", "status",      ALWAYS, WORD("\"waiting\",\"accepted\",\"refused\",\"expired\""), NULL },
    { "handover_part", "asked_at",    ALWAYS, TIME,             NULL },
    { "handover_part", "reminded_at", ALWAYS, TIME_OR_NULL,     NULL },
    { "handover_part", "answered_at", ALWAYS, TIME_OR_NULL,     "Or expired." },
    { "handover_part", "reason",      ALWAYS, TEXT_OR_NULL,     "Why it was refused." },
    { "handover_part", "operations",  ALWAYS, LIST(OBJECT("handover_operation")), "By reference, newest first." },
    { "handover_part", "may",         ALWAYS, ON_PART,          NULL },

    { "handover_operation", "id",        ALWAYS, TEXT,         NULL },
    { "handover_operation", "reference", ALWAYS, TEXT,         NULL },
    { "handover_operation", "name",      ALWAYS, TEXT,         NULL },
    { "handover_operation", "status",    ALWAYS, STATE,        NULL },
    { "handover_operation", "side",      ALWAYS, SIDE,         NULL },
    { "handover_operation", "state",     ALWAYS, HANDED_STATE, "Done: taken from who leaves; lost: he had none." },
    { "handover_operation", "at",        ALWAYS, TIME_OR_NULL, "Of the state." },
    { "handover_operation", "access",    ALWAYS, TEXT_OR_NULL, "The status of the successor's line." },

    { "handover_preview", "leaver",            ALWAYS, OBJECT("person"), NULL },
    { "handover_preview", "from",              ALWAYS, TIME,             NULL },
    { "handover_preview", "until",             ALWAYS, TIME,             NULL },
    { "handover_preview", "successors",        ALWAYS, LIST(OBJECT("handover_heir")), "In the order asked." },
    { "handover_preview", "left",              ALWAYS, LIST(OBJECT("handed_operation")), "Without a successor." },
    { "handover_preview", "habilitation_ends", ALWAYS, FLAG,             "Of who leaves, with the last operation." },
    { "handover_preview", "roles",             ALWAYS, FLAG,             "Whether there are roles to hand over." },

    { "handover_heir", "email",        ALWAYS, TEXT,         NULL },
    { "handover_heir", "name",         ALWAYS, TEXT_OR_NULL, "Of a colleague; null for everybody else." },
    { "handover_heir", "account",      ALWAYS, FLAG_OR_NULL, "Likewise: whether he has one." },
    { "handover_heir", "everything",   ALWAYS, FLAG,         NULL },
    { "handover_heir", "operations",   ALWAYS, LIST(OBJECT("handed_operation")), NULL },
    { "handover_heir", "needs_leader", ALWAYS, FLAG,         "Whether a team leader must authorise him first." },

    { "handed_operation", "id",        ALWAYS, TEXT,  NULL },
    { "handed_operation", "reference", ALWAYS, TEXT,  NULL },
    { "handed_operation", "name",      ALWAYS, TEXT,  NULL },
    { "handed_operation", "status",    ALWAYS, STATE, NULL },
    { "handed_operation", "side",      ALWAYS, SIDE,  NULL },

    { 0 }
};

/* clang-format on */

static bool same_schema(const struct member *row, const struct member *first)
{
    return row->schema && !strcmp(row->schema, first->schema);
}

static void write_member(struct text *out, const struct member *row)
{
    emit_object(out, row->name);
    emit_raw(out, NULL, row->value);
    if (row->about)
        emit_string(out, "description", row->about);
    emit_object_end(out);
}

static void write_schema(struct text *out, const struct member *first)
{
    emit_object(out, first->schema);
    emit_string(out, "type", "object");
    emit_flag(out, "additionalProperties", false);
    emit_array(out, "required");
    for (const struct member *row = first; same_schema(row, first); row++)
        if (row->presence == ALWAYS)
            emit_string(out, NULL, row->name);
    emit_array_end(out);
    emit_object(out, "properties");
    for (const struct member *row = first; same_schema(row, first); row++)
        write_member(out, row);
    emit_object_end(out);
    emit_object_end(out);
}

static void write_error_codes(struct text *out)
{
    emit_object(out, "error_code");
    emit_string(out, "type", "string");
    emit_array(out, "enum");
    for (enum err error = OK + 1; error < ERR_COUNT; error++)
        emit_string(out, NULL, err_code(error));
    emit_array_end(out);
    emit_object_end(out);
}

void openapi_schemas(struct text *out)
{
    emit_object(out, "schemas");
    for (const struct member *row = members; row->schema; row++)
        if (row == members || !same_schema(row, row - 1))
            write_schema(out, row);
    write_error_codes(out);
    emit_object_end(out);
}
