/* Asking signed out: nobody hears of it, and nobody's name is used, before the mailbox is proved by a link. The link
 * shows on GET of the page and acts on POST.
 */
#include "address.h"
#include "answer.h"
#include "emit.h"
#include "escalation.h"
#include "outbox.h"
#include "people.h"
#include "requests.h"
#include "route.h"
#include "secret.h"
#include "server.h"
#include "sql_desk.h"
#include "sql_requests.h"

#include <string.h>

#define DAY_MS (24 * 3600 * 1000LL)

/* A mailbox gets few links a day, and one source causes three of them at most: so a stranger cannot use up what an
 * honest asker needs unless he has three sources, and every try lands in the mailbox of that asker, who ends it with a
 * click.
 */
#define ADDRESS_MOST_WAITING 9
#define BOTH_MOST_WAITING    3
#define SOURCE_MOST_WAITING  20
#define SOURCE_MOST          200 /* a day, proved ones and all */

#define FOLLOWED_MS                                                                                                    \
    (30 * DAY_MS) /* how long the link tells what became of it, as long as a stranger's request lives                  \
                   */

/* --- asking ------------------------------------------------------------------------------------------------------- */

static const char *source_digest(struct req *q)
{
    const char *text = arena_format(q->arena, "asking:%s", q->source);
    char *digest = arena_alloc(q->arena, DIGEST_ROOM);

    secret_digest(digest, text, strlen(text));
    return digest;
}

static bool is_flood(struct req *q, const char *key, const char *source)
{
    struct asking_count there;

    sql_asking_count(q->db, &there, key, q->now, source, q->now - DAY_MS);
    return there.address >= ADDRESS_MOST_WAITING || there.both >= BOTH_MOST_WAITING ||
           there.waiting >= SOURCE_MOST_WAITING || there.all >= SOURCE_MOST;
}

/* The mailbox may be anybody's: the letter carries no word that a stranger wrote. */
static void send_link(struct req *q, const char *id, const char *email)
{
    const struct request_in *in = q->in;
    struct text facts = text_new(q->arena, 600);

    emit_object(&facts, NULL);
    emit_time(&facts, "at", q->now);
    emit_string(&facts, "zone", in->zone);
    emit_object_end(&facts);
    outbox_put(q->db, q->now,
               &(struct mail){ .kind = MAIL_ASKING,
                               .email = email,
                               .language = language_tag(answer_language(q)),
                               .facts = text_string(&facts),
                               .derived_from = id,
                               .life_ms = DAY_MS });
}

enum err asking_begin(struct req *q, const char *key)
{
    const struct request_in *in = q->in;
    const char *source = source_digest(q), *email = address_shown(q->arena, in->email);
    char id[ID_ROOM], link[LINK_ROOM], digest[DIGEST_ROOM];

    if (is_flood(q, key, source))
        return OK;
    secret_id(id, q->now);
    secret_link(link, server.keys.key[0].bytes, id);
    secret_digest(digest, link, strlen(link));
    sql_asking_add(q->db,
                   &(struct sql_asking_add){ .id = id,
                                             .digest = digest,
                                             .email = email,
                                             .email_key = key,
                                             .language = language_tag(answer_language(q)),
                                             .kind = in->operation ? REQUEST_FOR_CONTACT : REQUEST_FOR_HABILITATION,
                                             .wanted = in->operation ? in->operation : in->entity,
                                             .message = in->message,
                                             .source = source,
                                             .now = q->now,
                                             .expires = q->now + DAY_MS });
    send_link(q, id, email);
    return OK;
}

/* --- the link ----------------------------------------------------------------------------------------------------- */

static bool find(struct req *q, struct asking_by_digest *out)
{
    const struct secret_in *in = q->in;
    char digest[DIGEST_ROOM];

    secret_digest(digest, in->secret, strlen(in->secret));
    return sql_asking_by_digest(q->db, out, digest, q->now);
}

/* What named nothing is not kept: that nobody will ever decide it must not be told. */
static enum request_status decision_of(struct req *q, const struct asking_by_digest *row)
{
    struct asking_decision decision;

