/* The register's chain, recomputed as a third party would: from the columns by SQLite's own JSON, hashed again. */
#include "register.h"

#include "capture.h"
#include "check.h"
#include "conf.h"
#include "migrate.h"
#include "secret.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#define VALUE_MOST 400

static char folder[] = "/tmp/register_test.XXXXXX";
static char path[64];
static struct arena *arena;
static struct db *db;
static sqlite3 *tamperer; /* has the file too, and no scruples */

static const struct actor agnes = { .user = "u1", .session = "s1", .entity = "e1" };
static const struct actor command_line = { 0 };

static const struct entry entries[] = {
    { ACTION_CONTACT_ADDED, "o1", "e1", "u2", "c1", NULL },
    { ACTION_CONTACT_REVOKED, "o1", "e1", "u2", "c1", "Has left; \"see\" the mail of 1\\3" },
    { ACTION_CONTACT_RESTORED, "o1", "e1", "u2", "c1", "" },
    { ACTION_CONTACT_REVOKED, "o1", "e1", "u2", "c1", "Parti(e) à l’été 🔑\n\r\t\b\f\x01\x1f" },
    { .action = ACTION_ENTITY_ADDED, .entity = "e1" },
    { .action = ACTION_GUESTS_FREE },
};

#define ENTRIES ((int64_t)(sizeof entries / sizeof *entries))

/* The columns that a byte can be changed in; the sequence is the row's place and has its own test. */
static const char *const columns[] = { "at_ms",     "action",  "actor_id",   "session_id", "operation_id",
                                       "entity_id", "user_id", "contact_id", "reason",     "hash" };

#define COLUMNS (sizeof columns / sizeof *columns)

/* --- the third party --------------------------------------------------------------------------------------------- */

/* The tools of the test itself do not fail. */
static void must(bool good)
{
    if (good)
        return;
    printf("%s\n", sqlite3_errmsg(tamperer));
    exit(EXIT_FAILURE);
}

static void tamper(const char *text)
{
    must(sqlite3_exec(tamperer, text, NULL, NULL, NULL) == SQLITE_OK);
}

/* The first row that does not follow from those before it, 0 when the whole chain holds. */
static int64_t first_bad(void)
{
    static const char canonical[] = "SELECT sequence, hash, json_array(lag(hash, 1, '') OVER (ORDER BY sequence),"
                                    " sequence, at_ms, action, actor_id, session_id, operation_id, entity_id, user_id,"
                                    " contact_id, reason) FROM register ORDER BY sequence";
    int64_t expected = 1, bad = 0;
    char digest[DIGEST_ROOM];
    sqlite3_stmt *rows;

    must(sqlite3_prepare_v2(tamperer, canonical, -1, &rows, NULL) == SQLITE_OK);
    for (; !bad && sqlite3_step(rows) == SQLITE_ROW; expected++) {
        int64_t sequence = sqlite3_column_int64(rows, 0);

        secret_digest(digest, sqlite3_column_text(rows, 2), (size_t)sqlite3_column_bytes(rows, 2));
        if (sequence != expected || strcmp((const char *)sqlite3_column_text(rows, 1), digest))
            bad = sequence;
    }
    sqlite3_finalize(rows);
    return bad;
}

/* Reads a column of a row as bytes; -1 for NULL. */
static int read_value(const char *column, int64_t sequence, char value[VALUE_MOST])
{
    char *text = sqlite3_mprintf("SELECT %s FROM register WHERE sequence = %lld", column, (long long)sequence);
    int length = -1;
    sqlite3_stmt *row;

    must(sqlite3_prepare_v2(tamperer, text, -1, &row, NULL) == SQLITE_OK && sqlite3_step(row) == SQLITE_ROW);
    if (sqlite3_column_type(row, 0) != SQLITE_NULL) {
        length = sqlite3_column_bytes(row, 0);
        memcpy(value, sqlite3_column_text(row, 0), (size_t)length);
    }
    sqlite3_finalize(row);
    sqlite3_free(text);
    return length;
}

/* A length of -1 writes NULL. */
static void write_value(const char *column, int64_t sequence, const char *value, int length)
{
    char *text = sqlite3_mprintf("UPDATE register SET %s = ?1 WHERE sequence = %lld", column, (long long)sequence);
    sqlite3_stmt *update;

    must(sqlite3_prepare_v2(tamperer, text, -1, &update, NULL) == SQLITE_OK);
    if (length >= 0)
        sqlite3_bind_text(update, 1, value, length, SQLITE_STATIC);
    must(sqlite3_step(update) == SQLITE_DONE);
    sqlite3_finalize(update);
    sqlite3_free(text);
}

