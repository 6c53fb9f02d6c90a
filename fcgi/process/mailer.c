#include "mailer.h"

#include "arena.h"
#include "conf.h"
#include "mail_bounce.h"
#include "mail_commands.h"
#include "send.h"
#include "server.h"
#include "smtp.h"
#include "stop.h"
#include "text.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define WATCHES_MOST 32

static const struct watch *watches;

void mailer_use(const struct watch watched[])
{
    watches = watched;
}

/* --- what has its time -------------------------------------------------------------------------------------------- */

/* When each watch is due, by the steady clock. */
struct house {
    int64_t due[WATCHES_MOST];
};

/* True when there is more to do at once. */
static bool look_after(const struct watch *watch, struct db *db, struct arena *arena, int64_t *due)
{
    int64_t now = time_now(), steady = time_steady();
    bool more;

    if (steady < *due || (watch->is_due && !watch->is_due(db, now)) || db_begin(db, arena))
        return false;
    more = watch->run(db, now);
    more = !db_commit(db) && more;
    *due = more ? steady : steady + watch->every_ms;
    return more;
}

/* By the clock, whatever waits to be sent. True when there is more to do at once. */
static bool keep_house(struct db *db, struct arena *arena, struct house *house)
{
    bool more = false;

    arena_reset(arena);
    for (int i = 0; i < WATCHES_MOST && watches[i].run; i++)
        more |= look_after(&watches[i], db, arena, &house->due[i]);
    return more;
}

/* --- the process ------------------------------------------------------------------------------------------------- */

static bool go_on_until_told(struct db *db, struct arena *arena)
{
    struct senders *senders = send_begin();
    struct house house = { 0 };

    if (!senders)
        return false;
    do
        keep_house(db, arena, &house);
    while (!stop_asked(SEND_POLL_MS));
    send_end(senders);
    return true;
}

/* What is due, and what comes of it. */
static bool go_once(struct db *db, struct arena *arena)
{
    struct house house = { 0 };
    bool fine, more;

    do {
        more = keep_house(db, arena, &house);
        fine = send_once();
    } while (fine && more);
    return fine;
}

static int send_mails(bool once)
{
    struct arena *arena;
    struct db *db;
    bool fine;

    stop_block();
    signal(SIGPIPE, SIG_IGN); /* TLS writes to sockets whose other end may be gone */
    if (!server_start() || !smtp_start() || !db_fits(conf.database))
        return 1;
    db = db_open(conf.database, DB_WRITE);
    if (!db)
        return 1;
    arena = arena_new();
    fine = once ? go_once(db, arena) : go_on_until_told(db, arena);
    arena_free(arena);
    db_close(db);
    return fine ? 0 : 1;
}

int mailer_main(int argc, char **argv)
{
    bool once = argc == 2 && !strcmp(argv[1], "--once");

    if (argc == 1 || once)
        return send_mails(once);
    if (!strcmp(argv[1], "status") && (argc == 2 || (argc == 3 && !strcmp(argv[2], "--failed"))))
        return mail_status(argc == 3);
    if (!strcmp(argv[1], "retry") && argc == 3)
        return mail_retry(argv[2]);
    if (!strcmp(argv[1], "bounce") && argc == 2)
        return mail_bounce();
    fputs("usage: guichet mail [--once | status [--failed] | retry ID | bounce <MESSAGE]\n", stderr);
    return 2;
}
