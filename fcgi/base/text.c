#include "text.h"

#include <string.h>
#include <time.h>

#define TEXT_FIRST_ROOM ((size_t)256)

#define SECOND_MS       INT64_C(1000)
#define MINUTE_MS       (60 * SECOND_MS)
#define HOUR_MS         (60 * MINUTE_MS)
#define DAY_MS          (24 * HOUR_MS)

/* 0001-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: what four digits of a year can say. */
#define TIME_LEAST INT64_C(-62135596800000)
#define TIME_MOST  INT64_C(253402300799999)

#define TIME_DATE  11 /* bytes of `2026-03-01T` */

struct text text_new(struct arena *arena, size_t most)
{
    return (struct text){ .arena = arena, .most = most };
}

static void text_grow(struct text *text, size_t needed)
{
    size_t room = text->room ? 2 * text->room : TEXT_FIRST_ROOM;
    char *bytes;

    if (room < needed)
        room = needed;
    bytes = arena_room(text->arena, room);
    if (text->length)
        memcpy(bytes, text->bytes, text->length);
    text->bytes = bytes;
    text->room = room;
}

void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

char *text_add_room(struct text *text, size_t length)
{
    char *place;

    if (text->over || length > text->most - text->length) {
        text->over = true;
        return NULL;
    }
    if (text->length + length >= text->room)
        text_grow(text, text->length + length + 1);
    place = text->bytes + text->length;
    text->length += length;
    place[length] = '\0';
    return place;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    char *place = length ? text_add_room(text, length) : NULL;

    if (place)
        memcpy(place, bytes, length);
}

/* Most of an answer's quotes and commas find room at once. */
void text_add_char(struct text *text, char c)
{
    if (text->over || text->length + 1 >= text->room || text->length >= text->most) {
        text_add_bytes(text, &c, 1);
        return;
    }
    text->bytes[text->length++] = c;
    text->bytes[text->length] = '\0';
}

const char *number_write(char out[NUMBER_ROOM], int64_t number)
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    char *first = out + NUMBER_ROOM - 1;

    *first = '\0';
    do {
        *--first = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (number < 0)
        *--first = '-';
    return first;
}

void text_add_number(struct text *text, int64_t number)
{
    char room[NUMBER_ROOM];

    text_add(text, number_write(room, number));
}

const char *text_string(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}

/* Days since 1970-01-01 of a date of the Gregorian calendar. Years are counted from March, so that the leap day is the
 * last of its year; 400 years have 146,097 days. */
static int64_t days_of_date(int64_t year, int64_t month, int64_t day)
{
    int64_t march_year = month > 2 ? year : year - 1;
    int64_t march_month = (month + 9) % 12;
    int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;

    return 365 * march_year + march_year / 4 - march_year / 100 + march_year / 400 + day_of_year - 719468;
}

/* The inverse of days_of_date, for dates from 0001 on. */
static void date_of_days(int64_t days, int *year, int *month, int *day)
{
    int64_t since_0000 = days + 719468;
    int64_t era = since_0000 / 146097;
    int64_t day_of_era = since_0000 % 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;

    *day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *year = (int)(era * 400 + year_of_era + (*month <= 2));
}

static int64_t days_in_month(int64_t year, int64_t month)
{
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month == 2)
        return leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* A number of so many digits, and what follows it; answers the place after. */
static char *put(char *out, int digits, unsigned number, char next)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        out[i] = (char)('0' + number % 10);
    out[digits] = next;
    return out + digits + 1;
}

/* `2026-03-01T` of a day since 1970: what is written together is mostly of one day. */
static const char *date_of(int64_t days)
{
    static _Thread_local struct {
        int64_t days;
        char text[12];
    } last = { .days = INT64_MIN };
    int year, month, day;

    if (days != last.days) {
        date_of_days(days, &year, &month, &day);
        put(put(put(last.text, 4, (unsigned)year, '-'), 2, (unsigned)month, '-'), 2, (unsigned)day, 'T');
        last.days = days;
    }
    return last.text;
}

