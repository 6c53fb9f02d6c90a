/* Days and times of day as they are counted where somebody is. */
#ifndef ZONE_H
#define ZONE_H

#include "arena.h"
#include "err.h"

#include <stdbool.h>
#include <stdint.h>

#define ZONE_MOST 64 /* characters of a name */

/* By which a time of day is told where nobody's zone is known, as the daily letters are written. */
#define ZONE_HOUSE "Europe/Paris"

/* Whose days a time may have been meant in: first who reads it, then who gave it; names of the IANA's (Europe/Paris)
 * or offsets as times are written with (-05:00), NULL for what is not known. */
struct zones {
    const char *reader, *giver;
};

/* Whether the machine knows the name; an offset is none. */
bool zone_known(const char *name) CHECKED;

/* What is the end of a day in one of the zones is that day: `31 December 2026 at midnight (end of the day, Toronto
 * time)`; what is no day's end in any of them is a moment in the first that is known. Lends the text; NULL when none is
 * known. */
const char *zone_end(struct arena *arena, int64_t ms, enum language language, const struct zones *zones);

/* Likewise of a start: `1 March 2027 at 0:00 (Paris time)`. */
const char *zone_start(struct arena *arena, int64_t ms, enum language language, const struct zones *zones);

/* `1 March 2027 at 14:05 (Paris time)`, in the first that is known; NULL when none is. */
const char *zone_moment(struct arena *arena, int64_t ms, enum language language, const struct zones *zones);

/* The same in the house's zone; in UTC on a machine that does not know it. */
const char *zone_house_moment(struct arena *arena, int64_t ms, enum language language);

/* `2027-03-01 14:05 Paris`, in no language; in UTC when the zone is not known. */
const char *zone_stamp(struct arena *arena, int64_t ms, const char *zone);

#endif
