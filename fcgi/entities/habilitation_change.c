/* Giving, changing and ending habilitations. */
#include "dates.h"
#include "emit.h"
#include "entities.h"
#include "habilitation.h"
#include "operations.h"
#include "people.h"
#include "route.h"
#include "sql_entities.h"

#include <string.h>

#define ADD(member)    offsetof(struct habilitations_in, member)
#define CHANGE(member) offsetof(struct habilitation_in, member)
#define AGAIN(member)  offsetof(struct authorise_again_in, member)

struct authorise_again_in {
    const char *reason;
    int64_t from, until;
    bool undo;
};

static const struct field habilitations_body[] = {
    { "emails", FIELD_TEXTS, ADD(emails), true, 1, 100, NULL, "The addresses of the people to authorise." },
    { "team", FIELD_LINE, ADD(team), true, 1, 64, NULL, "Their team." },
    { "roles", FIELD_TEXTS, ADD(roles), false, 0, 2, NULL, "`team_leader`, `creator`, both or none." },
    { "from", FIELD_TIME, ADD(from), false, 0, 0, NULL, "When it begins, if not now." },
    { "until", FIELD_TIME, ADD(until), false, 0, 0, NULL, "When it ends." },
    { "language", FIELD_CHOICE, ADD(language), false, 0, 0, person_languages,
      "Of mails to who has no account; when absent, that of most of the entity's people, else both." },
    { 0 }
};

static const struct field check_body[] = {
    { "emails", FIELD_TEXTS, ADD(emails), true, 1, 100, NULL, "The addresses to look at." },
    { "team", FIELD_LINE, ADD(team), false, 1, 64, NULL, "For which team; the caller's own when absent." },
    { 0 }
};

static const struct field habilitation_body[] = {
    { "team", FIELD_LINE, CHANGE(team), false, 1, 64, NULL, "The team to move to." },
    { "roles", FIELD_TEXTS, CHANGE(roles), false, 0, 2, NULL, "`team_leader`, `creator`, both or none." },
    { "from", FIELD_TIME, CHANGE(from), false, 0, 0, NULL, "When it begins: only before it has." },
    { "until", FIELD_UNTIL, CHANGE(until), false, 0, 0, NULL, "When it ends from now on; null for no end." },
    { 0 }
};

static const struct field authorise_again_body[] = {
    { "reason", FIELD_TEXT, AGAIN(reason), false, 1, 500, NULL, "Why; kept in the register." },
    { "from", FIELD_TIME, AGAIN(from), false, 0, 0, NULL, "When it begins, if not now." },
    { "until", FIELD_UNTIL, AGAIN(until), false, 0, 0, NULL,
      "When it ends; must be given, if only as null, for one that had an end." },
    { "undo", FIELD_FLAG, AGAIN(undo), false, 0, 0, NULL,
      "To undo one's own archiving within ten minutes: all is as it was, its giver and dates too." },
    { 0 }
};

/* --- adding ------------------------------------------------------------------------------------------------------ */

/* With which roles, and what the caller sees of the entity's people. */
struct authorising {
    struct roles roles;
    const struct unusual_place *seen;
};

static enum err add_one(struct req *q, const char *email, const char *key, const void *what)
{
    const struct authorising *authorising = what;
    const struct habilitations_in *in = q->in;
    struct unusual unusual = unusual_find(q, authorising->seen, email, key);
    struct habilitation_of_user known;
    struct person person;
    const char *id;
    bool had;
    enum err error, refusal;

