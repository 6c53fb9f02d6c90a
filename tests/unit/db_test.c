/* The database's promises to its callers, on a real file with the real schema. */
#include "db.h"

#include "capture.h"
#include "check.h"
#include "conf.h"
#include "migrate.h"
#include "sql_desk.h"
#include "sql_onboarding.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "sql_register.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/db_test.XXXXXX";
static struct arena *arena;
static struct db *db; /* a writer */

static const char *path_of(const char *name)
{
    return arena_format(arena, "%s/%s", folder, name);
}

/* Lends a path that lasts for the whole test. */
static const char *migrated(const char *name)
{
    static char path[8][64];
    static int count;

    conf.database = path[count];
    snprintf(path[count], sizeof path[count], "%s/%s", folder, name);
    count++;
    capture_begin(stdout);
    CHECK(migrate_main(1, NULL) == EXIT_SUCCESS);
    capture_end();
    return conf.database;
}

/* Does to a file what the program never would. */
static void tamper(const char *path, const char *text)
{
    sqlite3 *handle;

    CHECK(sqlite3_open(path, &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, text, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(handle);
}

/* What is logged when a file's schema does not suit the queries; "" when it does. */
static const char *misfit(const char *path)
{
    const char *log;
    bool fits;

    capture_begin(stderr);
    fits = db_fits(path);
    log = capture_end();
    return fits ? "" : log;
}

/* What is logged when a file does not open; "" when it does. */
static const char *complaint(const char *path, enum db_mode mode)
{
    struct db *opened;
    const char *log;

    capture_begin(stderr);
    opened = db_open(path, mode);
    log = capture_end();
    db_close(opened);
    return opened ? "" : log;
}

/* The work of one transaction in the database of main. */
static void begin(void)
{
    CHECK(db_begin(db, arena) == OK);
}

static void commit(void)
{
    CHECK(db_commit(db) == OK);
    arena_reset(arena);
}

/* Ends a transaction in which an error is expected, without its line of the log. */
static enum err failure(void)
{
    enum err error = db_commit(db);

    capture_end();
    arena_reset(arena);
    return error;
}

static void begin_to_fail(void)
{
    begin();
    capture_begin(stderr);
}

static int64_t failures_of(struct db *from, const char *subject)
{
    struct throttle_state row;
    bool found = sql_throttle_state(from, &row, subject);

    return found ? row.failures : -1;
}

/* --- opening ----------------------------------------------------------------------------------------------------- */

static void every_query_prepares(void)
{
    CHECK(db_query_count > 50);
    CHECK(db_fits(conf.database));
}

static void a_schema_without_a_column_or_table_is_refused(void)
{
    const char *path = migrated("spoilt");

    CHECK(!*misfit(path));
    tamper(path, "ALTER TABLE throttle RENAME COLUMN failures TO mistakes");
    CHECK(strstr(misfit(path), "no such column") != NULL);
    tamper(path, "ALTER TABLE throttle RENAME COLUMN mistakes TO failures");
    CHECK(!*misfit(path));
    tamper(path, "DROP TABLE outbox");
    CHECK(strstr(misfit(path), "no such table: outbox") != NULL);
    CHECK(*misfit(path_of("missing")));
}

static void another_version_is_refused_with_the_remedy(void)
{
    const char *path = migrated("version");

    tamper(path, "INSERT INTO migration VALUES (1000, 0)");
    CHECK(strstr(complaint(path, DB_WRITE), "schema=1000") != NULL);
    tamper(path, "DELETE FROM migration");
    CHECK(strstr(complaint(path, DB_WRITE), "schema=0") != NULL);
    CHECK(strstr(complaint(path, DB_WRITE), "guichet migrate") != NULL);
    CHECK(strstr(complaint(path, DB_READ), "guichet migrate") != NULL);
}

static void a_missing_file_is_not_made(void)
{
    const char *path = path_of("missing");

    CHECK(strstr(complaint(path, DB_WRITE), path) != NULL);
    CHECK(access(path, F_OK) < 0 && errno == ENOENT);
    CHECK(*complaint(path_of("no/such/folder"), DB_WRITE));
}

static void what_is_no_database_is_refused(void)
{
    const char *path = path_of("rubbish");
    FILE *file = fopen(path, "w");

    for (int i = 0; file && i < 1000; i++)
        fputs("this is no database ", file);
    fclose(file);
    CHECK(*complaint(path, DB_WRITE));
    CHECK(*complaint(folder, DB_WRITE));
    unlink(path);
}

/* --- transactions ------------------------------------------------------------------------------------------------ */

static void a_commit_stays_and_is_seen_by_others(void)
{
    struct db *reader = db_open(conf.database, DB_READ);

    begin();
    sql_throttle_set(db, "kept", 1, 2, 3);
    commit();
    CHECK(db_begin(reader, arena) == OK && failures_of(reader, "kept") == 1);
    CHECK(db_commit(reader) == OK);
    db_close(reader);
}

static void a_reader_sees_one_state_until_it_ends(void)
{
    struct db *reader = db_open(conf.database, DB_READ);

    CHECK(db_begin(reader, arena) == OK && failures_of(reader, "late") == -1);
    begin();
    sql_throttle_set(db, "late", 1, 2, 3);
    CHECK(db_commit(db) == OK);
    CHECK(failures_of(reader, "late") == -1);
    CHECK(db_commit(reader) == OK);
    CHECK(db_begin(reader, arena) == OK && failures_of(reader, "late") == 1);
    CHECK(db_commit(reader) == OK);
    db_close(reader);
}

static void a_reader_cannot_write(void)
{
    struct db *reader = db_open(conf.database, DB_READ);

    CHECK(db_begin(reader, arena) == OK);
    capture_begin(stderr);
    sql_throttle_set(reader, "forbidden", 1, 2, 3);
    CHECK(db_error(reader) != OK);
    CHECK(db_commit(reader) != OK);
    capture_end();
    CHECK(db_begin(reader, arena) == OK && failures_of(reader, "forbidden") == -1);
    CHECK(db_commit(reader) == OK);
    db_close(reader);
}

static void a_rollback_undoes(void)
{
    begin();
    sql_throttle_set(db, "undone", 1, 2, 3);
    CHECK(failures_of(db, "undone") == 1);
    db_rollback(db);
    begin();
    CHECK(failures_of(db, "undone") == -1);
    commit();
    db_rollback(db); /* nothing to undo: no harm */
    CHECK(db_error(db) == OK);
}

/* Transactions of a group: one holds, one is taken back, one fails. */
static void three_of_a_group(void)
{
    CHECK(db_group_begin(db) == OK);
    begin();
    sql_throttle_set(db, "first", 1, 2, 3);
    commit();
    begin();
    sql_throttle_set(db, "second", 1, 2, 3);
    sql_throttle_set(db, "first", 9, 2, 3);
    db_rollback(db);
    begin_to_fail();
    sql_throttle_set(db, "third", 1, 2, 3);
    sql_team_add_root(db, "t1", "nowhere", "Syndication", 1);
    CHECK(failure() == E_INTERNAL);
    begin();
    CHECK(failures_of(db, "first") == 1 && failures_of(db, "second") == -1 && failures_of(db, "third") == -1);
    commit();
}

static void a_group_holds_with_its_commit(void)
{
    struct db *other = db_open(conf.database, DB_READ);

    three_of_a_group();
    CHECK(db_begin(other, arena) == OK && failures_of(other, "first") == -1 && db_commit(other) == OK);
    CHECK(db_group_commit(db) == OK);
    CHECK(db_begin(other, arena) == OK && failures_of(other, "first") == 1 && failures_of(other, "second") == -1);
    CHECK(db_commit(other) == OK);
    db_close(other);
}

/* As SQLite does when the disk is full. */
static void a_group_that_the_disk_ended_holds_nothing(void)
{
    CHECK(db_group_begin(db) == OK);
    begin();
    sql_throttle_set(db, "lost", 1, 2, 3);
    commit();
    begin();
    CHECK(db_script(db, "ROLLBACK") == OK);
    db_rollback(db);
    CHECK(db_begin(db, arena) == E_UNAVAILABLE);
    CHECK(db_group_commit(db) == E_UNAVAILABLE);
    begin();
    CHECK(failures_of(db, "lost") == -1);
    commit();
}

static void the_first_error_stays_until_the_next_begin(void)
{
    struct entity_by_name row;

    begin_to_fail();
    sql_entity_add(
        db, &(struct sql_entity_add){
                .id = "e1", .name = "Aurore", .sort_name = "aurore", .kind = ENTITY_BANK, .client = true, .now = 1 });
    sql_entity_add(
        db,
        &(struct sql_entity_add){
            .id = "e1", .name = "Aurore again", .sort_name = "again", .kind = ENTITY_BANK, .client = true, .now = 1 });
    CHECK(db_error(db) == E_INTERNAL);
    CHECK(!sql_entity_by_name(db, &row, "aurore"));
    sql_throttle_set(db, "after", 1, 2, 3);
    CHECK(db_error(db) == E_INTERNAL);
    CHECK(failure() == E_INTERNAL);
    begin();
    CHECK(db_error(db) == OK);
    CHECK(!sql_entity_by_name(db, &row, "aurore")); /* what came before the error is undone with it */
    CHECK(failures_of(db, "after") == -1);
    commit();
}

static void an_error_is_logged_once(void)
{
    const char *log;

    begin();
    capture_begin(stderr);
    sql_entity_add(
        db, &(struct sql_entity_add){
                .id = "e1", .name = "Aurore", .sort_name = "aurore", .kind = ENTITY_NONE, .client = true, .now = 1 });
    sql_entity_add(
        db, &(struct sql_entity_add){
                .id = "e1", .name = "Aurore", .sort_name = "aurore", .kind = ENTITY_NONE, .client = true, .now = 1 });
    CHECK(db_commit(db) == E_INTERNAL);
    log = capture_end();
    CHECK(strstr(log, "doing=entity_add") != NULL);
    CHECK(strchr(log, '\n') && !strchr(log, '\n')[1]);
    arena_reset(arena);
}

static void references_are_enforced(void)
{
    begin_to_fail();
    sql_team_add_root(db, "t1", "nowhere", "Syndication", 1);
    CHECK(failure() == E_INTERNAL);
}

/* --- values ------------------------------------------------------------------------------------------------------ */

static void null_reads_as_zero_or_null(void)
{
    struct account_by_email row;

    begin();
    sql_user_add(
        db,
        &(struct sql_user_add){
            .id = "u1", .email = "Ann@Aurore.example", .email_key = "ann@aurore.example", .language = "fr", .now = 1 });
    CHECK(sql_account_by_email(db, &row, "ann@aurore.example"));
    CHECK(row.activated == 0);
    CHECK(!row.password && !row.first_name && !row.last_name);
    CHECK_TEXT(row.email, "Ann@Aurore.example");
    CHECK(!sql_account_by_email(db, &row, "nobody@aurore.example"));
    commit();
}

static void no_row_leaves_nothing_of_the_one_before(void)
{
    struct account_by_email row;

    begin();
    CHECK(sql_account_by_email(db, &row, "ann@aurore.example"));
    CHECK(!sql_account_by_email(db, &row, "nobody@aurore.example"));
    CHECK(!row.id && !row.email && !row.password);
    commit();
}

static void null_goes_in_as_null(void)
{
    struct register_last row;

    begin();
    sql_register_add(
        db, &(struct sql_register_add){
                .sequence = 1, .at = 2, .action = ACTION_CONTACT_ADDED, .place = "", .claims = "{}", .leaf = "" });
    CHECK(db_error(db) == OK && sql_register_last(db, &row) && row.sequence == 1);
    db_rollback(db);
    begin_to_fail();
    sql_register_add(db, &(struct sql_register_add){ .sequence = 1,
                                                     .at = 2,
                                                     .action = ACTION_CONTACT_ADDED,
                                                     .actor = "",
                                                     .place = " ",
                                                     .claims = "{}",
                                                     .leaf = "" });
    CHECK(db_error(db) == E_INTERNAL); /* "" is somebody, whom nobody knows */
    CHECK(failure() == E_INTERNAL);
}

static void numbers_keep_their_value(void)
{
    static const int64_t numbers[] = { 0, 1, -1, INT32_MAX, INT64_C(1) << 53, INT64_MAX, INT64_MIN };
    struct throttle_state row;

    begin();
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sql_throttle_set(db, "numbers", numbers[i], 2, 3);
        CHECK(sql_throttle_state(db, &row, "numbers"));
        CHECK(row.failures == numbers[i] && row.last == 2 && row.open == 3);
    }
    db_rollback(db);
}

static void text_keeps_every_byte(void)
{
    static const char *const texts[] = {
        "",
        " ",
        "L'Été d\"Aurore",
        "'; DROP TABLE users; --",
        "100 % _ \\ \\' $1 ?1 :a @b",
        "a\nb\tc\x7f\x01",
        "🔑 d’accès 漢字",
    };
    struct account_by_id row;
    char id[2] = "A";

    begin();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++, id[0]++) {
        sql_user_add(
            db, &(struct sql_user_add){ .id = id, .email = texts[i], .email_key = id, .language = "en", .now = 1 });
        CHECK(sql_account_by_id(db, &row, id));
        CHECK_TEXT(row.email, texts[i]);
    }
    db_rollback(db);
}

