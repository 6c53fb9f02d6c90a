/* What a sheet says of entities, teams and people, each row checked by itself; what exists already is not known here.
 */
#ifndef ROSTER_H
#define ROSTER_H

#include "fold.h"
#include "sheet.h"
#include "words.h"

#define ROSTER_ROWS_MOST 200000

struct roster_row;

/* An entity, whatever the number of rows that name it. */
struct roster_entity {
    struct roster_entity *next;
    const char *key, *name;        /* folded, and as first written */
    enum entity_kind kind;         /* none: no row says it */
    bool client;                   /* no row says it: not one */
    struct roster_row *first;      /* row that names it */
    struct roster_row *kind_row;   /* the first that says its kind, or NULL */
    struct roster_row *client_row; /* the first that says whether it is a client, or NULL */
    bool mistaken;                 /* a row of it is wrong */
    void *found;                   /* the caller's */
};

/* What came of the person of a row; the caller's. */
enum roster_outcome { ROSTER_UNCHANGED, ROSTER_ADDED, ROSTER_ARCHIVED };

struct roster_row {
    struct roster_row *next;
    int64_t line;
    const char *wrong;            /* the column, what is wrong and what to do; NULL: good */
    struct roster_entity *entity; /* not NULL when the row is good */
    const char *team;             /* the path below the root, `Syndication / Paris`; "" for the root */
    const char *email, *key;      /* as written and as matched; NULL: the row is about the entity or team alone */
    struct folded folded;         /* of a person without names */
    bool team_leader, creator, english;
    enum roster_outcome outcome;
    bool entity_added;
    int teams_added; /* the last levels of the path */
};

struct roster {
    struct roster_row *rows;        /* in the sheet's order */
    struct roster_entity *entities; /* in any */
    int64_t count, wrong;
};

/* Reads all rows into the arena. NULL, or what is wrong with the sheet as a whole and what to do. */
const char *roster_read(struct roster *roster, struct arena *arena, struct sheet *sheet);

/* Says that a row is wrong; what was said first stays. */
void roster_refuse(struct roster *roster, struct roster_row *row, const char *wrong);

/* Whether the row's person is to lead the whole of its entity. */
bool roster_leads(const struct roster_row *row);

/* The length of the next name of a path, which stands at its beginning, and the path after it; "" at the end. */
size_t roster_team_length(const char *path);
const char *roster_team_below(const char *path);

#endif
