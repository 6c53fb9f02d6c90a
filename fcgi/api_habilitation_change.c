/* Giving, changing and ending habilitations. */
#include "api.h"
#include "emit.h"
#include "habilitation.h"

#include <string.h>

#define ADD(member)    offsetof(struct habilitations_in, member)
#define CHANGE(member) offsetof(struct habilitation_in, member)
#define AGAIN(member)  offsetof(struct authorise_again_in, member)

const struct field habilitations_body[] = {
    { "emails", FIELD_TEXTS, ADD(emails), true, 1, 100, NULL, "The addresses of the people to authorise." },
    { "team", FIELD_LINE, ADD(team), true, 1, 64, NULL, "Their team." },
    { "roles", FIELD_TEXTS, ADD(roles), false, 0, 2, NULL, "`team_leader`, `creator`, both or none." },
    { "from", FIELD_TIME, ADD(from), false, 0, 0, NULL, "When it begins, if not now." },
    { "until", FIELD_TIME, ADD(until), false, 0, 0, NULL, "When it ends." },
    { 0 }
};

const struct field habilitation_body[] = {
    { "team", FIELD_LINE, CHANGE(team), false, 1, 64, NULL, "The team to move to." },
    { "roles", FIELD_TEXTS, CHANGE(roles), false, 0, 2, NULL, "`team_leader`, `creator`, both or none." },
    { "from", FIELD_TIME, CHANGE(from), false, 0, 0, NULL, "When it begins: only before it has." },
    { "until", FIELD_UNTIL, CHANGE(until), false, 0, 0, NULL, "When it ends from now on; null for no end." },
    { 0 }
};

const struct field authorise_again_body[] = {
    { "reason", FIELD_TEXT, AGAIN(reason), false, 1, 500, NULL, "Why; kept in the register." },
    { "from", FIELD_TIME, AGAIN(from), false, 0, 0, NULL, "When it begins, if not now." },
    { "until", FIELD_UNTIL, AGAIN(until), false, 0, 0, NULL,
      "When it ends; must be given, if only as null, for one that had an end." },
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
    had = sql_habilitation_of_user(q->db, &known, q->now, person.id, q->argument[0]);
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    if (had && strcmp(known.status, "archived")) {
        emit_string(&q->answer, "result", "unchanged");
        id = known.id;
    } else {
        id = habilitation_give(q, q->argument[0], in->team, *roles, &person, had ? known.id : NULL,
                               &(struct terms){ in->from, in->until, NULL }, NULL);
        emit_string(&q->answer, "result", !person.activated ? "invited" : in->from > q->now ? "queued" : "active");
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

    if (dates_check(q, in->from, in->until))
        error = E_FIELDS;
    return error ? error : addresses_each(q, &in->emails, add_one, &roles);
}

/* --- changing ---------------------------------------------------------------------------------------------------- */

static enum err check_dates(struct req *q, const struct habilitation_in *in, const struct habilitation *row)
{
    int64_t until = in->until ? in->until : row->until;

    if (in->from > q->now && row->begins <= q->now)
        return fault_add(&q->faults, "from", FAULT_BEGUN, 0);
    return dates_check(q, in->from ? in->from : row->begins, until);
}

enum err habilitation_change(struct req *q)
{
    const struct habilitation_in *in = q->in;
    const struct habilitation *row = q->subject;
    struct roles roles = { row->team_leader, row->creator };
    enum err error = in->roles.text ? roles_read(q, &in->roles, &roles) : OK;

    if (check_dates(q, in, row))
        error = E_FIELDS;
    if (!error && (in->team || in->roles.text))
        error = habilitation_move(q, q->argument[0], row, in->team ? in->team : row->team, roles);
    if (!error && in->until)
        error = habilitation_extend_to(q, q->argument[0], row, until_given(in->until));
    if (!error && in->from && row->begins > q->now)
        habilitation_start(q, q->argument[0], row, in->from > q->now ? in->from : 0);
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
    const struct authorise_again_in *in = q->in;
    const struct habilitation *row = q->subject;
    struct person person = {
        row->user, row->email, row->language, row->first_name, row->last_name, row->activated != 0
    };

    if (dates_check_again(q, in->from, in->until, row->until))
        return E_FIELDS;
    habilitation_give(q, q->argument[0], row->team, (struct roles){ row->team_leader, row->creator }, &person, row->id,
                      &(struct terms){ in->from, until_given(in->until), NULL }, in->reason);
    return habilitation_show(q, NULL, row->id);
}

enum err habilitation_extend(struct req *q)
{
    const struct extend_in *in = q->in;
    const struct habilitation *row = q->subject;
    enum err error = dates_check(q, row->begins, in->until);

    if (!error)
        error = habilitation_extend_to(q, q->argument[0], row, until_given(in->until));
    return error ? error : habilitation_show(q, NULL, row->id);
}
