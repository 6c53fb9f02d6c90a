#include "tree.h"

#include <string.h>

void tree_hash_write(char out[TREE_HASH_ROOM], const struct tree_hash *hash)
{
    secret_to_base64(out, TREE_HASH_ROOM, hash->byte, sizeof hash->byte);
}

bool tree_hash_read(struct arena *arena, const char *text, struct tree_hash *out)
{
    size_t length;
    const unsigned char *bytes = secret_from_base64(arena, text, strlen(text), &length);

    if (!bytes || length != sizeof out->byte)
        return false;
    memcpy(out->byte, bytes, length);
    return true;
}

static bool is_same(const struct tree_hash *one, const struct tree_hash *other)
{
    return !memcmp(one, other, sizeof *one);
}

struct tree_hash tree_leaf(const void *text, size_t length)
{
    struct tree_hash hash;

    secret_sha256(hash.byte, (const struct piece[3]){ { "", 1 }, { text, length } });
    return hash;
}

struct tree_hash tree_node(const struct tree_hash *left, const struct tree_hash *right)
{
    struct tree_hash hash;

    secret_sha256(hash.byte,
                  (const struct piece[3]){ { "\x01", 1 }, { left, sizeof *left }, { right, sizeof *right } });
    return hash;
}

/* Where a path stands: the number of a node at its height, and that of the last one there. */
struct place {
    uint64_t node, last;
};

static void step_up(struct place *at)
{
    at->node >>= 1;
    at->last >>= 1;
}

/* The last node of a height is carried up as it is until it has a left neighbour. */
static void climb_alone(struct place *at)
{
    while (!(at->node & 1) && at->node)
        step_up(at);
}

bool tree_includes(const struct tree_root *root, uint64_t index, struct tree_hash leaf, struct tree_path path)
{
    struct place at = { index, root->size - 1 };

    if (index >= root->size)
        return false;
    for (size_t i = 0; i < path.count; i++) {
        if (!at.last)
            return false;
        if ((at.node & 1) || at.node == at.last) {
            leaf = tree_node(&path.hash[i], &leaf);
            climb_alone(&at);
        } else {
            leaf = tree_node(&leaf, &path.hash[i]);
        }
        step_up(&at);
    }
    return !at.last && is_same(&leaf, &root->hash);
}

/* Both roots are built from the same path: the old one from what stood left of its end. */
static bool grows_along(struct tree_hash first, struct place at, const struct tree_root *old,
                        const struct tree_root *root, struct tree_path path)
{
    struct tree_hash before = first, after = first;

    for (size_t i = 0; i < path.count; i++) {
        if (!at.last)
            return false;
        if ((at.node & 1) || at.node == at.last) {
            before = tree_node(&path.hash[i], &before);
            after = tree_node(&path.hash[i], &after);
            climb_alone(&at);
        } else {
            after = tree_node(&after, &path.hash[i]);
        }
        step_up(&at);
    }
    return !at.last && is_same(&before, &old->hash) && is_same(&after, &root->hash);
}

bool tree_grew(const struct tree_root *old, const struct tree_root *root, struct tree_path path)
{
    struct place at = { old->size - 1, root->size - 1 };

    if (!old->size || old->size == root->size)
        return !path.count && old->size <= root->size && (!old->size || is_same(&old->hash, &root->hash));
    if (old->size > root->size)
        return false;
    while (at.node & 1)
        step_up(&at);
    if (!(old->size & (old->size - 1)))
        return grows_along(old->hash, at, old, root, path);
    return path.count && grows_along(path.hash[0], at, old, root, (struct tree_path){ path.hash + 1, path.count - 1 });
}
