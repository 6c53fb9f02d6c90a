/* `guichet import`: entities, teams and people of a sheet, checked first and then written. Who is governed by team
 * leaders already is left to them. */
#include "import.h"
#include "charset.h"
#include "commands.h"
#include "conf.h"
#include "server.h"
#include "stop.h"
#include "text.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WRONG_SHOWN 1000

static const char usage[] = "usage: guichet import FILE [--dry-run] [--invite] [--encoding NAME]\n";

static const char columns[] =
    "\nFILE is a table as a spreadsheet saves it: comma, semicolon or tab, in UTF-8 if nothing else is said. Its first "
    "row\n"
    "names the columns, in any order:\n"
    "\n"
    "  entity    name of the entity, in every row\n"
    "  kind      bank, fund or company; needed once for an entity that is new\n"
    "  client    yes or no (when no row says it): only a client has teams and people of its own\n"
    "  team      path below the root of its organisation chart: Syndication / Paris; empty: the root\n"
    "  email     whom to authorise there; empty: the row adds the entity and the team\n"
    "  roles     team_leader, creator, both with a space, or nothing\n"
    "  language  fr (when empty) or en, of somebody's mails until he chooses\n"
    "\n"
    "All rows are checked before any is written: when one is wrong nothing is written, and each that is wrong is "
    "named.\n"
    "Up to 100 rows are then written at once, all or none. More are written in steps of some milliseconds, each whole, "
    "so\n"
    "that the site's own changes go on between them. What ends such an import halfway leaves what it has written; a "
    "row\n"
    "that somebody's change has overtaken since the check is refused and named, and the others are written. What "
    "exists\n"
    "already stays as it is, so that importing the same file again goes on where it ended.\n"
    "\n"
    "A client entity needs a team leader at its root, from then on only its team leaders authorise people and change "
    "its\n"
    "chart. Of more than 100 rows they come last of their entity.\n"
    "\n"
    "  --dry-run        show row by row what would happen, with a warning where an address is unusual for its\n"
    "                   entity, and change nothing\n"
    "  --invite         mail those who are authorised; without it nobody is mailed, and who has no account yet asks "
    "for\n"
    "                   his link by \"forgotten password\"\n"
    "  --encoding NAME  what a file was saved in that is not UTF-8: windows-1252, iso-8859-1 (latin1), iso-8859-15,\n"
    "                   macintosh (macroman), utf-16; look at the accents with --dry-run\n";

/* --- the report -------------------------------------------------------------------------------------------------- */

static void print_teams_added(const struct roster_row *row)
{
    int levels = 0;

    for (const char *at = row->team; *at; at = roster_team_below(at))
        levels++;
    for (const char *at = row->team; *at; at = roster_team_below(at))
        if (levels-- <= row->teams_added)
            printf("%" PRId64 "  add team          %s / %.*s\n", row->line, row->entity->name,
                   (int)(at - row->team + (ptrdiff_t)roster_team_length(at)), row->team);
}

/* Of somebody who is there already nothing is told that may not be so: his team and roles are not the file's. */
static void print_person(const struct roster_row *row)
{
    const char *name = row->entity->name;

    if (row->outcome != ROSTER_ADDED)
        printf("%" PRId64 "  %-16s  %s  %s\n", row->line, row->outcome == ROSTER_ARCHIVED ? "archived" : "unchanged",
               row->email, name);
    else
        printf("%" PRId64 "  add habilitation  %s  %s%s%s%s%s%s\n", row->line, row->email, name,
               *row->team ? " / " : "", row->team, row->team_leader || row->creator ? " " : "",
               row->team_leader ? " team_leader" : "", row->creator ? " creator" : "");
}

static void print_warning(const struct import *on, const struct roster_row *row)
{
    const struct found *found = row->entity->found;
    const char *warning = row->outcome == ROSTER_ADDED ? roster_warning(on->scratch, found->domains, row) : NULL;

    if (warning)
        printf("%" PRId64 "  warning           %s  %s\n", row->line, row->email, warning);
    arena_reset(on->scratch);
}

static void print_row(const struct roster_row *row)
{
    if (row->entity_added)
        printf("%" PRId64 "  add entity        %s  %s%s\n", row->line, row->entity->name,
               entity_kind_name(row->entity->kind), row->entity->client ? " client" : "");
    print_teams_added(row);
    if (row->key)
        print_person(row);
    else if (!row->entity_added && !row->teams_added)
        printf("%" PRId64 "  unchanged         %s%s%s\n", row->line, row->entity->name, *row->team ? " / " : "",
               row->team);
}

