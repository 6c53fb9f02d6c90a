/* When access begins and ends, as bodies say it. */
#include "dates.h"
#include "emit.h"

#define YEARS_MOST 100
#define YEAR_MS    (366 * 24 * 3600 * 1000LL)

int64_t until_given(int64_t until)
{
    return until == UNTIL_NEVER ? 0 : until;
}

enum err dates_check(struct req *q, int64_t from, int64_t until)
{
    int64_t far = q->now + YEARS_MOST * YEAR_MS, end = until_given(until);

    if (from > far)
        return fault_add(&q->faults, "from", FAULT_FAR, 0);
    if (!end)
        return OK;
    if (end <= q->now)
        return fault_add(&q->faults, "until", FAULT_PAST, 0);
    if (end > far)
        return fault_add(&q->faults, "until", FAULT_FAR, 0);
    return end <= from ? fault_add(&q->faults, "until", FAULT_ORDER, 0) : OK;
}

enum err dates_give(struct req *q, int64_t from, int64_t *until, int64_t latest)
{
    if (latest && *until > latest)
        return fault_add(&q->faults, "until", FAULT_LATEST, latest);
    if (latest && from >= latest)
        return fault_add(&q->faults, "from", FAULT_LATEST, latest);
    *until = until_given(*until) ? *until : latest;
    return dates_check(q, from, *until);
}

enum err dates_again(struct req *q, int64_t from, int64_t *until, int64_t latest, int64_t old)
{
    if (old && !*until && !latest)
        return fault_add(&q->faults, "until", FAULT_MISSING, 0);
    return dates_give(q, from, until, latest);
}

enum err dates_move(struct req *q, int64_t from, int64_t until, int64_t latest)
{
    if (latest && (!until_given(until) || until > latest))
        return fault_add(&q->faults, "until", FAULT_LATEST, latest);
    return dates_check(q, from, until);
}

void dates_latest(struct req *q, int64_t latest)
{
    if (latest)
        emit_time(&q->answer, "latest_until", latest);
}
