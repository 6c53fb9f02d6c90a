#include "outbox.h"
#include "address.h"
#include "emit.h"
#include "letter.h"
#include "postage.h"
#include "secret.h"
#include "server.h"
#include "sql_mail.h"

#include <string.h>

#define HOUR_MS        (3600 * 1000LL)
#define DAY_MS         (24 * HOUR_MS)
#define HELD_MS        HOUR_MS
#define AHEAD_MS       (2 * HOUR_MS) /* a mail that waits longer than the greatest pause was put off by a wrong clock */
#define KEPT_MS        (30 * DAY_MS)
#define LINES_MOST     20 /* a gathered letter */
#define FACTS_MOST     65536
#define STRANGERS_MOST 500 /* a person and day: a bank's people by lists, in some calls, and not a mailing */

/* --- what one mailbox is sent ------------------------------------------------------------------------------------ */

/* `desk+tag@bank.example` is read in `desk@bank.example` (RFC 5233), and one can have as many as one likes. */
static const char *mailbox_of(struct db *db, const char *email, const struct allowance *allowance)
{
    const char *key = address_key(db_arena(db), email);
    size_t plain = key ? strcspn(key, allowance->exact ? "@" : "+@") : 0;

    return plain ? arena_format(db_arena(db), "%.*s%s", (int)plain, key, strchr(key, '@')) : email;
}

/* When the mailbox may be sent the next. */
static int64_t next_slot(struct db *db, int64_t now, const char *mailbox, const struct allowance *allowance)
{
    struct outbox_slot row;

    if (!sql_outbox_slot(db, &row, mailbox, allowance->name, now, allowance->most - 1))
        return now;
    return row.slot + allowance->within_ms > now ? row.slot + allowance->within_ms : now;
}

int outbox_wait(struct db *db, int64_t now, enum mail_kind kind, const char *email)
{
    const struct allowance *allowance = postage_of(kind)->allowance;
    int64_t slot = next_slot(db, now, mailbox_of(db, email, allowance), allowance);

    return (int)((slot - now + 999) / 1000);
}

static const char *subject_of(struct db *db, const struct mail *mail, const struct postage *postage)
{
    const char *about = mail->about ? mail->about : mail->contact;

    return about ? arena_format(db_arena(db), "%s:%s",
                                postage->series ? postage->series : mail_kind_name(postage->kind), about)
                 : NULL;
}

static int64_t held_until(struct db *db, int64_t now, const char *mailbox, const struct allowance *allowance)
{
    struct outbox_held_until row;

    return sql_outbox_held_until(db, &row, mailbox, allowance->name) && row.due ? row.due : now + HELD_MS;
}

void outbox_put(struct db *db, int64_t now, const struct mail *mail)
{
    const struct postage *postage = postage_of(mail->kind);
    const char *mailbox = mailbox_of(db, mail->email, postage->allowance), *about = subject_of(db, mail, postage);
    bool secret = mail->invitation || mail->challenge; /* which lives from now on, whenever the mail goes */
    int64_t slot, due;
    char id[ID_ROOM];
    bool held;

    if (about)
        sql_outbox_replace(db, now, mailbox, about);
    slot = next_slot(db, now, mailbox, postage->allowance);
    held = slot > now && postage->allowance->gathered;
    due = held ? held_until(db, now, mailbox, postage->allowance) : slot;
    secret_id(id, now);
    sql_outbox_add(db, &(struct sql_outbox_add){ .id = id,
                                                 .kind = mail->kind,
                                                 .email = mail->email,
                                                 .language = mail->language,
                                                 .facts = mail->facts,
                                                 .invitation = mail->invitation,
                                                 .challenge = mail->challenge,
                                                 .derived_from = mail->derived_from,
                                                 .kid = server.keys.key[0].kid,
                                                 .contact = mail->contact,
                                                 .mailbox = mailbox,
                                                 .allowance = postage->allowance->name,
                                                 .slot = held ? 0 : slot,
                                                 .about = about,
                                                 .urgency = held ? URGENCY_HELD : postage->urgency,
                                                 .now = now,
                                                 .due = due,
                                                 .expires = (secret ? now : due) + mail->life_ms });
}

