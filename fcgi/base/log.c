#include "log.h"
#include "text.h"

#include <errno.h>
#include <stdbool.h>
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

/* Printable ASCII that needs no quotes around it. */
static bool is_bare(char c)
{
    return c > ' ' && c <= '~' && c != '"' && c != '\\' && c != '=';
}

static bool is_plain(const char *value)
{
    const char *at = value;

    while (is_bare(*at))
        at++;
    return at > value && !*at;
}

/* Whatever is not printable ASCII is escaped byte by byte: a line stays one line on every terminal, and it can be cut
 * anywhere. */
static void add_escaped(struct line *line, char c)
{
    static const char digits[] = "0123456789abcdef";

    if (c == '"' || c == '\\')
        add(line, (char[]){ '\\', c, '\0' });
    else if (c == '\n')
        add(line, "\\n");
    else if (c < ' ' || c > '~')
        add(line, (char[]){ '\\', 'x', digits[(unsigned char)c >> 4], digits[c & 0xF], '\0' });
    else
        add(line, (char[]){ c, '\0' });
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
    char room[NUMBER_ROOM];

    add(line, " ");
    add(line, pair->name);
    add(line, "=");
    if (pair->text)
        add_value(line, pair->text);
    else
        add(line, number_write(room, pair->number));
}

void log_line(const char *level, const char *event, const struct log_pair *pairs, int count)
{
    struct line line;

    line.length = 0;
    line.cut = false;
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
