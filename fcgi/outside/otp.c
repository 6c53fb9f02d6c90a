#include "otp.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#define STEP_S 30
#define DRIFT  1
#define DIGITS 6

bool otp_start(void)
{
    return oath_init() == OATH_OK;
}

int64_t otp_check(const unsigned char secret[OTP_SECRET_BYTES], const char *code, int64_t now_ms, int64_t last)
{
    int64_t now_s = now_ms / 1000, step;
    int position = 0;

    if (strlen(code) != DIGITS || strspn(code, "0123456789") != DIGITS ||
        oath_totp_validate2((const char *)secret, OTP_SECRET_BYTES, now_s, STEP_S, 0, DRIFT, &position, code) < 0)
        return 0;
    step = now_s / STEP_S + position;
    return step > last ? step : 0;
}

const char *otp_secret_text(struct arena *arena, const unsigned char secret[OTP_SECRET_BYTES])
{
    const char *text;
    char *made;

    if (oath_base32_encode((const char *)secret, OTP_SECRET_BYTES, &made, NULL) != OATH_OK)
        abort(); /* no memory: as arena_alloc decides */
    text = arena_string(arena, made);
    free(made);
    return text;
}
