/* Where a list goes on: opaque to clients, bound to its list, never trusted. */
#ifndef CURSOR_H
#define CURSOR_H

#include "req.h"

#define CURSOR_PARTS 4

/* Parts of a sort key; a list sorted by one thing uses one part. The first two are never NULL once read, the others
 * where the list has none. */
struct cursor {
    const char *part[CURSOR_PARTS];
};

/* The cursor after a row of the list. `list` names the list and what it was asked for, so that a cursor of another is
 * refused. Lends arena memory. */
const char *cursor_make(struct arena *arena, const char *list, const struct cursor *cursor);

/* Reads `text` (NULL: from the beginning, parts are ""). E_FIELDS, with a fault at `after`, when it is none of ours
 * for that list. */
enum err cursor_read(struct req *q, const char *list, const char *text, struct cursor *out) CHECKED;

#endif
