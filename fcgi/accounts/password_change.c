/* Changing one's password, and choosing a new one when it is forgotten. */
#include "accounts.h"
#include "address.h"
#include "dictionary.h"
#include "emit.h"
#include "fold.h"
#include "operations.h"
#include "password.h"
#include "people.h"
#include "route.h"
#include "secret.h"
#include "session.h"
#include "sql_accounts.h"
#include "sql_desk.h"
#include "sql_people.h"
#include "throttle.h"

#define LINKS_MOST   5 /* reset links a person is sent within LINKS_WITHIN */
#define LINKS_WITHIN (3600 * 1000LL)

struct password_change_in {
    const char *current, *password;
};

struct forgotten_in {
    const char *email;
};

struct reset_in {
    const char *secret, *password;
};

static const struct field password_change_body[] = {
    { "current", FIELD_TEXT, offsetof(struct password_change_in, current), true, 1, 1000, NULL, "As it is now." },
    { "password", FIELD_TEXT, offsetof(struct password_change_in, password), true, 1, 1000, NULL,
      "16 characters of four classes, or 20 of any." },
    { 0 }
};

static const struct field forgotten_body[] = { { "email", FIELD_TEXT, offsetof(struct forgotten_in, email), true, 1,
                                                 400, NULL, "The address of the account." },
                                               { 0 } };

static const struct field reset_body[] = { { "secret", FIELD_LINE, offsetof(struct reset_in, secret), true, 1, 200,
                                             NULL, "The end of the mail's link." },
                                           { "password", FIELD_TEXT, offsetof(struct reset_in, password), true, 1, 1000,
                                             NULL, "16 characters of four classes, or 20 of any." },
                                           { 0 } };

/* What the slow part made, for the transaction that follows. */
struct chosen {
    struct proof proof; /* first: proof_make and proof_holds find it in the same place */
    const char *password, *hash;
};

enum err password_accept(struct req *q, const char *password, const char *email)
{
    enum fault fault = password_fault(password, email);

    if (fault == FAULT_COUNT && dictionary_knows(password))
        fault = FAULT_PASSWORD_COMMON;
    return fault == FAULT_COUNT ? OK : fault_add(&q->faults, "password", fault, PASSWORD_MOST);
}

/* What a new password ends: every session, every sign-in half done, every sign-in half done, and every browser's proof
 * but perhaps one. */
static void end_everywhere(struct req *q, const struct account *account, const char *but_browser)
{
    sql_sessions_end(q->db, q->now, account->id, "");
    sql_browsers_forget(q->db, account->id, but_browser);
    sql_challenges_end(q->db, account->id);
    person_tell(q, account, MAIL_PASSWORD_CHANGED, NULL);
}

/* --- changing ---------------------------------------------------------------------------------------------------- */

static enum err check_change(struct req *q)
{
    const struct password_change_in *in = q->in;
    struct chosen *chosen = ARENA_NEW(q->arena, struct chosen);
    enum err error = proof_of_self(q, in->current);

    if (error)
        return error;
    chosen->proof = *(struct proof *)q->ready;
    chosen->password = fold_normal(q->arena, in->password);
    q->ready = chosen;
    return password_accept(q, chosen->password, chosen->proof.email);
}

static void hash_change(struct req *q)
{
    struct chosen *chosen = q->ready;

    proof_make(q);
    if (chosen->proof.right)
        chosen->hash = secret_hash_password(q->arena, chosen->password);
}

static const struct slow password_change_slow = { check_change, hash_change };

static enum err password_change(struct req *q)
{
    const struct chosen *chosen = q->ready;
    struct account account;
    enum err error = proof_holds(q, "current");

    if (error)
        return error;
    if (!sql_account(q->db, &account, q->actor.user))
        return E_NO_SESSION;
    sql_account_password(q->db, chosen->hash, account.id);
    end_everywhere(q, &account, session_browser(q, account.id));
    session_reopen(q);
    return OK;
}

/* --- forgotten --------------------------------------------------------------------------------------------------- */

static enum err check_forgotten(struct req *q)
{
    const struct forgotten_in *in = q->in;

