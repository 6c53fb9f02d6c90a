/* Searching operations by the beginnings of words of their names and references. */
#ifndef OPERATION_SEARCH_H
#define OPERATION_SEARCH_H

#include "req.h"

/* What somebody typed: every part of it must stand in the name or the reference, at the beginning of a word. */
struct operation_search {
    const char **part;  /* folded, between spaces */
    size_t count;       /* 0: everything is found */
    const char *word;   /* the one that the fewest operations have; NULL when every one of them is common */
    const char *beyond; /* what sorts behind all that begins with it */
};

/* Reads what was typed (NULL: nothing) by somebody who acts for an entity. Lends arena memory. */
struct operation_search operation_search_read(struct req *q, const char *typed);

/* Whether an operation of this folded name and this reference is among what is looked for. */
bool operation_search_finds(struct arena *arena, const struct operation_search *search, const char *sort_name,
                            const char *reference);

#endif
