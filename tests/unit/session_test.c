/* Cookies, in and out, and the token in one of them. */
#include "session.h"

#include "check.h"
#include "conf.h"
#include "routes.h"
#include "secret.h"
#include "server.h"

#include <stdlib.h>

#define NOW INT64_C(1772357400000)

static struct arena *arena;

static struct req *request(const char *cookie)
{
    struct req *q;

    arena_reset(arena);
    q = ARENA_NEW(arena, struct req);
    q->arena = arena;
    q->now = NOW;
    q->headers = text_new(arena, 8192);
    q->from.cookie = cookie;
    return q;
}

/* --- read -------------------------------------------------------------------------------------------------------- */

static void finds_the_one_cookie_of_that_name(void)
{
    static const struct {
        const char *header, *value;
    } cases[] = {
        { "guichet=abc", "abc" },
        { " guichet=abc", "abc" },
        { "guichet=abc;", "abc" },
        { "theme=dark; guichet=abc", "abc" },
        { "guichet=abc; theme=dark", "abc" },
        { "a=1;guichet=abc;b=2", "abc" },
        { "a=1;  guichet=abc;  b=2", "abc" },
        { ";;; guichet=abc ;;", "abc " },
        { "guichet=a=b==", "a=b==" },
        { "guichet=\"abc\"", "\"abc\"" },
        { "guichet=a b", "a b" },
        { "guichet=", "" },
        { "guichet=; theme=dark", "" },
        /* names that only begin, or end, alike */
        { "guichetx=abc", NULL },
        { "guichet_challenge=abc", NULL },
        { "xguichet=abc", NULL },
        { "__Host-guichet=abc", NULL },
        { "guiche=abc", NULL },
        { "Guichet=abc", NULL },
        { "guichet =abc", NULL },
        { "guichetx=no; guichet=abc; guichet_browser=no", "abc" },
        { "theme=guichet=abc", NULL },
        { "theme=\"x; guichet=abc\"", "abc\"" }, /* quotes do not hide a semicolon (RFC 6265, 4.1.1) */
        /* no pair */
        { "guichet", NULL },
        { "=guichet", NULL },
        { "=abc", NULL },
        { "", NULL },
        { "   ", NULL },
        { ";", NULL },
        { NULL, NULL },
        /* twice: whose is which cannot be told */
        { "guichet=abc; guichet=def", NULL },
        { "guichet=abc; guichet=abc", NULL },
        { "guichet=abc; theme=dark; guichet=def", NULL },
        { "guichet=; guichet=abc", NULL },
        { "guichet=abc; guichet=", NULL },
        { "guichet=a; guichet=b; guichet=c", NULL },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = session_cookie(request(cases[i].header), "guichet");

        if ((got && cases[i].value) ? strcmp(got, cases[i].value) != 0 : got != cases[i].value)
            printf("the header was \"%s\"\n", cases[i].header ? cases[i].header : "(null)");
        CHECK_TEXT(got, cases[i].value);
    }
}

static void finds_each_of_ours(void)
{
    struct req *q = request("guichet=a; guichet_challenge=b; guichet_browser=c");

    CHECK_TEXT(session_cookie(q, COOKIE_SESSION), "a");
    CHECK_TEXT(session_cookie(q, COOKIE_CHALLENGE), "b");
    CHECK_TEXT(session_cookie(q, COOKIE_BROWSER), "c");
}

/* --- set --------------------------------------------------------------------------------------------------------- */

static void sets_cookies_that_scripts_and_other_sites_do_not_get(void)
{
    struct req *q = request(NULL);

    session_set_cookie(q, "guichet", "abc", "", 0);
    CHECK_TEXT(text_string(&q->headers), "Set-Cookie: guichet=abc; Path=/desk/; HttpOnly; SameSite=Strict; Secure\r\n");
}

static void limits_path_and_age_where_asked(void)
{
    struct req *q = request(NULL);

    session_set_cookie(q, "guichet_browser", "abc", "api/session", 2592000);
    CHECK_TEXT(text_string(&q->headers), "Set-Cookie: guichet_browser=abc; Path=/desk/api/session; Max-Age=2592000;"
                                         " HttpOnly; SameSite=Strict; Secure\r\n");
}

