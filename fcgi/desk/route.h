/* Rows of the API. Each stands beside its handler; the dispatcher, openapi.json and `guichet routes` read them all. */
#ifndef ROUTE_H
#define ROUTE_H

#include "req.h"

struct schema;

/* A hash takes a core for longer than anything else: it has threads of its own, and few may wait for them. So whatever
 * can be refused for less is refused first, in a read transaction, on the thread that received the request; but never
 * so that the time tells whether an address has an account. */
struct slow {
    enum err (*check)(struct req *q); /* leaves in q->ready what it found; q->settled: no hash is needed */
    void (*hash)(struct req *q);      /* without a database */
};

struct route {
    const char *method, *path; /* the path below the prefix, `api/operations/{operation}` */
    enum right right;
    const char *about;               /* what it is for, one line for openapi.json */
    enum err (*load)(struct req *q); /* finds the subject and the facts */
    const struct field *body;        /* NULL: none is taken */
    size_t body_size;                /* of the struct that the table fills */
    const struct field *query;
    size_t query_size;
    const struct slow *slow; /* hashing, before the transaction; NULL: none */
    enum err (*act)(struct req *q);
    int status;                  /* of success; 0: 200, or 204 where nothing is answered */
    const struct schema *answer; /* of success */
    const char *type;            /* its media type; NULL: JSON */
    const struct schema *also;   /* of 202, where success has two answers */
    const enum err *refuses;     /* what else it can refuse with than its kind, OK at the end; NULL: nothing */
    bool secret;                 /* it answers secrets, or a session: it is not kept to be answered again */
    bool counted;                /* how often it is asked is written down, though it only reads */
    bool reads;                  /* nothing is done, though what is asked comes in a body: it is not kept either */
};

#define BODY(table, type)  .body = (table), .body_size = sizeof(struct type)
#define QUERY(table, type) .query = (table), .query_size = sizeof(struct type)

#define REFUSES(...)                                                                                                   \
    .refuses = (const enum err[])                                                                                      \
    {                                                                                                                  \
        __VA_ARGS__, OK                                                                                                \
    }

/* All rows, table by table; NULL at the end. */
extern const struct route *const *route_rows;

/* Takes the tables, each of which ends with a row without a method, NULL behind the last; once, before anything reads
 * them. Borrows. */
void route_use(const struct route *const tables[]);

/* The rows that a path below the prefix may fit, since their first two pieces are its own; NULL at the end. */
const struct route *const *route_near(const char *path);

/* Whether a row can refuse with this: what it says itself, and what every row of its kind can, by its method, its right
 * and what it takes. */
bool route_refuses(const struct route *row, enum err error);

/* Whether what is asked again under its key is answered again: what changes something, by somebody signed in. */
bool route_is_kept(const struct route *row);

/* The status of success. */
int route_status(const struct route *row);

/* The media type of success. Lends a constant. */
const char *route_type(const struct route *row);

/* Bytes that a body may have: few from strangers and where none is needed, as many as a list of people has where one is
 * sent. nginx knows the same, see guichet.conf. */
size_t route_body_most(const struct route *row);

#endif
