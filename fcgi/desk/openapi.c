/* The description of the API (OpenAPI 3.1). Paths, bodies and queries are those of the route table and its field
 * tables, so that none is told twice. */
#include "conf.h"
#include "desk_routes.h"
#include "emit.h"
#include "route.h"
#include "schema.h"
#include "session.h"

#include <ctype.h>
#include <string.h>

/* --- what is asked ----------------------------------------------------------------------------------------------- */

static void write_type(struct text *out, const char *type, bool nullable)
{
    if (!nullable) {
        emit_string(out, "type", type);
        return;
    }
    emit_array(out, "type");
    emit_string(out, NULL, type);
    emit_string(out, NULL, "null");
    emit_array_end(out);
}

static void write_choices(struct text *out, const char *const *choices, bool nullable)
{
    emit_array(out, "enum");
    for (; *choices; choices++)
        emit_string(out, NULL, *choices);
    if (nullable)
        emit_null(out, NULL);
    emit_array_end(out);
}

static void write_bounds(struct text *out, const struct field *field, const char *least, const char *most)
{
    emit_number(out, least, field->least);
    emit_number(out, most, field->most);
}

static void write_object(struct text *out, const struct field *table);

static void write_field(struct text *out, const struct field *field, bool nullable)
{
    static const char *const types[] = {
        [FIELD_TEXT] = "string",  [FIELD_LINE] = "string",    [FIELD_PERSON] = "string",  [FIELD_NAME] = "string",
        [FIELD_TITLE] = "string", [FIELD_FLAG] = "boolean",   [FIELD_SWITCH] = "boolean", [FIELD_TIME] = "string",
        [FIELD_UNTIL] = "string", [FIELD_NUMBER] = "integer", [FIELD_CHOICE] = "string",  [FIELD_TEXTS] = "array",
        [FIELD_ITEMS] = "array",  [FIELD_WORD] = "string",    [FIELD_WORDS] = "array"
    };

    write_type(out, types[field->kind], nullable || field->kind == FIELD_UNTIL || field->kind == FIELD_NAME);
    if (field->kind == FIELD_TEXT || field->kind == FIELD_LINE || field->kind == FIELD_PERSON ||
        field->kind == FIELD_NAME || field->kind == FIELD_TITLE)
        write_bounds(out, field, "minLength", "maxLength");
    if (field->kind == FIELD_NUMBER)
        write_bounds(out, field, "minimum", "maximum");
    if (field->kind == FIELD_TIME || field->kind == FIELD_UNTIL)
        emit_string(out, "format", "date-time");
    if (field->kind == FIELD_CHOICE || field->kind == FIELD_WORD)
        write_choices(out, field->of, nullable);
    if (field->kind == FIELD_WORDS) {
        emit_object(out, "items");
        emit_string(out, "type", "string");
        write_choices(out, field->of, false);
        emit_object_end(out);
    }
    if (field->kind == FIELD_TEXTS) {
        write_bounds(out, field, "minItems", "maxItems");
        emit_object(out, "items");
        emit_string(out, "type", "string");
        emit_number(out, "maxLength", FIELD_TEXT_MOST);
        emit_object_end(out);
    }
    if (field->kind == FIELD_ITEMS) {
        write_bounds(out, field, "minItems", "maxItems");
        emit_object(out, "items");
        write_object(out, ((const struct item_table *)field->of)->fields);
        emit_object_end(out);
    }
}

static void content_begin(struct text *out, const char *type)
{
    emit_object(out, "content");
    emit_object(out, type);
    emit_object(out, "schema");
}

static void content_end(struct text *out)
{
    emit_object_end(out);
    emit_object_end(out);
    emit_object_end(out);
}

static bool any_required(const struct field *table)
{
    for (; table->kind != FIELD_END; table++)
        if (table->required)
            return true;
    return false;
}

static void write_object(struct text *out, const struct field *table)
{
    emit_string(out, "type", "object");
    emit_flag(out, "additionalProperties", false);
    emit_array(out, "required");
    for (const struct field *field = table; field->kind != FIELD_END; field++)
        if (field->required)
            emit_string(out, NULL, field->name);
    emit_array_end(out);
    emit_object(out, "properties");
    for (const struct field *field = table; field->kind != FIELD_END; field++) {
        emit_object(out, field->name);
        emit_string(out, "description", field->about);
        write_field(out, field, !field->required);
        emit_object_end(out);
    }
    emit_object_end(out);
}

