/* Passwords, identifiers, links and codes. */
#include "secret.h"

#include "check.h"

#include <time.h>

static struct arena *arena;
static const unsigned char key[SECRET_KEY_BYTES] = "0123456789abcdef0123456789abcde";
static const unsigned char other_key[SECRET_KEY_BYTES] = "another key of thirty-two bytes";

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void passwords_fit_only_their_hash(void)
{
    const char *hash = secret_hash_password(arena, "Guichet-demo-2026");

    CHECK(!strncmp(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31));
    CHECK(secret_check_password(hash, "Guichet-demo-2026"));
    CHECK(!secret_check_password(hash, "Guichet-demo-2027"));
    CHECK(!secret_check_password(hash, ""));
    CHECK(!secret_check_password("", "Guichet-demo-2026"));
    CHECK(!secret_check_password("no hash", "Guichet-demo-2026"));
    CHECK(strcmp(hash, secret_hash_password(arena, "Guichet-demo-2026")) != 0);
}

static void an_unknown_address_costs_as_much(void)
{
    const char *hash = secret_hash_password(arena, "Guichet-demo-2026");
    double known = 1e9, unknown = 1e9;

    for (int i = 0; i < 3; i++) {
        double start = seconds(), middle;

        CHECK(!secret_check_password(hash, "wrong"));
        middle = seconds();
        CHECK(!secret_check_password(NULL, "wrong"));
        known = middle - start < known ? middle - start : known;
        unknown = seconds() - middle < unknown ? seconds() - middle : unknown;
    }
    CHECK(unknown > known * 0.7 && unknown < known * 1.4);
}

static void identifiers_sort_by_time_and_differ(void)
{
    char one[ID_ROOM], same[ID_ROOM], later[ID_ROOM], last[ID_ROOM];

    secret_id(one, 1772357400000);
    secret_id(same, 1772357400000);
    secret_id(later, 1772357400001);
    secret_id(last, (1LL << 48) - 1);
    CHECK(strlen(one) == 26);
    CHECK(strspn(one, "0123456789abcdefghjkmnpqrstvwxyz") == 26);
    CHECK(!strncmp(one, "01kjmbqde0", 10));
    CHECK(!strncmp(one, same, 10) && strcmp(one, same) != 0);
    CHECK(strcmp(one, later) < 0);
    CHECK(!strncmp(last, "7zzzzzzzzz", 10));
}

static void what_was_made_before_stands_below(void)
{
    char first[ID_ROOM], before[ID_ROOM], then[ID_ROOM];

    secret_first_id(first, 1772357400000);
    secret_id(before, 1772357399999);
    secret_id(then, 1772357400000);
    CHECK_TEXT(first, "01kjmbqde00000000000000000");
    CHECK(strcmp(before, first) < 0);
    CHECK(strcmp(then, first) > 0);
}

