/* Signing in and out, and the environment. */
#include "accounts.h"
#include "answer.h"
#include "emit.h"
#include "keys.h"
#include "outbox.h"
#include "people.h"
#include "route.h"
#include "secret.h"
#include "server.h"
#include "session.h"
#include "sql_accounts.h"
#include "sql_desk.h"
#include "sql_people.h"
#include "throttle.h"

#include <string.h>

#define CODE_LIFE_MS   (10 * 60 * 1000LL)
#define CODE_TRIES     5
#define CHALLENGE_PATH "api/session/code"

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

static const struct field sign_in_body[] = {
    { "email", FIELD_TEXT, offsetof(struct sign_in, email), true, 1, 400, NULL, "The address of the account." },
    { "password", FIELD_TEXT, offsetof(struct sign_in, password), true, 1, 1000, NULL, "Its password." },
    { 0 }
};

static const struct field code_body[] = { { "code", FIELD_LINE, offsetof(struct code_in, code), true, 1, 40, NULL,
                                            "Of the mail or the authenticator, or a recovery code." },
                                          { "remember", FIELD_FLAG, offsetof(struct code_in, remember), false, 0, 0,
                                            NULL, "No code from this browser for 30 days." },
                                          { 0 } };

static const struct field environment_body[] = { { "entity", FIELD_LINE, offsetof(struct environment_in, entity), true,
                                                   1, 64, NULL, "One of the session's environments." },
                                                 { 0 } };

/* --- password ---------------------------------------------------------------------------------------------------- */

/* Known or not, an address costs the same: one look-up, one hash. */
static enum err check(struct req *q)
{
    const struct sign_in *in = q->in;

    return proof_of_address(q, in->email, in->password);
}

static const struct slow session_slow = { check, proof_make };

static const char *digest_of(struct req *q, const char *value)
{
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    secret_digest(digest, value, strlen(value));
    return digest;
}

static void mail_code(struct req *q, const char *id, const struct account *account)
{
    outbox_put(q->db, q->now,
               &(struct mail){ .kind = MAIL_CODE,
                               .email = account->email,
                               .language = account->language,
                               .facts = "{}",
                               .challenge = id,
                               .life_ms = CODE_LIFE_MS });
}

/* The password was right: what else is asked for, `email_code` or `totp`. */
static enum err challenge(struct req *q, const struct account *account, enum challenge_kind kind)
{
    char *id = arena_alloc(q->arena, ID_ROOM), *cookie = arena_alloc(q->arena, LINK_ROOM);
    bool mailed = kind == CHALLENGE_EMAIL_CODE;

    if (mailed && (q->retry_after = outbox_wait(q->db, q->now, MAIL_CODE, account->email)))
        return E_TOO_MANY_CODES;
    secret_id(id, q->now);
    secret_cookie(cookie);
    sql_challenge_add(q->db, &(struct sql_challenge_add){ .id = id,
                                                          .digest = digest_of(q, cookie),
                                                          .kid = server.keys.key[0].kid,
                                                          .user = account->id,
                                                          .kind = kind,
                                                          .now = q->now,
                                                          .expires = q->now + CODE_LIFE_MS });
    if (mailed)
        mail_code(q, id, account);
    session_set_cookie(q, COOKIE_CHALLENGE, cookie, CHALLENGE_PATH, CODE_LIFE_MS / 1000);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "challenge", challenge_kind_name(kind));
    emit_object_end(&q->answer);
    q->status = 202;
    return OK;
}

static enum err open_session(struct req *q, const struct account *account, const char *count, const char *browser)
{
    throttle_clear(q, &throttle_address, account->email_key);
    throttle_clear(q, &throttle_address, count);
    session_open(q, account->id, browser);
    session_write(q);
    return OK;
}

static enum err session_add(struct req *q)
{
    const struct proof *proof = q->ready;
    struct account account;
    const char *browser;

    q->retry_after = proof_pause(q, proof->key);
    if (q->retry_after)
        return E_THROTTLED;
    if (!proof->right || !sql_account(q->db, &account, proof->user) || !secret_equal(account.password, proof->hash)) {
        proof_failed(q, proof->key);
        return E_BAD_CREDENTIALS;
    }
    q->retry_after = throttle_wait(q, &throttle_code, account.id);
    if (q->retry_after)
        return E_THROTTLED;
    if (proof->rehash)
        sql_account_password(q->db, proof->rehash, account.id);
    browser = session_browser(q, account.id);
    if (*browser)
        return open_session(q, &account, proof->key, browser);
    return challenge(q, &account, account.totp_since ? CHALLENGE_TOTP : CHALLENGE_EMAIL_CODE);
}

/* --- the code ---------------------------------------------------------------------------------------------------- */

static bool code_fits(struct req *q, const struct challenge_by_digest *row, const char *typed)
{
    const struct key *key = keys_find(&server.keys, row->kid);
    char code[7];

    if (row->kind == CHALLENGE_TOTP)
        return totp_fits(q, row->user, typed);
    if (!key)
        return false;
    secret_code(code, key->bytes, row->id);
    return secret_equal(code, typed);
}

