/* Starting a handover, and what it would do. */
#include "address.h"
#include "emit.h"
#include "entities.h"
#include "handover.h"
#include "handovers.h"
#include "name.h"
#include "operations.h"
#include "parts.h"
#include "people.h"
#include "register.h"
#include "route.h"
#include "secret.h"
#include "sql_desk.h"
#include "sql_entities.h"
#include "sql_handovers.h"

#include <string.h>

#define SUCCESSORS_MOST   20
#define DAY_MOST          (25 * 3600 * 1000LL) /* the longest day there is: today has begun somewhere since then */
#define SUCCESSOR(member) offsetof(struct successor_in, member)
#define IN(member)        offsetof(struct handover_in, member)

struct successor_in {
    const char *email;
    struct texts operations; /* none: everything */
};

struct handover_in {
    struct items successors; /* of struct successor_in */
    const char *message, *habilitation;
    int64_t from, until;
};

static const struct field successor_fields[] = {
    { "email", FIELD_LINE, SUCCESSOR(email), true, 1, 400, NULL, "The successor's address." },
    { "operations", FIELD_TEXTS, SUCCESSOR(operations), false, 1, HANDOVER_OPERATIONS_MOST, NULL,
      "What he takes over; absent: everything that nobody else is named for." },
    { 0 }
};
static const struct item_table successors = { successor_fields, sizeof(struct successor_in) };

static const struct field handover_body[] = {
    { "successors", FIELD_ITEMS, IN(successors), true, 0, SUCCESSORS_MOST, &successors,
      "Who takes over what; at least one, but for a preview." },
    { "from", FIELD_TIME, IN(from), false, 0, 0, NULL,
      "The start of the day from which they have access; now when absent." },
    { "until", FIELD_TIME, IN(until), false, 0, 0, NULL,
      "The start of the day on which who leaves no longer has; `from` when absent, 90 days later at most." },
    { "message", FIELD_TEXT, IN(message), false, 1, 1000, NULL, "A word for the successors." },
    { "habilitation", FIELD_LINE, IN(habilitation), false, 1, 64, NULL,
      "Whose, for a team leader: of a person he leads, or led." },
    { 0 }
};

struct heir {
    const struct successor_in *in;
    struct person person; /* without an id: nobody knows the address yet */
    bool known;           /* a colleague of the caller, who may hear what the desk knows of him */
    bool everything;
};

/* What is to be handed over, by whom and to whom. */
struct plan {
    const char *leaver, *name, *email;
    struct entity entity;
    struct handover_sources *source;
    size_t sources;
    struct heir *heir;
    size_t heirs;
    int64_t from, until;
    bool roles; /* he leads a team, or may create operations */
};

/* --- who leaves -------------------------------------------------------------------------------------------------- */

static enum err handover_plan_load(struct req *q)
{
    const struct handover_in *in = q->in;
    struct plan *plan = ARENA_NEW(q->arena, struct plan);
    struct own_habilitation own;
    struct habilitation row;

    if (!q->actor.entity || !sql_entity(q->db, &plan->entity, q->actor.entity))
        return OK;
    q->facts.own_entity = true;
    if (!in->habilitation) {
        q->subject = plan;
        q->facts.self = true;
        q->facts.line = handover_gone(&q->desk, q->actor.user, q->actor.entity) ? CONTACT_REVOKED : CONTACT_ACTIVE;
        plan->leaver = q->actor.user;
        plan->name = q->actor.name;
        plan->email = q->actor.email;
        plan->roles = sql_own_habilitation(q->db, &own, plan->leaver, plan->entity.id, q->now) &&
                      (own.team_leader || own.creator);
        return OK;
    }
    if (!sql_habilitation(q->db, &row, q->actor.user, q->now, q->actor.entity, in->habilitation))
        return q->actor.team_leader ? E_NOT_FOUND : OK;
    q->subject = plan;
    q->facts.leads_place = row.led;
    plan->leaver = row.user;
    plan->name = row.first_name ? name_join(q->arena, row.first_name, row.last_name) : row.email;
    plan->email = row.email;
    plan->roles = row.team_leader || row.creator;
    return OK;
}

