/* The register's Merkle tree, as RFC 6962 and RFC 9162 section 2.1 define it: what shows that a row is in it, and that
 * it was only appended to; made here, and checked as a stranger checks it. Pure. */
#ifndef TREE_H
#define TREE_H

#include "secret.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TREE_TILE      256 /* hashes of a level that make one of the next */
#define TREE_PATH_MOST 63  /* of a tree of 2^63 leaves */

#define TREE_HASH_ROOM 45 /* of a hash in base64, terminator included */

struct tree_hash {
    unsigned char byte[SHA256_BYTES];
};

/* A hash as it stands in texts: base64. Reading is false when it is none, and uses arena memory. */
void tree_hash_write(char out[TREE_HASH_ROOM], const struct tree_hash *hash);
bool tree_hash_read(struct arena *arena, const char *text, struct tree_hash *out);

/* Hashes from the bottom of a tree to its top. */
struct tree_path {
    const struct tree_hash *hash;
    size_t count;
};

/* The root of a tree of that many leaves. */
struct tree_root {
    uint64_t size;
    struct tree_hash hash;
};

/* The hash of a row's text, SHA-256(0x00 || text), and of two hashes, SHA-256(0x01 || left || right). */
struct tree_hash tree_leaf(const void *text, size_t length);
struct tree_hash tree_node(const struct tree_hash *left, const struct tree_hash *right);

/* Whether the path leads from the leaf, the index-th from 0, to this root (RFC 9162 section 2.1.3.2). */
bool tree_includes(const struct tree_root *root, uint64_t index, struct tree_hash leaf, struct tree_path path);

/* Whether the path shows that a tree of the old root grew to the new one by appending alone (section 2.1.4.2). A tree
 * of no leaves grows to any. */
bool tree_grew(const struct tree_root *old, const struct tree_root *root, struct tree_path path);

/* What a log keeps of its tree (C2SP tlog-tiles): at level 0 the hashes of its leaves, at each level above one hash for
 * every 256 of the level below that are there. `read` writes `count` hashes of a level to `out`, from that place on: at
 * most 256, all of one tile; false when one of them is missing. */
struct tree_store {
    bool (*read)(void *context, unsigned level, uint64_t place, size_t count, struct tree_hash *out);
    void *context;
};

/* Each is of the first `size` leaves, and false when the store lacks a hash or there is no such leaf or older size. At
 * each level one tile is read, and what there is of the last one: of ten million leaves at most 943 hashes, in six
 * reads. Paths lend arena memory. */
bool tree_root_of(const struct tree_store *store, uint64_t size, struct tree_root *out);
bool tree_path_of(const struct tree_store *store, struct arena *arena, uint64_t size, uint64_t index,
                  struct tree_path *out);
bool tree_growth_of(const struct tree_store *store, struct arena *arena, uint64_t size, uint64_t old,
                    struct tree_path *out);

/* The hash that a store keeps at a level above 0, of the 256 below it. */
bool tree_tile_of(const struct tree_store *store, unsigned level, uint64_t place, struct tree_hash *out);

#endif
