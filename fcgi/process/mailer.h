/* `guichet mail`: sends what waits, and does what has its time. */
#ifndef MAILER_H
#define MAILER_H

#include "db.h"

/* Something that is done by time, in a transaction of its own. */
struct watch {
    int64_t every_ms;
    bool (*is_due)(struct db *db, int64_t now); /* outside any transaction; NULL: always */
    bool (*run)(struct db *db, int64_t now);    /* true when there is more to do at once */
};

/* Takes what is to be watched, one without `run` at the end; once, before mailer_main. Borrows. */
void mailer_use(const struct watch watches[]);

int mailer_main(int argc, char **argv);

#endif
