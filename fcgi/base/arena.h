/* Memory with one lifetime: a request's. Nothing is freed alone; a reset gives all of it back. */
#ifndef ARENA_H
#define ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Makes an arena; the caller owns it and ends it with arena_free. Aborts when there is no memory, as every
 * allocation here does: a process without memory is replaced, not nursed. */
struct arena *arena_new(void);

/* Runs the deferred calls, then gives everything back, the arena too. NULL is allowed. */
void arena_free(struct arena *arena);

/* Runs the deferred calls, last first, and forgets every allocation; keeps one block for the next request. */
void arena_reset(struct arena *arena);

/* Zeroed, aligned memory until the next reset; never NULL. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));

/* The same, holding whatever it held: for who fills all of it. */
void *arena_room(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));

/* A copy of `length` bytes with a terminator. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length) __attribute__((returns_nonnull));

/* A copy of a string; NULL gives NULL. */
char *arena_string(struct arena *arena, const char *string);

/* printf into the arena. */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3), returns_nonnull));

/* Ties a foreign thing to the arena: `end(thing)` runs at the reset. Call it on the line after the thing was made. */
void arena_defer(struct arena *arena, void (*end)(void *), void *thing);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
