/* Adding people to an operation by their addresses. */
#include "address.h"
#include "api.h"
#include "emit.h"
#include "secret.h"

#include <string.h>

const struct field contacts_body[] = {
    { "emails", FIELD_TEXTS, offsetof(struct contacts_in, emails), true, 1, 100, NULL, "The addresses to add." },
    { "entity", FIELD_LINE, offsetof(struct contacts_in, entity), false, 1, 64, NULL,
      "For which participating entity; the environment's when absent." },
    { "until", FIELD_TIME, offsetof(struct contacts_in, until), false, 0, 0, NULL, "When the access ends." },
    { "message", FIELD_TEXT, offsetof(struct contacts_in, message), false, 1, 1000, NULL, "A word for the mail." },
    { 0 }
};

enum err contacts_load(struct req *q)
{
    const struct contacts_in *in = q->in;

    q->subject = ARENA_NEW(q->arena, struct operation);
    q->facts.own_entity = !in->entity || (q->actor.entity && !strcmp(in->entity, q->actor.entity));
    return operation_find(q, q->subject);
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
    error = contact_show(q, "contact", place->operation, id);
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

enum err contact_add(struct req *q)
{
    const struct contacts_in *in = q->in;
    const char **keys = arena_alloc(q->arena, in->emails.count * sizeof *keys);
    struct place place;
    enum err error = contact_check_until(q, in->until);

    if (!contact_place(q, q->subject, in->entity ? in->entity : q->actor.entity, &place))
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
