#include "check.h"
#include "fields.h"

#include <stdlib.h>

struct part {
    const char *who;
    const char *side;
    bool late;
};

struct sample {
    const char *name;
    const char *last;
    const char *other;
    const char *message;
    bool terms;
    enum said said;
    int64_t until;
    const char *language;
    struct texts emails;
    struct items parts;
};

#define AT(member)   offsetof(struct sample, member)
#define PART(member) offsetof(struct part, member)

static const char *const languages[] = { "fr", "en", NULL };

static const char *const sides[] = { "left", "right", NULL };

static const struct field part_fields[] = {
    { "who", FIELD_LINE, PART(who), true, 1, 5, NULL, "" },
    { "side", FIELD_CHOICE, PART(side), true, 0, 0, sides, "" },
    { "late", FIELD_FLAG, PART(late), false, 0, 0, NULL, "" },
    { 0 },
};

static const struct item_table parts = { part_fields, sizeof(struct part) };

static const struct field table[] = {
    { "name", FIELD_LINE, AT(name), true, 1, 10, NULL, "" },
    { "last", FIELD_NAME, AT(last), false, 1, 10, NULL, "" },
    { "other", FIELD_NAME, AT(other), false, 0, 10, NULL, "" },
    { "message", FIELD_TEXT, AT(message), false, 0, 20, NULL, "" },
    { "terms", FIELD_FLAG, AT(terms), false, 0, 0, NULL, "" },
    { "switch", FIELD_SWITCH, AT(said), false, 0, 0, NULL, "" },
    { "until", FIELD_TIME, AT(until), false, 0, 0, NULL, "" },
    { "language", FIELD_CHOICE, AT(language), false, 0, 0, languages, "" },
    { "emails", FIELD_TEXTS, AT(emails), false, 1, 3, NULL, "" },
    { "parts", FIELD_ITEMS, AT(parts), false, 1, 3, &parts, "" },
    { 0 },
};

static struct arena *arena;
static struct sample sample;
static struct faults faults;

static enum err body_bytes(const char *body, size_t length)
{
    char *exact = malloc(length ? length : 1); /* so that a read past the end is caught */
    enum err error;

    memcpy(exact, body, length);
    memset(&sample, 0, sizeof(sample));
    memset(&faults, 0, sizeof(faults));
    error = fields_read_body(arena, table, exact, length, &sample, &faults);
    free(exact); /* and a value lent from the body instead of copied */
    return error;
}

static enum err body(const char *text)
{
    return body_bytes(text, strlen(text));
}

static bool has_fault(const char *name, enum fault fault)
{
    for (int i = 0; i < faults.count; i++)
        if (!strcmp(faults.at[i].name, name))
            return faults.at[i].fault == fault;
    return false;
}

/* The only fault of a body whose member `name` is written like that. */
static bool refuses(const char *members, const char *name, enum fault fault)
{
    char text[2000];

    snprintf(text, sizeof(text), "{%s}", members);
    return body(text) == E_FIELDS && faults.count == 1 && has_fault(name, fault);
}

static void test_whole_body(void)
{
    CHECK(body("{\"name\":\"  Zoë \\t\",\"message\":\" a\\r\\nb\\tc\\n\",\"terms\":true,"
               "\"until\":\"2026-03-01T10:30:00+01:00\",\"language\":\"en\",\"emails\":[\"a@b.example\",\" x \"]}") ==
          OK);
    CHECK(faults.count == 0);
    CHECK_TEXT(sample.name, "Zoë");
    CHECK_TEXT(sample.message, " a\nb\tc\n");
    CHECK(sample.terms);
    CHECK(sample.until == 1772357400000);
    CHECK_TEXT(sample.language, "en");
    CHECK(sample.emails.count == 2);
    CHECK_TEXT(sample.emails.text[0], "a@b.example");
    CHECK_TEXT(sample.emails.text[1], " x ");
}

