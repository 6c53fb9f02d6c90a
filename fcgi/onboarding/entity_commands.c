/* Onboarding from the server's command line: an entity and its first team leader, nothing more. */
#include "address.h"
#include "commands.h"
#include "conf.h"
#include "emit.h"
#include "fold.h"
#include "name.h"
#include "outbox.h"
#include "people.h"
#include "register.h"
#include "secret.h"
#include "server.h"
#include "sql_desk.h"
#include "sql_entities.h"
#include "sql_onboarding.h"
#include "sql_people.h"
#include "text.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MOST 200

struct wanted {
    const char *id, *name, *kind, *leader, *language;
    const char *leader_key;
    bool client;
};

struct onboarding {
    struct db *db;
    struct arena *arena;
    int64_t now;
    char entity[ID_ROOM], team[ID_ROOM];
};

static const char usage[] = "usage: guichet entity add NAME --kind bank|fund|company\n"
                            "               [--client --leader ADDRESS [--language fr|en]]\n"
                            "       guichet entity list\n"
                            "       guichet entity rename ID NAME\n"
                            "       guichet entity set-client ID yes|no\n"
                            "       guichet entity first-leader ID ADDRESS [--language fr|en]\n";

static bool complain(const char *what)
{
    fprintf(stderr, "guichet: entity: %s\n", what);
    return false;
}

static bool misused(const char *what)
{
    complain(what);
    fputs(usage, stderr);
    return false;
}

static bool read_options(int argc, char **argv, struct wanted *wanted)
{
    static const struct option options[] = { { "kind", required_argument, NULL, 'k' },
                                             { "client", no_argument, NULL, 'c' },
                                             { "leader", required_argument, NULL, 'l' },
                                             { "language", required_argument, NULL, 'g' },
                                             { 0 } };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'k')
            wanted->kind = optarg;
        else if (option == 'l')
            wanted->leader = optarg;
        else if (option == 'g')
            wanted->language = optarg;
        else if (option == 'c')
            wanted->client = true;
        else
            return misused("that option is not known");
    }
    return optind < argc || misused("say what to do");
}

static bool is_name(struct arena *arena, const char *name)
{
    return utf8_valid(name, strlen(name)) && !utf8_lost(name) && *fold_text(arena, name) &&
           utf8_length(name) <= NAME_MOST && name_is_title(name);
}

static bool check_add(struct arena *arena, const struct wanted *wanted)
{
    if (!is_name(arena, wanted->name))
        return complain(
            "the name must be 1 to 200 characters of UTF-8, none of them lost on the way (U+FFFD), without a web or "
            "mail address");
    if (!wanted->kind || !entity_kind_of(wanted->kind))
        return misused("--kind must be bank, fund or company");
    if (wanted->client != (wanted->leader != NULL))
        return complain(
            "a client entity needs its first team leader, another entity has none: --client --leader ADDRESS");
    return true;
}

static bool check(struct arena *arena, const char *verb, struct wanted *wanted)
{
    static const char *const languages[] = { "fr", "en", NULL };

    if (!strcmp(verb, "add") && !check_add(arena, wanted))
        return false;
    if (!text_place(languages, wanted->language))
        return misused("--language must be fr or en");
    if (!wanted->leader)
        return true;
    if (utf8_valid(wanted->leader, strlen(wanted->leader))) {
        wanted->leader = address_typed(arena, wanted->leader);
        wanted->leader_key = address_key(arena, wanted->leader);
    }
    if (!wanted->leader_key)
        return complain("the leader's address is not an e-mail address");
    return address_has_plain_letters(wanted->leader) ||
           complain("the address has a curly apostrophe or another unusual sign before its @");
}

static void note(struct onboarding *on, enum action action, const char *user)
{
    register_add(on->db, on->arena, on->now, &(struct actor){ 0 },
                 &(struct entry){ .action = action, .entity = on->entity, .user = user });
}

static void add_root(struct onboarding *on, const char *name)
{
    secret_id(on->team, on->now);
    sql_team_add_root(on->db, on->team, on->entity, name, on->now);
    sql_team_above_add(on->db, on->team, on->team);
}

