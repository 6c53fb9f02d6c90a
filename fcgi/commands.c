/* The small subcommands. */
#include "commands.h"
#include "conf.h"
#include "keys.h"
#include "routes.h"
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

int routes_main(int argc, char **argv)
{
    if (argc > 1) {
        fprintf(stderr, "guichet: routes: takes no argument: %s\n", argv[1]);
        return EXIT_FAILURE;
    }
    for (const struct route *row = routes; row->method; row++)
        printf("%-6s /%-55s %s\n", row->method, row->path, right_name(row->right));
    return EXIT_SUCCESS;
}