static void test_absent(void)
{
    CHECK(body("{\"name\":\"x\"}") == OK);
    CHECK(!sample.message && !sample.terms && !sample.until && !sample.language && !sample.emails.count);
    CHECK(body("{\"name\":\"x\",\"message\":null,\"terms\":null,\"until\":null,\"language\":null,\"emails\":null}") ==
          OK);
    CHECK(!sample.message && !sample.terms && !sample.until && !sample.language && !sample.emails.count);
    CHECK(refuses("", "name", FAULT_MISSING));
    CHECK(refuses("\"name\":null", "name", FAULT_MISSING));
    CHECK(body("") == E_FIELDS && has_fault("name", FAULT_MISSING));
}

static void test_malformed(void)
{
    static const char *const bodies[] = {
        "{",
        "{\"name\":\"x\"",
        "{\"name\":\"x\"}}",
        "{\"name\":\"x\"} x",
        "{\"name\":\"x\",}",
        "{name:\"x\"}",
        "{'name':'x'}",
        "{\"name\":\"x\",\"name\":\"x\"}",
        "{\"other\":1,\"other\":1}",
        "{\"name\":\"x\\ud800\"}",
        "{\"name\":\"x\\udc00\\ud800\"}",
        "{\"name\":\"\xC3\"}",
        "{\"name\":\"\xC0\xAF\"}",
        "{\"name\":\"\xED\xA0\x80\"}",
        "{\"name\":\"\xF4\x90\x80\x80\"}",
        "{\"\xFF\":1}",
        "{\"a\\u0000b\":1}",
        "{\"name\":\"a\nb\"}",
        "{\"name\":NaN}",
        "{\"name\":1e999}",
        "{\"name\":99999999999999999999}",
        "\xEF\xBB\xBF{\"name\":\"x\"}",
        " ",
        "[]",
        "[{\"name\":\"x\"}]",
        "\"name\"",
        "1",
        "null",
        "true",
        "name=x",
    };

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        if (body(bodies[i]) != E_BAD_JSON)
            check_text(__FILE__, __LINE__, "a body", bodies[i], "refused as malformed");
        else
            check_passed++;
    }
    CHECK(body_bytes("{\"name\":\"x\"}\0", 13) == E_BAD_JSON);
    CHECK(body_bytes("{\"name\":\"a\0b\"}", 14) == E_BAD_JSON);
    CHECK(body_bytes("\0", 1) == E_BAD_JSON);
}

static void test_deep_nesting(void)
{
    size_t depth = 500000;
    char *deep = malloc(2 * depth);

    memset(deep, '[', depth);
    memset(deep + depth, ']', depth);
    CHECK(body_bytes(deep, 2 * depth) == E_BAD_JSON);
    free(deep);
}

static void test_types(void)
{
    CHECK(refuses("\"name\":1", "name", FAULT_TYPE));
    CHECK(refuses("\"name\":true", "name", FAULT_TYPE));
    CHECK(refuses("\"name\":[\"x\"]", "name", FAULT_TYPE));
    CHECK(refuses("\"name\":{}", "name", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"message\":0", "message", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"terms\":\"true\"", "terms", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"terms\":1", "terms", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"switch\":\"on\"", "switch", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"until\":1772357400000", "until", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"language\":0", "language", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"emails\":\"a@b.example\"", "emails", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"emails\":{\"0\":\"a\"}", "emails", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"emails\":[\"a\",1]", "emails", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"emails\":[null]", "emails", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"emails\":[[\"a\"]]", "emails", FAULT_TYPE));
}

