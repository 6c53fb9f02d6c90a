/* Codes of an authenticator: those of RFC 6238, one step of drift, and none twice. */
#include "otp.h"

#include "check.h"

#include <liboath/oath.h>
#include <stdlib.h>

#define STEP INT64_C(30)

/* The secret of the RFC's appendix B; 20 bytes, as ours. */
static const unsigned char secret[] = "12345678901234567890";
static struct arena *arena;

/* The code of a step, made by the library's other half. */
static const char *code_of(int64_t step)
{
    static char code[7];

    if (oath_totp_generate((const char *)secret, OTP_SECRET_BYTES, step * STEP, STEP, 0, 6, code) != OATH_OK)
        abort();
    return code;
}

/* The last six of the eight digits that the RFC shows. */
static void the_codes_are_those_of_the_rfc(void)
{
    static const struct {
        int64_t time_s;
        const char *code;
    } rows[] = {
        { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
        { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK(otp_check(secret, rows[i].code, rows[i].time_s * 1000, 0) == rows[i].time_s / STEP);
        CHECK(otp_check(secret, rows[i].code, rows[i].time_s * 1000 + 86400000, 0) == 0);
    }
}

static void a_clock_may_be_one_step_off(void)
{
    int64_t step = 41000000, first_ms = step * STEP * 1000, last_ms = first_ms + STEP * 1000 - 1;

    for (int drift = -3; drift <= 3; drift++) {
        int64_t wanted = drift >= -1 && drift <= 1 ? step + drift : 0;

        CHECK(otp_check(secret, code_of(step + drift), first_ms, 0) == wanted);
        CHECK(otp_check(secret, code_of(step + drift), last_ms, 0) == wanted);
    }
}

static void no_step_counts_twice(void)
{
    int64_t step = 41000000, now_ms = step * STEP * 1000;

    CHECK(otp_check(secret, code_of(step), now_ms, step - 1) == step);
    CHECK(otp_check(secret, code_of(step), now_ms, step) == 0);
    CHECK(otp_check(secret, code_of(step), now_ms, step + 1) == 0);
    CHECK(otp_check(secret, code_of(step - 1), now_ms, step) == 0);
    CHECK(otp_check(secret, code_of(step - 1), now_ms, step - 1) == 0);
    CHECK(otp_check(secret, code_of(step + 1), now_ms, step) == step + 1);
    CHECK(otp_check(secret, code_of(step), now_ms + STEP * 1000, step) == 0);
}

static void only_six_digits_are_a_code(void)
{
    static const char *const typed[] = {
        "",
        "0",
        "28708",
        "2870822",
        "287082 ",
        " 287082",
        "28708x",
        "-87082",
        "+87082",
        "2.7082",
        "0x46158",
        "287,082",
        "287\n2",
        "94287082" /* eight */,
        "２８７０８２",
        "%s%s%s",
    };
    char endless[5000];

    CHECK(otp_check(secret, "287082", 59000, 0) == 1);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        CHECK(otp_check(secret, typed[i], 59000, 0) == 0);
    memset(endless, '2', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    CHECK(otp_check(secret, endless, 59000, 0) == 0);
}

static void another_secret_has_other_codes(void)
{
    unsigned char other[OTP_SECRET_BYTES];

    memcpy(other, secret, sizeof other);
    other[OTP_SECRET_BYTES - 1] ^= 1;
    CHECK(otp_check(other, "287082", 59000, 0) == 0);
    memset(other, 0, sizeof other); /* bytes, not a string */
    CHECK(otp_check(other, "812658", 30000, 0) == 1);
}

static void the_first_steps_have_codes_too(void)
{
    CHECK(otp_check(secret, "755224", 29999, -1) == 0); /* step 0 reads as none */
    CHECK(otp_check(secret, "287082", 0, 0) == 1);
}

/* RFC 4648, without padding: 20 bytes are 32 characters. */
static void the_secret_can_be_typed(void)
{
    static const unsigned char zeros[OTP_SECRET_BYTES];

    CHECK_TEXT(otp_secret_text(arena, secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    CHECK_TEXT(otp_secret_text(arena, zeros), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
}

int main(void)
{
    arena = arena_new();
    CHECK(otp_start());
    the_codes_are_those_of_the_rfc();
    a_clock_may_be_one_step_off();
    no_step_counts_twice();
    only_six_digits_are_a_code();
    another_secret_has_other_codes();
    the_first_steps_have_codes_too();
    the_secret_can_be_typed();
    arena_free(arena);
    return check_end();
}
