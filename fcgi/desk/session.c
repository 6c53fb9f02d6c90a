#include "session.h"
#include "acting.h"
#include "answer.h"
#include "conf.h"
#include "emit.h"
#include "kept.h"
#include "route.h"
#include "secret.h"
#include "server.h"
#include "sql_desk.h"
#include "token.h"

#include <string.h>

/* --- cookies ----------------------------------------------------------------------------------------------------- */

int session_cookies(struct req *q, const char *name, const char *values[COOKIES_MOST])
{
    const char *at = q->from.cookie ? q->from.cookie : "";
    size_t length = strlen(name);
    int count = 0;

    while (*at) {
        size_t piece;

        at += strspn(at, " ;");
        piece = strcspn(at, ";");
        if (piece > length && !strncmp(at, name, length) && at[length] == '=') {
            if (count == COOKIES_MOST)
                return 0;
            values[count++] = arena_copy(q->arena, at + length + 1, piece - length - 1);
        }
        at += piece;
    }
    return count;
}

void session_set_cookie(struct req *q, const char *name, const char *value, const char *path, int64_t max_age_s)
{
    struct text line = text_new(q->arena, 4096);

    text_add(&line, name);
    text_add_char(&line, '=');
    text_add(&line, value ? value : "");
    text_add(&line, "; Path=");
    text_add(&line, conf.prefix);
    text_add(&line, path);
    if (!value || max_age_s) {
        text_add(&line, "; Max-Age=");
        text_add_number(&line, value ? max_age_s : 0);
    }
    text_add(&line, conf.secure ? "; HttpOnly; SameSite=Strict; Secure" : "; HttpOnly; SameSite=Strict");
    answer_header(q, "Set-Cookie", text_string(&line));
}

static const char *digest_of(struct req *q, const char *value)
{
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    secret_digest(digest, value, strlen(value));
    return digest;
}

bool session_challenge(struct req *q, struct challenge_by_digest *row)
{
    const char *values[COOKIES_MOST];
    int count = session_cookies(q, COOKIE_CHALLENGE, values), known = 0;
    struct challenge_by_digest one;

    for (int i = 0; i < count; i++) {
        if (!sql_challenge_by_digest(q->db, &one, digest_of(q, values[i]), q->now))
            continue;
        *row = one;
        known++;
    }
    return known == 1;
}

const char *session_browser(struct req *q, const char *user)
{
    const char *values[COOKIES_MOST], *proof = "";
    int count = session_cookies(q, COOKIE_BROWSER, values), known = 0;
    struct browser_proved row;

    for (int i = 0; i < count; i++) {
        const char *digest = digest_of(q, values[i]);

        if (!sql_browser_proved(q->db, &row, digest, user, q->now))
            continue;
        proof = digest;
        known++;
    }
    return known == 1 ? proof : "";
}

static int64_t idle_s(void)
{
    return conf.idle_minutes * 60LL;
}

static void set_token(struct req *q, int64_t session_expires)
{
    struct token token = { q->actor.user, q->actor.session, q->now / 1000, q->now / 1000 + idle_s() };

    if (token.expires > session_expires / 1000)
        token.expires = session_expires / 1000;
    session_set_cookie(q, COOKIE_SESSION, token_make(q->arena, &server.keys, conf.public_url, &token), "", 0);
}

/* --- stages ------------------------------------------------------------------------------------------------------ */

enum err session_token(struct req *q)
{
    const char *values[COOKIES_MOST];
    int count = session_cookies(q, COOKIE_SESSION, values);

    q->tokens = arena_alloc(q->arena, COOKIES_MOST * sizeof *q->tokens);
    for (int i = 0; i < count; i++) {
        struct token token;

        if (token_check(q->arena, &server.keys, conf.public_url, values[i], q->now, &token))
            q->tokens[q->token_count++] = token;
    }
    return q->token_count || right_is_open(q->route->right) ? OK : E_NO_SESSION;
}

static bool is_past_half(const struct req *q, const struct token *token)
{
    return token->issued + idle_s() / 2 <= q->now / 1000;
}

bool session_renewal_due(const struct req *q)
{
    bool due = false;

    for (int i = 0; i < q->token_count; i++)
        due |= is_past_half(q, &q->tokens[i]);
    return due && q->route->right != PUBLIC;
}

/* The only one of the good tokens whose session goes on. */
static bool find(struct req *q, struct session_actor *row)
{
    struct session_actor one;
    int live = 0;

    for (int i = 0; i < q->token_count; i++) {
        if (!sql_session_actor(q->db, &one, q->now, q->tokens[i].session, q->tokens[i].user))
            continue;
        *row = one;
        q->token = q->tokens[i];
        live++;
    }
    return live == 1;
}

/* Nobody acts in a public row: whose the cookie is matters to who says so. */
static bool is_nobodys(const struct req *q)
{
    return q->route->right == PUBLIC && !q->from.acting;
}

