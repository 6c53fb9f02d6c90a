#include "log.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_ROOM 2048
#define LINE_MOST (LINE_ROOM - 2) /* a closing quote and the end of the line always fit */

struct line {
    char bytes[LINE_ROOM];
    size_t length;
    bool cut;
};

static void add(struct line *line, const char *piece)
{
    size_t length = strlen(piece);

    if (line->cut || line->length + length > LINE_MOST) {
        line->cut = true;
        return;
    }
    memcpy(line->bytes + line->length, piece, length);
    line->length += length;
}

static bool is_plain(const char *value)
{
    if (!*value)
        return false;
    for (; *value; value++)
        if (*value <= ' ' || *value > '~' || strchr("\"\\=", *value))
            return false;
    return true;
}

/* Whatever is not printable ASCII is escaped byte by byte: a line stays one line on every terminal, and it can be cut
 * anywhere. */
static void add_escaped(struct line *line, char c)
{
    char piece[8];

    if (c == '"' || c == '\\')
        snprintf(piece, sizeof(piece), "\\%c", c);
    else if (c == '\n')
        snprintf(piece, sizeof(piece), "\\n");
    else if (c < ' ' || c > '~')
        snprintf(piece, sizeof(piece), "\\x%02x", (unsigned)(unsigned char)c);
    else
        snprintf(piece, sizeof(piece), "%c", c);
    add(line, piece);
}

static void add_value(struct line *line, const char *value)
{
    if (is_plain(value) && line->length + strlen(value) <= LINE_MOST) {
        add(line, value);
        return;
    }
    add(line, "\"");
    if (line->cut)
        return;
    for (; *value && !line->cut; value++)
        add_escaped(line, *value);
    line->bytes[line->length++] = '"';
}

static void add_pair(struct line *line, const struct log_pair *pair)
{
    char number[24];

    snprintf(number, sizeof(number), "%" PRId64, pair->number);
    add(line, " ");
    add(line, pair->name);
    add(line, "=");
    add_value(line, pair->text ? pair->text : number);
}

void log_line(const char *level, const char *event, const struct log_pair *pairs, int count)
{
    struct line line = { .length = 0 };

    add(&line, "level=");
    add_value(&line, level);
    add(&line, " event=");
    add_value(&line, event);
    for (int i = 0; i < count && !line.cut; i++)
        add_pair(&line, &pairs[i]);
    line.bytes[line.length++] = '\n';
    while (write(STDERR_FILENO, line.bytes, line.length) < 0 && errno == EINTR)
        continue;
}
