/* What revoking lines would leave: whose entity has how many left, and what waits on the persons. Nothing is done. */
#include "contact.h"
#include "contact_list.h"
#include "emit.h"
#include "list.h"
#include "map.h"
#include "name.h"
#include "operations.h"
#include "parts.h"
#include "route.h"
#include "sql_operations.h"

#include <stdlib.h>
#include <string.h>

#define LINES_MOST    100000
#define WAITING_MOST  100
#define REQUESTS_MOST 1000 /* that are looked at for who may decide them */

struct impact_in {
    struct contacts_query listed;
    struct texts contacts;
};

#define LISTED(member) offsetof(struct impact_in, listed.member)

static const struct field impact_body[] = {
    { "contacts", FIELD_TEXTS, offsetof(struct impact_in, contacts), false, 1, 1000, NULL,
      "Ids of lines; when there are any, the filters are not looked at." },
    { "state", FIELD_WORD, LISTED(state), false, 0, 0, list_state_words,
      "As the list's; nothing of the archive can be revoked." },
    { "status", FIELD_WORDS, LISTED(statuses), false, 0, 0, contact_status_words,
      "Of one of these, with commas between them." },
    { "side", FIELD_WORD, LISTED(side), false, 0, 0, side_words, "Of this side." },
    { "endless", FIELD_FLAG, LISTED(endless), false, 0, 0, NULL, "Only what has no end." },
    { "unproved", FIELD_FLAG, LISTED(unproved), false, 0, 0, NULL,
      "Only where the mailbox was not proved for 30 days." },
    { "added_by", FIELD_LINE, LISTED(adder), false, 1, 64, NULL, "Given by this person: an `added_by_id`." },
    { "entity", FIELD_LINE, LISTED(entity), false, 1, 64, NULL, "Of this entity." },
    { "q", FIELD_LINE, LISTED(search), false, 1, 200, NULL, "Part of a name or an address." },
    { 0 }
};

/* An entity of which lines would be revoked. */
struct touched {
    const char *id, *name;
    int64_t lines, active, left;
};

/* A person whose line would be. */
struct chosen {
    const char *user, *entity, *name, *email;
};

struct impact {
    struct req *q;
    const char *operation;
    struct map *lines, *people, *entities; /* by their ids */
    struct chosen *chosen;
    struct touched **touched;
    size_t chosen_count, chosen_room, touched_count, touched_room, person_count, waiting_count;
};

/* --- which lines ------------------------------------------------------------------------------------------------- */

/* Room for one more in a list of the arena. */
static void *grown(struct arena *arena, void *list, size_t count, size_t *room, size_t size)
{
    void *more;

    if (count < *room)
        return list;
    *room = *room ? *room * 2 : 64;
    more = arena_alloc(arena, *room * size);
    if (count)
        memcpy(more, list, count * size);
    return more;
}

static struct touched *touch(struct impact *impact, const struct contact_by_id *row)
{
    struct arena *arena = impact->q->arena;
    struct touched *entity = map_get(impact->entities, row->entity);

    if (entity)
        return entity;
    entity = ARENA_NEW(arena, struct touched);
    entity->id = arena_string(arena, row->entity);
    entity->name = arena_string(arena, row->entity_name);
    impact->touched =
        grown(arena, impact->touched, impact->touched_count, &impact->touched_room, sizeof *impact->touched);
    impact->touched[impact->touched_count++] = entity;
    map_put(impact->entities, entity->id, entity);
    return entity;
}

static const char *name_of(const struct req *q, const struct contact_by_id *row)
{
    const char *first = contact_name(q, row, row->first_name);

    return arena_string(q->arena, first ? name_join(q->arena, first, row->last_name) : row->email);
}

