/* Whatever a spreadsheet made of a table, the same rows come out, and a bad one names its line. */
#include "sheet.h"

#include "check.h"

#include <stdlib.h>
#include <unistd.h>

static struct arena *arena;

static const char *fault_names[] = { "", "!quotes", "!long", "!wide" };

/* The rows as `line:cell|cell`, one after the other; or what is wrong with the whole. */
static const char *read_bytes(const char *bytes, size_t length)
{
    struct sheet sheet = { 0 };
    struct sheet_row row;
    const char *wrong = sheet_take(&sheet, arena, bytes, length), *said = "";

    if (wrong)
        return wrong;
    while (sheet_next(&sheet, &row)) {
        said = arena_format(arena, "%s%s%lld:%s", said, *said ? " " : "", (long long)row.line, fault_names[row.fault]);
        for (size_t i = 0; i < row.count && !row.fault; i++)
            said = arena_format(arena, "%s%s%s", said, i ? "|" : "", row.cell[i]);
    }
    return said;
}

static const char *read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void takes_every_separator(void)
{
    CHECK_TEXT(read_text("a,b\n1,2\n"), "1:a|b 2:1|2");
    CHECK_TEXT(read_text("a;b\n1;2,5\n"), "1:a|b 2:1|2,5");
    CHECK_TEXT(read_text("a\tb\n1\t2;5\n"), "1:a|b 2:1|2;5");
    CHECK_TEXT(read_text("a\n1\n"), "1:a 2:1");
    CHECK_TEXT(read_text("a;b;c,d\n1;2;3\n"), "1:a|b|c,d 2:1|2|3");
}

static void takes_every_line_end(void)
{
    CHECK_TEXT(read_text("a,b\r\n1,2\r\n3,4"), "1:a|b 2:1|2 3:3|4");
    CHECK_TEXT(read_text("a,b\r1,2\r3,4\r"), "1:a|b 2:1|2 3:3|4");
    CHECK_TEXT(read_text("a,b\n1,2\r\n3,4\r5,6"), "1:a|b 2:1|2 3:3|4 4:5|6");
}

static void skips_what_is_empty(void)
{
    CHECK_TEXT(read_text(""), "");
    CHECK_TEXT(read_text("\n\r\n   \n"), "");
    CHECK_TEXT(read_text("\n\na,b\n\n \t \n,\n,,,,\n1,2\n\n"), "3:a|b 8:1|2");
    CHECK_TEXT(read_text("a,b,,,\n1,,,,,\n"), "1:a|b 2:1");
    CHECK_TEXT(read_text("a,b\n,2\n"), "1:a|b 2:|2");
}

static void reads_quotes(void)
{
    CHECK_TEXT(read_text("a,b\n\"1,5\",\"say \"\"yes\"\"\"\n"), "1:a|b 2:1,5|say \"yes\"");
    CHECK_TEXT(read_text("a,b\n\"one\r\ntwo\n\n\",2\n3,4\n"), "1:a|b 2:one\r\ntwo\n\n|2 6:3|4");
    CHECK_TEXT(read_text("a,b\n\" 1 \" , 2 \n"), "1:a|b 2: 1 |2");
    CHECK_TEXT(read_text("a,b\n1,\"2\""), "1:a|b 2:1|2");
}

/* A lost quotation mark costs its own row, not the rest of the file. */
static void names_the_line_of_a_bad_quote(void)
{
    CHECK_TEXT(read_text("a,b\n1,x \"y\"\n3,4\n"), "1:a|b 2:!quotes 3:3|4");
    CHECK_TEXT(read_text("a,b\n\"1\"x,2\n3,4\n"), "1:a|b 2:!quotes 3:3|4");
    CHECK_TEXT(read_text("a,b\n1,\"2\n3,4\n5,6"), "1:a|b 2:!quotes 3:3|4 4:5|6");
    CHECK_TEXT(read_text("a,b\n1,\"2\n3,\"4\n5,6\n"), "1:a|b 2:!quotes 3:!quotes 4:5|6");
    CHECK_TEXT(read_text("a,\"b"), "1:!quotes");
}

