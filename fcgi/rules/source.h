/* Where requests come from, as limits count it. */
#ifndef SOURCE_H
#define SOURCE_H

#include "arena.h"

/* The source that an address belongs to: an IPv4 address, written as IPv6 too, is one; of IPv6 the /64 is, since
 * whoever has one address of it has them all. "" for none; anything else stands for itself. Lends arena memory or what
 * it was given. */
const char *source_of(struct arena *arena, const char *address);

#endif
