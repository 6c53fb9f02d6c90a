/* A token from a cookie: whatever it holds, it is refused or is one of the few that were signed with this key. */
#include "token.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct keys keys = { .count = 1, .key = { { "k1", "0123456789abcdef0123456789abcde" } } };
    struct arena *arena;
    const char *text;
    struct token token;

    if (!secret_start())
        abort();
    arena = arena_new();
    text = arena_copy(arena, (const char *)data, size);
    if (token_check(arena, &keys, "https://desk.example/", text, 1772357400000, &token) &&
        (strcmp(token.user, "ann") != 0 || strcmp(token.session, "s1") != 0 || token.expires <= 1772357400))
        abort();
    arena_free(arena);
    return 0;
}
