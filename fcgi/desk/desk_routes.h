/* What the service says about itself. */
#ifndef DESK_ROUTES_H
#define DESK_ROUTES_H

#include "route.h"

extern const struct route service_routes[], openapi_routes[];

extern const struct schema health_schema;

/* The description of all rows (OpenAPI 3.1). */
void openapi_write(struct text *out);

#endif
