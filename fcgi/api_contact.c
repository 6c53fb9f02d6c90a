/* Contacts: the lines of an operation, adding, revoking, restoring. */
#include "address.h"
#include "api.h"
#include "cursor.h"
#include "emit.h"
#include "invitation.h"
#include "register.h"
#include "secret.h"

#include <string.h>

#define RESENT_MOST   5 /* links a person may be sent within RESENT_WITHIN */
#define RESENT_WITHIN (3600 * 1000LL)

static const char *const states[] = { "current", "archived", NULL };

const struct field contacts_fields[] = {
    { "state", FIELD_CHOICE, offsetof(struct contacts_query, state), false, 0, 0, states,
      "With access (current, when absent), or no longer." },
    { "entity", FIELD_LINE, offsetof(struct contacts_query, entity), false, 1, 64, NULL, "Of this entity." },
    { "q", FIELD_LINE, offsetof(struct contacts_query, search), false, 1, 200, NULL, "Part of a name or an address." },
    LIMIT_FIELD(struct contacts_query),
    AFTER_FIELD(struct contacts_query),
    { 0 }
};

const struct field contacts_body[] = {
    { "emails", FIELD_TEXTS, offsetof(struct contacts_in, emails), true, 1, 100, NULL, "The addresses to add." },
    { "entity", FIELD_LINE, offsetof(struct contacts_in, entity), false, 1, 64, NULL,
      "For which participating entity; the environment's when absent." },
    { "until", FIELD_TIME, offsetof(struct contacts_in, until), false, 0, 0, NULL, "When the access ends." },
    { "message", FIELD_TEXT, offsetof(struct contacts_in, message), false, 1, 1000, NULL, "A word for the mail." },
    { 0 }
};

const struct field revoke_body[] = { { "reason", FIELD_TEXT, offsetof(struct revoke_in, reason), false, 1, 500, NULL,
                                       "Why; kept in the register." },
                                     { 0 } };

const struct field restore_body[] = {
    { "until", FIELD_TIME, offsetof(struct restore_in, until), false, 0, 0, NULL, "When the access ends." }, { 0 }
};

/* --- loading and showing ----------------------------------------------------------------------------------------- */

static enum status status_of(const char *state)
{
    static const char *const names[] = {
        [QUEUED] = "queued", [INVITED] = "invited", [ACTIVE] = "active", [REVOKED] = "revoked", [EXPIRED] = "expired"
    };

    for (enum status status = QUEUED; status <= EXPIRED; status++)
        if (!strcmp(state, names[status]))
            return status;
    return STATUS_NONE;
}

static struct facts facts_of(const struct req *q, const struct contact_by_id *row)
{
    struct facts facts = q->facts;

    facts.own_entity = !strcmp(row->entity, q->actor.entity);
    facts.leads_target = row->leads;
    facts.self = !strcmp(row->user, q->actor.user);
    facts.line = status_of(access_state(row, q->now));
    return facts;
}

static void write_contact(struct req *q, const struct contact_by_id *row)
{
    static const struct {
        enum right right;
        const char *name;
    } offers[] = { { CONTACT_REVOKE, "revoke" }, { CONTACT_RESTORE, "restore" }, { CONTACT_RESEND, "resend" } };
    struct facts facts = facts_of(q, row);
    struct text *out = &q->answer;

    emit_string(out, "id", row->id);
    emit_string(out, "email", row->email);
    emit_string(out, "first_name", row->first_name);
    emit_string(out, "last_name", row->last_name);
    emit_object(out, "entity");
    emit_string(out, "id", row->entity);
    emit_string(out, "name", row->entity_name);
    emit_object_end(out);
    emit_string(out, "side", row->side);
    emit_string(out, "status", access_state(row, q->now));
    emit_time(out, "since", row->since);
    emit_time(out, "until", row->until);
    emit_string(out, "added_by", row->added_by);
    emit_time(out, "revoked_at", row->revoked_at);
    emit_string(out, "revoked_by", row->revoked_by);
    emit_string(out, "reason", row->reason);
    emit_time(out, "invitation_expires", row->invited_until);
    emit_array(out, "may");
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
        if (may(&q->actor, offers[i].right, &facts) == ALLOW)
            emit_string(out, NULL, offers[i].name);
    emit_array_end(out);
}

/* The line as it is now, after a change. */
static enum err show(struct req *q, const char *name, const struct operation *operation, const char *id)
{
    struct contact_by_id row;

