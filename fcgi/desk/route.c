#include "route.h"

#include <stdlib.h>
#include <string.h>

#define SHORT       (16 * 1024)
#define USUAL       (64 * 1024)
#define ROWS_MOST   250
#define STARTS_MOST 50
#define NEAR_MOST   50

static const struct route *rows[ROWS_MOST + 1];
const struct route *const *route_rows = rows;

/* Rows with the same first two pieces, in the order of the tables. */
static struct near {
    size_t length;                          /* of the two pieces */
    const struct route *row[NEAR_MOST + 1]; /* NULL at the end */
    size_t count;
} near[STARTS_MOST];
static size_t near_count;

/* `api/operations`: how long it is. No row has an argument there. */
static size_t start_length(const char *path)
{
    size_t first = strcspn(path, "/");

    return path[first] ? first + 1 + strcspn(path + first + 1, "/") : first;
}

static struct near *near_to(const char *path)
{
    size_t length = start_length(path);
    struct near *one = near, *end = near + near_count;

    while (one < end && (one->length != length || memcmp(one->row[0]->path, path, length) != 0))
        one++;
    return one;
}

static void use(const struct route *row)
{
    struct near *one = near_to(row->path);

    if (one == near + STARTS_MOST || one->count == NEAR_MOST)
        abort();
    if (one == near + near_count)
        near[near_count++] = (struct near){ .length = start_length(row->path) };
    one->row[one->count++] = row;
}

void route_use(const struct route *const tables[])
{
    size_t count = 0;

    near_count = 0;
    for (; *tables; tables++)
        for (const struct route *row = *tables; row->method; row++) {
            if (count == ROWS_MOST)
                abort();
            use(row);
            rows[count++] = row;
        }
    rows[count] = NULL;
}

const struct route *const *route_near(const char *path)
{
    struct near *one = near_to(path);

    return one < near + near_count ? one->row : rows + ROWS_MOST;
}

int route_status(const struct route *row)
{
    if (row->status)
        return row->status;
    return row->answer ? 200 : 204;
}

const char *route_type(const struct route *row)
{
    return row->type ? row->type : "application/json";
}

size_t route_body_most(const struct route *row)
{
    if (right_is_open(row->right) || !row->body)
        return SHORT;
    return fields_bytes(row->body) <= USUAL ? USUAL : BODY_MOST;
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static bool every(const struct route *row)
{
    return row->method != NULL;
}

static bool is_sent(const struct route *row)
{
    return strcmp(row->method, "GET") != 0;
}

static bool needs_session(const struct route *row)
{
    return !right_is_open(row->right);
}

bool route_is_kept(const struct route *row)
{
    return is_sent(row) && !row->reads && row->right != PUBLIC;
}

static bool needs_right(const struct route *row)
{
    return needs_session(row) && row->right != OWN_SESSION;
}

static bool names_something(const struct route *row)
{
    return strchr(row->path, '{') != NULL;
}

/* What the stages of a request refuse with before its handler runs, and of which rows. */
static const struct {
    enum err error;
    bool (*of)(const struct route *row);
} usual[] = {
    { E_BAD_REQUEST, every },        { E_BAD_ACTING, every },
    { E_BAD_JSON, is_sent },         { E_BODY_CUT, is_sent },
    { E_NO_SESSION, needs_session }, { E_FORBIDDEN, needs_right },
    { E_CROSS_SITE, is_sent },       { E_NOT_FOUND, names_something },
    { E_CONFLICT, route_is_kept },   { E_ENVIRONMENT_NEEDED, needs_right },
    { E_ACTING_FOR_ANOTHER, every }, { E_TOO_LARGE, is_sent },
    { E_MEDIA_TYPE, is_sent },       { E_FIELDS, every },
    { E_KEY_REUSED, route_is_kept }, { E_THROTTLED, every },
    { E_MANY_KEYS, route_is_kept },  { E_INTERNAL, every },
    { E_UNAVAILABLE, every },
};

bool route_refuses(const struct route *row, enum err error)
{
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (usual[i].error == error && usual[i].of(row))
            return true;
    for (const enum err *own = row->refuses; own && *own; own++)
        if (*own == error)
            return true;
    return false;
}
