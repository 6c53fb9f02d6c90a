/* A phone number from a body: whatever it holds, it is refused or has one spelling. */
#include "phone.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *typed = arena_copy(arena, (const char *)data, size), *number = phone_normal(arena, typed, FRENCH),
               *again;

    if (number) {
        size_t digits = strspn(number + 1, "0123456789");

        again = phone_normal(arena, number, ENGLISH);
        if (*number != '+' || number[1] == '0' || digits < 8 || digits > 15 || number[1 + digits] || !again ||
            strcmp(number, again) != 0)
            abort();
    }
    arena_free(arena);
    return 0;
}
