/* What handlers answer, described as JSON schemas. */
#ifndef OPENAPI_SCHEMAS_H
#define OPENAPI_SCHEMAS_H

#include "text.h"

#define SCHEMA_REFERENCE(name) "\"$ref\":\"#/components/schemas/" name "\""

/* Writes the member `schemas` of openapi.json: one schema for each `answer` of the route table, and their parts. */
void openapi_schemas(struct text *out);

#endif
