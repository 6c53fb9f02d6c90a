/* `guichet restore FILE`: puts a backup in the place of the database, all of it or nothing, and keeps the one that was
 * there. */
#include "commands.h"
#include "conf.h"
#include "db.h"
#include "folder.h"
#include "guard.h"
#include "register.h"
#include "secret.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct restore {
    struct arena *arena;
    const char *backup;
    const char *database; /* the file itself, where the setting is a symbolic link to it */
    const char *draft;    /* the new one until it has its name */
    const char *kept;     /* the old one's name afterwards */
    bool present;         /* there is an old one */
    bool log_lost;        /* the log beside it is not its own */
    struct stat old;      /* of the folder when there is none */
    struct guard guard;
    struct register_end replaced; /* the end of its register, as far as it could be read */
};

static bool complain(const char *about, const char *what)
{
    fprintf(stderr, "guichet: restore: %s: %s; nothing is changed\n", about, what);
    return false;
}

static bool failed(const char *about)
{
    return complain(about, strerror(errno));
}

/* --- the places -------------------------------------------------------------------------------------------------- */

static const char *beside(const struct restore *on, const char *ending)
{
    return arena_format(on->arena, "%s%s", on->database, ending);
}

static const char *folder_of(const struct restore *on)
{
    return dirname(arena_string(on->arena, on->database));
}

static const char *name_of(const struct restore *on, const char *path)
{
    return basename(arena_string(on->arena, path));
}

/* `guichet.db.replaced-2026-03-01T09-30-00.000Z` */
static const char *name_for_old(const struct restore *on)
{
    char time[TIME_ROOM];

    time_write(time, time_now());
    for (char *colon = time; (colon = strchr(colon, ':'));)
        *colon = '-';
    return arena_format(on->arena, "%s.replaced-%s", on->database, time);
}

static bool find_database(struct restore *on)
{
    char real[PATH_MAX];
    struct stat status;

    on->present = realpath(conf.database, real) != NULL;
    if (!on->present && (errno != ENOENT || !lstat(conf.database, &status)))
        return complain(conf.database, "leads to no place that can be reached");
    on->database = arena_string(on->arena, on->present ? real : conf.database);
    if (stat(on->present ? on->database : folder_of(on), &on->old))
        return failed(on->database);
    if (on->present && !S_ISREG(on->old.st_mode))
        return complain(on->database, "is no file");
    on->draft = beside(on, ".restoring");
    on->kept = name_for_old(on);
    return true;
}

static bool find_backup(const struct restore *on)
{
    struct stat status;

    if (stat(on->backup, &status))
        return failed(on->backup);
    if (on->present && status.st_dev == on->old.st_dev && status.st_ino == on->old.st_ino)
        return complain(on->backup, "is the database itself");
    return true;
}

static bool hold(struct restore *on)
{
    switch (guard_claim(&on->guard, on->database)) {
    case GUARD_GOOD:
        return true;
    case GUARD_HELD:
        return complain(on->database, "is in use: stop serve, mail and every other command of Guichet first");
    default:
        return failed(beside(on, "-guard"));
    }
}

/* --- the new one ------------------------------------------------------------------------------------------------- */

static void remove_draft(const struct restore *on)
{
    for (const char *const *ending = (const char *const[]){ "", "-wal", "-shm", "-journal", "-guard", NULL }; *ending;
         ending++)
        unlink(arena_format(on->arena, "%s%s", on->draft, *ending));
}

