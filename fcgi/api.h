/* Handlers and loaders, one topic a file; their rows are in routes.c, their rights in rights.c, their SQL in sql/. */
#ifndef API_H
#define API_H

#include "contact.h"
#include "cursor.h"
#include "habilitation.h"
#include "req.h"
#include "routes.h"

/* --- bodies and queries, as the tables beside them describe ------------------------------------------------------- */

struct sign_in {
    const char *email, *password;
};
struct code_in {
    const char *code;
    bool remember;
};
struct environment_in {
    const char *entity;
};
struct secret_in {
    const char *secret;
};
struct account_change_in {
    const char *first_name, *last_name, *job_title, *phone, *language, *zone;
};
struct password_change_in {
    const char *current, *password;
};
struct own_password_in {
    const char *password;
};
struct forgotten_in {
    const char *email;
};
struct reset_in {
    const char *secret, *password;
};
struct move_preview_in {
    const char *email;
};
struct move_in {
    const char *email, *password;
};
struct move_code_in {
    const char *code;
};
struct totp_code_in {
    const char *code;
};
struct notifications_query {
    const char *search, *after;
    int64_t limit;
};
struct notification_mode_in {
    const char *mode;
};
struct notification_in {
    enum said own, borrowers;
};
struct account_in {
    const char *secret, *first_name, *last_name, *job_title, *phone, *password, *language;
    bool terms;
};
struct operations_query {
    const char *side, *status, *search, *after;
    int64_t limit;
};
struct contacts_query {
    const char *state, *entity, *search, *after;
    int64_t limit;
};
struct page_query {
    const char *after;
    int64_t limit;
};
struct register_query {
    const char *action, *after;
    int64_t since, until, limit;
};
struct deciders_query {
    const char *operation, *entity;
};
struct contacts_in {
    struct texts emails;
    const char *entity, *message;
    int64_t from, until;
};
struct revoke_in {
    const char *reason;
};
struct restore_in {
    int64_t from, until;
};
struct extend_in {
    int64_t until;
};
struct entities_query {
    const char *search, *after;
    int64_t limit;
};
struct entity_in {
    bool strict;
};
struct team_in {
    const char *name, *parent;
};
struct habilitations_query {
    const char *state, *team, *search, *after;
    int64_t limit;
};
struct habilitation_lines_query {
    const char *state, *after;
    int64_t limit;
};
struct habilitations_in {
    struct texts emails, roles;
    const char *team;
    int64_t from, until;
};
struct habilitation_in {
    const char *team;
    struct texts roles;
    int64_t from, until;
};
struct authorise_again_in {
    const char *reason;
    int64_t from, until;
};
struct part_in {
    const char *entity, *side;
};
struct operation_in {
    const char *reference, *name;
    struct items participations; /* of struct part_in */
};
struct close_in {
    int64_t until;
};
struct requests_query {
    const char *state, *after;
    int64_t limit;
};
struct request_in {
    const char *operation, *entity, *message, *email;
};
struct decision_in {
    const char *reason, *entity, *team;
};
struct handovers_query {
    const char *state, *after;
    int64_t limit;
};
struct successor_in {
    const char *email;
    struct texts operations; /* none: everything */
};
struct handover_in {
    struct items successors; /* of struct successor_in */
    const char *message, *habilitation;
    int64_t from, until;
};
struct handover_change_in {
    const char *part, *email;
};

extern const struct field sign_in_body[], code_body[], environment_body[], secret_body[], account_body[];
extern const struct field account_change_body[], password_change_body[], own_password_body[], forgotten_body[],
    reset_body[], totp_code_body[], move_preview_body[], move_body[], move_code_body[], move_lost_body[];
extern const struct field notifications_fields[], notification_mode_body[], notification_body[];
extern const struct field operations_fields[], contacts_fields[], page_fields[], register_fields[], deciders_fields[];
extern const struct field contacts_body[], revoke_body[], restore_body[], extend_body[];
extern const struct field entities_fields[], entity_body[], team_body[], team_change_body[];
extern const struct field habilitations_fields[], habilitation_lines_fields[], habilitations_body[],
    habilitation_body[], authorise_again_body[];