static void the_digest_is_blake2b(void)
{
    char digest[DIGEST_ROOM];

    secret_digest(digest, "abc", 3);
    CHECK_TEXT(digest, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    secret_digest(digest, "", 0);
    CHECK_TEXT(digest, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

static void links_are_repeatable_and_secret(void)
{
    char link[LINK_ROOM], again[LINK_ROOM], other[LINK_ROOM];

    secret_link(link, key, "01kjmbbbbb");
    secret_link(again, key, "01kjmbbbbb");
    CHECK_TEXT(link, again);
    CHECK(strlen(link) == 32);
    CHECK(strspn(link, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == 32);
    secret_link(other, key, "01kjmbbbbc");
    CHECK(strcmp(link, other) != 0);
    secret_link(other, other_key, "01kjmbbbbb");
    CHECK(strcmp(link, other) != 0);
}

static void codes_are_six_digits_spread_evenly(void)
{
    int first[10] = { 0 }, last[10] = { 0 };
    char code[7], again[7], id[32];

    secret_code(code, key, "01kjmbbbbb");
    secret_code(again, key, "01kjmbbbbb");
    CHECK_TEXT(code, again);
    secret_code(again, other_key, "01kjmbbbbb");
    CHECK(strcmp(code, again) != 0);

    for (int i = 0; i < 20000; i++) {
        snprintf(id, sizeof(id), "id%d", i);
        secret_code(code, key, id);
        if (strlen(code) != 6 || strspn(code, "0123456789") != 6)
            break;
        first[code[0] - '0']++;
        last[code[5] - '0']++;
    }
    for (int i = 0; i < 10; i++) {
        CHECK(first[i] > 1800 && first[i] < 2200);
        CHECK(last[i] > 1800 && last[i] < 2200);
    }
}

static void cookies_differ(void)
{
    char one[LINK_ROOM], other[LINK_ROOM];

    secret_cookie(one);
    secret_cookie(other);
    CHECK(strlen(one) == 32 && strlen(other) == 32);
    CHECK(strcmp(one, other) != 0);
}

static void comparison_knows_equal_from_different(void)
{
    CHECK(secret_equal("abc", "abc"));
    CHECK(secret_equal("", ""));
    CHECK(!secret_equal("abc", "abd"));
    CHECK(!secret_equal("abc", "ab"));
    CHECK(!secret_equal("abc", "abcd"));
    CHECK(!secret_equal(NULL, "abc"));
    CHECK(!secret_equal("abc", NULL));
    CHECK(!secret_equal(NULL, NULL));
}

/* RFC 8032, section 7.1, test 2. */
static void what_is_signed_is_checked_by_the_other_half(void)
{
    static const unsigned char seed[] = "\x4c\xcd\x08\x9b\x28\xff\x96\xda\x9d\xb6\xc3\x46\xec\x11\x4e\x0f"
                                        "\x5b\x8a\x31\x9f\x35\xab\xa6\x24\xda\x8c\xf6\xed\x4f\xb8\xa6\xfb",
                               wanted[] = "\x92\xa0\x09\xa9\xf0\xd4\xca\xb8\x72\x0e\x82\x0b\x5f\x64\x25\x40";
    unsigned char public[SECRET_KEY_BYTES], signature[SIGNATURE_BYTES];

    secret_public_key(public, seed);
    secret_sign(signature, seed, "r", 1);
    CHECK(!memcmp(signature, wanted, sizeof wanted - 1));
    CHECK(secret_is_signed(public, signature, "r", 1));
    CHECK(!secret_is_signed(public, signature, "s", 1));
    CHECK(!secret_is_signed(seed, signature, "r", 1));
    signature[63] ^= 1;
    CHECK(!secret_is_signed(public, signature, "r", 1));
}

static bool reads(const char *text, const char *wanted)
{
    size_t length = 0;
    const unsigned char *bytes = secret_from_base64(arena, text, strlen(text), &length);

    return wanted ? bytes && length == strlen(wanted) && !memcmp(bytes, wanted, length) : !bytes;
}

/* RFC 4648, section 10; and nothing that another text stands for already. */
static void base64_has_one_text_for_each_value(void)
{
    char text[9];

    for (const char *const *pair =
             (const char *const[]){ "", "", "f", "Zg==", "fo", "Zm8=", "foo", "Zm9v", "foobar", "Zm9vYmFy", NULL };
         *pair; pair += 2) {
        secret_to_base64(text, sizeof text, pair[0], strlen(pair[0]));
        CHECK_TEXT(text, pair[1]);
        CHECK(reads(pair[1], pair[0]));
    }
    for (const char *const *bad = (const char *const[]){ "Zg=", "Zg", "Zh==", "Zm9=", "Z", "Zm9v ", "Zm9v\n", "Zm-_",
                                                         "Zm9v=", "Zm9\xf6", "Zm9\xff", "\xd0m9v", NULL };
         *bad; bad++)
        CHECK(reads(*bad, NULL));
}

int main(void)
{
    double start = seconds();

    arena = arena_new();
    CHECK(secret_start());
    CHECK(seconds() - start < 0.02); /* the program must be ready in that time */
    passwords_fit_only_their_hash();
    an_unknown_address_costs_as_much();
    identifiers_sort_by_time_and_differ();
    what_was_made_before_stands_below();
    the_digest_is_blake2b();
    links_are_repeatable_and_secret();
    codes_are_six_digits_spread_evenly();
    cookies_differ();
    comparison_knows_equal_from_different();
    what_is_signed_is_checked_by_the_other_half();
    base64_has_one_text_for_each_value();
    arena_free(arena);
    return check_end();
}
