#include "migrate.h"

#include "arena.h"
#include "conf.h"
#include "copies.h"
#include "db.h"
#include "register.h"
#include "script.h"
#include "text.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MIGRATIONS_MOST 999
#define DIGITS          3
#define VIEWS           "views.sql"
#define WORDS           32 /* the version that brings the words of operations, which SQL cannot fold */
#define LOG             34 /* the one that makes a log of the register, whose hashes SQL cannot make */

/* The files of a folder: `NNN_name.sql`, in number order and without a gap, and the one of all views. */
struct migrations {
    const char *folder;
    int first; /* the version of the file that makes an empty database */
    int last;
    const char *name[MIGRATIONS_MOST + 1]; /* by version */
    const char *views;                     /* the text */
};

static bool complain(const char *about, const char *what)
{
    fprintf(stderr, "guichet: migrate: %s: %s\n", about, what);
    return false;
}

/* 0 when the name does not begin with three digits and an underscore. */
static int version_of(const char *name)
{
    for (int i = 0; i < DIGITS; i++)
        if (!isdigit((unsigned char)name[i]))
            return 0;
    return name[DIGITS] == '_' ? atoi(name) : 0;
}

static bool add(struct migrations *migrations, struct arena *arena, const char *name)
{
    int version = version_of(name);

    if (!version)
        return complain(name, "is not called like 001_name.sql");
    if (version <= migrations->last)
        return complain(name, "has the number of another file");
    if (migrations->last && version > migrations->last + 1)
        return complain(name, "comes after a gap: a number before it is missing");
    if (!migrations->last)
        migrations->first = version;
    migrations->last = version;
    migrations->name[version] = arena_string(arena, name);
    return true;
}

static const char *read_file(struct arena *arena, const struct migrations *migrations, const char *name)
{
    return script_read(arena, arena_format(arena, "%s/%s", migrations->folder, name));
}

static bool list(struct migrations *migrations, struct arena *arena)
{
    struct dirent **entries;
    int count = scandir(migrations->folder, &entries, script_named, alphasort);
    bool good = true;

    if (count < 0)
        return complain(migrations->folder, strerror(errno));
    for (int i = 0; i < count; i++) {
        good = good && (!strcmp(entries[i]->d_name, VIEWS) || add(migrations, arena, entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    if (good && !migrations->last)
        return complain(migrations->folder, "has no files like 001_name.sql");
    return good && (migrations->views = read_file(arena, migrations, VIEWS));
}

/* Everything of a file or nothing of it. What the database refuses is in the log already. */
static bool finish(struct db *db, const char *name, bool good)
{
    if (!good || db_commit(db)) {
        db_rollback(db);
        return complain(name, "failed, and nothing of it was applied");
    }
    printf("guichet: migrate: %s is applied\n", name);
    return true;
}

/* The views go before anything else, since they would hold on to the tables, and come again with the last file. */
static bool change(struct db *db, const struct migrations *migrations, int version, const char *script)
{
    return !db_drop_views(db) && !db_script(db, script) && !db_migrated(db, version, time_now()) &&
           (version < migrations->last || !db_script(db, migrations->views));
}

static bool fill(struct db *db, struct arena *arena, int version)
{
    if (version == WORDS)
        copies_fill_words(db, arena);
    if (version == LOG)
        register_begin_log(db, time_now());
    return !db_error(db);
}

static bool apply(struct db *db, const struct migrations *migrations, int version)
{
    struct arena *arena = arena_new();
    const char *name = migrations->name[version];
    const char *script = read_file(arena, migrations, name);
    bool good = script != NULL;

    if (good)
        good = finish(db, name,
                      db_begin(db, arena) == OK && change(db, migrations, version, script) && fill(db, arena, version));
    arena_free(arena);
    return good;
}

static bool renew_views(struct db *db, const struct migrations *migrations)
{
    struct arena *arena = arena_new();
    bool good = db_begin(db, arena) == OK && !db_drop_views(db) && !db_script(db, migrations->views);

    good = finish(db, VIEWS, good);
    arena_free(arena);
    return good;
}

static bool refuse_old(int version, int first)
{
    fprintf(stderr,
            "guichet: migrate: %s: is of version %d, from before the schema was one file: bring it to version %d "
            "with the Guichet of commit a3f79ce first (README.md, Upgrading)\n",
            conf.database, version, first);
    return false;
}

static bool takes(const struct migrations *migrations, int version)
{
    if (version < 0)
        return complain(conf.database, "does not tell its version");
    if (version > migrations->last)
        return complain(migrations->folder, "ends before the version that the database has already");
    if (version > 0 && version < migrations->first)
        return refuse_old(version, migrations->first);
    return true;
}

static bool apply_missing(struct db *db, const struct migrations *migrations)
{
    int version = (int)db_version(db);

    if (!takes(migrations, version))
        return false;
    if (version == migrations->last && !db_has_views(db, migrations->views))
        return renew_views(db, migrations);
    if (version == migrations->last)
        printf("guichet: migrate: up to date at version %d\n", version);
    while (version < migrations->last) {
        version = version ? version + 1 : migrations->first;
        if (!apply(db, migrations, version))
            return false;
    }
    return true;
}

/* SQLite would make a file that others can read. */
static bool make_private_file(const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (file < 0)
        return complain(path, strerror(errno));
    close(file);
    return true;
}

static bool migrate(const char *folder)
{
    struct arena *arena = arena_new();
    struct migrations migrations = { .folder = folder };
    struct db *db = NULL;
    bool good = list(&migrations, arena) && make_private_file(conf.database);

    if (good) {
        db = db_open_bare(conf.database);
        good = db && apply_missing(db, &migrations) &&
               (migrations.last != GUICHET_SCHEMA_VERSION || db_fits(conf.database));
    }
    if (db)
        db_close(db);
    arena_free(arena);
    return good;
}

int migrate_main(int argc, char **argv)
{
    if (argc > 2) {
        fputs("guichet: migrate: takes one folder at most\n", stderr);
        return 2;
    }
    return migrate(argc > 1 ? argv[1] : GUICHET_SCHEMA_DIR) ? EXIT_SUCCESS : EXIT_FAILURE;
}
