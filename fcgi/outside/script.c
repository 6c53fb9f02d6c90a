#include "script.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SCRIPT_MOST (4 * 1024 * 1024)

const char *script_read(struct arena *arena, const char *path)
{
    char *script = arena_alloc(arena, SCRIPT_MOST + 1);
    FILE *file = fopen(path, "re");
    size_t length;

    if (!file) {
        fprintf(stderr, "guichet: %s: %s\n", path, strerror(errno));
        return NULL;
    }
    length = fread(script, 1, SCRIPT_MOST + 1, file);
    if (ferror(file) || length > SCRIPT_MOST || memchr(script, '\0', length)) {
        fprintf(stderr, "guichet: %s: is no script that can be read\n", path);
        script = NULL;
    } else {
        script[length] = '\0';
    }
    fclose(file);
    return script;
}

int script_named(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return entry->d_name[0] != '.' && length > 4 && !strcmp(entry->d_name + length - 4, ".sql");
}
