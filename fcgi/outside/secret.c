#include "secret.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPERATIONS    crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE
#define MEMORY        crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE

#define ID_BYTES      16
#define ID_TIME_BYTES 6
#define LINK_BYTES    24
#define DIGEST_BYTES  32

/* What an unknown address is checked against. Salt and hash are arbitrary bytes, for the cost lies in the parameters
 * alone; a constant, because computing one would add a hash to every start of the program. */
static const char nobody[crypto_pwhash_argon2id_STRBYTES] =
    "$argon2id$v=19$m=65536,t=2,p=1$Z3VpY2hldC1ub2JvZHktMQ$bm9ib2R5LWtub3dzLXRoaXMtcGFzc3dvcmQtYXQtYWw";

bool secret_start(void)
{
    return sodium_init() >= 0 && crypto_pwhash_argon2id_str_needs_rehash(nobody, OPERATIONS, MEMORY) == 0;
}

void secret_random(void *out, size_t length)
{
    randombytes_buf(out, length);
}

/* With the instant in front of the bytes given. */
static void write_id(char out[ID_ROOM], int64_t at, unsigned char bytes[ID_BYTES])
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    unsigned bits = 0;
    int held = 2; /* 26 characters hold 130 bits: the first two are zero */

    for (int i = 0; i < ID_TIME_BYTES; i++)
        bytes[i] = (unsigned char)(at >> (40 - 8 * i));

    for (size_t i = 0; i < ID_BYTES; i++) {
        bits = bits << 8 | bytes[i];
        for (held += 8; held >= 5; held -= 5)
            *out++ = alphabet[bits >> (held - 5) & 31];
    }
    *out = '\0';
}

void secret_id(char out[ID_ROOM], int64_t now)
{
    unsigned char bytes[ID_BYTES];

    secret_random(bytes + ID_TIME_BYTES, ID_BYTES - ID_TIME_BYTES);
    write_id(out, now, bytes);
}

void secret_first_id(char out[ID_ROOM], int64_t at)
{
    write_id(out, at, (unsigned char[ID_BYTES]){ 0 });
}

const char *secret_hash_password(struct arena *arena, const char *password)
{
    char *hash = arena_alloc(arena, crypto_pwhash_argon2id_STRBYTES);

    if (crypto_pwhash_argon2id_str(hash, password, strlen(password), OPERATIONS, MEMORY))
        abort(); /* no 64 MiB to be had: as arena_alloc decides */
    return hash;
}

/* libsodium 1.0.18 does not tell a lack of memory from a wrong password: both are false. */
bool secret_check_password(const char *hash, const char *password)
{
    bool fits = crypto_pwhash_argon2id_str_verify(hash ? hash : nobody, password, strlen(password)) == 0;

    return fits && hash;
}

bool secret_is_dated(const char *hash)
{
    return crypto_pwhash_argon2id_str_needs_rehash(hash, OPERATIONS, MEMORY) != 0;
}

/* Sealing has a key of its own, so that what is derived for another purpose never opens a seal. */
static void sealing_key(unsigned char out[SECRET_KEY_BYTES], const unsigned char key[SECRET_KEY_BYTES])
{
    crypto_generichash(out, SECRET_KEY_BYTES, (const unsigned char *)"seal", 4, key, SECRET_KEY_BYTES);
}

const char *secret_seal(struct arena *arena, const unsigned char key[SECRET_KEY_BYTES], const void *bytes,
                        size_t length)
{
    size_t sealed = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + length;
    unsigned char *box = arena_alloc(arena, sealed), own[SECRET_KEY_BYTES];
    char *text = arena_alloc(arena, 2 * sealed + 1);

    sealing_key(own, key);
    secret_random(box, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(box + crypto_secretbox_NONCEBYTES, bytes, length, box, own);
    return sodium_bin2hex(text, 2 * sealed + 1, box, sealed);
}

bool secret_open(void *out, size_t length, const unsigned char key[SECRET_KEY_BYTES], const char *sealed)
{
    unsigned char box[256], own[SECRET_KEY_BYTES];
    size_t held;

    if (sodium_hex2bin(box, sizeof box, sealed, strlen(sealed), NULL, &held, NULL) ||
        held != crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + length)
        return false;
    sealing_key(own, key);
    return !crypto_secretbox_open_easy(out, box + crypto_secretbox_NONCEBYTES, held - crypto_secretbox_NONCEBYTES, box,
                                       own);
}

void secret_digest(char out[DIGEST_ROOM], const void *bytes, size_t length)
{
    unsigned char digest[DIGEST_BYTES];

    crypto_generichash(digest, sizeof(digest), bytes, length, NULL, 0);
    sodium_bin2hex(out, DIGEST_ROOM, digest, sizeof(digest));
}

/* The purpose is hashed with the id, so that what one purpose shows tells nothing about another's. */
static void derive(unsigned char *out, size_t length, const unsigned char key[SECRET_KEY_BYTES], const char *purpose,
                   const char *id)
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, key, SECRET_KEY_BYTES, length);
    crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose));
    crypto_generichash_update(&state, (const unsigned char *)id, strlen(id));
    crypto_generichash_final(&state, out, length);
}

