#include "seek.h"
#include "emit.h"
#include "fold.h"
#include "name.h"
#include "notices.h"
#include "requests.h"
#include "sql_entities.h"
#include "sql_moves.h"
#include "sql_operations.h"
#include "sql_requests.h"

#include <string.h>

#define HOUR_MS      (3600 * 1000LL)
#define DAY_MS       (24 * HOUR_MS)
#define UNDECIDED_MS (30 * DAY_MS)
#define AT_A_TIME    20
#define PLACES_MOST  20 /* operations of one reference that are looked at */

/* People without an account. One place is full at twenty undecided requests, of which one source has three at most: it
 * takes seven sources to keep honest strangers waiting, and those who wait get the next place that is decided, they are
 * not refused. An address of a domain whose people are there already has as many places beside those, from one source
 * or not, since a house has one door to the net: such mailboxes are rarely to be had for nothing. */
#define STRANGERS_MOST 20
#define OF_SOURCE_MOST 3
#define IN_ALL_MOST    (2 * STRANGERS_MOST)
#define LETTERS_MOST   10 /* a day to one person; what comes more stands in his daily letter */

/* What is asked for, where there is such a thing. */
struct wish {
    struct wanted_operations operation;
    struct entity entity;
    bool for_operation, for_entity;
};

struct wishes {
    struct wish wish[PLACES_MOST];
    size_t count;
    bool had; /* one was left out: he has it, or asked for it already */
};

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static const char *domain_pattern(struct desk *desk, const char *email_key)
{
    return arena_format(desk->arena, "%%%s", strrchr(email_key, '@'));
}

/* --- looking up --------------------------------------------------------------------------------------------------- */

/* For whom somebody asks: the environment he was in, an entity for which he acts anyway, or the one whose people there
 * share the domain of his address. */
static const char *entity_for(struct desk *desk, const struct request_sought *row, const char *operation)
{
    struct participation_of own;
    struct entity_of_domain guess;

    if (row->entity)
        return row->entity;
    if (row->user && sql_participation_of(desk->db, &own, row->user, desk->now, operation))
        return own.entity;
    return sql_entity_of_domain(desk->db, &guess, operation, domain_pattern(desk, row->email_key)) ? guess.entity
                                                                                                   : NULL;
}

static bool has_already(struct desk *desk, const struct request_sought *row, const char *operation)
{
    struct contact_held line;
    struct request_twin twin;

    return row->user && (sql_contact_held(desk->db, &line, row->user, operation, desk->now) ||
                         sql_request_twin(desk->db, &twin, row->user, operation));
}

static void keep_those_with_entity(struct wishes *found)
{
    size_t kept = 0;

    for (size_t i = 0; i < found->count; i++)
        if (found->wish[i].for_entity)
            found->wish[kept++] = found->wish[i];
    if (kept)
        found->count = kept;
}

/* Operations of several houses may have one reference: where his entity takes part in some of them, it is those. */
static void find_operations(struct desk *desk, const struct request_sought *row, struct wishes *out)
{
    struct rows rows = sql_wanted_operations(desk->db, row->wanted, PLACES_MOST);
    struct wanted_operations *found;

    out->count = wanted_operations_all(rows, PLACES_MOST, &found);
    for (size_t i = 0; i < out->count; i++) {
        struct wish *wish = &out->wish[i];
        const char *entity = entity_for(desk, row, found[i].id);
        struct participation_side side;

        *wish = (struct wish){ .for_operation = true, .operation = found[i] };
        wish->for_entity = entity && sql_participation_side(desk->db, &side, wish->operation.id, entity) &&
                           sql_entity(desk->db, &wish->entity, entity);
    }
    keep_those_with_entity(out);
}

static void leave_out_what_he_has(struct desk *desk, const struct request_sought *row, struct wishes *found)
{
    size_t kept = 0;

    for (size_t i = 0; i < found->count; i++)
        if (!has_already(desk, row, found->wish[i].operation.id))
            found->wish[kept++] = found->wish[i];
    found->had = kept < found->count;
    found->count = kept;
}

