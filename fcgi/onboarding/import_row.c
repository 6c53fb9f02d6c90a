/* One row of an import: what it needs is looked for, it is refused or not, and then it is written. One code for the
 * check and for the writing, so that both decide alike. */
#include "address.h"
#include "emit.h"
#include "entities.h"
#include "import.h"
#include "outbox.h"
#include "people.h"
#include "secret.h"
#include "sql_desk.h"
#include "sql_entities.h"
#include "sql_onboarding.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

/* The person of a row. */
struct chosen {
    struct person person;
    bool known; /* before */
};

void import_refuse(struct import *on, struct roster_row *row, const char *wrong)
{
    roster_refuse(&on->roster, row, arena_string(on->arena, wrong));
}

/* Of its very instant, so that of thousands each lies beside the one before in an index. */
static void new_id(char out[ID_ROOM])
{
    secret_id(out, time_now());
}

static void note(struct import *on, enum action action, const char *entity, const char *user, const char *reason)
{
    register_append(on->db, on->scratch, on->now, &(struct actor){ 0 },
                    &(struct entry){ .action = action, .entity = entity, .user = user, .reason = reason }, &on->end);
}

/* --- its entity -------------------------------------------------------------------------------------------------- */

static void know_domains(struct import *on, struct found *found)
{
    struct rows rows = sql_import_domains(on->db, found->id);
    struct import_domains row;

    while (import_domains_next(&rows, &row))
        roster_domain_add(on->arena, &found->domains, row.domain, row.people);
}

static void check_entity(struct import *on, const struct roster_entity *entity, const struct import_entity *row)
{
    if (entity->kind && entity->kind != row->kind)
        import_refuse(on, entity->kind_row,
                      arena_format(on->scratch, "kind: %s is known as a %s: write that, or nothing", entity->name,
                                   entity_kind_name(row->kind)));
    if (entity->client_row && entity->client && !row->client)
        import_refuse(on, entity->client_row,
                      arena_format(on->scratch, "client: %s is no client: `guichet entity set-client %s yes` first",
                                   entity->name, row->id));
    if (entity->client_row && !entity->client && row->client)
        import_refuse(on, entity->client_row,
                      arena_format(on->scratch, "client: %s is a client: write yes, or nothing", entity->name));
}

static void plan_entity(struct import *on, struct roster_row *row, struct found *found)
{
    new_id(found->id);
    new_id(found->root);
    found->client = row->entity->client;
    found->added = row->entity_added = true;
    on->tally.entities++;
}

/* NULL when the row cannot go on, and says why if no other row of the entity does. */
static struct found *find_entity(struct import *on, struct roster_row *row)
{
    struct roster_entity *entity = row->entity;
    struct import_leader leader;
    struct import_entity known;
    struct found *found;

    if (!sql_import_entity(on->db, &known, entity->key) && !entity->kind) {
        import_refuse(on, entity->first,
                      arena_format(on->scratch, "kind: %s is new: write bank, fund or company", entity->name));
        return NULL;
    }
    found = entity->found = ARENA_NEW(on->arena, struct found);
    found->seen = on->end.sequence;
    if (!known.id) {
        plan_entity(on, row, found);
        return found;
    }
    snprintf(found->id, sizeof found->id, "%s", known.id);
    snprintf(found->root, sizeof found->root, "%s", known.root ? known.root : "");
    found->client = known.client;
    found->governed = sql_import_leader(on->db, &leader, found->root);
    know_domains(on, found);
    check_entity(on, entity, &known);
    return found;
}

static void write_entity(struct import *on, const struct roster_entity *entity, struct found *found)
{
    sql_entity_add(on->db, &(struct sql_entity_add){ .id = found->id,
                                                     .name = entity->name,
                                                     .sort_name = entity->key,
                                                     .kind = entity->kind,
                                                     .client = entity->client,
                                                     .now = on->now });
    note(on, ACTION_ENTITY_ADDED, found->id, NULL, NULL);
    if (entity->client) {
        sql_team_add_root(on->db, found->root, found->id, entity->name, on->now);
        sql_team_above_add(on->db, found->root, found->root);
    }
    found->written = true;
    on->tally.entities++;
}

/* What became of an entity since it was checked, as far as rows of it still depend on it. */
static const char *look_again(struct import *on, const struct roster_entity *entity, struct found *found)
{
    struct import_leader leader;
    struct import_entity known;

    if (!sql_import_entity(on->db, &known, entity->key)) {
        if (!found->added || found->written)
            return arena_format(on->arena, "entity: %s was renamed meanwhile", entity->name);
        write_entity(on, entity, found);
        return NULL;
    }
    if (strcmp(known.id, found->id))
        return arena_format(on->arena, "entity: %s was added by somebody else meanwhile", entity->name);
    snprintf(found->root, sizeof found->root, "%s", known.root ? known.root : "");
    found->client = known.client;
    if (!found->led && sql_import_leader_since(on->db, &leader, found->id, found->seen))
        found->governed = true;
    return NULL;
}