static void add_entity(struct onboarding *on, const struct wanted *wanted)
{
    secret_id(on->entity, on->now);
    sql_entity_add(on->db, &(struct sql_entity_add){ .id = on->entity,
                                                     .name = wanted->name,
                                                     .sort_name = fold_text(on->arena, wanted->name),
                                                     .kind = entity_kind_of(wanted->kind),
                                                     .client = wanted->client,
                                                     .now = on->now });
    note(on, ACTION_ENTITY_ADDED, NULL);
    if (wanted->client)
        add_root(on, wanted->name);
}

/* Somebody who has an account already is active at once; anybody else is sent a link. */
static void add_leader(struct onboarding *on, const struct wanted *wanted)
{
    struct habilitation_of_user held;
    struct folded folded;
    struct text facts = text_new(on->arena, 4096);
    struct account_by_email account;
    char user[ID_ROOM], habilitation[ID_ROOM];

    secret_id(user, on->now);
    secret_id(habilitation, on->now);
    if (!sql_account_by_email(on->db, &account, wanted->leader_key)) {
        sql_user_add(on->db, &(struct sql_user_add){ .id = user,
                                                     .email = address_shown(on->arena, wanted->leader),
                                                     .email_key = wanted->leader_key,
                                                     .language = wanted->language,
                                                     .now = on->now });
        register_add(on->db, on->arena, on->now, &(struct actor){ 0 },
                     &(struct entry){ .action = ACTION_PERSON_NAMED, .user = user });
        sql_account_by_email(on->db, &account, wanted->leader_key);
    }
    if (sql_habilitation_of_user(on->db, &held, on->now, account.id, on->entity)) {
        sql_habilitation_renew(on->db, &(struct sql_habilitation_renew){
                                           .team = on->team,
                                           .team_leader = true,
                                           .creator = true,
                                           .status = account.activated ? HABILITATION_ACTIVE : HABILITATION_INVITED,
                                           .now = on->now,
                                           .id = held.id });
        sql_habilitation_unbind(on->db, held.id, 0);
    } else {
        sql_habilitation_add(on->db, &(struct sql_habilitation_add){ .id = habilitation,
                                                                     .entity = on->entity,
                                                                     .user = account.id,
                                                                     .team = on->team,
                                                                     .team_leader = true,
                                                                     .creator = true,
                                                                     .status = account.activated ? HABILITATION_ACTIVE
                                                                                                 : HABILITATION_INVITED,
                                                                     .now = on->now });
    }
    folded = fold_person(on->arena, account.first_name, account.last_name, account.email);
    sql_habilitation_named(on->db, folded.sort, folded.search, account.id);
    sql_lines_carry(on->db, account.id, on->entity);
    note(on, ACTION_LEADER_AUTHORISED, account.id);
    if (account.activated)
        return;
    emit_object(&facts, NULL);
    emit_string(&facts, "entity", wanted->name);
    emit_object_end(&facts);
    invitation_send(on->db, on->now,
                    &(struct invited){ .user = account.id,
                                       .email = account.email,
                                       .language = account.language,
                                       .kind = MAIL_LEADER,
                                       .facts = text_string(&facts) });
}

static bool add(struct onboarding *on, struct wanted *wanted)
{
    struct entity_by_name known;

    if (sql_entity_by_name(on->db, &known, fold_text(on->arena, wanted->name)))
        return complain("an entity of that name exists already");
    add_entity(on, wanted);
    if (wanted->leader)
        add_leader(on, wanted);
    return true;
}

/* --- the other subcommands --------------------------------------------------------------------------------------- */

static bool find(struct onboarding *on, const char *id, struct entity *out)
{
    if (sql_entity(on->db, out, id)) {
        snprintf(on->entity, sizeof on->entity, "%s", out->id);
        return true;
    }
    return complain("there is no entity of that id; `guichet entity list` names them");
}

static bool list(struct onboarding *on, struct wanted *wanted)
{
    struct rows rows = sql_entity_all(on->db, on->now);
    struct entity_all row;

    (void)wanted;
    while (entity_all_next(&rows, &row))
        printf("%s  %-8s %-6s %3lld  %s\n", row.id, entity_kind_name(row.kind), row.client ? "client" : "-",
               (long long)row.leaders, row.name);
    return true;
}

