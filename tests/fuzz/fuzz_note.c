/* A text that somebody was handed of a register: whatever it holds, it is refused in words, or what is read of it is
 * short, and written again it is the same. */
#include "note.h"

#include <stdlib.h>
#include <string.h>

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check_checkpoint(struct arena *arena, const char *text)
{
    struct note_key key = { 0 };
    struct checkpoint at;
    struct note_signer signer;
    const char *wrong, *signed_text;

    key.name = arena_copy(arena, text, strcspn(text, "\n"));
    note_identify(&key);
    wrong = note_read_checkpoint(arena, text, &key, &at);
    demand(wrong && *wrong); /* nobody can sign for that key */
    signer = note_signer_of(key.name, (const unsigned char *)"the seed that comes after this.");
    signed_text = note_sign(arena, text, &signer);
    if (!note_read_checkpoint(arena, signed_text, &signer.key, &at))
        demand(!strcmp(at.origin, key.name) && at.root.size < UINT64_C(1000000000000000000));
}

static void check_key(struct arena *arena, const char *text)
{
    struct note_key key;
    const char *again;

    if (note_read_key(arena, text, &key))
        return;
    again = note_write_key(arena, &key);
    demand(!strncmp(again, text, strlen(again) - 1));
}

static void check_proof(struct arena *arena, const char *text)
{
    struct tree_root root = { .size = 5 };
    struct row_proof proof;
    struct growth growth;

    if (!note_read_proof(arena, text, &proof)) {
        demand(proof.path.count <= TREE_PATH_MOST && proof.length < strlen(text));
        demand(!strcmp(note_write_proof(arena, &proof), text));
        demand(!tree_includes(&root, proof.index, tree_leaf(proof.row, proof.length), proof.path));
    }
    if (!note_read_growth(arena, text, &growth)) {
        demand(growth.path.count <= TREE_PATH_MOST);
        demand(!strcmp(note_write_growth(arena, &growth), text));
        demand(!tree_grew(&(struct tree_root){ .size = growth.old }, &root, growth.path) || growth.old == 5 ||
               !growth.old);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *text = arena_copy(arena, (const char *)data, size), *added;

    check_checkpoint(arena, text);
    check_key(arena, text);
    check_proof(arena, text);
    added = note_add_lines(arena, "a\n\n", text);
    demand(!added || !strcmp(added + 3, text));
    arena_free(arena);
    return 0;
}