static void long_text_is_whole(void)
{
    size_t length = 1024 * 1024;
    char *text = arena_alloc(arena, length + 1);
    struct account_by_id row;

    begin();
    memset(text, 'x', length);
    sql_user_add(
        db, &(struct sql_user_add){ .id = "long", .email = text, .email_key = "long", .language = "en", .now = 1 });
    CHECK(sql_account_by_id(db, &row, "long") && strlen(row.email) == length);
    db_rollback(db);
    arena_reset(arena);
}

static void changes_are_counted(void)
{
    begin();
    sql_throttle_set(db, "one", 1, 10, 0);
    CHECK(db_changes(db) == 1);
    sql_throttle_set(db, "two", 1, 10, 0);
    sql_throttle_purge(db, 11);
    CHECK(db_changes(db) >= 2);
    sql_throttle_clear(db, "one");
    CHECK(db_changes(db) == 0);
    db_rollback(db);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void one_row_outlives_its_statement(void)
{
    struct account_by_email first, second;

    begin();
    sql_user_add(
        db,
        &(struct sql_user_add){
            .id = "u2", .email = "Bob@aurore.example", .email_key = "bob@aurore.example", .language = "en", .now = 1 });
    CHECK(sql_account_by_email(db, &first, "ann@aurore.example"));
    CHECK(sql_account_by_email(db, &second, "bob@aurore.example"));
    sql_throttle_set(db, "one", 1, 2, 3);
    CHECK_TEXT(first.email, "Ann@Aurore.example");
    CHECK_TEXT(second.email, "Bob@aurore.example");
    db_rollback(db);
    CHECK_TEXT(first.id, "u1");
    arena_reset(arena);
}

/* Three entities in an operation `o1`. */
static void add_operation(void)
{
    begin();
    CHECK(db_script(db, "INSERT INTO entity (id, name, sort_name, kind, client, created_ms) VALUES"
                        " ('e1', 'Aurore', 'aurore', 'bank', 1, 1), ('e2', 'Littoral', 'littoral', 'bank', 0, 1),"
                        " ('e3', 'Verrerie', 'verrerie', 'company', 0, 1);"
                        "INSERT INTO operation (id, reference, name, sort_name, status, created_ms)"
                        " VALUES ('o1', 'OP-1', 'Four', 'four', 'open', 1);"
                        "INSERT INTO participation VALUES ('o1', 'e1', 'manager'), ('o1', 'e2', 'lender'),"
                        " ('o1', 'e3', 'borrower');") == OK);
    commit();
}

static void many_rows_come_one_by_one(void)
{
    struct participations row;
    struct rows rows;
    char seen[100] = "";

    begin();
    for (rows = sql_participations(db, "o1", ""); participations_next(&rows, &row);)
        snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%s %s %d, ", row.id, side_name(row.side),
                 row.client);
    CHECK_TEXT(seen, "e1 manager 1, e3 borrower 0, e2 lender 0, ");
    rows = sql_participations(db, "none", "");
    CHECK(!participations_next(&rows, &row));
    commit();
}

