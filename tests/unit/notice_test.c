/* When daily letters are written: seven o'clock in Paris, summer and winter. */
#include "check.h"
#include "notice.h"
#include "text.h"

static const struct {
    const char *now, *due;
} days[] = {
    { "2026-11-23T15:30:00Z", "2026-11-24T06:00:00.000Z" }, { "2026-11-24T05:59:59Z", "2026-11-24T06:00:00.000Z" },
    { "2026-11-24T06:00:00Z", "2026-11-25T06:00:00.000Z" }, /* not twice */
    { "2026-07-01T04:59:00Z", "2026-07-01T05:00:00.000Z" }, { "2026-07-01T05:30:00Z", "2026-07-02T05:00:00.000Z" },
    { "2026-03-28T12:00:00Z", "2026-03-29T05:00:00.000Z" }, /* the day that has 23 hours */
    { "2026-03-28T00:00:00Z", "2026-03-28T06:00:00.000Z" }, { "2026-10-24T12:00:00Z", "2026-10-25T06:00:00.000Z" },
    { "2026-10-24T00:00:00Z", "2026-10-24T05:00:00.000Z" }, { "2027-03-31T00:00:00Z", "2027-03-31T05:00:00.000Z" },
    { "2027-03-27T23:59:59Z", "2027-03-28T05:00:00.000Z" }, { "2027-10-30T12:00:00Z", "2027-10-31T06:00:00.000Z" },
    { "2028-02-28T23:00:00Z", "2028-02-29T06:00:00.000Z" }, { "2026-12-31T23:00:00Z", "2027-01-01T06:00:00.000Z" },
};

static void daily_letters_are_written_at_seven(void)
{
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char due[TIME_ROOM];
        int64_t now;

        CHECK(time_read(days[i].now, &now));
        time_write(due, notice_daily_due(now));
        CHECK_TEXT(due, days[i].due);
    }
}

int main(void)
{
    daily_letters_are_written_at_seven();
    return check_end();
}
