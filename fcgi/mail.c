#include "mail.h"

#include "arena.h"
#include "conf.h"
#include "db.h"
#include "letter.h"
#include "log.h"
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
#define GIVE_UP_MS (48 * HOUR_MS)
#define POLL_MS    200
#define TROUBLE_MS (5 * SECOND_MS) /* after an error of the database */

_Static_assert(LEASE_MS > SMTP_MOST_MS + 2 * TROUBLE_MS, "a mail in hand must not become due for another mailer");

/* --- one mail ---------------------------------------------------------------------------------------------------- */

struct outcome {
    enum delivery delivery;
    const char *why; /* it was not delivered */
};

/* The row holds no secret: link and code are derived from the key that the request named. NULL, or why not. */
static const char *derive(struct arena *arena, const struct outbox_take *row, struct occasion *occasion)
{
    const struct key *key = row->kid ? keys_find(&server.keys, row->kid) : NULL;

    if ((row->invitation || row->challenge) && !key)
        return "the key of its link or code is not in the key file";
    if (row->invitation) {
        char *secret = arena_alloc(arena, LINK_ROOM);

        secret_link(secret, key->bytes, row->invitation);
        occasion->secret = secret;
    }
    if (row->challenge) {
        char *code = arena_alloc(arena, 7);

        secret_code(code, key->bytes, row->challenge);
        occasion->code = code;
    }
    return NULL;
}

/* Talks to the server outside any transaction. */
static struct outcome attempt(struct arena *arena, const struct outbox_take *row)
{
    struct occasion occasion = {
        .kind = row->kind, .language = language_of(row->language, ENGLISH), .facts = row->facts, .home = conf.public_url
    };
    struct message message = {
        .id = row->id, .to = row->email, .language = occasion.language, .written = row->created
    };
    struct outcome outcome = { DELIVERY_REFUSED, NULL };
    struct letter letter;

    if (row->expires <= time_now())
        outcome.why = "what it says has expired";
    if (!outcome.why)
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
    int64_t end = row->created + GIVE_UP_MS < row->expires ? row->created + GIVE_UP_MS : row->expires;
    int64_t next = now + pause_ms(row->attempts);

    return next < end ? next : 0;
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

static enum err take(struct db *db, struct arena *arena, struct outbox_take *row, bool *found)
{
    int64_t now = time_now();
    enum err error = db_begin(db, arena);

    if (error)
        return error;
    *found = sql_outbox_take(db, row, now + LEASE_MS, now);
    return db_commit(db);
}

static enum err note(struct db *db, struct arena *arena, const struct outbox_take *row, const struct outcome *outcome,
                     int64_t next)
{
    enum err error = db_begin(db, arena);

    if (error)
        return error;
    if (outcome->delivery == DELIVERY_DONE)
        sql_outbox_sent(db, time_now(), row->id);
    else if (next)
        sql_outbox_later(db, next, outcome->why, row->id);
    else
        sql_outbox_failed(db, time_now(), outcome->why, row->id);
    return db_commit(db);
}

static void wait_ms(int64_t ms)
{
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

/* Sends one due mail, if there is one. */
static enum err send_one(struct db *db, struct arena *arena, bool *found)
{
    struct outbox_take row;
    struct outcome outcome;
    int64_t next = 0;
    enum err error = take(db, arena, &row, found);

    if (error || !*found)
        return error;
    outcome = attempt(arena, &row);
    if (outcome.delivery == DELIVERY_LATER)
        next = next_try(&row, time_now());
    report(&row, &outcome, next);

    /* What was sent and not noted would be sent again when the lease ends. */
    error = note(db, arena, &row, &outcome, next);
    for (int more = 2; error && more > 0; more--) {
        wait_ms(TROUBLE_MS);
        error = note(db, arena, &row, &outcome, next);
    }
    return error;
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
    struct arena *arena = arena_new();
    enum err error = OK;
    bool found = true;

    do {
        arena_reset(arena);
        error = send_one(db, arena, &found);
        if (once && (error || !found))
            break;
    } while (!told_to_stop(stop, error ? TROUBLE_MS : found ? 0 : POLL_MS));
    arena_free(arena);
    return !once || !error;
}

int mail_main(int argc, char **argv)
{
    bool once = argc == 2 && !strcmp(argv[1], "--once");
    sigset_t stop;
    struct db *db;
    bool fine;

    if (argc > 1 && !once) {
        fprintf(stderr, "usage: guichet mail [--once]\n");
        return 2;
    }
    block_signals(&stop);
    if (!server_start() || !smtp_start())
        return 1;
    db = db_open(conf.database, DB_WRITE);
    if (!db)
        return 1;
    fine = send_due(db, &stop, once);
    db_close(db);
    return fine ? 0 : 1;
}
