/* Rows of the register as they stand in the database, and what is hashed of them. */
#ifndef REGISTER_ROW_H
#define REGISTER_ROW_H

#include "leaf.h"
#include "sql_register.h"

/* What a row says; borrows its texts. */
struct leaf register_row_leaf(const struct register_all *row);

/* What a row of version 0 hashed, each the one before it: a JSON array of the previous hash and every column in the
 * order of the schema of then. Lends arena memory. */
const char *register_row_chain(struct arena *arena, const char *previous, const struct register_all *row,
                               const char *reason);

#endif
