/* What is kept twice so that it is found at once: made of its source, and proved equal to it. */
#ifndef COPIES_H
#define COPIES_H

#include "db.h"

#include <stdbool.h>

/* The words of every operation, for who takes part, of data that came without them. */
void copies_fill_words(struct db *db, struct arena *arena);

/* Whether exactly the words of each operation's name and reference are kept; names on standard error what is wrong. */
bool copies_prove_words(struct db *db, struct arena *arena);

#endif
