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

/* Most of what is written has nothing to escape and is copied whole. */
static void quote(struct text *out, const char *value)
{
    size_t length = strlen(value);
    char *place;

    if (plain_length(value, length) < length) {
        text_add_char(out, '"');
        quote_rest(out, value, length);
        text_add_char(out, '"');
        return;
    }
    place = text_add_room(out, length + 2);
    if (place) {
        place[0] = '"';
        memcpy(place + 1, value, length);
        place[length + 1] = '"';
    }
}

/* What stands before tells whether a comma is due, so the writer needs no state of its own. */
static void begin(struct text *out, const char *name)
{
    char last = out->length ? out->bytes[out->length - 1] : '{';

    if (last != '{' && last != '[')
        text_add_char(out, ',');
    if (!name)
        return;
    quote(out, name); /* a refused member's name is the client's own */
    text_add_char(out, ':');
}

void emit_object(struct text *out, const char *name)
{
    begin(out, name);
    text_add_char(out, '{');
}

void emit_object_end(struct text *out)
{
    text_add_char(out, '}');
}

void emit_array(struct text *out, const char *name)
{
    begin(out, name);
    text_add_char(out, '[');
}

void emit_array_end(struct text *out)
{
    text_add_char(out, ']');
}

void emit_string(struct text *out, const char *name, const char *value)
{
    if (!value) {
        emit_null(out, name);
        return;
    }
    begin(out, name);
    quote(out, value);
}

void emit_number(struct text *out, const char *name, int64_t value)
{
    begin(out, name);
    text_add_number(out, value);
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
    emit_string(out, name, time);
}

void emit_null(struct text *out, const char *name)
{
    emit_raw(out, name, "null");
}

void emit_raw(struct text *out, const char *name, const char *json)
{
    begin(out, name);
    text_add(out, json);
}