static void choose(struct impact *impact, const struct contact_by_id *row)
{
    struct arena *arena = impact->q->arena;
    struct touched *entity = touch(impact, row);
    struct chosen *one;

    impact->chosen = grown(arena, impact->chosen, impact->chosen_count, &impact->chosen_room, sizeof *impact->chosen);
    one = &impact->chosen[impact->chosen_count++];
    *one = (struct chosen){ arena_string(arena, row->user), entity->id, name_of(impact->q, row),
                            arena_string(arena, row->email) };
    entity->lines++;
    entity->active += access_state(row, impact->q->now) == CONTACT_ACTIVE;
    impact->person_count += !map_get(impact->people, one->user);
    map_put(impact->people, one->user, (void *)one->user);
    map_put(impact->lines, row->id, (void *)one->user);
}

/* What the caller does not see counts for nothing, as what there is not; so does what he may not revoke. */
static void take(struct impact *impact, const struct contact_by_id *row)
{
    struct facts facts;

    if (map_get(impact->lines, row->id))
        return;
    facts = contact_facts(impact->q, impact->operation, row);
    if (may(&impact->q->actor, CONTACT_REVOKE, &facts) == ALLOW)
        choose(impact, row);
}

static void take_named(struct impact *impact, const struct texts *ids)
{
    struct req *q = impact->q;
    struct contact_by_id row;

    for (size_t i = 0; i < ids->count; i++)
        if (sql_contact_by_id(q->db, &row, q->actor.team, impact->operation, ids->text[i]))
            take(impact, &row);
}

static void take_listed(struct impact *impact, const struct contacts_query *listed)
{
    static const char *const from_the_first[4] = { "", "", "", "" };
    struct req *q = impact->q;
    struct contact_sorted *lines;
    struct contact_by_id row;
    const char *entity;
    size_t count;

    if (listed->state == LIST_ARCHIVED || !list_entity(q, listed->entity, &entity))
        return;
    count = contacts_sorted(q, listed, impact->operation, entity, from_the_first, LINES_MOST, &lines);
    for (size_t i = 0; i < count; i++)
        if (sql_contact_by_id(q->db, &row, q->actor.team, impact->operation, lines[i].id))
            take(impact, &row);
}

/* --- what is left ------------------------------------------------------------------------------------------------ */

static int by_left(const void *one, const void *other)
{
    const struct touched *a = *(struct touched *const *)one, *b = *(struct touched *const *)other;

    return a->left != b->left ? (a->left > b->left) - (a->left < b->left) : strcmp(a->name, b->name);
}

static void count_left(struct impact *impact)
{
    struct rows rows = sql_active_by_entity(impact->q->db, impact->operation, impact->q->now);
    struct active_by_entity row;

    while (active_by_entity_next(&rows, &row)) {
        struct touched *entity = map_get(impact->entities, row.entity);

        if (entity)
            entity->left = row.active - entity->active;
    }
    if (impact->touched_count)
        qsort(impact->touched, impact->touched_count, sizeof *impact->touched, by_left);
}

static void write_entities(struct impact *impact)
{
    struct text *out = &impact->q->answer;

    count_left(impact);
    emit_array(out, "entities");
    for (size_t i = 0; i < impact->touched_count; i++) {
        const struct touched *entity = impact->touched[i];

        emit_object(out, NULL);
        named_write(out, "entity", entity->id, entity->name);
        emit_number(out, "lines", entity->lines);
        emit_number(out, "left", entity->left);
        emit_object_end(out);
    }
    emit_array_end(out);
}

/* --- what waits -------------------------------------------------------------------------------------------------- */

void impact_waiting_write(struct text *out, const struct impact_waiting *one)
{
    emit_object(out, NULL);
    emit_string(out, "kind", impact_kind_name(one->kind));
    emit_string(out, "id", one->id);
    person_write(out, "person", one->name, one->email);
    if (one->kind == IMPACT_HANDOVER)
        emit_string(out, "as", one->leaves ? "leaver" : "successor");
    else
        emit_string(out, "request", request_kind_name(one->request));
    emit_time(out, "created", one->created);
    emit_object_end(out);
}