    if (!sql_contact_by_id(q->db, &row, q->actor.team_leader, q->actor.user, operation->id, id))
        return E_INTERNAL;
    emit_object(&q->answer, name);
    write_contact(q, &row);
    emit_object_end(&q->answer);
    return OK;
}

enum err contact_load(struct req *q)
{
    struct line *line = q->subject = ARENA_NEW(q->arena, struct line);
    enum err error = operation_find(q, &line->operation);

    if (error || !q->actor.entity)
        return error;
    if (!sql_contact_by_id(q->db, &line->contact, q->actor.team_leader, q->actor.user, line->operation.id,
                           q->argument[1]))
        return E_NOT_FOUND;
    q->facts = facts_of(q, &line->contact);
    return OK;
}

enum err contacts_load(struct req *q)
{
    const struct contacts_in *in = q->in;

    q->subject = ARENA_NEW(q->arena, struct operation);
    q->facts.own_entity = !in->entity || (q->actor.entity && !strcmp(in->entity, q->actor.entity));
    return operation_find(q, q->subject);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

/* Whose lines: a manager may ask for any entity's, others see their own entity's whatever they ask. False: nobody's. */
static bool entity_shown(const struct req *q, const char **entity)
{
    const struct contacts_query *in = q->query;

    *entity = in->entity ? in->entity : "";
    if (q->facts.manager)
        return true;
    if (in->entity && strcmp(in->entity, q->actor.entity))
        return false;
    *entity = q->actor.entity;
    return true;
}

static struct rows open_list(struct req *q, const char *operation, const char *entity, const struct cursor *from,
                             int64_t limit)
{
    const struct contacts_query *in = q->query;
    const char *pattern = list_pattern(q, in->search);

    if (in->state && !strcmp(in->state, "archived"))
        return sql_contact_archived(q->db, q->actor.team_leader, q->actor.user, operation, q->now, entity, pattern,
                                    from->part[0], from->part[1], limit);
    return sql_contact_current(q->db, q->actor.team_leader, q->actor.user, operation, q->now, entity, pattern,
                               from->part[0], from->part[1], limit);
}

enum err contact_list(struct req *q)
{
    const struct contacts_query *in = q->query;
    const struct operation *operation = q->subject;
    const char *list = arena_format(q->arena, "contacts %s %s", operation->id, in->state ? in->state : "current");
    const char *entity, *next = NULL;
    int64_t limit = list_limit(in->limit), count = 0;
    struct contact_by_id row;
    struct cursor from;
    struct rows rows;

    if (cursor_read(q, list, in->after, &from))
        return E_FIELDS;
    list_begin(q);
    if (entity_shown(q, &entity)) {
        rows = open_list(q, operation->id, entity, &from, limit + 1);
        while (contact_current_next(&rows, &row)) {
            if (++count > limit) {
                next = cursor_make(q->arena, list, &from);
                db_end(&rows);
                break;
            }
            emit_object(&q->answer, NULL);
            write_contact(q, &row);
            emit_object_end(&q->answer);
            if (count == limit)
                from = (struct cursor){ { arena_string(q->arena, row.sort_name), arena_string(q->arena, row.id) } };
        }
    }
    list_end(q, next);
    return OK;
}

/* --- adding ------------------------------------------------------------------------------------------------------ */

static bool place_find(struct req *q, const struct operation *operation, const char *entity, struct place *out)
{
    struct participation_side row;

    if (!sql_participation_side(q->db, &row, operation->id, entity))
        return false;
    *out = (struct place){ operation, entity, row.name, row.side, row.client, row.strict };
    return true;
}

/* The person of that address; somebody nobody knew yet becomes known, in the language of who adds him. */
static void person_of(struct req *q, const char *email, const char *key, struct person *out)
{
    struct account_by_email row;
    char *id;

    if (!sql_account_by_email(q->db, &row, key)) {
        id = arena_alloc(q->arena, ID_ROOM);
        secret_id(id, q->now);
        sql_user_add(q->db, id, address_shown(q->arena, email), key, q->actor.language, q->now);
        sql_account_by_email(q->db, &row, key);
    }
    *out = (struct person){ row.id, row.email, row.language, row.first_name, row.last_name, row.activated != 0 };
}

static void write_refusal(struct req *q, const char *email, const char *code)
{
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    emit_string(&q->answer, "result", "refused");
    emit_string(&q->answer, "code", code);
    emit_object_end(&q->answer);
}

static bool is_current(const struct contact_by_id *line, int64_t now)
{
    return strcmp(access_state(line, now), "revoked") && strcmp(access_state(line, now), "expired");
}

static enum err add_one(struct req *q, const struct place *place, const char *email, const char *key)
{
    const struct contacts_in *in = q->in;
    struct terms terms = { in->until, in->message };
    struct contact_by_id line;
    struct contact_of_user known;
    struct person person;
    const char *id, *result = "unchanged";
    bool had, current;
    enum err error;

