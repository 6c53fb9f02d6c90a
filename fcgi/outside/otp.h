/* Time-based codes of an authenticator (RFC 6238: SHA-1, six digits, 30 seconds): the only user of liboath. */
#ifndef OTP_H
#define OTP_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

#define OTP_SECRET_BYTES 20

/* Starts the library; once. */
bool otp_start(void);

/* The step of the code, when it is that of now or of one step beside it and later than `last`; 0 when it is not. */
int64_t otp_check(const unsigned char secret[OTP_SECRET_BYTES], const char *code, int64_t now_ms, int64_t last);

/* The secret as people type it into an authenticator: base 32 (RFC 4648). Lends arena memory. */
const char *otp_secret_text(struct arena *arena, const unsigned char secret[OTP_SECRET_BYTES]);

#endif
