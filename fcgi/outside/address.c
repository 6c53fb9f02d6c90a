#include "address.h"

#include "fold.h"
#include "text.h"

#include <idn2.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LOCAL_MOST  64  /* bytes, RFC 5321 4.5.3.1.1 */
#define DOMAIN_MOST 253 /* bytes in ASCII form: 255 on the wire, RFC 1035 2.3.4 */
#define BLANKS      " \t\n\v\f\r"

const char *address_shown(struct arena *arena, const char *address)
{
    const char *start = address + strspn(address, BLANKS);
    size_t length = strlen(start);

    while (length > 0 && strchr(BLANKS, start[length - 1]))
        length--;
    return arena_copy(arena, start, length);
}

/* Within a pair of quotation marks of a kind, when the whole is. */
static char *unquoted(char *text)
{
    size_t length = strlen(text);

    if (length < 2 || (*text != '"' && *text != '\'') || text[length - 1] != *text)
        return text;
    text[length - 1] = '\0';
    return utf8_trim(text + 1);
}

const char *address_typed(struct arena *arena, const char *typed)
{
    char *text = utf8_trim(arena_string(arena, typed)), *open = strrchr(text, '<');
    size_t length = strlen(text);

    if (open && text[length - 1] == '>') {
        text[length - 1] = '\0';
        text = utf8_trim(open + 1);
    }
    text = unquoted(text);
    return strncasecmp(text, "mailto:", 7) ? text : text + 7;
}

/* Latin-1's signs, then punctuation and symbols, up to those of Chinese. */
static bool is_typographic(uint32_t point)
{
    return (point >= 0x80 && point < 0xC0) || point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point < 0x2C00) ||
           (point >= 0x3000 && point < 0x3040);
}

bool address_has_plain_letters(const char *address)
{
    size_t length;

    for (; *address && *address != '@'; address += length)
        if (is_typographic(utf8_point(address, &length)))
            return false;
    return true;
}

static bool is_dotted(const char *text)
{
    size_t length = strlen(text);

    return length > 0 && text[0] != '.' && text[length - 1] != '.' && !strstr(text, "..");
}

/* A dot-atom: in ASCII all but the specials of RFC 5322 3.2.3, beyond it all that fold_is_plain lets pass. */
static bool is_local(const char *text)
{
    return strlen(text) <= LOCAL_MOST && is_dotted(text) && !strpbrk(text, "()<>[]:;@\\,\"");
}

/* In ASCII form: at least two labels, the last one no number, for that is an IP address. */
static bool is_domain(const char *text)
{
    const char *last = strrchr(text, '.');

    return strlen(text) <= DOMAIN_MOST && is_dotted(text) && last && strspn(last, ".0123456789") != strlen(last) &&
           text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-.")] == '\0';
}

/* The ASCII form, or NULL; computed with the mappings of UTS 46, then read without them, which alone checks strictly.
 * Not with IDN2_USE_STD3_ASCII_RULES: libidn2 2.3.3 then drops what the rules forbid, so that `a b.example` becomes
 * `ab.example`; is_domain refuses it instead. */
static const char *to_ascii(struct arena *arena, const char *domain)
{
    char *mapped = NULL;
    const char *ascii;

    if (idn2_to_ascii_8z(domain, &mapped, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
        return NULL;
    ascii = arena_string(arena, mapped);
    idn2_free(mapped);
    return idn2_to_ascii_8z(ascii, NULL, IDN2_NO_TR46) == IDN2_OK ? ascii : NULL;
}

const char *address_key(struct arena *arena, const char *address)
{
    const char *shown = address_shown(arena, address), *at = strchr(shown, '@');
    const char *local, *domain, *key;

    if (strlen(shown) > ADDRESS_MOST || !at || !fold_is_plain(shown))
        return NULL;
    local = fold_case(arena, arena_copy(arena, shown, (size_t)(at - shown)));
    domain = to_ascii(arena, at + 1);
    if (!domain || !is_local(local) || !is_domain(domain))
        return NULL;
    key = arena_format(arena, "%s@%s", local, domain);
    return strlen(key) <= ADDRESS_MOST ? key : NULL;
}

const char *address_domain(const char *key)
{
    const char *at = strrchr(key, '@');

    return at ? at + 1 : key;
}

const char *address_domain_shown(struct arena *arena, const char *domain)
{
    char *readable = NULL;
    const char *shown;

    if (idn2_to_unicode_8z8z(domain, &readable, 0) != IDN2_OK)
        return arena_string(arena, domain);
    shown = arena_string(arena, readable);
    idn2_free(readable);
    return shown;
}
