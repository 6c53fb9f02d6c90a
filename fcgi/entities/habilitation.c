#include "habilitation.h"
#include "emit.h"
#include "fold.h"
#include "operations.h"
#include "outbox.h"
#include "people.h"
#include "register.h"
#include "secret.h"
#include "sql_entities.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "sql_requests.h"

#include <string.h>

#define QUEUED_MOST 1000 /* lines that go on at once; more wait for the next yes */

/* --- the register and the mails ---------------------------------------------------------------------------------- */

static void note(struct desk *desk, enum action action, const char *entity, const char *user, const char *reason)
{
    register_add(desk->db, desk->arena, desk->now, &desk->actor,
                 &(struct entry){ .action = action, .entity = entity, .user = user, .reason = reason });
}

static const char *facts_of(struct desk *desk, const char *entity, const struct terms *terms, const char *reason)
{
    struct text out = text_new(desk->arena, 8192);
    struct entity row;

    sql_entity(desk->db, &row, entity);
    emit_object(&out, NULL);
    emit_string(&out, "sponsor", desk->actor.name);
    emit_string(&out, "actor", desk->actor.name);
    emit_string(&out, "entity", row.name);
    emit_string(&out, "zone", desk->actor.zone);
    emit_time(&out, "begins", terms->from);
    emit_time(&out, "until", terms->until);
    emit_string(&out, "reason", reason);
    emit_object_end(&out);
    return text_string(&out);
}

static void tell(struct desk *desk, enum mail_kind kind, const char *entity, const struct person *person,
                 const struct terms *terms, const char *reason)
{
    outbox_put(desk->db, desk->now,
               &(struct mail){ .kind = kind,
                               .email = person->email,
                               .language = person->language,
                               .facts = facts_of(desk, entity, terms, reason),
                               .about = entity,
                               .life_ms = MAIL_LIFE_MS });
}

static void invite(struct req *q, const char *entity, const struct person *person, const struct terms *terms)
{
    invitation_send(q->db, q->now,
                    &(struct invited){ .user = person->id,
                                       .email = person->email,
                                       .language = person->language,
                                       .sponsor = q->actor.user,
                                       .kind = MAIL_HABILITATION_ACTIVATION,
                                       .facts = facts_of(&q->desk, entity, terms, NULL) });
}

/* --- giving ------------------------------------------------------------------------------------------------------ */

static void name_it(struct req *q, const char *entity, const struct person *person)
{
    struct folded folded = fold_person(q->arena, person->first_name, person->last_name, person->email);

    sql_habilitation_named(q->db, folded.sort, folded.search, person->id);
    sql_lines_carry(q->db, person->id, entity);
}

void habilitation_complete_lines(struct desk *desk, const char *entity, const struct person *person)
{
    struct lines_queued *waiting;
    size_t count = lines_queued_all(sql_lines_queued(desk->db, person->id, entity), QUEUED_MOST, &waiting);

    for (size_t i = 0; i < count; i++)
        access_complete(desk, waiting[i].id, person);
}

/* The end that a leader sets stands for those below him; none is none. */
static void bind(struct req *q, const char *entity, const char *id, int64_t until)
{
    struct leader_level level;

    sql_leader_level(q->db, &level, q->actor.user, entity);
    sql_habilitation_unbind(q->db, id, level.level);
    if (until)
        sql_habilitation_bind(q->db, id, level.level, until);
}

static int64_t end_within(struct req *q, const char *entity, const char *known, int64_t until)
{
    struct habilitation row = { 0 };
    int64_t latest;

    if (known)
        sql_habilitation(q->db, &row, q->actor.user, q->now, entity, known);
    latest = giving_latest_role(&q->desk, row.bound);
    return latest && (!until || until > latest) ? latest : until;
}

/* One that ended and was not archived yet takes its lines with it before it begins anew. */
static void settle(struct req *q, const char *entity, const char *known)
{
    struct habilitation row;

    if (sql_habilitation(q->db, &row, "", q->now, entity, known) && row.status != HABILITATION_ARCHIVED)
        habilitation_expire(&q->desk, entity, &row);
}

