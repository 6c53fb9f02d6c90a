#include "map.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct map {
    struct arena *arena;
    void *root; /* the C library's balanced tree */
};

struct named {
    const char *name;
    void *thing;
};

static int compare(const void *one, const void *other)
{
    return strcmp(((const struct named *)one)->name, ((const struct named *)other)->name);
}

static void keep(void *named)
{
    (void)named;
}

static void end(void *map)
{
    tdestroy(((struct map *)map)->root, keep);
}

struct map *map_new(struct arena *arena)
{
    struct map *map = ARENA_NEW(arena, struct map);

    map->arena = arena;
    arena_defer(arena, end, map);
    return map;
}

void *map_get(const struct map *map, const char *name)
{
    struct named wanted = { name, NULL };
    struct named **found = tfind(&wanted, &map->root, compare);

    return found ? (*found)->thing : NULL;
}

void map_put(struct map *map, const char *name, void *thing)
{
    struct named *named = ARENA_NEW(map->arena, struct named);

    *named = (struct named){ arena_string(map->arena, name), thing };
    if (!tsearch(named, &map->root, compare))
        abort();
}
