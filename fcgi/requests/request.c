/* Requests: those one may decide, and one's own. Asking is in request_add.c, deciding in request_decide.c. */
#include "emit.h"
#include "list.h"
#include "outbox.h"
#include "parts.h"
#include "requests.h"
#include "route.h"
#include "sql_entities.h"
#include "sql_requests.h"
#include "vouch.h"

#include <string.h>

#define DAY_MS        (24 * 3600 * 1000LL)
#define LEADERS_NAMED 5

struct requests_query {
    enum decision_state state;
    const char *after;
    int64_t limit;
};

static const struct field requests_fields[] = { { "state", FIELD_WORD, offsetof(struct requests_query, state), false, 0,
                                                  0, decision_state_words,
                                                  "Waiting for a decision (open, when absent), or decided." },
                                                LIMIT_FIELD(struct requests_query),
                                                AFTER_FIELD(struct requests_query),
                                                { 0 } };

/* --- the list ---------------------------------------------------------------------------------------------------- */

static const struct request_deeds *const *kinds;

void request_use(const struct request_deeds *const used[])
{
    kinds = used;
}

const struct request_deeds *request_deeds(const struct request *row)
{
    const struct request_deeds *const *kind = kinds;

    while ((*kind)->kind != row->kind)
        kind++;
    return *kind;
}

/* Whether it is the one from whom the caller's own access comes who asks for one; without an account it is nobody. */
static bool comes_from(struct req *q, const struct request *row)
{
    const struct request_deeds *kind = request_deeds(row);

    return row->user && kind->comes_from && kind->comes_from(q, row);
}

static bool is_vouch(const struct request *row)
{
    return row->kind == REQUEST_TO_VOUCH;
}

struct facts request_facts(struct req *q, const struct request *row, enum right right)
{
    struct facts facts = { 0 };

    facts.decides = row->decides;
    facts.self = row->user && !strcmp(row->user, q->actor.user);
    /* Whose address changed cannot withdraw the question: it is the entity's. */
    facts.asked =
        row->kind != REQUEST_OF_ADDRESS && (facts.self || (row->asked_by && !strcmp(row->asked_by, q->actor.user)));
    facts.decided = row->status != REQUEST_OPEN;
    if (request_deeds(row)->facts)
        request_deeds(row)->facts(q, row, right, &facts);
    facts.source = facts.decides && !facts.decided && !facts.self && comes_from(q, row);
    return facts;
}

static void write_may(struct req *q, const struct request *row)
{
    static const struct offer offers[] = { { REQUEST_DECIDE, "approve" },
                                           { REQUEST_REFUSE, "refuse" },
                                           { REQUEST_CANCEL, "cancel" } };

    emit_array(&q->answer, "may");
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++) {
        struct facts facts = request_facts(q, row, offers[i].right);

        if (may(&q->actor, offers[i].right, &facts) == ALLOW)
            emit_string(&q->answer, NULL, offers[i].name);
    }
    emit_array_end(&q->answer);
}

/* How far it is, for those who are asked to vouch. */
static void write_vouched(struct req *q, const struct request *row)
{
    struct vouching how;

    if (!is_vouch(row)) {
        emit_null(&q->answer, "vouched");
        return;
    }
    how = vouch_of(q, row);
    vouch_write(&q->answer, how.given, how.leads);
}

/* Who asked by a reference or a name is told what he typed, until somebody lets him in: nothing of what was found. */
static bool is_told_all(const struct request *row)
{
    return row->decides || !row->wanted || row->status == REQUEST_APPROVED;
}

static void write_entity(struct text *out, const struct request *row)
{
    bool all = is_told_all(row), typed = !all && row->kind == REQUEST_FOR_HABILITATION;

    if (!typed && (!all || !row->entity)) {
        emit_null(out, "entity");
        return;
    }
    named_write(out, "entity", all ? row->entity : NULL, all ? row->entity_name : row->wanted);
}

static void write_operation(struct text *out, const struct request *row)
{
    bool all = is_told_all(row);

    if (all ? !row->reference : row->kind != REQUEST_FOR_CONTACT) {
        emit_null(out, "operation");
        return;
    }
    emit_object(out, "operation");
    emit_string(out, "id", all ? row->operation : NULL);
    emit_string(out, "reference", all ? row->reference : row->wanted);
    emit_string(out, "name", all ? row->operation_name : NULL);
    emit_object_end(out);
}

struct outcome request_outcome(struct req *q, const struct request *row)
{
    const struct request_deeds *kind = request_deeds(row);

    return row->status == REQUEST_APPROVED && row->user && kind->outcome ? kind->outcome(q, row)
                                                                         : (struct outcome){ 0 };
}

void request_name_leaders(struct req *q, const char *entity)
{
    struct own_habilitation own;
    struct leaders_named leader;
    struct rows rows;

    emit_array(&q->answer, "leaders");
    if (q->actor.entity && !strcmp(entity, q->actor.entity) &&
        sql_own_habilitation(q->db, &own, q->actor.user, entity, q->now)) {
        rows = sql_leaders_named(q->db, own.team, q->now, LEADERS_NAMED);
        while (leaders_named_next(&rows, &leader))
            emit_string(&q->answer, NULL, leader.name);
    }
    emit_array_end(&q->answer);
}

