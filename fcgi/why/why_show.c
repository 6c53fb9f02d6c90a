/* Why somebody has access, or has not, and why the caller may do what to it: the chain of facts, in plain words. Names
 * of an entity's leaders and teams are told within that entity only. */
#include "answer.h"
#include "emit.h"
#include "entities.h"
#include "name.h"
#include "operations.h"
#include "parts.h"
#include "reasons.h"
#include "route.h"
#include "sql_entities.h"
#include "sql_operations.h"
#include "why.h"

#include <string.h>

#define MANAGERS_MOST 5 /* named as those who can mend something */

/* An access, and how far the caller may look. */
struct chain {
    struct req *q;
    const struct operation *operation;
    const struct contact_by_id *row;
    enum contact_status state;
    bool ended, closed;
    bool own; /* the line is of the caller's entity, and he belongs to it */
    struct why_names names;
};

static bool is(const char *word, const char *other)
{
    return !strcmp(word, other);
}

/* --- who can mend it --------------------------------------------------------------------------------------------- */

static void write_who(struct text *out, const char *kind, const char *name, const char *email)
{
    emit_object(out, NULL);
    emit_string(out, "kind", kind);
    emit_string(out, "name", name);
    emit_string(out, "email", email);
    emit_object_end(out);
}

static void managers_can(const struct chain *chain, bool colleagues_too)
{
    struct rows rows = sql_managers(chain->q->db, chain->operation->id, chain->q->now);
    struct text *out = &chain->q->answer;
    struct managers row;
    int count = 0;

    emit_array(out, "who");
    while (managers_next(&rows, &row)) {
        if (++count > MANAGERS_MOST) {
            db_end(&rows);
            break;
        }
        write_who(out, "manager", row.name, row.email);
    }
    if (colleagues_too)
        write_who(out, "colleague", NULL, NULL);
    emit_array_end(out);
}

static void leaders_can(struct req *q, const char *entity, bool own)
{
    struct text *out = &q->answer;
    struct root_leaders row;

    emit_array(out, "who");
    if (own) {
        struct rows rows = sql_root_leaders(q->db, entity, q->now);

        while (root_leaders_next(&rows, &row))
            write_who(out, "leader", row.name, row.email);
    } else {
        write_who(out, "team_leader", NULL, NULL);
    }
    emit_array_end(out);
}

static void nobody_else(struct req *q)
{
    emit_array(&q->answer, "who");
    emit_array_end(&q->answer);
}

static void plain_link(struct req *q, const char *code, enum standing standing, int64_t at,
                       const struct why_names *names)
{
    why_link(q, code, standing, at, names);
    nobody_else(q);
    emit_object_end(&q->answer);
}

static void link_here(const struct chain *chain, const char *code, enum standing standing, int64_t at)
{
    plain_link(chain->q, code, standing, at, &chain->names);
}

/* --- the links of an access -------------------------------------------------------------------------------------- */

static void how_it_began(const struct chain *chain)
{
    struct why_names names = chain->names;

    names.by = chain->row->added_by;
    plain_link(chain->q, "given", STANDS, chain->row->since, &names);
}

static void how_it_ended(const struct chain *chain)
{
    const struct contact_by_id *row = chain->row;
    struct why_names names = chain->names;
    bool revoked = chain->state == CONTACT_REVOKED;

    names.by = row->revoked_by;
    names.reason = row->reason;
    why_link(chain->q, row->declined ? "declined" : contact_status_name(chain->state), chain->closed ? LOST : MISSING,
             revoked || row->expired ? row->revoked_at : row->ends, &names);
    if (chain->closed)
        nobody_else(chain->q);
    else
        managers_can(chain, true);
    emit_object_end(&chain->q->answer);
}

