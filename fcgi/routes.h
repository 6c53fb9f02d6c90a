/* The whole API, one row each; the table is read by the dispatcher, openapi.json, `guichet routes` and the tests. */
#ifndef ROUTES_H
#define ROUTES_H

#include "req.h"

struct route {
    const char *method, *path; /* the path below the prefix, `api/operations/{operation}` */
    enum right right;
    const char *about;               /* what it is for, one line for openapi.json */
    enum err (*load)(struct req *q); /* finds the subject and the facts */
    const struct field *body;        /* NULL: none is taken */
    size_t body_size;                /* of the struct that the table fills */
    const struct field *query;
    size_t query_size;
    enum err (*prepare)(struct req *q); /* hashing, before the transaction */
    enum err (*act)(struct req *q);
    int status;         /* of success */
    const char *answer; /* the schema of success in openapi.json, NULL for none */
};

extern const struct route routes[]; /* ends with a row without method */

#endif
