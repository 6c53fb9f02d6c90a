#include "req.h"
#include "acting.h"
#include "answer.h"
#include "conf.h"
#include "emit.h"
#include "log.h"
#include "reasons.h"
#include "replay.h"
#include "route.h"
#include "session.h"
#include "source.h"

#include <string.h>
#include <strings.h>

#define HEADERS_MOST 8192

const char *req_route_name(const struct req *q)
{
    return q->route ? arena_format(q->arena, "%s /%s", q->route->method, q->route->path) : "-";
}

static void write_faults(struct req *q, struct text *out)
{
    emit_object(out, "fields");
    for (int i = 0; i < q->faults.count; i++)
        emit_foreign(out, q->faults.at[i].name,
                     fault_sentence_in(q->arena, q->faults.at[i].fault, q->faults.at[i].bound, answer_language(q),
                                       q->actor.zone));
    emit_object_end(out);
}

/* RFC 9457. */
static void write_problem(struct req *q)
{
    struct text out = text_new(q->arena, ANSWER_MOST);

    emit_object(&out, NULL);
    emit_string(&out, "type", arena_format(q->arena, "urn:guichet:problem:%s", err_code(q->error)));
    emit_string(&out, "title", err_title(q->error));
    emit_number(&out, "status", err_status(q->error));
    emit_string(&out, "code", err_code(q->error));
    emit_string(&out, "detail", err_sentence(q->error, answer_language(q)));
    if (q->faults.count)
        write_faults(q, &out);
    reasons_refused(q, &out);
    emit_string(&out, "request_id", q->from.request_id);
    emit_object_end(&out);
    q->answer = out;
    q->content_type = "application/problem+json";
    q->status = err_status(q->error);
    if (q->status == 429 || q->status == 503)
        answer_header(q, "Retry-After", arena_format(q->arena, "%d", q->retry_after > 0 ? q->retry_after : 1));
}

static void write_success(struct req *q)
{
    if (q->replayed)
        return;
    if (!q->status)
        q->status = route_status(q->route);
    q->content_type = q->answer.length ? route_type(q->route) : NULL;
    if (q->answer.over)
        q->error = E_INTERNAL;
}

void req_refuse(struct req *q, enum err error, int retry_after_seconds)
{
    q->error = error;
    q->retry_after = retry_after_seconds;
    q->headers = text_new(q->arena, HEADERS_MOST); /* a cookie of what does not hold, maybe */
    write_problem(q);
}

/* --- the stages before the transaction --------------------------------------------------------------------------- */

static bool safe_method(const struct req *q)
{
    return !strcmp(q->from.method, "GET") || !strcmp(q->from.method, "HEAD");
}

static bool reads(const struct req *q)
{
    return safe_method(q) || q->route->reads;
}

/* Matches a path against a row's pattern, piece by piece; what stands at `{name}` is the next argument. */
static bool path_fits(struct req *q, const char *pattern, const char *path)
{
    int arguments = 0;

    while (*pattern && *path) {
        size_t wanted = strcspn(pattern, "/"), found = strcspn(path, "/");

        if (*pattern == '{') {
            if (!found || arguments == ARGUMENTS_MOST)
                return false;
            q->argument[arguments++] = arena_copy(q->arena, path, found);
        } else if (wanted != found || memcmp(pattern, path, wanted)) {
            return false;
        }
        pattern += wanted;
        path += found;
        if (*pattern != *path)
            return false;
        pattern += *pattern == '/';
        path += *path == '/';
    }
    return !*pattern && !*path;
}

static enum err find(struct req *q)
{
    const char *method = strcmp(q->from.method, "HEAD") ? q->from.method : "GET";
    size_t prefix = strlen(conf.prefix);
    struct text allow = text_new(q->arena, 200);

    if (!q->from.path || strncmp(q->from.path, conf.prefix, prefix))
        return E_NOT_FOUND;
    for (const struct route *const *row = route_near(q->from.path + prefix); *row; row++) {
        if (!path_fits(q, (*row)->path, q->from.path + prefix))
            continue;
        if (!strcmp((*row)->method, method)) {
            q->route = *row;
            return OK;
        }
        text_add(&allow, allow.length ? ", " : "");
        text_add(&allow, (*row)->method);
    }
    if (!allow.length)
        return E_NOT_FOUND;
    answer_header(q, "Allow", text_string(&allow));
    return E_METHOD;
}

size_t req_body_most(const struct req *q)
{
    struct req look = { .arena = q->arena, .from = q->from, .headers = text_new(q->arena, HEADERS_MOST) };

    return find(&look) ? 0 : route_body_most(look.route);
}

/* The public URL's, or that of another name under which this host was asked for, over the same scheme. */
static bool own_origin(const struct req *q)
{
    size_t scheme = strcspn(conf.origin, ":") + strlen("://");

    if (!strcmp(q->from.origin, conf.origin))
        return true;
    return q->from.host && !strncmp(q->from.origin, conf.origin, scheme) &&
           !strcasecmp(q->from.origin + scheme, q->from.host);
}

/* The session cookie is SameSite=Strict already; this also stops forms and scripts of a neighbour below one domain. */
static enum err same_site(struct req *q)
{
    const char *site = q->from.fetch_site;

    if (safe_method(q))
        return OK;
    if (site && strcmp(site, "same-origin") && strcmp(site, "none"))
        return E_CROSS_SITE;
    return q->from.origin && !own_origin(q) ? E_CROSS_SITE : OK;
}

static bool is_json(const char *type)
{
    static const char json[] = "application/json";

    return type && !strncasecmp(type, json, sizeof json - 1) && strchr(" ;", type[sizeof json - 1]);
}

static enum err input(struct req *q)
{
    const struct route *row = q->route;
    enum err error;

