#include "send.h"

#include "address.h"
#include "arena.h"
#include "conf.h"
#include "db.h"
#include "letter.h"
#include "log.h"
#include "note.h"
#include "outbox.h"
#include "postage.h"
#include "relay.h"
#include "server.h"
#include "smtp.h"
#include "sql_mail.h"
#include "sql_people.h"
#include "text.h"
#include "undelivered.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECOND_MS  INT64_C(1000)
#define MINUTE_MS  (60 * SECOND_MS)
#define HOUR_MS    (60 * MINUTE_MS)
#define LEASE_MS   (2 * MINUTE_MS) /* nobody else takes the mail so long */
#define TROUBLE_MS (5 * SECOND_MS) /* after an error of the database */
#define TRIES_MOST 53              /* 48 hours, by the pauses below */

_Static_assert(LEASE_MS > SMTP_MOST_MS + 2 * TROUBLE_MS, "a mail in hand must not become due for another mailer");

/* --- who sends what ----------------------------------------------------------------------------------------------- */

#define SENDERS    3 /* at one time, so many connections: some servers take no more from one client */
#define TURNS_MOST 4

/* Sends one mail at a time, so that what is slow to go holds only what it shares a sender with: the first sends nothing
 * but codes, the second gives each of its kinds a turn, the third the rest. */
struct sender {
    enum urgency turn[TURNS_MOST]; /* up to URGENCY_NONE */
    int next;                      /* whose turn it is */
    struct db *db;
    struct arena *arena;
    struct keys keys; /* its own, for the file is read again when a key is missing */
    pthread_t thread;
};

static const struct sender shares[SENDERS] = {
    { .turn = { URGENCY_CODE } },
    { .turn = { URGENCY_CODE, URGENCY_RESET, URGENCY_INVITATION } },
    { .turn = { URGENCY_REST } },
};

static const struct sender everything = { .turn = { URGENCY_CODE, URGENCY_RESET, URGENCY_INVITATION, URGENCY_REST } };

static atomic_bool stopping;

/* --- one mail ---------------------------------------------------------------------------------------------------- */

/* What a mail shows that is not its own: by what its reader counts days, and how far the register goes. */
struct besides {
    struct reader_at_address reader;
    const char *checkpoint, *row;
};

struct outcome {
    enum delivery delivery;
    const char *why; /* it was not delivered */
};

/* Trouble that is not this mail's. */
static bool is_of_server(enum delivery delivery)
{
    return delivery == DELIVERY_AWAY || delivery == DELIVERY_BLOCKED;
}

/* Keys may have been added since the file was read. */
static const struct key *find_key(struct keys *keys, const char *kid)
{
    const struct key *key = keys_find(keys, kid);
    struct keys fresh;

    if (key || !keys_load(&fresh, conf.keys))
        return key;
    *keys = fresh;
    return keys_find(keys, kid);
}

/* The row holds no secret: link and code are derived from the key that the request named. NULL, or why not. */
static const char *derive(struct sender *sender, const struct outbox_take *row, struct occasion *occasion)
{
    const struct key *key;
    const char *link = row->derived_from ? row->derived_from : row->invitation;
    const char *number = row->derived_from ? row->derived_from : row->challenge;

    if (!link && !number)
        return NULL;
    key = row->kid ? find_key(&sender->keys, row->kid) : NULL;
    if (!key)
        return "the key of its link or code is not in the key file";
    if (link) {
        char *secret = arena_alloc(sender->arena, LINK_ROOM);

        secret_link(secret, key->bytes, link);
        occasion->secret = secret;
    }
    if (number) {
        char *code = arena_alloc(sender->arena, 7);

        secret_code(code, key->bytes, number);
        occasion->code = code;
    }
    return NULL;
}

/* Talks to the server outside any transaction. What is wrong on our side may be mended: a key file, an older program.
 */
static struct outcome attempt(struct sender *sender, const struct outbox_take *row, const struct besides *besides)
{
    struct occasion occasion = { .kind = row->kind,
                                 .language = language_of(row->language, ENGLISH),
                                 .facts = row->facts,
                                 .home = conf.public_url,
                                 .zone = besides->reader.zone,
                                 .bilingual = besides->reader.bilingual };
    struct message message = { .id = row->id,
                               .to = row->email,
                               .language = occasion.language,
                               .written = row->created,
                               .checkpoint = besides->checkpoint,
                               .row = besides->row };
    struct outcome outcome = { DELIVERY_LATER, NULL };
    struct refusal refusal;
    struct letter letter;

    if (row->expires <= time_now())
        return (struct outcome){ DELIVERY_LATER, "what it says has expired" };
    outcome.why = derive(sender, row, &occasion);
    if (!outcome.why)
        outcome.why = letter_write(sender->arena, &occasion, &letter);
    if (outcome.why)
        return outcome;

