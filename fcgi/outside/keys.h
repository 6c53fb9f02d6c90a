/* The key file: one line a key, `<kid> <64 hexadecimal digits>`; the first signs, all verify. */
#ifndef KEYS_H
#define KEYS_H

#include "secret.h"

#define KEYS_MOST 8
#define KID_ROOM  17

struct key {
    char kid[KID_ROOM]; /* 1 to 16 of [a-z0-9] */
    unsigned char bytes[SECRET_KEY_BYTES];
};

struct keys {
    int count; /* at least 1 once loaded */
    struct key key[KEYS_MOST];
};

/* Reads the file; refuses one that others may read, a short, double or malformed key, and says why on stderr. */
bool keys_load(struct keys *keys, const char *path);

/* Makes the file with one new key, mode 0600, when it does not exist; leaves an existing one alone. */
bool keys_create(const char *path);

/* Puts a new key first, for signing, and keeps the others for verifying; past KEYS_MOST the oldest goes. The file is
 * replaced as a whole. */
bool keys_rotate(const char *path);

/* Lends the key of that name, NULL when there is none. */
const struct key *keys_find(const struct keys *keys, const char *kid);

#endif
