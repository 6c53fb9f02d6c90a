#include "move_join.h"
#include "operations.h"
#include "register.h"
#include "sql_entities.h"
#include "sql_handovers.h"
#include "sql_moves.h"
#include "sql_operations.h"
#include "sql_people.h"
#include "sql_requests.h"

#include <string.h>

#define ENTITIES_MOST 1000

static void note_line(struct req *q, enum action action, const struct lines_of_both *line, const char *user,
                      const char *contact, const char *reason)
{
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = action,
                                  .operation = line->operation,
                                  .entity = line->entity,
                                  .user = user,
                                  .contact = contact,
                                  .reason = reason });
}

static void add(struct req *q, struct texts *list, size_t most, const char *text)
{
    if (!list->text)
        list->text = arena_alloc(q->arena, most * sizeof *list->text);
    list->text[list->count++] = text;
}

/* --- habilitations ------------------------------------------------------------------------------------------------ */

static void join_habilitation(struct req *q, const char *user, const char *other, const char *entity,
                              struct texts *entities, size_t most)
{
    struct habilitation_of_both row;
    struct address_request waits;
    bool invited;

    if (!sql_habilitation_of_both(q->db, &row, user, other, entity))
        return;
    /* What he gave himself, under that address, brings nothing back. */
    invited = row.status == HABILITATION_INVITED && !giving_habilitation_from(q, other, entity, user);
    if (invited)
        add(q, entities, most, entity);
    if (!row.mine) {
        sql_habilitation_take(q->db, user, invited ? HABILITATION_ACTIVE : row.status, row.id);
    } else {
        if (invited && row.my_status != HABILITATION_ACTIVE)
            sql_habilitation_become(q->db, q->now, row.id, row.mine);
        sql_habilitation_lines_take(q->db, row.mine, row.id);
        sql_habilitation_bounds_take(q->db, row.mine, row.id);
        sql_habilitation_unbind(q->db, row.id, 0);
        sql_habilitation_drop(q->db, row.id);
    }
    /* Who was authorised under this very address waits for nobody's yes to it. */
    if (invited && sql_address_request(q->db, &waits, entity, user))
        sql_request_withdrawn(q->db, q->now, waits.id);
    move_note(&q->desk, ACTION_HABILITATION_MERGED, other, entity, NULL);
    move_note(&q->desk, ACTION_HABILITATION_MERGED, user, entity, NULL);
}

/* The entities where somebody has a habilitation: active ones alone, or all. */
static struct texts entities_of(struct req *q, const char *user, bool active)
{
    struct move_habilitations *held;
    size_t count = move_habilitations_all(sql_move_habilitations(q->db, user), ENTITIES_MOST, &held);
    struct texts list = { 0 };

    for (size_t i = 0; i < count; i++)
        if (!active || held[i].status == HABILITATION_ACTIVE)
            add(q, &list, count, held[i].entity);
    return list;
}

static void join_habilitations(struct req *q, const char *user, const char *other, struct texts *joined)
{
    struct texts entities = entities_of(q, other, false);

    for (size_t i = 0; i < entities.count; i++)
        join_habilitation(q, user, other, entities.text[i], joined, entities.count);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* How much a line gives: nothing once it is revoked or expired. */
static int worth(enum contact_status status, int64_t until, int64_t now)
{
    if (status == CONTACT_REVOKED || (until && until <= now))
        return 0;
    return status == CONTACT_QUEUED ? 1 : status == CONTACT_INVITED ? 2 : 3;
}

/* Whether the other's line gives more than his own, and may: not by his own word, nor past the end that a manager set.
 */
static bool is_better(struct req *q, const char *user, const char *other, const struct lines_of_both *row)
{
    return row->mine && worth(row->status, row->until, q->now) > worth(row->my_status, row->my_until, q->now) &&
           !(row->my_bound && row->my_bound <= q->now) &&
           !giving_line_from(q, other, row->entity, row->operation, user);
}

static void join_line(struct req *q, const char *user, const char *other, const struct lines_of_both *row)
{
    bool better = is_better(q, user, other, row);

    if (!row->mine) {
        sql_line_take(q->db, user, row->id);
        sql_line_access_take(q->db, row->id, user, row->id);
        note_line(q, ACTION_CONTACT_MERGED, row, user, row->id, contact_status_name(row->status));
        return;
    }
    if (better) {
        sql_access_end(q->db, row->my_until && row->my_until < q->now ? row->my_until : q->now, row->mine);
        sql_line_become(q->db, row->id, row->mine);
    }
    sql_line_access_take(q->db, row->mine, user, row->id);
    sql_line_drop(q->db, row->id);
    note_line(q, ACTION_CONTACT_MERGED, row, other, row->id, NULL);
    note_line(q, ACTION_CONTACT_MERGED, row, user, row->mine,
              contact_status_name(better ? row->status : row->my_status));
}

static void join_lines(struct req *q, const char *user, const char *other, struct union_of_two *out)
{
    struct lines_of_both *all;
    size_t count = lines_of_both_all(sql_lines_of_both(q->db, user, other), SIZE_MAX, &all);

    for (size_t i = 0; i < count; i++) {
        join_line(q, user, other, &all[i]);
        add(q, all[i].mine ? &out->lines : &out->joined, count, all[i].mine ? all[i].mine : all[i].id);
    }
}

/* ------------------------------------------------------------------------------------------------------------------ */

void move_join(struct req *q, const char *user, const char *other, struct union_of_two *out)
{
    struct texts authorised;

    join_habilitations(q, user, other, &out->entities);
    join_lines(q, user, other, out);
    sql_lines_carry(q->db, user, "");
    authorised = entities_of(q, user, true);
    for (size_t i = 0; i < authorised.count; i++)
        lines_open(q, user, CONTACT_QUEUED, authorised.text[i]);
    lines_open(q, user, CONTACT_INVITED, "");
    sql_requests_needless(q->db, q->now, other, user);
    sql_requests_take(q->db, user, other);
    sql_requests_take_asked(q->db, user, other);
    sql_handover_parts_take(q->db, user, other);
    sql_handover_parts_own(q->db, q->now, user);
    sql_invitation_end_live(q->db, q->now, other, INVITATION_ACTIVATION);
    sql_user_merged(q->db, user, other);
    move_note(&q->desk, ACTION_PERSON_MERGED, other, NULL, NULL);
}
