/* An operation's life: composed, changed, published, closed. */
#include "contact.h"
#include "copies.h"
#include "dates.h"
#include "emit.h"
#include "fold.h"
#include "operations.h"
#include "people.h"
#include "register.h"
#include "route.h"
#include "secret.h"
#include "sql_entities.h"
#include "sql_operations.h"
#include "sql_people.h"

#include <string.h>

#define PARTICIPATIONS_MOST 1000
#define WAITING_MOST        5000

struct part_in {
    const char *entity;
    enum side side;
};

struct operation_in {
    const char *reference, *name;
    struct items participations; /* of struct part_in */
};

struct close_in {
    int64_t until;
};

static const struct field part_fields[] = {
    { "entity", FIELD_LINE, offsetof(struct part_in, entity), true, 1, 64, NULL, "The entity." },
    { "side", FIELD_WORD, offsetof(struct part_in, side), true, 0, 0, side_words, "Its side." },
    { 0 }
};

static const struct item_table parts = { part_fields, sizeof(struct part_in) };

#define IN(member) offsetof(struct operation_in, member)

static const struct field operation_body[] = {
    { "reference", FIELD_TITLE, IN(reference), true, 1, 40, NULL, "The reference people know it by." },
    { "name", FIELD_TITLE, IN(name), true, 1, 200, NULL, "Its name." },
    { "participations", FIELD_ITEMS, IN(participations), true, 1, 100, &parts, "Who takes part, on which side." },
    { 0 }
};

static const struct field operation_change_body[] = {
    { "reference", FIELD_TITLE, IN(reference), false, 1, 40, NULL, "The reference people know it by." },
    { "name", FIELD_TITLE, IN(name), false, 1, 200, NULL, "Its name." },
    { "participations", FIELD_ITEMS, IN(participations), false, 1, 100, &parts,
      "Who takes part from now on, on which side: the whole list." },
    { 0 }
};

static const struct field close_body[] = { { "until", FIELD_TIME, offsetof(struct close_in, until), false, 0, 0, NULL,
                                             "An end for all who do not manage it and have none, or a later one." },
                                           { 0 } };

static void note(struct req *q, enum action action, const char *operation, const char *entity)
{
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = action, .operation = operation, .entity = entity });
}

/* --- participations ---------------------------------------------------------------------------------------------- */

static bool named_twice(const struct part_in *part, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(part[i].entity, part[count].entity))
            return true;
    return false;
}

/* Known entities, each once, and the caller's own among the managers: he would lock himself out. */
static enum err check_parts(struct req *q, const struct items *items)
{
    const struct part_in *part = items->item;
    bool managed = false;
    struct entity known;

    for (size_t i = 0; i < items->count; i++) {
        if (!sql_entity(q->db, &known, part[i].entity))
            return fault_add(&q->faults, "participations", FAULT_UNKNOWN_ENTITY, 0);
        if (named_twice(part, i))
            return fault_add(&q->faults, "participations", FAULT_DOUBLE, 0);
        managed |= part[i].side == SIDE_MANAGER && !strcmp(part[i].entity, q->actor.entity);
    }
    return managed ? OK : fault_add(&q->faults, "participations", FAULT_OWN_SIDE, 0);
}

static const struct part_in *part_of(const struct items *items, const char *entity)
{
    const struct part_in *part = items->item;

    for (size_t i = 0; i < items->count; i++)
        if (!strcmp(part[i].entity, entity))
            return &part[i];
    return NULL;
}

/* What is no longer listed goes, unless somebody has, or had, access for it: the archive forgets nobody. */
static enum err remove_parts(struct req *q, const char *operation, const struct items *items)
{
    struct participations *had;
    size_t count = participations_all(sql_participations(q->db, operation, ""), PARTICIPATIONS_MOST, &had);
    struct participation_used used;

