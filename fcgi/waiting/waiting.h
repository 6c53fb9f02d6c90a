/* What waits for somebody, on one page. */
#ifndef WAITING_H
#define WAITING_H

#include "route.h"

extern const struct route waiting_routes[];

extern const struct schema waiting_schema, waiting_group_schema, waiting_item_schema;

#endif
