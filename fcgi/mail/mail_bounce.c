#include "mail_bounce.h"

#include "address.h"
#include "bounce.h"
#include "conf.h"
#include "db.h"
#include "log.h"
#include "refusal.h"
#include "server.h"
#include "sql_mail.h"
#include "text.h"
#include "undelivered.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#define WHY_MOST 300

/* What is beyond the most is read as well, or the mail server would take the closed pipe for a failure. */
static size_t read_input(char *bytes)
{
    char rest[4096];
    size_t length = fread(bytes, 1, BOUNCE_MOST, stdin);

    while (fread(rest, 1, sizeof(rest), stdin) > 0)
        continue;
    return length;
}

/* One line of printable ASCII, for the log and the outbox: who sent it may have written anything. */
static const char *why_of(struct arena *arena, const struct bounce_recipient *recipient)
{
    char *why = arena_format(arena, "came back: %.20s %.*s", recipient->status ? recipient->status : "no status",
                             WHY_MOST, recipient->diagnostic ? recipient->diagnostic : "");

    for (char *c = why; *c; c++)
        if (*c < ' ' || *c > '~')
            *c = '?';
    return why;
}

/* --- is it ours? -------------------------------------------------------------------------------------------------- */

static bool is_address(struct arena *arena, const char *field, const char *key)
{
    const char *address = bounce_address(arena, field), *other = address ? address_key(arena, address) : NULL;

    return other && !strcmp(other, key);
}

/* `failed`, whatever comment follows. */
static bool is_failed(const char *action)
{
    size_t length = strspn(action, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    return length == strlen("failed") && !strncasecmp(action, "failed", length);
}

/* The recipient of the mail whom the report says it did not reach, NULL when there is none: anybody may send a report,
 * but only who got the mail, or passed it on, knows its id and to whom it went. */
static const struct bounce_recipient *find_failed(struct arena *arena, const struct bounce *bounce, const char *email)
{
    const char *key = address_key(arena, email);

    for (int i = 0; key && i < bounce->recipient_count; i++) {
        const struct bounce_recipient *recipient = &bounce->recipients[i];

        if (is_failed(recipient->action) &&
            (is_address(arena, recipient->final, key) || is_address(arena, recipient->original, key)))
            return recipient;
    }
    return NULL;
}

/* --- what follows ------------------------------------------------------------------------------------------------- */

static void report(const struct outbox_returned *mail, struct refusal refusal, const char *why)
{
    const char *advice = refusal.advice ? refusal.advice : "-";

    if (refusal.delivery == DELIVERY_BLOCKED)
        LOG_ERROR("mail_bounced", LOG_TEXT("id", mail->id), LOG_TEXT("kind", mail_kind_name(mail->kind)),
                  LOG_TEXT("why", why), LOG_TEXT("advice", advice));
    else
        LOG_WARN("mail_bounced", LOG_TEXT("id", mail->id), LOG_TEXT("kind", mail_kind_name(mail->kind)),
                 LOG_TEXT("why", why));
}

/* As when the server had refused it at once; a second report of the same changes nothing. */
static void settle(struct db *db, struct arena *arena, const struct outbox_returned *mail,
                   const struct bounce_recipient *recipient)
{
    struct refusal refusal = refusal_of_report(recipient->status ? recipient->status : "", recipient->diagnostic);
    bool refused = refusal.delivery == DELIVERY_REFUSED;
    const char *why = why_of(arena, recipient);
    int64_t now = time_now();

    sql_outbox_came_back(db, now, why, mail->id);
    undelivered_tell(db, arena, mail->id, refused, now);
    if (refused)
        sql_outbox_mark_lines(db, now, mail->id);
    report(mail, refusal, why);
}

enum known { UNKNOWN, SETTLED, TOO_EARLY };

static enum known try_id(struct db *db, struct arena *arena, const struct bounce *bounce, const char *id)
{
    struct outbox_returned mail;
    const struct bounce_recipient *recipient;

    if (!sql_outbox_returned(db, &mail, id))
        return UNKNOWN;
    recipient = find_failed(arena, bounce, mail.email);
    if (!recipient || !(mail.sent || mail.waiting))
        return UNKNOWN;
    if (mail.waiting)
        return TOO_EARLY;
    settle(db, arena, &mail, recipient);
    return SETTLED;
}

static enum err take(struct db *db, struct arena *arena, const struct bounce *bounce, enum known *known)
{
    enum err error = db_begin(db, arena);

    *known = UNKNOWN;
    if (error)
        return error;
    for (int i = 0; i < bounce->id_count && *known == UNKNOWN; i++)
        *known = try_id(db, arena, bounce, bounce->ids[i]);
    return db_commit(db);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static int take_report(struct arena *arena, const struct bounce *bounce)
{
    struct db *db = server_start() && db_fits(conf.database) ? db_open(conf.database, DB_WRITE) : NULL;
    enum known known = TOO_EARLY;
    enum err error = db ? take(db, arena, bounce, &known) : E_UNAVAILABLE;

    db_close(db);
    if (!error && known == UNKNOWN)
        LOG_INFO("bounce_ignored", LOG_TEXT("why", "it is not about a mail of ours that did not reach its recipient"));
    return error || known == TOO_EARLY ? EX_TEMPFAIL : EX_OK;
}

int mail_bounce(void)
{
    struct arena *arena = arena_new();
    struct bounce *bounce = ARENA_NEW(arena, struct bounce);
    char *bytes = arena_room(arena, BOUNCE_MOST);
    size_t length = read_input(bytes);
    int status = EX_OK;

    bounce_start();
    if (bounce_read(bounce, arena, bytes, length))
        status = take_report(arena, bounce);
    else
        LOG_INFO("bounce_ignored", LOG_TEXT("why", "it is no delivery report"));
    arena_free(arena);
    return status;
}
