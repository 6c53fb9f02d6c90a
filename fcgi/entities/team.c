/* The organisation chart of a client entity. */
#include "emit.h"
#include "entities.h"
#include "list.h"
#include "people.h"
#include "register.h"
#include "route.h"
#include "secret.h"
#include "sql_entities.h"

#include <string.h>

#define LEVELS_MOST 12

struct team_in {
    const char *name, *parent;
};

static const struct field team_body[] = {
    { "name", FIELD_TITLE, offsetof(struct team_in, name), true, 1, 100, NULL, "The team's name." },
    { "parent", FIELD_LINE, offsetof(struct team_in, parent), true, 1, 64, NULL, "The team it belongs to." },
    { 0 }
};

static const struct field team_change_body[] = {
    { "name", FIELD_TITLE, offsetof(struct team_in, name), false, 1, 100, NULL, "The team's name." },
    { "parent", FIELD_LINE, offsetof(struct team_in, parent), false, 1, 64, NULL, "The team it shall belong to." },
    { 0 }
};

/* --- loading ----------------------------------------------------------------------------------------------------- */

bool team_is_led(struct req *q, const char *team)
{
    struct team_led led;

    return team && sql_team_led(q->db, &led, team, q->actor.user, q->now);
}

/* A new team: the parent must be led. */
static enum err team_add_load(struct req *q)
{
    const struct team_in *in = q->in;
    struct team parent;
    enum err error = entity_load(q);

    if (!error && q->facts.own_entity)
        q->facts.leads_place = sql_team(q->db, &parent, in->parent, q->argument[0]) && team_is_led(q, in->parent);
    return error;
}

/* The team of the path, as the subject; none, and no error, where it is none of the caller's business. */
static enum err find(struct req *q, struct team **out)
{
    struct team *team = ARENA_NEW(q->arena, struct team);
    enum err error = entity_load(q);

    q->subject = NULL;
    if (error || !q->facts.own_entity)
        return error;
    if (!sql_team(q->db, team, q->argument[1], q->argument[0]))
        return q->actor.team_leader ? E_NOT_FOUND : OK;
    q->subject = *out = team;
    return OK;
}

/* A team that is to be renamed: it must be led; one that moves: what is above it, and where it goes. */
static enum err team_change_load(struct req *q)
{
    const struct team_in *in = q->in;
    struct team target, *team = NULL;
    enum err error = find(q, &team);

    if (error || !team)
        return error;
    q->facts.leads_place = team_is_led(q, team->id);
    if (in->parent && team->parent)
        q->facts.leads_place = team_is_led(q, team->parent) && sql_team(q->db, &target, in->parent, q->argument[0]) &&
                               team_is_led(q, in->parent);
    return OK;
}

static enum err team_remove_load(struct req *q)
{
    struct team *team = NULL;
    enum err error = find(q, &team);

    if (error || !team)
        return error;
    q->facts.leads_place = team_is_led(q, team->parent);
    return OK;
}

/* --- showing ----------------------------------------------------------------------------------------------------- */

static void write_team(struct req *q, const struct team_list *row)
{
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", row->id);
    emit_string(out, "name", row->name);
    emit_string(out, "parent", row->parent);
    emit_number(out, "people", row->people);
    emit_number(out, "leaders", row->leaders);
    emit_array(out, "may");
    if (row->led) {
        emit_string(out, NULL, "add_team");
        emit_string(out, NULL, "add_people");
        emit_string(out, NULL, "rename");
    }
    if (row->led_from_above) {
        emit_string(out, NULL, "move");
        emit_string(out, NULL, "remove");
    }
    emit_array_end(out);
    emit_object_end(out);
}

static enum err team_list(struct req *q)
{
    const struct page_query *in = q->query;
    struct team_list row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "teams %s", q->argument[0]), in->after, in->limit))
        return E_FIELDS;
    rows = sql_team_list(q->db, &(struct sql_team_list){ .now = q->now,
                                                         .user = q->actor.user,
                                                         .entity = q->argument[0],
                                                         .only = "",
                                                         .after_name = page.from.part[0],
                                                         .after_id = page.from.part[1],
                                                         .limit = page.rows });
    while (team_list_next(&rows, &row) && page_takes(&page, &rows, row.name, row.id))
        write_team(q, &row);
    page_end(&page);
    return OK;
}