static void how_it_stands(const struct chain *chain)
{
    struct access_open open;

    if (chain->ended)
        how_it_ended(chain);
    else if (chain->state == CONTACT_ACTIVE)
        link_here(chain, "active", STANDS, sql_access_open(chain->q->db, &open, chain->row->id) ? open.opened : 0);
    else
        link_here(chain, contact_status_name(chain->state), WAITS, 0);
    if (!chain->ended && chain->row->begins > chain->q->now)
        link_here(chain, "begins", WAITS, chain->row->begins);
    if (!chain->ended && chain->row->until)
        link_here(chain, "ends", STANDS, chain->row->until);
}

static void which_part(const struct chain *chain)
{
    link_here(chain, "participation", STANDS, 0);
}

static void not_authorised(const struct chain *chain, const char *code, int64_t at, const char *by)
{
    struct why_names names = chain->names;

    names.by = by;
    why_link(chain->q, code, MISSING, at, &names);
    leaders_can(chain->q, chain->row->entity, chain->own);
    emit_object_end(&chain->q->answer);
}

/* A habilitation that is in force, or will be with the account. */
static void authorised(const struct chain *chain, const struct habilitation *found)
{
    struct why_names names = chain->names;
    enum habilitation_status state = habilitation_state(found, chain->q->now);
    bool active = state == HABILITATION_ACTIVE, later = state == HABILITATION_QUEUED;

    if (chain->own) {
        names.team = found->team_name;
        names.by = found->granted_by;
    }
    plain_link(chain->q,
               active  ? "habilitated"
               : later ? "habilitation_later"
                       : "habilitation_invited",
               active ? STANDS : WAITS,
               !chain->own ? 0
               : later     ? found->begins
                           : found->since,
               &names);
    if (chain->own && found->until)
        plain_link(chain->q, "authorised_ends", STANDS, found->until, &names);
}

static void which_authorisation(const struct chain *chain)
{
    const struct contact_by_id *row = chain->row;
    struct habilitation found = { 0 };
    struct habilitation_of_user known;
    struct place place;
    bool had;

    if (!contact_place(chain->q, chain->operation, row->entity, &place))
        return;
    had = place.client && sql_habilitation_of_user(chain->q->db, &known, chain->q->now, row->user, row->entity) &&
          sql_habilitation(chain->q->db, &found, chain->q->actor.user, chain->q->now, row->entity, known.id);
    if (!place.client)
        link_here(chain, "guest_entity", STANDS, 0);
    else if (had && habilitation_state(&found, chain->q->now) != HABILITATION_ARCHIVED)
        authorised(chain, &found);
    else if (!place.strict && place.side != SIDE_MANAGER)
        link_here(chain, "habilitation_not_needed", STANDS, 0);
    else if (!chain->ended && chain->state != CONTACT_QUEUED)
        link_here(chain, "habilitation_not_asked", STANDS, 0);
    else if (had && chain->own)
        not_authorised(chain, "habilitation_archived", found.archived_at ? found.archived_at : found.until,
                       found.archived_by);
    else
        not_authorised(chain, "not_habilitated", 0, NULL);
}

static void which_operation(const struct chain *chain)
{
    if (chain->operation->status == OPERATION_OPEN) {
        link_here(chain, "operation_open", STANDS, 0);
    } else if (chain->closed) {
        link_here(chain, "operation_closed", STANDS, 0);
        if (chain->ended)
            link_here(chain, "closed_to_return", LOST, 0);
    } else if (chain->row->side == SIDE_MANAGER) {
        link_here(chain, "operation_draft_managed", STANDS, 0);
    } else {
        why_link(chain->q, "operation_draft", WAITS, 0, &chain->names);
        managers_can(chain, false);
        emit_object_end(&chain->q->answer);
    }
}

