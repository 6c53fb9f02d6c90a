/* The whole API: the tables of all rooms. */
#ifndef ROUTES_H
#define ROUTES_H

#include "route.h"

extern const struct route *const routes[]; /* for route_use */

#endif
