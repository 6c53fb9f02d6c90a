/* The register: every access decision, one row in the transaction of the change, chained by hash, never updated. */
#ifndef REGISTER_H
#define REGISTER_H

#include "db.h"
#include "rights.h"
#include "route.h"
#include "secret.h"
#include "words.h"

#include <stdint.h>

/* What was decided; NULL where it does not apply. */
struct entry {
    enum action action;
    const char *operation, *entity;
    const char *user; /* whom it is about */
    const char *contact;
    const char *reason;
};

/* Appends in the connection's transaction. An actor without a user is the server's command line. */
void register_add(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                  const struct entry *entry);

/* The end of the chain, for who appends many rows in one transaction. */
struct register_end {
    int64_t sequence;
    char hash[DIGEST_ROOM];
};

/* Finds it, and again after anything else may have appended. */
void register_find_end(struct db *db, struct register_end *end);

/* Appends there and moves it on. */
void register_append(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                     const struct entry *entry, struct register_end *end);

/* Recomputes the whole chain in the connection's transaction. OK, with the number of rows and the last hash, which an
 * attestation names; E_CONFLICT with the sequence of the first row that is not what was written, or is missing. */
enum err register_verify(struct db *db, struct arena *arena, int64_t *sequence, const char **head) CHECKED;

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