/* NULL when the row is refused. */
static struct found *see_entity(struct import *on, struct roster_row *row)
{
    struct found *found = row->entity->found;

    if (!found)
        return find_entity(on, row);
    if (found->view != on->view) {
        found->changed = look_again(on, row->entity, found);
        found->view = on->view;
        found->seen = on->end.sequence;
    }
    if (found->changed)
        import_refuse(on, row, found->changed);
    return found->changed ? NULL : found;
}

/* --- its team ---------------------------------------------------------------------------------------------------- */

/* Lends the id of the team of that name, NULL when there is none. */
static const char *know_team(struct import *on, const struct found *found, const char *parent, const char *name)
{
    const char *key = arena_format(on->scratch, "%s %s", parent, name), *id = map_get(on->teams, key);
    struct import_team team;

    if (id || !sql_import_team(on->db, &team, found->id, name, parent))
        return id;
    id = arena_string(on->arena, team.id);
    map_put(on->teams, key, (void *)id);
    return id;
}

static const char *add_team(struct import *on, struct roster_row *row, const char *parent, const char *name)
{
    const struct found *found = row->entity->found;
    char *id = arena_alloc(on->arena, ID_ROOM);

    new_id(id);
    if (on->writing) {
        sql_team_add(on->db, &(struct sql_team_add){
                                 .id = id, .entity = found->id, .parent = parent, .name = name, .now = on->now });
        sql_team_above_copy(on->db, id, parent);
        note(on, ACTION_TEAM_ADDED, found->id, NULL, name);
    } else {
        row->teams_added++;
    }
    map_put(on->teams, arena_format(on->scratch, "%s %s", parent, name), id);
    on->tally.teams++;
    return id;
}

/* Lends the id of the row's team, which is added with those above it when it is new; NULL when it may not be. */
static const char *find_team(struct import *on, struct roster_row *row)
{
    const struct found *found = row->entity->found;
    const char *team = found->root;

    for (const char *path = row->team; *path; path = roster_team_below(path)) {
        const char *name = arena_copy(on->scratch, path, roster_team_length(path));
        const char *below = know_team(on, found, team, name);

        if (!below && found->governed) {
            import_refuse(on, row,
                          arena_format(on->scratch, "team: %s has no team %s: only its team leaders add one",
                                       row->entity->name, name));
            return NULL;
        }
        team = below ? below : add_team(on, row, team, name);
    }
    return team;
}

/* --- its person -------------------------------------------------------------------------------------------------- */

static void find_person(struct import *on, const struct roster_row *row, struct chosen *out)
{
    struct account_by_email account;
    char *id;

    out->known = sql_account_by_email(on->db, &account, row->key);
    if (out->known) {
        out->person = (struct person){ account.id,         account.email,     account.language,
                                       account.first_name, account.last_name, account.activated != 0 };
        return;
    }
    id = arena_alloc(on->scratch, ID_ROOM);
    new_id(id);
    out->person = (struct person){ .id = id, .email = row->email, .language = row->english ? "en" : "fr" };
}

/* Lines that waited for a team leader's yes go on with a mail each: the import may not be silent about them. */
static bool waits(struct import *on, const struct person *person, const char *entity)
{
    struct rows rows = sql_lines_queued(on->db, person->id, entity);
    struct lines_queued line;
    bool any = lines_queued_next(&rows, &line);

    db_end(&rows);
    return any;
}

/* Whether there is nothing to be done for the person, because it was before. */
static bool is_held(struct import *on, struct roster_row *row, const struct chosen *chosen)
{
    const struct found *found = row->entity->found;
    struct habilitation_of_user held;
    bool known = chosen->known && sql_habilitation_of_user(on->db, &held, on->now, chosen->person.id, found->id);
    bool archived = known && held.status == HABILITATION_ARCHIVED;

    if (on->writing && known)
        import_refuse(on, row,
                      arena_format(on->scratch, "email: was %s at %s meanwhile", archived ? "archived" : "authorised",
                                   row->entity->name));
    if (on->writing || (!known && !map_get(on->people, arena_format(on->scratch, "%s %s", found->id, row->key))))
        return known;
    row->outcome = archived ? ROSTER_ARCHIVED : ROSTER_UNCHANGED;
    *(archived ? &on->tally.archived : &on->tally.unchanged) += 1;
    return true;
}

/* Decides whether the person is to be authorised. */
static void choose_person(struct import *on, struct roster_row *row, struct chosen *out)
{
    const struct found *found = row->entity->found;

    find_person(on, row, out);
    if (is_held(on, row, out))
        return;
    if (found->governed)
        import_refuse(on, row,
                      arena_format(on->scratch,
                                   "email: %s has a team leader already: only its team leaders authorise people",
                                   row->entity->name));
    else if (out->known && !on->invite && waits(on, &out->person, found->id))
        import_refuse(on, row,
                      "email: lines wait for this habilitation and go on with a mail each: import with --invite");
    else
        row->outcome = ROSTER_ADDED;
}

