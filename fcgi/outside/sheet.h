/* A table as spreadsheets save it, row by row: comma, semicolon or tab, quotes, any line ends. The only user of libcsv.
 */
#ifndef SHEET_H
#define SHEET_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

#define SHEET_MOST     (32 * 1024 * 1024) /* bytes of a file */
#define SHEET_ROW_MOST (64 * 1024)        /* bytes of a row */
#define SHEET_CELLS    64                 /* cells of a row that are not empty at its end */

struct sheet_reader;

struct sheet {
    const char *encoding; /* the caller's, as in charset.h; NULL: UTF-8, or what a byte order mark says */
    char separator;       /* the one that the first line has most of */
    struct sheet_reader *reader;
};

enum sheet_fault {
    SHEET_GOOD,
    SHEET_QUOTES, /* a quotation mark is not closed, or stands inside a cell without being doubled */
    SHEET_LONG,
    SHEET_WIDE
};

struct sheet_row {
    int64_t line; /* where it begins in the file, from 1 */
    enum sheet_fault fault;
    size_t count; /* up to the last cell that is not empty */
    const char *cell[SHEET_CELLS];
};

/* Takes a whole file into the arena. NULL, or what is wrong with it and what to do. */
const char *sheet_open(struct sheet *sheet, struct arena *arena, const char *path);

/* The same of bytes in memory, which it borrows while it runs. */
const char *sheet_take(struct sheet *sheet, struct arena *arena, const char *bytes, size_t length);

/* The next row with a cell that is not empty; its cells are lent until the next call. After a row with a fault, reading
 * goes on at the line after the one where that row begins, so that one lost quotation mark does not hide what follows.
 * False at the end. */
bool sheet_next(struct sheet *sheet, struct sheet_row *row);

#endif
