/* Onboarding from the server's command line: an entity and its first team leader, nothing more. */
#include "address.h"
#include "commands.h"
#include "conf.h"
#include "emit.h"
#include "fold.h"
#include "invitation.h"
#include "outbox.h"
#include "register.h"
#include "secret.h"
#include "server.h"
#include "sql.h"
#include "text.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MOST 200

struct wanted {
    const char *name, *kind, *leader, *language;
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
                            "               [--client --leader ADDRESS [--language fr|en]]\n";

static bool complain(const char *what)
{
    fprintf(stderr, "guichet: entity: %s\n%s", what, usage);
    return false;
}

static bool one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (!strcmp(word, *words))
            return true;
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
            return complain("that option is not known");
    }
    if (argc - optind != 2 || strcmp(argv[optind], "add"))
        return complain("give `add` and one name");
    wanted->name = argv[optind + 1];
    return true;
}

static bool check(struct arena *arena, struct wanted *wanted)
{
    static const char *const kinds[] = { "bank", "fund", "company", NULL }, *const languages[] = { "fr", "en", NULL };

    if (!utf8_valid(wanted->name, strlen(wanted->name)) || !*fold_text(arena, wanted->name) ||
        utf8_length(wanted->name) > NAME_MOST)
        return complain("the name must be 1 to 200 characters of UTF-8");
    if (!wanted->kind || !one_of(wanted->kind, kinds))
        return complain("--kind must be bank, fund or company");
    if (!one_of(wanted->language, languages))
        return complain("--language must be fr or en");
    if (wanted->client != (wanted->leader != NULL))
        return complain(
            "a client entity needs its first team leader, another entity has none: --client --leader ADDRESS");
    if (!wanted->leader)
        return true;
    wanted->leader_key = utf8_valid(wanted->leader, strlen(wanted->leader)) ? address_key(arena, wanted->leader) : NULL;
    return wanted->leader_key || complain("the leader's address is not an e-mail address");
}

static void note(struct onboarding *on, const char *action, const char *user)
{
    register_add(on->db, on->arena, on->now, &(struct actor){ 0 },
                 &(struct entry){ .action = action, .entity = on->entity, .user = user });
}

static void add_entity(struct onboarding *on, const struct wanted *wanted)
{
    secret_id(on->entity, on->now);
    sql_entity_add(on->db, on->entity, wanted->name, fold_text(on->arena, wanted->name), wanted->kind, wanted->client,
                   on->now);
    note(on, "entity_added", NULL);
    if (!wanted->client)
        return;
    secret_id(on->team, on->now);
    sql_team_add_root(on->db, on->team, on->entity, wanted->name, on->now);
    sql_team_above_add(on->db, on->team, on->team);
}

/* Somebody who has an account already is active at once; anybody else is sent a link. */
static void add_leader(struct onboarding *on, const struct wanted *wanted)
{
    struct text facts = text_new(on->arena, 4096);
    struct account_by_email account;
    char user[ID_ROOM], habilitation[ID_ROOM];

    secret_id(user, on->now);
    secret_id(habilitation, on->now);
    if (!sql_account_by_email(on->db, &account, wanted->leader_key)) {
        sql_user_add(on->db, user, address_shown(on->arena, wanted->leader), wanted->leader_key, wanted->language,
                     on->now);
        sql_account_by_email(on->db, &account, wanted->leader_key);
    }
    sql_habilitation_add(on->db, habilitation, on->entity, account.id, on->team, true, true,
                         account.activated ? "active" : "invited", on->now, NULL);
    note(on, "leader_authorised", account.id);
    if (account.activated)
        return;
    emit_object(&facts, NULL);
    emit_string(&facts, "entity", wanted->name);
    emit_object_end(&facts);
    invitation_send(on->db, on->now,
                    &(struct invited){ .user = account.id,
                                       .email = account.email,
                                       .language = account.language,
                                       .kind = "leader",
                                       .facts = text_string(&facts) });
}

static bool add(struct onboarding *on, const struct wanted *wanted)
{
    struct entity_by_name known;

    if (db_begin(on->db, on->arena))
        return false;
    if (sql_entity_by_name(on->db, &known, fold_text(on->arena, wanted->name))) {
        db_rollback(on->db);
        return complain("an entity of that name exists already");
    }
    add_entity(on, wanted);
    if (wanted->leader)
        add_leader(on, wanted);
    return db_commit(on->db) == OK;
}

int entity_main(int argc, char **argv)
{
    struct onboarding on = { .arena = arena_new(), .now = time_now() };
    struct wanted wanted = { .language = "fr" };
    bool good = read_options(argc, argv, &wanted) && check(on.arena, &wanted) && server_start();

    if (good)
        on.db = db_open(conf.database, DB_WRITE);
    good = on.db && add(&on, &wanted);
    if (good)
        printf("%s\n", on.entity);
    db_close(on.db);
    arena_free(on.arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
