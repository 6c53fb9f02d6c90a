/* The two halves of an import: all rows are checked, then written in steps. */
#include "import.h"
#include "stop.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A step holds the lock that everybody needs to write, 10 ms at most: half of it is for rows, by the clock since they
 * differ (letters, teams) as machines do, the other half for the commit. */
#define STEP_MS 5

/* So many rows are one step, whatever the clock says: who imports few has all of them or none. */
#define WHOLE_MOST 100

/* What is to be written, in the order in which it is. */
struct steps {
    struct roster_row **rows;
    int64_t count, done;
    bool whole; /* one step takes them all */
};

/* --- checking ---------------------------------------------------------------------------------------------------- */

/* Nobody could govern an entity without one. */
static void demand_leaders(struct import *on)
{
    for (const struct roster_entity *entity = on->roster.entities; entity; entity = entity->next) {
        const struct found *found = entity->found;

        if (found && found->client && !found->governed && !found->led && (found->added || found->peopled) &&
            !entity->mistaken)
            import_refuse(on, entity->first,
                          arena_format(on->scratch,
                                       "roles: %s has no team leader: add a row without team, "
                                       "whose roles are team_leader",
                                       entity->name));
    }
}

bool import_check(struct import *on)
{
    if (db_begin(on->db, on->scratch))
        return false;
    on->people = map_new(on->arena);
    on->teams = map_new(on->arena);
    register_find_end(on->db, &on->end);
    for (struct roster_row *row = on->roster.rows; row && !db_error(on->db); row = row->next) {
        if (!row->wrong)
            import_row(on, row);
        arena_reset(on->scratch);
    }
    demand_leaders(on);
    db_rollback(on->db);
    return db_error(on->db) == OK;
}

/* --- in which order ---------------------------------------------------------------------------------------------- */

static bool is_to_write(const struct roster_row *row)
{
    return row->outcome == ROSTER_ADDED || row->entity_added || row->teams_added;
}

/* Entity by entity, and of each those last who lead it: from then on it is left to them, and what had not been written
 * before could not be by importing the sheet again. */
static int by_entity(const void *a, const void *b)
{
    const struct roster_row *one = *(struct roster_row *const *)a, *other = *(struct roster_row *const *)b;
    int64_t order = one->entity->first->line - other->entity->first->line;

    if (!order)
        order = roster_leads(one) - roster_leads(other);
    if (!order)
        order = one->line - other->line;
    return (order > 0) - (order < 0);
}

static struct steps plan(struct import *on)
{
    struct steps steps = { .rows = arena_room(on->arena, (size_t)on->roster.count * sizeof(struct roster_row *)) };

    for (struct roster_row *row = on->roster.rows; row; row = row->next)
        if (is_to_write(row))
            steps.rows[steps.count++] = row;
    steps.whole = steps.count <= WHOLE_MOST;
    if (!steps.whole)
        qsort(steps.rows, (size_t)steps.count, sizeof *steps.rows, by_entity);
    return steps;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* Only what is written counts from here on; what was there before the import stays counted. */
static void begin(struct import *on, const struct steps *steps)
{
    on->writing = true;
    on->tally.entities = on->tally.teams = on->tally.people = on->tally.mails = 0;
    on->tally.rows = on->roster.count - steps->count;
    for (const struct roster_entity *entity = on->roster.entities; entity; entity = entity->next) {
        struct found *found = entity->found;

        found->peopled = found->led = false;
    }
    on->view++;
    on->teams = map_new(on->arena);
}

/* Every decision is an entry of the register: when it ends where this import saw it end, all stands as it was seen. */
static void look_around(struct import *on)
{
    int64_t seen = on->end.sequence;

    register_find_end(on->db, &on->end);
    if (on->end.sequence == seen)
        return;
    on->view++;
    on->teams = map_new(on->arena);
}

/* As many rows as the step has time for. The number of the first one after it. */
static int64_t write_rows(struct import *on, const struct steps *steps)
{
    int64_t end = time_steady() + STEP_MS, at = steps->done;

    do {
        struct roster_row *row = steps->rows[at++];

        import_row(on, row);
        on->tally.rows += !row->wrong;
        arena_reset(on->scratch);
    } while (at < steps->count && !db_error(on->db) && (steps->whole || time_steady() < end));
    return at;
}

/* Takes a step back, of which nothing holds. */
static void forget(struct import *on, struct steps *steps, const struct tally *before)
{
    db_rollback(on->db);
    on->tally = *before;
    steps->done = steps->count;
}

/* False when the database failed. */
static bool step(struct import *on, struct steps *steps)
{
    struct tally before = on->tally;
    int64_t at;

    on->now = time_now();
    if (db_begin(on->db, on->scratch))
        return false;
    look_around(on);
    at = write_rows(on, steps);
    if ((steps->whole && on->roster.wrong) || db_commit(on->db))
        forget(on, steps, &before);
    else
        steps->done = at;
    return db_error(on->db) == OK;
}

static void show_progress(const struct import *on)
{
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%" PRId64 " of %" PRId64 " rows", on->tally.rows, on->roster.count);
}

static void end_progress(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
}

bool import_write(struct import *on)
{
    struct steps steps = plan(on);
    bool goes_on = true;

    begin(on, &steps);
    while (goes_on && steps.done < steps.count) {
        show_progress(on);
        goes_on = step(on, &steps) && (steps.done == steps.count || !stop_asked(DB_TURN_MS));
    }
    end_progress();
    return goes_on;
}