static void find_sources(struct req *q, struct plan *plan)
{
    struct rows rows = sql_handover_sources(q->db, plan->leaver, plan->entity.id, q->now, HANDOVER_OPERATIONS_MOST);

    plan->sources = handover_sources_all(rows, HANDOVER_OPERATIONS_MOST, &plan->source);
}

/* --- who takes over ---------------------------------------------------------------------------------------------- */

enum err handover_successor(struct req *q, const char *member, const char *email, const char *leaver,
                            const char *entity, bool make, struct person *out)
{
    const char *typed = address_typed(q->arena, email), *key = address_key(q->arena, typed);
    struct account_by_email known;
    struct handover_leaving leaving;
    enum err error = OK;

    if (!key)
        return fault_add(&q->faults, member, FAULT_ADDRESS, 0);
    if (!address_has_plain_letters(typed))
        return fault_add(&q->faults, member, FAULT_ADDRESS_LETTERS, 0);
    if (make)
        error = address_invite(q, typed, key, &(struct inviting){ .entity = entity }, out);
    else if (sql_account_by_email(q->db, &known, key))
        *out = (struct person){ known.id,         known.email,     known.language,
                                known.first_name, known.last_name, known.activated != 0 };
    else
        *out = (struct person){ .email = typed };
    if (error)
        return error;
    if (out->id && !strcmp(out->id, leaver))
        return fault_add(&q->faults, member, FAULT_SELF, 0);
    if (out->id && sql_handover_leaving(q->db, &leaving, out->id, entity))
        return fault_add(&q->faults, member, FAULT_LEAVING, 0);
    return OK;
}

static bool is_source(const struct plan *plan, const char *operation)
{
    for (size_t i = 0; i < plan->sources; i++)
        if (!strcmp(plan->source[i].operation, operation))
            return true;
    return false;
}

static enum err check_operations(struct req *q, const struct plan *plan, const struct texts *operations)
{
    for (size_t i = 0; i < operations->count; i++) {
        if (!is_source(plan, operations->text[i]))
            return fault_add(&q->faults, "successors", FAULT_UNKNOWN_OPERATION, 0);
        for (size_t j = 0; j < i; j++)
            if (!strcmp(operations->text[i], operations->text[j]))
                return fault_add(&q->faults, "successors", FAULT_DOUBLE, 0);
    }
    return OK;
}

static enum err find_heirs(struct req *q, struct plan *plan, bool make)
{
    const struct handover_in *in = q->in;
    const struct successor_in *successor = in->successors.item;
    struct colleague colleague;
    enum err error = OK;

    plan->heir = arena_alloc(q->arena, (in->successors.count + 1) * sizeof *plan->heir);
    for (size_t i = 0; i < in->successors.count; i++) {
        struct heir *heir = &plan->heir[plan->heirs++];

        *heir = (struct heir){ .in = &successor[i], .everything = !successor[i].operations.text };
        error =
            handover_successor(q, "successors", successor[i].email, plan->leaver, plan->entity.id, make, &heir->person);
        if (!error)
            error = check_operations(q, plan, &successor[i].operations);
        if (error)
            return error;
        heir->known = heir->person.id &&
                      sql_colleague(q->db, &colleague, q->actor.user, plan->entity.id, q->now, heir->person.id);
        for (size_t j = 0; j < i; j++)
            if (!strcmp(address_key(q->arena, successor[j].email), address_key(q->arena, successor[i].email)))
                return fault_add(&q->faults, "successors", FAULT_DOUBLE, 0);
    }
    return OK;
}

/* --- when -------------------------------------------------------------------------------------------------------- */

/* Days are the person's, given as the instants at which they begin: today began up to a day ago, and a day is an hour
 * longer where clocks go back. */
static enum err find_dates(struct req *q, struct plan *plan)
{
    const struct handover_in *in = q->in;
    int64_t hour = HANDOVER_DAY_MS / 24;

