#include "proof.h"
#include "address.h"
#include "fold.h"
#include "secret.h"
#include "session.h"
#include "sql_desk.h"
#include "sql_people.h"
#include "throttle.h"

#include <ctype.h>

int proof_pause(struct req *q, const char *key)
{
    int address = throttle_wait(q, &throttle_address, key), from = throttle_wait(q, &throttle_source, q->source);

    return address > from ? address : from;
}

void proof_failed(struct req *q, const char *key)
{
    throttle_fail(q, &throttle_address, key);
    throttle_fail(q, &throttle_source, q->source);
    q->keep = true;
}

/* A browser's proof is looked for whether there is such an account or not: the same work for both. */
static const char *count_of(struct req *q, const char *user, const char *key)
{
    const char *browser = session_browser(q, user);

    return *browser ? arena_format(q->arena, "%s %s", key, browser) : key;
}

static enum err look_up(struct req *q, const char *key, const char *password, struct account_by_email *account)
{
    struct proof *proof = q->ready = ARENA_NEW(q->arena, struct proof);
    bool known = sql_account_by_email(q->db, account, key);

    proof->key = count_of(q, known ? account->id : "", key);
    proof->typed = password;
    if (known) {
        proof->user = account->id;
        proof->hash = account->password;
        proof->email = account->email;
    }
    q->retry_after = proof_pause(q, proof->key);
    return q->retry_after ? E_THROTTLED : OK;
}

enum err proof_of_address(struct req *q, const char *email, const char *password)
{
    const char *key = address_key(q->arena, email);
    struct account_by_email account;

    q->settled = !key;
    return look_up(q, key ? key : fold_text(q->arena, email), password, &account);
}

enum err proof_of_self(struct req *q, const char *password)
{
    struct account self;
    struct account_by_email account;

    if (!sql_account(q->db, &self, q->actor.user))
        return E_NO_SESSION;
    return look_up(q, self.email_key, password, &account);
}

void proof_make(struct req *q)
{
    struct proof *proof = q->ready;
    const char *password = fold_normal(q->arena, proof->typed);

    proof->right = secret_check_password(proof->hash, password);
    if (proof->right && secret_is_dated(proof->hash))
        proof->rehash = secret_hash_password(q->arena, password);
}

enum err proof_holds(struct req *q, const char *member)
{
    const struct proof *proof = q->ready;
    struct account account;

    q->retry_after = proof_pause(q, proof->key);
    if (q->retry_after)
        return E_THROTTLED;
    if (proof->right && sql_account(q->db, &account, q->actor.user) && secret_equal(account.password, proof->hash)) {
        throttle_clear(q, &throttle_address, proof->key);
        return OK;
    }
    proof_failed(q, proof->key);
    return fault_add(&q->faults, member, FAULT_PASSWORD_WRONG, 0);
}

const char *proof_typed(struct req *q, const char *typed)
{
    struct text out = text_new(q->arena, 64);

    for (; *typed; typed++)
        if (*typed != ' ' && *typed != '-')
            text_add_char(&out, (char)tolower((unsigned char)*typed));
    return text_string(&out);
}