/* Characters, not bytes, and without the outer space. */
static void test_lengths(void)
{
    CHECK(body("{\"name\":\"éééééééééé\"}") == OK);
    CHECK(body("{\"name\":\"   \\ud83d\\udd11éééééééé\\u20ac   \"}") == OK);
    CHECK(refuses("\"name\":\"12345678901\"", "name", FAULT_LONG));
    CHECK(faults.at[0].bound == 10);
    CHECK(refuses("\"name\":\"\"", "name", FAULT_SHORT));
    CHECK(faults.at[0].bound == 1);
    CHECK(refuses("\"name\":\" \\u00a0\\u2003\\u3000\\n \"", "name", FAULT_SHORT));
    CHECK(body("{\"name\":\"x\",\"message\":\"\"}") == OK);
    CHECK_TEXT(sample.message, "");
    CHECK(refuses("\"name\":\"x\",\"message\":\"123456789012345678901\"", "message", FAULT_LONG));
}

static void test_trimming(void)
{
    CHECK(body("{\"name\":\"\\u00a0\\u2009\\u202f\\u1680\\u205f\\u3000a b\\u3000\\u2028\\u0085\"}") == OK);
    CHECK_TEXT(sample.name, "a b");
    CHECK(body("{\"name\":\"\\r\\n a\\u00a0b \\r\\n\"}") == OK);
    CHECK_TEXT(sample.name, "a\u00a0b");
}

/* Nothing that breaks a line, a terminal or the direction of reading gets into a name. */
static void test_controls(void)
{
    static const char *const refused[] = { "\\u0000", "\\u0001", "\\n",     "\\r",     "\\t",     "\\u001b",
                                           "\\u007f", "\\u0080", "\\u0085", "\\u009f", "\\u2028", "\\u2029",
                                           "\\u202a", "\\u202e", "\\u2066", "\\u2069" };
    static const char *const taken[] = { "\\u00a0", "\\u200d", "\\u202f", "\\u2065", "\\u206a", "\\\"", "\\\\", "<" };
    char members[100];

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        snprintf(members, sizeof(members), "\"name\":\"a%sb\"", refused[i]);
        CHECK(refuses(members, "name", FAULT_CONTROL));
    }
    for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++) {
        snprintf(members, sizeof(members), "{\"name\":\"a%sb\"}", taken[i]);
        CHECK(body(members) == OK);
    }
    CHECK(refuses("\"name\":\"Soci\\ufffdt\\ufffd\"", "name", FAULT_LOST));
    CHECK(body("{\"name\":\"x\",\"message\":\"a\\n\\tb\\u2028c\"}") == OK);
    CHECK(refuses("\"name\":\"x\",\"message\":\"a\\rb\"", "message", FAULT_CONTROL));
    CHECK(refuses("\"name\":\"x\",\"message\":\"a\\u0000b\"", "message", FAULT_CONTROL));
    CHECK(refuses("\"name\":\"x\",\"message\":\"a\\u202eb\"", "message", FAULT_CONTROL));
    CHECK(refuses("\"name\":\"x\",\"message\":\"a\\u009bb\"", "message", FAULT_CONTROL));
    CHECK(refuses("\"name\":\"x\",\"until\":\"2026-03-01T09:30:00Z\\u0000\"", "until", FAULT_CONTROL));
    CHECK(refuses("\"name\":\"x\",\"language\":\"fr\\u0000\"", "language", FAULT_CONTROL));
    CHECK(refuses("\"name\":\"x\",\"emails\":[\"a@b.example\\u0000\"]", "emails", FAULT_CONTROL));
}

static void test_times_and_choices(void)
{
    CHECK(refuses("\"name\":\"x\",\"until\":\"tomorrow\"", "until", FAULT_TIME));
    CHECK(refuses("\"name\":\"x\",\"until\":\"2026-02-29T00:00:00Z\"", "until", FAULT_TIME));
    CHECK(refuses("\"name\":\"x\",\"until\":\"\"", "until", FAULT_TIME));
    CHECK(refuses("\"name\":\"x\",\"until\":\"1970-01-01T00:00:00Z\"", "until", FAULT_TIME)); /* not: no end */
    CHECK(refuses("\"name\":\"x\",\"language\":\"de\"", "language", FAULT_CHOICE));
    CHECK(refuses("\"name\":\"x\",\"language\":\"FR\"", "language", FAULT_CHOICE));
    CHECK(refuses("\"name\":\"x\",\"language\":\"\"", "language", FAULT_CHOICE));
}

