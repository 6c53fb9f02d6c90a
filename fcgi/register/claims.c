#include "claims.h"

#include "emit.h"

#include <stdlib.h>
#include <string.h>

#define CLAIMS_MOST 16384

/* What is read, and the members that follow `_sd`, in order. */
struct reading {
    struct db *db;
    struct arena *arena;
    const struct entry *entry;
    struct claims *claims;
    struct text out;
};

static void hide(struct reading *on, const char *name, const char *value, const char *owner)
{
    struct hidden *hidden = &on->claims->hidden[on->claims->count];

    if (!value)
        return;
    *hidden = (struct hidden){ .name = name, .value = value, .owner = owner };
    leaf_salt(hidden->salt);
    on->claims->count++;
}

static void write_any(struct reading *on, const char *name, const char *value)
{
    if (value)
        emit_string(&on->out, name, value);
}

/* What led to it. */
static void write_causes(struct reading *on)
{
    write_any(on, "handover", on->entry->handover);
    write_any(on, "request", on->entry->request);
}

/* --- by what it is about ------------------------------------------------------------------------------------------ */

static void write_line(struct reading *on)
{
    struct claims_of_line found = { 0 };
    const struct claims_of_line *line = on->entry->line ? on->entry->line : &found;

    if (!on->entry->line)
        sql_claims_of_line(on->db, &found, on->entry->contact); /* none: it went into another */
    if (line->status == CONTACT_REVOKED)
        emit_time(&on->out, "ended", line->ended);
    emit_time(&on->out, "from", line->begins);
    write_causes(on);
    emit_string(&on->out, "side", side_name(line->side));
    emit_string(&on->out, "status", contact_status_name(line->status));
    emit_time(&on->out, "until", line->until);
}

static const char *roles_of(const struct claims_of_habilitation *row)
{
    if (row->team_leader)
        return row->creator ? "team_leader creator" : "team_leader";
    return row->creator ? "creator" : "";
}

static void write_habilitation(struct reading *on)
{
    struct claims_of_habilitation row = { 0 };
    bool stands = sql_claims_of_habilitation(on->db, &row, on->entry->entity, on->entry->user);

    on->claims->of_habilitation = true;
    if (stands) {
        hide(on, "roles", roles_of(&row), NULL);
        hide(on, "team", row.team, NULL);
    }
    if (row.status == HABILITATION_ARCHIVED)
        emit_time(&on->out, "ended", row.ended);
    emit_time(&on->out, "from", row.begins);
    write_any(on, "habilitation", row.id);
    write_causes(on);
    emit_string(&on->out, "status", habilitation_status_name(row.status));
    emit_time(&on->out, "until", row.until);
}

static void write_person(struct reading *on)
{
    struct claims_of_person row = { 0 };

    sql_claims_of_person(on->db, &row, on->entry->user);
    hide(on, "email", row.email, on->entry->user);
    hide(on, "name", row.name, on->entry->user);
}

static void write_merger(struct reading *on)
{
    struct claims_of_person row = { 0 };

    sql_claims_of_person(on->db, &row, on->entry->user);
    emit_string(&on->out, "into", row.into);
}

static void write_entity(struct reading *on)
{
    struct claims_of_entity row = { 0 };

    sql_claims_of_entity(on->db, &row, on->entry->entity);
    emit_flag(&on->out, "client", row.client);
    emit_string(&on->out, "name", row.name);
}

static void write_operation(struct reading *on)
{
    struct claims_of_operation row = { 0 };

    sql_claims_of_operation(on->db, &row, on->entry->operation);
    emit_string(&on->out, "name", row.name);
    emit_string(&on->out, "reference", row.reference);
    emit_string(&on->out, "status", operation_status_name(row.status));
}

/* None once it was taken away. */
static void write_participation(struct reading *on)
{
    struct claims_of_participation row = { 0 };

    sql_claims_of_participation(on->db, &row, on->entry->operation, on->entry->entity);
    emit_string(&on->out, "side", side_name(row.side));
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* What is written of an action; of a line whatever names one. */
static void (*writer_of(enum action action))(struct reading *on)
{
    switch (action) {
    case ACTION_HABILITATION_ADDED:
    case ACTION_HABILITATION_ACTIVATED:
    case ACTION_HABILITATION_CHANGED:
    case ACTION_HABILITATION_ARCHIVED:
    case ACTION_HABILITATION_RESTORED:
    case ACTION_HABILITATION_EXTENDED:
    case ACTION_HABILITATION_EXPIRED:
    case ACTION_HABILITATION_MERGED:
    case ACTION_HABILITATION_RECORDED:
    case ACTION_ARCHIVING_UNDONE:
    case ACTION_LEADER_AUTHORISED:
    case ACTION_INVITATION_REFUSED:
    case ACTION_ADDRESS_WAITS:
        return write_habilitation;
    case ACTION_PERSON_NAMED:
        return write_person;
    case ACTION_PERSON_MERGED:
        return write_merger;
    case ACTION_ENTITY_ADDED:
    case ACTION_ENTITY_RENAMED:
    case ACTION_ENTITY_IS_CLIENT:
    case ACTION_ENTITY_IS_NO_CLIENT:
    case ACTION_ENTITY_NAMED:
        return write_entity;
    case ACTION_OPERATION_ADDED:
    case ACTION_OPERATION_CHANGED:
    case ACTION_OPERATION_PUBLISHED:
    case ACTION_OPERATION_CLOSED:
    case ACTION_OPERATION_NAMED:
        return write_operation;
    case ACTION_PARTICIPATION_ADDED:
    case ACTION_PARTICIPATION_REMOVED:
        return write_participation;
    default:
        return write_causes;
    }
}

static int by_text(const void *one, const void *other)
{
    return strcmp(one, other);
}

static void write_digests(struct reading *on, struct text *out)
{
    char digest[HIDDEN_MOST][DIGEST_SIZE];
    struct claims *claims = on->claims;

    for (size_t i = 0; i < claims->count; i++) {
        const struct hidden *hidden = &claims->hidden[i];

        leaf_digest(digest[i], leaf_disclosure(on->arena, hidden->salt, hidden->name, hidden->value));
    }
    qsort(digest, claims->count, sizeof *digest, by_text);
    emit_array(out, "_sd");
    for (size_t i = 0; i < claims->count; i++)
        emit_string(out, NULL, digest[i]);
    emit_array_end(out);
}

void claims_read(struct db *db, struct arena *arena, const struct entry *entry, struct claims *out)
{
    struct reading on = { db, arena, entry, out, text_new(arena, CLAIMS_MOST) };
    struct text text = text_new(arena, CLAIMS_MOST);

    *out = (struct claims){ 0 };
    hide(&on, "reason", entry->reason, entry->user);
    (entry->contact ? write_line : writer_of(entry->action))(&on);
    emit_object(&text, NULL);
    if (out->count)
        write_digests(&on, &text);
    if (on.out.length)
        emit_raw(&text, NULL, text_string(&on.out));
    emit_object_end(&text);
    if (on.out.over || text.over)
        abort(); /* as of a leaf: what does not fit would not be hashed */
    out->text = text_string(&text);
}
