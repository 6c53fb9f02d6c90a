#include "letter.h"

#include "agent.h"
#include "letter_wording.h"
#include "postage.h"
#include "text.h"
#include "zone.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define LETTER_MOST  (1024 * 1024)
#define LINE_MOST    200 /* characters of a name; longer ones are cut */
#define QUOTE_COLUMN 68
#define CRLF         "\r\n"
#define HALF_DAY_MS  (12 * 3600 * 1000LL)

/* --- facts ------------------------------------------------------------------------------------------------------- */

struct source {
    struct arena *arena;
    const struct occasion *occasion;
    json_t *facts;
    bool *universal;   /* set when it says a day of UTC */
    const char *below; /* that the other language follows; NULL: it does not */
};

/* The bytes of a character that has no business in a line of a mail: control characters, line and paragraph
 * separators, and those that turn the direction of writing, by which a name could rearrange our own words. */
static size_t unwanted(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;

    if (byte[0] < 0x20 || byte[0] == 0x7f)
        return 1;
    if (byte[0] == 0xc2 && byte[1] < 0xa0)
        return 2;
    if (byte[0] == 0xe2 && byte[1] == 0x80 &&
        (byte[2] == 0x8e || byte[2] == 0x8f || (byte[2] >= 0xa8 && byte[2] <= 0xae)))
        return 3;
    if (byte[0] == 0xe2 && byte[1] == 0x81 && byte[2] >= 0xa6 && byte[2] <= 0xa9)
        return 3;
    return 0;
}

static size_t character_bytes(const char *at)
{
    size_t bytes = 1;

    while ((at[bytes] & 0xc0) == 0x80)
        bytes++;
    return bytes;
}

/* One line of what somebody typed: unwanted characters are spaces, spaces are single, none stand outside. */
static const char *tidy(struct arena *arena, const char *from, const char *end, size_t most)
{
    struct text line = text_new(arena, LETTER_MOST);
    bool space = false;

    while (from < end && most > 0) {
        size_t drop = *from == ' ' ? 1 : unwanted(from);
        size_t bytes = character_bytes(from);

        if (!drop) {
            if (space && line.length > 0)
                text_add_char(&line, ' ');
            text_add_bytes(&line, from, bytes);
            most--;
        }
        space = drop > 0;
        from += drop ? drop : bytes;
    }
    if (from < end && !most)
        text_add(&line, "…");
    return text_string(&line);
}

static struct zones zones_of(const struct source *source)
{
    return (struct zones){ source->occasion->zone, json_string_value(json_object_get(source->facts, "zone")) };
}

/* A time in the words of one of its zones (zone.h), else in those for where none is known; "" when it is no time. */
static const char *time_words(const struct source *source, const char *time,
                              const char *(*in_zone)(struct arena *, int64_t, enum language, const struct zones *),
                              const char *(*in_none)(const struct source *, int64_t))
{
    struct zones zones = zones_of(source);
    const char *words;
    int64_t ms;

    if (!time_read(time, &ms))
        return "";
    words = in_zone(source->arena, ms, source->occasion->language, &zones);
    return words ? words : in_none(source, ms);
}

static const char *universal_day(const struct source *source, int64_t ms)
{
    *source->universal = true;
    return text_day(source->arena, ms, source->occasion->language);
}

/* What the page sends is the start of somebody's day: half a day later it is that day in UTC too. */
static const char *universal_start_day(const struct source *source, int64_t ms)
{
    return text_day(source->arena, ms + HALF_DAY_MS, source->occasion->language);
}

static const char *house_moment(const struct source *source, int64_t ms)
{
    return zone_house_moment(source->arena, ms, source->occasion->language);
}

static const char *end_words(const struct source *source, const char *time)
{
    return time_words(source, time, zone_end, universal_day);
}

static const char *start_words(const struct source *source, const char *time)
{
    return time_words(source, time, zone_start, house_moment);
}

static const char *start_day_words(const struct source *source, const char *time)
{
    return time_words(source, time, zone_start, universal_start_day);
}

static const char *moment_words(const struct source *source, const char *time)
{
    return time_words(source, time, zone_moment, house_moment);
}

static const char *browser_words(const struct source *source, const char *agent)
{
    return agent_words(source->arena, source->occasion->language, agent);
}

