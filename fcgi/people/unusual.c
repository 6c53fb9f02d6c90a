#include "unusual.h"
#include "address.h"
#include "domain.h"
#include "emit.h"
#include "parts.h"

#include <string.h>

struct unusual_place *unusual_begin(struct req *q, const char *operation, const char *entity)
{
    struct unusual_place *place = ARENA_NEW(q->arena, struct unusual_place);

    *place = (struct unusual_place){ .entity = entity, .operation = operation, .whole = q->facts.manager };
    place->count =
        domains_seen_all(sql_domains_seen(q->db, &(struct sql_domains_seen){ .user = q->actor.user,
                                                                             .entity = q->actor.entity,
                                                                             .now = q->now,
                                                                             .operation = operation,
                                                                             .habilitated = q->actor.habilitated }),
                         SIZE_MAX, &place->domains);
    return place;
}

/* --- persons ----------------------------------------------------------------------------------------------------- */

/* Sets `known`; true when it is as somebody of the entity itself. */
static bool find_person(struct req *q, const struct unusual_place *place, const char *key, struct unusual *out)
{
    struct rows rows = sql_person_seen(q->db, &(struct sql_person_seen){ .email_key = key,
                                                                         .operation = place->operation,
                                                                         .whole = place->whole,
                                                                         .entity = q->actor.entity,
                                                                         .now = q->now,
                                                                         .habilitated = q->actor.habilitated,
                                                                         .leads = q->actor.team_leader,
                                                                         .user = q->actor.user });
    struct person_seen row;
    bool here = false;

    while (person_seen_next(&rows, &row)) {
        out->known = true;
        here |= !strcmp(row.entity, place->entity);
    }
    return here;
}

/* --- domains ----------------------------------------------------------------------------------------------------- */

static bool is_of(const struct domains_seen *row, const char *entity)
{
    return !strcmp(row->entity, entity);
}

/* The entity on most of whose operations people have the domain, before one that has a guest of it; of several the one
 * that it is about. */
static const struct domains_seen *whose(const struct unusual_place *place, const char *domain)
{
    const struct domains_seen *most = NULL;

    for (size_t i = 0; i < place->count; i++) {
        const struct domains_seen *row = &place->domains[i];

        if (strcmp(row->domain, domain))
            continue;
        if (!most || (row->places == most->places && is_of(row, place->entity)))
            most = row;
    }
    return most;
}

/* A domain of the entity, that one or any when it is NULL. */
static bool has(const struct unusual_place *place, const char *domain)
{
    for (size_t i = 0; i < place->count; i++)
        if (is_of(&place->domains[i], place->entity) && (!domain || !strcmp(place->domains[i].domain, domain)))
            return true;
    return false;
}

/* The domain that may have been meant, of the entity itself before any other's; NULL: none. */
static const char *meant(struct req *q, const struct unusual_place *place, const char *domain)
{
    const char *shown = address_domain_shown(q->arena, domain), *found = NULL;

    for (size_t i = 0; i < place->count; i++) {
        const char *other = address_domain_shown(q->arena, place->domains[i].domain);

        if (!domain_is_near(shown, other))
            continue;
        if (is_of(&place->domains[i], place->entity))
            return other;
        found = found ? found : other;
    }
    return found;
}

static const char *at_domain(struct req *q, const char *email, const char *domain)
{
    const char *shown = address_shown(q->arena, email);

    return arena_format(q->arena, "%.*s@%s", (int)strcspn(shown, "@"), shown, domain);
}

struct unusual unusual_find(struct req *q, const struct unusual_place *place, const char *email, const char *key)
{
    struct unusual found = { 0 };
    const char *domain = address_domain(key), *instead;
    const struct domains_seen *owner = whose(place, domain);
    bool public = domain_is_public(domain), here = find_person(q, place, key, &found);

    found.outside = public;
    if (public || here)
        return found;
    if (owner && !is_of(owner, place->entity)) {
        found.other_entity = true;
        found.entity = owner->entity;
        found.entity_name = owner->name;
    }
    found.outside = has(place, NULL) && !has(place, domain);
    instead = owner ? NULL : meant(q, place, domain);
    found.look_alike = instead != NULL;
    found.instead = instead ? at_domain(q, email, instead) : NULL;
    return found;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void write_note(struct text *out, bool holds, enum address_note note)
{
    if (holds)
        emit_string(out, NULL, address_note_name(note));
}

void unusual_write(struct text *out, const struct unusual *unusual)
{
    emit_array(out, "notes");
    write_note(out, unusual->other_entity, NOTE_OTHER_ENTITY);
    write_note(out, unusual->look_alike, NOTE_LOOK_ALIKE);
    write_note(out, unusual->outside, NOTE_OUTSIDE);
    write_note(out, unusual->known, NOTE_KNOWN);
    emit_array_end(out);
    if (unusual->instead)
        emit_string(out, "instead", unusual->instead);
    if (!unusual->entity)
        return;
    named_write(out, "entity", unusual->entity, unusual->entity_name);
}

void unusual_check(struct req *q, const char *email, const char *key, const void *what)
{
    struct unusual found = unusual_find(q, what, email, key);

    unusual_write(&q->answer, &found);
}
