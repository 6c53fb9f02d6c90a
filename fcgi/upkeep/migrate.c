#include "migrate.h"

#include "arena.h"
#include "conf.h"
#include "db.h"
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

/* The files of a folder: `NNN_name.sql`, in number order and without a gap. */
struct migrations {
    const char *folder;
    int count;
    const char *name[MIGRATIONS_MOST]; /* of version 1 and so on */
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
    if (version <= migrations->count)
        return complain(name, "has the number of another file");
    if (version > migrations->count + 1)
        return complain(name, "comes after a gap: a number before it is missing");
    migrations->name[migrations->count++] = arena_string(arena, name);
    return true;
}

static bool list(struct migrations *migrations, struct arena *arena)
{
    struct dirent **entries;
    int count = scandir(migrations->folder, &entries, script_named, alphasort);
    bool good = true;

    if (count < 0)
        return complain(migrations->folder, strerror(errno));
    for (int i = 0; i < count; i++) {
        good = good && add(migrations, arena, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    if (good && !migrations->count)
        return complain(migrations->folder, "has no files like 001_name.sql");
    return good;
}

/* Everything of a file or nothing of it. What the database refuses is in the log already. */
static bool apply(struct db *db, const struct migrations *migrations, int version)
{
    struct arena *arena = arena_new();
    const char *name = migrations->name[version - 1];
    const char *script = script_read(arena, arena_format(arena, "%s/%s", migrations->folder, name));
    bool good = script && db_begin(db, arena) == OK;

    if (good && (db_script(db, script) || db_migrated(db, version, time_now()) || db_commit(db))) {
        db_rollback(db);
        good = false;
    }
    if (good)
        printf("guichet: migrate: %s is applied\n", name);
    else if (script)
        complain(name, "failed, and nothing of it was applied");
    arena_free(arena);
    return good;
}

static bool apply_missing(struct db *db, const struct migrations *migrations)
{
    int64_t version = db_version(db);

    if (version < 0)
        return complain(conf.database, "does not tell its version");
    if (version > migrations->count)
        return complain(migrations->folder, "ends before the version that the database has already");
    if (version == migrations->count)
        printf("guichet: migrate: up to date at version %d\n", migrations->count);
    while (version < migrations->count)
        if (!apply(db, migrations, (int)++version))
            return false;
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
               (migrations.count != GUICHET_SCHEMA_VERSION || db_fits(conf.database));
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