static void find_entity(struct desk *desk, const struct request_sought *row, struct wishes *out)
{
    struct wish *wish = out->wish;
    struct entity_by_id_or_name id;
    struct request_open_for open;
    struct habilitated held;

    *wish = (struct wish){ 0 };
    if (!sql_entity_by_id_or_name(desk->db, &id, row->wanted, fold_sort(desk->arena, row->wanted)) ||
        !sql_entity(desk->db, &wish->entity, id.id) || !wish->entity.client)
        return;
    wish->for_entity = true;
    out->had = row->user && (sql_habilitated(desk->db, &held, row->user, id.id, desk->now) ||
                             sql_request_open_for(desk->db, &open, id.id, row->user));
    out->count = out->had ? 0 : 1;
}

/* --- how many strangers ------------------------------------------------------------------------------------------- */

static bool is_of_the_house(struct desk *desk, const struct request_sought *row, const struct wish *wish)
{
    struct domain_known known;

    if (wish->for_operation)
        return wish->for_entity;
    return sql_domain_known(desk->db, &known, wish->entity.id, "", domain_pattern(desk, row->email_key));
}

static bool is_full(struct desk *desk, const struct request_sought *row, const struct wish *wish)
{
    struct strangers_at_operation there = { 0 };

    if (row->user)
        return false;
    if (wish->for_operation)
        sql_strangers_at_operation(desk->db, &there, row->source, wish->operation.id);
    else
        sql_strangers_at_entity(desk->db, &there, row->source, wish->entity.id);
    if (is_of_the_house(desk, row, wish))
        return there.count >= IN_ALL_MOST;
    return there.unknown >= STRANGERS_MOST || there.same >= OF_SOURCE_MOST;
}

static void keep_those_with_room(struct desk *desk, const struct request_sought *row, struct wishes *found)
{
    size_t kept = 0;

    for (size_t i = 0; i < found->count; i++)
        if (!is_full(desk, row, &found->wish[i]))
            found->wish[kept++] = found->wish[i];
    found->count = kept;
}

bool seek_may_write(struct db *db, int64_t now, const char *email)
{
    struct letters_about_strangers sent;

    return sql_letters_about_strangers(db, &sent, email, now - DAY_MS) && sent.count < LETTERS_MOST;
}

/* --- telling ------------------------------------------------------------------------------------------------------ */

static const char *name_of(struct desk *desk, const struct request_sought *row)
{
    return row->activated ? name_join(desk->arena, row->first_name, row->last_name) : row->email;
}

static const char *facts_for(struct desk *desk, const struct request_sought *row, const struct wish *wish)
{
    struct text out = text_new(desk->arena, 16384);

    emit_object(&out, NULL);
    emit_string(&out, "sponsor", name_of(desk, row));
    emit_string(&out, "person", name_of(desk, row));
    emit_string(&out, "entity", wish->for_entity ? wish->entity.name : NULL);
    emit_string(&out, "operation", wish->for_operation ? wish->operation.name : NULL);
    emit_string(&out, "reference", wish->for_operation ? wish->operation.reference : NULL);
    emit_string(&out, "message", row->message);
    emit_object_end(&out);
    return text_string(&out);
}

/* Who decides and how he wants to hear of it. */
struct decider {
    const char *user, *email, *language;
    enum notice_mode mode;
};

static void tell(struct desk *desk, const struct request_sought *row, enum mail_kind kind, const char *facts,
                 const struct decider *to)
{
    bool waits = !row->activated && to->mode == NOTICES_EACH && !seek_may_write(desk->db, desk->now, to->email);

    if (notice_request_now(desk->db, desk->now, to->user, waits ? NOTICES_DAILY : to->mode, row->id))
        request_tell(desk, kind, to->email, to->language, facts);
}

