/* What is kept twice so that it is found at once: made of its source, and proved equal to it. */
#ifndef COPIES_H
#define COPIES_H

#include "db.h"

#include <stdbool.h>

/* Take the words by which an operation is found out, before its names or participations change, and put them in again
 * after that. */
void copies_remove_words(struct db *db, struct arena *arena, const char *operation);
void copies_add_words(struct db *db, struct arena *arena, const char *operation);

/* Puts in those of every operation, of data that came without them. */
void copies_fill_words(struct db *db, struct arena *arena);

/* Whether exactly the words of each operation's name and reference are kept; names on standard error what is wrong. */
bool copies_prove_words(struct db *db, struct arena *arena);

#endif
