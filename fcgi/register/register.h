/* The register: every access decision, one row in the transaction of the change, never updated. A row says in full what
 * stands after the decision, and is a leaf of a log that a stranger can check: see leaf.h. */
#ifndef REGISTER_H
#define REGISTER_H

#include "db.h"
#include "leaf.h"
#include "rights.h"
#include "route.h"
#include "sql_register.h"
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
    char leaf[LEAF_ROOM];
};

/* Finds it, and again after anything else may have appended. */
void register_find_end(struct db *db, struct register_end *end);

/* Appends there and moves it on. */
void register_append(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                     const struct entry *entry, struct register_end *end);

/* Proves every row in the connection's transaction: that it hashes to its leaf, follows the one before, that nothing is
 * missing in its place, and that what it hides is what its digests say. OK, with the number of rows and the last leaf;
 * E_CONFLICT with the sequence of the first row that is not what was written, or is missing. */
enum err register_verify(struct db *db, struct arena *arena, int64_t *sequence, const char **head) CHECKED;

/* Tells each line, habilitation, person, operation and entity that is not as the last entry on it says, and each line
 * whose intervals of access are not those of its entries, in the connection's transaction. Answers how many. */
int register_disagreements(struct db *db, void (*tell)(const char *what, const char *id));

/* Makes a log of a register of before, in the transaction of its migration: writes out what each row's chain hashed,
 * with its leaf, and records all that stands, since rows of before do not say it. Nothing in an empty database. */
void register_begin_log(struct db *db, int64_t now);

/* Which entries are asked for. */
struct register_query {
    const char *action, *after;
    int64_t since, until, limit;
};

extern const struct field register_fields[];

extern const struct schema register_schema, register_line_schema, entity_register_schema, entity_register_line_schema;

/* Answers a page of it, of those entries that the query asks for. */
enum err register_of_operation(struct req *q, const char *operation) CHECKED;
enum err register_of_entity(struct req *q, const char *entity) CHECKED;

#endif