enum err session_identify(struct req *q)
{
    enum err missing = right_is_open(q->route->right) ? OK : E_NO_SESSION;
    struct session_actor row = { 0 };

    q->bearer = (struct bearer){ 0 };
    if (is_nobodys(q))
        return OK;
    if (!find(q, &row))
        return db_error(q->db) ? db_error(q->db) : missing;
    q->bearer = (struct bearer){ row.user, row.session, row.entity };
    if (q->route->right == PUBLIC)
        return OK;
    q->actor = (struct actor){ .user = row.user,
                               .session = row.session,
                               .entity = row.entity,
                               .habilitated = row.habilitated,
                               .team_leader = row.team_leader,
                               .team = row.team_leader ? row.team : NULL,
                               .root_leader = row.team_leader && row.root,
                               .creator = row.creator,
                               .email = row.email,
                               .name = row.name,
                               .language = row.language,
                               .zone = q->faults.offset ? q->faults.offset : row.zone };
    q->session_expires = row.expires;
    return OK;
}

enum err session_renew(struct req *q)
{
    if (q->actor.session && is_past_half(q, &q->token)) {
        sql_session_used(q->db, q->now, q->actor.session);
        set_token(q, q->session_expires);
    }
    return OK;
}

/* --- the session itself ------------------------------------------------------------------------------------------ */

void session_open(struct req *q, const char *user, const char *browser)
{
    struct rows rows = sql_environments(q->db, user, q->now);
    char *id = arena_alloc(q->arena, ID_ROOM);
    const char *only = NULL;
    struct environments row;
    struct account_by_id account;
    int count = 0;

    while (environments_next(&rows, &row))
        only = count++ ? NULL : arena_string(q->arena, row.entity);
    sql_account_by_id(q->db, &account, user);
    secret_id(id, q->now);
    q->session_expires = q->now + conf.session_hours * 3600000LL;
    sql_session_add(q->db, &(struct sql_session_add){ .id = id,
                                                      .user = user,
                                                      .entity = only,
                                                      .agent = q->agent,
                                                      .source = q->address,
                                                      .browser = browser,
                                                      .now = q->now,
                                                      .expires = q->session_expires });
    q->actor = (struct actor){ .user = user, .session = id, .entity = only, .language = account.language };
    set_token(q, q->session_expires);
}

void session_reopen(struct req *q)
{
    const char *environment = q->actor.entity;

    sql_session_end(q->db, q->now, q->actor.session);
    session_open(q, q->actor.user, session_browser(q, q->actor.user));
    q->actor.entity = environment;
    sql_session_environment(q->db, environment, q->actor.session);
    acting_tell(q);
}

static void write_environment(struct text *out, const char *name, const struct environments *row)
{
    emit_object(out, name);
    emit_string(out, "entity", row->entity);
    emit_string(out, "name", row->name);
    emit_flag(out, "client", row->client);
    emit_flag(out, "team_leader", row->team_leader);
    emit_flag(out, "creator", row->creator);
    emit_string(out, "side", side_name(row->side));
    emit_object_end(out);
}

/* One pass: the environment that is chosen counts only while it is among those that stand open today. */
static void write_environments(struct req *q, struct text *out)
{
    struct text all = text_new(q->arena, ANSWER_MOST);
    struct rows rows = sql_environments(q->db, q->actor.user, q->now);
    struct environments row;
    bool chosen = false;

    emit_array(&all, NULL);
    while (environments_next(&rows, &row)) {
        if (q->actor.entity && !strcmp(row.entity, q->actor.entity)) {
            write_environment(out, "environment", &row);
            chosen = true;
        }
        write_environment(&all, NULL, &row);
    }
    emit_array_end(&all);
    if (!chosen)
        emit_null(out, "environment");
    emit_raw(out, "environments", text_string(&all));
}

void session_write(struct req *q)
{
    struct text *out = &q->answer;
    struct account_by_id account;

    sql_account_by_id(q->db, &account, q->actor.user);
    emit_object(out, NULL);
    emit_string(out, "id", q->actor.session);
    emit_object(out, "user");
    emit_string(out, "id", account.id);
    emit_string(out, "email", account.email);
    emit_string(out, "first_name", account.first_name);
    emit_string(out, "last_name", account.last_name);
    emit_string(out, "language", account.language);
    emit_object_end(out);
    write_environments(q, out);
    emit_time(out, "expires", q->session_expires);
    if (account.zone)
        emit_string(out, "zone", account.zone);
    emit_object_end(out);
}

bool session_forget(struct db *db, int64_t now)
{
    char first[ID_ROOM];

    kept_first_id(first, now);
    sql_challenge_purge(db, now);
    sql_browser_purge(db, first, now);
    sql_session_purge(db, first);
    return db_changes(db) > 0;
}