/* A list takes its items as they are: one bad address is answered beside the good ones. */
static void test_lists(void)
{
    char text[2000], item[500];

    CHECK(body("{\"name\":\"x\",\"emails\":[\"\",\"a\\nb\",\"c\"]}") == OK);
    CHECK(sample.emails.count == 3);
    CHECK_TEXT(sample.emails.text[1], "a\nb");
    CHECK(refuses("\"name\":\"x\",\"emails\":[]", "emails", FAULT_MISSING));
    CHECK(refuses("\"name\":\"x\",\"emails\":[\"1\",\"2\",\"3\",\"4\"]", "emails", FAULT_MANY));
    CHECK(faults.at[0].bound == 3);

    memset(item, 'x', sizeof(item));
    snprintf(text, sizeof(text), "{\"name\":\"x\",\"emails\":[\"%.400s\"]}", item);
    CHECK(body(text) == OK);
    snprintf(text, sizeof(text), "\"name\":\"x\",\"emails\":[\"a\",\"%.401s\"]", item);
    CHECK(refuses(text, "emails", FAULT_LONG));
    CHECK(faults.at[0].bound == FIELD_TEXT_MOST);
}

static void test_items(void)
{
    const struct part *part;

    CHECK(body("{\"name\":\"x\",\"parts\":[{\"who\":\" a \",\"side\":\"right\"},"
               "{\"late\":true,\"side\":\"left\",\"who\":\"b\"}]}") == OK);
    part = sample.parts.item;
    CHECK(sample.parts.count == 2);
    CHECK_TEXT(part[0].who, "a");
    CHECK_TEXT(part[0].side, "right");
    CHECK(!part[0].late);
    CHECK_TEXT(part[1].who, "b");
    CHECK_TEXT(part[1].side, "left");
    CHECK(part[1].late);

    CHECK(body("{\"name\":\"x\"}") == OK);
    CHECK(!sample.parts.item && !sample.parts.count);
    CHECK(body("{\"name\":\"x\",\"parts\":null}") == OK);
    CHECK(!sample.parts.item);
}

/* Whatever is wrong inside is said of the list, once: that is the member the person sees. */
static void test_items_refused(void)
{
#define GOOD "{\"who\":\"a\",\"side\":\"left\"}"
    CHECK(refuses("\"name\":\"x\",\"parts\":[]", "parts", FAULT_MISSING));
    CHECK(refuses("\"name\":\"x\",\"parts\":[" GOOD "," GOOD "," GOOD "," GOOD "]", "parts", FAULT_MANY));
    CHECK(faults.at[0].bound == 3);
    CHECK(refuses("\"name\":\"x\",\"parts\":" GOOD, "parts", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"parts\":\"left\"", "parts", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"parts\":[\"left\"]", "parts", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"parts\":[null]", "parts", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"parts\":[[" GOOD "]]", "parts", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"parts\":[" GOOD ",{\"who\":\"a\"}]", "parts", FAULT_MISSING));
    CHECK(refuses("\"name\":\"x\",\"parts\":[" GOOD ",{\"who\":\"a\",\"side\":\"up\"}]", "parts", FAULT_CHOICE));
    CHECK(refuses("\"name\":\"x\",\"parts\":[{\"who\":1,\"side\":\"left\"}]", "parts", FAULT_TYPE));
    CHECK(refuses("\"name\":\"x\",\"parts\":[{\"who\":\" \",\"side\":\"left\"}]", "parts", FAULT_SHORT));
    CHECK(refuses("\"name\":\"x\",\"parts\":[{\"who\":\"abcdef\",\"side\":\"left\"}]", "parts", FAULT_LONG));
    CHECK(faults.at[0].bound == 5);
    CHECK(refuses("\"name\":\"x\",\"parts\":[{\"who\":\"a\\u0000\",\"side\":\"left\"}]", "parts", FAULT_CONTROL));
    CHECK(refuses("\"name\":\"x\",\"parts\":[{\"who\":\"a\",\"side\":\"left\",\"owner\":1}]", "parts", FAULT_UNKNOWN));
    CHECK(body("{\"name\":\"x\",\"parts\":[{\"who\":\"a\",\"who\":\"b\",\"side\":\"left\"}]}") == E_BAD_JSON);
    CHECK(has_fault("who", FAULT_DOUBLE));
    CHECK(body("{\"parts\":[{}],\"owner\":1}") == E_FIELDS);
    CHECK(faults.count == 3 && has_fault("parts", FAULT_MISSING) && has_fault("name", FAULT_MISSING));
#undef GOOD
}

