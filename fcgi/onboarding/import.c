/* Onboarding in one go: entities, teams and people of a sheet, all of it or nothing. Who is governed by team leaders
 * already is left to them. */
#include "address.h"
#include "charset.h"
#include "commands.h"
#include "conf.h"
#include "emit.h"
#include "entities.h"
#include "fold.h"
#include "map.h"
#include "outbox.h"
#include "people.h"
#include "register.h"
#include "roster.h"
#include "roster_domains.h"
#include "secret.h"
#include "server.h"
#include "sql_desk.h"
#include "sql_entities.h"
#include "sql_onboarding.h"
#include "sql_operations.h"
#include "sql_people.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WRONG_SHOWN 1000

/* An entity of the sheet as it stands in the database, once a row asked for it. */
struct found {
    char id[ID_ROOM], root[ID_ROOM];
    bool client;
    bool governed; /* it had a team leader before the import began */
    bool added, peopled, led;
    struct roster_domain *domains; /* of its people */
};

struct import {
    struct arena *arena;   /* what stays until the report */
    struct arena *scratch; /* what one row needs */
    struct db *db;
    int64_t now;
    const char *file, *encoding;
    bool dry_run, invite;
    struct roster roster;
    struct register_end end; /* of the register */
    struct map *teams;       /* ids of those of the entities found so far, by team_key */
    int64_t entities, teams_added, people, mails, unchanged, archived;
};

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
    "All rows or none: when one is wrong nothing is written, and each that is wrong is named. What exists already "
    "stays as\n"
    "it is, so that a file can be imported again. A client entity needs a team leader at its root, from then on only "
    "its\n"
    "team leaders authorise people and change its chart. While a large file is written, the site's own changes wait.\n"
    "\n"
    "  --dry-run        show row by row what would happen, with a warning where an address is unusual for its\n"
    "                   entity, and change nothing\n"
    "  --invite         mail those who are authorised; without it nobody is mailed, and who has no account yet asks "
    "for\n"
    "                   his link by \"forgotten password\"\n"
    "  --encoding NAME  what a file was saved in that is not UTF-8: windows-1252, iso-8859-1 (latin1), iso-8859-15,\n"
    "                   macintosh (macroman), utf-16; look at the accents with --dry-run\n";

/* --- teams ------------------------------------------------------------------------------------------------------- */

static const char *team_key(struct import *on, const char *parent, const char *name)
{
    return arena_format(on->scratch, "%s %s", parent, name);
}

static void know_team(struct import *on, const char *parent, const char *name, const char *id)
{
    map_put(on->teams, team_key(on, parent, name), arena_string(on->arena, id));
}

static void know_teams(struct import *on, const char *entity)
{
    struct rows rows = sql_import_teams(on->db, entity);
    struct import_teams row;

    while (import_teams_next(&rows, &row))
        know_team(on, row.parent, row.name, row.id);
}