static void which_account(const struct chain *chain)
{
    const struct contact_by_id *row = chain->row;

    if (contact_name(chain->q, row, row->first_name)) {
        link_here(chain, "account", STANDS, 0);
    } else if (chain->state != CONTACT_INVITED) {
        link_here(chain, "no_invitation", WAITS, 0);
    } else if (row->invited_until > chain->q->now) {
        why_link(chain->q, "no_account", WAITS, row->invited_until, &chain->names);
        emit_array(&chain->q->answer, "who");
        write_who(&chain->q->answer, "person", NULL, row->email);
        emit_array_end(&chain->q->answer);
        emit_object_end(&chain->q->answer);
    } else {
        why_link(chain->q, "link_ended", MISSING, row->invited_until, &chain->names);
        managers_can(chain, true);
        emit_object_end(&chain->q->answer);
    }
    if (row->mail_failed && !chain->ended)
        link_here(chain, "mail_failed", MISSING, row->mail_failed);
}

/* --- what the caller may do about it ----------------------------------------------------------------------------- */

/* `rule`: what the state forbids even to who has the right. */
static void write_action(struct req *q, const struct offer *offer, const struct facts *facts, enum err rule)
{
    struct reasons reasons = may_because(&q->actor, offer->right, facts);
    bool ruled_out = reasons.verdict == ALLOW && rule;

    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "action", offer->name);
    emit_flag(&q->answer, "allowed", reasons.verdict == ALLOW && !rule);
    if (ruled_out)
        reasons_rule(q, &q->answer, rule);
    else
        reasons_write(q, &q->answer, &reasons);
    emit_object_end(&q->answer);
}

static void write_person(struct req *q, const char *first, const char *last, const char *email)
{
    person_write(&q->answer, "person", first ? name_join(q->arena, first, last) : email, email);
}

/* --- a line ------------------------------------------------------------------------------------------------------ */

/* The line's own word, by the rules that let the person in or not. */
static bool opens(struct req *q, const struct line *line)
{
    struct actor person = { .user = line->contact.user, .entity = line->contact.entity };
    struct facts facts = { .operation = q->facts.operation };
    struct operation_facts row;

    if (!sql_operation_facts(q->db, &row, person.user, person.entity, q->now, line->operation.id))
        return false;
    facts.contact = row.side != SIDE_NONE;
    facts.manager = row.side == SIDE_MANAGER;
    return may(&person, OPERATION_READ, &facts) == ALLOW;
}

static void write_line_actions(struct req *q, const struct line *line)
{
    const struct contact_by_id *row = &line->contact;
    enum err last = access_keeps_manager(&q->desk, line->operation.id, row->id, row->status, row->side);

    emit_array(&q->answer, "actions");
    for (const struct offer *offer = contact_offers; offer->name; offer++) {
        bool ends = offer->right == CONTACT_REVOKE || offer->right == CONTACT_LEAVE;
        bool own = offer->right == CONTACT_LEAVE || offer->right == HANDOVER_ADD;

        if (!own || q->facts.self)
            write_action(q, offer, &q->facts, ends ? last : OK);
    }
    emit_array_end(&q->answer);
}

static enum err contact_why(struct req *q)
{
    static void (*const links[])(const struct chain *chain) = { how_it_began,        how_it_stands,   which_part,
                                                                which_authorisation, which_operation, which_account };
    const struct line *line = q->subject;
    const struct contact_by_id *row = &line->contact;
    enum contact_status state = access_state(row, q->now);
    const char *first = contact_name(q, row, row->first_name), *last = contact_name(q, row, row->last_name);
    const char *name = first ? name_join(q->arena, first, last) : row->email;
    struct belongs belongs;
    struct chain chain = { .q = q,
                           .operation = &line->operation,
                           .row = row,
                           .state = state,
                           .ended = state == CONTACT_REVOKED || state == CONTACT_EXPIRED,
                           .closed = line->operation.status == OPERATION_CLOSED,
                           .own = is(row->entity, q->actor.entity) &&
                                  sql_belongs(q->db, &belongs, q->actor.user, q->actor.entity, q->now),
                           .names = { .person = name,
                                      .email = row->email,
                                      .entity = row->entity_name,
                                      .side = why_side(row->side, answer_language(q)) } };