/* --- what is gathered -------------------------------------------------------------------------------------------- */

struct gathered {
    struct text facts;
    int64_t lines, shown;
};

static void add_line(struct gathered *gathered, struct db *db, const struct outbox_held *row)
{
    struct occasion occasion = { .kind = row->kind, .language = language_of(row->language, ENGLISH) };
    struct gist gist;

    occasion.facts = row->facts;
    if (!letter_gist(db_arena(db), &occasion, &gist) || ++gathered->lines > LINES_MOST)
        return;
    emit_object(&gathered->facts, NULL);
    emit_string(&gathered->facts, "event", "subject");
    emit_string(&gathered->facts, "subject", gist.subject);
    emit_string(&gathered->facts, "words", gist.words);
    emit_object_end(&gathered->facts);
}

static const char *count_words(struct db *db, int64_t count)
{
    return arena_format(db_arena(db), "%lld", (long long)count);
}

/* What is no longer true is left out. */
static void add_lines(struct gathered *gathered, struct db *db, int64_t now, const struct outbox_held_due *to)
{
    struct rows rows = sql_outbox_held(db, to->mailbox, to->allowance, to->email);
    struct outbox_supersede ended;
    struct outbox_held row;

    emit_array(&gathered->facts, "lines");
    while (outbox_held_next(&rows, &row))
        if (!sql_outbox_supersede(db, &ended, now, row.id))
            add_line(gathered, db, &row);
    emit_array_end(&gathered->facts);
}

static const char *gather(struct db *db, int64_t now, const struct outbox_held_due *to, int64_t *lines)
{
    struct gathered gathered = { .facts = text_new(db_arena(db), FACTS_MOST) };
    struct text *facts = &gathered.facts;

    emit_object(facts, NULL);
    emit_array(facts, "sections");
    emit_object(facts, NULL);
    emit_string(facts, "event", "gathered");
    add_lines(&gathered, db, now, to);
    if (gathered.lines > LINES_MOST)
        emit_string(facts, "more", count_words(db, gathered.lines - LINES_MOST));
    emit_object_end(facts);
    emit_array_end(facts);
    emit_string(facts, "count", count_words(db, gathered.lines));
    emit_object_end(facts);
    *lines = gathered.lines;
    return text_string(facts);
}

bool outbox_gather(struct db *db, int64_t now)
{
    struct outbox_held_due to;
    const char *facts;
    int64_t lines;

    if (!sql_outbox_held_due(db, &to, now))
        return false;
    facts = gather(db, now, &to, &lines);
    sql_outbox_held_end(db, to.mailbox, to.allowance, to.email);
    if (lines)
        outbox_put(db, now,
                   &(struct mail){ .kind = MAIL_GATHERED,
                                   .email = to.email,
                                   .language = to.language,
                                   .facts = facts,
                                   .life_ms = MAIL_LIFE_MS });
    return true;
}

/* --- whom one person has us write to ----------------------------------------------------------------------------- */

int outbox_stranger(struct db *db, int64_t now, const char *actor, const char *user)
{
    struct stranger_known known;
    struct stranger_oldest oldest;

    if (user && sql_stranger_known(db, &known, actor, user, now - DAY_MS))
        return 0;
    if (sql_stranger_oldest(db, &oldest, actor, now - DAY_MS, STRANGERS_MOST - 1) && oldest.at <= now)
        return (int)((oldest.at + DAY_MS - now + 999) / 1000);
    if (user)
        sql_stranger_add(db, actor, user, now);
    return 0;
}

bool outbox_watch(struct db *db, int64_t now)
{
    sql_outbox_recall(db, now, now + AHEAD_MS);
    sql_stranger_purge(db, now - DAY_MS);
    sql_outbox_purge(db, now - KEPT_MS);
    return db_changes(db) > 0;
}
