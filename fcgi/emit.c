#include "emit.h"

#include <stdio.h>
#include <string.h>

/* What cannot stand in a JSON string as it is (RFC 8259, 7); NUL ends the text. */
static const bool special[256] = { [0] = true, true, true, true, true, true,         true,         true, true,
                                   true,       true, true, true, true, true,         true,         true, true,
                                   true,       true, true, true, true, true,         true,         true, true,
                                   true,       true, true, true, true, ['"'] = true, ['\\'] = true };

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

static void quote(struct text *out, const char *value)
{
    text_add_char(out, '"');
    while (*value) {
        size_t length = 0;

        while (!special[(unsigned char)value[length]])
            length++;
        text_add_bytes(out, value, length);
        value += length;
        if (*value)
            escape(out, (unsigned char)*value++);
    }
    text_add_char(out, '"');
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