    error = address_invite(q, email, key, &(struct inviting){ q->argument[0], in->language }, &person);
    if (error)
        return error;
    had = sql_habilitation_of_user(q->db, &known, q->now, person.id, q->argument[0]);
    refusal = had && known.status == HABILITATION_ARCHIVED ? habilitation_again(q, known.id) : OK;
    if (refusal) {
        address_refuse(q, email, err_code(refusal));
        return OK;
    }
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    if (had && known.status != HABILITATION_ARCHIVED) {
        emit_string(&q->answer, "result", "unchanged");
        id = known.id;
    } else {
        id = habilitation_give(q, q->argument[0], in->team, authorising->roles, &person, had ? known.id : NULL,
                               &(struct terms){ .from = in->from, .until = in->until }, NULL);
        emit_string(&q->answer, "result", !person.activated ? "invited" : in->from > q->now ? "queued" : "active");
    }
    unusual_write(&q->answer, &unusual);
    error = habilitation_show(q, "habilitation", id);
    emit_object_end(&q->answer);
    return error;
}

static enum err habilitation_add(struct req *q)
{
    const struct habilitations_in *in = q->in;
    int64_t until = in->until;
    struct authorising authorising = { .seen = unusual_begin(q, "", q->argument[0]) };
    enum err error = roles_read(q, &in->roles, &authorising.roles);

    if (dates_give(q, in->from, &until, giving_latest_role(&q->desk, 0)))
        error = E_FIELDS;
    return error ? error : addresses_each(q, &in->emails, add_one, &authorising);
}

static enum err habilitation_check(struct req *q)
{
    const struct habilitations_in *in = q->in;

    return addresses_check(q, &in->emails, unusual_check, unusual_begin(q, "", q->argument[0]));
}

/* --- changing ---------------------------------------------------------------------------------------------------- */

/* Whether somebody has more by it than before: a role, teams that he leads, or another end. */
static bool gives(const struct habilitation_in *in, const struct habilitation *row, struct roles roles)
{
    bool moves = in->team && strcmp(in->team, row->team);

    return in->until || (roles.team_leader && (moves || !row->team_leader)) || (roles.creator && !row->creator);
}

/* What is given ends with the habilitation, so that this one may not end later than the caller could say. */
static enum err check_dates(struct req *q, const struct habilitation_in *in, const struct habilitation *row,
                            struct roles roles)
{
    int64_t latest = gives(in, row, roles) ? giving_latest_role(&q->desk, row->bound) : 0;
    int64_t until = in->until ? in->until : row->until;

    if (in->from > q->now && row->begins <= q->now)
        return fault_add(&q->faults, "from", FAULT_BEGUN, 0);
    return dates_move(q, in->from ? in->from : row->begins, until, latest);
}

static enum err habilitation_change(struct req *q)
{
    const struct habilitation_in *in = q->in;
    const struct habilitation *row = q->subject;
    struct roles roles = { row->team_leader, row->creator };
    enum err error = in->roles.text ? roles_read(q, &in->roles, &roles) : OK;

    if (!error && gives(in, row, roles))
        error = req_refusal(may(&q->actor, HABILITATION_EXTEND, &q->facts));
    if (!error && check_dates(q, in, row, roles))
        error = E_FIELDS;
    if (!error && (in->team || in->roles.text))
        error = habilitation_move(&q->desk, q->argument[0], row, in->team ? in->team : row->team, roles);
    if (!error && in->until)
        error = habilitation_extend_to(q, q->argument[0], row, until_given(in->until));
    if (!error && in->from && row->begins > q->now)
        habilitation_start(q, q->argument[0], row, in->from > q->now ? in->from : 0);
    return error ? error : habilitation_show(q, NULL, row->id);
}

static enum err habilitation_archive(struct req *q)
{
    const struct revoke_in *in = q->in;
    const struct habilitation *row = q->subject;
    enum err error = habilitation_end(&q->desk, q->argument[0], row, in->reason);

    return error ? error : habilitation_show(q, NULL, row->id);
}

static enum err undo_archiving(struct req *q, const struct habilitation *row, const struct person *person)
{
    const struct authorise_again_in *in = q->in;
    const char *entity = q->argument[0];
    struct habilitation_archiving ended;
    struct address_withdrawn asked;

