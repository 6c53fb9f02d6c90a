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
        return secret_start() && keys_create(conf.keys) && register_create_key() ? EXIT_SUCCESS : EXIT_FAILURE;
    if (argc == 2 && !strcmp(argv[1], "rotate"))
        return secret_start() && keys_rotate(conf.keys) ? EXIT_SUCCESS : EXIT_FAILURE;
    fprintf(stderr,
            "guichet: keys: `guichet keys create` makes the key files that are not there, `guichet keys rotate` "
            "puts a new key first\n");
    return EXIT_FAILURE;
}
