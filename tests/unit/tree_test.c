/* The register's tree, beside another one made as plainly as RFC 6962 tells it, and beside the one of Go's sumdb/tlog
 * (tests/proof/README.md). */
#include "tree.h"

#include "check.h"

#include <stdlib.h>

#define SIZE_MOST  600   /* of what is tried size by size */
#define ROWS       66000 /* more than 256 whole tiles */
#define GROWN_MOST 300
#define LEVELS     3

static struct arena *arena;

/* A log as one keeps it, and how much of it was read. */
struct kept {
    struct tree_hash *hash[LEVELS];
    uint64_t count[LEVELS];
    size_t hashes, reads;
    unsigned lost; /* of the next level from here on nothing is there */
};

static struct kept kept = { .lost = LEVELS };

static bool read_kept(void *context, unsigned level, uint64_t place, size_t count, struct tree_hash *out)
{
    struct kept *from = context;

    CHECK(count > 0 && place / TREE_TILE == (place + count - 1) / TREE_TILE);
    if (level >= from->lost || place + count > from->count[level])
        return false;
    memcpy(out, from->hash[level] + place, count * sizeof *out);
    from->hashes += count;
    from->reads++;
    return true;
}

static const struct tree_store store = { read_kept, &kept };

static struct tree_hash leaf_of(int row)
{
    char text[16];
    int length = snprintf(text, sizeof text, "row %d", row);

    return tree_leaf(text, (size_t)length);
}

/* --- as plainly as it is told ------------------------------------------------------------------------------------ */

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

/* MTH of section 2.1; whole trees are kept, so that what is asked a thousand times costs little. */
static struct tree_hash top(size_t from, size_t count)
{
    static struct tree_hash made[17][ROWS];
    static bool is_made[17][ROWS];
    size_t split = half(count), height = 0;
    struct tree_hash hash;

    if (count == 1)
        return kept.hash[0][from];
    while ((size_t)1 << height < count)
        height++;
    if (count == (size_t)1 << height && is_made[height][from >> height])
        return made[height][from >> height];
    hash = join(top(from, split), top(from + split, count - split));
    if (count == (size_t)1 << height) {
        made[height][from >> height] = hash;
        is_made[height][from >> height] = true;
    }
    return hash;
}

/* PATH of section 2.1.1. */
static size_t path_of(size_t index, size_t from, size_t count, struct tree_hash *out)
{
    size_t split = half(count), length;

    if (count == 1)
        return 0;
    if (index < split) {
        length = path_of(index, from, split, out);
        out[length] = top(from + split, count - split);
    } else {
        length = path_of(index - split, from + split, count - split, out);
        out[length] = top(from, split);
    }
    return length + 1;
}

/* SUBPROOF of section 2.1.2. */
static size_t growth_of(size_t old, size_t from, size_t count, bool whole, struct tree_hash *out)
{
    size_t split = half(count), length;

    if (old == count) {
        *out = top(from, count);
        return whole ? 0 : 1;
    }
    if (old <= split) {
        length = growth_of(old, from, split, whole, out);
        out[length] = top(from + split, count - split);
    } else {
        length = growth_of(old - split, from + split, count - split, false, out);
        out[length] = top(from, split);
    }
    return length + 1;
}

static struct tree_root root_of(size_t count)
{
    return (struct tree_root){ count, top(0, count) };
}

/* --- as others make it ------------------------------------------------------------------------------------------- */

/* A hash over all that was made so far, in place of a file of some megabytes. */
static void sum_up(struct tree_hash *sum, const struct tree_hash *hash, size_t count)
{
    secret_sha256(sum->byte, (const struct piece[3]){ { sum, sizeof *sum }, { hash, count * sizeof *hash } });
}

static void check_sum(const char *name, const struct tree_hash *sum)
{
    FILE *file = fopen("tests/proof/tree.sums", "r");
    char hex[2 * SHA256_BYTES + 1] = "", line[128], wanted[128] = "";

    for (size_t i = 0; i < sizeof sum->byte; i++)
        snprintf(hex + 2 * i, 3, "%02x", sum->byte[i]);
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, name, strlen(name)))
            snprintf(wanted, sizeof wanted, "%.64s", line + strlen(name));
    if (file)
        fclose(file);
    CHECK_TEXT(hex, wanted);
}

/* --- what is made, beside both ----------------------------------------------------------------------------------- */

