/* What waits for somebody: one request for the first page and for the number in the navigation. */
#include "waiting.h"
#include "emit.h"
#include "entities.h"
#include "handovers.h"
#include "parts.h"
#include "requests.h"
#include "sql_entities.h"
#include "sql_waiting.h"

#define DAY_MS        (24 * 3600 * 1000LL)
#define SOON_MS       (30 * DAY_MS)
#define REQUESTS_MOST 100

struct waiting_query {
    int64_t limit;
};

static const struct field waiting_fields[] = { { "limit", FIELD_NUMBER, offsetof(struct waiting_query, limit), false, 1,
                                                 100, NULL, "At most so many items of each; 5 when absent." },
                                               { 0 } };

/* --- one item ---------------------------------------------------------------------------------------------------- */

struct item {
    const char *id;
    const char *name, *email;                           /* NULL: about nobody */
    const char *entity, *entity_name;                   /* name NULL: no entity */
    const char *operation, *reference, *operation_name; /* reference NULL: no operation */
    int64_t at;
    const char *href;
};

static void write_person(struct text *out, const struct item *item)
{
    if (item->email)
        person_write(out, "person", item->name ? item->name : item->email, item->email);
    else
        emit_null(out, "person");
}

static void write_entity(struct text *out, const struct item *item)
{
    if (item->entity_name)
        named_write(out, "entity", item->entity, item->entity_name);
    else
        emit_null(out, "entity");
}

static void write_operation(struct text *out, const struct item *item)
{
    if (!item->reference) {
        emit_null(out, "operation");
        return;
    }
    emit_object(out, "operation");
    emit_string(out, "id", item->operation);
    emit_string(out, "reference", item->reference);
    emit_string(out, "name", item->operation_name);
    emit_object_end(out);
}

static void write_item(struct text *out, const struct item *item)
{
    emit_object(out, NULL);
    emit_string(out, "id", item->id);
    write_person(out, item);
    write_entity(out, item);
    write_operation(out, item);
    emit_time(out, "at", item->at);
    emit_string(out, "href", item->href);
    emit_object_end(out);
}

/* --- groups ------------------------------------------------------------------------------------------------------ */

static void begin(struct req *q, const char *group, int64_t count)
{
    emit_object(&q->answer, group);
    emit_number(&q->answer, "count", count);
    emit_array(&q->answer, "items");
}

static void end(struct req *q, const char *href)
{
    emit_array_end(&q->answer);
    emit_string(&q->answer, "href", href);
    emit_object_end(&q->answer);
}

static void requests(struct req *q, size_t most)
{
    struct request *row = arena_alloc(q->arena, most * sizeof *row);
    size_t count = request_to_decide(q, REQUESTS_MOST, row, most);

    begin(q, "requests", (int64_t)count);
    for (size_t i = 0; i < count && i < most; i++)
        write_item(&q->answer, &(struct item){ .id = row[i].id,
                                               .name = row[i].name,
                                               .email = row[i].email,
                                               .entity = row[i].entity,
                                               .entity_name = row[i].entity_name,
                                               .operation = row[i].operation,
                                               .reference = row[i].reference,
                                               .operation_name = row[i].operation_name,
                                               .at = row[i].created,
                                               .href = "#/requests" });
    end(q, "#/requests");
}

static void handovers(struct req *q, size_t most)
{
    struct waiting_handovers *row;
    size_t count = waiting_handovers_all(sql_waiting_handovers(q->db, q->actor.user, (int64_t)most), most, &row);

    begin(q, "handovers", count ? row->count : 0);
    for (size_t i = 0; i < count; i++)
        write_item(&q->answer, &(struct item){ .id = row[i].id,
                                               .name = row[i].name,
                                               .email = row[i].email,
                                               .entity = row[i].entity,
                                               .entity_name = row[i].entity_name,
                                               .at = row[i].at,
                                               .href = arena_format(q->arena, "#/handovers/%s", row[i].id) });
    end(q, "#/handovers");
}

/* Where the lines of a group are looked after in an operation: its list, of these alone. */
static const char *list_of(struct req *q, enum waiting_group group, const char *operation)
{
    const char *filter = group == WAITING_ENDING          ? "sort=until"
                         : group == WAITING_UNPROVED      ? "unproved=true"
                         : group == WAITING_LONE_MANAGERS ? "side=manager"
                                                          : "status=invited";

    return arena_format(q->arena, "#/operations/%s/access?%s", operation, filter);
}