    person_of(q, email, key, &person);
    had = sql_contact_of_user(q->db, &known, person.id, place->entity, place->operation->id) &&
          sql_contact_by_id(q->db, &line, false, q->actor.user, place->operation->id, known.id);
    current = had && is_current(&line, q->now);
    if (!current && !strcmp(person.id, q->actor.user)) {
        write_refusal(q, email, "own_line");
        return OK;
    }
    id = had ? line.id : NULL;
    if (!current)
        result = access_give(q, place, &person, had ? &line : NULL, &terms, &id);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    emit_string(&q->answer, "result", result);
    error = show(q, "contact", place->operation, id);
    emit_object_end(&q->answer);
    return error;
}

static bool seen_before(const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (keys[i] && !strcmp(keys[i], keys[count]))
            return true;
    return false;
}

/* An end must be ahead. */
static enum err check_until(struct req *q, int64_t until)
{
    return until && until <= q->now ? fault_add(&q->faults, "until", FAULT_PAST, 0) : OK;
}

enum err contact_add(struct req *q)
{
    const struct contacts_in *in = q->in;
    const char **keys = arena_alloc(q->arena, in->emails.count * sizeof *keys);
    struct place place;
    enum err error = check_until(q, in->until);

    if (!place_find(q, q->subject, in->entity ? in->entity : q->actor.entity, &place))
        error = fault_add(&q->faults, "entity", FAULT_UNKNOWN_ENTITY, 0);
    emit_object(&q->answer, NULL);
    emit_array(&q->answer, "items");
    for (size_t i = 0; i < in->emails.count && !error; i++) {
        const char *email = in->emails.text[i];

        keys[i] = address_key(q->arena, email);
        if (!keys[i])
            write_refusal(q, email, "bad_email");
        else if (seen_before(keys, i))
            write_refusal(q, email, "duplicate");
        else
            error = add_one(q, &place, email, keys[i]);
    }
    emit_array_end(&q->answer);
    emit_object_end(&q->answer);
    return error;
}

/* --- revoking, restoring, sending again -------------------------------------------------------------------------- */

enum err contact_revoke(struct req *q)
{
    const struct revoke_in *in = q->in;
    const struct line *line = q->subject;
    enum err error = access_end(q, &line->operation, &line->contact, in->reason);

    return error ? error : show(q, NULL, &line->operation, line->contact.id);
}

static struct person person_on(const struct contact_by_id *row)
{
    return (
        struct person){ row->user, row->email, row->language, row->first_name, row->last_name, row->activated != 0 };
}

enum err contact_restore(struct req *q)
{
    const struct restore_in *in = q->in;
    const struct line *line = q->subject;
    struct person person = person_on(&line->contact);
    struct place place;
    const char *id;

    if (check_until(q, in->until))
        return E_FIELDS;
    if (!place_find(q, &line->operation, line->contact.entity, &place))
        return E_CONFLICT;
    access_give(q, &place, &person, &line->contact, &(struct terms){ in->until, NULL }, &id);
    return show(q, NULL, &line->operation, id);
}

enum err contact_resend(struct req *q)
{
    const struct line *line = q->subject;
    struct person person = person_on(&line->contact);
    struct invitation_count sent;
    struct place place;

    sql_invitation_count(q->db, &sent, person.id, q->now - RESENT_WITHIN);
    if (sent.count > RESENT_MOST) {
        q->retry_after = (int)(RESENT_WITHIN / 1000);
        return E_THROTTLED;
    }
    if (!place_find(q, &line->operation, line->contact.entity, &place))
        return E_CONFLICT;
    access_invite(q, &place, &person, line->contact.id, &(struct terms){ line->contact.until, NULL });
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = "contact_resent",
                                  .operation = line->operation.id,
                                  .entity = line->contact.entity,
                                  .user = person.id,
                                  .contact = line->contact.id });
    return OK;
}
