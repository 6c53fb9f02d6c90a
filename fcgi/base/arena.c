#include "arena.h"

#include "log.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_WATCHED
#endif

/* Under AddressSanitizer only what is allocated may be touched: a pointer kept past a reset, or one step past its
 * piece, is caught as if every piece had come from malloc. */
#ifdef ARENA_WATCHED
#include <sanitizer/asan_interface.h>
#define ARENA_GAP 16
#else
#define ASAN_POISON_MEMORY_REGION(bytes, length)   ((void)(bytes), (void)(length))
#define ASAN_UNPOISON_MEMORY_REGION(bytes, length) ((void)(bytes), (void)(length))
#define ARENA_GAP                                  0
#endif

#define ARENA_ALIGN ((size_t)16)
#define ARENA_BLOCK ((size_t)64 * 1024)
#define ARENA_MOST  (SIZE_MAX / 4) /* what is added to a size below it cannot wrap */

struct block {
    struct block *next;
    size_t room;
    _Alignas(16) char bytes[];
};

struct deferred {
    struct deferred *next;
    void (*end)(void *);
    void *thing;
};

struct arena {
    struct block *blocks; /* newest first: the last of the list is the one that a reset keeps */
    struct deferred *deferred;
    char *free; /* what is left of the block that small pieces come from */
    size_t left;
};

static _Noreturn void end_without_memory(size_t size)
{
    LOG_ERROR("no_memory", LOG_NUMBER("bytes", size <= INT64_MAX ? (int64_t)size : INT64_MAX));
    abort();
}

static void *get_memory(size_t size)
{
    void *memory = malloc(size);

    if (!memory)
        end_without_memory(size);
    return memory;
}

static struct block *add_block(struct arena *arena, size_t room)
{
    struct block *block = get_memory(sizeof(struct block) + room);

    block->room = room;
    block->next = arena->blocks;
    arena->blocks = block;
    ASAN_POISON_MEMORY_REGION(block->bytes, block->room);
    return block;
}

static void fill_from(struct arena *arena, struct block *block)
{
    arena->free = block->bytes;
    arena->left = block->room;
}

static void run_deferred(struct arena *arena)
{
    while (arena->deferred) {
        struct deferred *deferred = arena->deferred;

        arena->deferred = deferred->next;
        deferred->end(deferred->thing);
    }
}

struct arena *arena_new(void)
{
    struct arena *arena = get_memory(sizeof(*arena));

    *arena = (struct arena){ 0 };
    fill_from(arena, add_block(arena, ARENA_BLOCK - sizeof(struct block)));
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    arena_reset(arena);
    free(arena->blocks);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    run_deferred(arena);
    while (arena->blocks->next) {
        struct block *block = arena->blocks;

        arena->blocks = block->next;
        free(block);
    }
    ASAN_POISON_MEMORY_REGION(arena->blocks->bytes, arena->blocks->room);
    fill_from(arena, arena->blocks);
}

/* Bytes for one piece. A piece that would waste much of a block gets its own, and the present one stays in use. */
static char *take(struct arena *arena, size_t size)
{
    char *piece;

    if (size > arena->left && size > ARENA_BLOCK / 4)
        return add_block(arena, size)->bytes;
    if (size > arena->left)
        fill_from(arena, add_block(arena, ARENA_BLOCK - sizeof(struct block)));
    piece = arena->free;
    arena->free += size;
    arena->left -= size;
    return piece;
}

void *arena_room(struct arena *arena, size_t size)
{
    char *piece;

    if (size > ARENA_MOST)
        end_without_memory(size);
    piece = take(arena, (size + ARENA_GAP + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1));
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    return piece;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(arena_room(arena, size), 0, size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_room(arena, length + 1);

    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_string(struct arena *arena, const char *string)
{
    return string ? arena_copy(arena, string, strlen(string)) : NULL;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    char *string;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    string = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(string, (size_t)length + 1, format, again);
    va_end(again);
    return string;
}

void arena_defer(struct arena *arena, void (*end)(void *), void *thing)
{
    struct deferred *deferred = ARENA_NEW(arena, struct deferred);

    *deferred = (struct deferred){ arena->deferred, end, thing };
    arena->deferred = deferred;
}
