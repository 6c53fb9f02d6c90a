/* The register's rows, written out as a third party would: from the columns by SQLite's own JSON, and hashed. */
#include "register.h"

#include "capture.h"
#include "check.h"
#include "conf.h"
#include "migrate.h"
#include "secret.h"
#include "tree.h"

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

#define OF_LINE(what, why)                                                                                             \
    {                                                                                                                  \
        .action = what, .operation = "o1", .entity = "e1", .user = "u2", .contact = "c1", .reason = why                \
    }

static const struct entry entries[] = {
    OF_LINE(ACTION_CONTACT_ADDED, NULL),
    OF_LINE(ACTION_CONTACT_REVOKED, "Has left; \"see\" the mail of 1\\3"),
    OF_LINE(ACTION_CONTACT_RESTORED, ""),
    OF_LINE(ACTION_CONTACT_REVOKED, "Parti(e) à l’été 🔑\n\r\t\b\f\x01\x1f"),
    { .action = ACTION_ENTITY_ADDED, .entity = "e1" },
    { .action = ACTION_GUESTS_FREE },
};

#define ENTRIES ((int64_t)(sizeof entries / sizeof *entries))

/* The columns that a byte can be changed in; the sequence is the row's number in the log and has its own test. */
static const char *const columns[] = { "at_ms",      "action", "actor_id", "operation_id", "entity_id", "user_id",
                                       "contact_id", "n",      "h",        "claims",       "salt",      "leaf" };

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

/* What is hashed of a row: RFC 8785. */
static const char canonical[] =
    "SELECT sequence, leaf, n = row_number() OVER (PARTITION BY place ORDER BY sequence),"
    " CASE WHEN json_valid(claims) THEN (SELECT json_group_object(key, json(CASE WHEN type IN ('array', 'object') THEN "
    "value WHEN type IN ('null', "
    "'true',"
    "   'false') THEN type ELSE json_quote(value) END))"
    "    FROM (SELECT key, value, type"
    "            FROM json_each(json_set(claims, '$.action', action, '$.actor', actor_id, '$.at',"
    "                   strftime('%Y-%m-%dT%H:%M:%S', at_ms / 1000, 'unixepoch') || printf('.%03dZ', at_ms % 1000),"
    "                   '$.operation', operation_id, '$.entity', entity_id, '$.person', user_id, '$.contact', "
    "contact_id,"
    "                   '$.n', n, '$.h', h, '$.salt', salt, '$.v', version))"
    "           WHERE type <> 'null' OR key NOT IN ('operation', 'entity', 'person', 'contact', 'h')"
    "           ORDER BY key)) END"
    "  FROM register ORDER BY sequence";

static bool is_leaf(const char *leaf, const void *text, size_t length)
{
    char found[TREE_HASH_ROOM];

    leaf_hash(found, text, length);
    return !strcmp(leaf, found);
}

/* The first row that is not what was hashed, or does not follow those before it; 0 when all are. What is no JSON any
 * more ends the walk, at the row where it stands. */
static int64_t first_bad(void)
{
    int64_t expected = 1, bad = 0;
    sqlite3_stmt *rows;
    int code;

    must(sqlite3_prepare_v2(tamperer, canonical, -1, &rows, NULL) == SQLITE_OK);
    for (; (code = sqlite3_step(rows)) == SQLITE_ROW && !bad; expected++) {
        int64_t sequence = sqlite3_column_int64(rows, 0);

        if (sequence != expected || !sqlite3_column_int(rows, 2) || sqlite3_column_type(rows, 3) == SQLITE_NULL ||
            !is_leaf((const char *)sqlite3_column_text(rows, 1), sqlite3_column_text(rows, 3),
                     (size_t)sqlite3_column_bytes(rows, 3)))
            bad = sequence;
    }
    sqlite3_finalize(rows);
    return !bad && code != SQLITE_DONE ? expected : bad;
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

static void rows_are_what_was_decided(void)
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
    CHECK(read_value("at_ms", 2, value) == 13 && !memcmp(value, "1772357400001", 13));
    CHECK(read_value("user_id", 2, value) == 2 && !memcmp(value, "u2", 2));
    CHECK(read_value("actor_id", 5, value) == -1);
}

static void several_rows_of_one_transaction_count_on(void)
{
    char value[VALUE_MOST];

    CHECK(db_begin(db, arena) == OK);
    for (int i = 0; i < 3; i++)
        register_add(db, arena, 1772357500000, &agnes, &entries[0]);
    CHECK(db_commit(db) == OK);
    CHECK(first_bad() == 0 && read_value("leaf", ENTRIES + 3, value) == TREE_HASH_ROOM - 1);
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
    static const struct entry nowhere = { .action = ACTION_CONTACT_ADDED, .operation = "no such operation" };

    CHECK(db_begin(db, arena) == OK);
    capture_begin(stderr);
    register_add(db, arena, 1772357700000, &agnes, &nowhere);
    CHECK(db_commit(db) != OK);
    capture_end();
    CHECK(first_bad() == 0);
}

static void another_connection_goes_on(void)
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
    tamper("DROP INDEX register_place"); /* as a forger would, whom it stops */
    for (int64_t sequence = 1; sequence <= ENTRIES; sequence++)
        for (size_t i = 0; i < COLUMNS; i++)
            CHECK(unnoticed_changes(columns[i], sequence) == 0);
}

