/* All that one person may open, as far as the caller may see it: a line is told to whom the list of its operation tells
 * it, a habilitation to who leads there. Of whom nothing is to be seen, nobody says that he exists; but to himself. */
#include "profile.h"
#include "emit.h"
#include "entities.h"
#include "operations.h"
#include "sql_entities.h"
#include "sql_operations.h"
#include "sql_profile.h"

#include <string.h>

#define LINES_MOST 200

/* A line, and what is true of its operation. */
struct seen {
    struct line line;
    struct facts facts;
};

/* What is to be seen of a person. */
struct profile {
    struct seen *line;
    size_t lines;
    const char *habilitation; /* its id; NULL: none */
    bool named;               /* some of it is more than an address that somebody typed into a draft */
    bool more;
};

static bool is_readable(struct req *q, const struct profile_lines *row, struct seen *out)
{
    struct line *line = &out->line;
    struct facts facts;

    if (operation_look(q, row->operation, &line->operation) ||
        !sql_contact_by_id(q->db, &line->contact, q->actor.team, row->operation, row->id))
        return false;
    out->facts = q->facts;
    facts = contact_facts(q, row->operation, &line->contact);
    return facts.line != CONTACT_EXPIRED && may(&q->actor, CONTACT_READ, &facts) == ALLOW;
}

static void find_lines(struct req *q, struct profile *profile)
{
    struct rows rows = sql_profile_lines(q->db, &(struct sql_profile_lines){ .person = q->argument[0],
                                                                             .entity = q->actor.entity,
                                                                             .user = q->actor.user,
                                                                             .leads = q->actor.team_leader,
                                                                             .limit = LINES_MOST + 1 });
    struct profile_lines *row;
    size_t count = profile_lines_all(rows, LINES_MOST + 1, &row);

    profile->line = arena_alloc(q->arena, LINES_MOST * sizeof *profile->line);
    profile->more = count > LINES_MOST;
    for (size_t i = 0; i < count && i < LINES_MOST; i++) {
        struct seen *seen = &profile->line[profile->lines];

        if (!is_readable(q, &row[i], seen))
            continue;
        profile->named |= contact_name(q, &seen->line.contact, seen->line.contact.email) != NULL;
        profile->lines++;
    }
}

static void find_habilitation(struct req *q, struct profile *profile)
{
    struct profile_habilitation found;
    struct habilitation row;
    struct facts facts = { .own_entity = true };

    if (!sql_profile_habilitation(q->db, &found, q->actor.entity, q->argument[0]) ||
        !sql_habilitation(q->db, &row, q->actor.user, q->now, q->actor.entity, found.id))
        return;
    facts.leads_place = row.led;
    if (may(&q->actor, HABILITATION_READ, &facts) != ALLOW)
        return;
    profile->habilitation = found.id;
    profile->named = true;
}

static enum err profile_load(struct req *q)
{
    struct profile *profile = ARENA_NEW(q->arena, struct profile);
    bool self = q->actor.user && !strcmp(q->argument[0], q->actor.user);

    if (!q->actor.entity)
        return OK;
    profile->named = self;
    find_lines(q, profile);
    find_habilitation(q, profile);
    q->facts = (struct facts){ 0 };
    q->subject = profile;
    return profile->lines || profile->habilitation || self ? OK : E_NOT_FOUND;
}

static void write_person(struct req *q, bool named)
{
    struct text *out = &q->answer;
    struct profile_person person;

    sql_profile_person(q->db, &person, q->argument[0]);
    emit_object(out, "person");
    emit_string(out, "id", person.id);
    emit_string(out, "email", person.email);
    emit_string(out, "first_name", named ? person.first_name : NULL);
    emit_string(out, "last_name", named ? person.last_name : NULL);
    emit_object_end(out);
}

static enum err write_habilitation(struct req *q, const char *id)
{
    enum err error = OK;

    q->facts = (struct facts){ .own_entity = true };
    emit_array(&q->answer, "habilitations");
    if (id)
        error = habilitation_show(q, NULL, id);
    emit_array_end(&q->answer);
    return error;
}

static enum err profile_show(struct req *q)
{
    const struct profile *profile = q->subject;
    enum err error;

    emit_object(&q->answer, NULL);
    write_person(q, profile->named);
    error = write_habilitation(q, profile->habilitation);
    emit_array(&q->answer, "contacts");
    for (size_t i = 0; i < profile->lines; i++) {
        q->facts = profile->line[i].facts;
        contact_show_placed(q, &profile->line[i].line);
    }
    emit_array_end(&q->answer);
    emit_flag(&q->answer, "more", profile->more);
    emit_object_end(&q->answer);
    return error;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route profile_routes[] = {
    { "GET", "api/people/{user}", PERSON_READ, "What a person may open, as far as I may see it.",
      .load = profile_load, .act = profile_show, .answer = &profile_schema },
    { 0 }
};

/* clang-format on */