    for (size_t i = 0; i < count; i++) {
        const struct part_in *part = part_of(items, had[i].id);

        if (part && part->side == had[i].side)
            continue;
        if (sql_participation_used(q->db, &used, operation, had[i].id))
            return E_PART_IN_USE;
        sql_participation_remove(q->db, operation, had[i].id);
        note(q, ACTION_PARTICIPATION_REMOVED, operation, had[i].id);
    }
    return OK;
}

static void add_parts(struct req *q, const char *operation, const struct items *items)
{
    const struct part_in *part = items->item;
    struct participation_side known;

    for (size_t i = 0; i < items->count; i++) {
        if (sql_participation_side(q->db, &known, operation, part[i].entity))
            continue;
        sql_participation_add(q->db, operation, part[i].entity, part[i].side);
        note(q, ACTION_PARTICIPATION_ADDED, operation, part[i].entity);
    }
}

/* --- composing and changing -------------------------------------------------------------------------------------- */

/* Shows what the change has made of it: the facts are those of now. */
static enum err show(struct req *q, const char *id)
{
    struct operation *operation = q->subject = ARENA_NEW(q->arena, struct operation);
    enum err error;

    q->argument[0] = id;
    error = operation_find(q, operation);
    return error ? error : operation_show(q);
}

/* Among what the caller's entity manages: of other references he must not learn. */
static enum err check_reference(struct req *q, const char *reference, const char *but)
{
    struct reference_taken twin;

    return sql_reference_taken(q->db, &twin, reference, q->actor.entity, but) ? E_TAKEN : OK;
}

/* The creator is its first manager contact, active from the start: somebody must be able to prepare it. */
static void add_creator(struct req *q, const char *operation)
{
    struct account account;
    struct folded folded;
    char *line = arena_alloc(q->arena, ID_ROOM);

    secret_id(line, q->now);
    sql_account(q->db, &account, q->actor.user);
    folded = fold_person(q->arena, account.first_name, account.last_name, account.email);
    sql_contact_add(q->db, &(struct sql_contact_add){ .operation = operation,
                                                      .sort_name = folded.sort,
                                                      .id = line,
                                                      .entity = q->actor.entity,
                                                      .user = q->actor.user,
                                                      .status = CONTACT_ACTIVE,
                                                      .now = q->now,
                                                      .added_by = q->actor.user,
                                                      .search = folded.search });
    sql_access_begin(q->db, &(struct sql_access_begin){ .contact = line,
                                                        .begins = q->now,
                                                        .operation = operation,
                                                        .entity = q->actor.entity,
                                                        .user = q->actor.user });
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = ACTION_CONTACT_ADDED,
                                  .operation = operation,
                                  .entity = q->actor.entity,
                                  .user = q->actor.user,
                                  .contact = line });
}

static enum err operation_add(struct req *q)
{
    const struct operation_in *in = q->in;
    char *id = arena_alloc(q->arena, ID_ROOM);
    enum err error = person_check_name(q, "name", in->name);

    if (!error)
        error = check_parts(q, &in->participations);
    if (!error)
        error = check_reference(q, in->reference, "");
    if (error)
        return error;
    secret_id(id, q->now);
    sql_operation_add(q->db, &(struct sql_operation_add){ .id = id,
                                                          .reference = in->reference,
                                                          .name = in->name,
                                                          .sort_name = fold_sort(q->arena, in->name),
                                                          .created_by = q->actor.user,
                                                          .now = q->now });
    note(q, ACTION_OPERATION_ADDED, id, q->actor.entity);
    add_parts(q, id, &in->participations);
    copies_add_words(q->db, q->arena, id);
    add_creator(q, id);
    return show(q, id);
}

static enum err operation_change(struct req *q)
{
    const struct operation_in *in = q->in;
    const struct operation *operation = q->subject;
    struct participation_of_side borrower;
    enum err error = person_check_name(q, "name", in->name);

