/* The register's own keys: a key file like the server's (keys.h), made and rotated as that one, of which each line is
 * the seed of an Ed25519 key. The first signs; those behind it signed before. */
#ifndef REGISTER_KEY_H
#define REGISTER_KEY_H

#include "keys.h"
#include "note.h"

struct register_keys {
    int count; /* at least 1 once loaded */
    struct note_signer signer[KEYS_MOST];
};

/* The name of the log at that URL, which is the origin of its checkpoints. Lends arena memory. */
const char *register_origin(struct arena *arena, const char *public_url);

/* The file that the settings name. Lends arena memory. */
const char *register_key_path(struct arena *arena);

/* Reads the file, as keys_load refuses and says; they sign in that name, which is borrowed. */
bool register_keys_load(struct register_keys *out, const char *path, const char *origin);

#endif
