/* The whole API, one row each; the table is read by the dispatcher, openapi.json, `guichet routes` and the tests. */
#ifndef ROUTES_H
#define ROUTES_H

#include "req.h"

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
    int status;         /* of success */
    const char *answer; /* the schema of success in openapi.json, NULL for none */
};

extern const struct route routes[]; /* ends with a row without method */

/* Bytes that a body may have: few from strangers and where none is needed, as many as a list of people has where one is
 * sent. nginx knows the same, see guichet.conf. */
size_t route_body_most(const struct route *row);

#endif