static sqlite3 *opened; /* what the library has made for `db` */

static int note_opened(sqlite3 *handle)
{
    opened = handle;
    return SQLITE_OK;
}

/* How often the library has planned a query anew, of those that are prepared. */
static int prepared_again(void)
{
    int count = 0;

    for (sqlite3_stmt *one = sqlite3_next_stmt(opened, NULL); one; one = sqlite3_next_stmt(opened, one))
        count += sqlite3_stmt_status(one, SQLITE_STMTSTATUS_REPREPARE, 0);
    return count;
}

/* Newer libraries do so whenever a limit or what is searched for is another one. */
static void a_query_is_planned_once(void)
{
    struct contact_by_id row;
    struct rows rows;

    begin();
    for (int64_t limit = 1; limit <= 20; limit++) {
        rows = sql_contact_current(db, &(struct sql_contact_current){ .team = "",
                                                                      .operation = "o1",
                                                                      .entity = "",
                                                                      .search = limit % 2 ? "" : "a%",
                                                                      .after_name = "",
                                                                      .after_id = "",
                                                                      .limit = limit });
        CHECK(!contact_current_next(&rows, &row));
    }
    CHECK(sqlite3_next_stmt(opened, NULL));
    CHECK(prepared_again() == 0);
    commit();
}

