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
    CHECK_TEXT(read_text("sep=;\na,x;b\n1;2\n"), "2:a,x|b 3:1|2");
    CHECK_TEXT(read_text("SEP=,\r\na;x,b\r\n1,2\r\n"), "2:a;x|b 3:1|2");
    CHECK_TEXT(read_text("\"sep=\t\"\r\na\tb\r\n"), "2:a|b");
    CHECK_TEXT(read_text("sep=;"), "");
    CHECK_TEXT(read_text("sep=;b\n1;2\n"), "1:sep=|b 2:1|2");
    CHECK_TEXT(read_text("sep=x\n"), "1:sep=x");
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
    CHECK_TEXT(read_text("\xEF\xBB\xBF"
                         "a,b\n1,2\n"),
               "1:a|b 2:1|2");
    CHECK_TEXT(read_text("\xC3\xA9,b\n"), "1:é|b");
}

static const char *read_as(const char *encoding, const char *bytes, size_t length)
{
    struct sheet sheet = { .encoding = encoding };
    struct sheet_row row;
    const char *wrong = sheet_take(&sheet, arena, bytes, length);

    return wrong ? wrong : sheet_next(&sheet, &row) ? arena_string(arena, row.cell[0]) : "";
}

static void reads_the_encoding_that_is_named(void)
{
    static const char *const one[][3] = {
        { "windows-1252", "\x80 \x8Cuvre \xE9", "€ Œuvre é" },
        { "CP1252", "\xE9", "é" },
        { "ISO_8859-1", "\xE9\xA4", "é¤" },
        { "Latin1", "\xE9", "é" },
        { "iso8859-15", "\xE9\xA4", "é€" },
        { "latin-9", "\xA4", "€" },
        { "macintosh", "Soci\x8Et\x8E", "Société" },
        { "MacRoman", "\xCF", "œ" },
        { "UTF-8", "\xC3\xA9", "é" },
        { "utf8", "\xEF\xBB\xBF\xC3\xA9", "é" },
    };

    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        CHECK_TEXT(read_as(one[i][0], one[i][1], strlen(one[i][1])), one[i][2]);
    CHECK_TEXT(read_as(NULL, "\xFF\xFE\xE9\0", 4), "é");
    CHECK_TEXT(read_as("utf-16", "\xFE\xFF\0\xE9", 4), "é");
    CHECK_TEXT(read_as("UTF-16", "\xE9\0", 2), "é");
    CHECK_TEXT(read_as("utf-16be", "\0\xE9", 2), "é");
}

static void refuses_what_it_would_have_to_guess(void)
{
    CHECK(strstr(read_text("a\r\nSoci\xE9t\xE9\r\n"), "line 2 is not UTF-8") != NULL);
    CHECK(strstr(read_text("Soci\x8Et\x8E\n"), "--encoding windows-1252, macintosh") != NULL);
    CHECK(strstr(read_text("a\n\xC3\xA9\n\xE9\n"), "line 3 is not UTF-8") != NULL);
    CHECK(strstr(read_as("windows-1252", "a\n\xE9\n\xC3\xA9\n", 7), "line 3 is UTF-8") != NULL);
    CHECK(strstr(read_as("macintosh",
                         "\xEF\xBB\xBF"
                         "a\n",
                         5),
                 "line 1 is UTF-8") != NULL);
    CHECK(strstr(read_as("windows-1252", "a\r\r\x81\n", 5), "line 3 is not in the encoding") != NULL);
    CHECK(strstr(read_as("utf-8", "\xE9", 1), "line 1 is not UTF-8") != NULL);
    CHECK(strstr(read_as("utf-16", "a\0\n\0b", 5), "line 2 is not in the encoding") != NULL);
    CHECK(strstr(read_as("utf-16", "a\0\x00\xD8z\0", 6), "line 1 is not in the encoding") != NULL);
}

static void refuses_what_others_lost(void)
{
    CHECK(strstr(read_text("a\nSoci\xEF\xBF\xBDt\xC3\xA9\n"), "line 2 has the mark") != NULL);
    CHECK(strstr(read_as(NULL, "\xFF\xFE\xFD\xFF", 4), "line 1 has the mark") != NULL);
}

static void refuses_what_is_no_text(void)
{
    CHECK(strstr(read_bytes("a\0b", 3), "is no text") != NULL);
    CHECK(strstr(read_as("latin1", "a\0b", 3), "is no text") != NULL);
    CHECK(strstr(read_as("utf-16", "a\0\0\0b\0", 6), "is no text") != NULL);
    CHECK(strstr(read_bytes("\xFF\xFE\0\0a\0\0\0", 8), "is no text") != NULL);
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
    reads_the_encoding_that_is_named();
    refuses_what_it_would_have_to_guess();
    refuses_what_others_lost();
    refuses_what_is_no_text();
    refuses_what_is_no_file();
    arena_free(arena);
    return check_end();
}
