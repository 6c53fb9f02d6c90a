/* The lines of an operation, page by page. By name and with no filter of its own a list reads them as they are kept;
 * any other order, or narrowing, looks at all lines of the operation first. */
#include "contact_list.h"
#include "emit.h"
#include "list.h"
#include "map.h"
#include "operations.h"
#include "route.h"
#include "session.h"
#include "sql_entities.h"
#include "sql_people.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ANY_STATUS (~0U)

const struct field contacts_fields[] = {
    LIMIT_FIELD(struct contacts_query),
    AFTER_FIELD(struct contacts_query),
    { "state", FIELD_WORD, offsetof(struct contacts_query, state), false, 0, 0, list_state_words,
      "With access (current, when absent), or no longer." },
    { "sort", FIELD_WORD, offsetof(struct contacts_query, sort), false, 0, 0, contact_sort_words,
      "By name when absent. By status: as one follows the other. By until: what has no end is last." },
    { "order", FIELD_WORD, offsetof(struct contacts_query, order), false, 0, 0, list_order_words, "asc when absent." },
    { "status", FIELD_WORDS, offsetof(struct contacts_query, statuses), false, 0, 0, contact_status_words,
      "Of one of these, with commas between them." },
    { "side", FIELD_WORD, offsetof(struct contacts_query, side), false, 0, 0, side_words, "Of this side." },
    { "endless", FIELD_FLAG, offsetof(struct contacts_query, endless), false, 0, 0, NULL, "Only what has no end." },
    { "unproved", FIELD_FLAG, offsetof(struct contacts_query, unproved), false, 0, 0, NULL,
      "Only where the mailbox was not proved for 30 days." },
    { "added_by", FIELD_LINE, offsetof(struct contacts_query, adder), false, 1, 64, NULL,
      "Given by this person: an `added_by_id`." },
    { "entity", FIELD_LINE, offsetof(struct contacts_query, entity), false, 1, 64, NULL, "Of this entity." },
    { "q", FIELD_LINE, offsetof(struct contacts_query, search), false, 1, 200, NULL, "Part of a name or an address." },
    { 0 }
};

/* --- what is asked for ------------------------------------------------------------------------------------------- */

