/* A cursor from a query: whatever it holds, it is refused or is the very one that its list made. */
#include "cursor.h"
#include "secret.h"

#include <stdlib.h>
#include <string.h>

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check(struct arena *arena, const char *list, const char *text)
{
    struct req q = { .arena = arena };
    struct cursor cursor;
    enum err error = cursor_read(&q, list, text, &cursor);

    if (error == OK) {
        demand(!q.faults.count && cursor.part[0] && cursor.part[1]);
        demand(utf8_valid(cursor.part[0], strlen(cursor.part[0])) &&
               utf8_valid(cursor.part[1], strlen(cursor.part[1])));
        demand(!strcmp(cursor_make(arena, list, &cursor), text));
    } else {
        demand(error == E_FIELDS && q.faults.count == 1 && q.faults.at[0].fault == FAULT_CURSOR);
    }
}

/* The corpus has cursors that the first of these lists made. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena;
    const char *text;

    demand(secret_start());
    arena = arena_new();
    text = arena_copy(arena, (const char *)data, size);
    check(arena, "contacts 01jgxp current", text);
    check(arena, "sessions ann", text);
    check(arena, text, text);
    arena_free(arena);
    return 0;
}