static void test_every_fault_is_named(void)
{
    CHECK(body("{\"message\":7,\"until\":\"x\",\"language\":\"de\",\"emails\":[],\"owner\":\"bob\",\"\":1}") ==
          E_FIELDS);
    CHECK(faults.count == 7);
    CHECK(has_fault("name", FAULT_MISSING));
    CHECK(has_fault("message", FAULT_TYPE));
    CHECK(has_fault("until", FAULT_TIME));
    CHECK(has_fault("language", FAULT_CHOICE));
    CHECK(has_fault("emails", FAULT_MISSING));
    CHECK(has_fault("owner", FAULT_UNKNOWN));
    CHECK(has_fault("", FAULT_UNKNOWN));
    CHECK(refuses("\"name\":\"x\",\"Name\":\"x\"", "Name", FAULT_UNKNOWN));
    CHECK(refuses("\"name\":\"x\",\"owner\":null", "owner", FAULT_UNKNOWN));
}

static void test_unknown_names_are_bounded(void)
{
    char text[4000] = "{\"name\":\"x\"", name[200];

    for (int i = 0; i < 100; i++)
        snprintf(text + strlen(text), sizeof(text) - strlen(text), ",\"unknown%d\":1", i);
    strcat(text, "}");
    CHECK(body(text) == E_FIELDS);
    CHECK(faults.count == FAULTS_MOST);

    name[0] = '\0';
    for (int i = 0; i < 70; i++)
        strcat(name, "é");
    snprintf(text, sizeof(text), "{\"name\":\"x\",\"%s\":1}", name);
    CHECK(body(text) == E_FIELDS && faults.count == 1);
    name[128] = '\0';
    CHECK_TEXT(faults.at[0].name, name);
}

static void test_no_table(void)
{
    memset(&faults, 0, sizeof(faults));
    CHECK(fields_read_body(arena, NULL, NULL, 0, NULL, &faults) == OK);
    CHECK(fields_read_body(arena, NULL, "{}", 2, NULL, &faults) == OK);
    CHECK(fields_read_body(arena, NULL, "[]", 2, NULL, &faults) == E_BAD_JSON);
    CHECK(faults.count == 0);
    CHECK(fields_read_body(arena, NULL, "{\"a\":1}", 7, NULL, &faults) == E_FIELDS);
    CHECK(has_fault("a", FAULT_UNKNOWN));
}

struct search {
    const char *q, *state;
    int64_t limit, since;
    bool mine;
    unsigned any;
};

static const char *const states[] = { "current", "archived", NULL };

static const struct field search_table[] = {
    { "q", FIELD_LINE, offsetof(struct search, q), false, 0, 20, NULL, "" },
    { "state", FIELD_CHOICE, offsetof(struct search, state), false, 0, 0, states, "" },
    { "limit", FIELD_NUMBER, offsetof(struct search, limit), false, 1, 100, NULL, "" },
    { "since", FIELD_TIME, offsetof(struct search, since), false, 0, 0, NULL, "" },
    { "mine", FIELD_FLAG, offsetof(struct search, mine), false, 0, 0, NULL, "" },
    { "any", FIELD_WORDS, offsetof(struct search, any), false, 0, 0, states, "" },
    { 0 },
};

