#include "source.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#define PREFIX_BYTES 8 /* 64 bits */

/* IPv4 inside IPv6: a socket of both kinds (RFC 4291, 2.5.5.2), or a translator on the way (RFC 6052, 2.1). */
static const unsigned char mapped[12] = { [10] = 0xFF, [11] = 0xFF };
static const unsigned char translated[12] = { 0x00, 0x64, 0xFF, 0x9B };

static bool holds_ipv4(const unsigned char *bytes)
{
    return !memcmp(bytes, mapped, sizeof mapped) || !memcmp(bytes, translated, sizeof translated);
}

static const char *write(struct arena *arena, int family, const unsigned char *bytes)
{
    char *out = arena_alloc(arena, INET6_ADDRSTRLEN);

    inet_ntop(family, bytes, out, INET6_ADDRSTRLEN);
    return out;
}

/* `fe80::1%eth0`: the zone is ours, not the client's. */
static const char *without_zone(struct arena *arena, const char *address)
{
    return arena_copy(arena, address, strcspn(address, "%"));
}

const char *source_of(struct arena *arena, const char *address)
{
    unsigned char bytes[sizeof(struct in6_addr)];

    if (!address)
        return "";
    if (inet_pton(AF_INET6, without_zone(arena, address), bytes) != 1)
        return address;
    if (holds_ipv4(bytes))
        return write(arena, AF_INET, bytes + sizeof mapped);
    memset(bytes + PREFIX_BYTES, 0, sizeof bytes - PREFIX_BYTES);
    return arena_format(arena, "%s/64", write(arena, AF_INET6, bytes));
}