static bool is_same(struct tree_path path, const struct tree_hash *hash, size_t count)
{
    return path.count == count && !memcmp(path.hash, hash, count * sizeof *hash);
}

/* Each sums up what was made, if it is told where. */
static void check_path(size_t size, size_t index, struct tree_hash *sum)
{
    struct tree_root root = root_of(size);
    struct tree_hash plain[TREE_PATH_MOST];
    struct tree_path path = { 0 };

    kept.hashes = kept.reads = 0;
    CHECK(tree_path_of(&store, arena, size, index, &path));
    CHECK(is_same(path, plain, path_of(index, 0, size, plain)));
    CHECK(tree_includes(&root, index, kept.hash[0][index], path));
    CHECK(kept.hashes <= 2 * TREE_TILE * LEVELS && kept.reads <= 2 * LEVELS);
    if (sum)
        sum_up(sum, path.hash, path.count);
    arena_reset(arena);
}

static void check_root(size_t size, struct tree_hash *sum)
{
    struct tree_root root, plain = root_of(size);

    CHECK(tree_root_of(&store, size, &root) && root.size == size);
    CHECK(!memcmp(&root.hash, &plain.hash, sizeof root.hash));
    if (sum)
        sum_up(sum, &root.hash, 1);
}

static void check_growth(size_t old, size_t size, struct tree_hash *sum)
{
    struct tree_root before = root_of(old), after = root_of(size);
    struct tree_hash plain[TREE_PATH_MOST];
    struct tree_path path = { 0 };

    CHECK(tree_growth_of(&store, arena, size, old, &path));
    CHECK(is_same(path, plain, growth_of(old, 0, size, true, plain)));
    CHECK(tree_grew(&before, &after, path));
    if (sum)
        sum_up(sum, path.hash, path.count);
    arena_reset(arena);
}

static void paths_of_every_size_are_as_they_are_told(void)
{
    struct tree_hash roots = { 0 }, paths = { 0 };

    for (size_t size = 1; size <= SIZE_MOST; size++) {
        check_root(size, &roots);
        for (size_t index = size % 193; index < size; index += 193)
            check_path(size, index, &paths);
        check_path(size, size - 1, NULL);
    }
    check_sum("roots ", &roots);
    check_sum("paths ", &paths);
    for (size_t size = 1; size <= 40; size++)
        for (size_t index = 0; index < size; index++)
            check_path(size, index, NULL);
}

static void growths_of_every_size_are_as_they_are_told(void)
{
    struct tree_hash growths = { 0 };

    for (size_t size = 1; size <= GROWN_MOST; size++) {
        for (size_t old = 1 + size % 29; old <= size; old += 29)
            check_growth(old, size, &growths);
        check_growth(size, size, NULL);
    }
    check_sum("growths ", &growths);
    for (size_t size = 1; size <= 40; size++)
        for (size_t old = 1; old <= size; old++)
            check_growth(old, size, NULL);
}

/* With more than 256 tiles there is a third level. */
static void paths_lead_through_tiles_of_tiles(void)
{
    static const size_t sizes[] = { 65535, 65536, 65537, 65792, 65793, ROWS };

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t size = sizes[i];

        check_root(size, NULL);
        check_path(size, 0, NULL);
        check_path(size, 255, NULL);
        check_path(size, 40000 + i, NULL);
        check_path(size, size - 1, NULL);
        check_growth(256, size, NULL);
        check_growth(65280, size, NULL);
        check_growth(65535, size, NULL);
        check_growth(size - 1, size, NULL);
    }
}

static void what_is_not_kept_is_said(void)
{
    struct tree_path path;
    struct tree_root root;
    struct tree_hash hash;

    CHECK(!tree_path_of(&store, arena, 7, 7, &path));
    CHECK(!tree_path_of(&store, arena, ROWS + 1, 0, &path));
    CHECK(!tree_root_of(&store, ROWS + 1, &root));
    CHECK(!tree_growth_of(&store, arena, 7, 8, &path));
    CHECK(!tree_growth_of(&store, arena, ROWS + 1, 8, &path));
    CHECK(!tree_tile_of(&store, 1, ROWS / TREE_TILE, &hash));
    kept.lost = 1;
    CHECK(!tree_path_of(&store, arena, 257, 0, &path));
    CHECK(!tree_root_of(&store, 513, &root));
    CHECK(tree_path_of(&store, arena, 256, 0, &path) && path.count == 8);
    kept.lost = LEVELS;
    CHECK(tree_growth_of(&store, arena, 7, 0, &path) && !path.count);
    CHECK(tree_path_of(&store, arena, 1, 0, &path) && !path.count);
    CHECK(tree_root_of(&store, 0, &root) && !memcmp(root.hash.byte, "\xe3\xb0\xc4\x42\x98\xfc\x1c\x14", 8));
}

