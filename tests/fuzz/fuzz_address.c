/* An address from a body: whatever it holds, its key is refused or is its own key. */
#include "address.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *address = arena_copy(arena, (const char *)data, size);
    const char *shown = address_shown(arena, address), *key = address_key(arena, address), *again;

    if (strlen(shown) > strlen(address))
        abort();
    if (key) {
        again = address_key(arena, key);
        if (strlen(key) > ADDRESS_MOST || strpbrk(key, " \t\r\n<>\"") || !again || strcmp(key, again) != 0)
            abort();
    }
    arena_free(arena);
    return 0;
}
