/* Paths and roots, from what a log keeps of its tree. */
#include "tree.h"

#include <string.h>

/* --- tiles ------------------------------------------------------------------------------------------------------- */

/* Of a tree: so many hashes of a level are whole, and what is left over below them makes one more, the rest. */
struct level {
    unsigned number;
    uint64_t whole;
    bool has_rest;
    struct tree_hash rest;
};

struct tile {
    struct tree_hash hash[TREE_TILE];
    size_t count;
};

struct way {
    struct tree_hash hash[TREE_PATH_MOST];
    size_t count;
};

static bool read_tile(const struct tree_store *store, const struct level *level, uint64_t number, struct tile *out)
{
    uint64_t place = number * TREE_TILE, left = level->whole - place;

    out->count = left < TREE_TILE ? (size_t)left : TREE_TILE;
    if (out->count && !store->read(store->context, level->number, place, out->count, out->hash))
        return false;
    if (out->count < TREE_TILE && level->has_rest)
        out->hash[out->count++] = level->rest;
    return true;
}

/* Answers the root of a tile: neighbours are joined until one is left, and who has none goes up as he is. What stands
 * beside the way up from `at` is added to that way, if one is wanted. */
static struct tree_hash fold(struct tile *tile, size_t at, struct way *way)
{
    struct tree_hash *hash = tile->hash;

    for (size_t count = tile->count; count > 1; count = (count + 1) / 2, at /= 2) {
        if (way && (at ^ 1) < count)
            way->hash[way->count++] = hash[at ^ 1];
        for (size_t i = 0; i + 1 < count; i += 2)
            hash[i / 2] = tree_node(&hash[i], &hash[i + 1]);
        if (count % 2)
            hash[count / 2] = hash[count - 1];
    }
    return hash[0];
}

/* --- levels ------------------------------------------------------------------------------------------------------ */

/* To the level above; a rest without a neighbour goes up as it is. The root of one tile is known already: it may be the
 * one that is not whole. */
static bool step_up(const struct tree_store *store, struct level *level, uint64_t known, const struct tree_hash *root)
{
    uint64_t last = level->whole / TREE_TILE;
    struct tile tile;

    if (level->whole % TREE_TILE) {
        if (last != known && !read_tile(store, level, last, &tile))
            return false;
        level->rest = last == known ? *root : fold(&tile, 0, NULL);
        level->has_rest = true;
    }
    level->whole = last;
    level->number++;
    return true;
}

/* The way from a leaf to the root. */
static bool climb(const struct tree_store *store, uint64_t size, uint64_t index, struct way *way)
{
    struct level level = { .whole = size };
    struct tree_hash root;
    struct tile tile;

    way->count = 0;
    for (; level.whole + level.has_rest > 1; index /= TREE_TILE) {
        if (!read_tile(store, &level, index / TREE_TILE, &tile))
            return false;
        root = fold(&tile, index % TREE_TILE, way);
        if (!step_up(store, &level, index / TREE_TILE, &root))
            return false;
    }
    return true;
}

/* Joins a hash with the first of a way, all of which stand to its left. */
static struct tree_hash join_left(struct tree_hash hash, const struct way *way, size_t count)
{
    for (size_t i = 0; i < count; i++)
        hash = tree_node(&way->hash[i], &hash);
    return hash;
}

/* --- what is asked for ------------------------------------------------------------------------------------------- */

/* To the right of the last leaf there is nothing. */
bool tree_root_of(const struct tree_store *store, uint64_t size, struct tree_root *out)
{
    struct tree_hash last;
    struct way way;

    *out = (struct tree_root){ .size = size };
    if (!size) {
        secret_sha256(out->hash.byte, (const struct piece[3]){ { 0 } });
        return true;
    }
    if (!store->read(store->context, 0, size - 1, 1, &last) || !climb(store, size, size - 1, &way))
        return false;
    out->hash = join_left(last, &way, way.count);
    return true;
}

bool tree_path_of(const struct tree_store *store, struct arena *arena, uint64_t size, uint64_t index,
                  struct tree_path *out)
{
    struct way way;

    if (index >= size || !climb(store, size, index, &way))
        return false;
    *out = (struct tree_path){
        (const struct tree_hash *)arena_copy(arena, (const char *)way.hash, way.count * sizeof *way.hash), way.count
    };
    return true;
}

/* The way up from the last leaf of the old tree. Its first hashes, as many as the old size has zeros at its end, lie
 * within the old tree: they and the leaf are the one whole tree that the old one ended with, which need not be said
 * where it is all of the old one. */
bool tree_growth_of(const struct tree_store *store, struct arena *arena, uint64_t size, uint64_t old,
                    struct tree_path *out)
{
    struct tree_hash last, *hash = arena_alloc(arena, (TREE_PATH_MOST + 1) * sizeof *hash);
    size_t within = 0, said = (old & (old - 1)) != 0;
    struct way way;

    *out = (struct tree_path){ hash, 0 };
    if (!old || old >= size)
        return old <= size;
    if (!store->read(store->context, 0, old - 1, 1, &last) || !climb(store, size, old - 1, &way))
        return false;
    while (!(old >> within & 1))
        within++;
    hash[0] = join_left(last, &way, within);
    memcpy(hash + said, way.hash + within, (way.count - within) * sizeof *hash);
    out->count = said + way.count - within;
    return true;
}

bool tree_tile_of(const struct tree_store *store, unsigned level, uint64_t place, struct tree_hash *out)
{
    struct tile tile = { .count = TREE_TILE };

    if (!store->read(store->context, level - 1, place * TREE_TILE, TREE_TILE, tile.hash))
        return false;
    *out = fold(&tile, 0, NULL);
    return true;
}