static const char *fact_as_written(const struct source *source, const char *name, size_t length)
{
    const char *value = json_string_value(json_object_getn(source->facts, name, length));

    return value ? value : "";
}

/* The fact as it stands in a sentence, "" when it is not known. */
static const char *fact(const struct source *source, const char *name, size_t length)
{
    static const struct {
        const char *name;
        const char *(*words)(const struct source *source, const char *value);
    } special[] = { { "until", end_words },
                    { "begins", start_words },
                    { "starts", start_day_words },
                    { "at", moment_words },
                    { "agent", browser_words } };
    const char *value = fact_as_written(source, name, length);

    for (size_t i = 0; i < sizeof(special) / sizeof(special[0]); i++)
        if (length == strlen(special[i].name) && !memcmp(name, special[i].name, length))
            return special[i].words(source, value);
    return tidy(source->arena, value, value + strlen(value), LINE_MOST);
}

/* --- wordings ---------------------------------------------------------------------------------------------------- */

static bool no_break(const struct text *before, const char *after)
{
    static const char open[] = "«", close[] = "»";
    size_t width = sizeof(open) - 1;

    return memchr(":;?!", *after, 4) || !strncmp(after, close, width) ||
           (before->length >= width && !memcmp(before->bytes + before->length - width, open, width));
}

static bool known(const struct source *source, const char *at, const char *end)
{
    const char *open, *close;

    while ((open = memchr(at, '{', (size_t)(end - at)))) {
        close = memchr(open, '}', (size_t)(end - open));
        if (!*fact(source, open + 1, (size_t)(close - open - 1)))
            return false;
        at = close + 1;
    }
    return true;
}

/* Without brackets. */
static void fill_plain(struct text *out, const struct source *source, const char *at, const char *end)
{
    for (; at < end; at++) {
        if (*at == '{') {
            const char *close = memchr(at, '}', (size_t)(end - at));

            text_add(out, fact(source, at + 1, (size_t)(close - at - 1)));
            at = close;
        } else if (*at == ' ' && no_break(out, at + 1)) {
            text_add(out, "\u00a0");
        } else {
            text_add_char(out, *at);
        }
    }
}

static void fill_choice(struct text *out, const struct source *source, const char *at, const char *end)
{
    while (at < end) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        const char *stop = bar ? bar : end;

        if (known(source, at, stop)) {
            fill_plain(out, source, at, stop);
            return;
        }
        at = stop + 1;
    }
}

static const char *fill(const struct source *source, const char *wording)
{
    struct text out = text_new(source->arena, LETTER_MOST);
    const char *open, *close;

    while ((open = strchr(wording, '['))) {
        close = strchr(open, ']');
        fill_plain(&out, source, wording, open);
        fill_choice(&out, source, open + 1, close);
        wording = close + 1;
    }
    fill_plain(&out, source, wording, wording + strlen(wording));
    return text_string(&out);
}

/* --- the description of a letter --------------------------------------------------------------------------------- */

enum shape { PARAGRAPH, QUOTE, BUTTON, CODE, SECTION, FOOT, CHOICE };

struct block {
    enum shape shape;
    const char *words;  /* of a QUOTE: tidy lines, parted by \n */
    const char *url;    /* of a BUTTON, a SECTION, the FOOT and the CHOICE */
    const char **items; /* of a SECTION: ends with NULL */
};

struct description {
    enum language language;
    const char *subject;
    size_t count;
    struct block *block;
};

#define BLOCKS_MOST 12 /* that describe() adds, besides the sections */

static void add_block(struct description *letter, enum shape shape, const char *words, const char *url)
{
    letter->block[letter->count++] = (struct block){ shape, words, url, NULL };
}

static void add_paragraph(struct description *letter, const struct source *source, const char *wording)
{
    const char *words = wording ? fill(source, wording) : "";

    if (*words)
        add_block(letter, PARAGRAPH, words, NULL);
}

