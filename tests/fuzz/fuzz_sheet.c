/* A file for an import: whatever it holds, every row of the sheet becomes one of the roster, good or wrong, in order.
 */
#include "roster.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check_row(const struct roster_row *row, int64_t before)
{
    demand(row->line > before);
    if (row->wrong) {
        demand(utf8_valid(row->wrong, strlen(row->wrong)) && !strpbrk(row->wrong, "\x1B\r\n"));
        return;
    }
    demand(row->entity && *row->entity->name && row->entity->first && row->team);
    demand(!row->email == !row->key && (row->key || !(row->team_leader || row->creator)));
    for (const char *path = row->team; *path; path = roster_team_below(path))
        demand(roster_team_length(path) > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct roster roster = { 0 };
    static const char *const encodings[] = { NULL, "windows-1252", "macintosh", "utf-16" };
    struct sheet sheet = { .encoding = encodings[size % 4] };
    int64_t line = 0, count = 0, wrong = 0;

    if (!sheet_take(&sheet, arena, (const char *)data, size) && !roster_read(&roster, arena, &sheet)) {
        for (const struct roster_row *row = roster.rows; row; row = row->next) {
            check_row(row, line);
            line = row->line;
            count++;
            wrong += row->wrong != NULL;
        }
        demand(count == roster.count && wrong == roster.wrong);
    }
    arena_free(arena);
    return 0;
}
