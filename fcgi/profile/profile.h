/* What one person may open, as the caller sees it. */
#ifndef PROFILE_H
#define PROFILE_H

#include "route.h"

extern const struct route profile_routes[];

extern const struct schema profile_schema, profile_person_schema;

#endif