static struct search search;

static enum err query(const char *text)
{
    memset(&search, 0, sizeof(search));
    memset(&faults, 0, sizeof(faults));
    return fields_read_query(arena, search_table, text, &search, &faults);
}

static bool query_refuses(const char *text, const char *name, enum fault fault)
{
    return query(text) == E_FIELDS && faults.count == 1 && has_fault(name, fault);
}

static void test_switch(void)
{
    CHECK(body("{\"name\":\"x\"}") == OK && sample.said == UNSAID);
    CHECK(body("{\"name\":\"x\",\"switch\":null}") == OK && sample.said == UNSAID);
    CHECK(body("{\"name\":\"x\",\"switch\":false}") == OK && sample.said == SAID_NO);
    CHECK(body("{\"name\":\"x\",\"switch\":true}") == OK && sample.said == SAID_YES);
}

static void test_name(void)
{
    CHECK(body("{\"name\":\"x\"}") == OK && !sample.last);
    CHECK(body("{\"name\":\"x\",\"last\":null,\"other\":\" \"}") == OK);
    CHECK_TEXT(sample.last, "");
    CHECK_TEXT(sample.other, "");
    CHECK(body("{\"name\":\"x\",\"last\":\" Petit\"}") == OK);
    CHECK_TEXT(sample.last, "Petit");
    CHECK(body("{\"name\":\"x\",\"last\":\" \",\"other\":\"42\"}") == E_FIELDS);
    CHECK(has_fault("last", FAULT_SHORT) && has_fault("other", FAULT_NAME));
}

static void test_query(void)
{
    CHECK(query(NULL) == OK);
    CHECK(query("") == OK);
    CHECK(query("q=+Zo%C3%AB+m%2Bn%26o%3Dp&state=archived&limit=100&since=2026-03-01T09:30:00Z&mine=true") == OK);
    CHECK_TEXT(search.q, "Zoë m+n&o=p");
    CHECK_TEXT(search.state, "archived");
    CHECK(search.limit == 100 && search.since == 1772357400000 && search.mine);
    CHECK(query("&&q=a=b&") == OK);
    CHECK_TEXT(search.q, "a=b");
    CHECK(query("%71=x") == OK);
    CHECK_TEXT(search.q, "x");
    CHECK(query("q=&state=&limit&mine=") == OK);
    CHECK(!search.q && !search.state && !search.limit && !search.mine);
}

static void test_words(void)
{
    static const char *const wrong[] = { "any=gone", "any=current,gone",     "any=current,", "any=,current",
                                         "any=,",    "any=current;archived", "any=Current",  "any=current,+archived" };

    CHECK(query("any=") == OK && search.any == 0);
    CHECK(query("any=current") == OK && search.any == 1);
    CHECK(query("any=archived%2Ccurrent") == OK && search.any == 3);
    CHECK(query("any=archived,archived") == OK && search.any == 2);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        CHECK(query_refuses(wrong[i], "any", FAULT_CHOICE));
}

static void test_query_refused(void)
{
    static const char *const numbers[] = { "0", "101", "-1", "%2B5", "5x", "0x5", "1.0", "+5", "99999999999999999999" };
    char text[100];

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        snprintf(text, sizeof(text), "limit=%s", numbers[i]);
        CHECK(query_refuses(text, "limit", FAULT_NUMBER));
    }
    CHECK(query_refuses("state=open", "state", FAULT_CHOICE));
    CHECK(query_refuses("since=2026", "since", FAULT_TIME));
    CHECK(query_refuses("mine=1", "mine", FAULT_TYPE));
    CHECK(query_refuses("q=a%0Ab", "q", FAULT_CONTROL));
    CHECK(query_refuses("q=123456789012345678901", "q", FAULT_LONG));
    CHECK(query_refuses("q=a&q=b", "q", FAULT_DOUBLE));
    CHECK(query_refuses("q=&%71=", "q", FAULT_DOUBLE));
    CHECK(query_refuses("owner=bob&owner=eve", "owner", FAULT_UNKNOWN));
    CHECK(query_refuses("=x", "", FAULT_UNKNOWN));
    CHECK(query("q=a&q=b&limit=0&x=1") == E_FIELDS && faults.count == 3);
}