static const char *facts_of(struct import *on, const struct roster_row *row)
{
    struct text facts = text_new(on->scratch, 4096);

    emit_object(&facts, NULL);
    emit_string(&facts, "entity", row->entity->name);
    emit_object_end(&facts);
    return text_string(&facts);
}

static void mail(struct import *on, const struct roster_row *row, const struct person *person, bool leads)
{
    if (person->activated)
        outbox_put(on->db, on->now,
                   &(struct mail){ .kind = MAIL_HABILITATION,
                                   .email = person->email,
                                   .language = person->language,
                                   .facts = facts_of(on, row),
                                   .life_ms = MAIL_LIFE_MS });
    else
        invitation_send(on->db, on->now,
                        &(struct invited){ .user = person->id,
                                           .email = person->email,
                                           .language = person->language,
                                           .kind = leads ? MAIL_LEADER : MAIL_HABILITATION_ACTIVATION,
                                           .facts = facts_of(on, row) });
}

static void write_habilitation(struct import *on, const struct roster_row *row, const char *team,
                               const struct chosen *chosen)
{
    const struct found *found = row->entity->found;
    const struct person *person = &chosen->person;
    struct folded folded =
        chosen->known ? fold_person(on->scratch, person->first_name, person->last_name, person->email) : row->folded;
    char id[ID_ROOM];

    new_id(id);
    sql_import_habilitation(on->db, &(struct sql_import_habilitation){
                                        .id = id,
                                        .entity = found->id,
                                        .user = person->id,
                                        .team = team,
                                        .team_leader = row->team_leader,
                                        .creator = row->creator,
                                        .status = person->activated ? HABILITATION_ACTIVE : HABILITATION_INVITED,
                                        .now = on->now,
                                        .sort_name = folded.sort,
                                        .search = folded.search });
    if (chosen->known)
        sql_lines_carry(on->db, person->id, found->id);
}

static void write_person(struct import *on, struct roster_row *row, const char *team, const struct chosen *chosen)
{
    const struct found *found = row->entity->found;
    const struct person *person = &chosen->person;
    struct desk desk = { .arena = on->scratch, .db = on->db, .now = on->now };
    bool leads = roster_leads(row);

    if (!chosen->known) {
        sql_user_add(on->db, &(struct sql_user_add){ .id = person->id,
                                                     .email = row->email,
                                                     .email_key = row->key,
                                                     .language = person->language,
                                                     .now = on->now });
        note(on, ACTION_PERSON_NAMED, NULL, person->id, NULL);
    }
    write_habilitation(on, row, team, chosen);
    note(on, leads ? ACTION_LEADER_AUTHORISED : ACTION_HABILITATION_ADDED, found->id, person->id, NULL);
    if (on->invite)
        mail(on, row, person, leads);
    if (!chosen->known)
        return;
    sql_requests_settle(on->db, on->now, NULL, person->id, found->id);
    habilitation_complete_lines(&desk, found->id, person);
    register_find_end(on->db, &on->end);
}

static void authorise(struct import *on, struct roster_row *row, const char *team, const struct chosen *chosen)
{
    struct found *found = row->entity->found;

    if (on->writing) {
        write_person(on, row, team, chosen);
    } else {
        map_put(on->people, arena_format(on->scratch, "%s %s", found->id, row->key), row);
        roster_domain_add(on->arena, &found->domains, address_domain(row->key), 1);
    }
    found->peopled = true;
    found->led = found->led || roster_leads(row);
    on->tally.people++;
    on->tally.mails += on->invite;
}

/* --- the whole of it --------------------------------------------------------------------------------------------- */

static void refuse_guest(struct import *on, struct roster_row *row, const struct found *found)
{
    import_refuse(on, row,
                  arena_format(on->scratch,
                               "%s: %s is no client, and only a client has teams and people of its own: %s",
                               *row->team ? "team" : "email", row->entity->name,
                               found->added ? "write client yes, or leave it out"
                                            : "leave it out, or `guichet entity set-client` first"));
}

/* What is checked already and needs nothing for its person is not looked at again. */
static bool is_about_person(const struct import *on, const struct roster_row *row)
{
    return row->key && (!on->writing || row->outcome == ROSTER_ADDED);
}

void import_row(struct import *on, struct roster_row *row)
{
    const struct found *found = see_entity(on, row);
    bool personal = is_about_person(on, row);
    struct chosen chosen;
    const char *team;

    if (found && !found->client && (row->key || *row->team))
        refuse_guest(on, row, found);
    else if (found && personal)
        choose_person(on, row, &chosen);
    if (!found || row->wrong)
        return;
    team = find_team(on, row);
    if (!team)
        return;
    if (personal && row->outcome == ROSTER_ADDED)
        authorise(on, row, team, &chosen);
    else if (!row->key && !row->entity_added && !row->teams_added)
        on->tally.unchanged++;
}