static void add_quote(struct description *letter, const struct source *source, const char *name, const char *wording)
{
    const char *at = fact_as_written(source, name, strlen(name));
    struct text lines = text_new(source->arena, LETTER_MOST);
    bool gap = false;

    while (*at) {
        const char *end = strchrnul(at, '\n'), *line = tidy(source->arena, at, end, LETTER_MOST);

        if (*line && lines.length > 0)
            text_add(&lines, gap ? "\n\n" : "\n");
        text_add(&lines, line);
        gap = !*line;
        at = *end ? end + 1 : end;
    }
    if (!lines.length)
        return;
    add_paragraph(letter, source, wording);
    add_block(letter, QUOTE, text_string(&lines), NULL);
}

/* What may stand in an address as it is; "" for anything else. */
static const char *harmless_fact(const struct source *source, const char *name)
{
    static const char harmless[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *value = fact_as_written(source, name, strlen(name));

    return value[strspn(value, harmless)] ? "" : value;
}

/* The page of a thing, or the first one when the letter does not say which. Who acts for several entities gets in as
 * the one that was meant. */
static const char *page_url(const struct source *source, const char *page, const char *name)
{
    const char *home = source->occasion->home, *id = harmless_fact(source, name);
    const char *entity = harmless_fact(source, "entity_id");

    if (!*id)
        return home;
    return arena_format(source->arena, *entity ? "%s#/%s/%s?for=%s" : "%s#/%s/%s", home, page, id, entity);
}

static const char *revoke_url(const struct source *source)
{
    const char *operation = harmless_fact(source, "operation_id"), *line = harmless_fact(source, "contact_id");

    if (!*operation || !*line)
        return page_url(source, "operations", "operation_id");
    return arena_format(source->arena, "%s#/operations/%s/access?revoke=%s&for=%s", source->occasion->home, operation,
                        line, harmless_fact(source, "entity_id"));
}

static const char *door_url(const struct source *source, enum door door)
{
    const char *home = source->occasion->home;

    if (door == DOOR_JOIN)
        return arena_format(source->arena, "%s#/join/%s", home, source->occasion->secret);
    if (door == DOOR_RESET)
        return arena_format(source->arena, "%s#/reset/%s", home, source->occasion->secret);
    if (door == DOOR_ADDRESS)
        return arena_format(source->arena, "%s#/address/%s", home, source->occasion->secret);
    if (door == DOOR_ASKING)
        return arena_format(source->arena, "%s#/asking/%s", home, source->occasion->secret);
    if (door == DOOR_OPERATION)
        return page_url(source, "operations", "operation_id");
    if (door == DOOR_REVOKE)
        return revoke_url(source);
    if (door == DOOR_HANDOVER)
        return page_url(source, "handovers", "handover_id");
    if (door == DOOR_REQUESTS)
        return arena_format(source->arena, "%s#/requests", home);
    return home;
}

static const char *sentence(const struct source *source, const char *event)
{
    const struct letter_line *line = letter_lines;

    while (line->event && strcmp(line->event, event))
        line++;
    return fill(source, line->in[source->occasion->language]);
}

static const char *event_of(const struct source *source)
{
    return fact_as_written(source, "event", strlen("event"));
}

/* A heading that leads somewhere, and a sentence for each of its lines. */
static void add_section(struct description *letter, const struct source *section)
{
    const json_t *lines = json_object_get(section->facts, "lines");
    const char **items = arena_alloc(section->arena, (json_array_size(lines) + 2) * sizeof *items);
    enum door door = strcmp(event_of(section), "requests") ? DOOR_OPERATION : DOOR_REQUESTS;
    size_t i;
    json_t *one;

    add_block(letter, SECTION, sentence(section, event_of(section)), door_url(section, door));
    json_array_foreach(lines, i, one)
    {
        struct source line = { section->arena, section->occasion, one, section->universal, NULL };

        items[i] = sentence(&line, event_of(&line));
    }
    items[i] = *fact_as_written(section, "more", strlen("more")) ? sentence(section, "more") : NULL;
    letter->block[letter->count - 1].items = items;
}

static void add_sections(struct description *letter, const struct source *source)
{
    size_t i;
    json_t *section;

    json_array_foreach(json_object_get(source->facts, "sections"), i, section)
        add_section(letter, &(struct source){ source->arena, source->occasion, section, source->universal, NULL });
}

static struct description describe(const struct letter_kind *kind, const struct source *source)
{
    const struct occasion *occasion = source->occasion;
    const struct wording *wording = &kind->in[occasion->language];
    struct description letter = { .language = occasion->language, .subject = fill(source, wording->subject) };
    size_t sections = json_array_size(json_object_get(source->facts, "sections"));

    letter.block = arena_alloc(source->arena, (BLOCKS_MOST + sections) * sizeof *letter.block);
    if (source->below)
        add_block(&letter, PARAGRAPH, source->below, NULL);
    add_block(&letter, PARAGRAPH, letter_greeting[occasion->language], NULL);
    add_paragraph(&letter, source, wording->news);
    if (kind->quoted)
        add_quote(&letter, source, kind->quoted, wording->quote);
    if (kind->listed)
        add_sections(&letter, source);
    add_paragraph(&letter, source, wording->advice);
    if (kind->door != DOOR_NONE)
        add_block(&letter, BUTTON, wording->button, door_url(source, kind->door));
    if (kind->code)
        add_block(&letter, CODE, occasion->code, NULL);
    add_paragraph(&letter, source, wording->after[0]);
    add_paragraph(&letter, source, wording->after[1]);
    if (*source->universal)
        add_block(&letter, PARAGRAPH, letter_universal[occasion->language], NULL);
    add_block(&letter, FOOT, letter_foot[occasion->language], occasion->home);
    if (kind->chosen)
        add_block(&letter, CHOICE, letter_choice[occasion->language],
                  arena_format(source->arena, "%s#/account/notifications", occasion->home));
    return letter;
}

/* --- plain text -------------------------------------------------------------------------------------------------- */

/* How much of a line stands before the next break: at a space, or in a word that is longer than a line. */
static size_t line_part(const char *line, size_t length)
{
    size_t part = 0, space = 0;

    for (int column = 0; part < length && column < QUOTE_COLUMN; column++) {
        part += character_bytes(line + part);
        if (part < length && line[part] == ' ')
            space = part;
    }
    return part < length && space ? space : part;
}

/* Broken here and not by the reader's window: every line of it shows whose words it is. */
static void text_quote(struct text *out, const char *words)
{
    while (*words) {
        size_t length = strcspn(words, "\n"), part = line_part(words, length);

        text_add(out, part ? "> " : ">");
        text_add_bytes(out, words, part);
        text_add(out, CRLF);
        words += part;
        words += *words == ' ' || *words == '\n';
    }
}

static void text_block(struct text *out, const struct block *block)
{
    if (block->shape == QUOTE) {
        text_quote(out, block->words);
        return;
    }
    text_add(out, block->words);
    text_add(out, CRLF);
    for (const char **item = block->items; item && *item; item++) {
        text_add(out, "- ");
        text_add(out, *item);
        text_add(out, CRLF);
    }
    if (block->url) {
        text_add(out, block->url);
        text_add(out, CRLF);
    }
}

/* In one language or in both, one after the other. */
static void write_text(struct text *out, const struct description *letters, size_t count)
{
    for (size_t n = 0; n < count; n++) {
        if (n)
            text_add(out, CRLF "----------------------------------------" CRLF CRLF);
        for (size_t i = 0; i < letters[n].count; i++) {
            text_add(out, i ? CRLF : "");
            text_block(out, &letters[n].block[i]);
        }
    }
}

/* --- HTML -------------------------------------------------------------------------------------------------------- */

#define STYLE_BODY  "margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif"
#define STYLE_QUOTE "margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #858d9b"
#define STYLE_CODE  "margin:0 0 16px;font:600 32px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.15em"
#define STYLE_BUTTON                                                                                                   \
    "display:inline-block;padding:10px 18px;border-radius:6px;background:#2f46bd;color:#fff;font-weight:600;"          \
    "text-decoration:none"
#define STYLE_URL     "margin:0 0 16px;font-size:14px"
#define STYLE_HEADING "margin:24px 0 8px;font-size:16px;line-height:1.4"
#define STYLE_LINK    "color:inherit"
#define STYLE_LIST    "margin:0 0 16px;padding:0 0 0 20px"
#define STYLE_FOOT    "margin:24px 0 0;padding:12px 0 0;border-top:1px solid #858d9b;font-size:13px"
#define STYLE_RULE    "max-width:34em;margin:32px auto;border:0;border-top:1px solid #858d9b"
#define STYLE_CHOICE  "margin:12px 0 0;font-size:13px"

static const char *escaped(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\n':
        return "<br>" CRLF;
    default:
        return NULL;
    }
}

