/* Whose addresses a sheet may have wrong: by the domains of an entity's people, of the sheet and of before. */
#ifndef ROSTER_DOMAINS_H
#define ROSTER_DOMAINS_H

#include "arena.h"
#include "roster.h"

/* A domain of an entity, and how many of its people have it. */
struct roster_domain {
    struct roster_domain *next;
    const char *domain;
    int64_t people;
};

/* Counts people of a domain. Copies it into the arena; past a thousand domains more are not kept. */
void roster_domain_add(struct arena *arena, struct roster_domain **domains, const char *domain, int64_t people);

/* What is unusual about a row's address among its entity's people, itself included, and what may have been meant; NULL
 * when nothing is. Lends arena memory. */
const char *roster_warning(struct arena *arena, const struct roster_domain *domains, const struct roster_row *row);

#endif
