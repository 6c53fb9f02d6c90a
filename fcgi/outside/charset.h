/* The text of a file, from whatever bytes it was saved in: nothing is guessed and nothing replaced, so that no name is
 * kept wrong. The only user of iconv. */
#ifndef CHARSET_H
#define CHARSET_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

/* How the encodings are called in messages. */
#define CHARSET_NAMES "utf-8, windows-1252, iso-8859-1 (latin1), iso-8859-15, macintosh (macroman), utf-16"

/* Whether that is the name of an encoding, by any spelling people have for it. */
bool charset_known(const char *name);

/* Reads bytes in the encoding of that name; NULL: in UTF-8, or in UTF-16 where a byte order mark says so.
 * Answers NULL, with the text in the arena, or what is wrong and what to do. */
const char *charset_read(struct arena *arena, const char *name, const char *bytes, size_t length, const char **text);

#endif
