/* What a mail domain's name alone tells: whose it cannot be, and for which other it may have been mistaken. */
#ifndef DOMAIN_H
#define DOMAIN_H

#include <stdbool.h>

/* Whether anybody can have a mailbox there: large providers, access providers and throw-away addresses. `domain` is in
 * lower case and ASCII form. */
bool domain_is_public(const char *domain);

/* Whether one slip of the hand makes one of the other: a letter too many, one missing, another one, or two neighbours
 * exchanged. Of valid UTF-8, in characters; nothing is near itself. */
bool domain_is_near(const char *one, const char *other);

#endif