static void know_domains(struct import *on, struct found *found)
{
    struct rows rows = sql_import_domains(on->db, found->id);
    struct import_domains row;

    while (import_domains_next(&rows, &row))
        roster_domain_add(on->arena, &found->domains, row.domain, row.people);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* Of its very instant, so that of thousands each lies beside the one before in an index. */
static void new_id(char out[ID_ROOM])
{
    secret_id(out, time_now());
}

static void note(struct import *on, enum action action, const char *entity, const char *user, const char *reason)
{
    register_append(on->db, on->scratch, on->now, &(struct actor){ 0 },
                    &(struct entry){ .action = action, .entity = entity, .user = user, .reason = reason }, &on->end);
}

static void refuse(struct import *on, struct roster_row *row, const char *wrong)
{
    roster_refuse(&on->roster, row, arena_string(on->arena, wrong));
}

static void add_root(struct import *on, const struct roster_entity *entity, struct found *found)
{
    new_id(found->root);
    sql_team_add_root(on->db, found->root, found->id, entity->name, on->now);
    sql_team_above_add(on->db, found->root, found->root);
}

static void add_entity(struct import *on, struct roster_row *row, struct found *found)
{
    const struct roster_entity *entity = row->entity;

    new_id(found->id);
    sql_entity_add(on->db, &(struct sql_entity_add){ .id = found->id,
                                                     .name = entity->name,
                                                     .sort_name = entity->key,
                                                     .kind = entity->kind,
                                                     .client = entity->client,
                                                     .now = on->now });
    note(on, ACTION_ENTITY_ADDED, found->id, NULL, NULL);
    if (entity->client)
        add_root(on, entity, found);
    found->client = entity->client;
    found->added = row->entity_added = true;
    on->entities++;
}

static const char *add_team(struct import *on, struct roster_row *row, const char *parent, const char *name)
{
    const struct found *found = row->entity->found;
    char *id = arena_alloc(on->scratch, ID_ROOM);

    new_id(id);
    sql_team_add(on->db, &(struct sql_team_add){
                             .id = id, .entity = found->id, .parent = parent, .name = name, .now = on->now });
    sql_team_above_copy(on->db, id, parent);
    note(on, ACTION_TEAM_ADDED, found->id, NULL, name);
    know_team(on, parent, name, id);
    row->teams_added++;
    on->teams_added++;
    return id;
}

/* --- one row's entity and team ----------------------------------------------------------------------------------- */

static void check_entity(struct import *on, const struct roster_entity *entity, const struct import_entity *row)
{
    if (entity->kind && entity->kind != row->kind)
        refuse(on, entity->kind_row,
               arena_format(on->scratch, "kind: %s is known as a %s: write that, or nothing", entity->name,
                            entity_kind_name(row->kind)));
    if (entity->client_row && entity->client && !row->client)
        refuse(on, entity->client_row,
               arena_format(on->scratch, "client: %s is no client: `guichet entity set-client %s yes` first",
                            entity->name, row->id));
    if (entity->client_row && !entity->client && row->client)
        refuse(on, entity->client_row,
               arena_format(on->scratch, "client: %s is a client: write yes, or nothing", entity->name));
}

/* NULL when the row cannot go on, and says why if no other row of the entity does. */
static struct found *find_entity(struct import *on, struct roster_row *row)
{
    struct roster_entity *entity = row->entity;
    struct import_entity known;
    struct found *found;

    if (entity->found)
        return entity->found;
    if (!sql_import_entity(on->db, &known, entity->key) && !entity->kind) {
        refuse(on, entity->first,
               arena_format(on->scratch, "kind: %s is new: write bank, fund or company", entity->name));
        return NULL;
    }
    found = entity->found = ARENA_NEW(on->arena, struct found);
    if (!known.id) {
        add_entity(on, row, found);
        return found;
    }
    snprintf(found->id, sizeof found->id, "%s", known.id);
    snprintf(found->root, sizeof found->root, "%s", known.root ? known.root : "");
    found->client = known.client;
    found->governed = known.leaders > 0;
    know_teams(on, found->id);
    know_domains(on, found);
    check_entity(on, entity, &known);
    return found;
}

/* Lends the id of the row's team, which is added with those above it when it is new; NULL when it may not be. */
static const char *find_team(struct import *on, struct roster_row *row)
{
    const struct found *found = row->entity->found;
    const char *team = found->root;

    for (const char *path = row->team; *path; path = roster_team_below(path)) {
        const char *name = arena_copy(on->scratch, path, roster_team_length(path));
        const char *below = map_get(on->teams, team_key(on, team, name));

        if (!below && found->governed) {
            refuse(on, row,
                   arena_format(on->scratch, "team: %s has no team %s: only its team leaders add one",
                                row->entity->name, name));
            return NULL;
        }
        team = below ? below : add_team(on, row, team, name);
    }
    return team;
}

/* --- one row's person -------------------------------------------------------------------------------------------- */

static const char *facts_of(struct import *on, const struct roster_row *row)
{
    struct text facts = text_new(on->scratch, 4096);

    emit_object(&facts, NULL);
    emit_string(&facts, "entity", row->entity->name);
    emit_object_end(&facts);
    return text_string(&facts);
}

/* Whether he was known before. */
static bool find_person(struct import *on, const struct roster_row *row, struct person *out)
{
    struct account_by_email account;
    char *id;

    if (sql_account_by_email(on->db, &account, row->key)) {
        *out = (struct person){ account.id,         account.email,     account.language,
                                account.first_name, account.last_name, account.activated != 0 };
        return true;
    }
    id = arena_alloc(on->scratch, ID_ROOM);
    new_id(id);
    *out = (struct person){ .id = id, .email = row->email, .language = row->english ? "en" : "fr" };
    sql_user_add(on->db,
                 &(struct sql_user_add){
                     .id = id, .email = row->email, .email_key = row->key, .language = out->language, .now = on->now });
    return false;
}

static void mail(struct import *on, const struct roster_row *row, const struct person *person, bool leads)
{
    on->mails++;
    if (person->activated)
        outbox_put(on->db, on->now,
                   &(struct mail){ .kind = MAIL_HABILITATION,
                                   .email = person->email,
                                   .language = person->language,
                                   .facts = facts_of(on, row),
                                   .life_ms = MAIL_LIFE_MS });
    else
        invitation_send(on->db, on->now,
                        &(struct invited){ .user = person->id,
                                           .email = person->email,
                                           .language = person->language,
                                           .kind = leads ? MAIL_LEADER : MAIL_HABILITATION_ACTIVATION,
                                           .facts = facts_of(on, row) });
}

/* Lines that waited for a team leader's yes go on with a mail each: the import may not be silent about them. */
static bool waits(struct import *on, const struct person *person, const char *entity)
{
    struct rows rows = sql_lines_queued(on->db, person->id, entity);
    struct lines_queued line;
    bool any = lines_queued_next(&rows, &line);

    db_end(&rows);
    return any;
}

static void add_habilitation(struct import *on, const struct roster_row *row, const char *team,
                             const struct person *person, bool known)
{
    const struct found *found = row->entity->found;
    struct folded folded =
        known ? fold_person(on->scratch, person->first_name, person->last_name, person->email) : row->folded;
    char id[ID_ROOM];

    new_id(id);
    sql_import_habilitation(on->db, &(struct sql_import_habilitation){
                                        .id = id,
                                        .entity = found->id,
                                        .user = person->id,
                                        .team = team,
                                        .team_leader = row->team_leader,
                                        .creator = row->creator,
                                        .status = person->activated ? HABILITATION_ACTIVE : HABILITATION_INVITED,
                                        .now = on->now,
                                        .sort_name = folded.sort,
                                        .search = folded.search });
    if (known)
        sql_lines_carry(on->db, person->id, found->id);
}

static void authorise(struct import *on, struct roster_row *row, const char *team, const struct person *person,
                      bool known)
{
    struct found *found = row->entity->found;
    struct desk desk = { .arena = on->scratch, .db = on->db, .now = on->now };
    bool leads = row->team_leader && !*row->team;

    add_habilitation(on, row, team, person, known);
    note(on, leads ? ACTION_LEADER_AUTHORISED : ACTION_HABILITATION_ADDED, found->id, person->id, NULL);
    if (on->invite)
        mail(on, row, person, leads);
    if (known) {
        sql_requests_settle(on->db, on->now, NULL, person->id, found->id);
        habilitation_complete_lines(&desk, found->id, person);
        register_find_end(on->db, &on->end);
    }
    found->peopled = true;
    found->led = found->led || leads;
    row->outcome = ROSTER_ADDED;
    roster_domain_add(on->arena, &found->domains, address_domain(row->key), 1);
    on->people++;
}

static void take_person(struct import *on, struct roster_row *row, const char *team)
{
    const struct found *found = row->entity->found;
    struct habilitation_of_user held;
    struct person person;
    bool known = find_person(on, row, &person);

    if (known && sql_habilitation_of_user(on->db, &held, on->now, person.id, found->id)) {
        row->outcome = held.status != HABILITATION_ARCHIVED ? ROSTER_UNCHANGED : ROSTER_ARCHIVED;
        *(row->outcome == ROSTER_ARCHIVED ? &on->archived : &on->unchanged) += 1;
    } else if (found->governed) {
        refuse(on, row,
               arena_format(on->scratch, "email: %s has a team leader already: only its team leaders authorise people",
                            row->entity->name));
    } else if (known && !on->invite && waits(on, &person, found->id)) {
        refuse(on, row, "email: lines wait for this habilitation and go on with a mail each: import with --invite");
    } else {
        authorise(on, row, team, &person, known);
    }
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static void take_row(struct import *on, struct roster_row *row)
{
    const struct found *found = find_entity(on, row);
    const char *team;

    if (!found || row->wrong)
        return;
    if (!found->client && (row->key || *row->team)) {
        refuse(on, row,
               arena_format(on->scratch, "%s: %s is no client, and only a client has teams and people of its own: %s",
                            *row->team ? "team" : "email", row->entity->name,
                            found->added ? "write client yes, or leave it out"
                                         : "leave it out, or `guichet entity set-client` first"));
        return;
    }
    team = find_team(on, row);
    if (team && row->key)
        take_person(on, row, team);
    else if (team && !row->entity_added && !row->teams_added)
        on->unchanged++;
}

/* Nobody could govern an entity without one. */
static void demand_leaders(struct import *on)
{
    for (const struct roster_entity *entity = on->roster.entities; entity; entity = entity->next) {
        const struct found *found = entity->found;

        if (found && found->client && !found->governed && !found->led && (found->added || found->peopled) &&
            !entity->mistaken)
            refuse(on, entity->first,
                   arena_format(on->scratch,
                                "roles: %s has no team leader: add a row without team, "
                                "whose roles are team_leader",
                                entity->name));
    }
}

/* The dry run is the real one, taken back. */
static bool run(struct import *on)
{
    if (db_begin(on->db, on->scratch))
        return false;
    register_find_end(on->db, &on->end);
    for (struct roster_row *row = on->roster.rows; row && !db_error(on->db); row = row->next) {
        if (!row->wrong)
            take_row(on, row);
        arena_reset(on->scratch);
    }
    demand_leaders(on);
    if (!on->dry_run && !on->roster.wrong)
        return db_commit(on->db) == OK;
    db_rollback(on->db);
    return db_error(on->db) == OK;
}

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
    fprintf(stderr, "guichet: import: %s: %" PRId64 " of %" PRId64 " rows are wrong, nothing is written\n", on->file,
            on->roster.wrong, on->roster.count);
}

static void print_report(const struct import *on)
{
    for (const struct roster_row *row = on->roster.rows; row; row = row->next)
        if (on->dry_run || (row->key && row->outcome == ROSTER_ARCHIVED)) {
            print_row(row);
            print_warning(on, row);
        }
    printf("%s: %" PRId64 " entities, %" PRId64 " teams, %" PRId64 " habilitations, %" PRId64
           " mails; unchanged: %" PRId64 " rows; archived, which only a team leader restores: %" PRId64 "\n",
           on->dry_run ? "would be added" : "added", on->entities, on->teams_added, on->people, on->mails,
           on->unchanged, on->archived);
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

static bool import(struct import *on)
{
    if (!server_start() || !read_file(on))
        return false;
    on->db = db_open(conf.database, DB_BULK);
    if (!on->db || !run(on))
        return false;
    if (on->roster.wrong)
        print_wrong(on);
    else
        print_report(on);
    return !on->roster.wrong;
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
    on.teams = map_new(on.arena);
    good = import(&on);
    db_close(on.db);
    arena_free(on.scratch);
    arena_free(on.arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
