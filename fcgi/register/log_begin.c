/* A register of before becomes a log, once, at the migration that brings it. */
#include "register.h"
#include "register_row.h"
#include "secret.h"

#include <stdio.h>
#include <string.h>

/* What appends the rows, each with memory of its own. */
struct beginning {
    struct db *db;
    struct arena *scratch;
    int64_t now;
    struct register_end end;
};

static void convert(struct db *db, struct arena *scratch, const char *previous, const struct register_before *row)
{
    struct register_all all = { .sequence = row->sequence,
                                .at = row->at,
                                .action = row->action,
                                .actor = row->actor,
                                .session = row->session,
                                .operation = row->operation,
                                .entity = row->entity,
                                .user = row->user,
                                .contact = row->contact };
    const char *text = register_row_chain(scratch, previous, &all, row->reason);
    char leaf[TREE_HASH_ROOM];

    leaf_hash(leaf, text, strlen(text));
    sql_register_convert(db, text, leaf, row->sequence);
}

static bool convert_all(struct beginning *on)
{
    struct rows rows = sql_register_before(on->db);
    struct register_before row;
    char previous[DIGEST_ROOM] = "";
    bool any = false;

    while (register_before_next(&rows, &row)) {
        convert(on->db, on->scratch, previous, &row);
        snprintf(previous, sizeof previous, "%s", row.hash);
        arena_reset(on->scratch);
        any = true;
    }
    return any;
}

static void record(struct beginning *on, const struct entry *entry)
{
    register_append(on->db, on->scratch, on->now, &(struct actor){ 0 }, entry, &on->end);
    arena_reset(on->scratch);
}

static void record_names(struct beginning *on)
{
    struct rows rows = sql_record_entities(on->db);
    struct record_entities entity;
    struct record_people person;
    struct record_operations operation;

    while (record_entities_next(&rows, &entity))
        record(on, &(struct entry){ .action = ACTION_ENTITY_NAMED, .entity = entity.entity });
    rows = sql_record_people(on->db);
    while (record_people_next(&rows, &person))
        record(on, &(struct entry){ .action = ACTION_PERSON_NAMED, .user = person.user });
    rows = sql_record_operations(on->db);
    while (record_operations_next(&rows, &operation))
        record(on, &(struct entry){ .action = ACTION_OPERATION_NAMED, .operation = operation.operation });
}

static void record_access(struct beginning *on)
{
    struct rows rows = sql_record_habilitations(on->db);
    struct record_habilitations held;
    struct record_contacts line;

    while (record_habilitations_next(&rows, &held))
        record(on, &(struct entry){ .action = ACTION_HABILITATION_RECORDED, .entity = held.entity, .user = held.user });
    rows = sql_record_contacts(on->db);
    while (record_contacts_next(&rows, &line))
        record(on, &(struct entry){ .action = ACTION_CONTACT_RECORDED,
                                    .operation = line.operation,
                                    .entity = line.entity,
                                    .user = line.user,
                                    .contact = line.contact });
}

void register_begin_log(struct db *db, int64_t now)
{
    struct beginning on = { .db = db, .scratch = arena_new(), .now = now };
    struct users_any any;
    bool before = convert_all(&on);

    if (before || sql_users_any(db, &any)) {
        register_find_end(db, &on.end);
        record(&on, &(struct entry){ .action = ACTION_LOG_BEGAN });
        record_names(&on);
        record_access(&on);
    }
    arena_free(on.scratch);
}
