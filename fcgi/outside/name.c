#include "name.h"

#include <ctype.h>
#include <libpsl.h>
#include <string.h>
#include <strings.h>

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define HOST    LETTERS "0123456789-."

/* Letters of other scripts are not told from their other signs: what is beyond Latin-1's signs may be one. */
static bool has_letter(const char *text)
{
    for (; *text; text++)
        if (strchr(LETTERS, *text) || (unsigned char)*text > 0xC2)
            return true;
    return false;
}

/* Under what hosts are registered, and what stands for such in examples and tests (RFC 2606, RFC 6761): "St.John" and
 * "autre.cote" are names of people. */
static bool is_suffix(const char *label, size_t length)
{
    static const char *const reserved[] = { "example", "test", "invalid", "localhost", "local", "onion" };
    const psl_ctx_t *list = psl_builtin();
    char name[64] = "";

    if (length >= sizeof name)
        return false;
    for (size_t i = 0; i < length; i++)
        name[i] = (char)tolower((unsigned char)label[i]);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (!strcmp(name, reserved[i]))
            return true;
    return psl_is_public_suffix2(list, name, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

/* The end of a name of a host within a text, as mail programs look for one: a dot, and then what hosts are registered
 * under. NULL when it starts with none. */
static const char *host_end(const char *text)
{
    size_t length = strspn(text, HOST), label;

    while (length > 0 && text[length - 1] == '.')
        length--;
    label = length;
    while (label > 0 && text[label - 1] != '.')
        label--;
    return label > 1 && is_suffix(text + label, length - label) ? text + length : NULL;
}

static bool starts_word(const char *text, const char *at)
{
    return at == text || !strchr(HOST, at[-1]);
}

/* `followed`: only where a path, a question or a port comes after the host. */
static bool has_host(const char *text, bool followed)
{
    for (const char *at = text; *at; at++) {
        const char *end = starts_word(text, at) ? host_end(at) : NULL;

        if (end && (!followed || (*end && strchr("/?#:", *end)) || !strncasecmp(at, "www.", 4)))
            return true;
    }
    return false;
}

static bool has_address(const char *text, bool followed)
{
    return strstr(text, "://") || strchr(text, '@') || has_host(text, followed);
}

/* "paul.ba", and nothing else: two words as people write them who have their name from their address. */
static bool is_short_pair(const char *text)
{
    size_t first = strspn(text, LETTERS);

    return first > 0 && text[first] == '.' && strspn(text + first + 1, LETTERS) == 2 && !text[first + 3];
}

bool name_is_person(const char *text)
{
    return has_letter(text) && (is_short_pair(text) || !has_address(text, false));
}

bool name_is_title(const char *text)
{
    return !has_address(text, true);
}

const char *name_join(struct arena *arena, const char *one, const char *other)
{
    bool has_one = one && *one, has_other = other && *other;

    if (has_one && has_other)
        return arena_format(arena, "%s %s", one, other);
    return has_one ? one : has_other ? other : NULL;
}