    plan->from = in->from ? in->from : q->now;
    plan->until = in->until ? in->until : plan->from;
    if (plan->from < q->now - DAY_MOST)
        return fault_add(&q->faults, "from", FAULT_PAST, 0);
    if (plan->from > q->now + HANDOVER_AHEAD_DAYS * HANDOVER_DAY_MS)
        return fault_add(&q->faults, "from", FAULT_DAYS, HANDOVER_AHEAD_DAYS);
    if (plan->until < plan->from)
        return fault_add(&q->faults, "until", FAULT_BEFORE, 0);
    if (plan->until > plan->from + HANDOVER_OVERLAP_DAYS * HANDOVER_DAY_MS + hour)
        return fault_add(&q->faults, "until", FAULT_DAYS, HANDOVER_OVERLAP_DAYS);
    return OK;
}

static enum err make_plan(struct req *q, struct plan *plan, bool make)
{
    struct handover_open_of open;
    enum err error, heirs;

    if (sql_handover_open_of(q->db, &open, plan->leaver, plan->entity.id))
        return E_HANDOVER_OPEN;
    find_sources(q, plan);
    error = find_dates(q, plan);
    heirs = find_heirs(q, plan, make);
    return heirs ? heirs : error;
}

/* --- the preview ------------------------------------------------------------------------------------------------- */

static bool is_named(const struct texts *operations, const char *operation)
{
    for (size_t i = 0; i < operations->count; i++)
        if (!strcmp(operations->text[i], operation))
            return true;
    return false;
}

static bool is_somebodys(const struct plan *plan, const char *operation)
{
    for (size_t i = 0; i < plan->heirs; i++)
        if (!plan->heir[i].everything && is_named(&plan->heir[i].in->operations, operation))
            return true;
    return false;
}

static void write_operation(struct text *out, const struct handover_sources *source)
{
    emit_object(out, NULL);
    emit_string(out, "id", source->operation);
    emit_string(out, "reference", source->reference);
    emit_string(out, "name", source->name);
    emit_string(out, "status", operation_status_name(source->operation_status));
    emit_string(out, "side", side_name(source->side));
    emit_object_end(out);
}

/* Whether a team leader must say yes first: as when somebody adds him. */
static bool needs_leader(struct req *q, const struct plan *plan, const struct person *person,
                         const struct handover_sources *source)
{
    struct habilitated found;

    return plan->entity.client && (source->side == SIDE_MANAGER || plan->entity.strict) &&
           !(person->id && sql_habilitated(q->db, &found, person->id, plan->entity.id, q->now));
}

/* Nothing is done yet and nobody hears of it: of an address that is no colleague's the answer says what the caller
 * typed, and nothing else. */
static void write_identity(struct req *q, const struct heir *heir)
{
    const struct person *person = &heir->person;
    struct text *out = &q->answer;

    if (heir->known) {
        emit_string(out, "email", person->email);
        emit_string(out, "name", name_join(q->arena, person->first_name, person->last_name));
        emit_flag(out, "account", person->activated);
        return;
    }
    emit_string(out, "email", address_shown(q->arena, heir->in->email));
    emit_null(out, "name");
    emit_null(out, "account");
}

static void write_heir(struct req *q, const struct plan *plan, const struct heir *heir)
{
    const struct person *person = &heir->person;
    struct text *out = &q->answer;
    bool leader = false;

    emit_object(out, NULL);
    write_identity(q, heir);
    emit_flag(out, "everything", heir->everything);
    emit_array(out, "operations");
    for (size_t i = 0; i < plan->sources; i++)
        if (heir->everything ? !is_somebodys(plan, plan->source[i].operation)
                             : is_named(&heir->in->operations, plan->source[i].operation)) {
            write_operation(out, &plan->source[i]);
            leader = leader || needs_leader(q, plan, person, &plan->source[i]);
        }
    emit_array_end(out);
    emit_flag(out, "needs_leader", leader);
    emit_object_end(out);
}

static bool anybody_for_everything(const struct plan *plan)
{
    for (size_t i = 0; i < plan->heirs; i++)
        if (plan->heir[i].everything)
            return true;
    return false;
}

