#include "mail.h"

#include "arena.h"
#include "conf.h"
#include "db.h"
#include "emit.h"
#include "escalation.h"
#include "expiry.h"
#include "handover.h"
#include "letter.h"
#include "log.h"
#include "mail_desk.h"
#include "move_watch.h"
#include "notice.h"
#include "outbox.h"
#include "reminder.h"
#include "server.h"
#include "smtp.h"
#include "sql.h"
#include "text.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECOND_MS  INT64_C(1000)
#define MINUTE_MS  (60 * SECOND_MS)
#define HOUR_MS    (60 * MINUTE_MS)
#define LEASE_MS   (2 * MINUTE_MS) /* nobody else takes the mail so long */
#define POLL_MS    200
#define TROUBLE_MS (5 * SECOND_MS) /* after an error of the database */
#define TRIES_MOST 53              /* 48 hours, by the pauses below */
#define KEPT_MS    (30 * 24 * HOUR_MS)
#define SWEEP_MS   (10 * MINUTE_MS)
#define NOTICE_MS  SECOND_MS
#define GAP_MS     50 /* between two steps of writing notices, for others who write */
#define EXPIRY_MS  (5 * SECOND_MS)
#define FACTS_MOST 16384

_Static_assert(LEASE_MS > SMTP_MOST_MS + 2 * TROUBLE_MS, "a mail in hand must not become due for another mailer");

/* --- one mail ---------------------------------------------------------------------------------------------------- */

struct outcome {
    enum delivery delivery;
    const char *why; /* it was not delivered */
};

/* Keys may have been added since the file was read. */
static const struct key *find_key(const char *kid)
{
    const struct key *key = keys_find(&server.keys, kid);

    return key || !server_reload() ? key : keys_find(&server.keys, kid);
}

/* The row holds no secret: link and code are derived from the key that the request named. NULL, or why not. */
static const char *derive(struct arena *arena, const struct outbox_take *row, struct occasion *occasion)
{
    const struct key *key;
    const char *link = row->derived_from ? row->derived_from : row->invitation;
    const char *number = row->derived_from ? row->derived_from : row->challenge;

    if (!link && !number)
        return NULL;
    key = row->kid ? find_key(row->kid) : NULL;
    if (!key)
        return "the key of its link or code is not in the key file";
    if (link) {
        char *secret = arena_alloc(arena, LINK_ROOM);

        secret_link(secret, key->bytes, link);
        occasion->secret = secret;
    }
    if (number) {
        char *code = arena_alloc(arena, 7);

        secret_code(code, key->bytes, number);
        occasion->code = code;
    }
    return NULL;
}

/* Talks to the server outside any transaction. What is wrong on our side may be mended: a key file, an older program.
 */
static struct outcome attempt(struct arena *arena, const struct outbox_take *row)
{
    struct occasion occasion = {
        .kind = row->kind, .language = language_of(row->language, ENGLISH), .facts = row->facts, .home = conf.public_url
    };
    struct message message = {
        .id = row->id, .to = row->email, .language = occasion.language, .written = row->created
    };
    struct outcome outcome = { DELIVERY_LATER, NULL };
    struct letter letter;

    if (row->expires <= time_now())
        return (struct outcome){ DELIVERY_REFUSED, "what it says has expired" };
    outcome.why = derive(arena, row, &occasion);
    if (!outcome.why)
        outcome.why = letter_write(arena, &occasion, &letter);
    if (outcome.why)
        return outcome;

    message.subject = letter.subject;
    message.text = letter.text;
    message.html = letter.html;
    outcome.delivery = smtp_deliver(arena, &message, &outcome.why);
    return outcome;
}

/* The pause after this many attempts: growing, then an hour, give or take a tenth so that mails part again that failed
 * together. */
static int64_t pause_ms(int64_t attempts)
{
    static const int64_t pauses[] = { 30 * SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS };
    uint16_t random;

    if (attempts <= (int64_t)(sizeof(pauses) / sizeof(*pauses)))
        return pauses[attempts - 1];
    secret_random(&random, sizeof(random));
    return HOUR_MS + (random - 32768) * (HOUR_MS / 10) / 32768;
}

/* When to try again; 0 for no more. */
static int64_t next_try(const struct outbox_take *row, int64_t now)
{
    int64_t next = now + pause_ms(row->attempts);

    return row->attempts < TRIES_MOST && next < row->expires ? next : 0;
}

