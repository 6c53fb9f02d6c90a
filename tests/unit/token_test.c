/* Attacks on the session's token (RFC 8725, section 2), each beside a control that must pass.
 *
 * Tokens are forged here with libsodium from a header and a payload in JSON, so that what token.c accepts is checked
 * against a second implementation; only the algorithms that libsodium lacks are signed by libjwt. */
#include "token.h"

#include "check.h"

#include <jwt.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

#define ISSUER  "https://desk.example/"
#define NOW     INT64_C(1772357400)
#define NOW_MS  (NOW * 1000)
#define HEADER  "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}"
#define PAYLOAD "{\"iss\":\"" ISSUER "\",\"sub\":\"ann\",\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}"

/* A payload with other times. */
#define TIMES(times) "{\"iss\":\"" ISSUER "\",\"sub\":\"ann\",\"sid\":\"s1\"," times "}"

static struct arena *arena;
static struct keys keys = {
    .count = 2, .key = { { "k1", "0123456789abcdef0123456789abcde" }, { "k2", "another key of thirty-two bytes" } }
};

static const char *base64url(const void *bytes, size_t length)
{
    size_t room = sodium_base64_encoded_len(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);

    return sodium_bin2base64(arena_alloc(arena, room), room, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static const char *unsigned_token(const char *header, const char *payload)
{
    return arena_format(arena, "%s.%s", base64url(header, strlen(header)), base64url(payload, strlen(payload)));
}

static const char *forge_with(const struct key *key, const char *header, const char *payload)
{
    const char *text = unsigned_token(header, payload);
    unsigned char signature[crypto_auth_hmacsha256_BYTES];

    crypto_auth_hmacsha256(signature, (const unsigned char *)text, strlen(text), key->bytes);
    return arena_format(arena, "%s.%s", text, base64url(signature, sizeof(signature)));
}

static const char *forge(const char *header, const char *payload)
{
    return forge_with(&keys.key[0], header, payload);
}

static bool passes_at(const char *text, int64_t now_ms)
{
    struct token token;

    return token_check(arena, &keys, ISSUER, text, now_ms, &token);
}

static bool passes(const char *text)
{
    return passes_at(text, NOW_MS);
}

static void what_is_made_is_read(void)
{
    const struct token made = { .user = "ann", .session = "s1", .issued = NOW, .expires = NOW + 900 };
    const char *text = token_make(arena, &keys, ISSUER, &made);
    struct token read;

    for (int i = 0; i < 2; i++) { /* by its signature, then from the cache */
        CHECK(token_check(arena, &keys, ISSUER, text, NOW_MS, &read));
        CHECK_TEXT(read.user, "ann");
        CHECK_TEXT(read.session, "s1");
        CHECK(read.issued == NOW && read.expires == NOW + 900);
    }
    CHECK(strlen(text) < TOKEN_MOST);
    CHECK(passes(forge(HEADER, PAYLOAD)));
    CHECK(passes(forge("{\"kid\":\"k1\",\"alg\":\"HS256\"}", PAYLOAD)));
    CHECK(passes(forge_with(&keys.key[1], "{\"alg\":\"HS256\",\"kid\":\"k2\"}", PAYLOAD)));
}

/* An attacker says that the token needs no signature, or takes it away. */
static void a_signature_is_required(void)
{
    const char *good = forge(HEADER, PAYLOAD), *plain = unsigned_token(HEADER, PAYLOAD);

    CHECK(passes(good));
    CHECK(!passes(plain));
    CHECK(!passes(arena_format(arena, "%s.", plain)));
    CHECK(!passes(arena_format(arena, "%s.AAAA", plain)));
    CHECK(!passes(arena_format(arena, "%.*s", (int)strlen(good) - 1, good)));
    for (int i = 0; i < 4; i++) {
        const char *alg = (const char *[]){ "none", "None", "NONE", "" }[i];
        const char *header = arena_format(arena, "{\"alg\":\"%s\",\"kid\":\"k1\"}", alg);

        CHECK(!passes(arena_format(arena, "%s.", unsigned_token(header, PAYLOAD))));
        CHECK(!passes(forge(header, PAYLOAD)));
    }
    CHECK(!passes(forge("{\"kid\":\"k1\"}", PAYLOAD)));
    CHECK(!passes(forge("{\"kid\":\"k1\",\"alg\":null}", PAYLOAD)));
    CHECK(!passes(forge("{\"kid\":\"k1\",\"alg\":[\"HS256\"]}", PAYLOAD)));
}

static const char *sign_with_libjwt(jwt_alg_t algorithm)
{
    jwt_t *jwt;
    char *text;
    const char *copy;

    if (jwt_new(&jwt) || jwt_set_alg(jwt, algorithm, keys.key[0].bytes, SECRET_KEY_BYTES) ||
        jwt_add_header(jwt, "kid", "k1") || jwt_add_grants_json(jwt, PAYLOAD))
        abort();
    text = jwt_encode_str(jwt);
    copy = arena_string(arena, text);
    free(text);
    jwt_free(jwt);
    return copy;
}

/* An attacker with another, well made token of the same key, or who takes a public key for the secret. */
static void only_one_algorithm_is_taken(void)
{
    CHECK(passes(sign_with_libjwt(JWT_ALG_HS256)));
    CHECK(!passes(sign_with_libjwt(JWT_ALG_HS384)));
    CHECK(!passes(sign_with_libjwt(JWT_ALG_HS512)));
    for (int i = 0; i < 7; i++) {
        const char *alg = (const char *[]){ "HS384", "HS512", "RS256", "ES256", "PS256", "hs256", "HS256 " }[i];

        CHECK(!passes(forge(arena_format(arena, "{\"alg\":\"%s\",\"kid\":\"k1\"}", alg), PAYLOAD)));
    }
}

static void what_was_changed_is_refused(void)
{
    char *good = arena_string(arena, forge(HEADER, PAYLOAD));
    const char *other = forge(HEADER, "{\"iss\":\"" ISSUER "\",\"sub\":\"bob\",\"sid\":\"s1\",\"iat\":1,\"exp\":2}");
    size_t length = strlen(good);
    int taken = 0;

    CHECK(!passes(arena_format(arena, "%s%s", unsigned_token(HEADER, TIMES("\"iat\":1772357400,\"exp\":1999999999")),
                               strrchr(good, '.'))));
    CHECK(!passes(arena_format(arena, "%.*s%s", (int)(strrchr(good, '.') - good), good, strrchr(other, '.'))));
    CHECK(!passes(forge_with(&keys.key[1], HEADER, PAYLOAD)));
    for (size_t i = 0; i < length; i++) { /* the last one changes only bits that no byte has */
        good[i] ^= 1;
        taken += passes(good);
        good[i] ^= 1;
    }
    CHECK(taken == 0);
    CHECK(passes(good));
}

static void the_header_is_ours(void)
{
    static const char *const headers[] = {
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k3\"}",
        "{\"alg\":\"HS256\",\"kid\":\"\"}",
        "{\"alg\":\"HS256\",\"kid\":\"K1\"}",
        "{\"alg\":\"HS256\",\"kid\":1}",
        "{\"alg\":\"HS256\",\"kid\":null}",
        "{\"alg\":\"HS256\",\"kid\":[\"k1\"]}",
        "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\\u0000\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"JWE\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"jwt\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":1}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":null}",
        "[\"HS256\",\"k1\"]",
        "\"HS256\"",
        "",
        "{",
    };

    for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
        CHECK(!passes(forge(headers[i], PAYLOAD)));
}

static void times_are_kept(void)
{
    const char *good = forge(HEADER, PAYLOAD);

    CHECK(passes_at(good, (NOW + 900) * 1000 - 1));
    CHECK(!passes_at(good, (NOW + 900) * 1000));
    CHECK(!passes_at(good, (NOW + 901) * 1000));
    CHECK(passes_at(good, (NOW - 60) * 1000));
    CHECK(!passes_at(good, (NOW - 60) * 1000 - 1));

    CHECK(!passes(forge(HEADER, TIMES("\"iat\":1772350000,\"exp\":1772357399"))));
    CHECK(!passes(forge(HEADER, TIMES("\"iat\":1772350000,\"exp\":1772357400"))));
    CHECK(passes(forge(HEADER, TIMES("\"iat\":1772350000,\"exp\":1772357401"))));
    CHECK(passes(forge(HEADER, TIMES("\"iat\":1772357400,\"nbf\":1772357460,\"exp\":1772358300"))));
    CHECK(!passes(forge(HEADER, TIMES("\"iat\":1772357400,\"nbf\":1772357461,\"exp\":1772358300"))));
    CHECK(passes(forge(HEADER, TIMES("\"iat\":1772357460,\"exp\":1772358300"))));
    CHECK(!passes(forge(HEADER, TIMES("\"iat\":1772357461,\"exp\":1772358300"))));
}

static void claims_have_their_types(void)
{
    static const char *const times[] = {
        "\"iat\":1772357400",
        "\"exp\":1772358300",
        "\"iat\":1772357400,\"exp\":\"1772358300\"",
        "\"iat\":1772357400,\"exp\":1772358300.5",
        "\"iat\":1772357400,\"exp\":1.9e9",
        "\"iat\":1772357400,\"exp\":-1",
        "\"iat\":1772357400,\"exp\":0",
        "\"iat\":1772357400,\"exp\":true",
        "\"iat\":1772357400,\"exp\":null",
        "\"iat\":1772357400,\"exp\":{}",
        "\"iat\":1772357400,\"exp\":9223372036854775807",
        "\"iat\":1772357400,\"exp\":9223372036854775808",
        "\"iat\":1772357400,\"exp\":253402300800",
        "\"iat\":\"1772357400\",\"exp\":1772358300",
        "\"iat\":1772357400.0,\"exp\":1772358300",
        "\"iat\":-9223372036854775808,\"exp\":1772358300",
        "\"iat\":null,\"exp\":1772358300",
        "\"iat\":1772357400,\"exp\":1772358300,\"nbf\":\"1\"",
        "\"iat\":1772357400,\"exp\":1772358300,\"nbf\":1.5",
        "\"iat\":1772357400,\"exp\":1772358300,\"nbf\":-1",
        "\"iat\":1772357400,\"exp\":1772358300,\"nbf\":9223372036854775807",
    };
    static const char *const payloads[] = {
        "{\"sub\":\"ann\",\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"https://other.example/\",\"sub\":\"ann\",\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"https://desk.example\",\"sub\":\"ann\",\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":[\"" ISSUER "\"],\"sub\":\"ann\",\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"" ISSUER "\",\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"" ISSUER "\",\"sub\":\"\",\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"" ISSUER "\",\"sub\":7,\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"" ISSUER "\",\"sub\":\"ann\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"" ISSUER "\",\"sub\":\"ann\",\"sid\":\"\",\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"" ISSUER "\",\"sub\":\"ann\",\"sid\":null,\"iat\":1772357400,\"exp\":1772358300}",
        "{\"iss\":\"" ISSUER "\",\"sub\":\"0123456789012345678901234567890123456789012345678901234567890123\","
        "\"sid\":\"s1\",\"iat\":1772357400,\"exp\":1772358300}",
        "[]",
        "{}",
        "",
        "{",
        PAYLOAD "x",
    };

    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
        CHECK(!passes(forge(HEADER, arena_format(arena, TIMES("%s"), times[i]))));
    for (size_t i = 0; i < sizeof(payloads) / sizeof(payloads[0]); i++)
        CHECK(!passes(forge(HEADER, payloads[i])));
}

static void what_is_no_token_is_refused(void)
{
    static const char *const texts[] = { "", ".", "..", "...", "a", "a.b", "a.b.c", "a.b.c.d", " . . ", "e30.e30.e30" };
    const char *good = forge(HEADER, PAYLOAD);
    char *padding = arena_alloc(arena, TOKEN_MOST + 1);

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        CHECK(!passes(texts[i]));
    CHECK(!passes(arena_format(arena, "%s.", good)));
    CHECK(!passes(arena_format(arena, ".%s", good)));
    CHECK(!passes(arena_format(arena, "%s.%s", good, good)));
    CHECK(!passes(arena_format(arena, " %s", good)));
    CHECK(!passes(arena_format(arena, "%s ", good)));
    CHECK(!passes(arena_format(arena, "%s\n", good)));
    CHECK(!passes(arena_format(arena, "%s=", good)));
    CHECK(!passes(arena_format(arena, "Bearer %s", good)));
    CHECK(!passes(arena_format(arena, "\xff%s", good)));

    memset(padding, 'x', 500);
    CHECK(passes(
        forge(HEADER, arena_format(arena, TIMES("\"iat\":1772357400,\"exp\":1772358300,\"x\":\"%s\""), padding))));
    memset(padding, 'x', TOKEN_MOST);
    CHECK(!passes(
        forge(HEADER, arena_format(arena, TIMES("\"iat\":1772357400,\"exp\":1772358300,\"x\":\"%s\""), padding))));
}

static void the_cache_forgets_nothing_it_should_know(void)
{
    const char *text = forge(HEADER, TIMES("\"iat\":1772357400,\"exp\":1772358301"));
    struct keys fewer = { .count = 1, .key = { keys.key[1] } };
    struct token token;

    CHECK(passes(text));
    CHECK(passes(text));
    CHECK(!passes_at(text, (NOW + 901) * 1000));
    CHECK(!passes_at(text, (NOW - 61) * 1000));
    CHECK(!token_check(arena, &fewer, ISSUER, text, NOW_MS, &token));
    CHECK(passes(text));
}

/* More tokens than the cache has room for, several times, from several threads. */
static void *check_many(void *unused)
{
    struct arena *own = arena_new();
    struct token made = { .session = "s1", .issued = NOW, .expires = NOW + 900 }, read;
    intptr_t wrong = 0;

    (void)unused;
    for (int i = 0; i < 6000; i++) {
        int number = i % 5000;
        const char *text;

        made.user = arena_format(own, "user%d", number);
        text = token_make(own, &keys, ISSUER, &made);
        for (int j = 0; j < 2; j++)
            wrong += !token_check(own, &keys, ISSUER, text, NOW_MS, &read) || strcmp(read.user, made.user) != 0;
        arena_reset(own);
    }
    arena_free(own);
    return (void *)wrong;
}

static void threads_share_the_cache(void)
{
    pthread_t threads[4];
    void *wrong;

    for (int i = 0; i < 4; i++)
        CHECK(pthread_create(&threads[i], NULL, check_many, NULL) == 0);
    for (int i = 0; i < 4; i++)
        CHECK(pthread_join(threads[i], &wrong) == 0 && wrong == NULL);
}

int main(void)
{
    if (!secret_start())
        return 1;
    arena = arena_new();
    what_is_made_is_read();
    a_signature_is_required();
    only_one_algorithm_is_taken();
    what_was_changed_is_refused();
    the_header_is_ours();
    times_are_kept();
    claims_have_their_types();
    what_is_no_token_is_refused();
    the_cache_forgets_nothing_it_should_know();
    threads_share_the_cache();
    arena_free(arena);
    return check_end();
}