static void write_base64url(char out[LINK_ROOM], const unsigned char bytes[LINK_BYTES])
{
    sodium_bin2base64(out, LINK_ROOM, bytes, LINK_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secret_link(char out[LINK_ROOM], const unsigned char key[SECRET_KEY_BYTES], const char *id)
{
    unsigned char bytes[LINK_BYTES];

    derive(bytes, sizeof(bytes), key, "link:", id);
    write_base64url(out, bytes);
}

void secret_code(char out[7], const unsigned char key[SECRET_KEY_BYTES], const char *id)
{
    unsigned char bytes[DIGEST_BYTES];
    uint64_t number = 0;

    derive(bytes, sizeof(bytes), key, "code:", id);
    for (int i = 0; i < 8; i++)
        number = number << 8 | bytes[i];
    /* 64 bits reduced to six digits: one code is likelier than another by less than one part in 10^13. */
    snprintf(out, 7, "%06u", (unsigned)(number % 1000000));
}

void secret_cookie(char out[LINK_ROOM])
{
    unsigned char bytes[LINK_BYTES];

    secret_random(bytes, sizeof(bytes));
    write_base64url(out, bytes);
}

bool secret_equal(const char *one, const char *other)
{
    size_t length;

    if (!one || !other)
        return false;
    length = strlen(one);
    return length == strlen(other) && sodium_memcmp(one, other, length) == 0;
}

void secret_sha256(unsigned char out[SHA256_BYTES], const struct piece piece[3])
{
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init(&state);
    for (int i = 0; i < 3; i++)
        crypto_hash_sha256_update(&state, piece[i].bytes, piece[i].length);
    crypto_hash_sha256_final(&state, out);
}

bool secret_is_signed(const unsigned char key[SECRET_KEY_BYTES], const unsigned char signature[SIGNATURE_BYTES],
                      const char *text, size_t length)
{
    return crypto_sign_verify_detached(signature, (const unsigned char *)text, length, key) == 0;
}

void secret_sign(unsigned char out[SIGNATURE_BYTES], const unsigned char seed[SECRET_KEY_BYTES], const char *text,
                 size_t length)
{
    unsigned char public[crypto_sign_PUBLICKEYBYTES], both[crypto_sign_SECRETKEYBYTES];

    crypto_sign_seed_keypair(public, both, seed);
    crypto_sign_detached(out, NULL, (const unsigned char *)text, length, both);
    sodium_memzero(both, sizeof both);
}

void secret_public_key(unsigned char out[SECRET_KEY_BYTES], const unsigned char seed[SECRET_KEY_BYTES])
{
    unsigned char both[crypto_sign_SECRETKEYBYTES];

    crypto_sign_seed_keypair(out, both, seed);
    sodium_memzero(both, sizeof both);
}

/* libsodium 1.0.18 takes bytes that are no ASCII for digits of some value. */
static bool is_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] > 0x7f)
            return false;
    return true;
}

const unsigned char *secret_from_base64(struct arena *arena, const char *text, size_t text_length, size_t *length)
{
    unsigned char *bytes = arena_alloc(arena, text_length + 1);
    bool good = is_ascii(text, text_length) && !sodium_base642bin(bytes, text_length + 1, text, text_length, NULL,
                                                                  length, NULL, sodium_base64_VARIANT_ORIGINAL);

    return good ? bytes : NULL;
}

void secret_to_base64(char *out, size_t room, const void *bytes, size_t length)
{
    sodium_bin2base64(out, room, bytes, length, sodium_base64_VARIANT_ORIGINAL);
}

void secret_to_base64url(char *out, size_t room, const void *bytes, size_t length)
{
    sodium_bin2base64(out, room, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
