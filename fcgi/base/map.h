/* Things by a name, as many as there are, in an arena. */
#ifndef MAP_H
#define MAP_H

#include "arena.h"

struct map;

/* Ends with the arena. */
struct map *map_new(struct arena *arena);

/* The thing of that name, or NULL. */
void *map_get(const struct map *map, const char *name);

/* Adds a thing, which it borrows; the name is copied. What is there under that name stays. */
void map_put(struct map *map, const char *name, void *thing);

#endif