static bool copy_backup(const struct restore *on)
{
    int draft = open(on->draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    struct db *backup;
    bool copied;

    if (draft < 0)
        return failed(on->draft);
    close(draft);
    backup = db_open(on->backup, DB_READ);
    if (!backup)
        return complain(on->backup,
                        "is no database that this Guichet can read; one of an older Guichet is brought up to "
                        "date by GUICHET_DATABASE=FILE guichet migrate, on a copy of it");
    copied = db_copy(backup, on->draft);
    db_close(backup);
    return copied || complain(on->draft, "cannot be written whole");
}

/* The copy, since it is what will be relied on. */
static bool prove(const struct restore *on)
{
    int64_t rows;

    return check_file(on->draft, &rows) || complain(on->backup, "is not sound");
}

/* --- the old one ------------------------------------------------------------------------------------------------- */

static void read_end(struct restore *on, struct db *db)
{
    if (!db_begin(db, on->arena))
        register_find_end(db, &on->replaced);
    db_rollback(db);
}

/* All that the old one's log holds goes into its file, which then is whole by itself. */
static bool unite_old(struct restore *on)
{
    enum db_log log = DB_LOG_LOST;
    struct db *db = on->present ? db_open_alone(on->database, &on->guard, &log) : NULL;

    if (db)
        read_end(on, db);
    db_close(db);
    on->log_lost = log == DB_LOG_LOST;
    if (log == DB_LOG_BUSY)
        return complain(on->database, "is in use by another program: end it first");
    return log != DB_LOG_STAYS || complain(on->database, "its log cannot be written back");
}

/* An earlier restore may have been cut off between the two names. */
static void forget_second_names(const struct restore *on)
{
    const char *start = arena_format(on->arena, "%s.replaced-", name_of(on, on->database));
    DIR *folder = opendir(folder_of(on));
    struct dirent *entry;
    struct stat status;

    while (folder && on->present && (entry = readdir(folder)))
        if (!strncmp(entry->d_name, start, strlen(start)) && !fstatat(dirfd(folder), entry->d_name, &status, 0) &&
            status.st_dev == on->old.st_dev && status.st_ino == on->old.st_ino)
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
}

/* --- the fact ---------------------------------------------------------------------------------------------------- */

static const char *reason(const struct restore *on)
{
    const char *name = name_of(on, on->backup);

    if (!utf8_valid(name, strlen(name)))
        name = "a backup";
    if (!on->replaced.sequence)
        return arena_format(on->arena, "%s; in place of a database whose register could not be read", name);
    return arena_format(on->arena, "%s; in place of a database whose register had %lld rows, the last leaf %s", name,
                        (long long)on->replaced.sequence, on->replaced.leaf);
}

static bool enter_fact(const struct restore *on)
{
    struct db *db = db_open(on->draft, DB_WRITE);
    bool entered = db && !db_begin(db, on->arena);

    if (entered) {
        register_add(db, on->arena, time_now(), &(struct actor){ 0 },
                     &(struct entry){ .action = ACTION_DATABASE_RESTORED, .reason = reason(on) });
        entered = db_commit(db) == OK;
    }
    db_close(db);
    return (entered && access(arena_format(on->arena, "%s-wal", on->draft), F_OK)) ||
           complain(on->draft, "cannot be written");
}

/* --- the exchange ------------------------------------------------------------------------------------------------ */

/* To whom the old one belonged, and on the disk. */
static bool finish_draft(const struct restore *on)
{
    int file = open(on->draft, O_RDWR | O_CLOEXEC);
    mode_t mode = on->present ? on->old.st_mode & 0777 : 0600;
    bool good = file >= 0 && (geteuid() != 0 || !fchown(file, on->old.st_uid, on->old.st_gid)) && !fchmod(file, mode) &&
                !fsync(file);

    if (!good)
        failed(on->draft);
    if (file >= 0)
        close(file);
    unlink(arena_format(on->arena, "%s-guard", on->draft));
    return good;
}

static bool move_log(const struct restore *on, const char *ending, const char *name)
{
    return !rename(beside(on, ending), arena_format(on->arena, "%s%s", on->kept, name)) || errno == ENOENT;
}

/* What is not the old file's own must not be opened with it either. */
static bool clear_logs(const struct restore *on)
{
    if (on->log_lost && (!move_log(on, "-wal", ".wal") || !move_log(on, "-journal", ".journal")))
        return false;
    unlink(beside(on, "-shm"));
    return true;
}

/* At each instant the name leads to the old one or to the new one, and no log lies beside either. */
static bool exchange(const struct restore *on)
{
    if (on->present && link(on->database, on->kept))
        return failed(on->kept);
    if (!folder_sync(on->database) || !clear_logs(on) || rename(on->draft, on->database)) {
        failed(on->database);
        unlink(on->kept);
        return false;
    }
    if (!folder_sync(on->database))
        perror("guichet: restore: it is done, but a power cut might undo it");
    return true;
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static bool replace(struct restore *on)
{
    bool replaced;

    remove_draft(on);
    forget_second_names(on);
    replaced = copy_backup(on) && prove(on) && unite_old(on) && enter_fact(on) && finish_draft(on) && exchange(on);
    if (!replaced)
        remove_draft(on);
    return replaced;
}

static bool restore(struct restore *on)
{
    int64_t rows;
    bool replaced;

    if (!find_database(on) || !find_backup(on) || !hold(on))
        return false;
    replaced = replace(on);
    guard_leave(&on->guard);
    if (!replaced)
        return false;
    if (on->present)
        printf("guichet: restore: what was there before is %s\n", on->kept);
    if (!check_file(on->database, &rows))
        return false;
    printf("guichet: restore: %s is %s now, and sound, with %lld rows of the register; the key file of that time "
           "belongs to it\n",
           on->database, on->backup, (long long)rows);
    return true;
}

int restore_main(int argc, char **argv)
{
    struct restore on = { 0 };
    bool good;

    if (argc != 2 || !*argv[1]) {
        fprintf(stderr, "guichet: restore: `guichet restore FILE` puts a backup in the place of the database\n");
        return EXIT_FAILURE;
    }
    if (!secret_start())
        return EXIT_FAILURE;
    on.backup = argv[1];
    on.arena = arena_new();
    good = restore(&on);
    arena_free(on.arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