/* --- what is checked --------------------------------------------------------------------------------------------- */

static void a_row_is_found_where_it_is_and_nowhere_else(void)
{
    struct tree_hash path[65] = { 0 };

    for (size_t size = 1; size <= 70; size++) {
        struct tree_root root = root_of(size), other = root_of(size % 70 + 1);

        for (size_t index = 0; index < size; index++) {
            size_t count = path_of(index, 0, size, path);
            struct tree_path whole = { path, count };
            struct tree_hash leaf = kept.hash[0][index];

            CHECK(tree_includes(&root, index, leaf, whole));
            CHECK(!tree_includes(&root, index, kept.hash[0][index + 1], whole));
            CHECK(!tree_includes(&root, index + 1, leaf, whole));
            CHECK(!tree_includes(&root, size + index, leaf, whole));
            CHECK(!tree_includes(&other, index, leaf, whole));
            CHECK(!count || !tree_includes(&root, index, leaf, (struct tree_path){ path, count - 1 }));
            CHECK(!tree_includes(&root, index, leaf, (struct tree_path){ path, count + 1 }));
        }
    }
    CHECK(!tree_includes(&(struct tree_root){ 0 }, 0, kept.hash[0][0], (struct tree_path){ path, 0 }));
}

/* One bit anywhere, of the row, the root or the path. */
static void a_changed_bit_is_seen(void)
{
    struct tree_hash path[TREE_PATH_MOST];

    for (size_t i = 0; i < 200; i++) {
        size_t size = 2 + i * 3, index = i * 7919 % size, count = path_of(index, 0, size, path);
        struct tree_root root = root_of(size);
        struct tree_hash leaf = kept.hash[0][index];

        for (size_t j = 0; j < count + 2; j++) {
            struct tree_hash *hash = j < count ? &path[j] : j == count ? &root.hash : &leaf;
            size_t bit = (i * 131 + j * 37) % (8 * SHA256_BYTES);

            hash->byte[bit / 8] ^= (unsigned char)(1 << bit % 8);
            CHECK(!tree_includes(&root, index, leaf, (struct tree_path){ path, count }));
            hash->byte[bit / 8] ^= (unsigned char)(1 << bit % 8);
        }
        for (size_t bit = 1; bit < 1024; bit *= 2)
            CHECK(!tree_includes(&root, index ^ bit, leaf, (struct tree_path){ path, count }));
        CHECK(tree_includes(&root, index, leaf, (struct tree_path){ path, count }));
    }
}

static void growth_is_seen_to_be_growth(void)
{
    struct tree_hash path[65] = { 0 };

    for (size_t size = 1; size <= 70; size++)
        for (size_t old = 1; old <= size; old++) {
            struct tree_root before = root_of(old), after = root_of(size), forged = before;
            size_t count = growth_of(old, 0, size, true, path);
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
    CHECK(
        tree_grew(&(struct tree_root){ 0 }, &(struct tree_root){ 3, kept.hash[0][0] }, (struct tree_path){ path, 0 }));
}

/* --- */

static void keep(void)
{
    uint64_t count = ROWS;

    for (unsigned level = 0; level < LEVELS; level++, count /= TREE_TILE) {
        kept.hash[level] = calloc(count, sizeof *kept.hash[level]);
        kept.count[level] = count;
        for (uint64_t i = 0; i < count; i++)
            if (!level)
                kept.hash[0][i] = leaf_of((int)i);
            else if (!tree_tile_of(&store, level, i, &kept.hash[level][i]))
                abort();
    }
}

int main(void)
{
    arena = arena_new();
    keep();
    paths_of_every_size_are_as_they_are_told();
    growths_of_every_size_are_as_they_are_told();
    paths_lead_through_tiles_of_tiles();
    what_is_not_kept_is_said();
    a_row_is_found_where_it_is_and_nowhere_else();
    a_changed_bit_is_seen();
    growth_is_seen_to_be_growth();
    for (unsigned level = 0; level < LEVELS; level++)
        free(kept.hash[level]);
    arena_free(arena);
    return check_end();
}
