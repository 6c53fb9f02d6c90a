#include "check.h"
#include "text.h"

#include <stdlib.h>
#include <time.h>

static void test_growing(struct arena *arena)
{
    struct text text = text_new(arena, 1000000);

    CHECK_TEXT(text_string(&text), "");
    text_add(&text, "");
    CHECK_TEXT(text_string(&text), "");
    text_add(&text, "id ");
    text_add_number(&text, 42);
    text_add_char(&text, ';');
    text_add_bytes(&text, "xyz", 2);
    CHECK_TEXT(text_string(&text), "id 42;xy");
    for (int i = 0; i < 100000; i++)
        text_add_char(&text, (char)('a' + i % 26));
    CHECK(text.length == 100008 && strlen(text_string(&text)) == 100008 && !text.over);
    CHECK(!strncmp(text_string(&text), "id 42;xyabc", 11));
}

static void test_numbers(struct arena *arena)
{
    static const struct {
        int64_t number;
        const char *text;
    } rows[] = {
        { 0, "0" },
        { 7, "7" },
        { -1, "-1" },
        { 1000, "1000" },
        { INT64_MAX, "9223372036854775807" },
        { INT64_MIN, "-9223372036854775808" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct text text = text_new(arena, 100);

        text_add_number(&text, rows[i].number);
        CHECK_TEXT(text_string(&text), rows[i].text);
    }
}

static void test_cap(struct arena *arena)
{
    struct text text = text_new(arena, 5);

    text_add(&text, "abc");
    text_add(&text, "de");
    CHECK(!text.over);
    text_add(&text, "");
    CHECK(!text.over);
    text_add(&text, "f");
    CHECK(text.over);
    CHECK_TEXT(text_string(&text), "abcde");

    text = text_new(arena, 5);
    text_add(&text, "abcdef");
    CHECK(text.over);
    text_add(&text, "g"); /* would fit, but the text is not whole any more */
    CHECK_TEXT(text_string(&text), "");
}

static void test_time_read(void)
{
    static const struct {
        const char *text;
        int64_t ms;
    } rows[] = {
        { "1970-01-01T00:00:00Z", 0 },
        { "2026-03-01T09:30:00.000Z", 1772357400000 },
        { "2026-03-01T10:30:00+01:00", 1772357400000 },
        { "2026-03-01T04:00:00-05:30", 1772357400000 },
        { "2026-03-01t09:30:00z", 1772357400000 },
        { "2026-03-01T09:30:00-00:00", 1772357400000 },
        { "2026-03-01T09:30:00.5Z", 1772357400500 },
        { "2026-03-01T09:30:00.0019999999Z", 1772357400001 },
        { "2026-03-01T09:30:00.12345678901234Z", 1772357400123 },
        { "2024-02-29T00:00:00Z", 1709164800000 },
        { "2000-02-29T00:00:00Z", 951782400000 },
        { "1969-12-31T23:59:59.999Z", -1 },
        { "0001-01-01T00:00:00Z", -62135596800000 },
        { "9999-12-31T23:59:59.999Z", 253402300799999 },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t ms = 12345;

        if (!time_read(rows[i].text, &ms) || ms != rows[i].ms)
            check_text(__FILE__, __LINE__, "a time", "read otherwise", rows[i].text);
        else
            check_passed++;
    }
}

static void test_time_refused(void)
{
    static const char *const rows[] = {
        "",
        "2026",
        "2026-03-01",
        "2026-03-01T09:30",
        "2026-03-01T09:30Z",
        "2026-03-01T09:30:00",
        "2026-03-01 09:30:00Z",
        "2026-3-1T09:30:00Z",
        "2026-03-01T9:30:00Z",
        "2026-03-01T09:30:00.Z",
        "2026-03-01T09:30:00,5Z",
        "2026-03-01T09:30:00Z ",
        " 2026-03-01T09:30:00Z",
        "2026-03-01T09:30:00ZZ",
        "2026-03-01T09:30:00+0100",
        "2026-03-01T09:30:00+01",
        "2026-03-01T09:30:00+24:00",
        "2026-03-01T09:30:00+01:60",
        "2026-03-01T09:30:00 01:00",
        "2026-00-01T09:30:00Z",
        "2026-13-01T09:30:00Z",
        "2026-03-00T09:30:00Z",
        "2026-03-32T09:30:00Z",
        "2026-04-31T09:30:00Z",
        "2026-02-29T09:30:00Z",
        "1900-02-29T09:30:00Z",
        "2026-03-01T24:00:00Z",
        "2026-03-01T09:60:00Z",
        "2026-12-31T23:59:60Z",
        "0000-01-01T00:00:00Z",
        "-001-01-01T00:00:00Z",
        "+2026-03-01T09:30:00Z",
        "12026-03-01T09:30:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "2026-03-01T09:30:0\xC3\xA9Z",
        "now",
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int64_t ms = 12345;
        bool read = time_read(rows[i], &ms);

        if (read || ms != 12345)
            check_text(__FILE__, __LINE__, "a time", "taken", rows[i]);
        else
            check_passed++;
    }
}

/* Every day from 0001 to 9999 in both directions: our own calendar against the C library's. */
static void test_calendar(void)
{
    int64_t wrong = 0;

    for (int64_t day = -719162; day <= 2932896; day++) {
        time_t seconds = day * 86400 + 86399;
        char ours[TIME_ROOM], theirs[64];
        int64_t back;
        struct tm tm;

        gmtime_r(&seconds, &tm);
        time_write(ours, seconds * 1000 + 7);
        snprintf(theirs, sizeof(theirs), "%04d-%02d-%02dT%02d:%02d:%02d.007Z", tm.tm_year + 1900, tm.tm_mon + 1,
                 tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
        wrong += strcmp(ours, theirs) != 0 || !time_read(ours, &back) || back != seconds * 1000 + 7;
    }
    CHECK(wrong == 0);
}

static void test_time_write(void)
{
    char out[TIME_ROOM];

    time_write(out, 1772357400000);
    CHECK_TEXT(out, "2026-03-01T09:30:00.000Z");
    time_write(out, -1);
    CHECK_TEXT(out, "1969-12-31T23:59:59.999Z");
    time_write(out, INT64_MIN);
    CHECK_TEXT(out, "0001-01-01T00:00:00.000Z");
    time_write(out, INT64_MAX);
    CHECK_TEXT(out, "9999-12-31T23:59:59.999Z");
}

static void test_time_ignores_the_zone(void)
{
    int64_t ms = 0;
    char out[TIME_ROOM];

    setenv("TZ", "Pacific/Auckland", 1);
    tzset();
    CHECK(time_read("2026-03-01T09:30:00Z", &ms) && ms == 1772357400000);
    time_write(out, ms);
    CHECK_TEXT(out, "2026-03-01T09:30:00.000Z");
    CHECK(time_now() / 1000 - (int64_t)time(NULL) <= 1);
}

static void test_months_before(void)
{
    static const struct {
        const char *at;
        int months;
        const char *before;
    } rows[] = {
        { "2026-11-28T17:29:12.000Z", 12, "2025-11-28T17:29:12.000Z" },
        { "2026-11-28T17:29:12.345Z", 6, "2026-05-28T17:29:12.000Z" },
        { "2026-01-15T00:00:00.000Z", 6, "2025-07-15T00:00:00.000Z" },
        { "2026-01-15T00:00:00.000Z", 36, "2023-01-15T00:00:00.000Z" },
        { "2026-08-31T12:00:00.000Z", 6, "2026-02-28T12:00:00.000Z" }, /* there is no 31 February */
        { "2024-08-31T12:00:00.000Z", 6, "2024-02-29T12:00:00.000Z" },
        { "2028-02-29T23:59:59.000Z", 12, "2027-02-28T23:59:59.000Z" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char out[TIME_ROOM];
        int64_t ms;

        CHECK(time_read(rows[i].at, &ms));
        time_write(out, time_months_before(ms, rows[i].months));
        CHECK_TEXT(out, rows[i].before);
    }
}

static void test_utf8(void)
{
    static const struct {
        const char *bytes;
        bool valid;
    } rows[] = {
        { "", true },
        { "plain", true },
        { "é", true },
        { "€", true },
        { "\U0001F511", true },
        { "\xC2\x80", true },
        { "\xED\x9F\xBF", true },     /* the last before the surrogates */
        { "\xF4\x8F\xBF\xBF", true }, /* the very last */
        { "\xC3", false },            /* cut off */
        { "a\xE2\x82", false },
        { "\xF0\x9F\x94", false },
        { "\x80", false }, /* a continuation alone */
        { "\xC3(", false },
        { "\xC0\xAF", false }, /* overlong */
        { "\xC1\xBF", false },
        { "\xE0\x9F\xBF", false },
        { "\xF0\x8F\xBF\xBF", false },
        { "\xED\xA0\x80", false },     /* a surrogate */
        { "\xF4\x90\x80\x80", false }, /* past the end */
        { "\xF5\x80\x80\x80", false },
        { "\xFF", false },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        CHECK(utf8_valid(rows[i].bytes, strlen(rows[i].bytes)) == rows[i].valid);
    CHECK(!utf8_valid("a\0b", 3));
    CHECK(utf8_valid("é", 2) && !utf8_valid("é", 1)); /* never looks past the length */
    CHECK(utf8_length("") == 0);
    CHECK(utf8_length("Zoë €\U0001F511") == 6);
}

static void test_trim(struct arena *arena)
{
    static const char *const rows[][2] = {
        { "", "" },
        { " \t\u00a0\u200b\ufeff", "" },
        { "a", "a" },
        { "\u200e a b \u200f", "a b" },
        { "\u202fa\u200bb\u3000", "a\u200bb" },
        { "\u202aZo\u00eb\u202c", "Zo\u00eb" },
        { "\u00ad\u2066x\u2069", "x" },
        { "\u2764\ufe0f", "\u2764\ufe0f" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        CHECK_TEXT(utf8_trim(arena_string(arena, rows[i][0])), rows[i][1]);
}

int main(void)
{
    struct arena *arena = arena_new();

    test_growing(arena);
    test_numbers(arena);
    test_cap(arena);
    test_time_read();
    test_time_refused();
    test_calendar();
    test_time_write();
    test_time_ignores_the_zone();
    test_months_before();
    test_utf8();
    test_trim(arena);
    arena_free(arena);
    return check_end();
}