static void report(const struct outbox_take *row, const struct outcome *outcome, int64_t next)
{
    if (outcome->delivery == DELIVERY_DONE)
        LOG_INFO("mail_sent", LOG_TEXT("id", row->id), LOG_TEXT("kind", row->kind),
                 LOG_NUMBER("attempts", row->attempts), LOG_NUMBER("age_ms", time_now() - row->created));
    else if (next)
        LOG_WARN("mail_later", LOG_TEXT("id", row->id), LOG_TEXT("kind", row->kind),
                 LOG_NUMBER("attempts", row->attempts), LOG_TEXT("why", outcome->why));
    else
        LOG_ERROR("mail_failed", LOG_TEXT("id", row->id), LOG_TEXT("kind", row->kind),
                  LOG_NUMBER("attempts", row->attempts), LOG_TEXT("why", outcome->why));
}

/* --- the outbox -------------------------------------------------------------------------------------------------- */

enum found { NOTHING, WRITTEN, SUPERSEDED, DUE };

/* The decision that a mail is no longer true is made where it is taken: what changes later finds it on its way. */
static enum err take(struct db *db, struct arena *arena, struct outbox_take *row, enum found *found)
{
    struct outbox_supersede ended;
    int64_t now = time_now();
    enum err error = db_begin(db, arena);

    if (error)
        return error;
    *found = !sql_outbox_take(db, row, now + LEASE_MS, now)   ? NOTHING
             : sql_outbox_supersede(db, &ended, now, row->id) ? SUPERSEDED
                                                              : DUE;
    return db_commit(db);
}

static const char *facts_of(struct arena *arena, const struct outbox_sponsors *sponsor)
{
    struct text facts = text_new(arena, FACTS_MOST);

    emit_object(&facts, NULL);
    emit_string(&facts, "person", sponsor->person);
    emit_string(&facts, "entity", sponsor->entity);
    emit_string(&facts, "operation", sponsor->operation);
    emit_string(&facts, "operation_id", sponsor->operation_id);
    emit_string(&facts, "reference", sponsor->reference);
    emit_object_end(&facts);
    return text_string(&facts);
}

/* Who gave an access hears that its person was not reached, and its line shows it. */
static void tell_sponsors(struct db *db, struct arena *arena, const char *id, int64_t now)
{
    struct rows sponsors = sql_outbox_sponsors(db, id);
    struct outbox_sponsors sponsor;

    while (outbox_sponsors_next(&sponsors, &sponsor))
        outbox_put(db, now,
                   &(struct mail){ .kind = "undelivered",
                                   .email = sponsor.email,
                                   .language = sponsor.language,
                                   .facts = facts_of(arena, &sponsor),
                                   .contact = sponsor.contact,
                                   .life_ms = MAIL_LIFE_MS });
    sql_outbox_mark_lines(db, now, id);
}

static enum err note(struct db *db, struct arena *arena, const struct outbox_take *row, const struct outcome *outcome,
                     int64_t next)
{
    int64_t now = time_now();
    enum err error = db_begin(db, arena);

    if (error)
        return error;
    if (outcome->delivery == DELIVERY_DONE) {
        sql_outbox_sent(db, now, row->id);
        sql_outbox_mark_lines(db, 0, row->id);
    } else if (next) {
        sql_outbox_later(db, next, outcome->why, row->id);
    } else {
        sql_outbox_failed(db, now, outcome->why, row->id);
        tell_sponsors(db, arena, row->id, now);
    }
    return db_commit(db);
}

