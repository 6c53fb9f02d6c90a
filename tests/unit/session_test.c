/* Cookies, in and out, and the token in one of them. */
#include "session.h"

#include "check.h"
#include "conf.h"
#include "route.h"
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

/* What came under a name, `|` between; "(none)" when nothing did. */
static const char *found(const char *header, const char *name)
{
    struct req *q = request(header);
    const char *values[COOKIES_MOST];
    int count = session_cookies(q, name, values);
    struct text all = text_new(arena, 200);

    for (int i = 0; i < count; i++) {
        text_add(&all, i ? "|" : "");
        text_add(&all, values[i]);
    }
    return count ? text_string(&all) : "(none)";
}

static void finds_the_cookies_of_that_name(void)
{
    static const struct {
        const char *header, *values;
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
        { "guichetx=abc", "(none)" },
        { "guichet_challenge=abc", "(none)" },
        { "xguichet=abc", "(none)" },
        { "__Host-guichet=abc", "(none)" },
        { "guiche=abc", "(none)" },
        { "Guichet=abc", "(none)" },
        { "guichet =abc", "(none)" },
        { "guichetx=no; guichet=abc; guichet_browser=no", "abc" },
        { "theme=guichet=abc", "(none)" },
        { "theme=\"x; guichet=abc\"", "abc\"" }, /* quotes do not hide a semicolon (RFC 6265, 4.1.1) */
        /* no pair */
        { "guichet", "(none)" },
        { "=guichet", "(none)" },
        { "=abc", "(none)" },
        { "", "(none)" },
        { "   ", "(none)" },
        { ";", "(none)" },
        { NULL, "(none)" },
        /* of several paths, or put there by somebody else */
        { "guichet=abc; guichet=def", "abc|def" },
        { "guichet=abc; guichet=abc", "abc|abc" },
        { "guichet=abc; theme=dark; guichet=def", "abc|def" },
        { "guichet=; guichet=abc", "|abc" },
        { "guichet=a; guichet=b; guichet=c; guichet=d", "a|b|c|d" },
        { "guichet=a; guichet=b; guichet=c; guichet=d; guichet=e", "(none)" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = found(cases[i].header, "guichet");

        if (strcmp(got, cases[i].values))
            printf("the header was \"%s\"\n", cases[i].header ? cases[i].header : "(null)");
        CHECK_TEXT(got, cases[i].values);
    }
}

static void finds_each_of_ours(void)
{
    static const char header[] = "guichet=a; guichet_challenge=b; guichet_browser=c";

    CHECK_TEXT(found(header, COOKIE_SESSION), "a");
    CHECK_TEXT(found(header, COOKIE_CHALLENGE), "b");
    CHECK_TEXT(found(header, COOKIE_BROWSER), "c");
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

/* The sessions of the tokens that go on, or `refused`. */
static const char *token_stage(const char *cookie, enum right right)
{
    struct route route = { .method = "GET", .path = "api/session", .right = right };
    struct req *q = request(cookie);
    struct text sessions = text_new(arena, 200);

    q->route = &route;
    if (session_token(q) != OK)
        return "refused";
    for (int i = 0; i < q->token_count; i++) {
        text_add(&sessions, q->tokens[i].user);
        text_add(&sessions, q->tokens[i].session);
    }
    return text_string(&sessions);
}

static void only_good_tokens_go_on(void)
{
    static const struct keys foreign = { .count = 1, .key = { { "k1", "another key of thirty-two bytes" } } };
    char good[TOKEN_MOST + 20], both[3 * TOKEN_MOST];

    strcpy(good, token_of(&server.keys, NOW));
    CHECK_TEXT(token_stage(good, OWN_SESSION), "u1s1");
    snprintf(both, sizeof both, "%s; %s", token_of(&foreign, NOW), good);
    CHECK_TEXT(token_stage(both, OWN_SESSION), "u1s1");
    snprintf(both, sizeof both, "%s; %s", good, token_of(&foreign, NOW));
    CHECK_TEXT(token_stage(both, OWN_SESSION), "u1s1");
    snprintf(both, sizeof both, "%s; %s", good, token_of(&server.keys, NOW - 3600000));
    CHECK_TEXT(token_stage(both, OWN_SESSION), "u1s1");
    snprintf(both, sizeof both, "%s; %s", good, good);
    CHECK_TEXT(token_stage(both, OWN_SESSION), "u1s1u1s1");
    snprintf(both, sizeof both, "%s; guichet=a; guichet=b; guichet=c; guichet=d", good);
    CHECK_TEXT(token_stage(both, OWN_SESSION), "refused");
}

static void without_a_good_token_only_public_rows_go_on(void)
{
    static const struct keys foreign = { .count = 1, .key = { { "k1", "another key of thirty-two bytes" } } };

    CHECK_TEXT(token_stage(NULL, OWN_SESSION), "refused");
    CHECK_TEXT(token_stage("guichet=", OWN_SESSION), "refused");
    CHECK_TEXT(token_stage("guichet=rubbish", OWN_SESSION), "refused");
    CHECK_TEXT(token_stage(token_of(&foreign, NOW), OWN_SESSION), "refused");
    CHECK_TEXT(token_stage(token_of(&server.keys, NOW - 3600000), OWN_SESSION), "refused");
    CHECK_TEXT(token_stage(NULL, UNDECLARED), "refused");
    CHECK_TEXT(token_stage(NULL, PUBLIC), "");
    CHECK_TEXT(token_stage(token_of(&foreign, NOW), PUBLIC), "");
}

int main(void)
{
    setenv("GUICHET_PUBLIC_URL", "https://desk.example/desk/", 1);
    if (!secret_start() || !conf_load())
        return EXIT_FAILURE;
    server.keys = (struct keys){ .count = 1, .key = { { "k1", "0123456789abcdef0123456789abcde" } } };
    arena = arena_new();
    finds_the_cookies_of_that_name();
    finds_each_of_ours();
    sets_cookies_that_scripts_and_other_sites_do_not_get();
    limits_path_and_age_where_asked();
    removes_a_cookie();
    sets_several();
    leaves_secure_out_on_localhost_alone();
    only_good_tokens_go_on();
    without_a_good_token_only_public_rows_go_on();
    arena_free(arena);
    return check_end();
}
