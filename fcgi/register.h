/* The register: every access decision, one row in the transaction of the change, chained by hash, never updated. */
#ifndef REGISTER_H
#define REGISTER_H

#include "db.h"
#include "rights.h"

#include <stdint.h>

/* What was decided; NULL where it does not apply. */
struct entry {
    const char *action; /* contact_added, contact_revoked, ... */
    const char *operation, *entity;
    const char *user; /* whom it is about */
    const char *contact;
    const char *reason;
};

/* Appends in the connection's transaction. An actor without a user is the server's command line. */
void register_add(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                  const struct entry *entry);

#endif
