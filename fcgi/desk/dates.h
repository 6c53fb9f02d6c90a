/* Starts and ends, as they are asked for and may be given. */
#ifndef DATES_H
#define DATES_H

#include "req.h"

/* The end that a FIELD_UNTIL holds, 0 for none. */
int64_t until_given(int64_t until);

/* E_FIELDS, with a fault at `from` or `until`, unless the end is ahead, the start before it and neither absurdly far. A
 * start that is past means now. */
enum err dates_check(struct req *q, int64_t from, int64_t until) CHECKED;

/* The same for what the caller may give until `latest` (0: any end), which is also where it ends when no end is named.
 */
enum err dates_give(struct req *q, int64_t from, int64_t *until, int64_t latest) CHECKED;

/* The same for what is to begin again and ended at `old` (0: had no end): who may give any end must name the new one.
 */
enum err dates_again(struct req *q, int64_t from, int64_t *until, int64_t latest, int64_t old) CHECKED;

/* Writes the latest end that the caller may give, unless he may give any. */
void dates_latest(struct req *q, int64_t latest);

/* The same as dates_check for another end of what there is: none is later than any. */
enum err dates_move(struct req *q, int64_t from, int64_t until, int64_t latest) CHECKED;

#endif
