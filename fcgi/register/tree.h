/* The register's Merkle tree, as RFC 6962 and RFC 9162 section 2.1 define it: what a stranger computes to see that a
 * row is in it, and that it was only appended to. Pure. */
#ifndef TREE_H
#define TREE_H

#include "secret.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tree_hash {
    unsigned char byte[SHA256_BYTES];
};

/* Hashes from the bottom of a tree to its top. */
struct tree_path {
    const struct tree_hash *hash;
    size_t count;
};

/* The hash of a row's text: SHA-256(0x00 || text). */
struct tree_hash tree_leaf(const void *text, size_t length);

/* The root of a tree of that many leaves. */
struct tree_root {
    uint64_t size;
    struct tree_hash hash;
};

/* Whether the path leads from the leaf, the index-th from 0, to this root (RFC 9162 section 2.1.3.2). */
bool tree_includes(const struct tree_root *root, uint64_t index, struct tree_hash leaf, struct tree_path path);

/* Whether the path shows that a tree of the old root grew to the new one by appending alone (section 2.1.4.2). A tree
 * of no leaves grows to any. */
bool tree_grew(const struct tree_root *old, const struct tree_root *root, struct tree_path path);

#endif
