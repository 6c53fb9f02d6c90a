/* The tree over the rows of the register, as the database keeps it. */
#ifndef REGISTER_LOG_H
#define REGISTER_LOG_H

#include "db.h"
#include "tree.h"

/* The tree as the connection's transaction has it; borrows the connection. */
struct tree_store register_log_store(struct db *db);

/* Adds the hashes above full tiles, some at a time. True when there are more to add. */
bool register_log_add_tiles(struct db *db, int64_t size);

#endif