/* Out of range, the nearest time that can be written stands in. */
void time_write(char out[TIME_ROOM], int64_t ms)
{
    int64_t bounded = ms < TIME_LEAST ? TIME_LEAST : ms > TIME_MOST ? TIME_MOST : ms;
    int64_t days = (bounded - TIME_LEAST) / DAY_MS + TIME_LEAST / DAY_MS;
    unsigned of_day = (unsigned)(bounded - days * DAY_MS);

    memcpy(out, date_of(days), TIME_DATE);
    out = put(out + TIME_DATE, 2, of_day / HOUR_MS, ':');
    out = put(out, 2, of_day / MINUTE_MS % 60, ':');
    out = put(out, 2, of_day / SECOND_MS % 60, '.');
    out = put(out, 3, of_day % SECOND_MS, 'Z');
    *out = '\0';
}

/* Takes exactly `digits` digits and a value from least to most. */
static bool take_number(const char **at, int digits, int64_t least, int64_t most, int64_t *number)
{
    *number = 0;
    for (; digits > 0; digits--, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *number = *number * 10 + (**at - '0');
    }
    return *number >= least && *number <= most;
}

static bool take_char(const char **at, const char *allowed)
{
    if (!**at || !strchr(allowed, **at))
        return false;
    (*at)++;
    return true;
}

static bool take_date(const char **at, int64_t *ms)
{
    int64_t year, month, day;

    if (!take_number(at, 4, 1, 9999, &year) || !take_char(at, "-") || !take_number(at, 2, 1, 12, &month) ||
        !take_char(at, "-") || !take_number(at, 2, 1, days_in_month(year, month), &day))
        return false;
    *ms = days_of_date(year, month, day) * DAY_MS;
    return true;
}

/* At least one digit after the point; what is finer than a millisecond is cut off. */
static bool take_fraction(const char **at, int64_t *ms)
{
    int64_t digit, weight = 100;

    if (!take_char(at, "."))
        return true;
    do {
        if (!take_number(at, 1, 0, 9, &digit))
            return false;
        *ms += digit * weight;
        weight /= 10;
    } while (**at >= '0' && **at <= '9');
    return true;
}

/* No leap second: milliseconds since 1970 cannot say it. */
static bool take_clock(const char **at, int64_t *ms)
{
    int64_t hour, minute, second;

    if (!take_number(at, 2, 0, 23, &hour) || !take_char(at, ":") || !take_number(at, 2, 0, 59, &minute) ||
        !take_char(at, ":") || !take_number(at, 2, 0, 59, &second))
        return false;
    *ms = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS;
    return take_fraction(at, ms);
}

static bool take_offset(const char **at, int64_t *ms)
{
    bool west = **at == '-';
    int64_t hour, minute;

    *ms = 0;
    if (take_char(at, "Zz"))
        return true;
    if (!take_char(at, "+-") || !take_number(at, 2, 0, 23, &hour) || !take_char(at, ":") ||
        !take_number(at, 2, 0, 59, &minute))
        return false;
    *ms = (west ? -1 : 1) * (hour * HOUR_MS + minute * MINUTE_MS);
    return true;
}

bool time_read(const char *text, int64_t *ms)
{
    int64_t date, clock, offset, utc;

    if (!take_date(&text, &date) || !take_char(&text, "Tt") || !take_clock(&text, &clock) ||
        !take_offset(&text, &offset) || *text)
        return false;
    utc = date + clock - offset;
    if (utc < TIME_LEAST || utc > TIME_MOST)
        return false;
    *ms = utc;
    return true;
}

static int64_t read_clock(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * SECOND_MS + now.tv_nsec / 1000000;
}

const char *text_day(struct arena *arena, int64_t ms, enum language language)
{
    static const char *const months[2][12] = {
        [FRENCH] = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                     "novembre", "décembre" },
        [ENGLISH] = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                      "November", "December" },
    };
    time_t seconds = (time_t)(ms / SECOND_MS);
    struct tm day;

    gmtime_r(&seconds, &day);
    return arena_format(arena, "%d%s %s %d", day.tm_mday, language == FRENCH && day.tm_mday == 1 ? "er" : "",
                        months[language][day.tm_mon], day.tm_year + 1900);
}

