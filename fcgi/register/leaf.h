/* What a row of the register says, as the text that is hashed (RFC 8785), and what its digests stand for (RFC 9901).
 * Pure. */
#ifndef LEAF_H
#define LEAF_H

#include "arena.h"
#include "tree.h"

#include <stddef.h>
#include <stdint.h>

#define DIGEST_SIZE 44 /* 32 bytes in base64url and the terminator */
#define SALT_ROOM   23 /* 16 bytes in base64url and the terminator */

/* What every row has, and NULL or 0 where it does not apply. `claims` is the rest: a canonical object, which may hold
 * the sorted digests of what is hidden as `_sd`. */
struct leaf {
    const char *action, *actor, *operation, *entity, *person, *contact;
    int64_t at, n, h; /* `at` in milliseconds since 1970 */
    const char *salt, *claims;
};

/* The place within which a row counts: its operation and its entity, as far as there are any; else its person. Lends
 * arena memory. */
const char *leaf_place(struct arena *arena, const struct leaf *leaf);

/* The text that is hashed, its members in order. Lends arena memory. */
const char *leaf_text(struct arena *arena, const struct leaf *leaf);

/* A member of claims as JSON, NULL where there is none. Lends arena memory. */
const char *leaf_claim(struct arena *arena, const char *claims, const char *name);

/* The hash of such a text: SHA-256(0x00 || text) in base64 (RFC 6962 section 2.1). */
void leaf_hash(char out[TREE_HASH_ROOM], const char *text, size_t length);

/* A new salt: 16 random bytes, without which who knows the ids could confirm what he guesses. */
void leaf_salt(char out[SALT_ROOM]);

/* A hidden value in the form in which it is disclosed, base64url of `[salt,name,value]` (RFC 9901 section 4.2.1). Lends
 * arena memory. */
const char *leaf_disclosure(struct arena *arena, const char *salt, const char *name, const char *value);

/* What stands in `_sd` for it: base64url of its SHA-256 (section 4.2.3). */
void leaf_digest(char out[DIGEST_SIZE], const char *disclosure);

#endif