    if (in->from || in->until)
        return fault_add(&q->faults, "undo", FAULT_ALONE, 0);
    if (!sql_habilitation_archiving(q->db, &ended, row->id) || !ended.by || strcmp(ended.by, q->actor.user) ||
        ended.at + UNDO_WITHIN <= q->now || (row->until && row->until <= q->now) ||
        sql_address_withdrawn(q->db, &asked, entity, row->user, ended.at))
        return E_UNDO_OVER;
    habilitation_undo(q, entity, row, person, ended.at);
    return habilitation_show(q, NULL, row->id);
}

static enum err habilitation_restore(struct req *q)
{
    const struct authorise_again_in *in = q->in;
    const struct habilitation *row = q->subject;
    int64_t until = in->until;
    struct person person = {
        row->user, row->email, row->language, row->first_name, row->last_name, row->activated != 0
    };

    if (in->undo)
        return undo_archiving(q, row, &person);
    if (dates_again(q, in->from, &until, giving_latest_role(&q->desk, row->bound), row->until))
        return E_FIELDS;
    if (!person.activated && address_stranger(q, person.id))
        return E_TOO_MANY_STRANGERS;
    habilitation_give(q, q->argument[0], row->team, (struct roles){ row->team_leader, row->creator }, &person, row->id,
                      &(struct terms){ .from = in->from, .until = until }, in->reason);
    return habilitation_show(q, NULL, row->id);
}

static enum err habilitation_extend(struct req *q)
{
    const struct extend_in *in = q->in;
    const struct habilitation *row = q->subject;
    enum err error = dates_move(q, row->begins, in->until, giving_latest_role(&q->desk, row->bound));

    if (!error)
        error = habilitation_extend_to(q, q->argument[0], row, until_given(in->until));
    return error ? error : habilitation_show(q, NULL, row->id);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route habilitation_change_routes[] = {
    { "POST", ENTITY "/habilitations", HABILITATION_ADD, "Authorise people by their addresses.",
      .load = habilitations_load, BODY(habilitations_body, habilitations_in), .act = habilitation_add,
      .answer = &authorised_schema,
      REFUSES(E_TOO_MANY_STRANGERS) },
    { "POST", ENTITY "/habilitations/check", HABILITATION_ADD,
      "What is unusual about addresses, before people are authorised.",
      .load = habilitations_load, BODY(check_body, habilitations_in), .act = habilitation_check,
      .answer = &checked_schema, .reads = true },
    { "PATCH", PERSON, HABILITATION_CHANGE, "Move a person to another team, or change the roles.",
      .load = habilitation_change_load, BODY(habilitation_body, habilitation_in), .act = habilitation_change,
      .answer = &habilitation_schema,
      REFUSES(E_OWN_LINE, E_OWN_SOURCE, E_LAST_LEADER, E_ALREADY_REVOKED) },
    { "POST", PERSON "/archive", HABILITATION_ARCHIVE, "End a habilitation, and the lines that rest on it.",
      .load = habilitation_load, BODY(revoke_body, revoke_in), .act = habilitation_archive,
      .answer = &habilitation_schema,
      REFUSES(E_OWN_LINE, E_LAST_MANAGER, E_LAST_LEADER, E_ALREADY_REVOKED) },
    { "POST", PERSON "/restore", HABILITATION_RESTORE, "Authorise again; the lines are offered back one by one.",
      .load = habilitation_load, BODY(authorise_again_body, authorise_again_in), .act = habilitation_restore,
      .answer = &habilitation_schema,
      REFUSES(E_OWN_LINE, E_OWN_SOURCE, E_END_SET, E_NOT_REVOKED, E_UNDO_OVER) },
    { "POST", PERSON "/extend", HABILITATION_EXTEND, "Give a habilitation another end, or none.",
      .load = habilitation_load, BODY(extend_body, extend_in), .act = habilitation_extend,
      .answer = &habilitation_schema,
      REFUSES(E_OWN_LINE, E_OWN_SOURCE, E_LAST_MANAGER, E_LAST_LEADER, E_ALREADY_REVOKED) },
    { 0 }
};

/* clang-format on */
