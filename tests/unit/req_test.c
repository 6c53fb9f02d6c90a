/* What a request meets before any database is asked: its row, its origin, its session, its body, its query. */
#include "answer.h"
#include "req.h"

#include "check.h"
#include "conf.h"
#include "routes.h"
#include "secret.h"
#include "server.h"

#include <jansson.h>
#include <stdlib.h>

#define NOW       INT64_C(1772357400000)
#define TRACE     "260c4bb9a5d54a5fb0c6d5d0a6b3c1f2"
#define JSON      "application/json"
#define SIGN_IN   "{\"email\":\"ann@aurore.example\",\"password\":\"Guichet-demo-2026\"}"
#define ITEMS(of) (sizeof(of) / sizeof *(of))

static struct arena *arena;
static const char *session; /* a cookie with a good token */

/* --- asking ------------------------------------------------------------------------------------------------------ */

struct asked {
    struct req *q;
    enum lane lane;
};

/* Lends the request until the next one. */
static struct asked ask(const struct incoming *from)
{
    struct asked asked;

    arena_reset(arena);
    asked.q = ARENA_NEW(arena, struct req);
    asked.q->arena = arena;
    asked.q->now = NOW;
    asked.q->from = *from;
    asked.q->from.request_id = TRACE;
    asked.q->from.source = "192.0.2.1";
    if (from->body && !from->body_length)
        asked.q->from.body_length = strlen(from->body);
    asked.lane = req_receive(asked.q);
    return asked;
}

static struct asked ask_path(const char *method, const char *path)
{
    return ask(&(struct incoming){ .method = method, .path = path, .cookie = session });
}

static struct asked ask_query(const char *query)
{
    return ask(
        &(struct incoming){ .method = "GET", .path = "/desk/api/operations", .query = query, .cookie = session });
}

static struct asked sign_in(const char *body)
{
    return ask(&(struct incoming){ .method = "POST", .path = "/desk/api/session", .content_type = JSON, .body = body });
}

/* --- what is answered -------------------------------------------------------------------------------------------- */

static bool is_text(const json_t *object, const char *name, const char *value)
{
    const char *found = json_string_value(json_object_get(object, name));

    return found && !strcmp(found, value);
}

static bool has_sentences(const json_t *fields)
{
    const json_t *value;
    const char *name;
    void *at = json_object_iter((json_t *)fields);

    for (; at; at = json_object_iter_next((json_t *)fields, at)) {
        name = json_object_iter_key(at);
        value = json_object_iter_value(at);
        if (!*name || strlen(json_string_value(value)) < 5)
            return false;
    }
    return true;
}

/* RFC 9457, with the members that api.md adds, and no other. */
static bool is_problem(const struct req *q)
{
    json_t *problem = json_loadb(q->answer.bytes, q->answer.length, JSON_REJECT_DUPLICATES, NULL);
    const json_t *fields = json_object_get(problem, "fields"), *why = json_object_get(problem, "why");
    char type[100];
    bool good;

    snprintf(type, sizeof type, "urn:guichet:problem:%s", err_code(q->error));
    good = is_text(problem, "type", type) && is_text(problem, "title", err_title(q->error)) &&
           is_text(problem, "code", err_code(q->error)) && is_text(problem, "request_id", TRACE) &&
           json_integer_value(json_object_get(problem, "status")) == q->status && q->status == err_status(q->error) &&
           json_string_length(json_object_get(problem, "detail")) > 10 &&
           json_object_size(problem) == 6u + (fields != NULL) + (why != NULL) &&
           (json_array_size(why) > 0) == (q->status == 403 || q->status == 409) &&
           (!fields || json_object_size(fields) > 0) && has_sentences(fields) &&
           !strcmp(q->content_type, "application/problem+json");
    json_decref(problem);
    return good;
}

