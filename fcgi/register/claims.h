/* What an entry of the register says beside its columns: what stands when it is written, as canonical JSON. */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "leaf.h"
#include "register.h"

#define HIDDEN_MOST 4

/* A value that stands in a row as a digest alone, and whose it is; nobody's: NULL. */
struct hidden {
    const char *name, *value, *owner;
    char salt[SALT_ROOM];
};

struct claims {
    const char *text; /* see struct leaf */
    bool of_habilitation;
    struct hidden hidden[HIDDEN_MOST];
    size_t count;
};

/* Reads them in the connection's transaction, after the change. Lends arena memory. */
void claims_read(struct db *db, struct arena *arena, const struct entry *entry, struct claims *out);

#endif