static void wait_ms(int64_t ms)
{
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static enum err send_one(struct db *db, struct arena *arena, const struct outbox_take *row)
{
    struct outcome outcome = attempt(arena, row);
    int64_t next = outcome.delivery == DELIVERY_LATER ? next_try(row, time_now()) : 0;
    enum err error;

    report(row, &outcome, next);

    /* What was sent and not noted would be sent again when the lease ends. */
    error = note(db, arena, row, &outcome, next);
    for (int more = 2; error && more > 0; more--) {
        wait_ms(TROUBLE_MS);
        error = note(db, arena, row, &outcome, next);
    }
    return error;
}

/* Sends one due mail, if there is one, or drops it. */
static enum err send_next(struct db *db, struct arena *arena, enum found *found)
{
    struct outbox_take row;
    enum err error = take(db, arena, &row, found);

    if (error || *found == NOTHING)
        return error;
    if (*found == DUE)
        return send_one(db, arena, &row);
    LOG_INFO("mail_superseded", LOG_TEXT("id", row.id), LOG_TEXT("kind", row.kind));
    return OK;
}

/* Now and then, when there is nothing else to do. A mail that waits longer than the greatest pause was put off
 * by a clock that was ahead. */
static void sweep(struct db *db, struct arena *arena, int64_t *due)
{
    int64_t now = time_now(), steady = time_steady();
    bool more;

    if (steady < *due || db_begin(db, arena))
        return;
    sql_outbox_recall(db, now, now + 2 * HOUR_MS);
    escalation_run(db, arena, now);
    move_watch(db, arena, now);
    handover_run(db, arena, now);
    sql_outbox_purge(db, now - KEPT_MS);
    more = db_changes(db) > 0;
    *due = db_commit(db) || !more ? steady + SWEEP_MS : steady;
}

/* What ends is moved to the archive soon after, and people are reminded before. */
static void expire(struct db *db, struct arena *arena, int64_t *due)
{
    int64_t now = time_now(), steady = time_steady();
    bool more;

    if (steady < *due || db_begin(db, arena))
        return;
    more = expiry_run(db, arena, now);
    more |= reminder_run(db, arena, now);
    *due = db_commit(db) || !more ? steady + EXPIRY_MS : steady;
}

/* The letters about what happened, likewise; true when there is something to send, or to write, at once. */
static bool write_notices(struct db *db, struct arena *arena, int64_t *due)
{
    int64_t now = time_now(), steady = time_steady();
    bool more;

    if (steady < *due || db_begin(db, arena))
        return false;
    more = notice_run(db, arena, now);
    more = !db_commit(db) && more;
    *due = more ? steady : steady + NOTICE_MS;
    return more;
}

/* --- the process ------------------------------------------------------------------------------------------------- */

/* Signals stay blocked and are only asked for between two mails, so that a mail in hand is always finished. */
static void block_signals(sigset_t *stop)
{
    sigemptyset(stop);
    sigaddset(stop, SIGTERM);
    sigaddset(stop, SIGINT);
    sigprocmask(SIG_BLOCK, stop, NULL);
    signal(SIGPIPE, SIG_IGN); /* TLS writes to sockets whose other end may be gone */
}

static bool told_to_stop(const sigset_t *stop, int64_t wait)
{
    struct timespec most = { wait / 1000, wait % 1000 * 1000000 };

    return sigtimedwait(stop, NULL, &most) > 0;
}

static bool send_due(struct db *db, const sigset_t *stop, bool once)
{
    static const int64_t pause[] = { [NOTHING] = POLL_MS, [WRITTEN] = GAP_MS, [SUPERSEDED] = 0, [DUE] = 0 };
    struct arena *arena = arena_new();
    enum found found = NOTHING;
    int64_t sweep_due = 0, expiry_due = 0, notice_due = 0;
    enum err error = OK;

    do {
        arena_reset(arena);
        error = send_next(db, arena, &found);
        expire(db, arena, &expiry_due);
        if (!error && found == NOTHING)
            sweep(db, arena, &sweep_due);
        if (!error && found == NOTHING && write_notices(db, arena, &notice_due))
            found = WRITTEN;
        if (once && (error || found == NOTHING))
            break;
    } while (!told_to_stop(stop, error ? TROUBLE_MS : pause[found]));
    arena_free(arena);
    return !once || !error;
}

static int send_mails(bool once)
{
    sigset_t stop;
    struct db *db;
    bool fine;

    block_signals(&stop);
    if (!server_start() || !smtp_start() || !db_fits(conf.database))
        return 1;
    db = db_open(conf.database, DB_WRITE);
    if (!db)
        return 1;
    fine = send_due(db, &stop, once);
    db_close(db);
    return fine ? 0 : 1;
}

int mail_main(int argc, char **argv)
{
    bool once = argc == 2 && !strcmp(argv[1], "--once");

    if (argc == 1 || once)
        return send_mails(once);
    if (!strcmp(argv[1], "status") && (argc == 2 || (argc == 3 && !strcmp(argv[2], "--failed"))))
        return mail_status(argc == 3);
    if (!strcmp(argv[1], "retry") && argc == 3)
        return mail_retry(argv[2]);
    fputs("usage: guichet mail [--once | status [--failed] | retry ID]\n", stderr);
    return 2;
}