/* Absent, empty and something are three things, and a value does not pass from one column to its neighbour. */
static void nothing_can_be_put_where_nothing_was(void)
{
    char value[VALUE_MOST];

    for (int64_t sequence = 1; sequence <= ENTRIES; sequence++)
        for (size_t i = 0; i < COLUMNS; i++) {
            int length = read_value(columns[i], sequence, value);

            if (length <= 0)
                CHECK(bad_with(columns[i], sequence, "x", 1) == sequence);
            if (length < 0)
                CHECK(bad_with(columns[i], sequence, "", 0) == sequence);
            if (length == 0)
                CHECK(bad_with(columns[i], sequence, NULL, -1) == sequence);
        }
    CHECK(bad_after("UPDATE register SET actor_id = user_id, user_id = actor_id WHERE sequence = 1") == 1);
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
                    " entity_id, user_id, contact_id, version, place, n + 1000, h, claims, salt, leaf"
                    " FROM register WHERE sequence = 1") == 1001);
}

/* Free texts are not in what is hashed, but their digests are, and what they stand for lies beside. */
static void what_is_personal_stands_as_a_digest(void)
{
    char value[VALUE_MOST] = "", digest[DIGEST_SIZE];
    sqlite3_stmt *row;

    must(sqlite3_prepare_v2(tamperer, "SELECT salt, name, value, user_id FROM register_secret WHERE sequence = 2", -1,
                            &row, NULL) == SQLITE_OK &&
         sqlite3_step(row) == SQLITE_ROW);
    CHECK_TEXT((const char *)sqlite3_column_text(row, 1), "reason");
    CHECK_TEXT((const char *)sqlite3_column_text(row, 2), entries[1].reason);
    CHECK_TEXT((const char *)sqlite3_column_text(row, 3), "u2");
    leaf_digest(digest, leaf_disclosure(arena, (const char *)sqlite3_column_text(row, 0), "reason", entries[1].reason));
    CHECK(read_value("claims", 2, value) > 0 && strstr(value, digest) && !strstr(value, "left"));
    sqlite3_finalize(row);
    CHECK(read_value("claims", 1, value) > 0 && !strstr(value, "_sd"));
}

/* Neither a clock that was set back nor two rows of one instant put a row before another. */
static void no_row_is_older_than_the_one_before(void)
{
    char value[VALUE_MOST] = "", later[VALUE_MOST] = "";
    int64_t last = ENTRIES + 5;

    read_value("at_ms", last, value);
    CHECK(db_begin(db, arena) == OK);
    register_add(db, arena, 1, &agnes, &entries[0]);
    CHECK(db_commit(db) == OK);
    CHECK(read_value("at_ms", last + 1, later) == 13 && !memcmp(value, later, 13));
    arena_reset(arena);
}

/* What the program itself finds: the number of a row, 0 for nothing, -1 for something else. */
static int64_t found_after(const char *text)
{
    struct arena *own = arena_new();
    struct register_state state;
    const char *wrong, *row;
    int64_t found = 0;

    tamper(text);
    CHECK(db_begin(db, own) == OK);
    wrong = register_verify(db, own, NULL, &state);
    row = wrong ? strstr(wrong, "row ") : NULL;
    if (wrong)
        found = row ? strtoll(row + strlen("row "), NULL, 10) : -1;
    db_rollback(db);
    arena_free(own);
    return found;
}

static void the_program_finds_it_too(void)
{
    CHECK(found_after("SELECT 1") == 0);
    CHECK(found_after("UPDATE register_secret SET value = value || '.' WHERE sequence = 2") == 2);
    tamper("UPDATE register_secret SET value = substr(value, 1, length(value) - 1) WHERE sequence = 2");
    CHECK(found_after("INSERT INTO register_secret VALUES (1, 'reason', 'x', 'said later', NULL)") == 1);
    tamper("DELETE FROM register_secret WHERE sequence = 1");
    CHECK(found_after("UPDATE register SET place = 'o1 e2' WHERE sequence = 3") == 3);
    tamper("UPDATE register SET place = 'o1 e1' WHERE sequence = 3");
    CHECK(found_after("UPDATE register SET claims = replace(claims, 'null', 'true') WHERE sequence = 1") == 1);
    tamper("UPDATE register SET claims = replace(claims, 'true', 'null') WHERE sequence = 1");
    CHECK(found_after("DELETE FROM register_secret WHERE sequence = 2") == 0); /* that is forgetting */
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
    rows_are_what_was_decided();
    a_row_says_who_did_what_to_whom();
    several_rows_of_one_transaction_count_on();
    an_undone_row_is_gone();
    a_row_that_cannot_be_written_fails_the_transaction();
    another_connection_goes_on();
    no_byte_can_be_changed();
    nothing_can_be_put_where_nothing_was();
    no_row_can_be_taken_away_moved_or_slipped_in();
    what_is_personal_stands_as_a_digest();
    no_row_is_older_than_the_one_before();
    the_program_finds_it_too();
    sqlite3_close(tamperer);
    db_close(db);
    unlink(path);
    unlink(arena_format(arena, "%s-guard", path));
    rmdir(folder);
    arena_free(arena);
    return check_end();
}