    message.subject = letter.subject;
    message.text = letter.text;
    message.html = letter.html;
    refusal = smtp_deliver(sender->arena, &message, &outcome.why);
    relay_note(refusal, outcome.why);
    outcome.delivery = refusal.delivery;
    return outcome;
}

#define PAUSES 5

/* The pause after this many attempts: growing, then an hour, give or take a tenth so that mails part again that failed
 * together. */
static int64_t pause_ms(int64_t attempts)
{
    static const int64_t pauses[PAUSES] = { 30 * SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS };
    uint16_t random;

    if (attempts <= PAUSES)
        return pauses[attempts - 1];
    secret_random(&random, sizeof(random));
    return HOUR_MS + (random - 32768) * (HOUR_MS / 10) / 32768;
}

/* How many of its attempts count: those that the server spoiled for all are not the mail's, so that it is neither given
 * up nor long in coming when the server is well again. */
static int64_t attempts_of(const struct outbox_take *row, enum delivery delivery)
{
    return is_of_server(delivery) && row->attempts > PAUSES ? PAUSES : row->attempts;
}

/* When to try again; 0 for no more. */
static int64_t next_try(const struct outbox_take *row, enum delivery delivery, int64_t now)
{
    int64_t attempts = attempts_of(row, delivery), next = now + pause_ms(attempts);

    return delivery < DELIVERY_REFUSED && attempts < TRIES_MOST && next < row->expires ? next : 0;
}

static void report(const struct outbox_take *row, const struct outcome *outcome, int64_t next)
{
    if (outcome->delivery == DELIVERY_DONE)
        LOG_INFO("mail_sent", LOG_TEXT("id", row->id), LOG_TEXT("kind", mail_kind_name(row->kind)),
                 LOG_NUMBER("attempts", row->attempts), LOG_NUMBER("age_ms", time_now() - row->created));
    else if (next)
        LOG_WARN("mail_later", LOG_TEXT("id", row->id), LOG_TEXT("kind", mail_kind_name(row->kind)),
                 LOG_NUMBER("attempts", row->attempts), LOG_TEXT("why", outcome->why));
    else
        LOG_ERROR("mail_failed", LOG_TEXT("id", row->id), LOG_TEXT("kind", mail_kind_name(row->kind)),
                  LOG_NUMBER("attempts", row->attempts), LOG_TEXT("why", outcome->why));
}

/* --- the outbox -------------------------------------------------------------------------------------------------- */

enum found { NOTHING, SUPERSEDED, DUE };

static bool is_due(struct sender *sender)
{
    struct outbox_due row;
    int64_t now = time_now();
    bool due = false;

    for (int i = 0; i < TURNS_MOST && sender->turn[i] && !due; i++)
        due = sql_outbox_due(sender->db, &row, sender->turn[i], now);
    return due;
}

/* The oldest due mail of the kinds whose turn it is. */
static bool take_in_turn(struct sender *sender, struct outbox_take *row, int64_t now)
{
    int kinds = 0;

    while (kinds < TURNS_MOST && sender->turn[kinds])
        kinds++;
    for (int i = 0; i < kinds; i++) {
        int turn = (sender->next + i) % kinds;

        if (sql_outbox_take(sender->db, row, now + LEASE_MS, sender->turn[turn], now)) {
            sender->next = turn + 1;
            return true;
        }
    }
    return false;
}

/* How its mails show what the register says: the last row on their line too. */
static void read_log(struct sender *sender, const struct outbox_take *row, struct besides *out)
{
    struct outbox_log log;

    if (!sql_outbox_log(sender->db, &log, row->contact, row->created))
        return;
    out->checkpoint = note_header(sender->arena, log.note);
    if (log.row)
        out->row = arena_format(sender->arena, "%" PRId64 " %s", log.row - 1, log.leaf);
}

/* By what its reader counts days now, and whether nobody knows which language is his. */
static struct reader_at_address reader_of(struct sender *sender, const struct outbox_take *row)
{
    const char *key = address_key(sender->arena, row->email);
    struct reader_at_address reader;

    return key && sql_reader_at_address(sender->db, &reader, key) ? reader : (struct reader_at_address){ 0 };
}

/* The decision that a mail is no longer true is made where it is taken: what changes later finds it on its way. */
static enum err take(struct sender *sender, struct outbox_take *row, struct besides *besides, enum found *found)
{
    struct outbox_supersede ended;
    int64_t now = time_now();
    enum err error = db_begin(sender->db, sender->arena);

