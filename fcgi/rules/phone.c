#include "phone.h"
#include "text.h"

#include <string.h>

#define LEAST 8
#define MOST  15
#define TRUNK "(0)" /* dialled at home only: +33 (0)6 ... */

const char *phone_normal(struct arena *arena, const char *typed)
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
    if (!country && !strncmp(text_string(&digits), "00", 2)) {
        country = true;
        memmove(digits.bytes, digits.bytes + 2, digits.length - 1);
        digits.length -= 2;
    }
    if (!country || digits.over || digits.length < LEAST || digits.length > MOST || digits.bytes[0] == '0')
        return NULL;
    return arena_format(arena, "+%s", digits.bytes);
}