const char *habilitation_give(struct req *q, const char *entity, const char *team, struct roles roles,
                              const struct person *person, const char *known, const struct terms *asked,
                              const char *reason)
{
    enum habilitation_status status = person->activated ? HABILITATION_ACTIVE : HABILITATION_INVITED;
    struct terms terms = { .from = asked->from > q->now ? asked->from : 0,
                           .until = end_within(q, entity, known, asked->until) };
    char *made = arena_alloc(q->arena, ID_ROOM);

    if (known) {
        settle(q, entity, known);
        sql_habilitation_renew(q->db, &(struct sql_habilitation_renew){ .team = team,
                                                                        .team_leader = roles.team_leader,
                                                                        .creator = roles.creator,
                                                                        .status = status,
                                                                        .now = q->now,
                                                                        .begins = terms.from,
                                                                        .until = terms.until,
                                                                        .granted_by = q->actor.user,
                                                                        .id = known });
    } else {
        secret_id(made, q->now);
        sql_habilitation_add(q->db, &(struct sql_habilitation_add){ .id = made,
                                                                    .entity = entity,
                                                                    .user = person->id,
                                                                    .team = team,
                                                                    .team_leader = roles.team_leader,
                                                                    .creator = roles.creator,
                                                                    .status = status,
                                                                    .now = q->now,
                                                                    .begins = terms.from,
                                                                    .until = terms.until,
                                                                    .granted_by = q->actor.user });
    }
    bind(q, entity, known ? known : made, terms.until);
    name_it(q, entity, person);
    note(&q->desk, known ? ACTION_HABILITATION_RESTORED : ACTION_HABILITATION_ADDED, entity, person->id, reason);
    if (person->activated)
        tell(&q->desk, MAIL_HABILITATION, entity, person, &terms, NULL);
    else
        invite(q, entity, person, &terms);
    sql_requests_settle(q->db, q->now, q->actor.user, person->id, entity);
    habilitation_complete_lines(&q->desk, entity, person);
    return known ? known : made;
}

void habilitation_undo(struct req *q, const char *entity, const struct habilitation *row, const struct person *person,
                       int64_t ended)
{
    struct terms terms = { .from = row->begins > q->now ? row->begins : 0, .until = row->until };
    struct invitation_live live;

    sql_habilitation_unarchive(q->db, person->activated ? HABILITATION_ACTIVE : HABILITATION_INVITED, row->id);
    name_it(q, entity, person);
    note(&q->desk, ACTION_ARCHIVING_UNDONE, entity, person->id, NULL);
    sql_invitation_revive(q->db, person->id, ended, q->now);
    if (person->activated)
        tell(&q->desk, MAIL_HABILITATION, entity, person, &terms, NULL);
    else if (!sql_invitation_live(q->db, &live, person->id, q->now))
        invite(q, entity, person, &terms);
    habilitation_complete_lines(&q->desk, entity, person);
}

/* --- changing and ending ----------------------------------------------------------------------------------------- */

enum err habilitation_keeps_leader(struct desk *desk, const char *entity, const struct habilitation *row)
{
    struct root_leaders_left left;

    if (!row->team_leader || row->status != HABILITATION_ACTIVE)
        return OK;
    sql_root_leaders_left(desk->db, &left, entity, row->id, desk->now);
    return left.count ? OK : E_LAST_LEADER;
}

enum err habilitation_move(struct desk *desk, const char *entity, const struct habilitation *row, const char *team,
                           struct roles roles)
{
    bool leaves = strcmp(team, row->team) || !roles.team_leader;
    enum err error = leaves ? habilitation_keeps_leader(desk, entity, row) : OK;

    if (error)
        return error;
    sql_habilitation_change(desk->db,
                            &(struct sql_habilitation_change){
                                .team = team,
                                .team_leader = roles.team_leader,
                                .creator = roles.creator,
                                .led_by = row->team_leader && !strcmp(team, row->team) ? NULL : desk->actor.user,
                                .id = row->id });
    sql_lines_carry(desk->db, row->user, entity);
    note(desk, ACTION_HABILITATION_CHANGED, entity, row->user, NULL);
    return OK;
}

static size_t lines_of(struct desk *desk, const char *entity, const struct habilitation *row,
                       struct lines_of_person **lines)
{
    return lines_of_person_all(sql_lines_of_person(desk->db, row->user, entity), (size_t)row->lines, lines);
}

static enum err end_lines(struct desk *desk, const char *entity, const struct habilitation *row, const char *reason)
{
    struct lines_of_person *line;
    size_t count = lines_of(desk, entity, row, &line);
    enum err error = OK;

    for (size_t i = 0; i < count && !error; i++) {
        error = access_end_with(desk, line[i].id, reason);
        sql_line_taken_by(desk->db, row->id, line[i].id);
    }
    return error;
}

enum err habilitation_end(struct desk *desk, const char *entity, const struct habilitation *row, const char *reason)
{
    struct person person = { .id = row->user, .email = row->email, .language = row->language };
    enum err error = habilitation_keeps_leader(desk, entity, row);
    struct address_request waits;