static void removes_a_cookie(void)
{
    struct req *q = request(NULL);

    session_set_cookie(q, "guichet", NULL, "", 0);
    CHECK_TEXT(text_string(&q->headers),
               "Set-Cookie: guichet=; Path=/desk/; Max-Age=0; HttpOnly; SameSite=Strict; Secure\r\n");
}

static void sets_several(void)
{
    struct req *q = request(NULL);

    session_set_cookie(q, "guichet", "a", "", 0);
    session_set_cookie(q, "guichet_challenge", NULL, "", 0);
    CHECK(strstr(text_string(&q->headers), "guichet=a;") != NULL);
    CHECK(strstr(text_string(&q->headers), "\r\nSet-Cookie: guichet_challenge=;") != NULL);
}

/* A browser does not keep a Secure cookie of plain http on localhost. */
static void leaves_secure_out_on_localhost_alone(void)
{
    struct req *q = request(NULL);

    conf.secure = false;
    session_set_cookie(q, "guichet", "abc", "", 0);
    conf.secure = true;
    CHECK_TEXT(text_string(&q->headers), "Set-Cookie: guichet=abc; Path=/desk/; HttpOnly; SameSite=Strict\r\n");
}

/* --- the token --------------------------------------------------------------------------------------------------- */

static const char *token_of(const struct keys *keys, int64_t issued_ms)
{
    static char cookie[TOKEN_MOST + 16];
    struct token token = { "u1", "s1", issued_ms / 1000, issued_ms / 1000 + 600 };
    struct arena *own = arena_new();

    snprintf(cookie, sizeof cookie, "guichet=%s", token_make(own, keys, conf.public_url, &token));
    arena_free(own);
    return cookie;
}

static enum err token_stage(const char *cookie, enum right right, struct token *token)
{
    struct route route = { .method = "GET", .path = "api/session", .right = right };
    struct req *q = request(cookie);
    enum err error;

    q->route = &route;
    error = session_token(q);
    *token = q->token;
    return error;
}

static void a_good_token_names_person_and_session(void)
{
    struct token token;

    CHECK(token_stage(token_of(&server.keys, NOW), OWN_SESSION, &token) == OK);
    CHECK_TEXT(token.user, "u1");
    CHECK_TEXT(token.session, "s1");
}

static void without_a_good_token_only_public_rows_go_on(void)
{
    static const struct keys foreign = { .count = 1, .key = { { "k1", "another key of thirty-two bytes" } } };
    const char *good = token_of(&server.keys, NOW);
    char twice[2 * TOKEN_MOST + 40];
    struct token token;

    snprintf(twice, sizeof twice, "%s; %s", good, good);
    CHECK(token_stage(NULL, OWN_SESSION, &token) == E_NO_SESSION);
    CHECK(token_stage("guichet=", OWN_SESSION, &token) == E_NO_SESSION);
    CHECK(token_stage("guichet=rubbish", OWN_SESSION, &token) == E_NO_SESSION);
    CHECK(token_stage(twice, OWN_SESSION, &token) == E_NO_SESSION);
    CHECK(token_stage(token_of(&foreign, NOW), OWN_SESSION, &token) == E_NO_SESSION);
    CHECK(token_stage(token_of(&server.keys, NOW - 3600000), OWN_SESSION, &token) == E_NO_SESSION);
    CHECK(!token.user && !token.session);
    CHECK(token_stage(NULL, UNDECLARED, &token) == E_NO_SESSION);
    CHECK(token_stage(NULL, PUBLIC, &token) == OK);
    CHECK(token_stage(token_of(&foreign, NOW), PUBLIC, &token) == OK);
    CHECK(!token.user && !token.session);
}

int main(void)
{
    setenv("GUICHET_PUBLIC_URL", "https://desk.example/desk/", 1);
    if (!secret_start() || !conf_load())
        return EXIT_FAILURE;
    server.keys = (struct keys){ .count = 1, .key = { { "k1", "0123456789abcdef0123456789abcde" } } };
    arena = arena_new();
    finds_the_one_cookie_of_that_name();
    finds_each_of_ours();
    sets_cookies_that_scripts_and_other_sites_do_not_get();
    limits_path_and_age_where_asked();
    removes_a_cookie();
    sets_several();
    leaves_secure_out_on_localhost_alone();
    a_good_token_names_person_and_session();
    without_a_good_token_only_public_rows_go_on();
    arena_free(arena);
    return check_end();
}
