#include "register.h"
#include "emit.h"
#include "sql_register.h"

#include <stdio.h>
#include <stdlib.h>

#define ROW_MOST 16384

/* The canonical row is a JSON array of the previous hash and every column in the schema's order. */
static const char *chain(struct arena *arena, const char *previous, int64_t sequence, int64_t at,
                         const struct actor *actor, const char *action, const struct entry *entry)
{
    struct text row = text_new(arena, ROW_MOST);
    char *hash = arena_alloc(arena, DIGEST_ROOM);

    emit_array(&row, NULL);
    emit_string(&row, NULL, previous);
    emit_number(&row, NULL, sequence);
    emit_number(&row, NULL, at);
    emit_string(&row, NULL, action);
    emit_string(&row, NULL, actor->user);
    emit_string(&row, NULL, actor->session);
    emit_string(&row, NULL, entry->operation);
    emit_string(&row, NULL, entry->entity);
    emit_string(&row, NULL, entry->user);
    emit_string(&row, NULL, entry->contact);
    emit_string(&row, NULL, entry->reason);
    emit_array_end(&row);
    if (row.over)
        abort(); /* no field of a row may be so long: what does not fit would be outside the chain */
    secret_digest(hash, row.bytes, row.length);
    return hash;
}

void register_find_end(struct db *db, struct register_end *end)
{
    struct register_last last;

    *end = (struct register_end){ 0 };
    if (!sql_register_last(db, &last))
        return;
    end->sequence = last.sequence;
    snprintf(end->hash, sizeof end->hash, "%s", last.hash);
}

void register_append(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                     const struct entry *entry, struct register_end *end)
{
    const char *hash = chain(arena, end->hash, ++end->sequence, now, actor, action_name(entry->action), entry);

    sql_register_add(db, &(struct sql_register_add){ .sequence = end->sequence,
                                                     .at = now,
                                                     .action = entry->action,
                                                     .actor = actor->user,
                                                     .session = actor->session,
                                                     .operation = entry->operation,
                                                     .entity = entry->entity,
                                                     .user = entry->user,
                                                     .contact = entry->contact,
                                                     .reason = entry->reason,
                                                     .hash = hash });
    snprintf(end->hash, sizeof end->hash, "%s", hash);
}

void register_add(struct db *db, struct arena *arena, int64_t now, const struct actor *actor, const struct entry *entry)
{
    struct register_end end;

    register_find_end(db, &end);
    register_append(db, arena, now, actor, entry, &end);
}

enum err register_verify(struct db *db, struct arena *arena, int64_t *sequence, const char **head)
{
    struct arena *scratch = arena_new();
    struct rows rows = sql_register_all(db);
    struct register_all row;
    enum err error = OK;

    *sequence = 0;
    *head = "";
    while (!error && register_all_next(&rows, &row)) {
        struct actor actor = { .user = row.actor, .session = row.session };
        struct entry entry = { 0, row.operation, row.entity, row.user, row.contact, row.reason };

        ++*sequence;
        if (row.sequence != *sequence ||
            !secret_equal(row.hash, chain(scratch, *head, row.sequence, row.at, &actor, row.action, &entry)))
            error = E_CONFLICT;
        else
            *head = arena_string(arena, row.hash);
        arena_reset(scratch);
    }
    db_end(&rows);
    arena_free(scratch);
    return error ? error : db_error(db);
}
