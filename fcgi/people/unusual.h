/* What is unusual about an address before somebody is added by it. It is judged by what the caller may see anyway: an
 * address that he does not know gets the same answer whether there is an account or not. */
#ifndef UNUSUAL_H
#define UNUSUAL_H

#include "req.h"
#include "sql_people.h"

/* For whom people are to be added, and what the caller sees there. */
struct unusual_place {
    const char *entity;
    const char *operation; /* "" where it is about no operation */
    bool whole;            /* he sees everybody's lines there */
    struct domains_seen *domains;
    size_t count;
};

struct unusual {
    bool known;          /* somebody whom the caller may see already */
    bool other_entity;   /* the domain is another entity's */
    bool look_alike;     /* one slip of the hand away from a domain of the entity, or of another */
    bool outside;        /* a public mailbox, or nobody else of the entity is of this domain, and others are of some */
    const char *instead; /* the address that may have been meant; NULL: none */
    const char *entity, *entity_name; /* whose domain it is, for other_entity; NULL: nobody's else */
};

/* Looks up what the caller sees, once for all addresses of a request. `operation` "" for none. Lends the arena's
 * memory; the ids are borrowed. */
struct unusual_place *unusual_begin(struct req *q, const char *operation, const char *entity);

/* Judges one address, as it was typed and as it is matched. */
struct unusual unusual_find(struct req *q, const struct unusual_place *place, const char *email, const char *key);

/* Writes the members `notes`, and `instead` and `entity` where there are any. */
void unusual_write(struct text *out, const struct unusual *unusual);

/* As one of addresses_check: finds, and writes. `what` is the place. */
void unusual_check(struct req *q, const char *email, const char *key, const void *what);

#endif