    q->settled = !address_key(q->arena, in->email);
    q->retry_after = throttle_wait(q, &throttle_source, q->source);
    return q->retry_after ? E_THROTTLED : OK;
}

/* Whether anybody has the address must not show in the time either: a hash outweighs what differs. */
static void hash_forgotten(struct req *q)
{
    const struct forgotten_in *in = q->in;

    secret_check_password(NULL, in->email);
}

static const struct slow password_forgotten_slow = { check_forgotten, hash_forgotten };

static void send_reset(struct req *q, const struct account_by_email *account)
{
    invitation_send(q->db, q->now,
                    &(struct invited){ .user = account->id,
                                       .email = account->email,
                                       .language = account->language,
                                       .kind = MAIL_RESET,
                                       .facts = "{}" });
}

/* Who was invited and has no account yet is sent the invitation again. */
static void send_activation(struct req *q, const struct account_by_email *account)
{
    struct waiting_facts facts;
    struct text text = text_new(q->arena, 8192);

    if (!sql_waiting_facts(q->db, &facts, account->id))
        return;
    emit_object(&text, NULL);
    emit_string(&text, "sponsor", facts.sponsor);
    emit_string(&text, "entity", facts.entity);
    emit_string(&text, "operation", facts.operation);
    emit_string(&text, "reference", facts.reference);
    emit_object_end(&text);
    invitation_send(q->db, q->now,
                    &(struct invited){ .user = account->id,
                                       .email = account->email,
                                       .language = account->language,
                                       .sponsor = facts.sponsor_id,
                                       .kind = MAIL_ACTIVATION,
                                       .facts = text_string(&text),
                                       .contact = facts.contact });
}

static enum err password_forgotten(struct req *q)
{
    const struct forgotten_in *in = q->in;
    const char *key = address_key(q->arena, in->email);
    struct account_by_email account;
    struct invitation_count sent;

    if (!key || !sql_account_by_email(q->db, &account, key))
        return OK;
    sql_invitation_count(q->db, &sent, account.id, q->now - LINKS_WITHIN);
    if (sent.count >= LINKS_MOST)
        return OK;
    if (account.activated)
        send_reset(q, &account);
    else
        send_activation(q, &account);
    return OK;
}

static enum err check_reset(struct req *q)
{
    const struct reset_in *in = q->in;
    struct chosen *chosen = q->ready = ARENA_NEW(q->arena, struct chosen);
    struct invitation_by_digest link;

    if (!invitation_find(q, in->secret, INVITATION_RESET, &link))
        return E_NOT_FOUND;
    chosen->password = fold_normal(q->arena, in->password);
    return password_accept(q, chosen->password, link.email);
}

static void hash_reset(struct req *q)
{
    struct chosen *chosen = q->ready;

    chosen->hash = secret_hash_password(q->arena, chosen->password);
}

static const struct slow password_reset_slow = { check_reset, hash_reset };

static enum err password_reset(struct req *q)
{
    const struct reset_in *in = q->in;
    const struct chosen *chosen = q->ready;
    struct invitation_by_digest link;
    struct account account;

    if (!invitation_find(q, in->secret, INVITATION_RESET, &link) || !sql_account(q->db, &account, link.user))
        return E_NOT_FOUND;
    sql_account_password(q->db, chosen->hash, account.id);
    person_prove_mailbox(q, account.id);
    throttle_clear(q, &throttle_address, account.email_key);
    sql_invitation_end_live(q->db, q->now, account.id, INVITATION_RESET);
    end_everywhere(q, &account, "");
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route password_change_routes[] = {
    { "PUT", "api/account/password", OWN_SESSION, "Change my password; all other sessions end.",
      BODY(password_change_body, password_change_in), .slow = &password_change_slow, .act = password_change },
    { "POST", "api/password/forgotten", PUBLIC, "Ask for a link to choose a new password; always the same answer.",
      BODY(forgotten_body, forgotten_in), .slow = &password_forgotten_slow, .act = password_forgotten,
      .status = 202 },
    { "POST", "api/password", PUBLIC, "Choose a new password with the link; all sessions end.",
      BODY(reset_body, reset_in), .slow = &password_reset_slow, .act = password_reset,
      REFUSES(E_NOT_FOUND) },
    { 0 }
};

/* clang-format on */