    if (!error)
        error = end_lines(desk, entity, row, reason);
    if (error)
        return error;
    sql_habilitation_archive(desk->db, desk->now, desk->actor.user, reason, row->id);
    sql_lines_carry(desk->db, row->user, entity);
    if (sql_address_request(desk->db, &waits, entity, row->user))
        sql_request_withdrawn(desk->db, desk->now, waits.id);
    note(desk, ACTION_HABILITATION_ARCHIVED, entity, row->user, reason);
    if (row->activated)
        tell(desk, MAIL_HABILITATION_ENDED, entity, &person, &(struct terms){ 0 }, reason);
    return OK;
}

void habilitation_decline(struct desk *desk, const struct habilitations_waiting *row, const char *user)
{
    sql_habilitation_decline(desk->db, desk->now, row->id);
    sql_lines_carry(desk->db, user, row->entity);
    register_add(desk->db, desk->arena, desk->now, &(struct actor){ .user = user },
                 &(struct entry){ .action = ACTION_INVITATION_REFUSED, .entity = row->entity, .user = user });
}

/* --- starts and ends --------------------------------------------------------------------------------------------- */

/* Whether every operation that the person manages for the entity has a manager without an end besides him. */
static enum err keeps_managers(struct req *q, const struct habilitation *row)
{
    struct rows rows = sql_managed_by_habilitation(q->db, row->id, q->now);
    struct managed_by_habilitation line;
    enum err error = OK;

    while (!error && managed_by_habilitation_next(&rows, &line))
        error = access_keeps_manager(&q->desk, line.operation, line.id, line.status, line.side);
    db_end(&rows);
    return error;
}

enum err habilitation_extend_to(struct req *q, const char *entity, const struct habilitation *row, int64_t until)
{
    enum err error = until ? habilitation_keeps_leader(&q->desk, entity, row) : OK;

    if (until && !error)
        error = keeps_managers(q, row);
    if (error)
        return error;
    sql_habilitation_extend(q->db, until, q->now, row->id);
    sql_lines_carry(q->db, row->user, entity);
    bind(q, entity, row->id, until);
    note(&q->desk, ACTION_HABILITATION_EXTENDED, entity, row->user, access_ends(q, row->until, until));
    return OK;
}

void habilitation_start(struct req *q, const char *entity, const struct habilitation *row, int64_t from)
{
    struct lines_following *line;
    size_t count =
        lines_following_all(sql_lines_following(q->db, row->user, entity, row->begins), (size_t)row->lines, &line);

    sql_habilitation_start(q->db, from, row->id);
    sql_lines_follow_start(q->db, from, row->user, entity, row->begins);
    sql_access_follow_start(q->db, from ? from : q->now, row->user, entity, row->begins);
    note(&q->desk, ACTION_HABILITATION_CHANGED, entity, row->user, NULL);
    for (size_t i = 0; i < count; i++)
        register_add(q->db, q->arena, q->now, &q->actor,
                     &(struct entry){ .action = ACTION_CONTACT_MOVED,
                                      .operation = line[i].operation,
                                      .entity = entity,
                                      .user = row->user,
                                      .contact = line[i].id });
}

static void expire_line(struct desk *desk, const struct habilitation *row, const char *id)
{
    struct line_place place;
    struct contact_by_id line;

    if (!sql_line_place(desk->db, &place, id) || !sql_contact_by_id(desk->db, &line, NULL, place.operation, id))
        return;
    access_expire(desk, &(struct operation){ .id = place.operation }, &line);
    sql_line_taken_by(desk->db, row->id, id);
}

void habilitation_expire(struct desk *desk, const char *entity, const struct habilitation *row)
{
    struct lines_of_person *line;
    size_t count = lines_of(desk, entity, row, &line);

    for (size_t i = 0; i < count; i++)
        expire_line(desk, row, line[i].id);
    sql_habilitation_archive(desk->db, row->until, NULL, NULL, row->id);
    sql_lines_carry(desk->db, row->user, entity);
    register_add(desk->db, desk->arena, desk->now, &(struct actor){ 0 },
                 &(struct entry){ .action = ACTION_HABILITATION_EXPIRED, .entity = entity, .user = row->user });
}

enum habilitation_status habilitation_state(const struct habilitation *row, int64_t now)
{
    if (row->until && row->until <= now)
        return HABILITATION_ARCHIVED;
    return row->status == HABILITATION_ACTIVE && row->begins > now ? HABILITATION_QUEUED : row->status;
}
