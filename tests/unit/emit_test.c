/* What is emitted is JSON, and says what was meant. */
#include "emit.h"

#include "check.h"

#include <jansson.h>

static struct arena *arena;

static struct text whole(void)
{
    return text_new(arena, 1 << 20);
}

static void commas_stand_where_they_belong(void)
{
    struct text out = whole();

    emit_object(&out, NULL);
    emit_object(&out, "empty");
    emit_object_end(&out);
    emit_array(&out, "items");
    emit_array(&out, NULL);
    emit_array_end(&out);
    emit_object(&out, NULL);
    emit_number(&out, "a", 1);
    emit_flag(&out, "b", true);
    emit_object_end(&out);
    emit_string(&out, NULL, "x");
    emit_flag(&out, NULL, false);
    emit_null(&out, NULL);
    emit_array_end(&out);
    emit_null(&out, "next");
    emit_object_end(&out);
    CHECK_TEXT(text_string(&out), "{\"empty\":{},\"items\":[[],{\"a\":1,\"b\":true},\"x\",false,null],\"next\":null}");
}

/* The comma is judged by the last character written: a brace within a string must not be taken for one outside. */
static void strings_of_braces_are_only_strings(void)
{
    struct text out = whole();

    emit_array(&out, NULL);
    emit_string(&out, NULL, "{");
    emit_string(&out, NULL, "[");
    emit_string(&out, NULL, "");
    emit_string(&out, NULL, ",\"}");
    emit_array_end(&out);
    CHECK_TEXT(text_string(&out), "[\"{\",\"[\",\"\",\",\\\"}\"]");
}

/* Our own names need no looking through; a client's do. */
static void a_foreign_name_is_escaped(void)
{
    struct text out = whole();

    emit_object(&out, NULL);
    emit_foreign(&out, "\"a\"", "is \\ refused");
    emit_foreign(&out, "\n", "b");
    emit_object_end(&out);
    CHECK_TEXT(text_string(&out), "{\"\\\"a\\\"\":\"is \\\\ refused\",\"\\n\":\"b\"}");
}

static const char *emitted(const char *value)
{
    struct text out = whole();

    emit_string(&out, NULL, value);
    return text_string(&out);
}

static void strings_are_escaped(void)
{
    static const char *const cases[][2] = {
        { "", "\"\"" },
        { "Crédit du Littoral — 山田 😀", "\"Crédit du Littoral — 山田 😀\"" },
        { "say \"no\"", "\"say \\\"no\\\"\"" },
        { "C:\\new", "\"C:\\\\new\"" },
        { "a\nb\r\tc\b\f", "\"a\\nb\\r\\tc\\b\\f\"" },
        { "\x01\x1f\x7f", "\"\\u0001\\u001f\x7f\"" }, /* RFC 8259 leaves DEL as it is */
        { "</script>", "\"</script>\"" },
        { "\\", "\"\\\\\"" },
        { "\"", "\"\\\"\"" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(emitted(cases[i][0]), cases[i][1]);
    CHECK_TEXT(emitted(NULL), "null");
}

/* Another program's parser reads back what was written, whatever stands beside it. */
static void every_character_survives(void)
{
    for (int c = 1; c < 0x80; c++) {
        char value[] = { 'a', (char)c, (char)c, 'b', '\0' }, last[] = { (char)c, '\0' };
        json_t *one = json_loads(emitted(value), JSON_DECODE_ANY, NULL);
        json_t *other = json_loads(emitted(last), JSON_DECODE_ANY, NULL);

        CHECK_TEXT(json_string_value(one), value);
        CHECK_TEXT(json_string_value(other), last);
        json_decref(one);
        json_decref(other);
    }
}

static void numbers_and_times_are_exact(void)
{
    struct text out = whole();

    emit_array(&out, NULL);
    emit_number(&out, NULL, 0);
    emit_number(&out, NULL, INT64_MIN);
    emit_number(&out, NULL, INT64_MAX);
    emit_time(&out, NULL, INT64_C(1772357400000));
    emit_time(&out, NULL, 0);
    emit_raw(&out, NULL, "[1,2]");
    emit_array_end(&out);
    CHECK_TEXT(text_string(&out),
               "[0,-9223372036854775808,9223372036854775807,\"2026-03-01T09:30:00.000Z\",null,[1,2]]");
}

static void too_much_is_known_as_such(void)
{
    struct text out = text_new(arena, 10);

    emit_array(&out, NULL);
    emit_string(&out, NULL, "123456");
    CHECK(!out.over);
    emit_string(&out, NULL, "7");
    emit_array_end(&out);
    CHECK(out.over);
    CHECK(out.length <= 10);
}

int main(void)
{
    arena = arena_new();
    commas_stand_where_they_belong();
    strings_of_braces_are_only_strings();
    a_foreign_name_is_escaped();
    strings_are_escaped();
    every_character_survives();
    numbers_and_times_are_exact();
    too_much_is_known_as_such();
    arena_free(arena);
    return check_end();
}
