/* A cursor leads back to its place in its list, and nothing else does. */
#include "cursor.h"
#include "secret.h"

#include "check.h"

#include <stdlib.h>

#define LIST "contacts 01jgxp current"

static struct arena *arena;

static bool reads(const char *list, const char *text, struct cursor *out)
{
    struct req q = { .arena = arena };

    return cursor_read(&q, list, text, out) == OK && !q.faults.count;
}

static bool refused(const char *list, const char *text)
{
    struct req q = { .arena = arena };
    struct cursor out;

    return cursor_read(&q, list, text, &out) == E_FIELDS && q.faults.count == 1 &&
           !strcmp(q.faults.at[0].name, "after") && q.faults.at[0].fault == FAULT_CURSOR;
}

static const char *made(const char *one, const char *two)
{
    return cursor_make(arena, LIST, &(struct cursor){ { one, two } });
}

static void without_one_a_list_begins_at_its_start(void)
{
    struct cursor out;

    CHECK(reads(LIST, NULL, &out));
    CHECK_TEXT(out.part[0], "");
    CHECK_TEXT(out.part[1], "");
}

static void it_leads_back_to_its_place(void)
{
    static const char *const cases[][2] = {
        { "petit paul", "01jgxp1z7q02370c74c5e0c964" },
        { "OP-2026-0042", "" },
        { "", "01jgxp" },
        { "", "" },
        { "山田 太郎 — œ 😀", "x" },
        { "agnes+100%@aurore.example", "' OR 1=1" },
    };
    struct cursor out;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        CHECK(reads(LIST, made(cases[i][0], cases[i][1]), &out));
        CHECK_TEXT(out.part[0], cases[i][0]);
        CHECK_TEXT(out.part[1], cases[i][1]);
    }
    CHECK(reads(LIST, made("OP-2026-0042", NULL), &out));
    CHECK_TEXT(out.part[1], "");
}

static void it_has_as_many_parts_as_its_list(void)
{
    struct cursor out;

    CHECK(reads(LIST, made("1700000000000", ""), &out));
    CHECK(!out.part[2] && !out.part[3]);
    CHECK(reads(LIST, cursor_make(arena, LIST, &(struct cursor){ { "-1", "", "petit paul", "01jgxp" } }), &out));
    CHECK_TEXT(out.part[0], "-1");
    CHECK_TEXT(out.part[1], "");
    CHECK_TEXT(out.part[2], "petit paul");
    CHECK_TEXT(out.part[3], "01jgxp");
}

static void it_needs_no_escaping_in_an_address(void)
{
    const char *text = made("é & = ? # %\t", "\"");

    CHECK(strspn(text, "0123456789abcdef") == strlen(text));
}

static void another_list_refuses_it(void)
{
    const char *text = made("petit paul", "01jgxp");

    CHECK(refused("contacts 01jgxp archived", text));
    CHECK(refused("contacts 01jgxq current", text));
    CHECK(refused("register 01jgxp", text));
    CHECK(refused("", text));
}

static void any_change_is_noticed(void)
{
    const char *text = made("petit paul", "01jgxp");
    size_t length = strlen(text), taken = 0;

    for (size_t i = 0; i < length; i++) {
        char *changed = arena_string(arena, text);

        changed[i] = changed[i] == '0' ? '1' : '0';
        taken += !refused(LIST, changed);
        taken += !refused(LIST, arena_copy(arena, text, i));
    }
    CHECK(taken == 0);
    CHECK(refused(LIST, arena_format(arena, "%s00", text)));
    CHECK(refused(LIST, arena_format(arena, "%s41", text)));
}

static const char *hexadecimal(const char *bytes)
{
    struct text out = text_new(arena, 1 << 16);

    for (; *bytes; bytes++)
        text_add(&out, arena_format(arena, "%02x", (unsigned char)*bytes));
    return text_string(&out);
}

static void what_was_made_up_is_refused(void)
{
    static const char *const cases[] = {
        "", "0", "00", "x", "4g", "OP-2026-0042", "7065746974", "706574697420706175", "%00", "😀", " 7065",
    };
    char digits[4097];

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK(refused(LIST, cases[i]));
    CHECK(refused(LIST, hexadecimal("0123456789abcdef")));
    CHECK(refused(LIST, hexadecimal("0123456789abcdefpetit paul")));
    CHECK(refused(LIST, hexadecimal("0123456789abcdefpetit paul\n01jgxp")));
    CHECK(refused(LIST, hexadecimal("0123456789abcdef\xff\n\xc3")));
    CHECK(refused(LIST, hexadecimal("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n")));
    memset(digits, '4', sizeof(digits) - 1);
    digits[sizeof(digits) - 1] = '\0';
    CHECK(refused(LIST, digits));
}

static void capitals_are_not_the_same_cursor(void)
{
    char *text = arena_string(arena, made("jklmno", "z"));

    for (char *at = text; *at; at++)
        if (*at >= 'a' && *at <= 'f')
            *at = (char)(*at - 'a' + 'A');
    CHECK(refused(LIST, text));
}

/* A hundred letters of three bytes in the first and in the last name, and an identifier. */
static void long_names_still_have_one(void)
{
    struct text name = text_new(arena, 4096);
    struct cursor out;

    for (int i = 0; i < 200; i++)
        text_add(&name, "田");
    CHECK(reads(LIST, made(text_string(&name), "01jgxp1z7q02370c74c5e0c964"), &out));
    CHECK_TEXT(out.part[0], text_string(&name));
}

int main(void)
{
    if (!secret_start())
        abort();
    arena = arena_new();
    without_one_a_list_begins_at_its_start();
    it_leads_back_to_its_place();
    it_has_as_many_parts_as_its_list();
    it_needs_no_escaping_in_an_address();
    another_list_refuses_it();
    any_change_is_noticed();
    what_was_made_up_is_refused();
    capitals_are_not_the_same_cursor();
    long_names_still_have_one();
    arena_free(arena);
    return check_end();
}