static void write_one(struct impact *impact, const struct chosen *person, struct impact_waiting one)
{
    if (impact->waiting_count == WAITING_MOST)
        return;
    impact->waiting_count++;
    one.name = person->name;
    one.email = person->email;
    impact_waiting_write(&impact->q->answer, &one);
}

static void write_requests(struct impact *impact, const struct chosen *one)
{
    struct rows rows = sql_requests_of_person(impact->q->db, impact->operation, one->user, one->entity);
    struct requests_of_person row;

    while (requests_of_person_next(&rows, &row))
        write_one(impact, one,
                  (struct impact_waiting){
                      .kind = IMPACT_REQUEST, .id = row.id, .request = row.kind, .created = row.created });
}

static void write_handovers(struct impact *impact, const struct chosen *one)
{
    struct rows rows = sql_handovers_of_line(impact->q->db, one->user, one->entity, impact->operation);
    struct handovers_of_line row;

    while (handovers_of_line_next(&rows, &row))
        write_one(impact, one,
                  (struct impact_waiting){
                      .kind = IMPACT_HANDOVER, .id = row.id, .leaves = row.leaves, .created = row.created });
}

/* Who of the chosen may decide it, when nobody else may; NULL: somebody else, or nobody. */
static const struct chosen *only_judge(struct impact *impact, const struct requests_to_decide *request)
{
    struct rows rows = sql_request_judges(impact->q->db, &(struct sql_request_judges){ .operation = impact->operation,
                                                                                       .now = impact->q->now,
                                                                                       .entity = request->entity,
                                                                                       .user = request->user,
                                                                                       .kind = request->kind });
    const struct chosen *only = NULL;
    struct request_judges row;

    while (request_judges_next(&rows, &row)) {
        if (!map_get(impact->people, row.user)) {
            db_end(&rows);
            return NULL;
        }
        for (size_t i = 0; !only && i < impact->chosen_count; i++)
            only = strcmp(impact->chosen[i].user, row.user) ? NULL : &impact->chosen[i];
    }
    return only;
}

static void write_decisions(struct impact *impact)
{
    struct requests_to_decide *request;
    size_t count = requests_to_decide_all(sql_requests_to_decide(impact->q->db, impact->operation, REQUESTS_MOST),
                                          REQUESTS_MOST, &request);

    for (size_t i = 0; i < count && impact->chosen_count; i++) {
        const struct chosen *one = only_judge(impact, &request[i]);

        if (one)
            write_one(impact, one,
                      (struct impact_waiting){ .kind = IMPACT_DECISION,
                                               .id = request[i].id,
                                               .request = request[i].kind,
                                               .created = request[i].created });
    }
}

static void write_waiting(struct impact *impact)
{
    emit_array(&impact->q->answer, "waiting");
    write_decisions(impact);
    for (size_t i = 0; i < impact->chosen_count && impact->waiting_count < WAITING_MOST; i++) {
        write_handovers(impact, &impact->chosen[i]);
        write_requests(impact, &impact->chosen[i]);
    }
    emit_array_end(&impact->q->answer);
}

static enum err contact_impact(struct req *q)
{
    const struct impact_in *in = q->in;
    const struct operation *operation = q->subject;
    struct impact impact = { .q = q,
                             .operation = operation->id,
                             .lines = map_new(q->arena),
                             .people = map_new(q->arena),
                             .entities = map_new(q->arena) };

    if (in->contacts.count)
        take_named(&impact, &in->contacts);
    else
        take_listed(&impact, &in->listed);
    emit_object(&q->answer, NULL);
    emit_number(&q->answer, "people", (int64_t)impact.person_count);
    write_entities(&impact);
    write_waiting(&impact);
    emit_object_end(&q->answer);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route contact_impact_routes[] = {
    { "POST", OPERATION "/contacts/impact", CONTACT_LIST, "What revoking lines would leave; nothing is done.",
      .load = operation_load, BODY(impact_body, impact_in), .act = contact_impact, .answer = &impact_schema,
      .reads = true },
    { 0 }
};

/* clang-format on */