static void kept_rows_outlive_the_query(void)
{
    struct participations *row;
    char id[20];

    begin();
    for (int i = 0; i < 40; i++) {
        snprintf(id, sizeof id, "kept%02d", i);
        sql_entity_add(db, &(struct sql_entity_add){
                               .id = id, .name = id, .sort_name = id, .kind = ENTITY_FUND, .client = false, .now = 1 });
        sql_participation_add(db, "o1", id, SIDE_LENDER);
    }
    CHECK(participations_all(sql_participations(db, "o1", ""), 2, &row) == 2);
    CHECK_TEXT(row[1].id, "e3");
    CHECK(participations_all(sql_participations(db, "o1", ""), 1000, &row) == 43);
    for (size_t i = 0; i < 43; i++)
        if (!strncmp(row[i].id, "kept", 4))
            sql_participation_remove(db, "o1", row[i].id);
    CHECK_TEXT(row[0].id, "e1");
    CHECK_TEXT(row[41].id, "kept39");
    CHECK(row[41].side == SIDE_LENDER && !row[41].client);
    CHECK(participations_all(sql_participations(db, "o1", ""), 1000, &row) == 3);
    CHECK(participations_all(sql_participations(db, "none", ""), 1000, &row) == 0);
    db_rollback(db);
    arena_reset(arena);
    many_rows_come_one_by_one();
}

