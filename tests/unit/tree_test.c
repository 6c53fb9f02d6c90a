/* The register's tree, beside another one made as plainly as RFC 6962 tells it. */
#include "tree.h"

#include "check.h"

#include <stdlib.h>

#define SIZE_MOST 70

static struct tree_hash leaves[SIZE_MOST];

static struct tree_hash join(struct tree_hash left, struct tree_hash right)
{
    struct tree_hash hash;

    secret_sha256(hash.byte,
                  (const struct piece[3]){ { "\x01", 1 }, { &left, sizeof left }, { &right, sizeof right } });
    return hash;
}

/* The largest power of two below. */
static size_t half(size_t count)
{
    size_t split = 1;

    while (split * 2 < count)
        split *= 2;
    return split;
}

/* MTH of section 2.1. */
static struct tree_hash top(const struct tree_hash *leaf, size_t count)
{
    size_t split = half(count);

    return count == 1 ? *leaf : join(top(leaf, split), top(leaf + split, count - split));
}

/* PATH of section 2.1.1. */
static size_t path_of(size_t index, const struct tree_hash *leaf, size_t count, struct tree_hash *out)
{
    size_t split = half(count), length;

    if (count == 1)
        return 0;
    if (index < split) {
        length = path_of(index, leaf, split, out);
        out[length] = top(leaf + split, count - split);
    } else {
        length = path_of(index - split, leaf + split, count - split, out);
        out[length] = top(leaf, split);
    }
    return length + 1;
}

/* SUBPROOF of section 2.1.2. */
static size_t growth_of(size_t old, const struct tree_hash *leaf, size_t count, bool whole, struct tree_hash *out)
{
    size_t split = half(count), length;

    if (old == count) {
        *out = top(leaf, count);
        return whole ? 0 : 1;
    }
    if (old <= split) {
        length = growth_of(old, leaf, split, whole, out);
        out[length] = top(leaf + split, count - split);
    } else {
        length = growth_of(old - split, leaf + split, count - split, false, out);
        out[length] = top(leaf, split);
    }
    return length + 1;
}

static struct tree_root root_of(size_t count)
{
    return (struct tree_root){ count, top(leaves, count) };
}

/* Any bit of it, changed, is seen. */
static void a_changed_path_leads_nowhere(const struct tree_root *root, size_t index, struct tree_hash *path,
                                         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        path[i].byte[i % SHA256_BYTES] ^= (unsigned char)(1 << index % 8);
        CHECK(!tree_includes(root, index, leaves[index], (struct tree_path){ path, count }));
        path[i].byte[i % SHA256_BYTES] ^= (unsigned char)(1 << index % 8);
    }
}

static void a_row_is_found_where_it_is_and_nowhere_else(void)
{
    struct tree_hash path[65] = { 0 };

    for (size_t size = 1; size <= SIZE_MOST; size++) {
        struct tree_root root = root_of(size), other = root_of(size % SIZE_MOST + 1);

        for (size_t index = 0; index < size; index++) {
            size_t count = path_of(index, leaves, size, path);
            struct tree_path whole = { path, count };

            CHECK(tree_includes(&root, index, leaves[index], whole));
            CHECK(!tree_includes(&root, index, leaves[(index + 1) % SIZE_MOST], whole));
            CHECK(!tree_includes(&root, index + 1, leaves[index], whole));
            CHECK(!tree_includes(&root, size + index, leaves[index], whole));
            CHECK(!tree_includes(&other, index, leaves[index], whole));
            CHECK(!count || !tree_includes(&root, index, leaves[index], (struct tree_path){ path, count - 1 }));
            CHECK(!tree_includes(&root, index, leaves[index], (struct tree_path){ path, count + 1 }));
            a_changed_path_leads_nowhere(&root, index, path, count);
        }
    }
    CHECK(!tree_includes(&(struct tree_root){ 0 }, 0, leaves[0], (struct tree_path){ path, 0 }));
}

static void growth_is_seen_to_be_growth(void)
{
    struct tree_hash path[65] = { 0 };

    for (size_t size = 1; size <= SIZE_MOST; size++)
        for (size_t old = 1; old <= size; old++) {
            struct tree_root before = root_of(old), after = root_of(size), forged = before;
            size_t count = growth_of(old, leaves, size, true, path);
            struct tree_path whole = { path, count };

            CHECK(tree_grew(&before, &after, whole));
            forged.hash.byte[old % SHA256_BYTES] ^= 1;
            CHECK(!tree_grew(&forged, &after, whole));
            CHECK(old == size || !tree_grew(&after, &before, whole));
            CHECK(!tree_grew(&before, &after, (struct tree_path){ path, count + 1 }));
            CHECK(!count || !tree_grew(&before, &after, (struct tree_path){ path, count - 1 }));
            if (count) {
                path[count - 1].byte[0] ^= 128;
                CHECK(!tree_grew(&before, &after, whole));
            }
        }
    CHECK(tree_grew(&(struct tree_root){ 0 }, &(struct tree_root){ 3, leaves[0] }, (struct tree_path){ path, 0 }));
}

int main(void)
{
    for (size_t i = 0; i < SIZE_MOST; i++)
        leaves[i] = tree_leaf(&i, sizeof i);
    a_row_is_found_where_it_is_and_nowhere_else();
    growth_is_seen_to_be_growth();
    return check_end();
}
