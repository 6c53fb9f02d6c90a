#include "route.h"

#include <stdlib.h>

#define SHORT     (16 * 1024)
#define USUAL     (64 * 1024)
#define ROWS_MOST 250

static const struct route *rows[ROWS_MOST + 1];
const struct route *const *route_rows = rows;

void route_use(const struct route *const tables[])
{
    int count = 0;

    for (; *tables; tables++)
        for (const struct route *row = *tables; row->method; row++) {
            if (count == ROWS_MOST)
                abort();
            rows[count++] = row;
        }
    rows[count] = NULL;
}

int route_status(const struct route *row)
{
    if (row->status)
        return row->status;
    return row->answer ? 200 : 204;
}

size_t route_body_most(const struct route *row)
{
    if (right_is_open(row->right) || !row->body)
        return SHORT;
    return fields_bytes(row->body) <= USUAL ? USUAL : BODY_MOST;
}
