/* The small subcommands. */
#include "commands.h"
#include "conf.h"
#include "keys.h"
#include "register.h"
#include "route.h"
#include "secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int keys_main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], "create"))
        return secret_start() && keys_create(conf.keys) ? EXIT_SUCCESS : EXIT_FAILURE;
    if (argc == 2 && !strcmp(argv[1], "rotate"))
        return secret_start() && keys_rotate(conf.keys) ? EXIT_SUCCESS : EXIT_FAILURE;
    fprintf(stderr, "guichet: keys: `guichet keys create` makes the key file when there is none, `guichet keys rotate` "
                    "puts a new key first\n");
    return EXIT_FAILURE;
}

static int verify(void)
{
    struct arena *arena = arena_new();
    struct db *db = NULL;
    enum err error = E_UNAVAILABLE;
    int64_t sequence = 0;
    const char *head = "";

    if (secret_start() && (db = db_open(conf.database, DB_READ)) && !db_begin(db, arena))
        error = register_verify(db, arena, &sequence, &head);
    if (!error)
        printf("guichet: register: %lld rows are as they were written; the last leaf is %s\n", (long long)sequence,
               sequence ? head : "-");
    else if (error == E_CONFLICT)
        fprintf(stderr, "guichet: register: row %lld is not what was written\n", (long long)sequence);
    if (db)
        db_rollback(db);
    db_close(db);
    arena_free(arena);
    return error ? EXIT_FAILURE : EXIT_SUCCESS;
}

int register_main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], "verify"))
        return verify();
    if (argc > 1 && !strcmp(argv[1], "check"))
        return proof_check_main(argc - 1, argv + 1);
    fprintf(stderr,
            "guichet: register: `guichet register verify` proves the chain or names the first bad row, `guichet "
            "register check` proves what somebody was handed of it\n");
    return EXIT_FAILURE;
}