static enum err wrong_code(struct req *q, const struct challenge_by_digest *row)
{
    throttle_fail(q, &throttle_code, row->user);
    q->keep = true;
    if (row->tries + 1 < CODE_TRIES) {
        sql_challenge_try(q->db, row->id);
        return E_BAD_CODE;
    }
    sql_challenge_end(q->db, row->id);
    session_set_cookie(q, COOKIE_CHALLENGE, NULL, CHALLENGE_PATH, 0);
    return E_CHALLENGE_ENDED;
}

/* Lends the digest by which the browser is known from now on. */
static const char *remember(struct req *q, const char *user, int64_t proved)
{
    char *cookie = arena_alloc(q->arena, LINK_ROOM);
    const char *digest;

    secret_cookie(cookie);
    digest = digest_of(q, cookie);
    sql_browser_add(q->db, digest, user, proved + BROWSER_LIFE_MS);
    session_set_cookie(q, COOKIE_BROWSER, cookie, "api/", (proved + BROWSER_LIFE_MS - q->now) / 1000);
    return digest;
}

/* Somebody who signs in from a browser of a kind that was never seen with this account is told. */
static void tell_of_browser(struct req *q, const struct account *account)
{
    struct session_agent_known known;

    if (!sql_session_agent_known(q->db, &known, account->id, q->agent ? q->agent : "", q->actor.session))
        person_tell(q, account, MAIL_NEW_BROWSER, NULL);
}

static enum err session_code(struct req *q)
{
    const struct code_in *in = q->in;
    struct challenge_by_digest row;
    struct account account;
    const char *browser = "";
    bool mailed;

    if (!session_challenge(q, &row) || !sql_account(q->db, &account, row.user))
        return E_CHALLENGE_ENDED;
    q->retry_after = throttle_wait(q, &throttle_code, row.user);
    if (q->retry_after)
        return E_THROTTLED;
    if (!code_fits(q, &row, proof_typed(q, in->code)))
        return wrong_code(q, &row);
    sql_challenge_end(q->db, row.id);
    mailed = row.kind == CHALLENGE_EMAIL_CODE;
    if (mailed)
        person_prove_mailbox(q, row.user);
    else if (account.mailbox + BROWSER_LIFE_MS <= q->now)
        return challenge(q, &account, CHALLENGE_EMAIL_CODE);
    throttle_clear(q, &throttle_code, row.user);
    session_set_cookie(q, COOKIE_CHALLENGE, NULL, CHALLENGE_PATH, 0);
    if (in->remember)
        browser = remember(q, row.user, mailed ? q->now : account.mailbox);
    open_session(q, &account, account.email_key, browser);
    tell_of_browser(q, &account);
    return OK;
}

/* --- the session ------------------------------------------------------------------------------------------------- */

static enum err session_show(struct req *q)
{
    session_write(q);
    return OK;
}

static enum err session_switch(struct req *q)
{
    const struct environment_in *in = q->in;
    struct rows rows = sql_environments(q->db, q->actor.user, q->now);
    struct environments row;
    bool open = false;

    while (environments_next(&rows, &row))
        open |= !strcmp(row.entity, in->entity);
    if (!open)
        return E_NOT_FOUND;
    sql_session_environment(q->db, in->entity, q->actor.session);
    q->actor.entity = in->entity;
    session_write(q);
    return OK;
}

static enum err session_remove(struct req *q)
{
    sql_session_end(q->db, q->now, q->actor.session);
    session_set_cookie(q, COOKIE_SESSION, NULL, "", 0);
    answer_header(q, "Clear-Site-Data", "\"cache\", \"storage\"");
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route sign_in_routes[] = {
    { "POST", "api/session", PUBLIC, "Sign in: a session, or 202 and a challenge.",
      BODY(sign_in_body, sign_in), .slow = &session_slow, .act = session_add,
      .answer = &session_schema, .also = &challenge_schema,
      REFUSES(E_BAD_CREDENTIALS, E_TOO_MANY_CODES) },
    { "POST", "api/session/code", PUBLIC, "Answer the challenge with the code of the mail.",
      BODY(code_body, code_in), .act = session_code, .answer = &session_schema, .also = &challenge_schema,
      REFUSES(E_BAD_CODE, E_CHALLENGE_ENDED) },
    { "GET", "api/session", OWN_SESSION, "Who is signed in, and for which entity.",
      .act = session_show, .answer = &session_schema },
    { "DELETE", "api/session", OWN_SESSION, "Sign out.",
      .act = session_remove },
    { "PUT", "api/session/environment", OWN_SESSION, "Choose the entity for which to act.",
      BODY(environment_body, environment_in), .act = session_switch, .answer = &session_schema,
      .secret = true,
      REFUSES(E_NOT_FOUND) },
    { 0 }
};

/* clang-format on */
