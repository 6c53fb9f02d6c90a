/* The authenticator as a second factor, and the codes that help when it is lost. */
#include "accounts.h"
#include "emit.h"
#include "keys.h"
#include "otp.h"
#include "people.h"
#include "route.h"
#include "secret.h"
#include "server.h"
#include "session.h"
#include "sql_accounts.h"
#include "sql_people.h"
#include "throttle.h"

#include <ctype.h>
#include <string.h>

#define RECOVERY_CODES 10
#define RECOVERY_BYTES 10 /* 80 bits: 16 characters of base 32 */

struct own_password_in {
    const char *password;
};

struct totp_code_in {
    const char *code;
};

static const struct field own_password_body[] = {
    { "password", FIELD_TEXT, offsetof(struct own_password_in, password), true, 1, 1000, NULL, "My password." }, { 0 }
};

static const struct field totp_code_body[] = { { "code", FIELD_LINE, offsetof(struct totp_code_in, code), true, 1, 20,
                                                 NULL, "The authenticator's six digits." },
                                               { 0 } };

static enum err check(struct req *q)
{
    const struct own_password_in *in = q->in;

    return proof_of_self(q, in->password);
}

static const struct slow own_password_slow = { check, proof_make };

/* --- recovery codes ---------------------------------------------------------------------------------------------- */

static const char *digest_of(struct req *q, const char *code)
{
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    secret_digest(digest, code, strlen(code));
    return digest;
}

/* The old ones end; the new ones are shown this once, in groups of four, and only their digests are kept. */
static void renew(struct req *q, const char *user)
{
    sql_recovery_codes_end(q->db, user);
    emit_object(&q->answer, NULL);
    emit_array(&q->answer, "recovery_codes");
    for (int i = 0; i < RECOVERY_CODES; i++) {
        char code[ID_ROOM];

        secret_id(code, q->now);
        memmove(code, code + ID_ROOM - 1 - 16, 17); /* what is random in an identifier */
        sql_recovery_code_add(q->db, user, digest_of(q, code));
        emit_string(&q->answer, NULL,
                    arena_format(q->arena, "%.4s-%.4s-%.4s-%.4s", code, code + 4, code + 8, code + 12));
    }
    emit_array_end(&q->answer);
    emit_object_end(&q->answer);
}

static enum err recovery_codes_renew(struct req *q)
{
    struct account account;
    enum err error = proof_holds(q, "password");

    if (error)
        return error;
    if (!sql_account(q->db, &account, q->actor.user) || !account.totp_since)
        return E_CONFLICT;
    renew(q, account.id);
    return OK;
}

/* --- the authenticator ------------------------------------------------------------------------------------------- */

static bool open_seal(const struct account *account, unsigned char secret[OTP_SECRET_BYTES])
{
    const struct key *key = account->totp ? keys_find(&server.keys, account->totp_kid) : NULL;

    return key && secret_open(secret, OTP_SECRET_BYTES, key->bytes, account->totp);
}

/* For the label of the key URI: what RFC 3986 calls unreserved stays. */
static const char *encode(struct req *q, const char *text)
{
    struct text out = text_new(q->arena, 4096);

    for (; *text; text++) {
        if (isalnum((unsigned char)*text) || strchr("-._~", *text))
            text_add_char(&out, *text);
        else
            text_add(&out, arena_format(q->arena, "%%%02X", (unsigned char)*text));
    }
    return text_string(&out);
}

static enum err totp_propose(struct req *q)
{
    const struct key *key = &server.keys.key[0];
    unsigned char secret[OTP_SECRET_BYTES];
    struct account account;
    const char *text;
    enum err error = proof_holds(q, "password");

