#include "arena.h"
#include "capture.h"
#include "check.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/wait.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED
#endif
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#endif

static bool is_zero(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i])
            return false;
    return true;
}

/* Pieces are dirtied, so that the next round shows whether memory is zeroed when it is used again. */
static void test_pieces(void)
{
    static const size_t sizes[] = { 0, 1, 15, 16, 17, 4000, 16384, 65000, 65536, 1000000, 8 };
    struct arena *arena = arena_new();
    bool aligned = true, zeroed = true;

    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
            char *piece = arena_alloc(arena, sizes[i]);

            aligned = aligned && (uintptr_t)piece % 16 == 0;
            zeroed = zeroed && is_zero(piece, sizes[i]);
            memset(piece, 0xAA, sizes[i]);
        }
        if (round % 3 == 2)
            arena_reset(arena);
    }
    CHECK(aligned);
    CHECK(zeroed);
    arena_free(arena);
}

static void test_pieces_do_not_overlap(void)
{
    struct arena *arena = arena_new();
    char *pieces[3000];
    bool intact = true;

    for (int i = 0; i < 3000; i++) {
        pieces[i] = arena_alloc(arena, (size_t)i);
        memset(pieces[i], i & 0xFF, (size_t)i);
    }
    for (int i = 0; i < 3000; i++)
        for (int j = 0; j < i; j++)
            intact = intact && (unsigned char)pieces[i][j] == (i & 0xFF);
    CHECK(intact);
    arena_free(arena);
}

static void test_strings(void)
{
    struct arena *arena = arena_new();
    char *long_text;

    CHECK_TEXT(arena_copy(arena, "abcdef", 3), "abc");
    CHECK_TEXT(arena_copy(arena, NULL, 0), "");
    CHECK_TEXT(arena_string(arena, "Crédit du Littoral"), "Crédit du Littoral");
    CHECK(arena_string(arena, NULL) == NULL);
    CHECK_TEXT(arena_format(arena, "%s-%d", "op", 7), "op-7");
    long_text = arena_format(arena, "%*s", 100000, "end");
    CHECK(strlen(long_text) == 100000 && !strcmp(long_text + 99997, "end"));
    arena_free(arena);
    arena_free(NULL);
}

static char calls[8];

static void note_call(void *letter)
{
    strncat(calls, letter, 1);
}

static void test_deferred(void)
{
    struct arena *arena = arena_new();

    calls[0] = '\0';
    arena_defer(arena, note_call, arena_string(arena, "a"));
    arena_defer(arena, note_call, arena_string(arena, "b"));
    arena_defer(arena, note_call, arena_string(arena, "c"));
    CHECK_TEXT(calls, "");
    arena_reset(arena);
    CHECK_TEXT(calls, "cba"); /* last first, while what they were given still stands */
    arena_reset(arena);
    CHECK_TEXT(calls, "cba"); /* once */
    arena_defer(arena, note_call, arena_string(arena, "d"));
    arena_free(arena);
    CHECK_TEXT(calls, "cbad");
}

static void test_reset_keeps_a_block(void)
{
    struct arena *arena = arena_new();
    void *first = arena_alloc(arena, 100);

    arena_alloc(arena, 1000000);
    arena_reset(arena);
    CHECK(arena_alloc(arena, 100) == first);
    arena_free(arena);
}

static void test_stale_pointer_is_caught(void)
{
#ifdef WATCHED
    struct arena *arena = arena_new();
    char *piece = arena_alloc(arena, 24);

    CHECK(!__asan_address_is_poisoned(piece) && !__asan_address_is_poisoned(piece + 23));
    CHECK(__asan_address_is_poisoned(piece + 24));
    arena_alloc(arena, 24);
    CHECK(__asan_address_is_poisoned(piece + 24));
    arena_reset(arena);
    CHECK(__asan_address_is_poisoned(piece));
    arena_free(arena);
#endif
}

/* In a child: a process without memory says so and ends. */
static void test_no_memory(size_t size)
{
    const char *said;
    pid_t child;
    int status;

    capture_begin(stderr);
    child = fork();
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        arena_alloc(arena_new(), size);
        _exit(0);
    }
    waitpid(child, &status, 0);
    said = capture_end();
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    CHECK(strstr(said, "level=error event=no_memory bytes="));
}

int main(void)
{
    test_pieces();
    test_pieces_do_not_overlap();
    test_strings();
    test_deferred();
    test_reset_keeps_a_block();
    test_stale_pointer_is_caught();
    test_no_memory(SIZE_MAX);
    test_no_memory(SIZE_MAX / 2);
    test_no_memory(SIZE_MAX - 15);
    return check_end();
}