    emit_object(&q->answer, NULL);
    write_person(q, first, last, row->email);
    emit_flag(&q->answer, "holds", opens(q, line));
    emit_array(&q->answer, "chain");
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        links[i](&chain);
    emit_array_end(&q->answer);
    write_line_actions(q, line);
    emit_object_end(&q->answer);
    return OK;
}

/* --- a habilitation ---------------------------------------------------------------------------------------------- */

static void write_habilitation_state(struct req *q, const struct habilitation *row, const struct why_names *names)
{
    enum habilitation_status state = habilitation_state(row, q->now);
    struct why_names ended = *names;

    if (state == HABILITATION_ARCHIVED) {
        ended.by = row->archived_by;
        ended.reason = row->reason;
        why_link(q, row->declined ? "authorised_declined" : "authorised_archived", MISSING,
                 row->archived_at ? row->archived_at : row->until, &ended);
        leaders_can(q, row->entity, true);
        emit_object_end(&q->answer);
    } else if (state == HABILITATION_ACTIVE) {
        plain_link(q, "authorised_active", STANDS, 0, names);
    } else if (state == HABILITATION_QUEUED) {
        plain_link(q, "authorised_later", WAITS, row->begins, names);
    } else {
        plain_link(q, "authorised_invited", WAITS, 0, names);
    }
    if (row->until && state != HABILITATION_ARCHIVED)
        plain_link(q, "authorised_ends", STANDS, row->until, names);
}

static void write_habilitation_chain(struct req *q, const struct habilitation *row, const char *entity)
{
    struct why_names names = { .person =
                                   row->activated ? name_join(q->arena, row->first_name, row->last_name) : row->email,
                               .email = row->email,
                               .entity = entity,
                               .team = row->team_name,
                               .by = row->granted_by,
                               .count = arena_format(q->arena, "%lld", (long long)row->lines) };

    plain_link(q, "authorised", STANDS, row->since, &names);
    write_habilitation_state(q, row, &names);
    plain_link(q, "in_team", STANDS, 0, &names);
    if (row->team_leader)
        plain_link(q, "role_team_leader", STANDS, 0, &names);
    if (row->creator)
        plain_link(q, "role_creator", STANDS, 0, &names);
    plain_link(q, row->activated ? "account" : "no_invitation", row->activated ? STANDS : WAITS, 0, &names);
    plain_link(q, row->lines > 1 ? "lines" : row->lines ? "one_line" : "no_line", STANDS, 0, &names);
}

static enum err habilitation_why(struct req *q)
{
    const struct habilitation *row = q->subject;
    struct entity entity;

    sql_entity(q->db, &entity, row->entity);
    emit_object(&q->answer, NULL);
    write_person(q, row->first_name, row->last_name, row->email);
    emit_flag(&q->answer, "holds", habilitation_state(row, q->now) == HABILITATION_ACTIVE);
    emit_array(&q->answer, "chain");
    write_habilitation_chain(q, row, entity.name);
    emit_array_end(&q->answer);
    emit_array(&q->answer, "actions");
    for (const struct offer *offer = habilitation_offers; offer->name; offer++)
        write_action(q, offer, &q->facts,
                     offer->right == HABILITATION_ARCHIVE ? habilitation_archive_refusal(q, row) : OK);
    emit_array_end(&q->answer);
    emit_object_end(&q->answer);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route why_show_routes[] = {
    { "GET", CONTACT "/why", CONTACT_READ, "Why this person has access, or has not, and what I may do about it.",
      .load = contact_load, .act = contact_why, .answer = &why_schema },
    { "GET", PERSON "/why", HABILITATION_READ, "On what a habilitation rests, and what I may do about it.",
      .load = habilitation_load, .act = habilitation_why, .answer = &why_schema },
    { 0 }
};

/* clang-format on */
