#include "giving.h"
#include "sql_entities.h"
#include "sql_operations.h"

#include <string.h>

struct giver {
    const char *user;
    struct giver *next;
};

/* What was asked of the database for one caller; each part when it is first needed. */
struct giving {
    const char *user, *entity, *operation;
    bool line_asked, role_asked, givers_asked, role_givers_asked;
    bool has_line, has_role;
    struct own_line line; /* on `operation` */
    struct own_habilitation role;
    struct giver *givers, *role_givers;
};

static bool is(const char *one, const char *other)
{
    return one == other || (one && other && !strcmp(one, other));
}

static struct giving *of_caller(struct desk *desk)
{
    if (!desk->giving || !is(desk->giving->user, desk->actor.user) || !is(desk->giving->entity, desk->actor.entity)) {
        desk->giving = ARENA_NEW(desk->arena, struct giving);
        desk->giving->user = desk->actor.user;
        desk->giving->entity = desk->actor.entity;
    }
    return desk->giving;
}

static struct giving *on_operation(struct desk *desk, const char *operation)
{
    struct giving *giving = of_caller(desk);

    if (!is(giving->operation, operation)) {
        giving->operation = arena_string(desk->arena, operation);
        giving->line_asked = giving->givers_asked = false;
    }
    if (!giving->line_asked)
        giving->has_line =
            sql_own_line(desk->db, &giving->line, desk->actor.user, desk->actor.entity, giving->operation, desk->now);
    giving->line_asked = true;
    return giving;
}

static struct giving *with_role(struct desk *desk)
{
    struct giving *giving = of_caller(desk);

    if (!giving->role_asked)
        giving->has_role =
            sql_own_habilitation(desk->db, &giving->role, desk->actor.user, desk->actor.entity, desk->now);
    giving->role_asked = true;
    return giving;
}

/* --- ends -------------------------------------------------------------------------------------------------------- */

static int64_t sooner(int64_t one, int64_t other)
{
    return !one || (other && other < one) ? other : one;
}

bool giving_any_end(struct desk *desk, const char *operation)
{
    const struct giving *giving = on_operation(desk, operation);
    struct facts facts = { .manager = giving->has_line && giving->line.side == SIDE_MANAGER };

    return may(&desk->actor, CONTACT_ANY_END, &facts) == ALLOW;
}

static int64_t end_of_role(struct desk *desk)
{
    const struct giving *giving = with_role(desk);

    if (!giving->has_role)
        return desk->now;
    return giving->role.endless ? 0 : giving->role.ends;
}

static int64_t end_of_line(struct desk *desk, const char *operation)
{
    const struct giving *giving = on_operation(desk, operation);

    if (!giving->has_line)
        return desk->now;
    return giving->line.endless ? 0 : giving->line.ends;
}

int64_t giving_latest(struct desk *desk, const char *operation, bool leads, int64_t bound)
{
    if (giving_any_end(desk, operation))
        return 0;
    return sooner(leads ? end_of_role(desk) : end_of_line(desk, operation), bound);
}

int64_t giving_latest_role(struct desk *desk, int64_t bound)
{
    return sooner(end_of_role(desk), bound);
}

/* --- where it comes from ----------------------------------------------------------------------------------------- */

static struct giver *add(struct desk *desk, struct giver *list, const char *user)
{
    struct giver *giver = ARENA_NEW(desk->arena, struct giver);

    *giver = (struct giver){ arena_string(desk->arena, user), list };
    return giver;
}

static struct giver *givers_of_line(struct desk *desk, const char *user, const char *entity, const char *operation)
{
    struct rows rows = sql_line_givers(desk->db, user, entity, operation);
    struct giver *list = NULL;
    struct line_givers row;

    while (line_givers_next(&rows, &row))
        list = add(desk, list, row.giver);
    return list;
}

static struct giver *givers_of_habilitation(struct desk *desk, const char *user, const char *entity)
{
    struct rows rows = sql_habilitation_givers(desk->db, user, entity);
    struct giver *list = NULL;
    struct habilitation_givers row;

    while (habilitation_givers_next(&rows, &row))
        list = add(desk, list, row.giver);
    return list;
}

static bool has(const struct giver *list, const char *user)
{
    while (list && strcmp(list->user, user))
        list = list->next;
    return list != NULL;
}

bool giving_role_comes_from(struct desk *desk, const char *user)
{
    struct giving *giving = of_caller(desk);

    if (!giving->role_givers_asked)
        giving->role_givers = givers_of_habilitation(desk, desk->actor.user, desk->actor.entity);
    giving->role_givers_asked = true;
    return has(giving->role_givers, user);
}

bool giving_comes_from(struct desk *desk, const char *operation, bool leads, const char *user)
{
    struct giving *giving = on_operation(desk, operation);

    if (leads && !giving_role_comes_from(desk, user))
        return false;
    if (!giving->givers_asked)
        giving->givers = givers_of_line(desk, desk->actor.user, desk->actor.entity, giving->operation);
    giving->givers_asked = true;
    return leads ? !giving->has_line || has(giving->givers, user) : has(giving->givers, user);
}

bool giving_line_from(struct req *q, const char *user, const char *entity, const char *operation, const char *giver)
{
    return has(givers_of_line(&q->desk, user, entity, operation), giver);
}

bool giving_habilitation_from(struct req *q, const char *user, const char *entity, const char *giver)
{
    return has(givers_of_habilitation(&q->desk, user, entity), giver);
}
