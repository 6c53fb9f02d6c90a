#include "giving.h"

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

static struct giving *of_caller(struct req *q)
{
    if (!q->giving || !is(q->giving->user, q->actor.user) || !is(q->giving->entity, q->actor.entity)) {
        q->giving = ARENA_NEW(q->arena, struct giving);
        q->giving->user = q->actor.user;
        q->giving->entity = q->actor.entity;
    }
    return q->giving;
}

static struct giving *on_operation(struct req *q, const char *operation)
{
    struct giving *giving = of_caller(q);

    if (!is(giving->operation, operation)) {
        giving->operation = arena_string(q->arena, operation);
        giving->line_asked = giving->givers_asked = false;
    }
    if (!giving->line_asked)
        giving->has_line =
            sql_own_line(q->db, &giving->line, q->actor.user, q->actor.entity, giving->operation, q->now);
    giving->line_asked = true;
    return giving;
}

static struct giving *with_role(struct req *q)
{
    struct giving *giving = of_caller(q);

    if (!giving->role_asked)
        giving->has_role = sql_own_habilitation(q->db, &giving->role, q->actor.user, q->actor.entity, q->now);
    giving->role_asked = true;
    return giving;
}

/* --- ends -------------------------------------------------------------------------------------------------------- */

static int64_t sooner(int64_t one, int64_t other)
{
    return !one || (other && other < one) ? other : one;
}

bool giving_any_end(struct req *q, const char *operation)
{
    const struct giving *giving = on_operation(q, operation);
    struct facts facts = { .manager = giving->has_line && is(giving->line.side, "manager") };

    return may(&q->actor, CONTACT_ANY_END, &facts) == ALLOW;
}

static int64_t end_of_role(struct req *q)
{
    const struct giving *giving = with_role(q);

    if (!giving->has_role)
        return q->now;
    return giving->role.endless ? 0 : giving->role.ends;
}

static int64_t end_of_line(struct req *q, const char *operation)
{
    const struct giving *giving = on_operation(q, operation);

    if (!giving->has_line)
        return q->now;
    return giving->line.endless ? 0 : giving->line.ends;
}

int64_t giving_latest(struct req *q, const char *operation, bool leads, int64_t bound)
{
    if (giving_any_end(q, operation))
        return 0;
    return sooner(leads ? end_of_role(q) : end_of_line(q, operation), bound);
}

int64_t giving_latest_role(struct req *q, int64_t bound)
{
    return sooner(end_of_role(q), bound);
}

/* --- where it comes from ----------------------------------------------------------------------------------------- */

static struct giver *add(struct req *q, struct giver *list, const char *user)
{
    struct giver *giver = ARENA_NEW(q->arena, struct giver);

    *giver = (struct giver){ arena_string(q->arena, user), list };
    return giver;
}

static struct giver *givers_of_line(struct req *q, const char *user, const char *entity, const char *operation)
{
    struct rows rows = sql_line_givers(q->db, user, entity, operation);
    struct giver *list = NULL;
    struct line_givers row;

    while (line_givers_next(&rows, &row))
        list = add(q, list, row.giver);
    return list;
}

static struct giver *givers_of_habilitation(struct req *q, const char *user, const char *entity)
{
    struct rows rows = sql_habilitation_givers(q->db, user, entity);
    struct giver *list = NULL;
    struct habilitation_givers row;

    while (habilitation_givers_next(&rows, &row))
        list = add(q, list, row.giver);
    return list;
}

static bool has(const struct giver *list, const char *user)
{
    while (list && strcmp(list->user, user))
        list = list->next;
    return list != NULL;
}

bool giving_role_comes_from(struct req *q, const char *user)
{
    struct giving *giving = of_caller(q);

    if (!giving->role_givers_asked)
        giving->role_givers = givers_of_habilitation(q, q->actor.user, q->actor.entity);
    giving->role_givers_asked = true;
    return has(giving->role_givers, user);
}

bool giving_comes_from(struct req *q, const char *operation, bool leads, const char *user)
{
    struct giving *giving = on_operation(q, operation);

    if (leads && !giving_role_comes_from(q, user))
        return false;
    if (!giving->givers_asked)
        giving->givers = givers_of_line(q, q->actor.user, q->actor.entity, giving->operation);
    giving->givers_asked = true;
    return leads ? !giving->has_line || has(giving->givers, user) : has(giving->givers, user);
}

bool giving_line_from(struct req *q, const char *user, const char *entity, const char *operation, const char *giver)
{
    return has(givers_of_line(q, user, entity, operation), giver);
}

bool giving_habilitation_from(struct req *q, const char *user, const char *entity, const char *giver)
{
    return has(givers_of_habilitation(q, user, entity), giver);
}
