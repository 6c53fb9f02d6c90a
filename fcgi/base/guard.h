/* The file beside a database, `guichet.db-guard`: who has the database open, and by which marks its log knows it.
 *
 * Whoever has the database open holds the guard shared (flock(2), which ends with its process, however that ends); who
 * puts another in its place holds it alone. A mark is a number in the database's own first page that a new one replaces
 * now and then. SQLite would apply a log to whatever file has the right name; here a log belongs to a file that has one
 * of the guard's marks, and what was copied over it has another. */
#ifndef GUARD_H
#define GUARD_H

#include <stdbool.h>
#include <stdint.h>

struct marks {
    uint32_t earlier, latest; /* one of them is in the file: a new mark reaches it with the log only */
};

struct guard {
    int file;           /* -1: none is there, as beside a backup */
    struct marks marks; /* the last ones seen */
};

/* Reads the mark in the file itself, without the log. False when there is none to read. */
struct guarded {
    bool (*mark)(void *file, uint32_t *mark);
    void *file;
};

enum guard_verdict {
    GUARD_GOOD,
    GUARD_FAILED,  /* errno */
    GUARD_HELD,    /* somebody puts another database in its place */
    GUARD_FOREIGN, /* the log that lies there belongs to another file */
    GUARD_OTHERS   /* others still have another file open by this name */
};

/* Whether the log beside the database is its own; then the caller holds the guard shared until guard_leave. One is made
 * where it is missing, if asked. */
enum guard_verdict guard_enter(struct guard *guard, const char *database, const struct guarded *guarded, bool make);

/* Whether the open file is still the one that the caller entered. */
bool guard_stays(struct guard *guard, const char *database, const struct guarded *guarded);

/* Says which marks the file may have from now on; false, with errno. */
bool guard_note(struct guard *guard, struct marks marks);

void guard_leave(struct guard *guard);

/* Holds the guard alone, until guard_leave: GUARD_HELD when anybody has the database open. */
enum guard_verdict guard_claim(struct guard *guard, const char *database);

/* Of a database whose guard the caller holds alone: whether the log that lies there, if any, is its own. */
bool guard_fits(struct guard *guard, const char *database, const struct guarded *guarded);

/* A new mark, of what is in use or of a backup, which has no log whatever lies beside it. The randomness is the
 * caller's. */
uint32_t guard_mark(uint32_t random, bool backup);

#endif
