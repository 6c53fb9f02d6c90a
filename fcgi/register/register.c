#include "register.h"

#include "claims.h"

#include <stdio.h>
#include <string.h>

void register_find_end(struct db *db, struct register_end *end)
{
    struct register_last last;

    *end = (struct register_end){ 0 };
    if (!sql_register_last(db, &last))
        return;
    end->sequence = last.sequence;
    end->at = last.at;
    snprintf(end->leaf, sizeof end->leaf, "%s", last.leaf);
}

static int64_t next_in_place(struct db *db, const char *place)
{
    struct register_place_last last = { 0 };

    sql_register_place_last(db, &last, place);
    return last.n + 1;
}

static int64_t next_of_habilitation(struct db *db, const struct entry *entry)
{
    struct register_habilitation_last last = { 0 };

    sql_register_habilitation_last(db, &last, entry->user, entry->entity);
    return last.h + 1;
}

static void add_row(struct db *db, const struct register_end *end, const struct leaf *leaf, const char *place,
                    const struct actor *actor, const struct entry *entry)
{
    sql_register_add(db, &(struct sql_register_add){ .sequence = end->sequence,
                                                     .at = leaf->at,
                                                     .action = entry->action,
                                                     .actor = actor->user,
                                                     .session = actor->session,
                                                     .operation = entry->operation,
                                                     .entity = entry->entity,
                                                     .user = entry->user,
                                                     .contact = entry->contact,
                                                     .place = place,
                                                     .n = leaf->n,
                                                     .h = leaf->h,
                                                     .claims = leaf->claims,
                                                     .salt = leaf->salt,
                                                     .leaf = end->leaf });
}

static void add_secrets(struct db *db, int64_t sequence, const struct claims *claims)
{
    for (size_t i = 0; i < claims->count; i++) {
        const struct hidden *hidden = &claims->hidden[i];

        sql_register_secret_add(db, &(struct sql_register_secret_add){ .sequence = sequence,
                                                                       .name = hidden->name,
                                                                       .salt = hidden->salt,
                                                                       .value = hidden->value,
                                                                       .owner = hidden->owner });
    }
}

void register_append(struct db *db, struct arena *arena, int64_t now, const struct actor *actor,
                     const struct entry *entry, struct register_end *end)
{
    const char *place, *text;
    char salt[SALT_ROOM];
    struct claims claims;
    struct leaf leaf = { .action = action_name(entry->action),
                         .actor = actor->user,
                         .operation = entry->operation,
                         .entity = entry->entity,
                         .person = entry->user,
                         .contact = entry->contact,
                         .salt = salt };

    place = leaf_place(arena, &leaf);
    leaf.n = next_in_place(db, place);
    claims_read(db, arena, entry, &claims);
    leaf_salt(salt);
    end->sequence++;
    end->at = leaf.at = now > end->at ? now : end->at;
    leaf.h = claims.of_habilitation ? next_of_habilitation(db, entry) : 0;
    leaf.claims = claims.text;
    text = leaf_text(arena, &leaf);
    leaf_hash(end->leaf, text, strlen(text));
    add_row(db, end, &leaf, place, actor, entry);
    add_secrets(db, end->sequence, &claims);
}

void register_add(struct db *db, struct arena *arena, int64_t now, const struct actor *actor, const struct entry *entry)
{
    struct register_end end;

    register_find_end(db, &end);
    register_append(db, arena, now, actor, entry, &end);
}
