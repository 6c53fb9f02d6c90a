/* When access begins and ends, as bodies say it. */
#include "api.h"

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

enum err dates_check_again(struct req *q, int64_t from, int64_t until, int64_t old)
{
    return old && !until ? fault_add(&q->faults, "until", FAULT_MISSING, 0) : dates_check(q, from, until);
}
