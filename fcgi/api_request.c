/* Requests: those one may decide, and one's own. Asking is in api_request_add.c, deciding in api_request_decide.c. */
#include "api.h"
#include "emit.h"
#include "outbox.h"

#include <string.h>

#define PER_DAY 10 /* requests for one person */
#define DAY_MS  (24 * 3600 * 1000LL)

static const char *const states[] = { "open", "closed", NULL };

const struct field requests_fields[] = { { "state", FIELD_CHOICE, offsetof(struct requests_query, state), false, 0, 0,
                                           states, "Waiting for a decision (open, when absent), or decided." },
                                         LIMIT_FIELD(struct requests_query),
                                         AFTER_FIELD(struct requests_query),
                                         { 0 } };

/* --- the list ---------------------------------------------------------------------------------------------------- */

struct facts request_facts(const struct req *q, const struct request *row)
{
    struct facts facts = { 0 };

    facts.decides = row->decides;
    facts.self = !strcmp(row->user, q->actor.user);
    /* Whose address changed cannot withdraw the question: it is the entity's. */
    facts.asked =
        strcmp(row->kind, "address") && (facts.self || (row->asked_by && !strcmp(row->asked_by, q->actor.user)));
    facts.decided = strcmp(row->status, "open") != 0;
    return facts;
}

static void write_named(struct text *out, const char *member, const char *id, const char *name)
{
    if (!id) {
        emit_null(out, member);
        return;
    }
    emit_object(out, member);
    emit_string(out, "id", id);
    emit_string(out, "name", name);
    emit_object_end(out);
}

void request_write(struct req *q, const struct request *row)
{
    struct facts facts = request_facts(q, row);
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", row->id);
    emit_string(out, "kind", row->kind);
    emit_object(out, "person");
    emit_string(out, "name", row->name ? row->name : row->email);
    emit_string(out, "email", row->email);
    emit_object_end(out);
    write_named(out, "entity", row->entity, row->entity_name);
    if (row->reference) {
        emit_object(out, "operation");
        emit_string(out, "reference", row->reference);
        emit_string(out, "name", row->operation_name);
        emit_object_end(out);
    } else {
        emit_null(out, "operation");
    }
    emit_string(out, "message", row->message);
    emit_string(out, "asked_by", row->asker);
    emit_time(out, "created", row->created);
    emit_string(out, "status", row->status);
    emit_time(out, "decided_at", row->decided);
    emit_string(out, "decided_by", row->decider);
    emit_string(out, "reason", row->reason);
    emit_array(out, "may");
    if (may(&q->actor, REQUEST_DECIDE, &facts) == ALLOW) {
        emit_string(out, NULL, "approve");
        emit_string(out, NULL, "refuse");
    }
    if (may(&q->actor, REQUEST_CANCEL, &facts) == ALLOW)
        emit_string(out, NULL, "cancel");
    emit_array_end(out);
    emit_object_end(out);
}

bool request_find(struct req *q, const char *id, struct request *out)
{
    const char *entity = q->actor.entity ? q->actor.entity : ""; /* none: his own remain */

    return sql_request(q->db, out, q->actor.team_leader, entity, q->actor.user, q->now, id);
}

enum err request_list(struct req *q)
{
    const struct requests_query *in = q->query;
    const char *entity = q->actor.entity ? q->actor.entity : "";
    bool closed = in->state && !strcmp(in->state, "closed");
    struct request_candidates candidate;
    struct request row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "requests %s %d", entity, closed), in->after, in->limit))
        return E_FIELDS;
    rows = sql_request_candidates(q->db, q->actor.user, closed ? "approved" : "open", closed ? "refused" : "open",
                                  closed ? "cancelled" : "open", page.from.part[0], q->actor.team_leader, entity);
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

bool request_is_one_too_many(struct req *q, const char *user)
{
    struct request_count sent;

    sql_request_count(q->db, &sent, user, q->now - DAY_MS);
    return sent.count >= PER_DAY;
}

void request_tell(struct req *q, const char *kind, const char *email, const char *language, const char *facts)
{
    outbox_put(
        q->db, q->now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}