    if (!error && in->reference)
        error = check_reference(q, in->reference, operation->id);
    if (!error && in->participations.item)
        error = check_parts(q, &in->participations);
    if (error)
        return error;
    copies_remove_words(q->db, q->arena, operation->id);
    if (in->participations.item && (error = remove_parts(q, operation->id, &in->participations)))
        return error;
    if (in->participations.item)
        add_parts(q, operation->id, &in->participations);
    if (operation->status != OPERATION_DRAFT &&
        !sql_participation_of_side(q->db, &borrower, operation->id, SIDE_BORROWER))
        return E_NO_BORROWER;
    if (in->reference || in->name) {
        sql_operation_change(q->db, in->reference, in->name, in->name ? fold_sort(q->arena, in->name) : NULL,
                             operation->id);
        note(q, ACTION_OPERATION_CHANGED, operation->id, q->actor.entity);
    }
    copies_add_words(q->db, q->arena, operation->id);
    return show(q, operation->id);
}

/* --- publishing and closing -------------------------------------------------------------------------------------- */

/* Queued people become active or invited and are mailed, or wait for their team leader, in this transaction. */
static void complete_lines(struct req *q, const char *operation)
{
    struct operation_queued *line;
    size_t count = operation_queued_all(sql_operation_queued(q->db, operation), WAITING_MOST, &line);

    for (size_t i = 0; i < count; i++)
        access_complete_line(q, line[i].id);
}

static enum err operation_publish(struct req *q)
{
    const struct operation *operation = q->subject;
    struct participation_of_side borrower;

    if (!sql_participation_of_side(q->db, &borrower, operation->id, SIDE_BORROWER))
        return E_NO_BORROWER;
    sql_operation_publish(q->db, q->now, operation->id);
    note(q, ACTION_OPERATION_PUBLISHED, operation->id, q->actor.entity);
    complete_lines(q, operation->id);
    return show(q, operation->id);
}

/* Managers keep theirs: somebody has to answer for a closed operation, and to revoke. */
static void end_lines(struct req *q, const char *operation, int64_t until)
{
    struct rows rows = sql_lines_beyond(q->db, operation, q->now, until);
    struct lines_beyond *line;
    size_t count = lines_beyond_all(rows, WAITING_MOST, &line);
    struct actor *actor = &q->actor;

    for (size_t i = 0; i < count; i++) {
        sql_contact_extend(q->db, until, q->now, until, line[i].id);
        register_add(q->db, q->arena, q->now, actor,
                     &(struct entry){ .action = ACTION_CONTACT_EXTENDED,
                                      .operation = operation,
                                      .entity = line[i].entity,
                                      .user = line[i].user,
                                      .contact = line[i].id,
                                      .reason = access_ends(q, line[i].until, until) });
    }
}

static enum err operation_close(struct req *q)
{
    const struct close_in *in = q->in;
    const struct operation *operation = q->subject;

    if (dates_check(q, 0, in->until))
        return E_FIELDS;
    if (in->until)
        end_lines(q, operation->id, in->until);
    sql_operation_close(q->db, q->now, operation->id);
    note(q, ACTION_OPERATION_CLOSED, operation->id, q->actor.entity);
    return show(q, operation->id);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route operation_change_routes[] = {
    { "POST", "api/operations", OPERATION_ADD, "Compose an operation, as a draft.",
      BODY(operation_body, operation_in), .act = operation_add, .status = 201, .answer = &operation_schema,
      REFUSES(E_TAKEN) },
    { "PATCH", OPERATION, OPERATION_CHANGE, "Change its reference, its name or who takes part.",
      .load = operation_load, BODY(operation_change_body, operation_in), .act = operation_change,
      .answer = &operation_schema,
      REFUSES(E_TAKEN, E_NO_BORROWER, E_PART_IN_USE, E_OPERATION_CLOSED) },
    { "POST", OPERATION "/publish", OPERATION_PUBLISH, "Open a draft: who waits in it is let in or invited.",
      .load = operation_load, .act = operation_publish, .answer = &operation_schema,
      REFUSES(E_NO_BORROWER) },
    { "POST", OPERATION "/close", OPERATION_CLOSE, "Close it: nothing but revoking is possible afterwards.",
      .load = operation_load, BODY(close_body, close_in), .act = operation_close, .answer = &operation_schema },
    { 0 }
};

/* clang-format on */
