#include "phone.h"
#include "text.h"

#include <string.h>

#define LEAST 8
#define MOST  15
#define TRUNK "(0)" /* dialled at home only: +33 (0)6 ... */

/* A zero and nine digits, the first of which names a region or a mobile network. */
static bool is_french(const struct text *digits)
{
    return digits->length == 10 && digits->bytes[0] == '0' && digits->bytes[1] != '0';
}

const char *phone_normal(struct arena *arena, const char *typed, enum language language)
{
    struct text digits = text_new(arena, 64);
    bool country = *typed == '+';

    for (const char *c = typed + country; *c; c++) {
        if (digits.length && !strncmp(c, TRUNK, strlen(TRUNK)))
            c += strlen(TRUNK) - 1;
        else if (*c >= '0' && *c <= '9')
            text_add_char(&digits, *c);
        else if (!strchr(" .-/()", *c))
            return NULL;
    }
    if (!country && language == FRENCH && is_french(&digits))
        return arena_format(arena, "+33%s", text_string(&digits) + 1);
    if (!country && !strncmp(text_string(&digits), "00", 2)) {
        country = true;
        memmove(digits.bytes, digits.bytes + 2, digits.length - 1);
        digits.length -= 2;
    }
    if (!country || digits.over || digits.length < LEAST || digits.length > MOST || digits.bytes[0] == '0')
        return NULL;
    return arena_format(arena, "+%s", digits.bytes);
}
