/* `guichet register check`: what somebody was handed of a register, checked without a database or a network. */
#include "commands.h"
#include "exhibits.h"
#include "secret.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] = "usage: guichet register check --key KEYFILE FILE...\n";

static const char about[] =
    "\nChecks what somebody was handed of a register, with nothing but the key of its log.\n"
    "\n"
    "  KEYFILE  the log's verifier key, a line such as desk.example/register+13ee4fd8+AftxvhxfqVay...; it comes from\n"
    "           a contract, never from who hands out the files\n"
    "  FILE     in any order, as many as there are:\n"
    "           a checkpoint    how many rows there were, and a hash over them, signed\n"
    "           a .tlog-proof   that a row is among those of a checkpoint; shows the row\n"
    "           growth          that a newer checkpoint only added rows to an older one, which is to be named too\n"
    "\n"
    "Ends with 0 when all of them are good, else with 1; each that is refused is named, and why. The formats are "
    "those\n"
    "of c2sp.org: tlog-checkpoint, tlog-proof, and the body of tlog-witness's add-checkpoint.\n";

/* --- the report -------------------------------------------------------------------------------------------------- */

/* A key vouches for a row, not for what a terminal does with it. */
static void print_row(const struct row_proof *proof)
{
    for (size_t i = 0; i < proof->length; i++) {
        unsigned char byte = (unsigned char)proof->row[i];

        putchar(byte < ' ' || byte == 0x7f ? '?' : byte);
    }
    putchar('\n');
}

static void print_good(const struct exhibit *file)
{
    const char *origin = file->at.origin;
    uint64_t size = file->at.root.size;

    if (file->form == ROW_PROOF) {
        printf("%s: among the %" PRIu64 " rows of %s, at index %" PRIu64 ":\n", file->name, size, origin,
               file->proof.index);
        print_row(&file->proof);
    } else if (file->form == GROWTH) {
        printf("%s: from %" PRIu64 " rows to %" PRIu64 " %s was only appended to\n", file->name, file->growth.old, size,
               origin);
    } else {
        printf("%s: %s had %" PRIu64 " rows\n", file->name, origin, size);
    }
}

/* What was not asked is not answered: two good checkpoints alone do not tell that one grew from the other. */
static void print_open(const struct exhibits *all)
{
    const struct exhibit *newest = exhibits_newest(all);

    for (size_t i = 0; i < all->count; i++) {
        const struct exhibit *file = &all->file[i];

        if (exhibits_leave_open(all, file))
            printf("%s: not shown: that its %" PRIu64 " rows are the first of the %" PRIu64
                   " in %s; ask for the growth "
                   "from %" PRIu64 "\n",
                   file->name, file->at.root.size, newest->at.root.size, newest->name, file->at.root.size);
    }
}

static bool print_report(const struct exhibits *all)
{
    bool good = true;

    for (size_t i = 0; i < all->count; i++) {
        const struct exhibit *file = &all->file[i];

        good = good && !file->wrong;
        if (file->wrong)
            fprintf(stderr, "guichet: register: %s: %s\n", file->name, file->wrong);
        else
            print_good(file);
    }
    print_open(all);
    return good;
}

/* --- the command ------------------------------------------------------------------------------------------------- */

static bool check(const char *key, char **names, size_t count)
{
    struct exhibits all = { .arena = arena_new(), .scratch = arena_new() };
    const char *wrong = exhibits_read_key(&all, key);
    bool good = false;

    if (wrong) {
        fprintf(stderr, "guichet: register: %s: %s\n", key, wrong);
    } else {
        exhibits_check(&all, names, count);
        good = print_report(&all);
    }
    arena_free(all.scratch);
    arena_free(all.arena);
    return good;
}

static int misused(const char *what)
{
    fprintf(stderr, "guichet: register: %s\n%s", what, usage);
    return EXIT_FAILURE;
}

int proof_check_main(int argc, char **argv)
{
    static const struct option options[] = { { "key", required_argument, NULL, 'k' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    const char *key = NULL;
    int option;

    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (option == 'h')
            return printf("%s%s", usage, about) < 0;
        if (option == '?')
            return misused("that option is not known, or lacks its value");
        key = optarg;
    }
    if (!key)
        return misused("name the file with the log's key");
    if (optind == argc)
        return misused("name the files to check");
    return secret_start() && check(key, argv + optind, (size_t)(argc - optind)) ? EXIT_SUCCESS : EXIT_FAILURE;
}
