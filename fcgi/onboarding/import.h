/* An import at work: what its command, its rows and its steps share. */
#ifndef IMPORT_H
#define IMPORT_H

#include "arena.h"
#include "db.h"
#include "map.h"
#include "register.h"
#include "roster.h"
#include "roster_domains.h"

/* An entity of the sheet as it stands in the database, once a row asked for it. */
struct found {
    char id[ID_ROOM], root[ID_ROOM]; /* of one that is new: what it will have */
    bool client;
    /* It has a team leader at its root, who was not put there by this import. Those of its teams alone may be what an
     * import that was interrupted has left, and do not keep it from being completed. */
    bool governed;
    bool added, peopled, led;
    bool written;                  /* it was added, and stands */
    struct roster_domain *domains; /* of its people */
    int64_t view;                  /* of the import, when it was looked at last */
    int64_t seen;                  /* the register's end then */
    const char *changed;           /* what keeps its rows from being written; NULL: nothing */
};

/* What came of the rows. */
struct tally {
    int64_t entities, teams, people, mails, unchanged, archived;
    int64_t rows; /* that stand in the database */
};

struct import {
    struct arena *arena;   /* what stays until the report */
    struct arena *scratch; /* what one row needs */
    struct db *db;
    int64_t now;
    const char *file, *encoding;
    bool dry_run, invite;
    bool writing; /* the rows are checked already, and what is decided is written */
    struct roster roster;
    struct register_end end; /* as far as this import has seen or written it */
    int64_t view;            /* another one whenever somebody else has decided something */
    struct map *teams;       /* ids of those looked for in this view, by parent and name */
    struct map *people;      /* who is authorised by a row, by entity and address, while rows are checked */
    struct tally tally;
};

/* Says that a row is wrong; copies what. */
void import_refuse(struct import *on, struct roster_row *row, const char *wrong);

/* Decides what becomes of a row, inside a transaction, by what the database says there and then. While rows are
 * checked that is noted in the row, for it and the rows after it; later it is written, or the row is refused, and then
 * nothing of it is written. */
void import_row(struct import *on, struct roster_row *row);

/* Checks all rows in one view, without the lock that writing needs. False when the database failed, which is in the
 * log. */
bool import_check(struct import *on);

/* Writes what the check found to be written, in steps that each hold or not by themselves. Rows that are refused now
 * are told as in the check; what fits one step is written whole or not at all. False when it ended before the last row:
 * told to stop (stop_block is the caller's), or the database failed, which is in the log. */
bool import_write(struct import *on);

#endif
