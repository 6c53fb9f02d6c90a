#include "cursor.h"
#include "secret.h"

#include <stdio.h>
#include <string.h>

#define DIGITS      "0123456789abcdef"
#define CURSOR_MOST 2048
#define MARK        16 /* characters of the digest of list and parts */

/* Parts in a row with the mark of their list before them. */
static const char *marked(struct arena *arena, const char *list, const char *parts)
{
    char digest[DIGEST_ROOM];
    const char *text = arena_format(arena, "%s\n%s", list, parts);

    secret_digest(digest, text, strlen(text));
    return arena_format(arena, "%.*s%s", MARK, digest, parts);
}

static const char *in_a_row(struct arena *arena, const struct cursor *cursor)
{
    const char *two = cursor->part[1] ? cursor->part[1] : "", *parts;

    parts = arena_format(arena, "%s\n%s", cursor->part[0], two);
    for (int i = 2; i < CURSOR_PARTS && cursor->part[i]; i++)
        parts = arena_format(arena, "%s\n%s", parts, cursor->part[i]);
    return parts;
}

/* In place; false for fewer than two. What follows the last is its own. */
static bool take_apart(char *parts, struct cursor *out)
{
    int count = 0;

    for (char *at = parts; at && count < CURSOR_PARTS; count++) {
        char *end = count + 1 < CURSOR_PARTS ? strchr(at, '\n') : NULL;

        out->part[count] = at;
        if (end)
            *end++ = '\0';
        at = end;
    }
    return count >= 2;
}

const char *cursor_make(struct arena *arena, const char *list, const struct cursor *cursor)
{
    const char *text = marked(arena, list, in_a_row(arena, cursor));
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

static bool read_parts(struct arena *arena, const char *list, const char *text, struct cursor *out)
{
    char *found = decode(arena, text);

    if (!found || strlen(found) <= MARK || strcmp(found, marked(arena, list, found + MARK)))
        return false;
    return take_apart(found + MARK, out);
}

enum err cursor_read(struct req *q, const char *list, const char *text, struct cursor *out)
{
    *out = (struct cursor){ { "", "" } };
    if (!text || read_parts(q->arena, list, text, out))
        return OK;
    *out = (struct cursor){ { "", "" } };
    return fault_add(&q->faults, "after", FAULT_CURSOR, 0);
}
