/* A growing piece of text in an arena, with a cap from birth. */
#ifndef TEXT_H
#define TEXT_H

#include "arena.h"
#include "err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    struct arena *arena;
    char *bytes; /* always terminated once something was added; NULL before */
    size_t length, room, most;
    bool over; /* something did not fit below `most`: what is there is not whole */
};

/* An empty text that borrows the arena and will never hold more than `most` bytes. */
struct text text_new(struct arena *arena, size_t most);

void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_add_char(struct text *text, char c);
void text_add_number(struct text *text, int64_t number);

/* Adds `length` bytes for the caller to write at once: lends their place, until the text grows; NULL when they do not
 * fit. */
char *text_add_room(struct text *text, size_t length);

/* Lends the text as a string, "" when empty. */
const char *text_string(const struct text *text);

/* Room of any number in decimal digits, sign and terminator included. */
#define NUMBER_ROOM 21

/* Writes a number at the end of `out` and lends the place where it begins. */
const char *number_write(char out[NUMBER_ROOM], int64_t number);

/* Room of a time as text, terminator included. */
#define TIME_ROOM 25

/* RFC 3339 in UTC with milliseconds, `2026-03-01T09:30:00.000Z`, of milliseconds since 1970. */
void time_write(char out[TIME_ROOM], int64_t ms);

/* The milliseconds of an RFC 3339 time with `Z` or an offset; false when it is none. */
bool time_read(const char *text, int64_t *ms);

/* `1 March 2027`, and `1 March 2027 at 14:05 UTC`, of milliseconds since 1970, as they stand in a sentence. Lend the
 * arena's memory. */
const char *text_day(struct arena *arena, int64_t ms, enum language language);
const char *text_moment(struct arena *arena, int64_t ms, enum language language);

/* Now, in milliseconds since 1970. */
int64_t time_now(void);

/* The same time of day so many months before, in UTC; where that month has no such day, on its last. */
int64_t time_months_before(int64_t ms, int months);

/* Milliseconds of a clock that nobody sets, for what has to happen so long after something else. */
int64_t time_steady(void);

/* True for well-formed UTF-8 without NUL (RFC 3629: no surrogates, no overlong forms). */
bool utf8_valid(const char *bytes, size_t length);

/* The first U+FFFD, which programs write in place of what they could not read, or NULL. */
const char *utf8_lost(const char *string);

/* The code point at the start of valid UTF-8, and its bytes. */
uint32_t utf8_point(const char *text, size_t *length);

/* Shortens valid UTF-8 in place: what is pasted from pages, mails and sheets brings spaces of every kind (White_Space
 * of Unicode) and characters that show nothing (zero-width spaces and joiners, direction marks, soft hyphens, byte
 * order marks) at its ends. Lends what is between them. */
char *utf8_trim(char *text);

/* Number of characters of valid UTF-8. */
size_t utf8_length(const char *string);

/* The place of a text in a list that ends with NULL, from 1; 0 for none of them, or NULL. */
unsigned text_place(const char *const list[], const char *text);

#endif
