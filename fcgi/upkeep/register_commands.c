/* `guichet register`: prove it, sign it, show what a row's proof is, and give it another key. */
#include "commands.h"
#include "conf.h"
#include "register.h"
#include "script.h"
#include "secret.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: guichet register verify [--against CHECKPOINT]  prove the rows, and what was signed of them\n"
    "       guichet register checkpoint                     sign how far they go, and print it\n"
    "       guichet register prove ROW                      print a row's proof, a .tlog-proof\n"
    "       guichet register key new                        sign with a new key from now on\n"
    "       guichet register check --key KEYFILE FILE...    check what somebody was handed, without a database\n";

static int complain(const char *what)
{
    fprintf(stderr, "guichet: register: %s\n", what);
    return EXIT_FAILURE;
}

/* --- with the database -------------------------------------------------------------------------------------------- */

/* What a command does in a transaction: NULL, or what is wrong; `print` is what it prints once that is committed. */
struct work {
    struct db *db;
    struct arena *arena;
    const char *argument, *print;
};

static int finish(struct work *work, enum db_mode mode, const char *wrong)
{
    if (wrong)
        db_rollback(work->db);
    else if (mode == DB_WRITE && db_commit(work->db))
        wrong = "the database could not be written";
    if (wrong)
        return complain(wrong);
    if (mode == DB_READ)
        db_rollback(work->db);
    fputs(work->print, stdout);
    return EXIT_SUCCESS;
}

static int with_database(enum db_mode mode, const char *(*run)(struct work *work), const char *argument)
{
    struct work work = { .arena = arena_new(), .argument = argument };
    int status = EXIT_FAILURE;

    if (secret_start() && (work.db = db_open(conf.database, mode)) && !db_begin(work.db, work.arena))
        status = finish(&work, mode, run(&work));
    db_close(work.db);
    arena_free(work.arena);
    return status;
}

/* --- the commands ------------------------------------------------------------------------------------------------- */

static void tell_disagreement(const char *what, const char *id)
{
    fprintf(stderr, "guichet: register: %s: %s\n", what, id);
}

static const char *verify(struct work *work)
{
    struct tree_root known = { 0 };
    const char *text = work->argument ? script_read(work->arena, work->argument) : NULL;
    struct register_state state;
    const char *wrong = NULL;

    if (work->argument && !text)
        return "there is no checkpoint to hold it against";
    if (text && (wrong = register_read_checkpoint(work->db, work->arena, text, &known)))
        return arena_format(work->arena, "%s: %s", work->argument, wrong);
    wrong = register_verify(work->db, work->arena, text ? &known : NULL, &state);
    if (!wrong && text && register_disagreements(work->db, tell_disagreement))
        wrong = "what stands is not what it says";
    work->print =
        arena_format(work->arena, "guichet: register: %" PRId64 " rows are as they were written; their root is %s\n",
                     state.rows, register_root_text(work->arena, &state.root));
    return wrong;
}

static const char *checkpoint(struct work *work)
{
    const char *wrong;
    bool more;

    do
        wrong = register_sign(work->db, time_now(), &more);
    while (!wrong && more);
    return wrong ? wrong : register_checkpoint(work->db, &work->print);
}

static const char *prove(struct work *work)
{
    char *end;
    int64_t row = strtoll(work->argument, &end, 10);

    if (*end || row < 1)
        return "a row is a number from 1 on";
    return register_prove(work->db, work->arena, &(struct register_place){ "", "", "", row, 0 }, &work->print);
}

static const char *take_new_key(struct work *work)
{
    const char *wrong = register_take_key(work->db, time_now());

    work->print =
        "guichet: register: what is signed from now on is signed with the new key, and with those before it as "
        "long as they are in the file\n";
    return wrong;
}

static int new_key(void)
{
    return secret_start() && register_rotate_key() ? with_database(DB_WRITE, take_new_key, NULL) : EXIT_FAILURE;
}

int register_main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";

    if (!strcmp(what, "verify") && (argc == 2 || (argc == 4 && !strcmp(argv[2], "--against"))))
        return with_database(DB_READ, verify, argc == 4 ? argv[3] : NULL);
    if (!strcmp(what, "checkpoint") && argc == 2)
        return with_database(DB_WRITE, checkpoint, NULL);
    if (!strcmp(what, "prove") && argc == 3)
        return with_database(DB_READ, prove, argv[2]);
    if (!strcmp(what, "key") && argc == 3 && !strcmp(argv[2], "new"))
        return new_key();
    if (!strcmp(what, "check"))
        return proof_check_main(argc - 1, argv + 1);
    fputs(usage, stderr);
    return EXIT_FAILURE;
}
