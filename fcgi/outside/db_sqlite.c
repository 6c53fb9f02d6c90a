/* The database in one file: the only user of SQLite. */
#include "db.h"
#include "guard.h"
#include "log.h"
#include "sql_upkeep.h"
#include "text.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BUSY_MS       5000
#define PAUSE_MS      (DB_TURN_MS - 1)
#define MARK_AT       60 /* of the first page: the user version, which SQLite leaves to its users */
#define PRAGMA_MOST   64
#define KEPT_AT_FIRST 16

struct db {
    sqlite3 *handle;
    sqlite3_stmt **statements;
    sqlite3_stmt *begin, *commit, *part_begin, *part_commit; /* at every request: not parsed each time */
    int open;     /* queries that gave a row and were not read to their end */
    bool group;   /* a transaction is a part of a larger one */
    bool refused; /* the file is no longer the one that was opened, which was said once */
    struct arena *arena;
    enum err error;
    enum db_mode mode;
    struct guard guard;
};

static enum err meaning(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return E_UNAVAILABLE;
    default:
        return E_INTERNAL;
    }
}

/* The first error stays, and only that one is logged. */
static void note_error(struct db *db, const char *doing)
{
    if (db->error)
        return;
    db->error = meaning(sqlite3_errcode(db->handle));
    LOG_ERROR("db", LOG_TEXT("doing", doing), LOG_NUMBER("code", sqlite3_extended_errcode(db->handle)),
              LOG_TEXT("text", sqlite3_errmsg(db->handle)));
}