    if (row->outcome != ASKING_PROVED)
        return REQUEST_STATUS_NONE;
    return sql_asking_decision(q->db, &decision, row->id) ? decision.status : REQUEST_OPEN;
}

static enum err asking_show(struct req *q)
{
    struct asking_by_digest row;
    struct text *out = &q->answer;

    if (!find(q, &row))
        return E_NOT_FOUND;
    emit_object(out, NULL);
    emit_string(out, "state", row.outcome ? asking_outcome_name(row.outcome) : "waiting");
    emit_string(out, "email", row.email);
    emit_string(out, "operation", row.kind != REQUEST_FOR_CONTACT ? NULL : row.wanted);
    emit_string(out, "entity", row.kind != REQUEST_FOR_CONTACT ? row.wanted : NULL);
    emit_string(out, "message", row.message);
    emit_time(out, "asked", row.created);
    emit_time(out, "expires", row.expires);
    emit_string(out, "decision", request_status_name(decision_of(q, &row)));
    emit_object_end(out);
    return OK;
}

/* His own requests count, as when he is signed in; what others asked in his name never came so far. */
static bool is_one_too_many(struct req *q, const char *user, const char *key)
{
    struct request_count_of_mailbox sent;

    if (user)
        return request_is_one_too_many(q, user, false);
    sql_request_count_of_mailbox(q->db, &sent, key, q->now - DAY_MS);
    return sent.count >= REQUESTS_PER_DAY;
}

/* Whoever holds the mailbox asks, whoever is signed in here: it is his account's request, or that of nobody yet. */
static enum err asking_confirm(struct req *q)
{
    struct asking_by_digest row;
    struct account_by_email account;
    struct request_same same;
    const char *user;

    if (!find(q, &row))
        return E_NOT_FOUND;
    if (row.outcome)
        return E_LINK_OVER;
    user = sql_account_by_email(q->db, &account, row.email_key) ? account.id : NULL;
    if (is_one_too_many(q, user, row.email_key)) {
        q->retry_after = REQUESTS_AGAIN_S;
        return E_THROTTLED;
    }
    sql_asking_end(q->db, q->now, ASKING_PROVED, q->now + FOLLOWED_MS, row.id);
    if (sql_request_same(q->db, &same, row.kind, row.wanted, user, row.email_key))
        return OK;
    sql_request_ask(q->db, &(struct sql_request_ask){ .id = row.id,
                                                      .kind = row.kind,
                                                      .user = user,
                                                      .email = user ? NULL : row.email,
                                                      .email_key = user ? NULL : row.email_key,
                                                      .language = user ? NULL : row.language,
                                                      .wanted = row.wanted,
                                                      .source = row.source,
                                                      .message = row.message,
                                                      .now = q->now,
                                                      .due = escalation_due(q->now) });
    return OK;
}

static enum err asking_refuse(struct req *q)
{
    struct asking_by_digest row;

    if (!find(q, &row))
        return E_NOT_FOUND;
    if (row.outcome)
        return E_LINK_OVER;
    sql_asking_end(q->db, q->now, ASKING_REFUSED, row.expires, row.id);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route asking_routes[] = {
    { "POST", "api/asking/show", PUBLIC, "What a mail's link asks to be confirmed; consumes nothing.",
      BODY(secret_body, secret_in), .act = asking_show, .answer = &asking_schema,
      REFUSES(E_NOT_FOUND) },
    { "POST", "api/asking/confirm", PUBLIC, "This mailbox is mine: those who can decide hear of my request.",
      BODY(secret_body, secret_in), .act = asking_confirm,
      REFUSES(E_NOT_FOUND, E_LINK_OVER) },
    { "POST", "api/asking/refuse", PUBLIC, "This was not me: nobody hears of it.",
      BODY(secret_body, secret_in), .act = asking_refuse,
      REFUSES(E_NOT_FOUND, E_LINK_OVER) },
    { 0 }
};

/* clang-format on */
