#include "fold.h"

#include "name.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#define FOLD_MOST 65536 /* bytes; no field is half as long */

/* What has no decomposition in Unicode and yet is typed in two ways. */
static const char *spelling(ucs4_t letter)
{
    switch (letter) {
    case 0x00e6: /* æ */
        return "ae";
    case 0x0153: /* œ */
        return "oe";
    case 0x00f8: /* ø */
        return "o";
    case 0x0111: /* đ */
        return "d";
    case 0x0131: /* ı */
        return "i";
    case 0x0142: /* ł */
        return "l";
    case 0x02bc: /* apostrophes */
    case 0x2019:
        return "'";
    case 0x2010: /* hyphen; U+2011 decomposes into it */
        return "-";
    default:
        return NULL;
    }
}

/* Malformed or endless text is not worth an error here: it comes back as it is. */
static bool is_foldable(const char *text)
{
    size_t length = strnlen(text, FOLD_MOST + 1);

    return length <= FOLD_MOST && !u8_check((const uint8_t *)text, length);
}

/* Takes what libunistring allocated; NULL is its lack of memory. */
static char *keep(struct arena *arena, uint8_t *bytes, size_t length)
{
    char *copy;

    if (!bytes)
        abort();
    copy = arena_copy(arena, (const char *)bytes, length);
    free(bytes);
    return copy;
}

static char *normal(struct arena *arena, uninorm_t form, const char *text)
{
    size_t length;
    uint8_t *bytes = u8_normalize(form, (const uint8_t *)text, strlen(text), NULL, &length);

    return keep(arena, bytes, length);
}

/* Letters by their category, and yet nothing is to be seen: Hangul's fillers and the empty Braille pattern. */
static bool is_filler(ucs4_t letter)
{
    return letter == 0x115F || letter == 0x1160 || letter == 0x3164 || letter == 0xFFA0 || letter == 0x2800;
}

/* Copies without marks, invisible characters and superfluous space. In place of a character nothing longer comes. */
static const char *strip(struct arena *arena, const char *text)
{
    char *start = arena_alloc(arena, strlen(text) + 1), *out = start;
    ucs4_t letter;
    const uint8_t *next, *at = (const uint8_t *)text;

    for (bool space = false; (next = u8_next(&letter, at)); at = next) {
        const char *typed = spelling(letter);

        if (uc_is_property_white_space(letter)) {
            space = out > start;
            continue;
        }
        if (is_filler(letter) ||
            uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me | UC_CATEGORY_MASK_Cf))
            continue;
        if (space)
            *out++ = ' ';
        space = false;
        out = typed ? stpcpy(out, typed) : mempcpy(out, at, (size_t)(next - at));
    }
    return start;
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if (*text < ' ' || *text > '~')
            return false;
    return true;
}

/* Most addresses and many names: nothing in them decomposes. */
static const char *fold_ascii(struct arena *arena, const char *text)
{
    char *start = arena_alloc(arena, strlen(text) + 1), *out = start;

    for (bool space = false; *text; text++) {
        if (*text == ' ') {
            space = out > start;
            continue;
        }
        if (space)
            *out++ = ' ';
        space = false;
        *out++ = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
    }
    return start;
}

const char *fold_text(struct arena *arena, const char *text)
{
    const char *wide;
    uint8_t *folded;
    size_t length;

    if (!is_foldable(text))
        return arena_string(arena, text);
    if (is_ascii(text))
        return fold_ascii(arena, text);
    /* Decomposed before and after: a sign such as U+2121 holds capitals, and folding can compose. */
    wide = normal(arena, UNINORM_NFKD, text);
    folded = u8_casefold((const uint8_t *)wide, strlen(wide), NULL, UNINORM_NFKD, NULL, &length);
    return strip(arena, keep(arena, folded, length));
}

const char *fold_normal(struct arena *arena, const char *text)
{
    return is_foldable(text) ? normal(arena, UNINORM_NFC, text) : arena_string(arena, text);
}

const char *fold_case(struct arena *arena, const char *text)
{
    uint8_t *lower;
    size_t length;

    if (!is_foldable(text))
        return arena_string(arena, text);
    lower = u8_tolower((const uint8_t *)text, strlen(text), NULL, UNINORM_NFC, NULL, &length);
    return keep(arena, lower, length);
}

bool fold_is_plain(const char *text)
{
    ucs4_t letter, parts[UC_DECOMPOSITION_MAX_LENGTH];
    int form;

    if (!is_foldable(text))
        return false;
    for (const uint8_t *at = (const uint8_t *)text; (at = u8_next(&letter, at));) {
        if (uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Z) ||
            uc_is_property_default_ignorable_code_point(letter))
            return false;
        if (uc_decomposition(letter, &form, parts) > 0 && (form == UC_DECOMP_WIDE || form == UC_DECOMP_NARROW))
            return false;
    }
    return true;
}

const char *fold_sort(struct arena *arena, const char *text)
{
    const char *folded = fold_text(arena, text);
    size_t length = strnlen(folded, FOLD_SORT_MOST + 1);

    if (length <= FOLD_SORT_MOST)
        return folded;
    for (length = FOLD_SORT_MOST; ((unsigned char)folded[length] & 0xC0) == 0x80;)
        length--;
    return arena_copy(arena, folded, length);
}

static bool is_of_word(ucs4_t letter)
{
    return uc_is_general_category_withtable(letter, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M);
}

const char *fold_word(const char **rest, size_t *length)
{
    const uint8_t *at = (const uint8_t *)*rest, *word = at, *next;
    ucs4_t letter;

    for (; (next = u8_next(&letter, word)) && !is_of_word(letter); word = next)
        ;
    for (at = word; (next = u8_next(&letter, at)) && is_of_word(letter); at = next)
        ;
    *rest = (const char *)at;
    *length = (size_t)(at - word);
    return *length ? (const char *)word : NULL;
}

static bool is_among(const char *const *word, size_t count, const char *start, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (!strncmp(word[i], start, length) && !word[i][length])
            return true;
    return false;
}

size_t fold_words(struct arena *arena, const char *text, const char ***words)
{
    const char **word = *words = arena_alloc(arena, (strlen(text) / 2 + 1) * sizeof(*word));
    size_t count = 0, length;

    for (const char *start; (start = fold_word(&text, &length));)
        if (!is_among(word, count, start, length))
            word[count++] = arena_copy(arena, start, length);
    return count;
}

const char *fold_title(struct arena *arena, const char *sort_name, const char *reference)
{
    return name_join(arena, sort_name, fold_text(arena, reference));
}

struct folded fold_person(struct arena *arena, const char *first, const char *last, const char *email)
{
    if (!first)
        return (struct folded){ fold_sort(arena, email), fold_text(arena, email) };
    return (struct folded){ fold_sort(arena, name_join(arena, last, first)),
                            fold_text(arena, name_join(arena, name_join(arena, first, last), email)) };
}
