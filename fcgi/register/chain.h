/* Rows of version 0, each of which hashed the one before it. */
#ifndef CHAIN_H
#define CHAIN_H

#include "sql_register.h"

/* What such a row hashed: a JSON array of the previous hash and every column in the schema's order. Lends arena memory.
 */
const char *chain_text(struct arena *arena, const char *previous, const struct register_all *row, const char *reason);

#endif
