/* Passwords, random values, hashes, signatures: the only user of libsodium. */
#ifndef SECRET_H
#define SECRET_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECRET_KEY_BYTES 32
#define ID_ROOM          27 /* 26 characters and the terminator */
#define DIGEST_ROOM      65 /* 32 bytes in hexadecimal and the terminator */
#define LINK_ROOM        33 /* 24 bytes in base64url and the terminator */

/* Starts the library; once, before anything else here. False when the machine has no randomness. */
bool secret_start(void);

/* A new identifier: 48 bits of milliseconds, 80 random bits, 26 characters of Crockford's base 32 in lower case
 * (the layout of a ULID), so that neighbours in time are neighbours in an index. */
void secret_id(char out[ID_ROOM], int64_t now);

/* The least identifier that could be made at that instant: all that were made before stand below it. */
void secret_first_id(char out[ID_ROOM], int64_t at);

void secret_random(void *out, size_t length);

/* Argon2id with libsodium's interactive limits: 64 MiB and some 100 ms of a core. Lends arena memory. */
const char *secret_hash_password(struct arena *arena, const char *password);

/* True when the password fits the hash. A NULL hash costs the same time and is always false, so that an unknown
 * address takes as long as a known one. */
bool secret_check_password(const char *hash, const char *password);

/* True when a hash was made with lower limits than today's: the next sign-in makes a new one. */
bool secret_is_dated(const char *hash);

/* Seals bytes for the database with authenticated encryption (XSalsa20-Poly1305) under the server's key, as text.
 * Lends arena memory. */
const char *secret_seal(struct arena *arena, const unsigned char key[SECRET_KEY_BYTES], const void *bytes,
                        size_t length);

/* Opens what was sealed into exactly `length` bytes; false when it was sealed otherwise or changed. */
bool secret_open(void *out, size_t length, const unsigned char key[SECRET_KEY_BYTES], const char *sealed);

/* BLAKE2b-256 of the bytes in hexadecimal (RFC 7693). */
void secret_digest(char out[DIGEST_ROOM], const void *bytes, size_t length);

/* The secret of a mail link: a keyed BLAKE2b of the invitation's id under the server's key, so that the database
 * holds only its digest and a repeated mail carries the same link. base64url without padding. */
void secret_link(char out[LINK_ROOM], const unsigned char key[SECRET_KEY_BYTES], const char *id);

/* The six digits of a mail code, derived in the same way. */
void secret_code(char out[7], const unsigned char key[SECRET_KEY_BYTES], const char *id);

/* A random value for a cookie, in the same alphabet and length as a link's. */
void secret_cookie(char out[LINK_ROOM]);

/* Compares without telling by time where they differ. NULL equals nothing. */
bool secret_equal(const char *one, const char *other);

#define SHA256_BYTES    32
#define SIGNATURE_BYTES 64

/* SHA-256 of up to three pieces, one behind the other (FIPS 180-4); a piece of no bytes may be NULL. */
struct piece {
    const void *bytes;
    size_t length;
};

void secret_sha256(unsigned char out[SHA256_BYTES], const struct piece piece[3]);

/* Whether the text was signed with the other half of this key (Ed25519, RFC 8032). */
bool secret_is_signed(const unsigned char key[SECRET_KEY_BYTES], const unsigned char signature[SIGNATURE_BYTES],
                      const char *text, size_t length);

/* Signs a text with the key that is made from a seed; what others check it with (Ed25519, RFC 8032). */
void secret_sign(unsigned char out[SIGNATURE_BYTES], const unsigned char seed[SECRET_KEY_BYTES], const char *text,
                 size_t length);
void secret_public_key(unsigned char out[SECRET_KEY_BYTES], const unsigned char seed[SECRET_KEY_BYTES]);

/* The bytes that a text stands for in standard base64 (RFC 4648, padded, nothing else in it); how many there are in
 * `length`. NULL when it is no such text. Lends arena memory. */
const unsigned char *secret_from_base64(struct arena *arena, const char *text, size_t text_length, size_t *length);

/* The other way: into room for four characters of three bytes begun, and the terminator. */
void secret_to_base64(char *out, size_t room, const void *bytes, size_t length);

/* The same in base64url without padding (section 5). */
void secret_to_base64url(char *out, size_t room, const void *bytes, size_t length);

#endif
