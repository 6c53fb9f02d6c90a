#include "zone.h"

#include "text.h"

#include <glib.h>
#include <string.h>

#define SECOND_MS 1000LL
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)

/* --- the machine's knowledge ------------------------------------------------------------------------------------- */

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

static bool is_offset(const char *name)
{
    return strlen(name) == strlen("+00:00") && strchr("+-", *name) && name[3] == ':';
}

/* Names, and offsets as times are written with: the library would also take rules and paths. */
static GTimeZone *open_zone(const char *name)
{
    size_t length = name ? strlen(name) : 0;

    if (!length || length > ZONE_MOST || name[strspn(name, LETTERS "0123456789/_+-:")])
        return NULL;
    return strchr(LETTERS, *name) || is_offset(name) ? g_time_zone_new_identifier(name) : NULL;
}

bool zone_known(const char *name)
{
    GTimeZone *zone = name && is_offset(name) ? NULL : open_zone(name);

    if (zone)
        g_time_zone_unref(zone);
    return zone != NULL;
}

static int64_t floor_of(int64_t ms, int64_t unit)
{
    return ms / unit - (ms % unit < 0);
}

static int64_t offset_at(GTimeZone *zone, int64_t ms)
{
    int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, floor_of(ms, SECOND_MS));

    return g_time_zone_get_offset(zone, interval) * SECOND_MS;
}

/* An instant as the clocks of a place show it. The days of a place need not begin at midnight, nor have 24 hours: one
 * begins where the date changes. */
struct local {
    int64_t ms; /* as if it were UTC */
    int64_t offset;
    int64_t day; /* since 1970 */
    bool starts; /* it is the first instant of its day */
    bool ends;   /* it is in the last second of its day */
};

static int64_t day_at(GTimeZone *zone, int64_t ms)
{
    return floor_of(ms + offset_at(zone, ms), DAY_MS);
}

static bool look(const char *name, int64_t ms, struct local *local)
{
    GTimeZone *zone = open_zone(name);

    if (!zone)
        return false;
    local->offset = offset_at(zone, ms);
    local->ms = ms + local->offset;
    local->day = day_at(zone, ms);
    local->starts = day_at(zone, ms - 1) != local->day;
    local->ends = day_at(zone, ms + SECOND_MS) != local->day;
    g_time_zone_unref(zone);
    return true;
}

/* --- words ------------------------------------------------------------------------------------------------------- */

/* `New York` of America/New_York; what is named after no place is an offset. */
static const char *place(struct arena *arena, const char *zone, int64_t offset)
{
    const char *slash = strrchr(zone, '/');
    int minutes = (int)(offset / MINUTE_MS), size = minutes < 0 ? -minutes : minutes;
    char *city;

    if (!slash || !strncmp(zone, "Etc/", 4))
        return size ? arena_format(arena, "UTC%c%02d:%02d", offset < 0 ? '-' : '+', size / 60, size % 60) : "UTC";
    city = arena_string(arena, slash + 1);
    for (char *at = city; (at = strchr(at, '_'));)
        *at = ' ';
    return city;
}

static const char *time_of(struct arena *arena, const char *zone, int64_t offset, enum language language)
{
    const char *name = place(arena, zone, offset);

    if (!strncmp(name, "UTC", 3))
        return name;
    if (language == ENGLISH)
        return arena_format(arena, "%s time", name);
    return arena_format(arena, strchr("AEIOU", *name) ? "heure d’%s" : "heure de %s", name);
}

static const char *moment(struct arena *arena, const struct local *local, enum language language, const char *zone)
{
    int64_t of_day = local->ms - local->day * DAY_MS;

    return arena_format(arena, language == FRENCH ? "%s à %d\u00a0h\u00a0%02d (%s)" : "%s at %d:%02d (%s)",
                        text_day(arena, local->ms, language), (int)(of_day / HOUR_MS), (int)(of_day / MINUTE_MS % 60),
                        time_of(arena, zone, local->offset, language));
}

static const char *moment_in(struct arena *arena, int64_t ms, enum language language, const char *zone)
{
    struct local local;

    return look(zone, ms, &local) ? moment(arena, &local, language, zone) : NULL;
}

const char *zone_moment(struct arena *arena, int64_t ms, enum language language, const struct zones *zones)
{
    const char *words = moment_in(arena, ms, language, zones->reader);

    return words ? words : moment_in(arena, ms, language, zones->giver);
}

const char *zone_house_moment(struct arena *arena, int64_t ms, enum language language)
{
    const char *words = moment_in(arena, ms, language, ZONE_HOUSE);

    return words ? words : text_moment(arena, ms, language);
}

const char *zone_start(struct arena *arena, int64_t ms, enum language language, const struct zones *zones)
{
    struct local local;

    if ((!look(zones->reader, ms, &local) || !local.starts) && look(zones->giver, ms, &local) && local.starts)
        return moment(arena, &local, language, zones->giver);
    return zone_moment(arena, ms, language, zones);
}

/* The first instant of a day ends the one before. */
static const char *day_that_ends(struct arena *arena, int64_t ms, enum language language, const char *zone)
{
    struct local local;

    if (!look(zone, ms, &local) || (!local.ends && !local.starts))
        return NULL;
    return arena_format(
        arena, language == FRENCH ? "%s à minuit (fin de la journée, %s)" : "%s at midnight (end of the day, %s)",
        text_day(arena, (local.day - !local.ends) * DAY_MS, language), time_of(arena, zone, local.offset, language));
}

const char *zone_end(struct arena *arena, int64_t ms, enum language language, const struct zones *zones)
{
    const char *words = day_that_ends(arena, ms, language, zones->reader);

    if (!words)
        words = day_that_ends(arena, ms, language, zones->giver);
    return words ? words : zone_moment(arena, ms, language, zones);
}

const char *zone_stamp(struct arena *arena, int64_t ms, const char *zone)
{
    struct local local = { .ms = ms };
    bool known = look(zone, ms, &local);
    char at[TIME_ROOM];

    time_write(at, local.ms);
    return arena_format(arena, "%.10s %.5s %s", at, at + 11, known ? place(arena, zone, local.offset) : "UTC");
}
