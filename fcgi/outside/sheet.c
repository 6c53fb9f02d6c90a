#include "sheet.h"
#include "charset.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct sheet_reader {
    struct csv_parser parser;
    const char *at; /* the next line of the file */
    int64_t line;   /* its number */
    struct sheet_row *row;
    size_t cells, used;
    bool ended;
    char bytes[SHEET_ROW_MOST + 1]; /* the row's cells, a separator's byte for each terminator */
};

static char choose_separator(const char *text)
{
    static const char separators[] = ",;\t";
    size_t count[sizeof separators] = { 0 }, best = 0;

    for (text += strspn(text, "\r\n"); *text && !strchr("\r\n", *text); text++)
        if (strchr(separators, *text))
            count[strchr(separators, *text) - separators]++;
    for (size_t i = 1; separators[i]; i++)
        if (count[i] > count[best])
            best = i;
    return separators[best];
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void take_cell(void *cell, size_t length, void *data)
{
    struct sheet_reader *reader = data;
    struct sheet_row *row = reader->row;
    size_t index = reader->cells++;

    if (index >= SHEET_CELLS) {
        row->fault = length ? SHEET_WIDE : row->fault;
        return;
    }
    row->cell[index] = reader->bytes + reader->used;
    memcpy(reader->bytes + reader->used, cell, length);
    reader->used += length;
    reader->bytes[reader->used++] = '\0';
    if (length)
        row->count = index + 1;
}

static void take_end(int byte, void *data)
{
    struct sheet_reader *reader = data;

    (void)byte;
    reader->ended = true;
}

static void start_parser(struct sheet_reader *reader, char separator)
{
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reader->parser, (unsigned char)separator);
}

static void free_parser(void *reader)
{
    csv_free(&((struct sheet_reader *)reader)->parser);
}

/* With its end, of whichever kind. */
static size_t line_length(const char *at)
{
    size_t length = strcspn(at, "\r\n");

    if (at[length] == '\r' && at[length + 1] == '\n')
        return length + 2;
    return length + (at[length] != '\0');
}

static void skip_blank_lines(struct sheet_reader *reader)
{
    const char *ink;

    while (ink = reader->at + strspn(reader->at, " \t"), *ink == '\r' || *ink == '\n') {
        reader->at += line_length(reader->at);
        reader->line++;
    }
}

/* The parser stops early at a misplaced quotation mark; else only for want of memory, which nothing here survives. */
static enum sheet_fault parse(struct sheet_reader *reader, size_t length)
{
    if (csv_parse(&reader->parser, reader->at, length, take_cell, take_end, reader) == length)
        return SHEET_GOOD;
    if (csv_error(&reader->parser) != CSV_EPARSE)
        abort();
    return SHEET_QUOTES;
}

/* A row is one line, or more when a cell in quotes has line ends. */
static enum sheet_fault read_row(struct sheet_reader *reader)
{
    enum sheet_fault fault = SHEET_GOOD;
    size_t taken = 0;

    while (!fault && !reader->ended && *reader->at) {
        size_t length = line_length(reader->at);

        taken += length;
        fault = taken > SHEET_ROW_MOST ? SHEET_LONG : parse(reader, length);
        reader->at += length;
        reader->line++;
    }
    if (!fault && !reader->ended && csv_fini(&reader->parser, take_cell, take_end, reader))
        fault = SHEET_QUOTES;
    return fault;
}

static void go_on_after(struct sheet *sheet, const char *first)
{
    struct sheet_reader *reader = sheet->reader;

    csv_free(&reader->parser);
    start_parser(reader, sheet->separator);
    reader->at = first + line_length(first);
    reader->line = reader->row->line + 1;
}

bool sheet_next(struct sheet *sheet, struct sheet_row *row)
{
    struct sheet_reader *reader = sheet->reader;
    enum sheet_fault fault;
    const char *first;

    do {
        skip_blank_lines(reader);
        if (!*reader->at)
            return false;
        *row = (struct sheet_row){ .line = reader->line };
        reader->row = row;
        reader->cells = reader->used = 0;
        reader->ended = false;
        first = reader->at;
        fault = read_row(reader);
        if (fault) {
            row->fault = fault;
            go_on_after(sheet, first);
        }
    } while (!row->fault && !row->count);
    return true;
}

/* A first line `sep=;` tells a spreadsheet the separator, and is no row. Its length, 0 when it is another line. */
static size_t told_separator(const char *text, char *separator)
{
    size_t quote = *text == '"';
    const char *sign = text + quote + strlen("sep="), *end;

    if (strncasecmp(text + quote, "sep=", strlen("sep=")) || !*sign || !strchr(",;\t", *sign))
        return 0;
    end = sign + 1 + strspn(sign + 1, quote ? "\"" : "");
    if (*end && !strchr("\r\n", *end))
        return 0;
    *separator = *sign;
    return (size_t)(end - text) + line_length(end);
}

/* --- files ------------------------------------------------------------------------------------------------------- */

const char *sheet_take(struct sheet *sheet, struct arena *arena, const char *bytes, size_t length)
{
    const char *text;
    size_t told;
    const char *wrong = charset_read(arena, sheet->encoding, bytes, length, &text);

    if (wrong)
        return wrong;
    told = told_separator(text, &sheet->separator);
    if (!told)
        sheet->separator = choose_separator(text);
    sheet->reader = ARENA_NEW(arena, struct sheet_reader);
    sheet->reader->at = text + told;
    sheet->reader->line = told ? 2 : 1;
    start_parser(sheet->reader, sheet->separator);
    arena_defer(arena, free_parser, sheet->reader);
    return NULL;
}

static const char *take_file(struct sheet *sheet, struct arena *arena, FILE *file)
{
    struct stat status;
    const char *wrong;
    char *bytes;
    size_t size;

    if (fstat(fileno(file), &status) || !S_ISREG(status.st_mode))
        return "is no file that can be read";
    if (status.st_size > SHEET_MOST)
        return "has more than 32 MiB: divide it";
    size = (size_t)status.st_size;
    bytes = malloc(size + 1);
    if (!bytes)
        abort();
    wrong = fread(bytes, 1, size, file) == size ? sheet_take(sheet, arena, bytes, size) : "cannot be read to its end";
    free(bytes);
    return wrong;
}

const char *sheet_open(struct sheet *sheet, struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "re");
    const char *wrong;

    if (!file)
        return strerror(errno);
    wrong = take_file(sheet, arena, file);
    fclose(file);
    return wrong;
}