static void write_body(struct text *out, const struct route *row)
{
    emit_object(out, "requestBody");
    emit_string(out, "description", arena_format(out->arena, "At most %zu KiB.", route_body_most(row) / 1024));
    emit_flag(out, "required", any_required(row->body));
    content_begin(out, "application/json");
    write_object(out, row->body);
    content_end(out);
    emit_object_end(out);
}

static void write_query(struct text *out, const struct field *table)
{
    for (const struct field *field = table; field && field->kind != FIELD_END; field++) {
        emit_object(out, NULL);
        emit_string(out, "name", field->name);
        emit_string(out, "in", "query");
        emit_string(out, "description", field->about);
        emit_flag(out, "required", field->required);
        emit_object(out, "schema");
        write_field(out, field, false);
        emit_object_end(out);
        if (field->kind == FIELD_WORDS)
            emit_flag(out, "explode", false); /* one name, and commas between its words */
        emit_object_end(out);
    }
}

/* Every `{name}` of a path. */
static void write_arguments(struct text *out, const char *path)
{
    emit_array(out, "parameters");
    for (const char *at = strchr(path, '{'); at; at = strchr(at + 1, '{')) {
        emit_object(out, NULL);
        emit_string(out, "name", arena_copy(out->arena, at + 1, strcspn(at + 1, "}")));
        emit_string(out, "in", "path");
        emit_flag(out, "required", true);
        emit_raw(out, "schema", "{\"type\":\"string\"}");
        emit_object_end(out);
    }
    emit_array_end(out);
}

/* --- operations -------------------------------------------------------------------------------------------------- */

/* `GET_api_operations_{operation}` becomes `get_api_operations_operation`. */
static const char *lower_name(char *name)
{
    char *end = name;

    for (const char *at = name; *at; at++)
        if (*at != '{' && *at != '}')
            *end++ = isalnum((unsigned char)*at) ? (char)tolower((unsigned char)*at) : '_';
    *end = '\0';
    return name;
}

/* A 200 always carries something, even what no schema describes. */
static void write_success(struct text *out, int status, const char *type, const struct schema *schema)
{
    emit_object(out, arena_format(out->arena, "%d", status));
    emit_string(out, "description", "Done.");
    if (schema || status == 200) {
        content_begin(out, arena_copy(out->arena, type, strcspn(type, ";")));
        if (schema)
            emit_raw(out, NULL, arena_format(out->arena, SCHEMA_REFERENCE("%s"), schema->name));
        else if (strncmp(type, "text/", 5) == 0)
            emit_string(out, "type", "string");
        content_end(out);
    }
    emit_object_end(out);
}

static void write_refusal(struct text *out, const struct route *row, int status)
{
    emit_object(out, arena_format(out->arena, "%d", status));
    emit_string(out, "description", "Refused; the code says why.");
    content_begin(out, "application/problem+json");
    emit_string(out, "$ref", "#/components/schemas/problem");
    emit_string(out, "type", "object");
    emit_object(out, "properties");
    emit_object(out, "code");
    emit_array(out, "enum");
    for (enum err error = OK + 1; error < ERR_COUNT; error++)
        if (err_status(error) == status && route_refuses(row, error))
            emit_string(out, NULL, err_code(error));
    emit_array_end(out);
    emit_object_end(out);
    emit_object_end(out);
    content_end(out);
    emit_object_end(out);
}

static void write_responses(struct text *out, const struct route *row)
{
    int status = 0;

    emit_object(out, "responses");
    write_success(out, route_status(row), route_type(row), row->answer);
    if (row->also)
        write_success(out, 202, route_type(row), row->also);
    for (enum err error = OK + 1; error < ERR_COUNT; error++) /* which are in the order of their statuses */
        if (route_refuses(row, error) && err_status(error) != status)
            write_refusal(out, row, status = err_status(error));
    emit_raw(out, "default", "{\"$ref\":\"#/components/responses/problem\"}");
    emit_object_end(out);
}