static void escape(struct text *out, const char *words)
{
    for (; *words; words++) {
        const char *instead = escaped(*words);

        if (instead)
            text_add(out, instead);
        else
            text_add_char(out, *words);
    }
}

static void element(struct text *out, const char *tag, const char *style, const char *words)
{
    text_add(out, "<");
    text_add(out, tag);
    text_add(out, " style=\"");
    text_add(out, style);
    text_add(out, "\">");
    escape(out, words);
    text_add(out, "</");
    text_add(out, tag);
    text_add(out, ">" CRLF);
}

static void anchor(struct text *out, const char *url, const char *style, const char *words)
{
    text_add(out, "<a href=\"");
    escape(out, url);
    text_add(out, "\" style=\"");
    text_add(out, style);
    text_add(out, "\">");
    escape(out, words);
    text_add(out, "</a>");
}

static void html_small(struct text *out, const struct block *block, const char *style)
{
    text_add(out, "<p style=\"");
    text_add(out, style);
    text_add(out, "\">");
    escape(out, block->words);
    text_add(out, "<br>" CRLF);
    anchor(out, block->url, "overflow-wrap:anywhere", block->url);
    text_add(out, "</p>" CRLF);
}

static void html_section(struct text *out, const struct block *block)
{
    text_add(out, "<h2 style=\"" STYLE_HEADING "\">");
    anchor(out, block->url, STYLE_LINK, block->words);
    text_add(out, "</h2>" CRLF "<ul style=\"" STYLE_LIST "\">" CRLF);
    for (const char **item = block->items; *item; item++)
        element(out, "li", "margin:0 0 4px", *item);
    text_add(out, "</ul>" CRLF);
}