static enum err show(struct req *q, const char *team)
{
    struct rows rows = sql_team_list(q->db, &(struct sql_team_list){ .now = q->now,
                                                                     .user = q->actor.user,
                                                                     .entity = q->argument[0],
                                                                     .only = team,
                                                                     .after_name = "",
                                                                     .after_id = "",
                                                                     .limit = 1 });
    struct team_list row;

    if (!team_list_next(&rows, &row))
        return E_INTERNAL;
    write_team(q, &row);
    db_end(&rows);
    return OK;
}

/* --- changing ---------------------------------------------------------------------------------------------------- */

static void note(struct req *q, enum action action, const char *name)
{
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = action, .entity = q->argument[0], .reason = name });
}

static enum err check_name(struct req *q, const char *parent, const char *name, const char *but)
{
    struct team_named twin;

    if (person_check_name(q, "name", name))
        return E_FIELDS;
    return sql_team_named(q->db, &twin, q->argument[0], parent, name) && strcmp(twin.id, but) ? E_TAKEN : OK;
}

static enum err team_add(struct req *q)
{
    const struct team_in *in = q->in;
    char *id = arena_alloc(q->arena, ID_ROOM);
    struct team_depth depth;
    enum err error = check_name(q, in->parent, in->name, "");

    if (error)
        return error;
    sql_team_depth(q->db, &depth, in->parent);
    if (depth.above >= LEVELS_MOST)
        return E_TEAM_DEPTH;
    secret_id(id, q->now);
    sql_team_add(q->db,
                 &(struct sql_team_add){
                     .id = id, .entity = q->argument[0], .parent = in->parent, .name = in->name, .now = q->now });
    sql_team_above_copy(q->db, id, in->parent);
    note(q, ACTION_TEAM_ADDED, in->name);
    return show(q, id);
}

static enum err move(struct req *q, const struct team *team, const char *parent)
{
    struct team_depth own, target;
    struct team_is_below below;

    if (!team->parent || sql_team_is_below(q->db, &below, parent, team->id))
        return E_TEAM_LOOP;
    sql_team_depth(q->db, &own, team->id);
    sql_team_depth(q->db, &target, parent);
    if (target.above + 1 + own.below > LEVELS_MOST)
        return E_TEAM_DEPTH;
    sql_team_above_cut(q->db, team->id);
    sql_team_above_join(q->db, parent, team->id);
    sql_team_move(q->db, parent, team->id);
    note(q, ACTION_TEAM_MOVED, team->name);
    return OK;
}

static enum err team_change(struct req *q)
{
    const struct team_in *in = q->in;
    const struct team *team = q->subject;
    const char *parent = in->parent ? in->parent : team->parent, *name = in->name ? in->name : team->name;
    enum err error = parent ? check_name(q, parent, name, team->id) : OK;

    if (!error && in->parent && (!team->parent || strcmp(in->parent, team->parent)))
        error = move(q, team, in->parent);
    if (error)
        return error;
    if (strcmp(name, team->name)) {
        sql_team_rename(q->db, name, team->id);
        note(q, ACTION_TEAM_RENAMED, name);
    }
    return show(q, team->id);
}

static enum err team_remove(struct req *q)
{
    const struct team *team = q->subject;
    struct team_is_used used;

    if (sql_team_is_used(q->db, &used, team->id))
        return E_TEAM_NOT_EMPTY;
    sql_team_above_end(q->db, team->id);
    sql_team_remove(q->db, team->id);
    note(q, ACTION_TEAM_REMOVED, team->name);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route team_routes[] = {
    { "GET", ENTITY "/teams", TEAM_LIST, "The organisation chart.",
      .load = entity_load, QUERY(page_fields, page_query), .act = team_list, .answer = &teams_schema },
    { "POST", ENTITY "/teams", TEAM_ADD, "Add a team.",
      .load = team_add_load, BODY(team_body, team_in), .act = team_add, .status = 201, .answer = &team_schema,
      REFUSES(E_TEAM_DEPTH, E_TAKEN) },
    { "PATCH", TEAM, TEAM_CHANGE, "Rename a team, or move its branch.",
      .load = team_change_load, BODY(team_change_body, team_in), .act = team_change, .answer = &team_schema,
      REFUSES(E_TEAM_LOOP, E_TEAM_DEPTH, E_TAKEN) },
    { "DELETE", TEAM, TEAM_REMOVE, "Remove an empty team.",
      .load = team_remove_load, .act = team_remove,
      REFUSES(E_TEAM_NOT_EMPTY) },
    { 0 }
};

/* clang-format on */