    if (error)
        return error;
    if (!sql_account(q->db, &account, q->actor.user) || account.totp_since)
        return E_CONFLICT;
    secret_random(secret, sizeof secret);
    text = otp_secret_text(q->arena, secret);
    sql_totp_propose(q->db, secret_seal(q->arena, key->bytes, secret, sizeof secret), key->kid, account.id);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "secret", text);
    emit_string(
        &q->answer, "uri",
        arena_format(q->arena, "otpauth://totp/Guichet:%s?secret=%s&issuer=Guichet", encode(q, account.email), text));
    emit_object_end(&q->answer);
    return OK;
}

static enum err totp_confirm(struct req *q)
{
    const struct totp_code_in *in = q->in;
    unsigned char secret[OTP_SECRET_BYTES];
    struct account account;
    int64_t step;

    if (!sql_account(q->db, &account, q->actor.user) || account.totp_since || !open_seal(&account, secret))
        return E_CONFLICT;
    q->retry_after = throttle_wait(q, &throttle_code, account.id);
    if (q->retry_after)
        return E_THROTTLED;
    step = otp_check(secret, in->code, q->now, account.totp_step);
    if (!step) {
        throttle_fail(q, &throttle_code, account.id);
        q->keep = true;
        return fault_add(&q->faults, "code", FAULT_CODE, 0);
    }
    sql_totp_accept(q->db, q->now, step, account.id);
    renew(q, account.id);
    session_reopen(q);
    person_tell(q, &account, MAIL_TOTP_CHANGED, "on");
    return OK;
}

static enum err totp_remove(struct req *q)
{
    struct account account;
    enum err error = proof_holds(q, "password");

    if (error)
        return error;
    if (!sql_account(q->db, &account, q->actor.user) || !account.totp_since)
        return E_CONFLICT;
    sql_totp_remove(q->db, account.id);
    sql_recovery_codes_end(q->db, account.id);
    session_reopen(q);
    person_tell(q, &account, MAIL_TOTP_CHANGED, "off");
    return OK;
}

/* The alphabet of the codes has no o, i or l: who types them means 0 and 1 (Crockford's base 32). */
static const char *as_made(struct req *q, const char *typed)
{
    char *code = arena_string(q->arena, typed);

    for (char *c = code; *c; c++)
        *c = *c == 'o' ? '0' : *c == 'i' || *c == 'l' ? '1' : *c;
    return code;
}

/* A seal under an older key is renewed when it is used, so that keys can be retired. */
bool totp_fits(struct req *q, const char *user, const char *typed)
{
    const struct key *key = &server.keys.key[0];
    unsigned char secret[OTP_SECRET_BYTES];
    struct account account;
    int64_t step = 0;

    if (sql_account(q->db, &account, user) && open_seal(&account, secret))
        step = otp_check(secret, typed, q->now, account.totp_step);
    if (step) {
        sql_totp_used(q->db, step, secret_seal(q->arena, key->bytes, secret, sizeof secret), key->kid, user);
        return true;
    }
    sql_recovery_code_use(q->db, user, digest_of(q, as_made(q, typed)));
    return db_changes(q->db) > 0;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route totp_routes[] = {
    { "POST", "api/account/totp", OWN_SESSION, "Propose a secret for my authenticator.",
      BODY(own_password_body, own_password_in), .slow = &own_password_slow, .act = totp_propose,
      .answer = &totp_schema },
    { "POST", "api/account/totp/confirm", OWN_SESSION, "Prove the authenticator by a code; answers recovery codes.",
      BODY(totp_code_body, totp_code_in), .act = totp_confirm, .answer = &recovery_codes_schema, .secret = true },
    { "POST", "api/account/totp/remove", OWN_SESSION, "Sign in by mail codes again.",
      BODY(own_password_body, own_password_in), .slow = &own_password_slow, .act = totp_remove },
    { "POST", "api/account/recovery_codes", OWN_SESSION, "Replace my recovery codes.",
      BODY(own_password_body, own_password_in), .slow = &own_password_slow, .act = recovery_codes_renew,
      .answer = &recovery_codes_schema },
    { 0 }
};

/* clang-format on */