static const char *all_of(struct req *q, enum waiting_group group)
{
    return arena_format(q->arena, "#/waiting?group=%s", waiting_group_name(group));
}

static int64_t count_of(const struct lines_waiting *row, size_t rows, enum waiting_group group)
{
    for (size_t i = 0; i < rows; i++)
        if (row[i].waits == group)
            return row[i].count;
    return 0;
}

static void lines(struct req *q, enum waiting_group group, const struct lines_waiting *row, size_t rows)
{
    begin(q, waiting_group_name(group), count_of(row, rows, group));
    for (size_t i = 0; i < rows; i++)
        if (row[i].waits == group)
            write_item(&q->answer, &(struct item){ .id = row[i].id,
                                                   .name = row[i].name,
                                                   .email = row[i].email,
                                                   .entity = row[i].entity,
                                                   .entity_name = row[i].entity_name,
                                                   .operation = row[i].operation,
                                                   .reference = row[i].reference,
                                                   .operation_name = row[i].operation_name,
                                                   .at = row[i].at,
                                                   .href = list_of(q, group, row[i].operation) });
    end(q, all_of(q, group));
}

static void lone_managers(struct req *q, const char *entity, size_t most)
{
    struct waiting_lone_managers *row;
    struct rows rows =
        sql_waiting_lone_managers(q->db, &(struct sql_waiting_lone_managers){ .user = q->actor.user,
                                                                              .entity = entity,
                                                                              .leads = q->actor.team_leader,
                                                                              .now = q->now,
                                                                              .most = (int64_t)most });
    size_t count = waiting_lone_managers_all(rows, most, &row);

    begin(q, waiting_group_name(WAITING_LONE_MANAGERS), count ? row->count : 0);
    for (size_t i = 0; i < count; i++)
        write_item(&q->answer, &(struct item){ .id = row[i].operation,
                                               .operation = row[i].operation,
                                               .reference = row[i].reference,
                                               .operation_name = row[i].operation_name,
                                               .href = list_of(q, WAITING_LONE_MANAGERS, row[i].operation) });
    end(q, all_of(q, WAITING_LONE_MANAGERS));
}

/* Who leads at the root can add another leader there; nobody else can. */
static void lone_leaders(struct req *q, const char *entity)
{
    struct root_leaders_left leaders = { 0 };
    struct entity own = { 0 };
    bool lone = q->actor.root_leader && sql_entity(q->db, &own, entity) &&
                sql_root_leaders_left(q->db, &leaders, entity, "", q->now) && leaders.count == 1;

    begin(q, "lone_leaders", lone);
    if (lone)
        write_item(
            &q->answer,
            &(struct item){ .id = own.id, .entity = own.id, .entity_name = own.name, .href = "#/habilitations" });
    end(q, "#/habilitations");
}

static enum err waiting_show(struct req *q)
{
    const struct waiting_query *in = q->query;
    const char *entity = q->actor.entity ? q->actor.entity : "";
    size_t most = in->limit ? (size_t)in->limit : 5;
    struct lines_waiting *row;
    size_t rows = lines_waiting_all(sql_lines_waiting(q->db, &(struct sql_lines_waiting){ .user = q->actor.user,
                                                                                          .entity = entity,
                                                                                          .leads = q->actor.team_leader,
                                                                                          .now = q->now,
                                                                                          .soon = q->now + SOON_MS,
                                                                                          .proved = q->now - SOON_MS,
                                                                                          .most = (int64_t)most }),
                                    SIZE_MAX, &row);

    emit_object(&q->answer, NULL);
    requests(q, most);
    handovers(q, most);
    lines(q, WAITING_INVITATIONS_EXPIRED, row, rows);
    lines(q, WAITING_INVITATIONS_FAILED, row, rows);
    lines(q, WAITING_ENDING, row, rows);
    lone_managers(q, entity, most);
    lone_leaders(q, entity);
    lines(q, WAITING_UNPROVED, row, rows);
    emit_object_end(&q->answer);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route waiting_routes[] = {
    { "GET", "api/waiting", OWN_SESSION, "What waits for me, group by group.",
      QUERY(waiting_fields, waiting_query), .act = waiting_show, .answer = &waiting_schema },
    { 0 }
};

/* clang-format on */