static void test_query_malformed(void)
{
    static const char *const queries[] = { "q=%",     "q=%4",      "q=%4&limit=1", "q=%zz",    "q=%4g",         "%=1",
                                           "q=%00",   "a%00=1",    "q=%C3",        "q=%C0%AF", "q=%ED%A0%80",   "%FF=1",
                                           "q=\xC3(", "q=a%C3&x=", "other=%",      "q=% 41",   "q=%f4%90%80%80" };

    for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
        if (query(queries[i]) != E_BAD_REQUEST)
            check_text(__FILE__, __LINE__, "a query", queries[i], "refused as malformed");
        else
            check_passed++;
    }
}

static void test_query_without_table(void)
{
    memset(&faults, 0, sizeof(faults));
    CHECK(fields_read_query(arena, NULL, NULL, NULL, &faults) == OK);
    CHECK(fields_read_query(arena, NULL, "", NULL, &faults) == OK);
    CHECK(fields_read_query(arena, NULL, "limit=1", NULL, &faults) == E_FIELDS);
    CHECK(has_fault("limit", FAULT_UNKNOWN));
}

static void test_required_in_a_query(void)
{
    static const struct field required[] = {
        { "q", FIELD_LINE, 0, true, 1, 20, NULL, "" },
        { 0 },
    };
    const char *q = NULL;

    memset(&faults, 0, sizeof(faults));
    CHECK(fields_read_query(arena, required, "q=", &q, &faults) == E_FIELDS && has_fault("q", FAULT_MISSING));
    memset(&faults, 0, sizeof(faults));
    CHECK(fields_read_query(arena, required, "q=x", &q, &faults) == OK);
    CHECK_TEXT(q, "x");
}

static void test_sentences(void)
{
    CHECK_TEXT(fault_sentence(arena, FAULT_LONG, 200, ENGLISH), "At most 200 characters.");
    CHECK_TEXT(fault_sentence(arena, FAULT_LONG, 200, FRENCH), "200\u00a0caractères au maximum.");
    CHECK_TEXT(fault_sentence(arena, FAULT_SHORT, 2, ENGLISH), "At least 2 characters.");
    CHECK_TEXT(fault_sentence(arena, FAULT_SHORT, 1, ENGLISH), "Please fill this in.");
    CHECK_TEXT(fault_sentence(arena, FAULT_MANY, 100, FRENCH), "100\u00a0lignes au maximum.");
    for (int fault = 0; fault < FAULT_COUNT; fault++) {
        const char *french = fault_sentence(arena, (enum fault)fault, 5, FRENCH);
        const char *english = fault_sentence(arena, (enum fault)fault, 5, ENGLISH);

        CHECK(french && english && strcmp(french, english) != 0);
        CHECK(french[strlen(french) - 1] == '.' && english[strlen(english) - 1] == '.');
        CHECK(!strchr(french, '\'') && !strstr(french, " :")); /* French typography */
    }
}

int main(void)
{
    arena = arena_new();
    test_whole_body();
    test_absent();
    test_malformed();
    test_deep_nesting();
    test_types();
    test_lengths();
    test_trimming();
    test_controls();
    test_times_and_choices();
    test_lists();
    test_items();
    test_items_refused();
    test_every_fault_is_named();
    test_unknown_names_are_bounded();
    test_no_table();
    test_switch();
    test_name();
    test_query();
    test_words();
    test_query_refused();
    test_query_malformed();
    test_query_without_table();
    test_required_in_a_query();
    test_sentences();
    arena_free(arena);
    return check_end();
}