/* What the chain says about a value that was slipped in. */
static int64_t bad_with(const char *column, int64_t sequence, const char *value, int length)
{
    int64_t bad;

    tamper("BEGIN");
    write_value(column, sequence, value, length);
    bad = first_bad();
    tamper("ROLLBACK");
    return bad;
}

static int64_t bad_after(const char *text)
{
    int64_t bad;

    tamper("BEGIN");
    tamper(text);
    bad = first_bad();
    tamper("ROLLBACK");
    return bad;
}

/* --- what a caller counts on ------------------------------------------------------------------------------------- */

static void append(const struct actor *actor, const struct entry *entry, int64_t now)
{
    CHECK(db_begin(db, arena) == OK);
    register_add(db, arena, now, actor, entry);
    CHECK(db_commit(db) == OK);
    arena_reset(arena);
}

static void rows_form_a_chain(void)
{
    CHECK(first_bad() == 0);
    for (int64_t i = 0; i < ENTRIES; i++) {
        append(i == 4 ? &command_line : &agnes, &entries[i], 1772357400000 + i);
        CHECK(first_bad() == 0);
    }
}

static void a_row_says_who_did_what_to_whom(void)
{
    char value[VALUE_MOST] = "";

    CHECK(read_value("actor_id", 2, value) == 2 && !memcmp(value, "u1", 2));
    CHECK(read_value("session_id", 2, value) == 2 && !memcmp(value, "s1", 2));
    CHECK(read_value("at_ms", 2, value) == 13 && !memcmp(value, "1772357400001", 13));
    CHECK(read_value("user_id", 2, value) == 2 && !memcmp(value, "u2", 2));
    CHECK(read_value("reason", 1, value) == -1);
    CHECK(read_value("reason", 3, value) == 0);
    CHECK(read_value("actor_id", 5, value) == -1 && read_value("session_id", 5, value) == -1);
}

static void several_rows_of_one_transaction_chain(void)
{
    char value[VALUE_MOST];

    CHECK(db_begin(db, arena) == OK);
    for (int i = 0; i < 3; i++)
        register_add(db, arena, 1772357500000, &agnes, &entries[0]);
    CHECK(db_commit(db) == OK);
    CHECK(first_bad() == 0 && read_value("hash", ENTRIES + 3, value) == DIGEST_ROOM - 1);
    arena_reset(arena);
}

/* What is not done is not told, and leaves no gap. */
static void an_undone_row_is_gone(void)
{
    CHECK(db_begin(db, arena) == OK);
    register_add(db, arena, 1772357600000, &agnes, &entries[1]);
    db_rollback(db);
    append(&agnes, &entries[1], 1772357600001);
    CHECK(first_bad() == 0);
}

/* A change and its row stand or fall together. */
static void a_row_that_cannot_be_written_fails_the_transaction(void)
{
    static const struct entry nowhere = { ACTION_CONTACT_ADDED, "no such operation", "e1", "u2", "c1", NULL };

    CHECK(db_begin(db, arena) == OK);
    capture_begin(stderr);
    register_add(db, arena, 1772357700000, &agnes, &nowhere);
    CHECK(db_commit(db) != OK);
    capture_end();
    CHECK(first_bad() == 0);
}

static void another_connection_goes_on_with_the_chain(void)
{
    db_close(db);
    db = db_open(path, DB_WRITE);
    CHECK(db != NULL);
    append(&agnes, &entries[3], 1772357800000);
    CHECK(first_bad() == 0);
}

static int unnoticed_changes(const char *column, int64_t sequence)
{
    char value[VALUE_MOST];
    int length = read_value(column, sequence, value), unnoticed = 0;

    for (int at = 0; at < length; at++) {
        value[at] ^= 4;
        unnoticed += bad_with(column, sequence, value, length) != sequence;
        value[at] ^= 4;
    }
    if (length > 0)
        unnoticed += bad_with(column, sequence, value, length - 1) != sequence;
    return unnoticed;
}

static void no_byte_can_be_changed(void)
{
    for (int64_t sequence = 1; sequence <= ENTRIES; sequence++)
        for (size_t i = 0; i < COLUMNS; i++)
            CHECK(unnoticed_changes(columns[i], sequence) == 0);
}

