/* The demonstration data: the scripts of a folder, then the register as if the lines had been made by hand. */
#include "commands.h"
#include "conf.h"
#include "copies.h"
#include "fold.h"
#include "register.h"
#include "script.h"
#include "server.h"
#include "sql_entities.h"
#include "sql_notices.h"
#include "sql_people.h"
#include "sql_upkeep.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

static bool load(struct db *db, struct arena *arena, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, script_named, alphasort);
    bool good = count > 0;

    if (!good)
        fprintf(stderr, "guichet: demo: %s: no scripts there\n", folder);
    for (int i = 0; i < count; i++) {
        const char *script = good ? script_read(arena, arena_format(arena, "%s/%s", folder, entries[i]->d_name)) : NULL;

        good = script && db_script(db, script) == OK;
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return good;
}

static void write_register(struct db *db, struct arena *arena)
{
    struct rows rows = sql_demo_entries(db);
    struct demo_entries row;

    while (demo_entries_next(&rows, &row))
        register_add(db, arena, row.at, &(struct actor){ .user = row.actor },
                     &(struct entry){
                         .action = row.action,
                         .operation = row.operation,
                         .entity = row.entity,
                         .user = row.user,
                         .contact = row.contact,
                         .reason = row.reason,
                         .line = &(struct claims_of_line){ row.side, row.status, row.begins, row.until, row.ended } });
}

/* Habilitations are sorted and searched by folded names, which SQL cannot make. */
static void complete_people(struct db *db, struct arena *arena)
{
    struct rows rows = sql_demo_people(db);
    struct demo_people row;

    while (demo_people_next(&rows, &row)) {
        struct folded folded = fold_person(arena, row.first_name, row.last_name, row.email);

        sql_habilitation_named(db, folded.sort, folded.search, row.id);
        sql_lines_carry(db, row.id, "");
    }
}

static bool fill(struct db *db, struct arena *arena, const char *folder)
{
    struct users_any any;

    if (db_begin(db, arena))
        return false;
    if (sql_users_any(db, &any)) {
        fprintf(stderr, "guichet: demo: %s is not empty; the demonstration data goes into an empty one only\n",
                conf.database);
    } else if (load(db, arena, folder)) {
        complete_people(db, arena);
        copies_fill_words(db, arena);
        sql_demo_domains(db);
        write_register(db, arena);
        sql_notice_read_all(db); /* nobody is told of what came with the data */
        return db_commit(db) == OK;
    }
    db_rollback(db);
    return false;
}

int demo_main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct db *db = NULL;
    bool good = false;

    if (argc != 2)
        fprintf(stderr, "guichet: demo: name the folder of the demonstration data\n");
    else if (server_start())
        db = db_open(conf.database, DB_WRITE);
    if (db)
        good = fill(db, arena, argv[1]);
    db_close(db);
    arena_free(arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
