#include "roster_domains.h"
#include "address.h"
#include "domain.h"

#include <string.h>

#define DOMAINS_MOST 1000

void roster_domain_add(struct arena *arena, struct roster_domain **domains, const char *domain, int64_t people)
{
    int count = 0;

    while (*domains && strcmp((*domains)->domain, domain)) {
        domains = &(*domains)->next;
        count++;
    }
    if (!*domains && count < DOMAINS_MOST) {
        *domains = ARENA_NEW(arena, struct roster_domain);
        (*domains)->domain = arena_string(arena, domain);
    }
    if (*domains)
        (*domains)->people += people;
}

static int64_t people_of(const struct roster_domain *domains, const char *domain)
{
    while (domains && strcmp(domains->domain, domain))
        domains = domains->next;
    return domains ? domains->people : 0;
}

/* The domain of most people that may have been meant, of more than the one that was written. */
static const char *meant(struct arena *arena, const struct roster_domain *domains, const char *domain)
{
    const char *written = address_domain_shown(arena, domain), *found = NULL;
    int64_t most = people_of(domains, domain);

    for (; domains; domains = domains->next) {
        const char *other = address_domain_shown(arena, domains->domain);

        if (domains->people > most && domain_is_near(written, other)) {
            found = other;
            most = domains->people;
        }
    }
    return found;
}

static bool others_agree(const struct roster_domain *domains)
{
    while (domains && domains->people < 2)
        domains = domains->next;
    return domains != NULL;
}

const char *roster_warning(struct arena *arena, const struct roster_domain *domains, const struct roster_row *row)
{
    const char *domain = address_domain(row->key), *instead;

    if (domain_is_public(domain))
        return "a public mailbox: is it the person's own?";
    instead = meant(arena, domains, domain);
    if (instead)
        return arena_format(arena, "is %.*s@%s meant?", (int)strcspn(row->email, "@"), row->email, instead);
    return people_of(domains, domain) < 2 && others_agree(domains) ? "nobody else of the entity is of this domain"
                                                                   : NULL;
}