static void write_operation(struct text *out, const struct route *row)
{
    bool public = row->right == PUBLIC, open = right_is_open(row->right);

    emit_object(out, lower_name(arena_string(out->arena, row->method)));
    emit_string(out, "operationId", lower_name(arena_format(out->arena, "%s_%s", row->method, row->path)));
    emit_string(out, "summary", row->about);
    emit_string(out, "x-right", right_name(row->right));
    if (open)
        emit_raw(out, "security", public ? "[]" : "[{\"session\":[]},{}]");
    emit_array(out, "parameters");
    write_query(out, row->query);
    emit_raw(out, NULL, "{\"$ref\":\"#/components/parameters/acting\"}");
    if (route_is_kept(row))
        emit_raw(out, NULL, "{\"$ref\":\"#/components/parameters/key\"}");
    emit_array_end(out);
    if (row->body)
        write_body(out, row);
    write_responses(out, row);
    emit_object_end(out);
}

/* Whether an earlier row has the same path: it is described there. */
static bool told_before(const struct route *const *row)
{
    for (const struct route *const *earlier = route_rows; earlier < row; earlier++)
        if (!strcmp((*earlier)->path, (*row)->path))
            return true;
    return false;
}

static void write_path(struct text *out, const struct route *const *first)
{
    const char *path = (*first)->path;

    emit_object(out, arena_format(out->arena, "/%s", path));
    write_arguments(out, path);
    for (const struct route *const *row = first; *row; row++)
        if (!strcmp((*row)->path, path))
            write_operation(out, *row);
    emit_object_end(out);
}

static void write_paths(struct text *out)
{
    emit_object(out, "paths");
    for (const struct route *const *row = route_rows; *row; row++)
        if (!told_before(row))
            write_path(out, row);
    emit_object_end(out);
}

/* --- the document ------------------------------------------------------------------------------------------------- */

static void write_components(struct text *out)
{
    emit_object(out, "components");
    schema_write_all(out);
    emit_raw(out, "responses",
             "{\"problem\":{\"description\":\"Refused; the code says why.\",\"content\":{"
             "\"application/problem+json\":{\"schema\":{" SCHEMA_REFERENCE("problem") "}}}}}");
    emit_raw(
        out, "parameters",
        "{\"key\":{\"name\":\"Idempotency-Key\",\"in\":\"header\",\"description\":"
        "\"The same key within 24 hours: the answer of the first request, and nothing is done twice.\","
        "\"schema\":{\"type\":\"string\",\"pattern\":\"^[!-~]{1,200}$\"}},"
        "\"acting\":{\"name\":\"Guichet-Acting\",\"in\":\"header\",\"description\":"
        "\"The session's id and the environment's entity, - for none. When the cookie says otherwise nothing is done: "
        "409 acting_for_another.\","
        "\"schema\":{\"type\":\"string\",\"pattern\":\"^[!-~]{1,64} [!-~]{1,64}$\"}}}");
    emit_raw(out, "securitySchemes",
             "{\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"" COOKIE_SESSION "\"}}");
    emit_object_end(out);
}

/* A path is appended to the server's address as it stands, so that one has no slash at its end. */
static void write_server(struct text *out)
{
    emit_array(out, "servers");
    emit_object(out, NULL);
    emit_string(out, "url", arena_copy(out->arena, conf.public_url, strlen(conf.public_url) - 1));
    emit_object_end(out);
    emit_array_end(out);
}

void openapi_write(struct text *out)
{
    emit_object(out, NULL);
    emit_string(out, "openapi", "3.1.0");
    emit_object(out, "info");
    emit_string(out, "title", "Guichet");
    emit_string(out, "version", GUICHET_VERSION);
    emit_raw(out, "license", "{\"name\":\"All rights reserved\",\"identifier\":\"LicenseRef-All-rights-reserved\"}");
    emit_object_end(out);
    emit_object(out, "externalDocs");
    emit_string(out, "description", "How a program signs in, repeats, pages and is refused.");
    emit_string(out, "url", arena_format(out->arena, "%sintegrators.html", conf.public_url));
    emit_object_end(out);
    write_server(out);
    emit_raw(out, "security", "[{\"session\":[]}]");
    write_paths(out);
    write_components(out);
    emit_object_end(out);
}

static enum err openapi(struct req *q)
{
    openapi_write(&q->answer);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route openapi_routes[] = {
    { "GET", "api/openapi.json", PUBLIC, "This description.",
      .act = openapi, .status = 200 },
    { 0 }
};

/* clang-format on */
