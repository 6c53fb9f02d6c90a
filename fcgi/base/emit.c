#include "emit.h"

#include <stdio.h>
#include <string.h>

/* What cannot stand in a JSON string as it is (RFC 8259, 7). */
static bool is_special(unsigned char c)
{
    return c < ' ' || c == '"' || c == '\\';
}

/* The same of eight bytes at once: whether one of them may be; exact where none is. */
static bool is_any_special(const char *eight)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t bytes, quotes, slashes;

    memcpy(&bytes, eight, sizeof(bytes));
    quotes = bytes ^ ones * '"';
    slashes = bytes ^ ones * '\\';
    return (((bytes - ones * ' ') & ~bytes) | ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes)) & ones << 7;
}

static size_t plain_length(const char *value, size_t length)
{
    size_t plain = 0;

    while (length - plain >= 8 && !is_any_special(value + plain))
        plain += 8;
    while (plain < length && !is_special((unsigned char)value[plain]))
        plain++;
    return plain;
}

static void escape(struct text *out, unsigned char c)
{
    static const char from[] = "\"\\\n\r\t\b\f", to[] = "\"\\nrtbf";
    const char *found = strchr(from, c);
    char code[7];

    if (found) {
        text_add_char(out, '\\');
        text_add_char(out, to[found - from]);
    } else {
        snprintf(code, sizeof code, "\\u%04x", c);
        text_add(out, code);
    }
}

static void quote_rest(struct text *out, const char *value, size_t length)
{
    while (length) {
        size_t plain = plain_length(value, length);

        text_add_bytes(out, value, plain);
        value += plain;
        length -= plain;
        if (length) {
            escape(out, (unsigned char)*value++);
            length--;
        }
    }
}

static void quote(struct text *out, const char *value, size_t length)
{
    text_add_char(out, '"');
    quote_rest(out, value, length);
    text_add_char(out, '"');
}

static void put_bytes(char **place, const char *bytes, size_t length)
{
    memcpy(*place, bytes, length);
    *place += length;
}

/* What stands before tells whether a comma is due, so the writer needs no state of its own. Comma, name and colon, and
 * room for `more` after them: lends that place; NULL when it does not fit. */
static char *begin(struct text *out, const char *name, size_t more)
{
    char last = out->length ? out->bytes[out->length - 1] : '{';
    bool comma = last != '{' && last != '[';
    size_t length = name ? strlen(name) : 0;
    char *place = text_add_room(out, comma + (name ? length + strlen("\"\":") : 0) + more);

    if (place && comma)
        *place++ = ',';
    if (place && name) {
        *place++ = '"';
        put_bytes(&place, name, length);
        put_bytes(&place, "\":", 2);
    }
    return place;
}

static void add(struct text *out, const char *name, const char *json, size_t length)
{
    char *place = begin(out, name, length);

    if (place)
        memcpy(place, json, length);
}

void emit_object(struct text *out, const char *name)
{
    add(out, name, "{", 1);
}

void emit_object_end(struct text *out)
{
    text_add_char(out, '}');
}

void emit_array(struct text *out, const char *name)
{
    add(out, name, "[", 1);
}

void emit_array_end(struct text *out)
{
    text_add_char(out, ']');
}

/* Nothing in it is to be escaped. */
static void add_plain(struct text *out, const char *name, const char *value, size_t length)
{
    char *place = begin(out, name, length + 2);

    if (place) {
        *place++ = '"';
        put_bytes(&place, value, length);
        *place = '"';
    }
}

/* Most of what is written has nothing to escape and is copied whole. */
void emit_string(struct text *out, const char *name, const char *value)
{
    size_t length = value ? strlen(value) : 0;

    if (!value) {
        emit_null(out, name);
    } else if (plain_length(value, length) == length) {
        add_plain(out, name, value, length);
    } else {
        begin(out, name, 0);
        quote(out, value, length);
    }
}

void emit_foreign(struct text *out, const char *name, const char *value)
{
    begin(out, NULL, 0);
    quote(out, name, strlen(name));
    text_add_char(out, ':');
    quote(out, value, strlen(value));
}

void emit_number(struct text *out, const char *name, int64_t value)
{
    char room[NUMBER_ROOM];

    emit_raw(out, name, number_write(room, value));
}

void emit_flag(struct text *out, const char *name, bool value)
{
    emit_raw(out, name, value ? "true" : "false");
}

void emit_time(struct text *out, const char *name, int64_t ms)
{
    char time[TIME_ROOM];

    if (!ms) {
        emit_null(out, name);
        return;
    }
    time_write(time, ms);
    add_plain(out, name, time, TIME_ROOM - 1);
}

void emit_null(struct text *out, const char *name)
{
    add(out, name, "null", 4);
}

void emit_raw(struct text *out, const char *name, const char *json)
{
    add(out, name, json, strlen(json));
}
