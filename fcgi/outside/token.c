#include "token.h"

#include <errno.h>
#include <jwt.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define ALGORITHM   JWT_ALG_HS256
#define LEEWAY_S    60
#define SECOND_MOST 253402300799 /* the end of the year 9999: whoever counts in milliseconds may multiply */
#define CLAIM_ROOM  64
#define CACHE_SETS  1024
#define CACHE_WAYS  4

/* What a token says, once its signature and issuer were found good. */
struct claims {
    char kid[KID_ROOM];
    char user[CLAIM_ROOM];
    char session[CLAIM_ROOM];
    int64_t issued;
    int64_t not_before; /* 0 when the token does not say */
    int64_t expires;
};

struct entry {
    char digest[DIGEST_ROOM]; /* "" in an empty one */
    struct claims claims;
};

/* Only verified tokens get in, so strangers cannot push others out. Keys and issuer are the process's: they do not
 * change under an entry, but a key may go. */
static struct entry cache[CACHE_SETS][CACHE_WAYS];
static pthread_mutex_t cache_lock = PTHREAD_MUTEX_INITIALIZER;

static struct entry *cache_set(const char *digest)
{
    const char start[] = { digest[0], digest[1], digest[2], digest[3], '\0' };

    return cache[strtoul(start, NULL, 16) % CACHE_SETS];
}

static bool cache_find(const char *digest, struct claims *out)
{
    const struct entry *set = cache_set(digest);
    bool found = false;

    pthread_mutex_lock(&cache_lock);
    for (int i = 0; i < CACHE_WAYS && !found; i++) {
        found = !strcmp(set[i].digest, digest);
        if (found)
            *out = set[i].claims;
    }
    pthread_mutex_unlock(&cache_lock);
    return found;
}

/* Takes the place of the entry that expires first; an empty one expired in 1970. */
static void cache_keep(const char *digest, const struct claims *claims)
{
    struct entry *set = cache_set(digest), *place = set;

    pthread_mutex_lock(&cache_lock);
    for (int i = 1; i < CACHE_WAYS; i++) {
        if (set[i].claims.expires < place->claims.expires)
            place = &set[i];
    }
    memcpy(place->digest, digest, DIGEST_ROOM);
    place->claims = *claims;
    pthread_mutex_unlock(&cache_lock);
}

/* Three parts of base64url: libjwt's own decoder stops in silence at a character it does not know. */
static bool is_shaped(const char *text, size_t length)
{
    const char *first = strchr(text, '.'), *second = first ? strchr(first + 1, '.') : NULL;

    return second && !strchr(second + 1, '.') &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == length;
}

/* Lends the key that the header names, when the header is one of ours. Without a key libjwt only parses, so nothing
 * else of this reading is used. */
static const struct key *find_key(const struct keys *keys, const char *text)
{
    const struct key *key = NULL;
    const char *algorithm, *kid, *type;
    jwt_t *unverified;

    if (jwt_decode(&unverified, text, NULL, 0))
        return NULL;
    algorithm = jwt_get_header(unverified, "alg");
    kid = jwt_get_header(unverified, "kid");
    errno = 0;
    type = jwt_get_header(unverified, "typ");
    if (algorithm && !strcmp(algorithm, jwt_alg_str(ALGORITHM)) && kid &&
        (type ? !strcmp(type, "JWT") : errno == ENOENT))
        key = keys_find(keys, kid);
    jwt_free(unverified);
    return key;
}

static bool read_string(jwt_t *jwt, const char *name, char out[CLAIM_ROOM])
{
    const char *text = jwt_get_grant(jwt, name);
    size_t length = text ? strlen(text) : 0;

    if (length == 0 || length >= CLAIM_ROOM)
        return false;
    memcpy(out, text, length + 1);
    return true;
}

/* libjwt says 0 for what is no integer, so that neither 0 nor anything before 1970 is a time here. */
static bool read_time(jwt_t *jwt, const char *name, int64_t *out)
{
    *out = jwt_get_grant_int(jwt, name);
    return *out > 0 && *out <= SECOND_MOST;
}

static bool read_claims(jwt_t *jwt, const char *issuer, struct claims *out)
{
    const char *from = jwt_get_grant(jwt, "iss");

    if (!from || strcmp(from, issuer) != 0)
        return false;
    if (!read_string(jwt, "sub", out->user) || !read_string(jwt, "sid", out->session))
        return false;
    if (!read_time(jwt, "iat", &out->issued) || !read_time(jwt, "exp", &out->expires))
        return false;

    errno = 0;
    if (read_time(jwt, "nbf", &out->not_before))
        return true;
    out->not_before = 0;
    return errno == ENOENT;
}

static bool verify(const struct keys *keys, const char *issuer, const char *text, struct claims *out)
{
    const struct key *key = find_key(keys, text);
    jwt_t *jwt;
    bool good;

    if (!key || jwt_decode(&jwt, text, key->bytes, SECRET_KEY_BYTES))
        return false;
    *out = (struct claims){ 0 };
    memcpy(out->kid, key->kid, KID_ROOM);
    good = jwt_get_alg(jwt) == ALGORITHM && read_claims(jwt, issuer, out);
    jwt_free(jwt);
    return good;
}

static bool is_timely(const struct claims *claims, int64_t now_ms)
{
    int64_t latest = now_ms + LEEWAY_S * 1000;

    return claims->issued * 1000 <= latest && claims->not_before * 1000 <= latest && now_ms < claims->expires * 1000;
}

bool token_check(struct arena *arena, const struct keys *keys, const char *issuer, const char *text, int64_t now_ms,
                 struct token *out)
{
    size_t length = strnlen(text, TOKEN_MOST + 1);
    char digest[DIGEST_ROOM];
    struct claims claims;
    bool cached;

    if (length > TOKEN_MOST || !is_shaped(text, length))
        return false;
    secret_digest(digest, text, length);
    cached = cache_find(digest, &claims);
    if (!cached && !verify(keys, issuer, text, &claims))
        return false;
    if (!keys_find(keys, claims.kid) || !is_timely(&claims, now_ms))
        return false;
    if (!cached)
        cache_keep(digest, &claims);

    *out = (struct token){ .user = arena_string(arena, claims.user),
                           .session = arena_string(arena, claims.session),
                           .issued = claims.issued,
                           .expires = claims.expires };
    return true;
}

const char *token_make(struct arena *arena, const struct keys *keys, const char *issuer, const struct token *token)
{
    const struct key *key = &keys->key[0];
    const char *lent;
    char *text;
    jwt_t *jwt;

    if (jwt_new(&jwt) || jwt_set_alg(jwt, ALGORITHM, key->bytes, SECRET_KEY_BYTES) ||
        jwt_add_header(jwt, "kid", key->kid) || jwt_add_grant(jwt, "iss", issuer) ||
        jwt_add_grant(jwt, "sub", token->user) || jwt_add_grant(jwt, "sid", token->session) ||
        jwt_add_grant_int(jwt, "iat", token->issued) || jwt_add_grant_int(jwt, "exp", token->expires))
        abort(); /* no memory, as in the arena: the values are our own */
    text = jwt_encode_str(jwt);
    jwt_free(jwt);
    if (!text)
        abort();
    lent = arena_string(arena, text);
    free(text);
    return lent;
}
