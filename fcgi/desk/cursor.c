#include "cursor.h"
#include "secret.h"

#include <stdio.h>
#include <string.h>

#define DIGITS      "0123456789abcdef"
#define CURSOR_MOST 2048
#define MARK        16 /* characters of the digest of list and parts */

static const char *plain(struct arena *arena, const char *list, const char *one, const char *two)
{
    char digest[DIGEST_ROOM];
    const char *text = arena_format(arena, "%s\n%s\n%s", list, one, two);

    secret_digest(digest, text, strlen(text));
    return arena_format(arena, "%.*s%s\n%s", MARK, digest, one, two);
}

const char *cursor_make(struct arena *arena, const char *list, const struct cursor *cursor)
{
    const char *text = plain(arena, list, cursor->part[0], cursor->part[1] ? cursor->part[1] : "");
    char *out = arena_alloc(arena, 2 * strlen(text) + 1), *at = out;

    for (; *text; text++) {
        *at++ = DIGITS[(unsigned char)*text >> 4];
        *at++ = DIGITS[*text & 0x0f];
    }
    *at = '\0';
    return out;
}

static char *decode(struct arena *arena, const char *text)
{
    size_t length = strlen(text);
    char *out;

    if (length % 2 || length > CURSOR_MOST || strspn(text, DIGITS) != length)
        return NULL;
    out = arena_alloc(arena, length / 2 + 1);
    for (size_t i = 0; i < length / 2; i++) {
        unsigned byte;

        sscanf(text + 2 * i, "%2x", &byte);
        out[i] = (char)byte;
    }
    return memchr(out, 0, length / 2) || !utf8_valid(out, length / 2) ? NULL : out;
}

enum err cursor_read(struct req *q, const char *list, const char *text, struct cursor *out)
{
    char *found, *end;

    *out = (struct cursor){ { "", "" } };
    if (!text)
        return OK;
    found = decode(q->arena, text);
    end = found && strlen(found) > MARK ? strchr(found + MARK, '\n') : NULL;
    if (!end)
        return fault_add(&q->faults, "after", FAULT_CURSOR, 0);
    *end = 0;
    *out = (struct cursor){ { found + MARK, end + 1 } };
    if (strncmp(found, plain(q->arena, list, out->part[0], out->part[1]), MARK))
        return fault_add(&q->faults, "after", FAULT_CURSOR, 0);
    return OK;
}