extern const struct field operation_body[], operation_change_body[], close_body[];
extern const struct field requests_fields[], request_body[], decision_body[];
extern const struct field handovers_fields[], handover_body[], handover_change_body[];

/* What `may` lists: a right, by the name that clients know. A list ends with a row without a name. */
struct offer {
    enum right right;
    const char *name;
};

/* --- service.c ---------------------------------------------------------------------------------------------------- */

enum err health(struct req *q);
enum err openapi(struct req *q);

/* --- sign_in.c ---------------------------------------------------------------------------------------------------- */

extern const struct slow session_slow;
enum err session_add(struct req *q);
enum err session_code(struct req *q);

/* What was typed of a code, whatever spaces, dashes and capitals stand in it. Lends arena memory. */
const char *code_typed(struct req *q, const char *typed);

enum err session_show(struct req *q);
enum err session_switch(struct req *q);
enum err session_remove(struct req *q);

/* --- browsers.c --------------------------------------------------------------------------------------------------- */

enum err sessions_list(struct req *q);
enum err sessions_end(struct req *q);
enum err sessions_end_others(struct req *q);

/* --- joining.c ---------------------------------------------------------------------------------------------------- */

enum err invitation_show(struct req *q);
enum err invitation_refuse(struct req *q);
extern const struct slow account_slow;
enum err account_add(struct req *q);

/* The invitation of a link that still works, of a kind or (NULL) of any. */
bool invitation_find(struct req *q, const char *secret, const char *kind, struct invitation_by_digest *out) CHECKED;

/* --- account.c ---------------------------------------------------------------------------------------------------- */

enum err account_show(struct req *q);
enum err account_change(struct req *q);

extern const char *const account_languages[];

/* Mails a person what has happened to his account, when and from which browser; `change` is NULL or says which way. */
void account_tell(struct req *q, const struct account *account, const char *kind, const char *change);

/* E_FIELDS, with a fault at the member, for a name of which nothing can be seen; NULL passes. */
enum err account_check_name(struct req *q, const char *member, const char *name) CHECKED;

/* Carries a name to every line and habilitation of the person, by which lists are sorted and searched. */
void account_rename_lines(struct req *q, const char *user, const char *first, const char *last, const char *email);

/* --- setting.c ---------------------------------------------------------------------------------------------------- */

enum err notification_list(struct req *q);
enum err notification_set_mode(struct req *q);
enum err notification_load(struct req *q); /* subject: struct notification_list */
enum err notification_change(struct req *q);

/* Writes what the caller is told about an operation, as a member when there is a name; null when he is told nothing,
 * for want of a line of his own. */
void notification_show(struct req *q, const char *name, const char *operation);

/* --- password_change.c -------------------------------------------------------------------------------------------- */

extern const struct slow password_change_slow, password_forgotten_slow, password_reset_slow;
enum err password_change(struct req *q);
enum err password_forgotten(struct req *q);
enum err password_reset(struct req *q);

/* Whether a new password, in NFC, is taken: otherwise E_FIELDS and a fault at `password`. */
enum err password_accept(struct req *q, const char *password, const char *email) CHECKED;

/* --- move_ask.c, move_link.c, move_lost.c ------------------------------------------------------------------------- */

enum err move_preview(struct req *q);
enum err move_show(struct req *q);
extern const struct slow move_slow;
enum err move_add(struct req *q);
enum err move_remove(struct req *q);
enum err move_confirm(struct req *q);

enum err move_link_show(struct req *q);
enum err move_link_cancel(struct req *q);
enum err move_link_confirm(struct req *q);

extern const struct slow move_lost_slow;
enum err move_lost(struct req *q);

/* Somebody says yes to who lost his mailbox: `enough` when nobody else is needed. E_CONFLICT when it is not awaited. */
enum err move_vouch(struct req *q, const struct request *request, bool *enough) CHECKED;

/* Ends such a change before it is done, even after the yes that was needed, for the reason the status says. */
void move_not_vouched(struct req *q, const struct request *request, const char *status);

