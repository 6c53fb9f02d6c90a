#include "proof.h"
#include "address.h"
#include "fold.h"
#include "secret.h"
#include "session.h"
#include "sql.h"
#include "throttle.h"

static const char *source(const struct req *q)
{
    return q->from.source ? q->from.source : "";
}

int proof_pause(struct req *q, const char *key)
{
    int address = throttle_wait(q, &throttle_address, key), from = throttle_wait(q, &throttle_source, source(q));

    return address > from ? address : from;
}

void proof_failed(struct req *q, const char *key)
{
    throttle_fail(q, &throttle_address, key);
    throttle_fail(q, &throttle_source, source(q));
    q->keep = true;
}

/* Outside the transaction, which is not to stay open for as long as a hash takes. */
static void check(struct req *q, struct proof *proof, const char *typed)
{
    const char *password = fold_normal(q->arena, typed);

    proof->right = secret_check_password(proof->hash, password);
    if (proof->right && secret_is_dated(proof->hash))
        proof->rehash = secret_hash_password(q->arena, password);
}

static const char *count_of(struct req *q, const char *user, const char *key)
{
    const char *browser = session_browser_digest(q);
    struct browser_proved proved;

    if (!sql_browser_proved(q->db, &proved, browser, user, q->now))
        return key;
    return arena_format(q->arena, "%s %s", key, browser);
}

static enum err end_look_up(struct req *q)
{
    enum err error = db_commit(q->db);

    return error ? error : q->retry_after ? E_THROTTLED : OK;
}

enum err proof_of_address(struct req *q, const char *email, const char *password)
{
    struct proof *proof = q->ready = ARENA_NEW(q->arena, struct proof);
    const char *key = address_key(q->arena, email);
    struct account_by_email account;
    enum err error = db_begin(q->db, q->arena);

    if (error)
        return error;
    proof->key = key ? key : fold_text(q->arena, email);
    if (sql_account_by_email(q->db, &account, proof->key))
        *proof = (struct proof){
            count_of(q, account.id, proof->key), account.id, account.password, NULL, account.email, false
        };
    q->retry_after = proof_pause(q, proof->key);
    error = end_look_up(q);
    if (!error)
        check(q, proof, password);
    return error;
}

enum err proof_of_self(struct req *q, const char *password)
{
    struct proof *proof = q->ready = ARENA_NEW(q->arena, struct proof);
    struct account account;
    enum err error = db_begin(q->db, q->arena);

    if (error)
        return error;
    if (!sql_account(q->db, &account, q->token.user)) {
        db_rollback(q->db);
        return db_error(q->db) ? db_error(q->db) : E_NO_SESSION;
    }
    *proof = (struct proof){
        count_of(q, account.id, account.email_key), account.id, account.password, NULL, account.email, false
    };
    q->retry_after = proof_pause(q, proof->key);
    error = end_look_up(q);
    if (!error)
        check(q, proof, password);
    return error;
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
