/* guichet: one program, one subcommand a job. */
#include "commands.h"
#include "conf.h"
#include "kinds.h"
#include "letter.h"
#include "letters.h"
#include "mailer.h"
#include "migrate.h"
#include "routes.h"
#include "serve.h"
#include "watches.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#define USAGE_ERROR 2

struct command {
    const char *name, *arguments, *about;
    int (*run)(int argc, char **argv); /* with the command's name as argv[0]; gives the exit status */
};

/* clang-format off */
static const struct command commands[] = {
    { "serve",    "",         "answer the API's requests over FastCGI",                        serve_main    },
    { "mail",     "[...]",    "send the mails that wait; status [--failed], retry ID, bounce",  mailer_main   },
    { "migrate",  "[FOLDER]", "create the database or bring it to the newest schema",          migrate_main  },
    { "entity",   "[...]",    "onboarding: add, list, rename, set-client, first-leader",       entity_main   },
    { "import",   "FILE",     "onboarding from a CSV file; --help names its columns",          import_main   },
    { "keys",     "[...]",    "create the key file, or rotate the signing key",                keys_main     },
    { "register", "verify",   "prove the register's chain, or name the first bad row",         register_main },
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

/* A mail server is to come again when the settings are mended; another status would send the message back once more. */
static int unset(int argc, char **argv)
{
    return argc == 2 && !strcmp(argv[0], "mail") && !strcmp(argv[1], "bounce") ? EX_TEMPFAIL : USAGE_ERROR;
}

static int run(int argc, char **argv)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(argv[0], commands[i].name))
            return conf_load() ? commands[i].run(argc, argv) : unset(argc, argv);
    return misused("there is no command ", argv[0]);
}

/* A full disk under a redirected list must not look like success. */
static int close_output(int status)
{
    if (fclose(stdout) == 0 || status != EXIT_SUCCESS)
        return status;
    perror("guichet: standard output");
    return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    route_use(routes);
    request_use(kinds);
    mailer_use(watches);
    if (!letter_use(letters))
        return EXIT_FAILURE;
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error to tell, not a reason to die */
    if (argc < 2)
        return misused("a command is missing", "");
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
        return close_output(help());
    if (!strcmp(argv[1], "--version"))
        return close_output(version());
    return close_output(run(argc - 1, argv + 1));
}