/* Whether such a change can still be stopped. */
bool move_is_open(struct req *q, const struct request *request);

/* --- totp.c ------------------------------------------------------------------------------------------------------- */

extern const struct slow own_password_slow;
enum err totp_propose(struct req *q);
enum err totp_confirm(struct req *q);
enum err totp_remove(struct req *q);
enum err recovery_codes_renew(struct req *q);

/* Whether what was typed is the authenticator's code, or a recovery code; either counts once. */
bool totp_fits(struct req *q, const char *user, const char *typed) CHECKED;

/* --- operation_show.c --------------------------------------------------------------------------------------------- */

enum err operation_list(struct req *q);
enum err operation_load(struct req *q); /* subject: struct operation */
enum err operation_show(struct req *q);

/* --- register_show.c ---------------------------------------------------------------------------------------------- */

enum err register_list(struct req *q);
enum err entity_register(struct req *q);

/* --- contact_show.c ----------------------------------------------------------------------------------------------- */

extern const struct offer contact_offers[];

/* Subject: a line and its operation. */
struct line {
    struct operation operation;
    struct contact_by_id contact;
};

enum err contact_load(struct req *q); /* subject: struct line */
enum err contact_list(struct req *q);

/* What is true between the caller and a line, as far as rights go; q->facts holds what is true of the operation. */
struct facts contact_facts(struct req *q, const char *operation, const struct contact_by_id *row);

/* A name as it is told of a line: who waits in a draft has not heard of it, so that an address which somebody typed
 * into it tells nothing; NULL then. */
const char *contact_name(const struct req *q, const struct contact_by_id *row, const char *name);

/* Writes a line as it is now to the answer, as a member when there is a name. */
enum err contact_show(struct req *q, const char *name, const struct operation *operation, const char *id) CHECKED;

/* Fills an entity's part in the operation; false when it has none. */
bool contact_place(struct req *q, const struct operation *operation, const char *entity, struct place *out) CHECKED;

/* --- contact_add.c ------------------------------------------------------------------------------------------------ */

enum err contacts_load(struct req *q); /* subject: struct operation; facts of the entity in the body */
enum err contact_add(struct req *q);

/* --- contact_change.c --------------------------------------------------------------------------------------------- */

enum err contact_revoke(struct req *q);
enum err contact_restore(struct req *q);
enum err contact_extend(struct req *q);
enum err contact_resend(struct req *q);

/* --- why_show.c --------------------------------------------------------------------------------------------------- */

enum err contact_why(struct req *q);
enum err habilitation_why(struct req *q);

/* --- leave.c ------------------------------------------------------------------------------------------------------ */

enum err leave_load(struct req *q); /* subject: struct line, the caller's own */
enum err leave_ask(struct req *q);

/* When the caller asked to be removed from an operation and nobody has decided yet; 0 when he did not. */
int64_t leave_asked(struct req *q, const char *operation);

/* --- operation_change.c ------------------------------------------------------------------------------------------- */

enum err operation_add(struct req *q);
enum err operation_change(struct req *q);
enum err operation_publish(struct req *q);
enum err operation_close(struct req *q);

/* --- entity.c ----------------------------------------------------------------------------------------------------- */

enum err entity_names(struct req *q);
enum err entity_load(struct req *q); /* subject: struct entity, where it is the environment's */
enum err entity_show(struct req *q);
enum err entity_change(struct req *q);

/* --- team.c ------------------------------------------------------------------------------------------------------- */

enum err team_list(struct req *q);
enum err team_add_load(struct req *q);
enum err team_add(struct req *q);
enum err team_change_load(struct req *q); /* subject: struct team */
enum err team_change(struct req *q);
enum err team_remove_load(struct req *q); /* subject: struct team */
enum err team_remove(struct req *q);

/* Whether the caller leads the team, or one above it. */
bool team_is_led(struct req *q, const char *team);

/* --- habilitation_show.c ------------------------------------------------------------------------------------------ */

enum err habilitation_list(struct req *q);
enum err habilitation_contacts(struct req *q);
enum err habilitations_load(struct req *q);
extern const struct offer habilitation_offers[];

