/* Giving, changing and ending habilitations. */
#include "api.h"
#include "emit.h"
#include "habilitation.h"

#include <string.h>

#define ADD(member)    offsetof(struct habilitations_in, member)
#define CHANGE(member) offsetof(struct habilitation_in, member)

const struct field habilitations_body[] = {
    { "emails", FIELD_TEXTS, ADD(emails), true, 1, 100, NULL, "The addresses of the people to authorise." },
    { "team", FIELD_LINE, ADD(team), true, 1, 64, NULL, "Their team." },
    { "roles", FIELD_TEXTS, ADD(roles), false, 0, 2, NULL, "`team_leader`, `creator`, both or none." },
    { 0 }
};

const struct field habilitation_body[] = {
    { "team", FIELD_LINE, CHANGE(team), false, 1, 64, NULL, "The team to move to." },
    { "roles", FIELD_TEXTS, CHANGE(roles), false, 0, 2, NULL, "`team_leader`, `creator`, both or none." },
    { 0 }
};

/* --- adding ------------------------------------------------------------------------------------------------------ */

static enum err add_one(struct req *q, const char *email, const char *key, const void *what)
{
    const struct roles *roles = what;
    const struct habilitations_in *in = q->in;
    struct habilitation_of_user known;
    struct person person;
    const char *id;
    bool had;
    enum err error;

    address_person(q, email, key, &person);
    had = sql_habilitation_of_user(q->db, &known, person.id, q->argument[0]);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    if (had && strcmp(known.status, "archived")) {
        emit_string(&q->answer, "result", "unchanged");
        id = known.id;
    } else {
        id = habilitation_give(q, q->argument[0], in->team, *roles, &person, had ? known.id : NULL, NULL);
        emit_string(&q->answer, "result", person.activated ? "active" : "invited");
    }
    error = habilitation_show(q, "habilitation", id);
    emit_object_end(&q->answer);
    return error;
}

enum err habilitation_add(struct req *q)
{
    const struct habilitations_in *in = q->in;
    struct roles roles;
    enum err error = roles_read(q, &in->roles, &roles);

    return error ? error : addresses_each(q, &in->emails, add_one, &roles);
}

/* --- changing ---------------------------------------------------------------------------------------------------- */

enum err habilitation_change(struct req *q)
{
    const struct habilitation_in *in = q->in;
    const struct habilitation *row = q->subject;
    struct roles roles = { row->team_leader, row->creator };
    enum err error = in->roles.text ? roles_read(q, &in->roles, &roles) : OK;

    if (!error)
        error = habilitation_move(q, q->argument[0], row, in->team ? in->team : row->team, roles);
    return error ? error : habilitation_show(q, NULL, row->id);
}

enum err habilitation_archive(struct req *q)
{
    const struct revoke_in *in = q->in;
    const struct habilitation *row = q->subject;
    enum err error = habilitation_end(q, q->argument[0], row, in->reason);

    return error ? error : habilitation_show(q, NULL, row->id);
}

enum err habilitation_restore(struct req *q)
{
    const struct revoke_in *in = q->in;
    const struct habilitation *row = q->subject;
    struct person person = {
        row->user, row->email, row->language, row->first_name, row->last_name, row->activated != 0
    };

    habilitation_give(q, q->argument[0], row->team, (struct roles){ row->team_leader, row->creator }, &person, row->id,
                      in->reason);
    return habilitation_show(q, NULL, row->id);
}