static void a_query_can_be_begun_again_after_its_end(void)
{
    struct participations row;
    struct rows rows;

    begin();
    for (int i = 0; i < 3; i++) {
        rows = sql_participations(db, "o1", "");
        CHECK(participations_next(&rows, &row));
        CHECK_TEXT(row.id, "e1");
        db_end(&rows);
    }
    commit();
}

static void a_query_begun_twice_is_an_error(void)
{
    struct participations row;
    struct rows first, second;

    begin_to_fail();
    first = sql_participations(db, "o1", "");
    CHECK(participations_next(&first, &row));
    second = sql_participations(db, "o1", "");
    CHECK(!participations_next(&second, &row));
    CHECK(db_error(db) == E_INTERNAL);
    CHECK(failure() == E_INTERNAL);
    many_rows_come_one_by_one(); /* a later transaction has no part in it */
}

/* A loop that ends early, by an error within or without db_end, must not spoil the query for ever. */
static void a_query_left_open_does_not_outlive_its_transaction(void)
{
    struct participations row;
    struct rows rows;

    begin_to_fail();
    rows = sql_participations(db, "o1", "");
    CHECK(participations_next(&rows, &row));
    sql_team_add_root(db, NULL, NULL, NULL, 1);
    CHECK(!participations_next(&rows, &row));
    CHECK(failure() == E_INTERNAL);
    many_rows_come_one_by_one();

    begin();
    rows = sql_participations(db, "o1", "");
    CHECK(participations_next(&rows, &row));
    commit();
    many_rows_come_one_by_one();
}

