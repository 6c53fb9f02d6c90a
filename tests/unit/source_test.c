/* One source is an IPv4 address or a /64, however it is spelt. */
#include "source.h"

#include "check.h"

static struct arena *arena;

static void an_address_belongs_to_a_source(void)
{
    static const struct {
        const char *address, *source;
    } cases[] = {
        { NULL, "" },
        { "", "" },
        { "unix:", "unix:" },
        { "192.0.2.1", "192.0.2.1" },
        { "192.0.2.2", "192.0.2.2" },
        { "127.0.0.1", "127.0.0.1" },
        /* one /64 */
        { "2001:db8::", "2001:db8::/64" },
        { "2001:db8::1", "2001:db8::/64" },
        { "2001:db8::2", "2001:db8::/64" },
        { "2001:DB8::AbCd", "2001:db8::/64" },
        { "2001:db8:0:0:1:2:3:4", "2001:db8::/64" },
        { "2001:0db8:0000:0000:ffff:ffff:ffff:ffff", "2001:db8::/64" },
        { "2001:db8:0::ffff:192.0.2.1", "2001:db8::/64" },
        /* its neighbours */
        { "2001:db8:0:1::1", "2001:db8:0:1::/64" },
        { "2001:db8:0:1:ffff:ffff:ffff:ffff", "2001:db8:0:1::/64" },
        { "2001:db8:1::1", "2001:db8:1::/64" },
        { "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64" },
        { "1:2:3:4::", "1:2:3:4::/64" },
        { "::1", "::/64" },
        { "::", "::/64" },
        { "fe80::1", "fe80::/64" },
        { "fe80::1%eth0", "fe80::/64" },
        /* IPv4 inside */
        { "::ffff:192.0.2.1", "192.0.2.1" },
        { "::FFFF:192.0.2.1", "192.0.2.1" },
        { "::ffff:c000:201", "192.0.2.1" },
        { "0:0:0:0:0:ffff:c000:0201", "192.0.2.1" },
        { "0000:0000:0000:0000:0000:ffff:192.0.2.1", "192.0.2.1" },
        { "64:ff9b::192.0.2.1", "192.0.2.1" },
        { "64:ff9b::c000:201", "192.0.2.1" },
        { "64:ff9b:1::c000:201", "64:ff9b:1::/64" },
        { "::fffe:192.0.2.1", "::/64" },
        /* no address */
        { "2001:db8::1::2", "2001:db8::1::2" },
        { "2001:db8", "2001:db8" },
        { "192.0.2", "192.0.2" },
        { "nonsense", "nonsense" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(source_of(arena, cases[i].address), cases[i].source);
}

int main(void)
{
    arena = arena_new();
    an_address_belongs_to_a_source();
    arena_free(arena);
    return check_end();
}
