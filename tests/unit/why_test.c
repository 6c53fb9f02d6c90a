/* Reasons in words: every fact, rule and link has a whole sentence in both languages, whatever is known. */
#include "reasons.h"
#include "why.h"

#include "check.h"
#include "route.h"
#include "why_wording.h"

static struct arena *arena;

/* Lends a request in a language, until the next one. */
static struct req *asking(const char *language)
{
    struct req *q;

    arena_reset(arena);
    q = ARENA_NEW(arena, struct req);
    q->arena = arena;
    q->route = ARENA_NEW(arena, struct route);
    q->from.accept_language = language;
    q->answer = text_new(arena, 1 << 20);
    return q;
}

static const char *written(struct req *q)
{
    return text_string(&q->answer);
}

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* Nothing of the notation is left, and no trace of what is not known. */
static void check_whole(const char *words)
{
    static const char *const traces[] = {
        "\"sentence\":\"\"", "{}", "[ ", " .", " ,", "  ", "..", "null}", "{p", "{e", "{s", "{t", "{b", "{r", "{c"
    };

    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++)
        if (has(words, traces[i]))
            check_text(__FILE__, __LINE__, traces[i], words, "");
    CHECK(*words != '\0');
}

static void every_fact_is_said(void)
{
    static const char *const languages[] = { "fr", "en" };

    for (enum right right = UNDECLARED; right < RIGHT_COUNT; right++)
        for (unsigned fact = 1; fact_code(fact); fact <<= 1)
            for (size_t i = 0; i < 2; i++) {
                const struct reasons told[] = {
                    { .right = right, .verdict = ALLOW, .gives = fact },
                    { .right = right, .verdict = CLOSED, .stops = fact },
                    { .right = right, .verdict = DENY, .ways = 1, .way = { { .lacks = fact } } },
                    { .right = right, .verdict = DENY, .ways = 1, .way = { { .against = fact } } },
                };

                for (size_t j = 0; j < sizeof told / sizeof *told; j++) {
                    struct req *q = asking(languages[i]);

                    reasons_write(q, &q->answer, &told[j]);
                    CHECK(has(written(q), fact_code(fact)));
                    CHECK(has(written(q), told[j].way[0].lacks ? "\"not_" : "\"why\":[{\"code\":\""));
                    check_whole(written(q));
                }
            }
}

/* What is lacking in several ways is said once; what gave a right that a stop takes is not said. */
static void nothing_is_said_twice(void)
{
    struct actor actor = { .user = "u1", .entity = "e1" };
    struct facts facts = { .operation = OPERATION_OPEN, .leader = true, .own_entity = true, .line = CONTACT_ACTIVE };
    struct reasons denied = may_because(&actor, CONTACT_REVOKE, &facts), stopped;
    struct req *q = asking("en");

    reasons_write(q, &q->answer, &denied);
    CHECK_TEXT(written(q), "\"why\":[{\"code\":\"not_manager\",\"sentence\":\"You do not manage this operation.\"},"
                           "{\"code\":\"not_contact\",\"sentence\":\"You do not have active access to this operation "
                           "yourself.\"},{\"code\":\"not_leads\",\"sentence\":\"You lead neither the team of this "
                           "person nor one above it.\"}]");
    facts.manager = facts.self = true;
    stopped = may_because(&actor, CONTACT_REVOKE, &facts);
    q = asking("fr");
    reasons_write(q, &q->answer, &stopped);
    CHECK_TEXT(written(q), "\"why\":[{\"code\":\"self\",\"sentence\":\"C’est votre propre accès\u00a0: nul ne révoque "
                           "ni ne rétablit le sien.\"}]");
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static const char *refusal(enum err error, enum right right, const char *entity)
{
    struct req *q = asking("en");
    struct route *route = ARENA_NEW(arena, struct route);

    route->right = right;
    q->route = route;
    q->error = error;
    q->actor = (struct actor){ .user = "u1", .entity = entity };
    reasons_refused(q, &q->answer);
    return written(q);
}

static void refusals_are_told(void)
{
    for (enum err error = OK + 1; error < ERR_COUNT; error++) {
        bool told = err_status(error) == 403 || err_status(error) == 409;

        CHECK(has(refusal(error, CONTACT_READ, NULL), err_code(error)) == told);
        CHECK(has(refusal(error, CONTACT_READ, "e1"), "ways_in") == (error == E_NOT_FOUND));
        CHECK(!has(refusal(error, OWN_SESSION, "e1"), "ways_in"));
    }
    CHECK(has(refusal(E_LAST_MANAGER, CONTACT_REVOKE, "e1"), "An operation always keeps at least one active manager"));
}

/* --- links ------------------------------------------------------------------------------------------------------- */

static void every_link_is_said(void)
{
    static const struct why_names known = { "Paul Petit", "paul@littoral.example", "Littoral", "lender", "Syndication",
                                            "Agnès",      "[{by}] left",           "12" };
    static const struct why_names least = { .person = "p@x.example",
                                            .email = "p@x.example",
                                            .entity = "Littoral",
                                            .side = "lender",
                                            .team = "T",
                                            .count = "2" };

    for (const struct link_wording *row = link_wordings; row->code; row++)
        for (size_t i = 0; i < 4; i++) {
            struct req *q = asking(i % 2 ? "fr" : "en");

            why_link(q, row->code, MISSING, 0, i < 2 ? &known : &least);
            CHECK(has(written(q), row->code));
            CHECK(has(written(q), "\"remedy\":null") == !row->remedy[FRENCH]);
            if (!has(written(q), "[{by}] left"))
                check_whole(written(q));
        }
}

static void links_say_how_they_stand(void)
{
    struct why_names names = { .by = "Agnès Martin", .reason = "Départ" };
    struct req *q = asking("en");

    why_link(q, "revoked", MISSING, 0, &names);
    CHECK_TEXT(written(q), "{\"code\":\"revoked\",\"state\":\"missing\",\"sentence\":\"The access was revoked by Agnès "
                           "Martin. Reason: “Départ”.\",\"at\":null,\"remedy\":\"Whoever can give it can also restore "
                           "it, at any time.\"");
    q = asking("fr");
    why_link(q, "revoked", LOST, INT64_C(1772357400000), &(struct why_names){ 0 });
    CHECK_TEXT(written(q), "{\"code\":\"revoked\",\"state\":\"missing\",\"sentence\":\"L’accès a été révoqué.\","
                           "\"at\":\"2026-03-01T09:30:00.000Z\",\"remedy\":null");
    q = asking("en");
    why_link(q, "not_habilitated", STANDS, 0, &(struct why_names){ .entity = "N" });
    CHECK(has(written(q), "\"state\":\"ok\"") && has(written(q), "\"remedy\":null"));
    q = asking("en");
    why_link(q, "habilitated", WAITS, 0, &(struct why_names){ .entity = "Nordbank" });
    CHECK(has(written(q), "\"state\":\"waits\"") && has(written(q), "\"Nordbank has authorised this person.\""));
    CHECK_TEXT(why_side(SIDE_LENDER, FRENCH), "prêteur");
    CHECK_TEXT(why_side(SIDE_BORROWER, ENGLISH), "borrower");
}

int main(void)
{
    arena = arena_new();
    every_fact_is_said();
    nothing_is_said_twice();
    refusals_are_told();
    every_link_is_said();
    links_say_how_they_stand();
    arena_free(arena);
    return check_end();
}
