/* The database as the rest of the program sees it: named queries in, typed rows out.
 *
 * The functions that run queries are generated from sql/query, one header a room. The first error of a
 * transaction stays in the connection: later queries return nothing and db_commit reports it, so that callers need no
 * check a query. */
#ifndef DB_H
#define DB_H

#include "arena.h"
#include "err.h"
#include "guard.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

enum db_mode { DB_READ, DB_WRITE };

/* Opens a connection and checks the schema's version. The caller owns it. NULL, with one line in the log, when the file
 * cannot be opened, cannot be written by who wants to, or has another version. A connection belongs to one thread at a
 * time, and prepares each query when it is first asked. */
struct db *db_open(const char *path, enum db_mode mode);

/* Whether the file's schema is the one that every query was written for, so that none is found wrong later. False, with
 * one line in the log, when it is not or the file cannot be opened. */
bool db_fits(const char *path) CHECKED;

/* Opens without preparing or checking anything, for migrate; creates the file. References between rows are checked when
 * a migration is through (db_migrated), so that a table can be made anew. */
struct db *db_open_bare(const char *path);

/* What became of a log that lay beside a file. */
enum db_log {
    DB_LOG_NONE,  /* all of it is in the file */
    DB_LOG_LOST,  /* it belongs to another file, or the file is none that SQLite can read */
    DB_LOG_BUSY,  /* somebody has the file open */
    DB_LOG_STAYS, /* it could not be written back: one line in the log says why */
};

/* Opens a database to read, whose guard the caller holds alone, and makes it one file without a log. NULL, with the
 * reason, when that could not be. */
struct db *db_open_alone(const char *path, const struct guard *held, enum db_log *log);

void db_close(struct db *db);

/* Who waits for the lock looks every few milliseconds: whoever writes in steps and lets go for so long between two of
 * them lets each who waits have a turn. */
#define DB_TURN_MS 6

/* Begins a transaction: one view for DB_READ, BEGIN IMMEDIATE for DB_WRITE. Text of one-row queries is copied into
 * the borrowed arena. E_UNAVAILABLE when another program holds the lock for longer than the busy timeout. */
enum err db_begin(struct db *db, struct arena *arena) CHECKED;

/* Commits; on any error since db_begin it rolls back and returns that error. After OK the change survives a power
 * cut. */
enum err db_commit(struct db *db) CHECKED;
void db_rollback(struct db *db);

/* Until db_group_commit, whatever a db_begin and its db_commit enclose still holds or not by itself, but waits for that
 * one commit to survive a power cut. E_UNAVAILABLE like db_begin. */
enum err db_group_begin(struct db *db) CHECKED;

/* On any error nothing of the group holds: what was said of it must not be told. */
enum err db_group_commit(struct db *db) CHECKED;

/* The first error since db_begin. */
enum err db_error(const struct db *db);

/* The arena that db_begin was lent. */
struct arena *db_arena(const struct db *db);

/* Rows changed by the last statement. */
int64_t db_changes(const struct db *db);

/* Runs a script of several statements (schema, demonstration data); the connection's transaction is the caller's. */
enum err db_script(struct db *db, const char *text) CHECKED;

/* The schema's version in the file, 0 when there is none, -1 on error. */
int64_t db_version(struct db *db);

/* Records that a migration was applied, in the transaction that applied it. E_CONFLICT, with the rows in the log, when
 * it left a reference to what is no longer there. */
enum err db_migrated(struct db *db, int64_t version, int64_t now) CHECKED;

/* Whether the views are those that a script makes, word for word. */
bool db_has_views(struct db *db, const char *script);

/* Drops every view, in the caller's transaction. */
enum err db_drop_views(struct db *db) CHECKED;

/* Copies the database as it is at this instant into an existing, empty file, while others go on reading and writing.
 * True when all of it is on the disk; else false, with one line in the log. */
bool db_copy(struct db *db, const char *path);

/* Tells what SQLite finds damaged, a finding a call: pages, indexes, values outside their checks, references to rows
 * that are not there. True when there was anything. Inside a transaction. */
bool db_damage(struct db *db, void (*tell)(const char *what));

/* --- for the generated code -------------------------------------------------------------------------------------- */

struct db_query {
    const char *name, *text;
    const char *parameters, *columns; /* one letter each: s text, i number, b flag, w a word, which is bound as text */
    const char *names;                /* of the columns, each followed by a space */
    const char *const *const *words;  /* of each w among the columns: its list, see rules/words.h */
};

extern const struct db_query db_queries[];
extern const int db_query_count;

struct rows {
    struct db *db;
    int query;
    bool lend; /* text is lent until the next step instead of copied */
};

/* Binds by the query's declared types: `const char *` for s, int64_t for i, int for b. */
struct rows db_run(struct db *db, int query, int lend, ...);

/* Steps; false at the end or on error, and then the statement is reset. Fills the members of `row` at the offsets, by
 * the declared types; a NULL number reads 0, a word its place in the list from 1, 0 for none. */
bool db_next(struct rows *rows, void *row, const size_t *offsets);

/* Keeps the rows that follow, `most` at most, each of `size` bytes, as an array in the arena, their text copied, and
 * ends the query: what is then done may change what it stood on. */
size_t db_keep(struct rows rows, size_t most, size_t size, const size_t *offsets, void **kept);

/* Ends a query before its last row. */
void db_end(struct rows *rows);

#endif
