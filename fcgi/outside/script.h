/* SQL scripts from files: the schema's migrations and the demonstration data. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "arena.h"

#include <dirent.h>

/* The text of a file, NULL with one line on stderr when it cannot be read whole. Lends arena memory. */
const char *script_read(struct arena *arena, const char *path);

/* True for the name of a script, as scandir(3) asks. */
int script_named(const struct dirent *entry);

#endif
