#include "bounce.h"

#include "conf.h"
#include "secret.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ID_LENGTH   (ID_ROOM - 1)
#define BLOCKS_MOST (2 * BOUNCE_ADDRESSES)
#define ID_DIGITS   "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

struct reading {
    struct bounce *bounce;
    struct arena *arena;
    bool reported;
    int blocks; /* of fields that were read */
};

void bounce_start(void)
{
    g_mime_init();
}

/* --- GMime ------------------------------------------------------------------------------------------------------- */

static GMimeMessage *parse(struct arena *arena, const char *bytes, size_t length)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

    g_object_unref(parser);
    g_object_unref(stream);
    if (message)
        arena_defer(arena, g_object_unref, message);
    return message;
}

/* What is in the part, its transfer encoding undone; empty when there is nothing. */
static const char *content_of(struct arena *arena, GMimeObject *object, size_t *length)
{
    GMimeDataWrapper *wrapper = GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : NULL;
    GMimeStream *stream = g_mime_stream_mem_new();
    GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    const char *content;

    if (wrapper)
        g_mime_data_wrapper_write_to_stream(wrapper, stream);
    *length = bytes->len;
    content = arena_copy(arena, bytes->data ? (const char *)bytes->data : "", bytes->len);
    g_object_unref(stream);
    return content;
}

static const char *header_of(struct arena *arena, GMimeMessage *message, const char *name)
{
    return arena_string(arena, g_mime_object_get_header(GMIME_OBJECT(message), name));
}

/* --- which mail --------------------------------------------------------------------------------------------------- */

/* In small letters, as ours are. */
static void add_id(const struct reading *reading, const char *at)
{
    struct bounce *bounce = reading->bounce;
    char *id = arena_copy(reading->arena, at, ID_LENGTH);

    for (char *c = id; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    if (bounce->id_count < BOUNCE_IDS)
        bounce->ids[bounce->id_count++] = id;
}

static bool is_id(const char *at)
{
    return strspn(at, ID_DIGITS) == ID_LENGTH && at[ID_LENGTH] == '@';
}

/* `bounces+ID@`, wherever it stands: what delivered it may have written it into any header. */
static void find_return_path(const struct reading *reading, const char *value)
{
    const char *start = arena_format(reading->arena, "%.*s+", (int)strcspn(conf.mail_bounces, "@"), conf.mail_bounces);

    for (const char *at = value; *conf.mail_bounces && (at = strcasestr(at, start)); at++)
        if (is_id(at + strlen(start)))
            add_id(reading, at + strlen(start));
}

static void find_message_ids(const struct reading *reading, const char *value)
{
    for (const char *at = value; (at = strchr(at, '<')); at++)
        if (is_id(at + 1))
            add_id(reading, at + 1);
}

static void find_ids(const struct reading *reading, GMimeMessage *message)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
    int count = g_mime_header_list_get_count(headers);

    for (int i = 0; i < count; i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
        const char *name = g_mime_header_get_name(header), *value = g_mime_header_get_value(header);

        if (!value)
            continue;
        find_return_path(reading, value);
        if (!strcasecmp(name, "Message-ID") || !strcasecmp(name, "In-Reply-To") || !strcasecmp(name, "References"))
            find_message_ids(reading, value);
    }
}

/* --- what became of it -------------------------------------------------------------------------------------------- */

/* The end of the fields that begin there: an empty line, or the end. */
static const char *end_of_fields(const char *at, const char *end)
{
    for (; at < end; at++)
        if (*at == '\n' && (at + 1 == end || at[1] == '\n' || (at[1] == '\r' && at + 2 < end && at[2] == '\n')))
            return at + 1;
    return end;
}

/* RFC 3464, 2.1: fields about the message, then for each recipient, parted by empty lines; some leave out the first. */
static void read_fields(const struct reading *reading, const char *bytes, size_t length)
{
    struct bounce *bounce = reading->bounce;
    GMimeMessage *fields = parse(reading->arena, bytes, length);
    struct bounce_recipient recipient = { 0 };

    if (!fields || bounce->recipient_count == BOUNCE_ADDRESSES)
        return;
    recipient.original = header_of(reading->arena, fields, "Original-Recipient");
    recipient.final = header_of(reading->arena, fields, "Final-Recipient");
    recipient.action = header_of(reading->arena, fields, "Action");
    recipient.status = header_of(reading->arena, fields, "Status");
    recipient.diagnostic = header_of(reading->arena, fields, "Diagnostic-Code");
    if (recipient.action && (recipient.original || recipient.final))
        bounce->recipients[bounce->recipient_count++] = recipient;
}

static void read_report(struct reading *reading, GMimeObject *part)
{
    size_t length;
    const char *at = content_of(reading->arena, part, &length), *end = at + length;

    while (at < end && reading->blocks++ < BLOCKS_MOST) {
        const char *next = end_of_fields(at, end);

        read_fields(reading, at, (size_t)(next - at));
        at = next + strspn(next, "\r\n");
    }
}

/* The returned mail, or its head. */
static void read_returned(const struct reading *reading, GMimeObject *part)
{
    GMimeMessage *message;
    size_t length;
    const char *content;

    if (GMIME_IS_MESSAGE_PART(part)) {
        message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
    } else {
        content = content_of(reading->arena, part, &length);
        message = parse(reading->arena, content, length);
    }
    if (message)
        find_ids(reading, message);
}

static bool is_one_of(GMimeObject *part, const char *const *types)
{
    GMimeContentType *type = g_mime_object_get_content_type(part);

    for (; *types; types += 2)
        if (g_mime_content_type_is_type(type, types[0], types[1]))
            return true;
    return false;
}

/* RFC 6533 has the second names, for addresses beyond ASCII. */
static void read_part(GMimeObject *parent, GMimeObject *part, void *context)
{
    static const char *const reports[] = { "message", "delivery-status", "message", "global-delivery-status", NULL };
    static const char *const returned[] = {
        "message", "rfc822", "text", "rfc822-headers", "message", "global", "message", "global-headers", NULL,
    };
    struct reading *reading = context;

    (void)parent;
    if (is_one_of(part, reports)) {
        reading->reported = true;
        read_report(reading, part);
    } else if (is_one_of(part, returned)) {
        read_returned(reading, part);
    }
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

bool bounce_read(struct bounce *bounce, struct arena *arena, const char *bytes, size_t length)
{
    struct reading reading = { bounce, arena, false, 0 };
    const char *line = length > 5 && !memcmp(bytes, "From ", 5) ? memchr(bytes, '\n', length) : NULL;
    size_t skipped = line ? (size_t)(line + 1 - bytes) : 0;
    GMimeMessage *message = parse(arena, bytes + skipped, length - skipped);

    *bounce = (struct bounce){ 0 };
    if (!message)
        return false;
    find_ids(&reading, message);
    g_mime_message_foreach(message, read_part, &reading);
    return reading.reported;
}

const char *bounce_address(struct arena *arena, const char *field)
{
    const char *start = field ? strchr(field, ';') : NULL;

    if (!start)
        return NULL;
    start += 1 + strspn(start + 1, " \t<");
    return arena_copy(arena, start, strcspn(start, " \t>"));
}