static bool rename_entity(struct onboarding *on, struct wanted *wanted)
{
    struct entity_by_name known;
    struct entity entity;

    if (!find(on, wanted->id, &entity))
        return false;
    if (!is_name(on->arena, wanted->name))
        return complain(
            "the name must be 1 to 200 characters of UTF-8, none of them lost on the way (U+FFFD), without a web or "
            "mail address");
    if (sql_entity_by_name(on->db, &known, fold_text(on->arena, wanted->name)) && strcmp(known.id, entity.id))
        return complain("an entity of that name exists already");
    sql_entity_rename(on->db, wanted->name, fold_text(on->arena, wanted->name), entity.id);
    note(on, ACTION_ENTITY_RENAMED, NULL);
    return true;
}

/* A client entity needs an organisation chart; one whose people are authorised stays a client. */
static bool set_client(struct onboarding *on, struct wanted *wanted)
{
    struct entity entity;
    struct root_team root;
    struct entity_has_people people;

    if (!find(on, wanted->id, &entity))
        return false;
    if (!wanted->client && sql_entity_has_people(on->db, &people, entity.id))
        return complain("people are authorised at that entity: their team leaders must archive them first");
    sql_entity_set_client(on->db, wanted->client, entity.id);
    if (wanted->client && !sql_root_team(on->db, &root, entity.id))
        add_root(on, entity.name);
    note(on, wanted->client ? ACTION_ENTITY_IS_CLIENT : ACTION_ENTITY_IS_NO_CLIENT, NULL);
    return true;
}

static bool first_leader(struct onboarding *on, struct wanted *wanted)
{
    struct root_leaders_left left;
    struct root_team root;
    struct entity entity;

    if (!find(on, wanted->id, &entity))
        return false;
    wanted->name = entity.name;
    if (!sql_root_team(on->db, &root, entity.id) || !entity.client)
        return complain("that entity is no client: `guichet entity set-client` first");
    sql_leaders_any(on->db, &left, entity.id, on->now);
    if (left.count)
        return complain("that entity has a team leader already, who authorises the others");
    snprintf(on->team, sizeof on->team, "%s", root.id);
    add_leader(on, wanted);
    return true;
}

/* What stands on the command line after the options. */
static bool read_words(struct wanted *wanted, const char *verb, char **words, int count)
{
    wanted->id = count > 0 ? words[0] : NULL;
    if (!strcmp(verb, "add") && count == 1)
        return (wanted->name = words[0]) != NULL;
    if (!strcmp(verb, "list") && count == 0)
        return true;
    if (!strcmp(verb, "rename") && count == 2)
        return (wanted->name = words[1]) != NULL;
    if (!strcmp(verb, "first-leader") && count == 2)
        return (wanted->leader = words[1]) != NULL;
    if (!strcmp(verb, "set-client") && count == 2 && (!strcmp(words[1], "yes") || !strcmp(words[1], "no"))) {
        wanted->client = !strcmp(words[1], "yes");
        return true;
    }
    return misused("that is not how it is used");
}

static bool in_transaction(struct onboarding *on, struct wanted *wanted,
                           bool (*act)(struct onboarding *on, struct wanted *wanted))
{
    if (db_begin(on->db, on->arena))
        return false;
    if (act(on, wanted))
        return db_commit(on->db) == OK;
    db_rollback(on->db);
    return false;
}

int entity_main(int argc, char **argv)
{
    static const struct {
        const char *verb;
        bool (*act)(struct onboarding *on, struct wanted *wanted);
    } verbs[] = { { "add", add },
                  { "list", list },
                  { "rename", rename_entity },
                  { "set-client", set_client },
                  { "first-leader", first_leader } };
    struct onboarding on = { .arena = arena_new(), .now = time_now() };
    struct wanted wanted = { .language = "fr" };
    bool good = read_options(argc, argv, &wanted) &&
                read_words(&wanted, argv[optind], argv + optind + 1, argc - optind - 1) &&
                check(on.arena, argv[optind], &wanted) && server_start();

    if (good)
        on.db = db_open(conf.database, DB_WRITE);
    for (size_t i = 0; on.db && i < sizeof verbs / sizeof *verbs; i++)
        if (!strcmp(argv[optind], verbs[i].verb))
            good = in_transaction(&on, &wanted, verbs[i].act);
    good = good && on.db;
    if (good && !strcmp(argv[optind], "add"))
        printf("%s\n", on.entity);
    db_close(on.db);
    arena_free(on.arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