/* As a line is dormant: the instant before which the mailbox was proved last; 0: whenever. */
static int64_t unproved_since(const struct req *q, const struct contacts_query *in)
{
    return in->unproved ? q->now - BROWSER_LIFE_MS : 0;
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

size_t contacts_sorted(struct req *q, const struct contacts_query *in, const char *operation, const char *entity,
                       const char *const after[4], int64_t most, struct contact_sorted **out)
{
    const struct sql_contact_sorted asked = { .sort = in->sort ? in->sort : CONTACTS_BY_NAME,
                                              .operation = operation,
                                              .archived = in->state == LIST_ARCHIVED,
                                              .ended = contacts_ended(q),
                                              .now = q->now,
                                              .entity = entity,
                                              .search = list_pattern(q, in->search),
                                              .side = in->side,
                                              .adder = or_empty(in->adder),
                                              .endless = in->endless,
                                              .unproved = unproved_since(q, in),
                                              .states = in->statuses ? in->statuses : ANY_STATUS,
                                              .downward = in->order == LIST_DOWNWARD,
                                              .after_id = or_empty(after[3]),
                                              .after_number = strtoll(or_empty(after[0]), NULL, 10),
                                              .after_word = or_empty(after[1]),
                                              .after_name = or_empty(after[2]),
                                              .limit = most };

    return contact_sorted_all(sql_contact_sorted(q->db, &asked), (size_t)most, out);
}

/* Whether the lines are asked for as they are kept. */
static bool is_plain(const struct contacts_query *in)
{
    return in->sort <= CONTACTS_BY_NAME && in->order <= LIST_UPWARD && !in->statuses && !in->side && !in->endless &&
           !in->unproved && !in->adder;
}

/* --- how many ---------------------------------------------------------------------------------------------------- */

bool contacts_ended(struct req *q)
{
    struct contact_ending ending;

    return sql_contact_ending(q->db, &ending, q->now) && ending.ended;
}

void contacts_count(struct req *q, const char *operation, const char *entity, struct contact_counts *out)
{
    if (contacts_ended(q))
        sql_contact_counts(q->db, out, q->now, operation, entity);
    else
        sql_contact_counts_plain(q->db, out, operation, entity, q->now);
}

/* How many lines are what. */
struct tally {
    int64_t of[CONTACT_EXPIRED + 1];
};

static void count_lines(struct req *q, const char *operation, const char *entity, struct contact_states *out)
{
    const struct contacts_query *in = q->query;

    sql_contact_states(q->db, out,
                       &(struct sql_contact_states){ .operation = operation,
                                                     .archived = in->state == LIST_ARCHIVED,
                                                     .ended = contacts_ended(q),
                                                     .now = q->now,
                                                     .entity = entity,
                                                     .search = list_pattern(q, in->search),
                                                     .side = in->side,
                                                     .adder = or_empty(in->adder),
                                                     .endless = in->endless,
                                                     .unproved = unproved_since(q, in) });
}

/* The lines that the query leaves over wait among the current, and have expired among the others. */
static struct tally tally_all(struct req *q, const char *operation, const char *entity)
{
    const struct contacts_query *in = q->query;
    struct contact_states found = { 0 };
    struct contact_counts all = { 0 };

    if (in->state != LIST_ARCHIVED && is_plain(in) && !in->search) {
        contacts_count(q, operation, entity, &all);
        return (struct tally){ { [CONTACT_ACTIVE] = all.current - all.invited - all.queued,
                                 [CONTACT_INVITED] = all.invited,
                                 [CONTACT_QUEUED] = all.queued } };
    }
    count_lines(q, operation, entity, &found);
    if (in->state == LIST_ARCHIVED)
        return (struct tally){ { [CONTACT_REVOKED] = found.revoked, [CONTACT_EXPIRED] = found.lines - found.revoked } };
    return (struct tally){ { [CONTACT_ACTIVE] = found.active,
                             [CONTACT_INVITED] = found.invited,
                             [CONTACT_QUEUED] = found.lines - found.active - found.invited } };
}

static void write_counts(struct req *q, const struct tally *tally)
{
    static const enum contact_status told[] = { CONTACT_ACTIVE, CONTACT_INVITED, CONTACT_QUEUED, CONTACT_REVOKED,
                                                CONTACT_EXPIRED };
    const struct contacts_query *in = q->query;
    int64_t total = 0;

    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
        if (!in->statuses || in->statuses & 1U << (told[i] - 1))
            total += tally->of[told[i]];
    emit_number(&q->answer, "total", total);
    emit_object(&q->answer, "counts");
    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
        emit_number(&q->answer, contact_status_name(told[i]), tally->of[told[i]]);
    emit_object_end(&q->answer);
}

/* --- a page ------------------------------------------------------------------------------------------------------ */

static struct rows open_plain(struct req *q, const char *operation, const char *entity, const struct page *page)
{
    const struct contacts_query *in = q->query;
    const char *pattern = list_pattern(q, in->search);
    const char *const *after = page->from.part;

    if (in->state == LIST_ARCHIVED)
        return sql_contact_archived(q->db, &(struct sql_contact_archived){ .proved = q->now - BROWSER_LIFE_MS,
                                                                           .operation = operation,
                                                                           .entity = entity,
                                                                           .search = pattern,
                                                                           .after_name = after[0],
                                                                           .after_id = after[1],
                                                                           .limit = page->rows,
                                                                           .ended = contacts_ended(q),
                                                                           .now = q->now,
                                                                           .team = q->actor.team });
    return sql_contact_current(q->db, &(struct sql_contact_current){ .team = q->actor.team,
                                                                     .operation = operation,
                                                                     .proved = q->now - BROWSER_LIFE_MS,
                                                                     .now = q->now,
                                                                     .entity = entity,
                                                                     .search = pattern,
                                                                     .after_name = after[0],
                                                                     .after_id = after[1],
                                                                     .limit = page->rows });
}

/* Entities and people of a page are few: what each is called is asked once. */
static const char *keep(struct req *q, struct map *names, const char *id, const char *name)
{
    char *kept = arena_string(q->arena, name);

    map_put(names, id, kept);
    return kept;
}

static const char *entity_name(struct req *q, struct map *names, const char *id)
{
    const char *known = map_get(names, id);
    struct entity row;

    return known ? known : sql_entity(q->db, &row, id) ? keep(q, names, id, row.name) : NULL;
}

static const char *adder_name(struct req *q, struct map *names, const char *id)
{
    const char *known = id ? map_get(names, id) : NULL;
    struct person_name row;

    return known ? known : id && sql_person_name(q->db, &row, id) ? keep(q, names, id, row.name) : NULL;
}

/* Tallies what it writes. */
static void write_plain(struct req *q, const struct operation *operation, const char *entity, struct page *page,
                        struct tally *tally)
{
    struct rows rows = open_plain(q, operation->id, entity, page);
    struct map *names = map_new(q->arena);
    struct contact_by_id row;

    while (contact_current_next(&rows, &row) && page_takes(page, &rows, row.sort_name, row.id)) {
        row.entity_name = entity_name(q, names, row.entity);
        row.added_by = adder_name(q, names, row.adder);
        tally->of[access_state(&row, q->now)]++;
        emit_object(&q->answer, NULL);
        contact_write(q, operation, &row);
        emit_object_end(&q->answer);
    }
}

static bool has_room(struct page *page, const struct contact_sorted *line)
{
    const char *number = arena_format(page->q->arena, "%" PRId64, line->number);

    return page_has_room(page, &(struct cursor){ { number, line->word, line->sort_name, line->id } });
}

static enum err write_sorted(struct req *q, const struct operation *operation, const char *entity, struct page *page)
{
    struct contact_sorted *lines;
    size_t count = contacts_sorted(q, q->query, operation->id, entity, page->from.part, page->rows, &lines);
    enum err error = OK;

    for (size_t i = 0; !error && i < count && has_room(page, &lines[i]); i++)
        error = contact_show(q, NULL, operation, lines[i].id);
    return error;
}

static const char *list_name(const struct req *q, const char *operation)
{
    const struct contacts_query *in = q->query;
    const char *list =
        arena_format(q->arena, "contacts %s %s", operation, in->state == LIST_ARCHIVED ? "archived" : "current");

    return arena_format(q->arena, "%s %d %d %d %u %d %d %s %s %s", list, in->sort > CONTACTS_BY_NAME ? in->sort : 0,
                        in->order == LIST_DOWNWARD, in->side, in->statuses, in->endless, in->unproved,
                        or_empty(in->adder), or_empty(in->entity), or_empty(in->search));
}

/* A list of one page is counted as it is written; only a longer one is looked through for that. */
static enum err write_lines(struct req *q, const struct operation *operation, const char *entity, struct page *page,
                            struct tally *tally)
{
    const struct contacts_query *in = q->query;
    bool plain = is_plain(in);
    enum err error = OK;

    if (plain)
        write_plain(q, operation, entity, page, tally);
    else
        error = write_sorted(q, operation, entity, page);
    if (!plain || in->after || page->next)
        *tally = tally_all(q, operation->id, entity);
    return error;
}

static enum err write_list(struct req *q, const struct operation *operation, struct page *page)
{
    const struct contacts_query *in = q->query;
    struct tally tally = { 0 };
    const char *entity;
    enum err error = list_entity(q, in->entity, &entity) ? write_lines(q, operation, entity, page, &tally) : OK;

    page_close(page);
    write_counts(q, &tally);
    emit_object_end(&q->answer);
    return error;
}

static enum err contact_list(struct req *q)
{
    const struct contacts_query *in = q->query;
    const struct operation *operation = q->subject;
    struct page page;

    if (page_begin(q, &page, list_name(q, operation->id), in->after, in->limit))
        return E_FIELDS;
    return write_list(q, operation, &page);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route contact_list_routes[] = {
    { "GET", OPERATION "/contacts", CONTACT_LIST, "Who has access, or no longer has.",
      .load = operation_load, QUERY(contacts_fields, contacts_query), .act = contact_list,
      .answer = &contacts_schema },
    { 0 }
};

/* clang-format on */