static const char *repeat(const char *piece, size_t times)
{
    size_t length = strlen(piece);
    char *all = arena_alloc(arena, length * times + 1);

    for (size_t i = 0; i < times; i++)
        memcpy(all + i * length, piece, length);
    return all;
}

static void refuses_a_row_that_is_too_long(void)
{
    const char *just = repeat("x", SHEET_ROW_MOST), *wide = repeat("1,", SHEET_CELLS);
    struct sheet sheet = { 0 };
    struct sheet_row row;

    CHECK(!sheet_take(&sheet, arena, just, SHEET_ROW_MOST) && sheet_next(&sheet, &row) && !row.fault);
    CHECK(strlen(row.cell[0]) == SHEET_ROW_MOST);
    CHECK_TEXT(read_text(arena_format(arena, "a\n%sx\nb\n", just)), "1:a 2:!long 3:b");
    CHECK_TEXT(read_text(arena_format(arena, "a\n\"%s\nb\n", just)), "1:a 2:!long 3:b");
    CHECK_TEXT(read_text(arena_format(arena, "a,b\n%s2\n3,4\n", wide)), "1:a|b 2:!wide 3:3|4");
    CHECK_TEXT(read_text(arena_format(arena, "a,b\n1,2%s\n3,4\n", repeat(",", 4 * SHEET_CELLS))), "1:a|b 2:1|2 3:3|4");
}

static void knows_the_characters(void)
{
    struct sheet sheet = { 0 };

    CHECK_TEXT(read_text("\xEF\xBB\xBF"
                         "a,b\n1,2\n"),
               "1:a|b 2:1|2");
    CHECK_TEXT(read_text("\xC3\xA9,b\n"), "1:é|b");
    CHECK_TEXT(read_text("Soci\xE9t\xE9 G\xE9n\xE9rale,\x80 \x8Cuvre\n"), "1:Société Générale|€ Œuvre");
    CHECK(!sheet_take(&sheet, arena, "\xE9", 1) && sheet.converted);
    CHECK(!sheet_take(&sheet, arena, "\xC3\xA9", 2) && !sheet.converted);
}

static void refuses_what_is_no_text(void)
{
    CHECK(strstr(read_bytes("a\0b", 3), "is no text") != NULL);
    CHECK(strstr(read_bytes("\xFF\xFE"
                            "a\0",
                            4),
                 "is no text") != NULL);
    CHECK(strstr(read_text("a,\x81\n"), "neither UTF-8 nor Windows-1252") != NULL);
}

static void refuses_what_is_no_file(void)
{
    char path[] = "/tmp/sheet_test.XXXXXX";
    int file = mkstemp(path);
    struct sheet sheet = { 0 };

    CHECK_TEXT(sheet_open(&sheet, arena, "/nowhere/at-all.csv"), "No such file or directory");
    CHECK_TEXT(sheet_open(&sheet, arena, "/tmp"), "is no file that can be read");
    CHECK_TEXT(sheet_open(&sheet, arena, "/dev/zero"), "is no file that can be read");
    CHECK(sheet_open(&sheet, arena, path) == NULL);
    CHECK(ftruncate(file, SHEET_MOST + 1) == 0);
    CHECK_TEXT(sheet_open(&sheet, arena, path), "has more than 32 MiB: divide it");
    close(file);
    unlink(path);
}

int main(void)
{
    arena = arena_new();
    takes_every_separator();
    takes_every_line_end();
    skips_what_is_empty();
    reads_quotes();
    names_the_line_of_a_bad_quote();
    refuses_a_row_that_is_too_long();
    knows_the_characters();
    refuses_what_is_no_text();
    refuses_what_is_no_file();
    arena_free(arena);
    return check_end();
}
