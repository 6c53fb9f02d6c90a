/* Adding people to an operation by their addresses, and what is unusual about these. */
#include "contact.h"
#include "dates.h"
#include "emit.h"
#include "operations.h"
#include "people.h"
#include "route.h"
#include "sql_operations.h"

#include <string.h>

struct contacts_in {
    struct texts emails;
    const char *entity, *message, *language;
    int64_t from, until;
};

static const struct field contacts_body[] = {
    { "emails", FIELD_TEXTS, offsetof(struct contacts_in, emails), true, 1, 100, NULL, "The addresses to add." },
    { "entity", FIELD_LINE, offsetof(struct contacts_in, entity), false, 1, 64, NULL,
      "For which participating entity; the environment's when absent." },
    { "from", FIELD_TIME, offsetof(struct contacts_in, from), false, 0, 0, NULL,
      "When the access begins, if not now." },
    { "until", FIELD_TIME, offsetof(struct contacts_in, until), false, 0, 0, NULL, "When the access ends." },
    { "message", FIELD_TEXT, offsetof(struct contacts_in, message), false, 1, 1000, NULL, "A word for the mail." },
    { "language", FIELD_CHOICE, offsetof(struct contacts_in, language), false, 0, 0, person_languages,
      "Of mails to who has no account; when absent, that of most of the entity's people, else both." },
    { 0 }
};

static const struct field check_body[] = { { "emails", FIELD_TEXTS, offsetof(struct contacts_in, emails), true, 1, 100,
                                             NULL, "The addresses to look at." },
                                           { "entity", FIELD_LINE, offsetof(struct contacts_in, entity), false, 1, 64,
                                             NULL, "For which participating entity; the environment's when absent." },
                                           { 0 } };

/* For which entity, and what the caller sees of its people. */
struct adding {
    struct place place;
    const struct unusual_place *seen;
};

static enum err contacts_load(struct req *q)
{
    const struct contacts_in *in = q->in;

    q->facts.own_entity = !in->entity || (q->actor.entity && !strcmp(in->entity, q->actor.entity));
    return operation_load(q);
}

static bool is_current(const struct contact_by_id *line, int64_t now)
{
    return access_state(line, now) != CONTACT_REVOKED && access_state(line, now) != CONTACT_EXPIRED;
}

/* Why an archived line of the person is not given back; NULL when it may be, or there is none. */
static const char *hindrance(struct req *q, const struct operation *operation, const struct person *person,
                             const struct contact_by_id *archived)
{
    struct facts facts;
    enum err refusal;

    if (!strcmp(person->id, q->actor.user))
        return "own_line";
    if (!archived)
        return NULL;
    facts = contact_facts(q, operation->id, archived);
    refusal = req_refusal(may(&q->actor, CONTACT_RESTORE, &facts));
    return refusal ? err_code(refusal) : NULL;
}

/* Of a line that waits for a team leader, who they are too. */
static enum err write_added(struct req *q, const char *email, const char *result, const struct unusual *unusual,
                            const struct operation *operation, const char *id)
{
    struct contact_by_id line;

    if (!sql_contact_by_id(q->db, &line, q->actor.team, operation->id, id))
        return E_INTERNAL;
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    emit_string(&q->answer, "result", result);
    unusual_write(&q->answer, unusual);
    emit_object(&q->answer, "contact");
    contact_write(q, operation, &line);
    emit_object_end(&q->answer);
    if (contact_waits_for(operation->status, &line, access_state(&line, q->now)) == AWAITS_AGREEMENT)
        request_name_leaders(q, line.entity);
    emit_object_end(&q->answer);
    return OK;
}

static enum err add_one(struct req *q, const char *email, const char *key, const void *what)
{
    const struct adding *adding = what;
    const struct place *place = &adding->place;
    const struct contacts_in *in = q->in;
    struct unusual unusual = unusual_find(q, adding->seen, email, key);
    struct terms terms = { .from = in->from, .until = in->until, .message = in->message, .outside = unusual.outside };
    struct contact_by_id line;
    struct contact_of_user known;
    struct person person;
    const char *id, *stop, *result;
    bool had;
    enum err error;

    error = address_invite(q, email, key, &(struct inviting){ place->entity, in->language }, &person);
    if (error)
        return error;
    had = sql_contact_of_user(q->db, &known, person.id, place->entity, place->operation->id) &&
          sql_contact_by_id(q->db, &line, q->actor.team, place->operation->id, known.id);
    if (had && is_current(&line, q->now))
        return write_added(q, email, "unchanged", &unusual, place->operation, line.id);
    stop = hindrance(q, place->operation, &person, had ? &line : NULL);
    if (stop) {
        address_refuse(q, email, stop);
        return OK;
    }
    result = contact_status_name(access_give(q, place, &person, had ? &line : NULL, &terms, &id));
    return write_added(q, email, result, &unusual, place->operation, id);
}

static enum err find_place(struct req *q, struct adding *out)
{
    const struct contacts_in *in = q->in;
    const struct operation *operation = q->subject;
    const char *entity = in->entity ? in->entity : q->actor.entity;

    if (!contact_place(q, operation, entity, &out->place))
        return fault_add(&q->faults, "entity", FAULT_UNKNOWN_ENTITY, 0);
    out->seen = unusual_begin(q, operation->id, entity);
    return OK;
}

static enum err contact_add(struct req *q)
{
    const struct contacts_in *in = q->in;
    struct adding adding;
    int64_t until = in->until;
    enum err error = dates_give(q, in->from, &until, access_latest(q, q->subject, NULL));

    if (find_place(q, &adding))
        error = E_FIELDS;
    return error ? error : addresses_each(q, &in->emails, add_one, &adding);
}

static enum err contact_check(struct req *q)
{
    const struct contacts_in *in = q->in;
    struct adding adding;
    enum err error = find_place(q, &adding);

    return error ? error : addresses_check(q, &in->emails, unusual_check, adding.seen);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route contact_add_routes[] = {
    { "POST", OPERATION "/contacts", CONTACT_ADD, "Add people by their addresses.",
      .load = contacts_load, BODY(contacts_body, contacts_in), .act = contact_add, .answer = &added_schema,
      REFUSES(E_OPERATION_CLOSED, E_TOO_MANY_STRANGERS) },
    { "POST", OPERATION "/contacts/check", CONTACT_ADD, "What is unusual about addresses, before people are added.",
      .load = contacts_load, BODY(check_body, contacts_in), .act = contact_check, .answer = &checked_schema,
      .reads = true, REFUSES(E_OPERATION_CLOSED) },
    { 0 }
};

/* clang-format on */