/* `ok`, or the code of the refusal. */
static const char *outcome(struct asked asked)
{
    if (!asked.q->error) {
        CHECK(asked.lane != LANE_DONE && !asked.q->answer.length);
        return "ok";
    }
    CHECK(asked.lane == LANE_DONE);
    CHECK(is_problem(asked.q));
    return err_code(asked.q->error);
}

/* Whether the answer names that member as one at fault. */
static bool blames(struct asked asked, const char *member)
{
    json_t *problem = json_loadb(asked.q->answer.bytes, asked.q->answer.length, 0, NULL);
    bool found = json_object_get(json_object_get(problem, "fields"), member) != NULL;

    json_decref(problem);
    return found;
}

static bool has_header(struct asked asked, const char *line)
{
    return strstr(text_string(&asked.q->headers), line) != NULL;
}

/* --- the row ----------------------------------------------------------------------------------------------------- */

static void paths_and_methods(void)
{
    static const struct {
        const char *method, *path, *outcome;
    } cases[] = {
        { "GET", "/desk/api/health", "ok" },
        { "HEAD", "/desk/api/health", "ok" },
        { "GET", "/desk/api/operations", "ok" },
        { "HEAD", "/desk/api/operations/o1/contacts", "ok" },
        { "DELETE", "/desk/api/session", "ok" },
        /* below the prefix only, and to the letter */
        { "GET", "/api/health", "not_found" },
        { "GET", "/deskapi/health", "not_found" },
        { "GET", "/desk", "not_found" },
        { "GET", "/desk/", "not_found" },
        { "GET", "", "not_found" },
        { "GET", NULL, "not_found" },
        { "GET", "/desk/api", "not_found" },
        { "GET", "/desk/api/", "not_found" },
        { "GET", "/desk/api/health/", "not_found" },
        { "GET", "/desk//api/health", "not_found" },
        { "GET", "/desk/api//health", "not_found" },
        { "GET", "/desk/api/healthy", "not_found" },
        { "GET", "/desk/api/heal", "not_found" },
        { "GET", "/desk/api/HEALTH", "not_found" },
        { "GET", "/desk/desk/api/health", "not_found" },
        { "GET", "/desk/api/operations/", "not_found" },
        { "GET", "/desk/api/operations//contacts", "not_found" },
        { "GET", "/desk/api/operations/o1/", "not_found" },
        { "GET", "/desk/api/operations/o1/contacts/", "not_found" },
        { "POST", "/desk/api/operations/o1/contacts//revoke", "not_found" },
        { "POST", "/desk/api/operations/o1/contacts/c1/revoke/again", "not_found" },
        { "GET", "/desk/api/operations/../health", "not_found" },
        { "GET", "/desk/api/{operation}", "not_found" },
        /* a path that is known under other methods */
        { "POST", "/desk/api/health", "method_not_allowed" },
        { "OPTIONS", "/desk/api/health", "method_not_allowed" },
        { "TRACE", "/desk/api/health", "method_not_allowed" },
        { "get", "/desk/api/health", "method_not_allowed" },
        { "GETS", "/desk/api/health", "method_not_allowed" },
        { "", "/desk/api/health", "method_not_allowed" },
        { "PATCH", "/desk/api/session", "method_not_allowed" },
        { "HEAD", "/desk/api/invitations/show", "method_not_allowed" },
        { "GET", "/desk/api/operations/o1/contacts/c1/revoke", "method_not_allowed" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        const char *got = outcome(ask_path(cases[i].method, cases[i].path));

        if (strcmp(got, cases[i].outcome) != 0)
            printf("asked was %s %s\n", cases[i].method, cases[i].path ? cases[i].path : "(null)");
        CHECK_TEXT(got, cases[i].outcome);
    }
}

static void a_wrong_method_is_told_the_right_ones(void)
{
    struct asked asked = ask_path("PATCH", "/desk/api/session");

    CHECK(asked.q->status == 405);
    CHECK(has_header(asked, "Allow: "));
    CHECK(has_header(asked, "GET") && has_header(asked, "POST") && has_header(asked, "DELETE"));
    CHECK(!has_header(asked, "PATCH") && !has_header(asked, "PUT"));
    asked = ask_path("GET", "/desk/api/operations/o1/contacts/c1/revoke");
    CHECK_TEXT(text_string(&asked.q->headers), "Allow: POST\r\n");
    CHECK(!has_header(ask_path("GET", "/desk/api/nothing"), "Allow"));
}

static void what_stands_in_the_path_is_lent_to_the_loader(void)
{
    struct asked asked = ask_path("POST", "/desk/api/operations/o1/contacts/c 1/revoke");

    CHECK_TEXT(outcome(asked), "ok");
    CHECK_TEXT(asked.q->argument[0], "o1");
    CHECK_TEXT(asked.q->argument[1], "c 1");
    CHECK(!asked.q->argument[2]);
}

/* Rows that share a beginning: what one of them took must not stay for the next. */
static void each_row_takes_its_own_arguments(void)
{
    CHECK_TEXT(ask_path("GET", "/desk/api/operations/o1").q->argument[0], "o1");
    CHECK(!ask_path("GET", "/desk/api/operations").q->argument[0]);
    CHECK_TEXT(ask_path("GET", "/desk/api/operations/o1/register").q->argument[0], "o1");
}

/* No id and no secret goes into the log. */
static void the_log_has_the_pattern(void)
{
    CHECK_TEXT(req_route_name(ask_path("POST", "/desk/api/operations/o1/contacts/c1/revoke").q),
               "POST /api/operations/{operation}/contacts/{contact}/revoke");
    CHECK_TEXT(req_route_name(ask_path("HEAD", "/desk/api/health").q), "GET /api/health");
    CHECK_TEXT(req_route_name(ask_path("GET", "/desk/api/nothing").q), "-");
    CHECK_TEXT(req_route_name(ask_path("PUT", "/desk/api/health").q), "-");
}

static void each_kind_of_work_has_its_lane(void)
{
    CHECK(ask_path("GET", "/desk/api/operations").lane == LANE_READ);
    CHECK(ask_path("HEAD", "/desk/api/operations").lane == LANE_READ);
    CHECK(ask_path("DELETE", "/desk/api/session").lane == LANE_WRITE);
    CHECK(sign_in(SIGN_IN).lane == LANE_CHECK);
    CHECK(ask_path("GET", "/desk/api/nothing").lane == LANE_DONE);
}

/* --- whence ------------------------------------------------------------------------------------------------------ */

static void changes_come_from_this_site_only(void)
{
    static const struct {
        const char *method, *site, *origin, *host, *outcome;
    } cases[] = {
        /* a program, or a browser that sends neither */
        { "POST", NULL, NULL, "desk.example", "ok" },
        { "DELETE", NULL, NULL, NULL, "ok" },
        /* the browser's word */
        { "POST", "same-origin", NULL, "desk.example", "ok" },
        { "POST", "none", NULL, "desk.example", "ok" },
        { "POST", "same-site", NULL, "desk.example", "cross_site" },
        { "POST", "cross-site", NULL, "desk.example", "cross_site" },
        { "POST", "Same-Origin", NULL, "desk.example", "cross_site" },
        { "POST", "rubbish", NULL, "desk.example", "cross_site" },
        { "DELETE", "same-site", NULL, "desk.example", "cross_site" },
        { "DELETE", "cross-site", NULL, "desk.example", "cross_site" },
        /* the origin's */
        { "POST", NULL, "https://desk.example", "desk.example", "ok" },
        { "POST", NULL, "https://desk.example", "inside.example", "ok" },
        { "POST", NULL, "https://desk.example", NULL, "ok" },
        { "POST", NULL, "https://inside.example:8443", "inside.example:8443", "ok" },
        { "POST", NULL, "https://evil.example", "desk.example", "cross_site" },
        { "POST", NULL, "https://evil.example", NULL, "cross_site" },
        { "POST", NULL, "https://desk.example.evil.example", "desk.example", "cross_site" },
        { "POST", NULL, "https://evil-desk.example", "desk.example", "cross_site" },
        { "POST", NULL, "http://desk.example", "desk.example", "cross_site" },
        { "POST", NULL, "https://sub.desk.example", "desk.example", "cross_site" },
        { "POST", NULL, "https://desk.example:8443", "desk.example", "cross_site" },
        { "POST", NULL, "https://desk.example/", "desk.example", "cross_site" },
        { "POST", NULL, "https://evil.example://desk.example", "desk.example", "cross_site" },
        { "POST", NULL, "desk.example", "desk.example", "cross_site" },
        { "POST", NULL, "null", "desk.example", "cross_site" },
        { "POST", NULL, "", "desk.example", "cross_site" },
        { "DELETE", NULL, "https://evil.example", "desk.example", "cross_site" },
        /* both: either may say no */
        { "POST", "same-origin", "https://desk.example", "desk.example", "ok" },
        { "POST", "same-origin", "https://evil.example", "desk.example", "cross_site" },
        { "POST", "cross-site", "https://desk.example", "desk.example", "cross_site" },
        { "POST", "none", "null", "desk.example", "cross_site" },
        /* what changes nothing may be linked from anywhere */
        { "GET", "cross-site", NULL, "desk.example", "ok" },
        { "GET", "cross-site", "https://evil.example", "desk.example", "ok" },
        { "HEAD", "same-site", "https://evil.example", "desk.example", "ok" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        bool post = !strcmp(cases[i].method, "POST");
        struct incoming from = { .method = cases[i].method,
                                 .path = "/desk/api/session",
                                 .cookie = session,
                                 .fetch_site = cases[i].site,
                                 .origin = cases[i].origin,
                                 .host = cases[i].host,
                                 .content_type = post ? JSON : NULL,
                                 .body = post ? SIGN_IN : NULL };
        const char *got = outcome(ask(&from));

        if (strcmp(got, cases[i].outcome) != 0)
            printf("asked was line %zu: %s from %s\n", i + 1, cases[i].method,
                   cases[i].origin ? cases[i].origin : "nowhere");
        CHECK_TEXT(got, cases[i].outcome);
    }
}

/* --- who --------------------------------------------------------------------------------------------------------- */

static void without_a_session_nothing_but_public_rows_go_on(void)
{
    static const struct {
        const char *method, *path, *outcome;
    } cases[] = {
        { "GET", "/desk/api/health", "ok" },
        { "GET", "/desk/api/session", "no_session" },
        { "DELETE", "/desk/api/session", "no_session" },
        { "PUT", "/desk/api/session/environment", "no_session" },
        { "GET", "/desk/api/operations", "no_session" },
        { "HEAD", "/desk/api/operations", "no_session" },
        { "GET", "/desk/api/operations/o1", "no_session" },
        { "GET", "/desk/api/operations/o1/register", "no_session" },
        { "GET", "/desk/api/operations/o1/contacts", "no_session" },
        { "POST", "/desk/api/operations/o1/contacts", "no_session" },
        { "POST", "/desk/api/operations/o1/contacts/c1/revoke", "no_session" },
        { "POST", "/desk/api/operations/o1/contacts/c1/restore", "no_session" },
        { "POST", "/desk/api/operations/o1/contacts/c1/resend", "no_session" },
        /* what is not there is not there for anybody */
        { "GET", "/desk/api/nothing", "not_found" },
        { "PATCH", "/desk/api/operations", "method_not_allowed" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++)
        CHECK_TEXT(outcome(ask(&(struct incoming){ .method = cases[i].method, .path = cases[i].path })),
                   cases[i].outcome);
}

/* A stranger's body is not looked at, and a foreign site learns nothing about the session. */
static void the_first_thing_that_is_wrong_is_told(void)
{
    struct incoming from = { .method = "POST",
                             .path = "/desk/api/operations/o1/contacts",
                             .query = "%zz",
                             .content_type = "text/plain",
                             .origin = "https://evil.example",
                             .idempotency_key = "a key",
                             .body = "{" };

    CHECK_TEXT(outcome(ask(&from)), "cross_site");
    from.origin = NULL;
    CHECK_TEXT(outcome(ask(&from)), "no_session");
    from.body_error = E_TOO_LARGE;
    CHECK_TEXT(outcome(ask(&from)), "no_session");
    from.cookie = session;
    CHECK_TEXT(outcome(ask(&from)), "bad_request");
    from.idempotency_key = NULL;
    CHECK_TEXT(outcome(ask(&from)), "too_large");
    from.body_error = OK;
    CHECK_TEXT(outcome(ask(&from)), "media_type");
    from.content_type = JSON;
    CHECK_TEXT(outcome(ask(&from)), "bad_request");
    from.query = NULL;
    CHECK_TEXT(outcome(ask(&from)), "bad_json");
    from.body = "{}";
    CHECK_TEXT(outcome(ask(&from)), "invalid_fields");
    from.body = "{\"emails\":[\"ann@aurore.example\"]}";
    CHECK_TEXT(outcome(ask(&from)), "ok");
}

static void an_idempotency_key_is_short_and_visible(void)
{
    char longest[202];
    struct incoming from = { .method = "DELETE", .path = "/desk/api/session", .cookie = session };
    static const struct {
        const char *key, *outcome;
    } cases[] = {
        { "6f1c9a52-0d3e-4c1b-9a57-0c8d3a6f1e22", "ok" },
        { "\"quoted\"", "ok" },
        { "", "bad_request" },
        { "two words", "bad_request" },
        { "a\tb", "bad_request" },
        { "cl\xC3\xA9", "bad_request" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        from.idempotency_key = cases[i].key;
        CHECK_TEXT(outcome(ask(&from)), cases[i].outcome);
    }
    memset(longest, 'k', sizeof longest);
    longest[201] = '\0';
    from.idempotency_key = longest;
    CHECK_TEXT(outcome(ask(&from)), "bad_request");
    longest[200] = '\0';
    CHECK_TEXT(outcome(ask(&from)), "ok");
}

static void whom_a_page_acts_for_is_two_words(void)
{
    char longest[140];
    struct incoming from = { .method = "DELETE", .path = "/desk/api/session", .cookie = session };
    static const struct {
        const char *acting, *outcome;
    } cases[] = {
        { "01k0 e1", "ok" },
        { "01k0 -", "ok" },
        { "", "bad_acting" },
        { "01k0", "bad_acting" },
        { "01k0 ", "bad_acting" },
        { " e1", "bad_acting" },
        { "a b c", "bad_acting" },
        { "a  b", "bad_acting" },
        { "a\tb", "bad_acting" },
        { "a, b, c", "bad_acting" },
        { "a \xC3\xA9", "bad_acting" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        from.acting = cases[i].acting;
        CHECK_TEXT(outcome(ask(&from)), cases[i].outcome);
    }
    memset(longest, 'a', sizeof longest);
    longest[64] = ' ';
    longest[129] = '\0';
    from.acting = longest;
    CHECK_TEXT(outcome(ask(&from)), "ok");
    longest[129] = 'a';
    longest[130] = '\0';
    CHECK_TEXT(outcome(ask(&from)), "bad_acting");
}

/* --- the body ---------------------------------------------------------------------------------------------------- */

static void a_body_is_json_by_its_header(void)
{
    static const struct {
        const char *type, *outcome;
    } cases[] = {
        { "application/json", "ok" },
        { "application/json; charset=utf-8", "ok" },
        { "application/json;charset=UTF-8", "ok" },
        { "Application/JSON", "ok" },
        { NULL, "media_type" },
        { "", "media_type" },
        { "text/plain", "media_type" },
        { "text/json", "media_type" },
        { "application/jsonp", "media_type" },
        { "application/json-patch+json", "media_type" },
        { "application/problem+json", "media_type" },
        { "application/json, text/plain", "media_type" },
        { "application", "media_type" },
        { "text/plain; application/json", "media_type" },
        { "application/x-www-form-urlencoded", "media_type" },
        { "multipart/form-data; boundary=x", "media_type" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++)
        CHECK_TEXT(
            outcome(ask(&(struct incoming){
                .method = "POST", .path = "/desk/api/session", .content_type = cases[i].type, .body = SIGN_IN })),
            cases[i].outcome);
    CHECK_TEXT(outcome(ask_path("DELETE", "/desk/api/session")), "ok"); /* none, so no type */
}

static void bodies(void)
{
    static const struct {
        const char *body, *outcome, *blamed;
    } cases[] = {
        { SIGN_IN, "ok", NULL },
        { " \r\n" SIGN_IN "\n", "ok", NULL },
        { "{", "bad_json", NULL },
        { "{}}", "bad_json", NULL },
        { SIGN_IN SIGN_IN, "bad_json", NULL },
        { "[]", "bad_json", NULL },
        { "null", "bad_json", NULL },
        { "\"text\"", "bad_json", NULL },
        { "email=ann&password=x", "bad_json", NULL },
        { "{\"email\":\"\xff\",\"password\":\"x\"}", "bad_json", NULL },
        { "", "invalid_fields", "email" },
        { "{}", "invalid_fields", "password" },
        { "{\"email\":1,\"password\":\"x\"}", "invalid_fields", "email" },
        { "{\"email\":null,\"password\":\"x\"}", "invalid_fields", "email" },
        { "{\"email\":\"a@b.example\",\"password\":\"x\",\"role\":\"admin\"}", "invalid_fields", "role" },
        { "{\"email\":\"a@b.example\",\"password\":\"x\",\"a\\\"b\\n\":1}", "invalid_fields", "a\"b\n" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        struct asked asked = sign_in(cases[i].body);

        CHECK_TEXT(outcome(asked), cases[i].outcome);
        CHECK(!cases[i].blamed || blames(asked, cases[i].blamed));
    }
}

static void a_member_that_comes_twice_is_named(void)
{
    struct asked asked = sign_in("{\"email\":\"a@b.example\",\"email\":\"c@d.example\",\"password\":\"x\"}");

    CHECK(asked.lane == LANE_DONE && (asked.q->status == 400 || asked.q->status == 422));
    CHECK(is_problem(asked.q) && blames(asked, "email"));
}

static void a_body_of_many_wrong_members_is_still_answered(void)
{
    struct text body = text_new(arena, 100000);
    char *copy;

    text_add(&body, "{\"email\":\"a@b.example\",\"password\":\"x\"");
    for (int i = 0; i < 1000; i++)
        text_add(&body, arena_format(arena, ",\"unknown%d\":1", i));
    text_add_char(&body, '}');
    copy = strdup(text_string(&body));
    CHECK_TEXT(outcome(sign_in(copy)), "invalid_fields");
    free(copy);
}

static void a_body_nested_too_deep_is_refused(void)
{
    size_t depth = 500000;
    char *body = malloc(depth + 1);

    memset(body, '[', depth);
    body[depth] = '\0';
    CHECK_TEXT(outcome(sign_in(body)), "bad_json");
    free(body);
}

static void a_zero_byte_does_not_end_a_body(void)
{
    static const char body[] = SIGN_IN "\0{\"more\":1}";
    struct incoming from = { .method = "POST",
                             .path = "/desk/api/session",
                             .content_type = JSON,
                             .body = body,
                             .body_length = sizeof body - 1 };

    CHECK_TEXT(outcome(ask(&from)), "bad_json");
}

static void a_body_that_did_not_arrive_is_not_guessed(void)
{
    struct incoming from = { .method = "POST", .path = "/desk/api/session", .content_type = JSON };
    struct asked asked;

    from.body_error = E_TOO_LARGE;
    asked = ask(&from);
    CHECK_TEXT(outcome(asked), "too_large");
    CHECK(asked.q->status == 413);
    from.body_error = E_BODY_CUT;
    asked = ask(&from);
    CHECK_TEXT(outcome(asked), "body_cut");
    CHECK(asked.q->status == 400);
}

static void a_row_without_a_body_takes_none(void)
{
    struct incoming from = { .method = "DELETE", .path = "/desk/api/session", .cookie = session, .content_type = JSON };

    from.body = "{}";
    CHECK_TEXT(outcome(ask(&from)), "ok");
    from.body = "{\"all\":true}";
    CHECK_TEXT(outcome(ask(&from)), "invalid_fields");
    from.body = "{";
    CHECK_TEXT(outcome(ask(&from)), "bad_json");
}

/* --- the query --------------------------------------------------------------------------------------------------- */

static void queries(void)
{
    static const struct {
        const char *query, *outcome, *blamed;
    } cases[] = {
        { NULL, "ok", NULL },
        { "", "ok", NULL },
        { "limit=10", "ok", NULL },
        { "limit=1&status=open&side=lender&q=four%20solaire", "ok", NULL },
        { "limt=10", "invalid_fields", "limt" },
        { "limit=10&owner=bob", "invalid_fields", "owner" },
        { "Limit=10", "invalid_fields", "Limit" },
        { "limit=0", "invalid_fields", "limit" },
        { "limit=101", "invalid_fields", "limit" },
        { "limit=-1", "invalid_fields", "limit" },
        { "limit=ten", "invalid_fields", "limit" },
        { "limit=&status=&q=", "ok", NULL }, /* as a form sends what was left empty */
        { "limit=99999999999999999999", "invalid_fields", "limit" },
        { "limit=10&limit=20", "invalid_fields", "limit" },
        { "status=lost", "invalid_fields", "status" },
        { "q=%zz", "bad_request", NULL },
        { "q=%f", "bad_request", NULL },
        { "q=%ff", "bad_request", NULL },
        { "q=a%00b", "bad_request", NULL },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        struct asked asked = ask_query(cases[i].query);

        CHECK_TEXT(outcome(asked), cases[i].outcome);
        CHECK(!cases[i].blamed || blames(asked, cases[i].blamed));
    }
    CHECK_TEXT(outcome(ask(&(struct incoming){ .method = "GET", .path = "/desk/api/health", .query = "verbose=1" })),
               "invalid_fields");
}

/* --- the language ------------------------------------------------------------------------------------------------ */

static void a_refusal_speaks_the_language_of_its_reader(void)
{
    static const struct {
        const char *accept, *account;
        enum language language;
    } cases[] = {
        { "fr", NULL, FRENCH },
        { "en", NULL, ENGLISH },
        { "FR", NULL, FRENCH },
        { "fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", NULL, FRENCH },
        { "en-GB,en;q=0.9,fr;q=0.8", NULL, ENGLISH },
        { "de, fr;q=0.5", NULL, FRENCH },
        { "de", NULL, ENGLISH },
        { "*", NULL, ENGLISH },
        { "", NULL, ENGLISH },
        { NULL, NULL, ENGLISH },
        /* once signed in, the account's counts where the browser names none of ours */
        { NULL, "fr", FRENCH },
        { "*", "fr", FRENCH },
        { "de", "en", ENGLISH },
        { "en", "fr", ENGLISH },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        struct req *q =
            ask(&(struct incoming){ .method = "GET", .path = "/desk/", .accept_language = cases[i].accept }).q;
        json_t *problem;

        q->actor.language = cases[i].account;
        CHECK(answer_language(q) == cases[i].language);
        req_refuse(q, E_FORBIDDEN, 0);
        problem = json_loadb(q->answer.bytes, q->answer.length, 0, NULL);
        CHECK_TEXT(json_string_value(json_object_get(problem, "detail")), err_sentence(E_FORBIDDEN, cases[i].language));
        json_decref(problem);
    }
}

static void faults_speak_it_too(void)
{
    struct incoming from = { .method = "GET", .path = "/desk/api/health", .query = "x=1", .accept_language = "fr" };
    struct req *q = ask(&from).q;

    CHECK(strstr(text_string(&q->answer), fault_sentence(arena, FAULT_UNKNOWN, 0, FRENCH)) != NULL);
    from.accept_language = "en";
    q = ask(&from).q;
    CHECK(strstr(text_string(&q->answer), fault_sentence(arena, FAULT_UNKNOWN, 0, ENGLISH)) != NULL);
    CHECK(strcmp(fault_sentence(arena, FAULT_UNKNOWN, 0, FRENCH), fault_sentence(arena, FAULT_UNKNOWN, 0, ENGLISH)));
}

/* --- refusing unasked -------------------------------------------------------------------------------------------- */

static void who_is_refused_for_now_is_told_when_to_come_back(void)
{
    static const struct {
        enum err error;
        int seconds;
        const char *header;
    } cases[] = {
        { E_THROTTLED, 7, "Retry-After: 7\r\n" },
        { E_THROTTLED, 0, "Retry-After: 1\r\n" },
        { E_UNAVAILABLE, 3600, "Retry-After: 3600\r\n" },
        { E_UNAVAILABLE, 0, "Retry-After: 1\r\n" },
        { E_INTERNAL, 0, "" },
        { E_FORBIDDEN, 0, "" },
    };

    for (size_t i = 0; i < ITEMS(cases); i++) {
        struct asked asked = ask_path("GET", "/desk/api/operations");

        answer_header(asked.q, "Set-Cookie", "of=what does not hold");
        req_refuse(asked.q, cases[i].error, cases[i].seconds);
        CHECK_TEXT(text_string(&asked.q->headers), cases[i].header);
        CHECK(is_problem(asked.q));
    }
}

int main(void)
{
    struct token token = { "u1", "s1", NOW / 1000, NOW / 1000 + 600 };
    struct arena *kept = arena_new();

    setenv("GUICHET_PUBLIC_URL", "https://desk.example/desk/", 1);
    if (!secret_start() || !conf_load())
        return EXIT_FAILURE;
    route_use(routes);
    server.keys = (struct keys){ .count = 1, .key = { { "k1", "0123456789abcdef0123456789abcde" } } };
    session = arena_format(kept, "guichet=%s", token_make(kept, &server.keys, conf.public_url, &token));
    arena = arena_new();

    paths_and_methods();
    a_wrong_method_is_told_the_right_ones();
    what_stands_in_the_path_is_lent_to_the_loader();
    each_row_takes_its_own_arguments();
    the_log_has_the_pattern();
    each_kind_of_work_has_its_lane();
    changes_come_from_this_site_only();
    without_a_session_nothing_but_public_rows_go_on();
    the_first_thing_that_is_wrong_is_told();
    an_idempotency_key_is_short_and_visible();
    whom_a_page_acts_for_is_two_words();
    a_body_is_json_by_its_header();
    bodies();
    a_member_that_comes_twice_is_named();
    a_body_of_many_wrong_members_is_still_answered();
    a_body_nested_too_deep_is_refused();
    a_zero_byte_does_not_end_a_body();
    a_body_that_did_not_arrive_is_not_guessed();
    a_row_without_a_body_takes_none();
    queries();
    a_refusal_speaks_the_language_of_its_reader();
    faults_speak_it_too();
    who_is_refused_for_now_is_told_when_to_come_back();
    arena_free(arena);
    arena_free(kept);
    return check_end();
}