static void html_block(struct text *out, const struct block *block)
{
    switch (block->shape) {
    case PARAGRAPH:
        element(out, "p", "margin:0 0 16px", block->words);
        break;
    case QUOTE:
        element(out, "blockquote", STYLE_QUOTE, block->words);
        break;
    case CODE:
        element(out, "p", STYLE_CODE, block->words);
        break;
    case BUTTON:
        text_add(out, "<p style=\"margin:24px 0 8px\">");
        anchor(out, block->url, STYLE_BUTTON, block->words);
        text_add(out, "</p>" CRLF "<p style=\"" STYLE_URL "\">");
        anchor(out, block->url, "overflow-wrap:anywhere", block->url);
        text_add(out, "</p>" CRLF);
        break;
    case SECTION:
        html_section(out, block);
        break;
    case FOOT:
        html_small(out, block, STYLE_FOOT);
        break;
    case CHOICE:
        html_small(out, block, STYLE_CHOICE);
        break;
    }
}

static void write_part(struct text *out, const struct description *letter)
{
    text_add(out, "<div lang=\"");
    text_add(out, language_tag(letter->language));
    text_add(out, "\" style=\"max-width:34em;margin:0 auto\">" CRLF);
    for (size_t i = 0; i < letter->count; i++)
        html_block(out, &letter->block[i]);
    text_add(out, "</div>" CRLF);
}

static void write_html(struct text *out, const char *subject, const struct description *letters, size_t count)
{
    text_add(out, "<!DOCTYPE html>" CRLF "<html lang=\"");
    text_add(out, language_tag(letters->language));
    text_add(out, "\">" CRLF "<head>" CRLF "<meta charset=\"utf-8\">" CRLF
                  "<meta name=\"viewport\" content=\"width=device-width\">" CRLF
                  "<meta name=\"color-scheme\" content=\"light dark\">" CRLF
                  "<meta name=\"supported-color-schemes\" content=\"light dark\">" CRLF
                  "<style>:root{color-scheme:light dark}</style>" CRLF "<title>");
    escape(out, subject);
    text_add(out, "</title>" CRLF "</head>" CRLF "<body style=\"" STYLE_BODY "\">" CRLF);
    for (size_t n = 0; n < count; n++) {
        text_add(out, n ? "<hr style=\"" STYLE_RULE "\">" CRLF : "");
        write_part(out, &letters[n]);
    }
    text_add(out, "</body>" CRLF "</html>" CRLF);
}

