#include "charset.h"
#include "text.h"

#include <ctype.h>
#include <iconv.h>
#include <string.h>

#define WIDEST      3 /* bytes of UTF-8 that a byte of any of these encodings becomes at most */
#define NAME_MOST   24
#define MARK_UTF8   "\xEF\xBB\xBF" /* byte order marks */
#define MARK_LITTLE "\xFF\xFE"
#define MARK_BIG    "\xFE\xFF"
#define NO_TEXT                                                                                                        \
    "is no text, or UTF-16 that does not say so (--encoding utf-16): save it from the spreadsheet as CSV UTF-8"

struct charset {
    const char *name;    /* as people write it, in small letters and without what stands between */
    const char *library; /* as iconv(3) calls it */
    bool wide;           /* a character is two bytes or more */
};

enum { UTF8, UTF16, LITTLE, BIG };

static const struct charset charsets[] = {
    [UTF8] = { "utf8", "UTF-8", true },
    [UTF16] = { "utf16", "UTF-16LE", true }, /* where no mark says otherwise */
    [LITTLE] = { "utf16le", "UTF-16LE", true },
    [BIG] = { "utf16be", "UTF-16BE", true },
    { "windows1252", "WINDOWS-1252", false },
    { "cp1252", "WINDOWS-1252", false },
    { "iso88591", "ISO-8859-1", false },
    { "latin1", "ISO-8859-1", false },
    { "iso885915", "ISO-8859-15", false },
    { "latin9", "ISO-8859-15", false },
    { "macintosh", "MACINTOSH", false },
    { "macroman", "MACINTOSH", false },
};

static const struct charset *find(const char *name)
{
    char plain[NAME_MOST] = "";
    size_t length = 0;

    for (; *name && length + 1 < sizeof plain; name++)
        if (isalnum((unsigned char)*name))
            plain[length++] = (char)tolower((unsigned char)*name);
    for (size_t i = 0; !*name && i < sizeof charsets / sizeof *charsets; i++)
        if (!strcmp(charsets[i].name, plain))
            return &charsets[i];
    return NULL;
}

bool charset_known(const char *name)
{
    return find(name) != NULL;
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

struct line {
    const char *bytes;
    size_t length; /* without its end */
    int number;
};

/* Moves to the next line, of whichever end; begins where `bytes` is NULL. */
static bool next_line(struct line *line, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    const char *at = line->bytes ? line->bytes + line->length : bytes;

    if (line->bytes && at < end)
        at += *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
    if (at >= end)
        return false;
    line->bytes = at;
    while (at < end && *at != '\r' && *at != '\n')
        at++;
    line->length = (size_t)(at - line->bytes);
    line->number++;
    return true;
}

static bool is_ascii(const struct line *line)
{
    for (size_t i = 0; i < line->length; i++)
        if (line->bytes[i] & 0x80)
            return false;
    return true;
}

/* The number of the first line beyond ASCII that is whole UTF-8, which hardly any line of another encoding is, or of
 * the first that is not; 0: there is none. */
static int first_line(const char *bytes, size_t length, bool in_utf8)
{
    struct line line = { 0 };

    while (next_line(&line, bytes, length))
        if (!is_ascii(&line) && utf8_valid(line.bytes, line.length) == in_utf8)
            return line.number;
    return 0;
}

static int line_of(const char *bytes, const char *place)
{
    struct line line = { 0 };

    while (next_line(&line, bytes, (size_t)(place - bytes) + 1) && line.bytes + line.length < place)
        continue;
    return line.number;
}

/* --- texts ------------------------------------------------------------------------------------------------------- */

static const char *keep(struct arena *arena, const char *bytes, size_t length, const char **text)
{
    int line = first_line(bytes, length, false);

    if (!line) {
        *text = arena_copy(arena, bytes, length);
        return NULL;
    }
    return arena_format(
        arena,
        "line %d is not UTF-8, and nothing says what it is: add --encoding windows-1252, macintosh or "
        "whatever it was saved in, or save it from the spreadsheet as CSV UTF-8; known are " CHARSET_NAMES,
        line);
}

static const char *convert(struct arena *arena, const struct charset *charset, const char *bytes, size_t length,
                           const char **text)
{
    char *out = arena_alloc(arena, length * WIDEST + 1);
    char *from = (char *)bytes, *to = out;
    size_t left = length, room = length * WIDEST;
    iconv_t way = iconv_open("UTF-8", charset->library);
    bool whole;

    if (way == (iconv_t)-1)
        return "is in an encoding that this machine has no table of: save it from the spreadsheet as CSV UTF-8";
    whole = iconv(way, &from, &left, &to, &room) == 0;
    iconv_close(way);
    if (!whole)
        return arena_format(arena, "line %d is not in the encoding that --encoding says: known are " CHARSET_NAMES,
                            line_of(out, to));
    *text = out;
    return strlen(out) == (size_t)(to - out) ? NULL : NO_TEXT;
}

static const char *read_narrow(struct arena *arena, const struct charset *charset, const char *bytes, size_t length,
                               const char **text)
{
    int line = first_line(bytes, length, true);

    if (!line)
        return convert(arena, charset, bytes, length, text);
    return arena_format(
        arena,
        "line %d is UTF-8 and not what --encoding says: leave it out, or, if other lines are not UTF-8, "
        "make the file again of one encoding",
        line);
}

/* What is there for good reason, and yet no text to keep. */
static const char *judge(struct arena *arena, const char *text)
{
    const char *lost = utf8_lost(text);

    if (!lost)
        return NULL;
    return arena_format(
        arena,
        "line %d has the mark of a character that another program could not read (U+FFFD): save it again "
        "from where it comes, as CSV UTF-8",
        line_of(text, lost));
}

static bool begins(const char *bytes, size_t length, const char *mark)
{
    return length >= strlen(mark) && !memcmp(bytes, mark, strlen(mark));
}

/* By its mark, where none is named or the name leaves the order of bytes to it. */
static const struct charset *choose(const char *name, const char *bytes, size_t length)
{
    const struct charset *named = name ? find(name) : NULL;

    if (named && named != &charsets[UTF16])
        return named;
    if (begins(bytes, length, MARK_LITTLE))
        return &charsets[LITTLE];
    if (begins(bytes, length, MARK_BIG))
        return &charsets[BIG];
    return named ? named : &charsets[UTF8];
}

static const char *read_all(struct arena *arena, const struct charset *charset, const char *bytes, size_t length,
                            const char **text)
{
    if (charset->wide && charset != &charsets[UTF8])
        return convert(arena, charset, bytes, length, text);
    if (memchr(bytes, '\0', length))
        return NO_TEXT;
    return charset->wide ? keep(arena, bytes, length, text) : read_narrow(arena, charset, bytes, length, text);
}

const char *charset_read(struct arena *arena, const char *name, const char *bytes, size_t length, const char **text)
{
    const char *wrong = read_all(arena, choose(name, bytes, length), bytes, length, text);

    if (wrong)
        return wrong;
    if (begins(*text, strlen(*text), MARK_UTF8))
        *text += strlen(MARK_UTF8);
    return judge(arena, *text);
}
