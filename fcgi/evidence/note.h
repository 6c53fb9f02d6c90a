/* The register's proofs as texts, in the formats of C2SP: signed-note and tlog-checkpoint, tlog-proof, and for growth
 * the body of tlog-witness's add-checkpoint. Every line ends with a newline. Pure. */
#ifndef NOTE_H
#define NOTE_H

#include "arena.h"
#include "tree.h"

#define NOTE_ID_BYTES 4

/* A verifier key, `<name>+<8 hexadecimal digits>+<base64 of 0x01 and the key>`: who it is that signs. */
struct note_key {
    const char *name;
    unsigned char id[NOTE_ID_BYTES], key[SECRET_KEY_BYTES];
};

/* Who can sign: the key, and the seed that both halves of it are made from. */
struct note_signer {
    struct note_key key;
    unsigned char seed[SECRET_KEY_BYTES];
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

/* Each answers NULL, or says in words what the text is not; whatever is read lends arena memory. A checkpoint is one of
 * this key's log, signed by it; signatures by others say nothing. */
const char *note_read_key(struct arena *arena, const char *text, struct note_key *out);
const char *note_read_checkpoint(struct arena *arena, const char *text, const struct note_key *key,
                                 struct checkpoint *out);
const char *note_read_proof(struct arena *arena, const char *text, struct row_proof *out);
const char *note_read_growth(struct arena *arena, const char *text, struct growth *out);

/* Makes the id of a key whose name and bytes are there: which signatures are meant for it. */
void note_identify(struct note_key *key);

/* The signer of that seed; lends the name. */
struct note_signer note_signer_of(const char *name, const unsigned char seed[SECRET_KEY_BYTES]);

/* The other way; each lends arena memory, and takes what the reader above gives. */
const char *note_write_key(struct arena *arena, const struct note_key *key);
const char *note_write_checkpoint(struct arena *arena, const struct checkpoint *checkpoint); /* not signed yet */
const char *note_write_proof(struct arena *arena, const struct row_proof *proof);
const char *note_write_growth(struct arena *arena, const struct growth *growth);

/* The text, or the note that it is already, with this signature below it. */
const char *note_sign(struct arena *arena, const char *note, const struct note_signer *signer);

/* A signed checkpoint as the value of a mail's header, folded: origin, size, root and the first signature, as they
 * stand in it; NULL when it has no such lines. */
const char *note_header(struct arena *arena, const char *note);

/* The note with signatures by others below its own, as they sent them; NULL where it is not signed, or where not every
 * line of theirs is a signature. Whether they are good is not looked at. */
const char *note_add_lines(struct arena *arena, const char *note, const char *lines);

#endif
