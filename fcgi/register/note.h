/* The register's proofs as texts: checkpoints, proofs of a row and growth, in the formats of C2SP (signed-note,
 * tlog-checkpoint, tlog-proof and the body of tlog-witness's add-checkpoint). Pure. */
#ifndef NOTE_H
#define NOTE_H

#include "arena.h"
#include "tree.h"

/* A verifier key, `<name>+<8 hexadecimal digits>+<base64 of 0x01 and the key>`: who it is that signs. */
struct note_key {
    const char *name;
    unsigned char id[4], key[SECRET_KEY_BYTES];
};

/* How far a log had come, and that its key signed it. */
struct checkpoint {
    const char *origin;
    struct tree_root root;
};

/* A row, and the way from it to the root. */
struct row_proof {
    const char *row; /* its text; NULL when it does not travel with the proof */
    size_t length;
    uint64_t index;
    struct tree_path path;
    const char *checkpoint; /* the note it leads to */
};

struct growth {
    uint64_t old; /* the size that the reader knows */
    struct tree_path path;
    const char *checkpoint;
};

/* Each answers NULL, or says in words what the text is not; whatever is read lends arena memory. */
const char *note_read_key(struct arena *arena, const char *text, struct note_key *out);
const char *note_read_checkpoint(struct arena *arena, const char *text, const struct note_key *key,
                                 struct checkpoint *out);
const char *note_read_proof(struct arena *arena, const char *text, struct row_proof *out);
const char *note_read_growth(struct arena *arena, const char *text, struct growth *out);

#endif