static bool run_text(struct db *db, const char *text)
{
    if (sqlite3_exec(db->handle, text, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    note_error(db, text);
    return false;
}

static void run_kept(struct db *db, sqlite3_stmt **statement, const char *text)
{
    if (!*statement && sqlite3_prepare_v3(db->handle, text, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL)) {
        note_error(db, text);
        return;
    }
    if (sqlite3_step(*statement) != SQLITE_DONE)
        note_error(db, text);
    sqlite3_reset(*statement);
}

/* The declared columns must be the statement's, in that order: a swapped pair would be read as each other. */
static bool columns_fit(const struct db_query *query, sqlite3_stmt *statement)
{
    const char *name = query->names;
    int count = sqlite3_column_count(statement);

    if (!*query->columns)
        return true;
    if ((size_t)count != strlen(query->columns))
        return false;
    for (int i = 0; i < count; i++) {
        const char *found = sqlite3_column_name(statement, i);
        size_t length = strlen(found);

        if (strncmp(name, found, length) || name[length] != ' ')
            return false;
        name += length + 1;
    }
    return true;
}

static sqlite3_stmt *prepare(struct db *db, int query)
{
    const struct db_query *it = &db_queries[query];
    sqlite3_stmt **statement = &db->statements[query];

    if (*statement)
        return *statement;
    if (sqlite3_prepare_v3(db->handle, it->text, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL)) {
        note_error(db, it->name);
    } else if (!columns_fit(it, *statement)) {
        LOG_ERROR("db", LOG_TEXT("doing", it->name), LOG_TEXT("text", "columns other than declared"));
        db->error = E_INTERNAL;
    }
    return *statement;
}

/* Another program holds the lock. Changes take a few milliseconds here; SQLite's own pauses grow to a hundred. */
static int pause_while_locked(void *unused, int pauses)
{
    long ms = pauses < PAUSE_MS ? pauses + 1 : PAUSE_MS;

    (void)unused;
    nanosleep(&(struct timespec){ 0, ms * 1000000 }, NULL);
    return pauses < BUSY_MS / PAUSE_MS;
}

/* Reads and writes nothing yet: a log that lies there is not touched. */
static struct db *open_file(const char *path, int flags)
{
    struct db *db = calloc(1, sizeof *db);

    if (!db)
        return NULL;
    /* No statistics, no lock around every allocation.  Only the first call, before any connection, has an effect. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    /* What takes back one part of a group is kept in memory. */
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
    db->mode = DB_WRITE;
    db->guard.file = -1;
    db->statements = calloc((size_t)db_query_count, sizeof(sqlite3_stmt *));
    if (!db->statements ||
        sqlite3_open_v2(path, &db->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | flags, NULL)) {
        LOG_ERROR("db", LOG_TEXT("doing", "open"), LOG_TEXT("file", path),
                  LOG_TEXT("text", sqlite3_errmsg(db->handle)));
        db_close(db);
        return NULL;
    }
    sqlite3_extended_result_codes(db->handle, 1);
    /* Newer ones would plan each query anew for the values of its parameters, at every run. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, NULL);
    sqlite3_busy_handler(db->handle, pause_while_locked, NULL);
    return db;
}

static bool set_up(struct db *db)
{
    return run_text(db, "PRAGMA synchronous = FULL") && run_text(db, "PRAGMA foreign_keys = ON") &&
           run_text(db, "PRAGMA trusted_schema = OFF");
}

/* After an error of the disk SQLite may have ended the transaction, and with it the group, by itself. */
static bool is_ended(const struct db *db)
{
    return sqlite3_get_autocommit(db->handle) != 0;
}

/* --- whose log lies there ---------------------------------------------------------------------------------------- */

static const char *path_of(const struct db *db)
{
    return sqlite3_db_filename(db->handle, "main");
}

/* Through SQLite's own descriptor: to close another one of the same file would take away its locks. */
static bool read_mark(void *data, uint32_t *mark)
{
    struct db *db = data;
    sqlite3_file *file = NULL;
    unsigned char at[4];
    int moved = 0;

    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    *mark = 0;
    if (moved || !file || !file->pMethods || file->pMethods->xRead(file, at, sizeof at, MARK_AT))
        return false;
    *mark = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    return true;
}

static struct guarded guarded(struct db *db)
{
    return (struct guarded){ read_mark, db };
}

static void log_verdict(const struct db *db, enum guard_verdict verdict)
{
    static const char *const texts[] = {
        [GUARD_HELD] = "guichet restore puts another database in its place just now",
        [GUARD_FOREIGN] =
            "this file was put over another one, whose log (-wal) still lies beside it and would spoil it",
        [GUARD_OTHERS] = "this file was put over another one, which serve, mail or a command still has open"
    };
    static const char *const remedies[] = {
        [GUARD_HELD] = "wait for it",
        [GUARD_FOREIGN] = "put nothing there by hand: guichet restore BACKUP",
        [GUARD_OTHERS] = "stop serve, mail and every command, then guichet restore BACKUP",
    };

    if (verdict == GUARD_FAILED)
        LOG_ERROR("db", LOG_TEXT("doing", "open"), LOG_TEXT("file", path_of(db)), LOG_TEXT("beside", "-guard"),
                  LOG_TEXT("text", strerror(errno)));
    else
        LOG_ERROR("db", LOG_TEXT("doing", "open"), LOG_TEXT("file", path_of(db)), LOG_TEXT("text", texts[verdict]),
                  LOG_TEXT("do", remedies[verdict]));
}

/* Before anything reads the file, since SQLite would apply the log at once. */
static bool enter(struct db *db)
{
    struct guarded file = guarded(db);
    enum guard_verdict verdict = guard_enter(&db->guard, path_of(db), &file, db->mode != DB_READ);

    if (verdict != GUARD_GOOD)
        log_verdict(db, verdict);
    return verdict == GUARD_GOOD;
}

/* Else what is kept in memory here and in the log is of another file, and would be written into this one. */
static bool stays(struct db *db)
{
    struct guarded file = guarded(db);

    return guard_stays(&db->guard, path_of(db), &file);
}

static uint32_t new_mark(bool backup)
{
    uint32_t random;

    sqlite3_randomness(sizeof random, &random);
    return guard_mark(random, backup);
}

static bool set_mark(struct db *db, uint32_t mark)
{
    char text[PRAGMA_MOST];

    snprintf(text, sizeof text, "PRAGMA user_version = %d", (int)mark);
    return sqlite3_exec(db->handle, text, NULL, NULL, NULL) == SQLITE_OK;
}

/* As of the last commit, while the file itself may still have the one before. */
static bool latest_mark(struct db *db, uint32_t *mark)
{
    sqlite3_stmt *statement = NULL;
    bool found = !sqlite3_prepare_v2(db->handle, "PRAGMA user_version", -1, &statement, NULL) &&
                 sqlite3_step(statement) == SQLITE_ROW;

    *mark = found ? (uint32_t)sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    return found;
}

/* Once the file has the latest mark, the guard can forget the one before, and one more can be on its way to it. */
static bool note_mark(struct db *db, bool fresh)
{
    uint32_t latest, written, next;
    bool good = sqlite3_exec(db->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;

    if (good && latest_mark(db, &latest) && read_mark(db, &written) && written == latest) {
        next = fresh ? new_mark(false) : latest;
        good = guard_note(&db->guard, (struct marks){ latest, next }) && (!fresh || set_mark(db, next));
    }
    sqlite3_exec(db->handle, good ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
    return good && is_ended(db);
}

/* At the beginning and the end of who writes: a copy that anybody made before has a mark of before. Without it, as on a
 * full disk, the old mark goes on being good. */
static void renew_mark(struct db *db)
{
    if (note_mark(db, true) &&
        sqlite3_wal_checkpoint_v2(db->handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) == 0)
        note_mark(db, false);
}

/* --- opening and closing ----------------------------------------------------------------------------------------- */

struct db *db_open_bare(const char *path)
{
    struct db *db = open_file(path, SQLITE_OPEN_CREATE);

    if (!db)
        return NULL;
    if (enter(db) && set_up(db) && run_text(db, "PRAGMA journal_mode = WAL") &&
        run_text(db, "PRAGMA foreign_keys = OFF")) {
        sql_migration_table(db);
        renew_mark(db);
        if (!db->error)
            return db;
    }
    db_close(db);
    return NULL;
}

/* SQLite would open it to read alone, and so would every later connection of this process share what cannot be written,
 * even when the file can be again. */
static bool takes_changes(struct db *db, const char *path)
{
    if (sqlite3_db_readonly(db->handle, "main") == 0)
        return true;
    LOG_ERROR("db", LOG_TEXT("doing", "open"), LOG_TEXT("file", path), LOG_TEXT("text", "the file cannot be written"));
    return false;
}

/* A file without our table of migrations is left as it is. */
struct db *db_open(const char *path, enum db_mode mode)
{
    /* The file is not mapped: after every change elsewhere SQLite unmaps all of it, which must wait for a hashing
     * thread to have its memory. */
    static const char *const settings[] = {
        [DB_READ] = "PRAGMA query_only = ON; PRAGMA cache_size = -1000", [DB_WRITE] = "PRAGMA query_only = OFF"
    };
    struct db *db = open_file(path, 0);
    int64_t version;

    if (!db)
        return NULL;
    db->mode = mode;
    if ((mode != DB_READ && !takes_changes(db, path)) || !enter(db) || !set_up(db)) {
        db_close(db);
        return NULL;
    }
    version = db_version(db);
    if (version != GUICHET_SCHEMA_VERSION) {
        LOG_ERROR("db", LOG_TEXT("file", path), LOG_NUMBER("schema", version),
                  LOG_NUMBER("wanted", GUICHET_SCHEMA_VERSION),
                  LOG_TEXT("do", version > GUICHET_SCHEMA_VERSION ? "use the newer guichet" : "guichet migrate"));
        db_close(db);
        return NULL;
    }
    if (mode != DB_READ && run_text(db, "PRAGMA journal_mode = WAL"))
        renew_mark(db);
    run_text(db, settings[mode]);
    if (!db->error)
        return db;
    db_close(db);
    return NULL;
}

bool db_fits(const char *path)
{
    struct db *db = db_open(path, DB_READ);
    bool fits = db != NULL;

    for (int i = 0; fits && i < db_query_count; i++)
        fits = prepare(db, i) && !db->error;
    db_close(db);
    return fits;
}

/* Who closes last writes the log back: not into a file that it does not belong to. */
static void leave(struct db *db)
{
    if (!db->handle)
        return;
    if (!stays(db))
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    else if (db->mode != DB_READ && db->guard.file >= 0)
        renew_mark(db);
}

/* Writes the log back and does without one from here on, for which nobody else may have the file open. */
static bool unite(struct db *db)
{
    sqlite3_stmt *statement = NULL;
    bool done = !sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode = DELETE", -1, &statement, NULL) &&
                sqlite3_step(statement) == SQLITE_ROW &&
                !strcmp((const char *)sqlite3_column_text(statement, 0), "delete");

    sqlite3_finalize(statement);
    return done;
}

static enum db_log why_not(struct db *db)
{
    switch (sqlite3_errcode(db->handle) & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return DB_LOG_LOST;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        note_error(db, "write the log back");
        return DB_LOG_STAYS;
    default:
        return DB_LOG_BUSY;
    }
}

struct db *db_open_alone(const char *path, const struct guard *held, enum db_log *log)
{
    struct db *db = open_file(path, 0);
    struct guard guard = *held;
    struct guarded file = guarded(db);

    if (!db)
        return NULL;
    db->mode = DB_READ;
    *log = DB_LOG_LOST;
    if (guard_fits(&guard, path_of(db), &file)) {
        read_mark(db, &db->guard.marks.latest);
        *log = unite(db) ? DB_LOG_NONE : why_not(db);
    }
    if (*log == DB_LOG_NONE)
        return db;
    db_close(db);
    return NULL;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    leave(db);
    if (db->statements)
        for (int i = 0; i < db_query_count; i++)
            sqlite3_finalize(db->statements[i]);
    sqlite3_finalize(db->begin);
    sqlite3_finalize(db->commit);
    sqlite3_finalize(db->part_begin);
    sqlite3_finalize(db->part_commit);
    free(db->statements);
    sqlite3_close(db->handle);
    guard_leave(&db->guard);
    free(db);
}

static void refuse_other(struct db *db)
{
    if (!db->refused)
        log_verdict(db, GUARD_OTHERS);
    db->refused = true;
    db->error = E_UNAVAILABLE;
}

enum err db_begin(struct db *db, struct arena *arena)
{
    db->error = OK;
    db->arena = arena;
    if (!db->group && !stays(db))
        refuse_other(db);
    else if (!db->group)
        run_kept(db, &db->begin, db->mode == DB_READ ? "BEGIN" : "BEGIN IMMEDIATE");
    else if (is_ended(db))
        db->error = E_UNAVAILABLE;
    else
        run_kept(db, &db->part_begin, "SAVEPOINT part");
    return db->error;
}

/* A query that an error left open would keep its view, and count as begun twice the next time. */
static void close_queries(struct db *db)
{
    for (int i = 0; db->open && i < db_query_count; i++)
        if (db->statements[i] && sqlite3_stmt_busy(db->statements[i]))
            sqlite3_reset(db->statements[i]);
    db->open = 0;
}

enum err db_commit(struct db *db)
{
    close_queries(db);
    if (!db->error && db->group)
        run_kept(db, &db->part_commit, "RELEASE part");
    else if (!db->error)
        run_kept(db, &db->commit, "COMMIT");
    if (db->error)
        db_rollback(db);
    return db->error;
}

void db_rollback(struct db *db)
{
    close_queries(db);
    if (!is_ended(db))
        sqlite3_exec(db->handle, db->group ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK", NULL, NULL, NULL);
}

enum err db_group_begin(struct db *db)
{
    enum err error = db_begin(db, NULL);

    db->group = !error;
    return error;
}

enum err db_group_commit(struct db *db)
{
    db->group = false;
    db->error = is_ended(db) ? E_UNAVAILABLE : OK;
    return db_commit(db);
}

enum err db_error(const struct db *db)
{
    return db->error;
}

struct arena *db_arena(const struct db *db)
{
    return db->arena;
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}

enum err db_script(struct db *db, const char *text)
{
    char *why = NULL;

    if (!db->error && sqlite3_exec(db->handle, text, NULL, NULL, &why) != SQLITE_OK) {
        note_error(db, "script");
        sqlite3_free(why);
    }
    return db->error;
}

int64_t db_version(struct db *db)
{
    struct migration_version row;

    return sql_migration_version(db, &row) ? row.version : -1;
}

/* One step copies all within one view: the copy is of one instant, and writers do not wait for it (WAL). */
bool db_copy(struct db *db, const char *path)
{
    struct db *target = open_file(path, 0);
    sqlite3_backup *copy = NULL;
    bool done = false;

    db->error = OK;
    if (!target)
        return false;
    if (set_up(target))
        copy = sqlite3_backup_init(target->handle, "main", db->handle, "main");
    if (copy) {
        sqlite3_backup_step(copy, -1);
        done = sqlite3_backup_finish(copy) == SQLITE_OK && set_mark(target, new_mark(true)) && unite(target);
    }
    if (!done)
        note_error(target, "copy");
    db_close(target);
    return done;
}

/* Runs a pragma that answers a row for each finding; `sound` is the row that says there is none. */
static bool findings(struct db *db, const char *pragma, const char *sound, void (*tell)(const char *what))
{
    sqlite3_stmt *statement = NULL;
    bool found = false;
    int code = sqlite3_prepare_v2(db->handle, pragma, -1, &statement, NULL);

    if (code == SQLITE_OK)
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            const char *what = (const char *)sqlite3_column_text(statement, 0);

            if (what && strcmp(what, sound) != 0) {
                tell(what);
                found = true;
            }
        }
    if (code != SQLITE_DONE) {
        tell(sqlite3_errmsg(db->handle));
        found = true;
    }
    sqlite3_finalize(statement);
    return found;
}

static bool dangling(struct db *db, void (*tell)(const char *what))
{
    return findings(db,
                    "SELECT 'a row of ' || \"table\" || ' refers to a missing row of ' || parent "
                    "FROM pragma_foreign_key_check",
                    "", tell);
}

bool db_damage(struct db *db, void (*tell)(const char *what))
{
    return findings(db, "PRAGMA integrity_check", "ok", tell) || dangling(db, tell);
}

static void log_dangling(const char *what)
{
    LOG_ERROR("db", LOG_TEXT("doing", "migrate"), LOG_TEXT("text", what));
}

enum err db_migrated(struct db *db, int64_t version, int64_t now)
{
    sql_migration_add(db, version, now);
    if (!db->error && dangling(db, log_dangling))
        db->error = E_CONFLICT;
    return db->error;
}

static int views_in(const char *script)
{
    static const char begins[] = "\nCREATE VIEW ";
    int count = 0;

    for (const char *at = script; (at = strstr(at, begins)); at++)
        count++;
    return count;
}

bool db_has_views(struct db *db, const char *script)
{
    sqlite3_stmt *statement = NULL;
    int wanted = views_in(script);
    bool same = !sqlite3_prepare_v2(db->handle,
                                    "SELECT count(*), coalesce(sum(instr(?1, sql || ';') > 0), 0) "
                                    "FROM sqlite_master WHERE type = 'view'",
                                    -1, &statement, NULL) &&
                !sqlite3_bind_text(statement, 1, script, -1, SQLITE_STATIC) && sqlite3_step(statement) == SQLITE_ROW &&
                sqlite3_column_int(statement, 0) == wanted && sqlite3_column_int(statement, 1) == wanted;

    sqlite3_finalize(statement);
    return same;
}

/* One script of them all: nothing is dropped while something is read. */
static char *view_drops(struct db *db)
{
    sqlite3_stmt *statement = NULL;
    char *drops = NULL;

    if (!sqlite3_prepare_v2(db->handle,
                            "SELECT coalesce(group_concat('DROP VIEW \"' || name || '\";', ''), '') "
                            "FROM sqlite_master WHERE type = 'view'",
                            -1, &statement, NULL) &&
        sqlite3_step(statement) == SQLITE_ROW)
        drops = sqlite3_mprintf("%s", sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return drops;
}

enum err db_drop_views(struct db *db)
{
    char *drops = view_drops(db);

    if (drops)
        run_text(db, drops);
    else
        note_error(db, "views");
    sqlite3_free(drops);
    return db->error;
}

struct rows db_run(struct db *db, int query, int lend, ...)
{
    struct rows rows = { db, query, lend != 0 };
    const char *types = db_queries[query].parameters;
    sqlite3_stmt *statement;
    va_list values;

    if (db->error)
        return rows;
    statement = prepare(db, query);
    if (db->error)
        return rows;
    if (sqlite3_stmt_busy(statement)) {
        LOG_ERROR("db", LOG_TEXT("doing", db_queries[query].name), LOG_TEXT("text", "begun twice"));
        db->error = E_INTERNAL;
        return rows;
    }
    va_start(values, lend);
    for (int i = 0; types[i]; i++) {
        if (types[i] == 's')
            sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1, SQLITE_TRANSIENT);
        else if (types[i] == 'i')
            sqlite3_bind_int64(statement, i + 1, va_arg(values, int64_t));
        else
            sqlite3_bind_int64(statement, i + 1, va_arg(values, int));
    }
    va_end(values);
    return rows;
}

static void fill(const struct rows *rows, sqlite3_stmt *statement, char *row, const size_t *offsets)
{
    const char *types = db_queries[rows->query].columns;
    const char *const *const *words = db_queries[rows->query].words;

    for (int i = 0; types[i]; i++) {
        void *member = row + offsets[i];
        const char *text;

        switch (types[i]) {
        case 's':
            text = (const char *)sqlite3_column_text(statement, i);
            *(const char **)member = rows->lend ? text : arena_string(rows->db->arena, text);
            break;
        case 'i':
            *(int64_t *)member = sqlite3_column_int64(statement, i);
            break;
        case 'w': /* an enum */
            *(unsigned *)member = text_place(*words++, (const char *)sqlite3_column_text(statement, i));
            break;
        default:
            *(bool *)member = sqlite3_column_int64(statement, i) != 0;
        }
    }
}

bool db_next(struct rows *rows, void *row, const size_t *offsets)
{
    struct db *db = rows->db;
    sqlite3_stmt *statement = db->statements[rows->query];
    int code;

    if (db->error)
        return false;
    db->open += !sqlite3_stmt_busy(statement);
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        if (row)
            fill(rows, statement, row, offsets);
        return true;
    }
    if (code != SQLITE_DONE)
        note_error(db, db_queries[rows->query].name);
    sqlite3_reset(statement);
    db->open--;
    return false;
}

size_t db_keep(struct rows rows, size_t most, size_t size, const size_t *offsets, void **kept)
{
    size_t count = 0, room = KEPT_AT_FIRST;
    char *all = arena_alloc(rows.db->arena, room * size), *more;

    rows.lend = false;
    while (count < most && db_next(&rows, all + count * size, offsets)) {
        if (++count < room)
            continue;
        more = arena_alloc(rows.db->arena, 2 * room * size);
        memcpy(more, all, room * size);
        all = more;
        room *= 2;
    }
    if (count == most)
        db_end(&rows);
    *kept = all;
    return count;
}

void db_end(struct rows *rows)
{
    sqlite3_stmt *statement = rows->db->statements[rows->query];

    rows->db->open -= sqlite3_stmt_busy(statement) != 0;
    sqlite3_reset(statement);
}