static enum err handover_preview(struct req *q)
{
    struct plan *plan = q->subject;
    struct text *out = &q->answer;
    enum err error = make_plan(q, plan, false);
    bool everything = !error && anybody_for_everything(plan);

    if (error)
        return error;
    emit_object(out, NULL);
    person_write(out, "leaver", plan->name, plan->email);
    emit_time(out, "from", plan->from);
    emit_time(out, "until", plan->until);
    emit_array(out, "successors");
    for (size_t i = 0; i < plan->heirs; i++)
        write_heir(q, plan, &plan->heir[i]);
    emit_array_end(out);
    emit_array(out, "left");
    for (size_t i = 0; i < plan->sources && !everything; i++)
        if (!is_somebodys(plan, plan->source[i].operation))
            write_operation(out, &plan->source[i]);
    emit_array_end(out);
    emit_flag(out, "habilitation_ends", everything && plan->entity.client);
    emit_flag(out, "roles", everything && plan->roles);
    emit_object_end(out);
    return OK;
}

/* --- starting ---------------------------------------------------------------------------------------------------- */

static void add_part(struct req *q, const char *handover, const struct heir *heir)
{
    const char *part = handover_part_new(q, handover, heir->person.id, heir->everything);

    for (size_t i = 0; i < heir->in->operations.count; i++)
        sql_handover_operation_add(q->db, part, heir->in->operations.text[i], handover);
}

static void invite_all(struct req *q, const char *handover)
{
    struct handover_parts *part;
    size_t count = handover_parts_all(sql_handover_parts(q->db, handover), SUCCESSORS_MOST, &part);
    struct handover row;

    if (handover_find(&q->desk, handover, &row))
        for (size_t i = 0; i < count; i++)
            handover_invite(q, &row, part[i].id);
}

static const char *names_of(struct req *q, const struct plan *plan)
{
    struct text names = text_new(q->arena, 8192);

    for (size_t i = 0; i < plan->heirs; i++) {
        text_add(&names, i ? ", " : "→ ");
        text_add(&names, plan->heir[i].person.email);
    }
    return text_string(&names);
}

static enum err handover_add(struct req *q)
{
    const struct handover_in *in = q->in;
    struct plan *plan = q->subject;
    char *id = arena_alloc(q->arena, ID_ROOM);
    enum err error = make_plan(q, plan, true);

    if (!error && !plan->heirs)
        error = fault_add(&q->faults, "successors", FAULT_MISSING, 0);
    if (error)
        return error;
    secret_id(id, q->now);
    sql_handover_add(q->db, &(struct sql_handover_add){ .id = id,
                                                        .entity = plan->entity.id,
                                                        .user = plan->leaver,
                                                        .started_by = q->actor.user,
                                                        .starts = plan->from,
                                                        .leaves = plan->until,
                                                        .message = in->message,
                                                        .now = q->now });
    for (size_t i = 0; i < plan->heirs; i++)
        add_part(q, id, &plan->heir[i]);
    sql_handover_gather(q->db, q->now, id);
    register_add(q->db, q->arena, q->now, &q->actor,
                 &(struct entry){ .action = ACTION_HANDOVER_START,
                                  .entity = plan->entity.id,
                                  .user = plan->leaver,
                                  .reason = names_of(q, plan),
                                  .handover = id });
    invite_all(q, id);
    handover_advance(&q->desk, id);
    return handover_write(q, id);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route handover_add_routes[] = {
    { "POST", "api/handovers/preview", HANDOVER_ADD, "What would go to whom; nothing is done.",
      .load = handover_plan_load, BODY(handover_body, handover_in), .act = handover_preview,
      .answer = &handover_preview_schema,
      REFUSES(E_NOT_FOUND, E_HANDOVER_OPEN) },
    { "POST", "api/handovers", HANDOVER_ADD, "Ask successors to take over, for me or for somebody I lead.",
      .load = handover_plan_load, BODY(handover_body, handover_in), .act = handover_add,
      .status = 201, .answer = &handover_schema,
      REFUSES(E_NOT_FOUND, E_HANDOVER_OPEN, E_TOO_MANY_STRANGERS) },
    { 0 }
};

/* clang-format on */