const char *text_moment(struct arena *arena, int64_t ms, enum language language)
{
    const char *day = text_day(arena, ms, language);
    time_t seconds = (time_t)(ms / SECOND_MS);
    struct tm at;

    gmtime_r(&seconds, &at);
    if (language == FRENCH)
        return arena_format(arena, "%s à %d\u00a0h\u00a0%02d UTC", day, at.tm_hour, at.tm_min);
    return arena_format(arena, "%s at %d:%02d UTC", day, at.tm_hour, at.tm_min);
}

int64_t time_now(void)
{
    return read_clock(CLOCK_REALTIME);
}

int64_t time_months_before(int64_t ms, int months)
{
    time_t seconds = (time_t)(ms / SECOND_MS);
    struct tm at;
    int day;

    gmtime_r(&seconds, &at);
    day = at.tm_mday;
    at.tm_mon -= months;
    seconds = timegm(&at);
    if (at.tm_mday != day) {
        at.tm_mday = 0; /* the last of the month before, into which it ran over */
        seconds = timegm(&at);
    }
    return (int64_t)seconds * SECOND_MS;
}

int64_t time_steady(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

/* Bytes of the well-formed character at `at`, 0 for none (Unicode, table 3-7). */
static size_t utf8_character(const unsigned char *at, size_t left)
{
    unsigned char least = 0x80, most = 0xBF;
    size_t length = *at < 0x80 ? 1 : *at < 0xC2 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;

    if (*at == 0 || length > left)
        return 0;
    if (*at == 0xE0)
        least = 0xA0;
    else if (*at == 0xED)
        most = 0x9F;
    else if (*at == 0xF0)
        least = 0x90;
    else if (*at == 0xF4)
        most = 0x8F;
    for (size_t i = 1; i < length; i++, least = 0x80, most = 0xBF)
        if (at[i] < least || at[i] > most)
            return 0;
    return length;
}

bool utf8_valid(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;

    while (length > 0) {
        size_t character = utf8_character(at, length);

        if (!character)
            return false;
        at += character;
        length -= character;
    }
    return true;
}

const char *utf8_lost(const char *string)
{
    return strstr(string, "\xEF\xBF\xBD");
}

uint32_t utf8_point(const char *text, size_t *length)
{
    static const unsigned char masks[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    const unsigned char *at = (const unsigned char *)text;
    uint32_t point;

    *length = *at < 0x80 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : 4;
    point = *at & masks[*length];
    for (size_t i = 1; i < *length; i++)
        point = point << 6 | (at[i] & 0x3F);
    return point;
}

/* White_Space of Unicode. */
static bool is_space(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
           point == 0x205F || point == 0x3000;
}

/* Of Default_Ignorable_Code_Point what comes along with text; no variation selectors, which belong to the letter before
 * them. */
static bool is_invisible(uint32_t point)
{
    return point == 0xAD || point == 0x61C || point == 0x180E || (point >= 0x200B && point <= 0x200F) ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF;
}

static bool is_blank(uint32_t point)
{
    return is_space(point) || is_invisible(point);
}

char *utf8_trim(char *text)
{
    size_t length;
    char *end;

    while (*text && is_blank(utf8_point(text, &length)))
        text += length;
    end = text;
    for (char *at = text; *at; at += length)
        if (!is_blank(utf8_point(at, &length)))
            end = at + length;
    *end = '\0';
    return text;
}

size_t utf8_length(const char *string)
{
    size_t count = 0;

    for (; *string; string++)
        count += (*string & 0xC0) != 0x80;
    return count;
}

unsigned text_place(const char *const list[], const char *text)
{
    for (unsigned i = 0; text && list[i]; i++)
        if (!strcmp(list[i], text))
            return i + 1;
    return 0;
}
