/* `guichet backup FILE` and `guichet check [FILE]`: a copy one can rely on, and the proof that a file is sound. */
#include "commands.h"
#include "conf.h"
#include "copies.h"
#include "db.h"
#include "folder.h"
#include "register.h"
#include "secret.h"
#include "sql_upkeep.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int usage(const char *text)
{
    fprintf(stderr, "guichet: %s\n", text);
    return EXIT_FAILURE;
}

static int complain(const char *path, const char *what)
{
    fprintf(stderr, "guichet: backup: %s: %s\n", path, what);
    return EXIT_FAILURE;
}

static const char *const logs[] = { "-wal", "-shm", "-journal", NULL };

/* SQLite would take what another file of that name left behind for the backup's own. */
static bool has_leftovers(const char *path)
{
    char name[PATH_MAX];

    for (const char *const *ending = logs; *ending; ending++) {
        snprintf(name, sizeof name, "%s%s", path, *ending);
        if (access(name, F_OK) == 0)
            return true;
    }
    return false;
}

/* True once the copy has its name, for good. */
static bool publish(const char *draft, const char *path)
{
    return link(draft, path) == 0 && folder_sync(path);
}

/* A copy that was cut off, or that the disk had no room for, leaves its log as well. */
static void remove_logs(struct arena *arena, const char *draft)
{
    for (const char *const *ending = logs; *ending; ending++)
        unlink(arena_format(arena, "%s%s", draft, *ending));
}

static int copy(struct arena *arena, struct db *db, const char *path)
{
    const char *draft = arena_format(arena, "%s.part", path);
    int descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    int status = EXIT_FAILURE;

    if (descriptor < 0)
        return complain(draft, strerror(errno));
    close(descriptor);
    remove_logs(arena, draft);
    if (db_copy(db, draft)) {
        if (publish(draft, path))
            status = EXIT_SUCCESS;
        else
            complain(path, strerror(errno));
    }
    unlink(draft);
    remove_logs(arena, draft);
    return status;
}

int backup_main(int argc, char **argv)
{
    struct arena *arena;
    struct db *db;
    int status;

    if (argc != 2 || !*argv[1])
        return usage("backup: `guichet backup FILE` copies the database into a new file while the site goes on");
    if (access(argv[1], F_OK) == 0)
        return complain(argv[1], "is there already and stays as it is; name a new file");
    if (has_leftovers(argv[1]))
        return complain(argv[1], "a log (-wal, -shm or -journal) of another database lies beside it; name a new file");
    db = db_open(conf.database, DB_READ);
    if (!db)
        return EXIT_FAILURE;
    arena = arena_new();
    status = copy(arena, db, argv[1]);
    if (status == EXIT_SUCCESS)
        printf("guichet: backup: %s holds everything but the key file %s, without which second factors and mail links "
               "no longer work\n",
               argv[1], conf.keys);
    arena_free(arena);
    db_close(db);
    return status;
}

/* Prints each finding; answers how many there were. */
static int findings(struct rows rows, const char *what)
{
    struct check_intervals row;
    int count = 0;

    while (check_intervals_next(&rows, &row)) {
        fprintf(stderr, "guichet: check: %s: %s\n", what, row.id);
        count++;
    }
    return count;
}

static int rules_broken(struct db *db)
{
    return findings(sql_check_intervals(db), "intervals of an access overlap: contact") +
           findings(sql_check_lines(db), "a line and its intervals of access differ: contact") +
           findings(sql_check_sides(db), "a line's side is not its participation's: contact") +
           findings(sql_check_carried(db), "a line carries what is not true of its person any more: contact") +
           findings(sql_check_teams(db), "the chart above a team is wrong: team") +
           findings(sql_check_managers(db, time_now()), "nobody manages an operation: operation");
}

static void tell_disagreement(const char *what, const char *id)
{
    fprintf(stderr, "guichet: check: %s: %s\n", what, id);
}

static int register_broken(struct db *db, struct arena *arena, int64_t *rows)
{
    struct register_state state;
    const char *wrong = register_verify(db, arena, NULL, &state);

    *rows = state.rows;
    if (wrong)
        fprintf(stderr, "guichet: check: the register: %s\n", wrong);
    return wrong ? 1 : register_disagreements(db, tell_disagreement);
}

static void tell_damage(const char *what)
{
    fprintf(stderr, "guichet: check: the file: %s\n", what);
}

bool check_file(const char *path, int64_t *rows)
{
    struct arena *arena;
    struct db *db;
    int found;

    if (!db_fits(path) || !(db = db_open(path, DB_READ)))
        return false;
    arena = arena_new();
    found = db_begin(db, arena) != OK || db_damage(db, tell_damage);
    if (!found)
        found =
            rules_broken(db) + !copies_prove_words(db, arena) + register_broken(db, arena, rows) + (db_error(db) != OK);
    db_rollback(db);
    arena_free(arena);
    db_close(db);
    return !found;
}

int check_main(int argc, char **argv)
{
    const char *path = argc == 2 ? argv[1] : conf.database;
    int64_t rows = 0;

    if (argc > 2)
        return usage("check: `guichet check [FILE]` proves a database, or a backup of it, sound");
    if (!secret_start() || !check_file(path, &rows))
        return EXIT_FAILURE;
    printf(
        "guichet: check: %s is sound: file, references, intervals, chart, managers, copies, words and %lld rows of the "
        "register\n",
        path, (long long)rows);
    return EXIT_SUCCESS;
}
