/* The register as a log: the tree over its rows, and the checkpoints that were signed. */
#ifndef REGISTER_LOG_H
#define REGISTER_LOG_H

#include "db.h"
#include "note.h"
#include "tree.h"

/* The hash that stands as base64; false when it is none. Uses arena memory. */
bool register_log_decode(struct arena *arena, const char *text, struct tree_hash *out);

/* The tree as the connection's transaction has it; borrows the connection. */
struct tree_store register_log_store(struct db *db);

/* The newest checkpoint, with what it says; false when none was signed yet. Lends arena memory. */
bool register_log_newest(struct db *db, struct arena *arena, const char **note, struct tree_root *root);

/* What a checkpoint says, if one of those signed it who sign here: NULL, or why not. Lends arena memory. */
const char *register_log_read(struct db *db, struct arena *arena, const char *note, struct tree_root *root);

/* Adds the hashes above full tiles, some at a time. True when there are more to add. */
bool register_log_add_tiles(struct db *db, int64_t size);

#endif
