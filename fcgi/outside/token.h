/* The session's JWT (RFC 7519), HS256 (RFC 7518, 3.2) and nothing else: the only user of libjwt. */
#ifndef TOKEN_H
#define TOKEN_H

#include "arena.h"
#include "keys.h"

#include <stdbool.h>
#include <stdint.h>

#define TOKEN_MOST 1024 /* a longer one is refused unread */

struct token {
    const char *user;    /* sub */
    const char *session; /* sid */
    int64_t issued;      /* iat, seconds */
    int64_t expires;     /* exp, seconds */
};

/* Signs with the first key; issuer is the public URL. Lends arena memory. */
const char *token_make(struct arena *arena, const struct keys *keys, const char *issuer, const struct token *token);

/* Checks what libjwt 1.10 leaves to its user: one algorithm, a known kid, issuer, not yet valid (iat and nbf, 60 s of
 * leeway), expiry (a missing exp is expired), types of all claims. A token found good is kept in a bounded cache by its
 * digest, so that the signature is computed once; the times are checked every time. Safe from several threads. The
 * strings of `out` are lent by the arena. */
bool token_check(struct arena *arena, const struct keys *keys, const char *issuer, const char *text, int64_t now_ms,
                 struct token *out);

#endif