static void write_outcome(struct req *q, const struct request *row)
{
    struct outcome outcome = request_outcome(q, row);

    emit_string(&q->answer, "outcome", contact_status_name(outcome.status));
    if (!outcome.awaits) {
        emit_null(&q->answer, "waits_for");
        return;
    }
    emit_object(&q->answer, "waits_for");
    emit_string(&q->answer, "what", awaited_name(outcome.awaits));
    emit_string(&q->answer, "entity", outcome.entity_name);
    request_name_leaders(q, outcome.entity ? outcome.entity : "");
    emit_object_end(&q->answer);
}

void request_write(struct req *q, const struct request *row)
{
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", row->id);
    emit_string(out, "kind", request_kind_name(row->kind));
    person_write(out, "person", row->name ? row->name : row->email, row->email);
    emit_flag(out, "stranger", row->stranger);
    write_entity(out, row);
    write_operation(out, row);
    emit_string(out, "message", row->message);
    emit_string(out, "asked_by", row->asker);
    emit_time(out, "created", row->created);
    emit_string(out, "status", request_status_name(row->status));
    emit_time(out, "decided_at", row->decided);
    emit_string(out, "decided_by", row->decider);
    emit_string(out, "reason", row->reason);
    write_outcome(q, row);
    write_vouched(q, row);
    write_may(q, row);
    emit_object_end(out);
}

/* None: his own remain. */
static const char *entity_of(const struct req *q)
{
    return q->actor.entity ? q->actor.entity : "";
}

bool request_find(struct req *q, const char *id, struct request *out)
{
    const char *entity = entity_of(q);
    struct request_target target;
    struct vouching how;

    if (!sql_request(
            q->db, out,
            &(struct sql_request){
                .leads = q->actor.team_leader, .entity = entity, .user = q->actor.user, .now = q->now, .id = id }))
        return false;
    if (out->decides && !out->operation && sql_request_target(q->db, &target, id, q->actor.user, entity, q->now)) {
        out->operation = target.operation;
        out->operation_name = target.name;
    }
    if (!is_vouch(out) || !strcmp(out->user, q->actor.user))
        return true;
    how = vouch_of(q, out);
    out->decides = how.leads || how.counts;
    return out->decides || how.guards;
}

static struct rows open_candidates(struct req *q, bool closed, const char *after)
{
    return sql_request_candidates(q->db, &(struct sql_request_candidates){ .user = q->actor.user,
                                                                           .one = closed ? "approved" : "open",
                                                                           .two = closed ? "refused" : "open",
                                                                           .three = closed ? "cancelled" : "open",
                                                                           .after = after,
                                                                           .leads = q->actor.team_leader,
                                                                           .entity = entity_of(q) });
}

static enum err request_list(struct req *q)
{
    const struct requests_query *in = q->query;
    bool closed = in->state == DECISIONS_CLOSED;
    struct request_candidates candidate;
    struct request row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "requests %s %d", entity_of(q), closed), in->after, in->limit))
        return E_FIELDS;
    rows = open_candidates(q, closed, page.from.part[0]);
    while (request_candidates_next(&rows, &candidate)) {
        if (!request_find(q, candidate.id, &row))
            continue;
        if (!page_takes(&page, &rows, row.id, NULL))
            break;
        request_write(q, &row);
    }
    page_end(&page);
    return OK;
}

static bool is_to_decide(struct req *q, const struct request *row)
{
    struct facts yes = request_facts(q, row, REQUEST_DECIDE), no = request_facts(q, row, REQUEST_REFUSE);

    return may(&q->actor, REQUEST_DECIDE, &yes) == ALLOW || may(&q->actor, REQUEST_REFUSE, &no) == ALLOW;
}

size_t request_to_decide(struct req *q, size_t most, struct request first[], size_t room)
{
    struct rows rows = open_candidates(q, false, "");
    struct request_candidates candidate;
    struct request row;
    size_t count = 0;

    while (request_candidates_next(&rows, &candidate)) {
        if (!request_find(q, candidate.id, &row) || !is_to_decide(q, &row))
            continue;
        if (count < room)
            first[count] = row;
        if (++count == most) {
            db_end(&rows);
            break;
        }
    }
    return count;
}

bool request_is_one_too_many(struct req *q, const char *user, bool leaving)
{
    struct request_count sent;

    sql_request_count(q->db, &sent, user, q->now - DAY_MS, leaving);
    return sent.count >= REQUESTS_PER_DAY;
}

void request_tell(struct desk *desk, enum mail_kind kind, const char *email, const char *language, const char *facts)
{
    outbox_put(
        desk->db, desk->now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route request_routes[] = {
    { "GET", "api/requests", REQUEST_LIST, "What I may decide, and what I asked.",
      QUERY(requests_fields, requests_query), .act = request_list, .answer = &requests_schema },
    { 0 }
};

/* clang-format on */