/* --- scripts ----------------------------------------------------------------------------------------------------- */

static void a_script_fails_as_a_whole(void)
{
    begin_to_fail();
    CHECK(db_script(db, "INSERT INTO throttle VALUES ('script', 1, 2, 3); INSERT INTO nowhere VALUES (1);") != OK);
    CHECK(db_script(db, "INSERT INTO throttle VALUES ('more', 1, 2, 3);") != OK);
    CHECK(failure() != OK);
    begin();
    CHECK(failures_of(db, "script") == -1 && failures_of(db, "more") == -1);
    commit();
}

static void a_migration_is_recorded_with_its_transaction(void)
{
    struct db *bare = db_open_bare(path_of("bare"));

    CHECK(bare && db_version(bare) == 0);
    CHECK(db_begin(bare, arena) == OK && db_migrated(bare, 1, 5) == OK);
    db_rollback(bare);
    CHECK(db_version(bare) == 0);
    CHECK(db_begin(bare, arena) == OK && db_migrated(bare, 1, 5) == OK && db_commit(bare) == OK);
    CHECK(db_version(bare) == 1);
    db_close(bare);
    CHECK(unlink(path_of("bare")) == 0);
    CHECK(unlink(path_of("bare-guard")) == 0);
}

/* Over the file's bytes, as cp(1) does. */
static void put_over(const char *from, const char *path)
{
    char bytes[4096];
    FILE *in = fopen(from, "r"), *out = fopen(path, "w");

    for (size_t length; in && out && (length = fread(bytes, 1, sizeof bytes, in)) > 0;)
        CHECK(fwrite(bytes, 1, length, out) == length);
    CHECK(in && out && fclose(in) == 0 && fclose(out) == 0);
}

static struct db *writer_with_a_log(const char *path)
{
    struct db *writer = db_open(path, DB_WRITE);

    CHECK(writer && db_begin(writer, arena) == OK);
    CHECK(db_script(writer, "CREATE TABLE later (x)") == OK && db_commit(writer) == OK);
    return writer;
}

static void copy_to(const char *from, const char *path)
{
    struct db *reader = db_open(from, DB_READ);
    FILE *file = fopen(path, "w");

    CHECK(reader && file && fclose(file) == 0 && db_copy(reader, path));
    db_close(reader);
}

/* Who has it open neither reads nor writes it any more, and at its end the log is not written back into it. */
static void a_file_put_over_an_open_one_stays_as_it_is(void)
{
    const char *path = migrated("over"), *copy = path_of("copy");
    struct db *writer;

    copy_to(path, copy);
    writer = writer_with_a_log(path);
    put_over(copy, path);
    capture_begin(stderr);
    CHECK(db_begin(writer, arena) == E_UNAVAILABLE);
    CHECK(db_begin(writer, arena) == E_UNAVAILABLE);
    db_close(writer);
    CHECK(strstr(capture_end(), "guichet restore BACKUP") != NULL);
    CHECK(strstr(complaint(path, DB_WRITE), "guichet restore BACKUP") != NULL);
    CHECK(strstr(complaint(path, DB_READ), "whose log (-wal) still lies beside it") != NULL);
    CHECK(unlink(path_of("over-wal")) == 0);
    CHECK_TEXT(complaint(path, DB_READ), "");
    CHECK_TEXT(complaint(path, DB_WRITE), "");
    for (const char *const *name = (const char *const[]){ "over", "over-shm", "over-guard", "copy", NULL }; *name;
         name++)
        CHECK(unlink(path_of(*name)) == 0 || !strcmp(*name, "over-shm"));
}

