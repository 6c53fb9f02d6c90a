/* Adding people to an operation by their addresses. */
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

/* Whether a line waits for a team leader. */
static bool is_to_be_agreed(struct req *q, const struct operation *operation, const char *id)
{
    struct contact_by_id line;
    const char *what = sql_contact_by_id(q->db, &line, NULL, operation->id, id)
                           ? contact_waits_for(operation->status, &line, access_state(&line, q->now))
                           : NULL;

    return what && !strcmp(what, "agreement");
}

static enum err add_one(struct req *q, const char *email, const char *key, const void *what)
{
    const struct place *place = what;
    const struct contacts_in *in = q->in;
    struct terms terms = { .from = in->from, .until = in->until, .message = in->message };
    struct contact_by_id line;
    struct contact_of_user known;
    struct person person;
    enum contact_status result = CONTACT_NONE;
    const char *id;
    bool had, current;
    enum err error;

    error = address_invite(q, email, key, &(struct inviting){ place->entity, in->language }, &person);
    if (error)
        return error;
    had = sql_contact_of_user(q->db, &known, person.id, place->entity, place->operation->id) &&
          sql_contact_by_id(q->db, &line, q->actor.team, place->operation->id, known.id);
    current = had && is_current(&line, q->now);
    if (!current && !strcmp(person.id, q->actor.user)) {
        address_refuse(q, email, "own_line");
        return OK;
    }
    if (!current && had) {
        struct facts facts = contact_facts(q, place->operation->id, &line);
        enum err refusal = req_refusal(may(&q->actor, CONTACT_RESTORE, &facts));

        if (refusal) {
            address_refuse(q, email, err_code(refusal));
            return OK;
        }
    }
    id = had ? line.id : NULL;
    if (!current)
        result = access_give(q, place, &person, had ? &line : NULL, &terms, &id);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    emit_string(&q->answer, "result", result ? contact_status_name(result) : "unchanged");
    error = contact_show(q, "contact", place->operation, id);
    if (is_to_be_agreed(q, place->operation, id))
        request_name_leaders(q, place->entity);
    emit_object_end(&q->answer);
    return error;
}

static enum err contact_add(struct req *q)
{
    const struct contacts_in *in = q->in;
    const struct operation *operation = q->subject;
    struct place place;
    int64_t until = in->until;
    enum err error = dates_give(q, in->from, &until, access_latest(q, operation, NULL));

    if (!contact_place(q, q->subject, in->entity ? in->entity : q->actor.entity, &place))
        error = fault_add(&q->faults, "entity", FAULT_UNKNOWN_ENTITY, 0);
    return error ? error : addresses_each(q, &in->emails, add_one, &place);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route contact_add_routes[] = {
    { "POST", OPERATION "/contacts", CONTACT_ADD, "Add people by their addresses.",
      .load = contacts_load, BODY(contacts_body, contacts_in), .act = contact_add, .answer = &added_schema,
      REFUSES(E_OPERATION_CLOSED, E_TOO_MANY_STRANGERS) },
    { 0 }
};

/* clang-format on */
