/* `guichet register check`: what the register's texts prove, without a database or a network. */
#include "commands.h"
#include "note.h"
#include "script.h"
#include "text.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] = "usage: guichet register check --key KEYFILE FILE...\n";

/* What the reader has seen of the log so far: the checkpoints of the files before. */
struct reader {
    struct arena *arena;
    struct note_key key;
    struct checkpoint *seen;
    size_t count;
};

/* Two checkpoints of one size tell the same, or the log has two faces. */
static const char *remember(struct reader *reader, const struct checkpoint *one)
{
    for (size_t i = 0; i < reader->count; i++)
        if (reader->seen[i].root.size == one->root.size)
            return memcmp(&reader->seen[i].root.hash, &one->root.hash, sizeof one->root.hash)
                       ? "contradicts a checkpoint of the same size among these files: the log has shown two faces"
                       : NULL;
    reader->seen[reader->count++] = *one;
    return NULL;
}

static const char *take_checkpoint(struct reader *reader, const char *text, struct checkpoint *out)
{
    const char *wrong = note_read_checkpoint(reader->arena, text, &reader->key, out);

    return wrong ? wrong : remember(reader, out);
}

static const char *check_proof(struct reader *reader, const char *name, const char *text)
{
    struct row_proof proof;
    struct checkpoint at;
    const char *wrong = note_read_proof(reader->arena, text, &proof);

    if (!wrong)
        wrong = take_checkpoint(reader, proof.checkpoint, &at);
    if (wrong)
        return wrong;
    if (!proof.row)
        return "does not hold the row itself";
    if (!tree_includes(&at.root, proof.index, tree_leaf(proof.row, proof.length), proof.path))
        return "does not lead to its checkpoint: the row, its number or the proof was changed";
    printf("%s: row %" PRIu64 " of %s is among its %" PRIu64 "\n%.*s\n", name, proof.index, at.origin, at.root.size,
           (int)proof.length, proof.row);
    return NULL;
}

static const char *check_growth(struct reader *reader, const char *name, const char *text)
{
    struct growth growth;
    struct checkpoint at;
    const char *wrong = note_read_growth(reader->arena, text, &growth);

    if (!wrong)
        wrong = take_checkpoint(reader, growth.checkpoint, &at);
    if (wrong)
        return wrong;
    for (size_t i = 0; i < reader->count; i++)
        if (reader->seen[i].root.size == growth.old) {
            if (!tree_grew(&reader->seen[i].root, &at.root, growth.path))
                return "does not lead from the older checkpoint to the newer: rows were changed or taken out";
            printf("%s: from %" PRIu64 " to %" PRIu64 " rows %s was only appended to\n", name, growth.old, at.root.size,
                   at.origin);
            return NULL;
        }
    return arena_format(reader->arena, "begins at %" PRIu64 " rows: name a checkpoint of that size before it",
                        growth.old);
}

static const char *check_checkpoint(struct reader *reader, const char *name, const char *text)
{
    struct checkpoint at;
    const char *wrong = take_checkpoint(reader, text, &at);

    if (!wrong)
        printf("%s: %s had %" PRIu64 " rows\n", name, at.origin, at.root.size);
    return wrong;
}

static bool check_one(struct reader *reader, const char *name)
{
    const char *text = script_read(reader->arena, name), *wrong;

    if (!text)
        return false;
    if (!strncmp(text, "c2sp.org/", 9))
        wrong = check_proof(reader, name, text);
    else if (!strncmp(text, "old ", 4))
        wrong = check_growth(reader, name, text);
    else
        wrong = check_checkpoint(reader, name, text);
    if (wrong)
        fprintf(stderr, "guichet: register: %s: %s\n", name, wrong);
    return !wrong;
}

static bool read_key(struct reader *reader, const char *name)
{
    const char *text = script_read(reader->arena, name);
    const char *wrong = text ? note_read_key(reader->arena, text, &reader->key) : NULL;

    if (wrong)
        fprintf(stderr, "guichet: register: %s: %s\n", name, wrong);
    return text && !wrong;
}

static bool check_all(const char *key, char **names, int count)
{
    struct reader reader = { .arena = arena_new() };
    bool good = read_key(&reader, key);

    reader.seen = arena_alloc(reader.arena, (size_t)count * sizeof *reader.seen);
    for (int i = 0; good && i < count; i++)
        good = check_one(&reader, names[i]);
    arena_free(reader.arena);
    return good;
}

int proof_check_main(int argc, char **argv)
{
    static const struct option options[] = { { "key", required_argument, NULL, 'k' }, { 0 } };
    const char *key = NULL;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) == 'k')
        key = optarg;
    if (option == -1 && key && optind < argc)
        return secret_start() && check_all(key, argv + optind, argc - optind) ? EXIT_SUCCESS : EXIT_FAILURE;
    fprintf(stderr, "guichet: register: name the log's key and the files\n%s", usage);
    return EXIT_FAILURE;
}
