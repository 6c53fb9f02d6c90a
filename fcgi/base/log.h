/* One logfmt line to stderr; journald or a file gets it from there. */
#ifndef LOG_H
#define LOG_H

#include <stdint.h>

struct log_pair {
    const char *name;
    const char *text; /* NULL: the number counts */
    int64_t number;
};

/* clang-format off */
#define LOG_TEXT(name, text)     { (name), log_text(text), 0 }
#define LOG_NUMBER(name, number) { (name), 0, (number) }
/* clang-format on */

static inline const char *log_text(const char *text)
{
    return text ? text : "-";
}

/* Writes `level=… event=… name=value …`. Values with spaces, quotes or control characters are quoted and escaped
 * here, so no caller can break a line. One write(2) a line, at most 2,048 bytes. */
void log_line(const char *level, const char *event, const struct log_pair *pairs, int count);

#define LOG_INFO(event, ...)  LOG_LINE("info", event, __VA_ARGS__)
#define LOG_WARN(event, ...)  LOG_LINE("warn", event, __VA_ARGS__)
#define LOG_ERROR(event, ...) LOG_LINE("error", event, __VA_ARGS__)
#define LOG_LINE(level, event, ...)                                                                                    \
    log_line(level, event, (struct log_pair[]){ __VA_ARGS__ },                                                         \
             (int)(sizeof((struct log_pair[]){ __VA_ARGS__ }) / sizeof(struct log_pair)))

#endif