/* ----------------------------------------------------------------------------------------------------------------- */

static const struct letter_kind *const none[] = { NULL };
static const struct letter_kind *const *tables = none;

static bool fits(const struct letter_kind *kind, const struct source *source)
{
    return kind->kind == source->occasion->kind &&
           (!kind->by || !strcmp(fact_as_written(source, kind->by, strlen(kind->by)), kind->value));
}

static const struct letter_kind *find_kind(const struct source *source)
{
    for (const struct letter_kind *const *table = tables; *table; table++)
        for (const struct letter_kind *kind = *table; kind->kind; kind++)
            if (fits(kind, source))
                return kind;
    return NULL;
}

static bool has_postage(const struct letter_kind *kind)
{
    const struct postage *postage = postage_of(kind->kind);

    if (postage && postage->urgency != URGENCY_NONE && postage->allowance)
        return true;
    fprintf(stderr, "guichet: the letter %s has no postage\n", mail_kind_name(kind->kind));
    return false;
}

bool letter_use(const struct letter_kind *const letters[])
{
    bool good = true;

    tables = letters;
    for (const struct letter_kind *const *table = tables; *table; table++)
        for (const struct letter_kind *kind = *table; kind->kind; kind++)
            good &= has_postage(kind);
    return good;
}

static void release(void *facts)
{
    json_decref(facts);
}

static struct source source_of(struct arena *arena, const struct occasion *occasion)
{
    struct source source = { arena, occasion, json_loads(occasion->facts, JSON_REJECT_DUPLICATES, NULL),
                             arena_alloc(arena, sizeof(bool)), NULL };

    arena_defer(arena, release, source.facts);
    return source;
}

bool letter_gist(struct arena *arena, const struct occasion *occasion, struct gist *gist)
{
    struct source source = source_of(arena, occasion);
    const struct letter_kind *kind = json_is_object(source.facts) ? find_kind(&source) : NULL;

    if (!kind)
        return false;
    gist->subject = fill(&source, kind->in[occasion->language].subject);
    gist->words = kind->quoted ? fact(&source, kind->quoted, strlen(kind->quoted)) : "";
    return true;
}

/* The same letter in the other language, below the first. */
static struct description describe_other(const struct letter_kind *kind, const struct source *source)
{
    struct occasion *occasion = ARENA_NEW(source->arena, struct occasion);
    struct source other = *source;

    *occasion = *source->occasion;
    occasion->language = occasion->language == FRENCH ? ENGLISH : FRENCH;
    other.occasion = occasion;
    other.below = NULL;
    return describe(kind, &other);
}

static const char *write_letter(const struct letter_kind *kind, struct source *source, struct letter *letter)
{
    struct text text = text_new(source->arena, LETTER_MOST), html = text_new(source->arena, LETTER_MOST);
    bool both = source->occasion->bilingual;
    struct description letters[2];
    const char *subject;

    source->below = both ? letter_below[source->occasion->language] : NULL;
    letters[0] = describe(kind, source);
    subject = letters[0].subject;
    if (both) {
        letters[1] = describe_other(kind, source);
        subject = arena_format(source->arena, "%s / %s", subject, letters[1].subject);
    }
    write_text(&text, letters, both ? 2 : 1);
    write_html(&html, subject, letters, both ? 2 : 1);
    if (text.over || html.over)
        return "too long";
    *letter = (struct letter){ subject, text_string(&text), text_string(&html) };
    return NULL;
}

const char *letter_write(struct arena *arena, const struct occasion *occasion, struct letter *letter)
{
    struct source source = source_of(arena, occasion);
    const struct letter_kind *kind = find_kind(&source);
    bool linked = kind && (kind->door == DOOR_JOIN || kind->door == DOOR_RESET || kind->door == DOOR_ADDRESS ||
                           kind->door == DOOR_ASKING);

    if (!json_is_object(source.facts))
        return "the facts are no JSON object";
    if (!kind)
        return "no such kind of mail";
    if ((linked && !occasion->secret) || (kind->code && !occasion->code))
        return "the secret of the link, or the code, is missing";

    return write_letter(kind, &source, letter);
}
