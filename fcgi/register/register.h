/* The register: every access decision, one row in the transaction of the change, never updated. A row says in full what
 * stands after the decision, and is a leaf of a log that a stranger can check: see leaf.h. */
#ifndef REGISTER_H
#define REGISTER_H

#include "db.h"
#include "leaf.h"
#include "rights.h"
#include "route.h"
#include "sql_register.h"
#include "tree.h"
#include "words.h"

#include <stdint.h>

/* What was decided; NULL where it does not apply. */
struct entry {
    enum action action;
    const char *operation, *entity;
    const char *user; /* whom it is about */
    const char *contact;
    const char *reason;
    const char *request, *handover;    /* what led to it */
    const struct claims_of_line *line; /* the line after it; NULL: as it stands */
};

/* Appends in the connection's transaction, after the change itself: what stands then is what the row says. An actor
 * without a user is the server's command line. A row is never of an earlier instant than the one before it. */
void register_add(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                  const struct entry *entry);

/* The end of the log, for who appends many rows in one transaction. */
struct register_end {
    int64_t sequence, at;
    char leaf[TREE_HASH_ROOM];
};

/* Finds it, and again after anything else may have appended. */
void register_find_end(struct db *db, struct register_end *end);

/* Appends there and moves it on. */
void register_append(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                     const struct entry *entry, struct register_end *end);

/* How far a register goes. */
struct register_state {
    int64_t rows;
    struct tree_root root;
};

/* Proves every row in the connection's transaction: that it hashes to its leaf, that nothing is missing in its place,
 * that what it hides is what its digests say, and that all of them are those that were signed, here and in what
 * somebody knows (NULL: nobody). NULL, or what is wrong, in words. Lends arena memory. */
const char *register_verify(struct db *db, struct arena *arena, const struct tree_root *known,
                            struct register_state *out);

/* What a checkpoint says, if one of those signed it who sign here: NULL, or why not. Lends arena memory. */
const char *register_read_checkpoint(struct db *db, struct arena *arena, const char *text, struct tree_root *root);

/* The newest checkpoint, and the body that shows how it grew from an older size: NULL, or why there is none. Lend arena
 * memory. */
const char *register_checkpoint(struct db *db, const char **text);
const char *register_growth(struct db *db, struct arena *arena, int64_t old, const char **text);

/* A row, as far as somebody may see it: of an operation and of an entity, "" for any; user "": all of them. */
struct register_place {
    const char *operation, *entity, *user;
    int64_t row, now;
};

/* Its proof, with the row itself: NULL, or why there is none. Lends arena memory. */
const char *register_prove(struct db *db, struct arena *arena, const struct register_place *place, const char **text);

/* A root as text. Lends arena memory. */
const char *register_root_text(struct arena *arena, const struct tree_root *root);

/* The key that signs: makes the file when there is none, puts a new key first, and makes that one known in the
 * connection's transaction: NULL, or why not. What is wrong with the file is said on stderr. */
bool register_create_key(void);
bool register_rotate_key(void);
const char *register_take_key(struct db *db, int64_t now);

/* Tells each line, habilitation, person, operation and entity that is not as the last entry on it says, and each line
 * whose intervals of access are not those of its entries, in the connection's transaction. Answers how many. */
int register_disagreements(struct db *db, void (*tell)(const char *what, const char *id));

/* Makes a log of a register of before, in the transaction of its migration: writes out what each row's chain hashed,
 * with its leaf, and records all that stands, since rows of before do not say it. Nothing in an empty database. */
void register_begin_log(struct db *db, int64_t now);

/* Adds to the tree over all rows, and once that is whole, signs how far they go, if they go further than what was
 * signed last. In the connection's transaction. `more` when there is more to add at once. NULL, or why it does not
 * sign. */
const char *register_sign(struct db *db, int64_t now, bool *more);

/* The same as a watch. */
bool register_watch(struct db *db, int64_t now);

/* Which entries are asked for. */
struct register_query {
    const char *action, *after;
    int64_t since, until, limit;
};

extern const struct field register_fields[];

extern const struct schema register_schema, register_line_schema, entity_register_schema, entity_register_line_schema;

extern const struct route register_routes[];

/* Answers the proof of a row of it; E_NOT_FOUND for one that is not of that operation, or (NULL: any) of that entity.
 */
enum err register_proof(struct req *q, const char *operation, const char *entity, const char *row) CHECKED;

/* Answers a page of it, of those entries that the query asks for. */
enum err register_of_operation(struct req *q, const char *operation) CHECKED;
enum err register_of_entity(struct req *q, const char *entity) CHECKED;

#endif