    if (q->from.body_error)
        return q->from.body_error;
    if (q->from.body_length && !is_json(q->from.content_type))
        return E_MEDIA_TYPE;
    q->query = arena_alloc(q->arena, row->query_size + 1);
    error = fields_read_query(q->arena, row->query, q->from.query, q->query, &q->faults);
    if (error)
        return error;
    q->in = arena_alloc(q->arena, row->body_size + 1);
    return fields_read_body(q->arena, row->body, q->from.body, q->from.body_length, q->in, &q->faults);
}

enum lane req_receive(struct req *q)
{
    static enum err (*const stages[])(
        struct req *) = { find, same_site, session_token, replay_key, acting_shape, input };

    if (q->from.agent && utf8_valid(q->from.agent, strlen(q->from.agent)))
        q->agent = q->from.agent; /* it is kept and shown, and must not spoil what it is part of */
    q->address = q->from.source;
    q->source = source_of(q->arena, q->address);
    q->headers = text_new(q->arena, HEADERS_MOST);
    q->answer = text_new(q->arena, ANSWER_MOST);
    for (size_t i = 0; i < sizeof stages / sizeof *stages && !q->error; i++)
        q->error = stages[i](q);
    if (q->error) {
        write_problem(q);
        return LANE_DONE;
    }
    if (q->route->slow)
        return LANE_CHECK;
    return reads(q) && !q->route->counted && !session_renewal_due(q) ? LANE_READ : LANE_WRITE;
}

/* Changes are of the instant at which they have the database to themselves: who waited for it longer decided later. */
static enum err begin(struct req *q)
{
    enum err error = db_begin(q->db, q->arena);

    q->now = time_now();
    return error;
}

static enum err check(struct req *q)
{
    return q->route->slow->check(q);
}

enum lane req_check(struct req *q)
{
    static enum err (*const stages[])(struct req *) = { begin, session_identify, acting_agrees, check };

    for (size_t i = 0; i < sizeof stages / sizeof *stages && !q->error; i++)
        q->error = stages[i](q);
    if (db_error(q->db))
        q->error = db_error(q->db);
    db_rollback(q->db);
    if (!q->error)
        return q->settled ? LANE_WRITE : LANE_HASH;
    write_problem(q);
    return LANE_DONE;
}

void req_hash(struct req *q)
{
    q->route->slow->hash(q);
}

/* --- the stages within the transaction --------------------------------------------------------------------------- */

static enum err load(struct req *q)
{
    enum err error = q->route->load ? q->route->load(q) : OK;

    return db_error(q->db) ? db_error(q->db) : error;
}

enum err req_refusal(enum verdict verdict)
{
    static const enum err meaning[] = {
        [DENY] = E_FORBIDDEN,
        [ALLOW] = OK,
        [SIGN_IN] = E_NO_SESSION,
        [HIDE] = E_NOT_FOUND,
        [NEED_ENVIRONMENT] = E_ENVIRONMENT_NEEDED,
        [YOUR_OWN_LINE] = E_OWN_LINE,
        [YOUR_OWN_SOURCE] = E_OWN_SOURCE,
        [END_WAS_SET] = E_END_SET,
        [CLOSED] = E_OPERATION_CLOSED,
        [ENDED_ALREADY] = E_ALREADY_REVOKED,
        [NOT_ENDED] = E_NOT_REVOKED,
        [NOT_INVITED] = E_NOT_INVITED,
        [WRONG_STATE] = E_CONFLICT,
    };

    return meaning[verdict];
}

/* What is allowed without what it is about would be allowed by a right that forgot to ask. */
static enum err permit(struct req *q)
{
    bool lacks_subject = q->route->load && !q->subject;

    q->reasons = may_because(&q->actor, q->route->right, &q->facts);
    return q->reasons.verdict == ALLOW && lacks_subject ? E_NOT_FOUND : req_refusal(q->reasons.verdict);
}

static enum err act(struct req *q)
{
    enum err error = q->route->act(q);

    return db_error(q->db) ? db_error(q->db) : error;
}

/* Whether he may, as things stand. */
static enum err judge(struct req *q)
{
    enum err error = load(q);

    return error ? error : permit(q);
}

/* The rights come before an earlier answer: who has lost them meanwhile is not told what he was told then. */
static enum err decide(struct req *q)
{
    enum err judged = judge(q), error;

    q->standing = replay_applies(q) ? replay_standing(q, judged) : NULL;
    error = replay_find(q, judged);
    return error || q->replayed ? error : judged;
}

/* How he stands once it is done, which the write itself may have changed. */
static const char *standing_after(const struct req *q)
{
    struct req again = *q;
    enum err judged;

    if (!replay_applies(q))
        return NULL;
    again.facts = (struct facts){ 0 };
    again.faults.count = 0;
    again.subject = NULL;
    judged = session_identify(&again);
    return replay_standing(&again, judged ? judged : judge(&again));
}

static void succeed(struct req *q)
{
    write_success(q);
    if (!q->replayed)
        replay_keep(q, standing_after(q));
    q->error = db_commit(q->db);
    if (q->error)
        write_problem(q);
}

void req_serve(struct req *q)
{
    static enum err (*const stages[])(struct req *) = { begin,         session_identify, acting_agrees,
                                                        session_renew, decide,           act };

    for (size_t i = 0; i < sizeof stages / sizeof *stages && !q->error && !q->replayed; i++)
        q->error = stages[i](q);
    if (!q->error) {
        succeed(q);
        return;
    }
    if (q->keep && !db_error(q->db)) {
        enum err lost = db_commit(q->db);

        q->error = lost ? lost : q->error;
    } else {
        db_rollback(q->db);
    }
    write_problem(q);
    if (q->standing)
        replay_keep_refusal(q, q->standing);
}