/* Why archiving would be refused now, whatever page is shown. */
enum err habilitation_archive_refusal(struct req *q, const struct habilitation *row) CHECKED;

/* Whether a person's archived habilitation can be restored by the caller, who may authorise at the entity. */
enum err habilitation_again(struct req *q, const char *id) CHECKED;

enum err habilitation_load(struct req *q); /* subject: struct habilitation */
enum err habilitation_change_load(struct req *q);

/* The roles of a body; E_FIELDS, with a fault at `roles`, for one that does not exist. */
enum err roles_read(struct req *q, const struct texts *names, struct roles *out) CHECKED;

/* Writes a habilitation as it is now, as a member when there is a name. */
enum err habilitation_show(struct req *q, const char *name, const char *id) CHECKED;

/* --- habilitation_change.c ---------------------------------------------------------------------------------------- */

enum err habilitation_add(struct req *q);
enum err habilitation_change(struct req *q);
enum err habilitation_archive(struct req *q);
enum err habilitation_restore(struct req *q);
enum err habilitation_extend(struct req *q);

/* --- request.c ---------------------------------------------------------------------------------------------------- */

enum err request_list(struct req *q);

/* What is true between the caller and a request. */
struct facts request_facts(struct req *q, const struct request *row, enum right right);

/* Finds one for the caller, who sees those that he may decide, and what he asked; false for any other. */
bool request_find(struct req *q, const char *id, struct request *out) CHECKED;

/* Writes one to the answer. */
void request_write(struct req *q, const struct request *row);

#define REQUESTS_PER_DAY 10   /* for one person */
#define REQUESTS_AGAIN_S 3600 /* when to try again, after so many */

/* Whether a person has asked so often today, for access or to be let go, that no more mails go out. */
bool request_is_one_too_many(struct req *q, const char *user, bool leaving);

/* Mails somebody about a request. */
void request_tell(struct req *q, const char *kind, const char *email, const char *language, const char *facts);

/* --- request_add.c ------------------------------------------------------------------------------------------------ */

enum err request_deciders(struct req *q);
enum err request_add(struct req *q);

/* --- asking.c ----------------------------------------------------------------------------------------------------- */

/* Keeps what somebody signed out asks, and mails him the link by which he proves the mailbox. `key` is his address's.
 */
enum err asking_begin(struct req *q, const char *key) CHECKED;

enum err asking_show(struct req *q);
enum err asking_confirm(struct req *q);
enum err asking_refuse(struct req *q);

/* --- request_decide.c --------------------------------------------------------------------------------------------- */

enum err request_load(struct req *q); /* subject: struct request */
enum err request_approve(struct req *q);
enum err request_refuse(struct req *q);
enum err request_cancel(struct req *q);

/* --- starts and ends (dates.c) ------------------------------------------------------------------------------------ */

/* The end that a FIELD_UNTIL holds, 0 for none. */
int64_t until_given(int64_t until);

/* E_FIELDS, with a fault at `from` or `until`, unless the end is ahead, the start before it and neither absurdly far. A
 * start that is past means now. */
enum err dates_check(struct req *q, int64_t from, int64_t until) CHECKED;

/* The same for what the caller may give until `latest` (0: any end), which is also where it ends when no end is named.
 */
enum err dates_give(struct req *q, int64_t from, int64_t *until, int64_t latest) CHECKED;

/* The same for what is to begin again and ended at `old` (0: had no end): who may give any end must name the new one.
 */
enum err dates_again(struct req *q, int64_t from, int64_t *until, int64_t latest, int64_t old) CHECKED;

/* Writes the latest end that the caller may give, unless he may give any. */
void dates_latest(struct req *q, int64_t latest);

/* The same as dates_check for another end of what there is: none is later than any. */
enum err dates_move(struct req *q, int64_t from, int64_t until, int64_t latest) CHECKED;

/* --- handover_show.c ---------------------------------------------------------------------------------------------- */

enum err handover_list(struct req *q);
enum err handover_load(struct req *q); /* subject: struct handover */
enum err handover_show(struct req *q);