static void tell_operation(struct desk *desk, const struct request_sought *row, const struct wish *wish)
{
    const char *facts = facts_for(desk, row, wish);
    enum mail_kind kind = row->activated ? MAIL_ACCESS_REQUEST : MAIL_STRANGER_REQUEST;
    struct request_deciders to;
    struct rows rows = sql_request_deciders(desk->db, wish->operation.id, desk->now,
                                            wish->for_entity ? wish->entity.id : "", or_empty(row->user));

    while (request_deciders_next(&rows, &to))
        tell(desk, row, kind, facts, &(struct decider){ to.user, to.email, to.language, to.mode });
}

static void tell_entity(struct desk *desk, const struct request_sought *row, const struct wish *wish)
{
    const char *facts = facts_for(desk, row, wish);
    enum mail_kind kind = row->activated ? MAIL_HABILITATION_REQUEST : MAIL_STRANGER_HABILITATION;
    struct rows rows = sql_root_leaders(desk->db, wish->entity.id, desk->now);
    struct root_leaders to;

    while (root_leaders_next(&rows, &to))
        tell(desk, row, kind, facts, &(struct decider){ to.user, to.email, to.language, to.mode });
}

/* All who may grant it are told, and the first decision wins: of several operations, for each its own. */
static void tell_deciders(struct desk *desk, const struct request_sought *row, const struct wishes *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct wish *wish = &found->wish[i];

        if (wish->for_operation)
            tell_operation(desk, row, wish);
        else
            tell_entity(desk, row, wish);
    }
}

/* --- one request -------------------------------------------------------------------------------------------------- */

static void place(struct desk *desk, const struct request_sought *row, const struct wishes *found)
{
    const struct wish *first = found->wish;
    const char *entity = first->for_entity ? first->entity.id : NULL;

    if (found->count == 1) {
        sql_request_place(desk->db, first->for_operation ? first->operation.id : NULL, entity, row->id);
        return;
    }
    for (size_t i = 0; i < found->count; i++) {
        const struct wish *wish = &found->wish[i];

        sql_request_target_add(desk->db, row->id, wish->operation.id);
        if (entity && (!wish->for_entity || strcmp(entity, wish->entity.id)))
            entity = NULL;
    }
    sql_request_place(desk->db, NULL, entity, row->id);
}

/* Who has an account sees it waiting, as he would if there were such a thing; of anybody else nothing remains. */
static void find_nothing(struct desk *desk, const struct request_sought *row, bool had)
{
    if (row->user && !had)
        sql_request_seek(desk->db, 0, row->id);
    else
        sql_request_remove(desk->db, row->id);
}

static void seek(struct desk *desk, const struct request_sought *row)
{
    struct wishes found = { .count = 0 };

    if (row->kind == REQUEST_FOR_CONTACT) {
        find_operations(desk, row, &found);
        leave_out_what_he_has(desk, row, &found);
    } else {
        find_entity(desk, row, &found);
    }
    if (!found.count) {
        find_nothing(desk, row, found.had);
        return;
    }
    keep_those_with_room(desk, row, &found);
    if (!found.count) {
        sql_request_seek(desk->db, desk->now + HOUR_MS, row->id);
        return;
    }
    place(desk, row, &found);
    tell_deciders(desk, row, &found);
}

bool seek_is_due(struct db *db, int64_t now)
{
    struct seek_due row;

    return sql_seek_due(db, &row, now);
}

bool seek_run(struct db *db, int64_t now)
{
    struct desk desk = { .db = db, .arena = db_arena(db), .now = now };
    struct request_sought row;
    int count = 0;

    for (; count < AT_A_TIME && sql_request_sought(db, &row, now); count++) {
        if (row.status != OPERATION_OPEN)
            sql_request_seek(db, 0, row.id);
        else
            seek(&desk, &row);
    }
    return count == AT_A_TIME;
}

bool seek_expire(struct db *db, int64_t now)
{
    sql_asking_purge(db, now);
    sql_strangers_targets_expire(db, now - UNDECIDED_MS);
    sql_strangers_expire(db, now - UNDECIDED_MS);
    return db_changes(db) > 0;
}

void seek_take_over(struct db *db, int64_t now, const char *user, const char *email_key)
{
    sql_requests_of_mailbox_needless(db, now, user, email_key);
    sql_requests_of_mailbox_take(db, user, email_key);
}
