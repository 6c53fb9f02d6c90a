/* Signing in and out, and the environment. */
#include "address.h"
#include "api.h"
#include "conf.h"
#include "fold.h"
#include "keys.h"
#include "outbox.h"
#include "secret.h"
#include "server.h"
#include "session.h"
#include "throttle.h"

#include <string.h>

#define CODE_LIFE_MS   (10 * 60 * 1000LL)
#define CODE_TRIES     5
#define CHALLENGE_PATH "api/session/code"

const struct field sign_in_body[] = {
    { "email", FIELD_TEXT, offsetof(struct sign_in, email), true, 1, 400, NULL, "The address of the account." },
    { "password", FIELD_TEXT, offsetof(struct sign_in, password), true, 1, 1000, NULL, "Its password." },
    { 0 }
};

const struct field code_body[] = { { "code", FIELD_LINE, offsetof(struct code_in, code), true, 1, 20, NULL,
                                     "The six digits of the mail." },
                                   { "remember", FIELD_FLAG, offsetof(struct code_in, remember), false, 0, 0, NULL,
                                     "No code from this browser for 30 days." },
                                   { 0 } };

const struct field environment_body[] = { { "entity", FIELD_LINE, offsetof(struct environment_in, entity), true, 1, 64,
                                            NULL, "One of the session's environments." },
                                          { 0 } };

/* --- password ---------------------------------------------------------------------------------------------------- */

/* What the slow part found out, for the transaction that follows. */
struct proof {
    const char *key;         /* of the address; the address itself when it is none */
    const char *user, *hash; /* NULL when there is no such account */
    bool right;
};

static int pause_s(struct req *q, const char *key)
{
    int address = throttle_wait(q, &throttle_address, key);
    int source = throttle_wait(q, &throttle_source, q->from.source ? q->from.source : "");

    return address > source ? address : source;
}

/* Known or not, an address costs the same: one look-up, one hash. */
enum err session_prepare(struct req *q)
{
    const struct sign_in *in = q->in;
    struct proof *proof = q->ready = ARENA_NEW(q->arena, struct proof);
    struct account_by_email account;
    const char *key = address_key(q->arena, in->email);
    enum err error = db_begin(q->db, q->arena);

    if (error)
        return error;
    proof->key = key ? key : fold_text(q->arena, in->email);
    q->retry_after = pause_s(q, proof->key);
    if (sql_account_by_email(q->db, &account, proof->key)) {
        proof->user = account.id;
        proof->hash = account.password;
    }
    error = db_commit(q->db);
    if (error || q->retry_after)
        return error ? error : E_THROTTLED;
    proof->right = secret_check_password(proof->hash, fold_normal(q->arena, in->password));
    return OK;
}

static enum err refuse(struct req *q, const struct proof *proof)
{
    throttle_fail(q, &throttle_address, proof->key);
    throttle_fail(q, &throttle_source, q->from.source ? q->from.source : "");
    q->keep = true;
    return E_BAD_CREDENTIALS;
}

static const char *digest_of(struct req *q, const char *value)
{
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    secret_digest(digest, value, strlen(value));
    return digest;
}

static enum err challenge(struct req *q, const struct account_by_email *account)
{
    char *id = arena_alloc(q->arena, ID_ROOM), *cookie = arena_alloc(q->arena, LINK_ROOM);

    secret_id(id, q->now);
    secret_cookie(cookie);
    sql_challenge_purge(q->db, q->now);
    sql_challenge_add(q->db, id, digest_of(q, cookie), server.keys.key[0].kid, account->id, q->now,
                      q->now + CODE_LIFE_MS);
    outbox_put(q->db, q->now,
               &(struct mail){ .kind = "code",
                               .email = account->email,
                               .language = account->language,
                               .facts = "{}",
                               .challenge = id,
                               .life_ms = CODE_LIFE_MS });
    session_set_cookie(q, COOKIE_CHALLENGE, cookie, CHALLENGE_PATH, CODE_LIFE_MS / 1000);
    text_add(&q->answer, "{\"challenge\":\"email_code\"}");
    q->status = 202;
    return OK;
}

static bool browser_proved(struct req *q, const char *user)
{
    const char *cookie = session_cookie(q, COOKIE_BROWSER);
    struct browser_proved row;

    return cookie && sql_browser_proved(q->db, &row, digest_of(q, cookie), user, q->now);
}

static enum err open_session(struct req *q, const char *user, const char *key)
{
    throttle_clear(q, &throttle_address, key);
    session_open(q, user);
    session_write(q);
    return OK;
}

enum err session_add(struct req *q)
{
    const struct proof *proof = q->ready;
    struct account_by_email account;
    int pause = pause_s(q, proof->key);

    if (pause) {
        q->retry_after = pause;
        return E_THROTTLED;
    }
    if (!proof->right || !sql_account_by_email(q->db, &account, proof->key) ||
        !secret_equal(account.password, proof->hash))
        return refuse(q, proof);
    q->retry_after = throttle_wait(q, &throttle_code, account.id);
    if (q->retry_after)
        return E_THROTTLED;
    return browser_proved(q, account.id) ? open_session(q, account.id, proof->key) : challenge(q, &account);
}

/* --- the code ---------------------------------------------------------------------------------------------------- */

/* Six digits, whatever stands between them. */
static const char *digits(struct req *q, const char *typed)
{
    struct text out = text_new(q->arena, 64);

    for (; *typed; typed++)
        if (*typed != ' ' && *typed != '-')
            text_add_char(&out, *typed);
    return text_string(&out);
}

static bool code_fits(struct req *q, const struct challenge_by_digest *row, const char *typed)
{
    const struct key *key = keys_find(&server.keys, row->kid);
    char code[7];

    if (!key)
        return false;
    secret_code(code, key->bytes, row->id);
    return secret_equal(code, digits(q, typed));
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

static void remember(struct req *q, const char *user)
{
    char *cookie = arena_alloc(q->arena, LINK_ROOM);

    secret_cookie(cookie);
    sql_browser_add(q->db, digest_of(q, cookie), user, q->now + BROWSER_LIFE_MS);
    session_set_cookie(q, COOKIE_BROWSER, cookie, "api/session", BROWSER_LIFE_MS / 1000);
}

enum err session_code(struct req *q)
{
    const struct code_in *in = q->in;
    const char *cookie = session_cookie(q, COOKIE_CHALLENGE);
    struct challenge_by_digest row;

    if (!cookie || !sql_challenge_by_digest(q->db, &row, digest_of(q, cookie), q->now))
        return E_CHALLENGE_ENDED;
    if (!code_fits(q, &row, in->code))
        return wrong_code(q, &row);
    sql_challenge_end(q->db, row.id);
    throttle_clear(q, &throttle_code, row.user);
    session_set_cookie(q, COOKIE_CHALLENGE, NULL, CHALLENGE_PATH, 0);
    if (in->remember)
        remember(q, row.user);
    return open_session(q, row.user, row.email_key);
}

/* --- the session ------------------------------------------------------------------------------------------------- */

enum err session_show(struct req *q)
{
    session_write(q);
    return OK;
}

enum err session_switch(struct req *q)
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

enum err session_remove(struct req *q)
{
    sql_session_end(q->db, q->now, q->actor.session);
    session_set_cookie(q, COOKIE_SESSION, NULL, "", 0);
    return OK;
}