/* Writes one as it is now to the answer. */
enum err handover_write(struct req *q, const char *id) CHECKED;

/* --- handover_add.c ----------------------------------------------------------------------------------------------- */

enum err handover_plan_load(struct req *q); /* subject: struct plan, known there alone */
enum err handover_preview(struct req *q);
enum err handover_add(struct req *q);

/* The person of a successor's address, who is neither leaving himself nor the one to be replaced: otherwise E_FIELDS,
 * with a fault at the member. One nobody knew yet is only made known when `make` says so; else his id is NULL. */
enum err handover_successor(struct req *q, const char *member, const char *email, const char *leaver,
                            const char *entity, bool make, struct person *out) CHECKED;

/* --- handover_change.c -------------------------------------------------------------------------------------------- */

enum err handover_accept(struct req *q);
enum err handover_refuse(struct req *q);
enum err handover_cancel(struct req *q);
enum err handover_change(struct req *q);
enum err handover_continue(struct req *q);

/* --- several addresses at once (addresses.c) ---------------------------------------------------------------------- */

/* Writes `{"items":[...]}`: `one` is called for each address that is one and comes for the first time, and writes its
 * item; the others are refused here. */
enum err addresses_each(struct req *q, const struct texts *emails,
                        enum err (*one)(struct req *, const char *email, const char *key, const void *),
                        const void *what) CHECKED;

/* Writes the item of a refused address. */
void address_refuse(struct req *q, const char *email, const char *code);

/* The person of an address; somebody nobody knew yet becomes known, in the language of who adds him or in another. */
void address_person(struct req *q, const char *email, const char *key, struct person *out);
void address_person_in(struct req *q, const char *email, const char *key, const char *language, struct person *out);

/* The same for one whom the caller invites: E_TOO_MANY_STRANGERS, with the seconds to wait, when he has no account and
 * is one too many for a day. In addresses_each it refuses only this address. */
enum err address_invite(struct req *q, const char *email, const char *key, struct person *out) CHECKED;

/* Whether the caller may have us write to a person without an account, once more. */
enum err address_stranger(struct req *q, const char *user) CHECKED;

/* --- shared by the handlers of lists (list.c) --------------------------------------------------------------------- */

#define LIMIT_FIELD(type)                                                                                              \
    {                                                                                                                  \
        "limit", FIELD_NUMBER, offsetof(type, limit), false, 1, 100, NULL, "At most so many items; 50 when absent."    \
    }
#define AFTER_FIELD(type)                                                                                              \
    {                                                                                                                  \
        "after", FIELD_TEXT, offsetof(type, after), false, 1, 2048, NULL, "The `next` of the page before."             \
    }

/* One page of a list under way. */
struct page {
    struct req *q;
    const char *list;   /* names it and what it was asked for */
    struct cursor from; /* what the rows come after: the end of the page before, then of this one */
    int64_t rows;       /* how many to ask for: one more than are shown tells whether another page follows */
    int64_t count;
    const char *next;
};

/* Opens a list at the `after` and with the `limit` asked for (0: 50). E_FIELDS when it cannot go on from there. */
enum err page_begin(struct req *q, struct page *page, const char *list, const char *after, int64_t limit) CHECKED;

/* Whether the row just read, sorted by these (the second may be NULL), belongs to the page; the first that does not
 * ends the rows. */
bool page_takes(struct page *page, struct rows *rows, const char *one, const char *two);

/* Closes the list with where it goes on. */
void page_end(const struct page *page);

/* The pattern by which folded text is searched for words of a person; "" for none. */
const char *list_pattern(struct req *q, const char *words);

/* Whose rows the caller may read of an operation: "" for everybody's, else his own entity. */
const char *list_scope(const struct req *q);

/* Opens `{"items":[`, and closes the list with the cursor of the last row when there is another page. */
void list_begin(struct req *q);
void list_end(struct req *q, const char *next);

/* Fills the operation and the facts about it; E_NOT_FOUND when there is none of that id. */
enum err operation_find(struct req *q, struct operation *out) CHECKED;

#endif
