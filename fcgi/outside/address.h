/* E-mail addresses: which are taken, and which two are the same mailbox. The only user of libidn2. */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "arena.h"

#include <stdbool.h>

#define ADDRESS_MOST 254 /* bytes, RFC 5321 4.5.3.1 */

/* The key by which an address is matched: outer space removed, letters without case (Unicode), the domain in its
 * ASCII form (IDNA 2008), so `Zoë@Müller.example ` and `zoë@xn--mller-kva.example` are one mailbox. NULL when it is no
 * address we take: one @, a dot-atom local part of at most 64 bytes (RFC 5322 3.2.3, RFC 6531; no quoted form), a
 * domain of at least two labels without a literal, no control character or inner space. The plus sign is a letter like
 * another. Lends arena memory. */
const char *address_key(struct arena *arena, const char *address);

/* The address as it is kept and shown: as written, without outer space. Lends arena memory. */
const char *address_shown(struct arena *arena, const char *address);

/* The one address in what somebody typed or pasted: without what is invisible around it, without a name before it and
 * the brackets of one (RFC 5322 3.4: `PETIT, Paul <p@x.example>`), quotation marks or `mailto:`. Whatever is left is
 * for address_key to judge. The text is valid UTF-8. Lends arena memory. */
const char *address_typed(struct arena *arena, const char *typed);

/* What stands behind the @ of a key. Lends a part of it. */
const char *address_domain(const char *key);

/* A domain in ASCII form as people write it, `müller.example`; what cannot be written otherwise as it is. Lends arena
 * memory. */
const char *address_domain_shown(struct arena *arena, const char *domain);

/* Whether the part before the @ has letters, digits and ASCII's signs alone. Letters of other scripts are mailed as
 * they were typed, to servers that take them (RFC 6531); a curly apostrophe is what a word processor made of a straight
 * one. The text is valid UTF-8. */
bool address_has_plain_letters(const char *address);

#endif
