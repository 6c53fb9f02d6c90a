/* Which addresses are taken, and which two are one mailbox. */
#include "address.h"

#include "check.h"

#define LABEL_63 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg"
#define LOCAL_64 LABEL_63 "x"

static struct arena *arena;

static void one_mailbox_has_one_key(void)
{
    static const char *const cases[][2] = {
        { "agnes.martin@aurore.example", "agnes.martin@aurore.example" },
        { "  Agnes.Martin@AURORE.Example\r\n", "agnes.martin@aurore.example" },
        { "Zoë@Müller.example ", "zoë@xn--mller-kva.example" },
        { "zoë@xn--mller-kva.example", "zoë@xn--mller-kva.example" },
        { "ZOE\u0308@MU\u0308LLER.example", "zoë@xn--mller-kva.example" },
        { "zoë@XN--MLLER-KVA.EXAMPLE", "zoë@xn--mller-kva.example" },
        { "a@straße.example", "a@xn--strae-oqa.example" },
        { "a@ex\u3002ample.org", "a@ex.ample.org" },
        { "leo+bank@aurore.example", "leo+bank@aurore.example" },
        { "!#$%&'*+-/=?^_`{|}~@b.example", "!#$%&'*+-/=?^_`{|}~@b.example" },
        { "a@b.c", "a@b.c" },
        { "a@1.2.3.de", "a@1.2.3.de" },
        { "山田@例え.example", "山田@xn--r8jz45g.example" },
        { "דוד@עברית.example", "דוד@xn--5dbqzzl.example" },
        { LOCAL_64 "@b.example", LOCAL_64 "@b.example" },
        { "a@" LABEL_63 ".example", "a@" LABEL_63 ".example" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *key = address_key(arena, cases[i][0]);

        CHECK_TEXT(key, cases[i][1]);
        CHECK_TEXT(key ? address_key(arena, key) : NULL, key);
    }
    CHECK(strcmp(address_key(arena, "leo+bank@aurore.example"), address_key(arena, "leo@aurore.example")) != 0);
    CHECK(strcmp(address_key(arena, "zoe@aurore.example"), address_key(arena, "zoë@aurore.example")) != 0);
}

static void what_is_no_address_is_refused(void)
{
    static const char *const refused[] = {
        "",
        " ",
        "@",
        "a",
        "a@",
        "@b.example",
        "a.b.example",
        "a@b",
        "a@localhost",
        "a@b@c.example",
        /* quotes, comments, lists, names beside the address */
        "\"a b\"@c.example",
        "\"a\"@c.example",
        "a\"b@c.example",
        "a(x)@b.example",
        "a@b.example(x)",
        "(x)a@b.example",
        "<a@b.example>",
        "Agnes <a@b.example>",
        "a@b.example,c@d.example",
        "a@b.example;",
        "mailto:a@b.example",
        "a\\b@c.example",
        "a[b]@c.example",
        /* space and control characters inside */
        "a b@c.example",
        "a @b.example",
        "a@ b.example",
        "a@b .example",
        "a\tb@c.example",
        "a\nb@c.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.exam\nple",
        "a\x01@b.example",
        "a\x7f@b.example",
        "a\xc2\x85"
        "b@c.example",
        /* dots */
        ".a@b.example",
        "a.@b.example",
        "a..b@c.example",
        "a@.b.example",
        "a@b..example",
        "a@b.example.",
        "a@.",
        "a@..",
        "a@b.example\u3002",
        "a@\u3002b.example",
        /* domains that are none */
        "a@[192.0.2.1]",
        "a@[IPv6:2001:db8::1]",
        "a@192.0.2.1",
        "a@b.1",
        "a@b_c.example",
        "a@ü_b.example",
        "a@-b.example",
        "a@b-.example",
        "a@b/c.example",
        "a@b:25.example",
        "a@xn--.example",
        "a@xn--a.example",
        "a@b\u2260.example",
        "a@😀.example",
        "a@\u2024b.example",
        "a@b\u037e.example",
        /* what cannot be seen, or looks like something else */
        "a\u200b@b.example",
        "\u200ea@b.example",
        "a@b.example\u200f",
        "a\u202e@b.example",
        "a@b\u00ad.example",
        "a@\u2066b.example",
        "\ufeffa@b.example",
        "a\u00a0b@c.example",
        "a＠b.example",
        "ａ@b.example",
        "a@ｂ.example",
        "a\u037e@b.example",
        "\ue000@b.example",
        /* no UTF-8 */
        "\xff@b.example",
        "a@\xff.example",
        "a\xc3@b.example",
        "a@b.example\xe2\x80",
        /* too long */
        LOCAL_64 "y@b.example",
        "zoë" LABEL_63 "@b.example",
        "a@" LABEL_63 "g.example",
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
        CHECK_TEXT(address_key(arena, refused[i]), NULL);
}

/* An address of that many bytes with the longest local part and labels allowed. */
static const char *address_of(size_t length)
{
    char *address = arena_copy(arena, LOCAL_64 "@" LABEL_63 "." LABEL_63 "." LABEL_63 "." LABEL_63, 320);

    return arena_copy(arena, address, length);
}

static void length_is_limited_in_bytes(void)
{
    CHECK_TEXT(address_key(arena, address_of(254)), address_of(254));
    CHECK_TEXT(address_key(arena, arena_format(arena, "  %s\n", address_of(254))), address_of(254));
    CHECK_TEXT(address_key(arena, address_of(255)), NULL);
    CHECK_TEXT(address_key(arena, address_of(300)), NULL);
    /* short as written, too long in ASCII */
    for (int labels = 1; labels <= 60; labels += 59) {
        char *address = arena_string(arena, "a@");

        for (int i = 0; i < labels; i++)
            address = arena_format(arena, "%sü.", address);
        CHECK((address_key(arena, arena_format(arena, "%sexample", address)) != NULL) == (labels == 1));
    }
}

static void the_address_is_kept_as_written(void)
{
    CHECK_TEXT(address_shown(arena, "  Zoë@Müller.example \r\n"), "Zoë@Müller.example");
    CHECK_TEXT(address_shown(arena, "Leo+Bank@Aurore.Example"), "Leo+Bank@Aurore.Example");
    CHECK_TEXT(address_shown(arena, " \t "), "");
    CHECK_TEXT(address_shown(arena, ""), "");
}

static void what_is_pasted_is_one_address(void)
{
    static const char *const cases[][2] = {
        { "p@x.example", "p@x.example" },
        { " \u200bp@x.example\u202a\u00a0", "p@x.example" },
        { "\ufeffp@x.example\u2060", "p@x.example" },
        { "<p@x.example>", "p@x.example" },
        { "Paul <p@x.example>", "p@x.example" },
        { "PETIT, Paul <p@x.example> ", "p@x.example" },
        { "\"PETIT, Paul\" <\u200bp@x.example >", "p@x.example" },
        { "p@x.example <p@x.example>", "p@x.example" },
        { "a > b <p@x.example>", "p@x.example" },
        { "'p@x.example'", "p@x.example" },
        { "\"p@x.example\"", "p@x.example" },
        { "mailto:p@x.example", "p@x.example" },
        { "Paul <MAILTO:p@x.example>", "p@x.example" },
        /* what is no address stays what it is, for address_key to refuse */
        { "", "" },
        { "<", "<" },
        { ">", ">" },
        { "<>", "" },
        { "'", "'" },
        { "p@x.example>", "p@x.example>" },
        { "Paul <p@x.example", "Paul <p@x.example" },
        { "Paul", "Paul" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(address_typed(arena, cases[i][0]), cases[i][1]);
}

static void letters_before_the_at_are_plain_or_not(void)
{
    CHECK(address_has_plain_letters("o'brien+x@x.example"));
    CHECK(address_has_plain_letters("zoe@m\u00fcller.example"));
    CHECK(address_has_plain_letters("zo\u00eb@x.example"));
    CHECK(!address_has_plain_letters("o\u00b4brien@x.example"));
    CHECK(!address_has_plain_letters("o\u2019brien@x.example"));
    CHECK(address_has_plain_letters("\u5c71\u7530@x.example"));
}

static void a_domain_is_read_as_people_write_it(void)
{
    const char *key = address_key(arena, "Zoë@MÜLLER.example");

    CHECK_TEXT(address_domain(key), "xn--mller-kva.example");
    CHECK_TEXT(address_domain_shown(arena, address_domain(key)), "müller.example");
    CHECK_TEXT(address_domain_shown(arena, "littoral.example"), "littoral.example");
    CHECK_TEXT(address_domain_shown(arena, "xn--.example"), "xn--.example");
    CHECK_TEXT(address_domain("nobody"), "nobody");
}

int main(void)
{
    arena = arena_new();
    one_mailbox_has_one_key();
    what_is_no_address_is_refused();
    length_is_limited_in_bytes();
    the_address_is_kept_as_written();
    what_is_pasted_is_one_address();
    letters_before_the_at_are_plain_or_not();
    a_domain_is_read_as_people_write_it();
    arena_free(arena);
    return check_end();
}
