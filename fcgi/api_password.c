/* Changing one's password, and choosing a new one when it is forgotten. */
#include "address.h"
#include "api.h"
#include "dictionary.h"
#include "emit.h"
#include "fold.h"
#include "invitation.h"
#include "password.h"
#include "proof.h"
#include "secret.h"
#include "session.h"
#include "throttle.h"

#define LINKS_MOST   5 /* reset links a person is sent within LINKS_WITHIN */
#define LINKS_WITHIN (3600 * 1000LL)

const struct field password_change_body[] = { { "current", FIELD_TEXT, offsetof(struct password_change_in, current),
                                                true, 1, 1000, NULL, "As it is now." },
                                              { "password", FIELD_TEXT, offsetof(struct password_change_in, password),
                                                true, 1, 1000, NULL, "16 characters of four classes, or 20 of any." },
                                              { 0 } };

const struct field forgotten_body[] = { { "email", FIELD_TEXT, offsetof(struct forgotten_in, email), true, 1, 400, NULL,
                                          "The address of the account." },
                                        { 0 } };

const struct field reset_body[] = { { "secret", FIELD_LINE, offsetof(struct reset_in, secret), true, 1, 200, NULL,
                                      "The end of the mail's link." },
                                    { "password", FIELD_TEXT, offsetof(struct reset_in, password), true, 1, 1000, NULL,
                                      "16 characters of four classes, or 20 of any." },
                                    { 0 } };

/* What the slow part made, for the transaction that follows. */
struct chosen {
    struct proof proof; /* first: proof_holds reads it from the same place */
    const char *hash;
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
    account_tell(q, account, "password_changed", NULL);
}

/* --- changing ---------------------------------------------------------------------------------------------------- */

enum err password_change_prepare(struct req *q)
{
    const struct password_change_in *in = q->in;
    const char *password = fold_normal(q->arena, in->password);
    struct chosen *chosen = ARENA_NEW(q->arena, struct chosen);
    enum err error = proof_of_self(q, in->current);

    if (error)
        return error;
    chosen->proof = *(struct proof *)q->ready;
    q->ready = chosen;
    error = password_accept(q, password, chosen->proof.email);
    if (!error && chosen->proof.right)
        chosen->hash = secret_hash_password(q->arena, password);
    return error;
}

enum err password_change(struct req *q)
{
    const struct chosen *chosen = q->ready;
    struct account account;
    enum err error = proof_holds(q, "current");

    if (error)
        return error;
    if (!sql_account(q->db, &account, q->actor.user))
        return E_NO_SESSION;
    sql_account_password(q->db, chosen->hash, account.id);
    end_everywhere(q, &account, session_browser_digest(q));
    session_reopen(q);
    return OK;
}

/* --- forgotten --------------------------------------------------------------------------------------------------- */

/* Whether anybody has the address must not show in the time either: a hash outweighs what differs. */
enum err password_forgotten_prepare(struct req *q)
{
    const struct forgotten_in *in = q->in;

    secret_check_password(NULL, in->email);
    return OK;
}

static void send_reset(struct req *q, const struct account_by_email *account)
{
    invitation_send(q->db, q->now,
                    &(struct invited){ .user = account->id,
                                       .email = account->email,
                                       .language = account->language,
                                       .kind = "reset",
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
                                       .kind = "activation",
                                       .facts = text_string(&text),
                                       .contact = facts.contact });
}

enum err password_forgotten(struct req *q)
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

enum err password_reset_prepare(struct req *q)
{
    const struct reset_in *in = q->in;
    const char *password = fold_normal(q->arena, in->password);
    struct chosen *chosen = q->ready = ARENA_NEW(q->arena, struct chosen);
    struct invitation_by_digest link;
    enum err error = db_begin(q->db, q->arena);
    bool found;

    if (error)
        return error;
    found = invitation_find(q, in->secret, "reset", &link);
    error = db_commit(q->db);
    if (!error && !found)
        error = E_NOT_FOUND;
    if (!error)
        error = password_accept(q, password, link.email);
    if (!error)
        chosen->hash = secret_hash_password(q->arena, password);
    return error;
}

enum err password_reset(struct req *q)
{
    const struct reset_in *in = q->in;
    const struct chosen *chosen = q->ready;
    struct invitation_by_digest link;
    struct account account;

    if (!invitation_find(q, in->secret, "reset", &link) || !sql_account(q->db, &account, link.user))
        return E_NOT_FOUND;
    sql_account_password(q->db, chosen->hash, account.id);
    sql_account_mailbox(q->db, q->now, account.id);
    throttle_clear(q, &throttle_address, account.email_key);
    sql_invitation_end_live(q->db, q->now, account.id, "reset");
    end_everywhere(q, &account, "");
    return OK;
}