static void print_wrong(const struct import *on)
{
    int64_t shown = 0;

    for (const struct roster_row *row = on->roster.rows; row && shown < WRONG_SHOWN; row = row->next)
        if (row->wrong && ++shown)
            fprintf(stderr, "line %" PRId64 ": %s\n", row->line, row->wrong);
    if (on->roster.wrong > shown)
        fprintf(stderr, "... and %" PRId64 " more\n", on->roster.wrong - shown);
}

static bool has_written(const struct import *on)
{
    return on->writing && on->tally.entities + on->tally.teams + on->tally.people > 0;
}

/* The last line, where not all of it is as the file has it. */
static void print_end(const struct import *on, bool whole)
{
    int64_t rows = on->tally.rows, count = on->roster.count, wrong = on->roster.wrong;

    if (!whole)
        fprintf(stderr,
                "guichet: import: %s: %" PRId64 " of %" PRId64 " rows are imported; import the same file again to go "
                "on\n",
                on->file, rows, count);
    else if (wrong && !has_written(on))
        fprintf(stderr, "guichet: import: %s: %" PRId64 " of %" PRId64 " rows are wrong, nothing is written\n",
                on->file, wrong, count);
    else if (wrong)
        fprintf(stderr,
                "guichet: import: %s: %" PRId64 " of %" PRId64 " rows are imported, %" PRId64 " are refused: something "
                "changed after all had been checked\n",
                on->file, rows, count, wrong);
}

static void print_tally(const struct import *on)
{
    const struct tally *tally = &on->tally;

    printf("%s: %" PRId64 " entities, %" PRId64 " teams, %" PRId64 " habilitations, %" PRId64
           " mails; unchanged: %" PRId64 " rows; archived, which only a team leader restores: %" PRId64 "\n",
           on->dry_run ? "would be added" : "added", tally->entities, tally->teams, tally->people, tally->mails,
           tally->unchanged, tally->archived);
}

static void print_report(const struct import *on, bool whole)
{
    if (!on->roster.wrong || has_written(on)) {
        for (const struct roster_row *row = on->roster.rows; row; row = row->next)
            if (on->dry_run || (row->key && row->outcome == ROSTER_ARCHIVED)) {
                print_row(row);
                print_warning(on, row);
            }
        print_tally(on);
    }
    print_wrong(on);
    print_end(on, whole);
}

/* --- the command ------------------------------------------------------------------------------------------------- */

static int misused(const char *what)
{
    fprintf(stderr, "guichet: import: %s\n%s", what, usage);
    return EXIT_FAILURE;
}

static bool read_file(struct import *on)
{
    struct sheet sheet = { .encoding = on->encoding };
    const char *wrong = sheet_open(&sheet, on->arena, on->file);

    if (!wrong)
        wrong = roster_read(&on->roster, on->arena, &sheet);
    if (wrong)
        fprintf(stderr, "guichet: import: %s: %s\n", on->file, wrong);
    return !wrong;
}

/* Reading needs no lock: the connection that writes is another one. */
static bool check(struct import *on)
{
    bool good;

    on->db = db_open(conf.database, DB_READ);
    good = on->db && import_check(on);
    db_close(on->db);
    on->db = NULL;
    return good;
}

static bool import(struct import *on)
{
    bool whole = true;

    if (!server_start() || !read_file(on) || !check(on))
        return false;
    if (!on->dry_run && !on->roster.wrong) {
        stop_block();
        on->db = db_open(conf.database, DB_WRITE);
        if (!on->db)
            return false;
        whole = import_write(on);
    }
    print_report(on, whole);
    return whole && !on->roster.wrong;
}

/* Answers the exit status when there is nothing more to do, -1 to go on. */
static int read_options(struct import *on, int argc, char **argv)
{
    static const struct option options[] = { { "dry-run", no_argument, NULL, 'd' },
                                             { "invite", no_argument, NULL, 'i' },
                                             { "encoding", required_argument, NULL, 'e' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    int option;

    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (option == 'h')
            return printf("%s%s", usage, columns) < 0;
        if (option == '?')
            return misused("that option is not known, or lacks its value");
        if (option == 'e')
            on->encoding = optarg;
        else
            *(option == 'd' ? &on->dry_run : &on->invite) = true;
    }
    if (on->encoding && !charset_known(on->encoding))
        return misused("that encoding is not known; known are " CHARSET_NAMES);
    if (optind + 1 != argc)
        return misused("name one file");
    on->file = argv[optind];
    return -1;
}

int import_main(int argc, char **argv)
{
    struct import on = { .now = time_now() };
    int status = read_options(&on, argc, argv);
    bool good;

    if (status >= 0)
        return status;
    on.arena = arena_new();
    on.scratch = arena_new();
    good = import(&on);
    db_close(on.db);
    arena_free(on.scratch);
    arena_free(on.arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