/* Its place was taken by renaming: the file that is open is no longer the one of that name. */
static void a_file_moved_away_is_not_written(void)
{
    const char *path = migrated("moved");
    struct db *writer = writer_with_a_log(path);

    CHECK(rename(path, path_of("elsewhere")) == 0);
    capture_begin(stderr);
    CHECK(db_begin(writer, arena) == E_UNAVAILABLE);
    db_close(writer);
    capture_end();
    CHECK(access(path_of("moved-wal"), F_OK) == 0);
    for (const char *const *name = (const char *const[]){ "elsewhere", "moved-wal", "moved-shm", "moved-guard", NULL };
         *name; name++)
        CHECK(unlink(path_of(*name)) == 0);
}

/* A backup is whole by itself: a log beside it is another file's, whatever is known of it. */
static void a_backup_beside_a_log_is_refused(void)
{
    const char *copy = path_of("copy");

    copy_to(conf.database, copy);
    CHECK_TEXT(complaint(copy, DB_READ), "");
    put_over("/etc/passwd", path_of("copy-wal"));
    CHECK(strstr(complaint(copy, DB_READ), "whose log (-wal)") != NULL);
    CHECK(unlink(path_of("copy-wal")) == 0);
    put_over("/etc/passwd", path_of("copy-journal"));
    CHECK(strstr(complaint(copy, DB_READ), "whose log (-wal)") != NULL);
    CHECK(unlink(path_of("copy-journal")) == 0 && unlink(copy) == 0);
}

int main(void)
{
    const char *path;

    arena = arena_new();
    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    a_schema_without_a_column_or_table_is_refused();
    another_version_is_refused_with_the_remedy();
    a_missing_file_is_not_made();
    what_is_no_database_is_refused();

    path = migrated("guichet.db");
    every_query_prepares();
    sqlite3_auto_extension((void (*)(void))note_opened);
    db = db_open(path, DB_WRITE);
    sqlite3_cancel_auto_extension((void (*)(void))note_opened);
    if (!db)
        return EXIT_FAILURE;
    a_commit_stays_and_is_seen_by_others();
    a_reader_sees_one_state_until_it_ends();
    a_reader_cannot_write();
    a_rollback_undoes();
    a_group_holds_with_its_commit();
    a_group_that_the_disk_ended_holds_nothing();
    the_first_error_stays_until_the_next_begin();
    an_error_is_logged_once();
    references_are_enforced();
    null_reads_as_zero_or_null();
    no_row_leaves_nothing_of_the_one_before();
    null_goes_in_as_null();
    numbers_keep_their_value();
    text_keeps_every_byte();
    long_text_is_whole();
    changes_are_counted();
    one_row_outlives_its_statement();
    add_operation();
    many_rows_come_one_by_one();
    a_query_is_planned_once();
    kept_rows_outlive_the_query();
    a_query_can_be_begun_again_after_its_end();
    a_query_begun_twice_is_an_error();
    a_query_left_open_does_not_outlive_its_transaction();
    a_script_fails_as_a_whole();
    a_migration_is_recorded_with_its_transaction();
    a_backup_beside_a_log_is_refused();
    db_close(db);
    db_close(NULL);
    a_file_put_over_an_open_one_stays_as_it_is();
    a_file_moved_away_is_not_written();

    for (const char *const *name =
             (const char *const[]){ path, path_of("spoilt"), path_of("version"), path_of("rubbish"), NULL };
         *name; name++) {
        unlink(*name);
        unlink(arena_format(arena, "%s-guard", *name));
    }
    CHECK(rmdir(folder) == 0); /* closing leaves no log beside the files */
    arena_free(arena);
    return check_end();
}