    if (error)
        return error;
    *found = !take_in_turn(sender, row, now)                          ? NOTHING
             : sql_outbox_supersede(sender->db, &ended, now, row->id) ? SUPERSEDED
                                                                      : DUE;
    *besides = (struct besides){ 0 };
    if (*found == DUE) {
        besides->reader = reader_of(sender, row);
        read_log(sender, row, besides);
    }
    return db_commit(sender->db);
}

/* Its lines show it when it is the address that does not work, as far as two days of trying can tell. */
static void give_up(struct db *db, struct arena *arena, const struct outbox_take *row, const struct outcome *outcome,
                    int64_t now)
{
    bool refused = outcome->delivery == DELIVERY_REFUSED;

    sql_outbox_failed(db, now, outcome->why, row->id);
    undelivered_tell(db, arena, row->id, refused, now);
    if (refused || row->attempts >= TRIES_MOST)
        sql_outbox_mark_lines(db, now, row->id);
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
        sql_outbox_later(db, &(struct sql_outbox_later){ .due = next,
                                                         .error = outcome->why,
                                                         .blocked = outcome->delivery == DELIVERY_BLOCKED,
                                                         .attempts = attempts_of(row, outcome->delivery),
                                                         .id = row->id });
    } else {
        give_up(db, arena, row, outcome, now);
    }
    return db_commit(db);
}

static void wait_ms(int64_t ms)
{
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static enum err send_one(struct sender *sender, const struct outbox_take *row, const struct besides *besides)
{
    struct outcome outcome = attempt(sender, row, besides);
    int64_t next = next_try(row, outcome.delivery, time_now());
    enum err error;

    report(row, &outcome, next);

    /* What was sent and not noted would be sent again when the lease ends. */
    error = note(sender->db, sender->arena, row, &outcome, next);
    for (int more = 2; error && more > 0; more--) {
        wait_ms(TROUBLE_MS);
        error = note(sender->db, sender->arena, row, &outcome, next);
    }
    return error;
}

/* Sends one due mail, if there is one, or drops it. */
static enum err send_next(struct sender *sender, enum found *found)
{
    struct outbox_take row;
    struct besides besides;
    enum err error = OK;

    *found = NOTHING;
    if (!relay_rests() && is_due(sender))
        error = take(sender, &row, &besides, found);

    if (error || *found == NOTHING)
        return error;
    if (*found == DUE)
        return send_one(sender, &row, &besides);
    LOG_INFO("mail_superseded", LOG_TEXT("id", row.id), LOG_TEXT("kind", mail_kind_name(row.kind)));
    return OK;
}

/* All that is due, or until told to stop. */
static enum err send_due(struct sender *sender)
{
    enum found found = DUE;
    enum err error = OK;

    while (!error && found != NOTHING && !stopping) {
        arena_reset(sender->arena);
        error = send_next(sender, &found);
    }
    return error;
}

/* --- the senders -------------------------------------------------------------------------------------------------- */

static bool open_sender(struct sender *sender, const struct sender *share)
{
    *sender = *share;
    sender->keys = server.keys;
    sender->db = db_open(conf.database, DB_WRITE);
    sender->arena = arena_new();
    return sender->db != NULL;
}

static void close_sender(struct sender *sender)
{
    db_close(sender->db);
    arena_free(sender->arena);
}

static void *go_on_sending(void *argument)
{
    struct sender *sender = argument;

    while (!stopping) {
        int64_t pause = send_due(sender) ? TROUBLE_MS : SEND_POLL_MS;

        for (; pause > 0 && !stopping; pause -= SEND_POLL_MS)
            wait_ms(SEND_POLL_MS);
    }
    return NULL;
}

struct senders {
    struct sender sender[SENDERS];
};

static void release(struct senders *senders)
{
    for (int i = 0; i < SENDERS; i++)
        close_sender(&senders->sender[i]);
    free(senders);
}

struct senders *send_begin(void)
{
    struct senders *senders = calloc(1, sizeof(struct senders));
    bool open = true;

    if (!senders)
        abort();
    for (int i = 0; i < SENDERS; i++)
        open &= open_sender(&senders->sender[i], &shares[i]);
    if (!open) {
        release(senders);
        return NULL;
    }
    for (int i = 0; i < SENDERS; i++)
        if (pthread_create(&senders->sender[i].thread, NULL, go_on_sending, &senders->sender[i]))
            abort();
    return senders;
}

void send_end(struct senders *senders)
{
    stopping = true;
    for (int i = 0; i < SENDERS; i++)
        pthread_join(senders->sender[i].thread, NULL);
    release(senders);
}

bool send_once(void)
{
    struct sender sender;
    bool fine = open_sender(&sender, &everything) && send_due(&sender) == OK;

    close_sender(&sender);
    return fine;
}
