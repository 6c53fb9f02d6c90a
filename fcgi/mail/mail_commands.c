#include "mail_commands.h"

#include "conf.h"
#include "db.h"
#include "sql_mail.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define LINES_MOST 100
#define LINE       "%-26s  %-20s  %-7s  %8s  %-24s  %s%s%s\n"

/* Lends the time from `room`. */
static const char *time_or_dash(char room[TIME_ROOM], int64_t ms)
{
    if (!ms)
        return "-";
    time_write(room, ms);
    return room;
}

static void print_counts(const struct outbox_counts *counts)
{
    char oldest[TIME_ROOM], next[TIME_ROOM];

    printf("waiting     %" PRId64 "\n", counts->waiting);
    if (counts->waiting)
        printf("  oldest    %s\n  next try  %s\n", time_or_dash(oldest, counts->oldest),
               time_or_dash(next, counts->next));
    if (counts->blocked)
        printf("  blocked   %" PRId64
               "  refused for another reason than the address: see ERROR, and the mailer's log\n",
               counts->blocked);
    printf("failed      %" PRId64 "\nsuperseded  %" PRId64 "\nsent        %" PRId64 "\n", counts->failed,
           counts->superseded, counts->sent);
}

static void print_mail(const struct outbox_list *mail)
{
    char attempts[24], next[TIME_ROOM];

    snprintf(attempts, sizeof(attempts), "%" PRId64, mail->attempts);
    printf(LINE, mail->id, mail_kind_name(mail->kind), mail->status, attempts, time_or_dash(next, mail->due),
           mail->email, mail->error ? "  " : "", mail->error ? mail->error : "");
}

static void print_mails(struct db *db, bool failed_only, int64_t total)
{
    struct rows mails = sql_outbox_list(db, failed_only, LINES_MOST);
    struct outbox_list mail;

    if (total)
        printf("\n" LINE, "ID", "KIND", "STATE", "ATTEMPTS", "NEXT TRY", "ADDRESS", "  ", "ERROR");
    while (outbox_list_next(&mails, &mail))
        print_mail(&mail);
    if (total > LINES_MOST)
        printf("... and %" PRId64 " more\n", total - LINES_MOST);
}

/* One view for counts and lines. */
static enum err print_status(struct db *db, struct arena *arena, bool failed_only)
{
    struct outbox_counts counts;
    enum err error = db_begin(db, arena);

    if (error)
        return error;
    if (sql_outbox_counts(db, &counts)) {
        print_counts(&counts);
        print_mails(db, failed_only, counts.failed + (failed_only ? 0 : counts.waiting));
    }
    return db_commit(db);
}

int mail_status(bool failed_only)
{
    struct db *db = db_open(conf.database, DB_READ);
    struct arena *arena = arena_new();
    bool fine = db && !print_status(db, arena, failed_only);

    db_close(db);
    arena_free(arena);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}

static enum err retry(struct db *db, struct arena *arena, const char *id, bool *done)
{
    struct outbox_retry row;
    enum err error = db_begin(db, arena);

    if (error)
        return error;
    *done = sql_outbox_retry(db, &row, time_now(), id);
    return db_commit(db);
}

int mail_retry(const char *id)
{
    struct db *db = db_open(conf.database, DB_WRITE);
    struct arena *arena = arena_new();
    bool done = false, fine = db && !retry(db, arena, id, &done);

    if (fine && !done)
        fprintf(stderr, "guichet: mail retry: %s: no such mail, or it has not failed, or what it says has expired\n",
                id);
    db_close(db);
    arena_free(arena);
    return done && fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