/* Absent, empty and something are three things, and a value does not pass from one column to its neighbour. */
static void nothing_can_be_put_where_nothing_was(void)
{
    char value[VALUE_MOST];

    for (int64_t sequence = 1; sequence <= ENTRIES; sequence++)
        for (size_t i = 0; i < COLUMNS - 1; i++) {
            int length = read_value(columns[i], sequence, value);

            if (length <= 0)
                CHECK(bad_with(columns[i], sequence, "x", 1) == sequence);
            if (length < 0)
                CHECK(bad_with(columns[i], sequence, "", 0) == sequence);
            if (length == 0)
                CHECK(bad_with(columns[i], sequence, NULL, -1) == sequence);
        }
    CHECK(bad_after("UPDATE register SET actor_id = session_id, session_id = actor_id WHERE sequence = 1") == 1);
    CHECK(bad_after("UPDATE register SET user_id = NULL, contact_id = 'u2c1' WHERE sequence = 1") == 1);
}

static void no_row_can_be_taken_away_moved_or_slipped_in(void)
{
    CHECK(bad_after("DELETE FROM register WHERE sequence = 1") == 2);
    CHECK(bad_after("DELETE FROM register WHERE sequence = 3") == 4);
    CHECK(bad_after("DELETE FROM register WHERE sequence = 3;"
                    "UPDATE register SET sequence = sequence - 1 WHERE sequence = 4;") == 3);
    CHECK(bad_after("UPDATE register SET sequence = 1000 WHERE sequence = 2;"
                    "UPDATE register SET sequence = 2 WHERE sequence = 3;"
                    "UPDATE register SET sequence = 3 WHERE sequence = 1000;") == 2);
    CHECK(bad_after("UPDATE register SET sequence = 1000 WHERE sequence = 1") == 2);
    CHECK(bad_after("INSERT INTO register SELECT sequence + 1000, at_ms, action, actor_id, session_id, operation_id,"
                    " entity_id, user_id, contact_id, reason, hash FROM register WHERE sequence = 1") == 1001);
}

/* Who forges a row and hashes it again would have to forge all that follow. */
static void a_forged_hash_shows_in_the_next_row(void)
{
    char digest[DIGEST_ROOM];
    sqlite3_stmt *row;

    tamper("BEGIN");
    tamper("UPDATE register SET reason = 'forged' WHERE sequence = 2");
    CHECK(
        sqlite3_prepare_v2(tamperer,
                           "SELECT json_array((SELECT hash FROM register WHERE sequence = 1), sequence, at_ms, action,"
                           " actor_id, session_id, operation_id, entity_id, user_id, contact_id, reason)"
                           " FROM register WHERE sequence = 2",
                           -1, &row, NULL) == SQLITE_OK);
    must(sqlite3_step(row) == SQLITE_ROW);
    secret_digest(digest, sqlite3_column_text(row, 0), (size_t)sqlite3_column_bytes(row, 0));
    sqlite3_finalize(row);
    write_value("hash", 2, digest, (int)strlen(digest));
    CHECK(first_bad() == 3);
    tamper("ROLLBACK");
    CHECK(first_bad() == 0);
}

static bool make_database(void)
{
    int status;

    snprintf(path, sizeof path, "%s/guichet.db", folder);
    conf.database = path;
    capture_begin(stdout);
    status = migrate_main(1, NULL);
    capture_end();
    db = db_open(path, DB_WRITE);
    return status == EXIT_SUCCESS && db && sqlite3_open(path, &tamperer) == SQLITE_OK;
}

static void add_people(void)
{
    tamper("INSERT INTO users (id, email, email_key, language, created_ms) VALUES"
           " ('u1', 'agnes@aurore.example', 'agnes@aurore.example', 'fr', 1),"
           " ('u2', 'lena@nordbank.example', 'lena@nordbank.example', 'en', 1);"
           "INSERT INTO entity (id, name, sort_name, kind, client, created_ms)"
           " VALUES ('e1', 'Aurore', 'aurore', 'bank', 1, 1);"
           "INSERT INTO operation (id, reference, name, sort_name, status, created_ms)"
           " VALUES ('o1', 'OP-1', 'Four', 'four', 'open', 1);");
}

int main(void)
{
    arena = arena_new();
    if (!secret_start() || !mkdtemp(folder) || !make_database())
        return EXIT_FAILURE;
    add_people();
    rows_form_a_chain();
    a_row_says_who_did_what_to_whom();
    several_rows_of_one_transaction_chain();
    an_undone_row_is_gone();
    a_row_that_cannot_be_written_fails_the_transaction();
    another_connection_goes_on_with_the_chain();
    no_byte_can_be_changed();
    nothing_can_be_put_where_nothing_was();
    no_row_can_be_taken_away_moved_or_slipped_in();
    a_forged_hash_shows_in_the_next_row();
    sqlite3_close(tamperer);
    db_close(db);
    unlink(path);
    unlink(arena_format(arena, "%s-guard", path));
    rmdir(folder);
    arena_free(arena);
    return check_end();
}
