/* guichet: one subcommand a job. */
#include "commands.h"
#include "conf.h"
#include "migrate.h"
#include "program.h"
#include "routes.h"
#include "serve.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#define USAGE_ERROR 2

struct command {
    const char *name, *arguments, *about;
    int (*run)(int argc, char **argv); /* with the command's name as argv[0]; gives the exit status */
};

/* A mail server is to come again when all is in its place; another status would send the message back once more. */
static int unready(int argc, char **argv)
{
    return argc == 2 && !strcmp(argv[0], "mail") && !strcmp(argv[1], "bounce") ? EX_TEMPFAIL : USAGE_ERROR;
}

/* Goes on as the program beside this one, under the same arguments: libcurl and GMime bring 34 more libraries, whose
 * loading took most of the time that each start of the workers took. */
static int mail_main(int argc, char **argv)
{
    static const char ending[] = "-mail";
    char program[PATH_MAX] = "";
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - sizeof(ending));

    if (length > 0) {
        memcpy(program + length, ending, sizeof(ending));
        execv(program, argv - 1);
    }
    fprintf(stderr, "guichet: mail: the program beside this one, %s: %s\n", program, strerror(errno));
    return unready(argc, argv);
}

/* clang-format off */
static const struct command commands[] = {
    { "serve",    "",         "answer the API's requests over FastCGI",                        serve_main    },
    { "mail",     "[...]",    "send the mails that wait; status [--failed], retry ID, bounce",  mail_main     },
    { "migrate",  "[FOLDER]", "create the database or bring it to the newest schema",          migrate_main  },
    { "entity",   "[...]",    "onboarding: add, list, rename, set-client, first-leader",       entity_main   },
    { "import",   "FILE",     "onboarding from a CSV file; --help names its columns",          import_main   },
    { "keys",     "[...]",    "create the key file, or rotate the signing key",                keys_main     },
    { "register", "[...]",    "verify, sign, prove; check what somebody was handed",           register_main },
    { "backup",   "FILE",     "copy the database into a new file while the site goes on",      backup_main   },
    { "restore",  "FILE",     "put a backup in the database's place, while nothing runs",       restore_main  },
    { "check",    "[FILE]",   "prove the database, or a backup of it, sound",                  check_main    },
    { "routes",   "[--costs]", "list the API: method, path, right; its body's most, its cost", routes_main   },
    { "openapi",  "",         "describe the API, as GET api/openapi.json does",                  openapi_main  },
    { "demo",     "FOLDER",   "load the demonstration data into an empty database",            demo_main     },
};
/* clang-format on */

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static int help(void)
{
    puts("usage: guichet COMMAND [ARGUMENT...]\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        printf("  %-8s %-9s %s\n", commands[i].name, commands[i].arguments, commands[i].about);
    puts("\nSettings are read from the environment:\n");
    conf_print();
    return EXIT_SUCCESS;
}

static int version(void)
{
    puts("guichet " GUICHET_VERSION);
    return EXIT_SUCCESS;
}

static int misused(const char *what, const char *name)
{
    fprintf(stderr, "guichet: %s%s; guichet --help lists the commands\n", what, name);
    return USAGE_ERROR;
}

static int run(int argc, char **argv)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(argv[0], commands[i].name))
            return conf_load() ? commands[i].run(argc, argv) : unready(argc, argv);
    return misused("there is no command ", argv[0]);
}

int main(int argc, char **argv)
{
    route_use(routes);
    if (!program_begin())
        return EXIT_FAILURE;
    if (argc < 2)
        return misused("a command is missing", "");
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return program_end(help());
    if (!strcmp(argv[1], "--version"))
        return program_end(version());
    return program_end(run(argc - 1, argv + 1));
}
