/* The description of the API (OpenAPI 3.1). Paths, bodies and queries are those of the route table and its field
 * tables; only what handlers answer is told once more, in the table of members below. */
#include "api.h"
#include "conf.h"
#include "emit.h"
#include "routes.h"
#include "session.h"

#include <ctype.h>
#include <string.h>

#define SCHEMA_PLACE "#/components/schemas/"

/* --- what is answered -------------------------------------------------------------------------------------------- */

enum shape { TEXT, TIME, NUMBER, FLAG, WORD, WORDS, ERROR_CODE, OBJECT, LIST, TEXTS_BY_NAME };
enum presence { ALWAYS, OR_NULL, OR_ABSENT };

/* `of` is the words from which WORD and WORDS are taken, or the schema of OBJECT and of the items of LIST. */
struct member {
    const char *schema, *name;
    enum shape shape;
    enum presence presence;
    const char *of, *about;
};

#define SIDES         "manager lender borrower"
#define STATUSES      "draft open closed"
#define LINE_STATUSES "queued invited active revoked expired"
#define RESULTS       "active invited queued unchanged refused"
#define REFUSALS      "bad_email duplicate own_line"
#define LINE_OFFERS   "revoke restore resend"
#define ENTITY_OFFERS "add_contact"
#define OFFERS        "add_contact read_register"
#define ACTIONS                                                                                                        \
    "contact_queued contact_invited contact_added contact_activated contact_resent contact_revoked contact_restored "  \
    "invitation_refused"

/* clang-format off */

/* One row a member; the rows of one schema stand together. */
static const struct member members[] = {
    /* schema            member                shape          presence   of               what it is */
    { "problem",        "type",               TEXT,          ALWAYS,    NULL,            "urn:guichet:problem: and the code." },
    { "problem",        "title",              TEXT,          ALWAYS,    NULL,            NULL },
    { "problem",        "status",             NUMBER,        ALWAYS,    NULL,            NULL },
    { "problem",        "code",               ERROR_CODE,    ALWAYS,    NULL,            "What programs test for." },
    { "problem",        "detail",             TEXT,          ALWAYS,    NULL,            "A sentence for a person, in the language of the request." },
    { "problem",        "fields",             TEXTS_BY_NAME, OR_ABSENT, NULL,            "For each member at fault, a sentence." },
    { "problem",        "request_id",         TEXT,          ALWAYS,    NULL,            "As in the logs." },

    { "health",         "status",             WORD,          ALWAYS,    "ok",            NULL },

    { "challenge",      "challenge",          WORD,          ALWAYS,    "email_code",    "What proves the rest; a code was mailed." },

    { "session",        "user",               OBJECT,        ALWAYS,    "user",          NULL },
    { "session",        "environment",        OBJECT,        OR_NULL,   "environment",   "Null until one is chosen." },
    { "session",        "environments",       LIST,          ALWAYS,    "environment",   "Those to choose from." },
    { "session",        "expires",            TIME,          ALWAYS,    NULL,            NULL },

    { "user",           "id",                 TEXT,          ALWAYS,    NULL,            NULL },
    { "user",           "email",              TEXT,          ALWAYS,    NULL,            NULL },
    { "user",           "first_name",         TEXT,          ALWAYS,    NULL,            NULL },
    { "user",           "last_name",          TEXT,          ALWAYS,    NULL,            NULL },
    { "user",           "language",           WORD,          ALWAYS,    "fr en",         NULL },

    { "environment",    "entity",             TEXT,          ALWAYS,    NULL,            "The entity's id." },
    { "environment",    "name",               TEXT,          ALWAYS,    NULL,            NULL },
    { "environment",    "client",             FLAG,          ALWAYS,    NULL,            NULL },
    { "environment",    "team_leader",        FLAG,          ALWAYS,    NULL,            "Whether the user leads a team there." },
    { "environment",    "side",               WORD,          ALWAYS,    SIDES,           "What the user's pages are about there." },

    { "invitation",     "email",              TEXT,          ALWAYS,    NULL,            NULL },
    { "invitation",     "kind",               WORD,          ALWAYS,    "activation reset", NULL },
    { "invitation",     "entity",             TEXT,          OR_NULL,   NULL,            "A name." },
    { "invitation",     "operation",          TEXT,          OR_NULL,   NULL,            "A name." },
    { "invitation",     "sponsor",            TEXT,          OR_NULL,   NULL,            "A name, or an address." },
    { "invitation",     "expires",            TIME,          ALWAYS,    NULL,            NULL },

    { "operations",     "items",              LIST,          ALWAYS,    "operation_line", NULL },
    { "operations",     "next",               TEXT,          OR_NULL,   NULL,            "The `after` of the next page." },

    { "operation_line", "id",                 TEXT,          ALWAYS,    NULL,            NULL },
    { "operation_line", "reference",          TEXT,          ALWAYS,    NULL,            NULL },
    { "operation_line", "name",               TEXT,          ALWAYS,    NULL,            NULL },
    { "operation_line", "status",             WORD,          ALWAYS,    STATUSES,        NULL },
    { "operation_line", "side",               WORD,          ALWAYS,    SIDES,           "The environment's side." },
    { "operation_line", "manager",            OBJECT,        ALWAYS,    "manager",       NULL },
    { "operation_line", "contacts",           NUMBER,        ALWAYS,    NULL,            "Current ones, of those the user may see." },

    { "operation",      "id",                 TEXT,          ALWAYS,    NULL,            NULL },
    { "operation",      "reference",          TEXT,          ALWAYS,    NULL,            NULL },
    { "operation",      "name",               TEXT,          ALWAYS,    NULL,            NULL },
    { "operation",      "status",             WORD,          ALWAYS,    STATUSES,        NULL },
    { "operation",      "side",               WORD,          ALWAYS,    SIDES,           "The environment's side." },
    { "operation",      "manager",            OBJECT,        ALWAYS,    "manager",       NULL },
    { "operation",      "contacts",           NUMBER,        ALWAYS,    NULL,            "Current ones, of those the user may see." },
    { "operation",      "archived_contacts",  NUMBER,        ALWAYS,    NULL,            "Revoked and expired ones, likewise." },
    { "operation",      "participations",     LIST,          ALWAYS,    "participation", "The entities that the user may see there." },
    { "operation",      "managers",           LIST,          ALWAYS,    "manager_contact", "Whom to ask." },
    { "operation",      "may",                WORDS,         ALWAYS,    OFFERS,          NULL },

    { "manager",        "entity",             TEXT,          ALWAYS,    NULL,            "The entity's id." },
    { "manager",        "name",               TEXT,          ALWAYS,    NULL,            NULL },

    { "participation",  "entity",             OBJECT,        ALWAYS,    "entity",        NULL },
    { "participation",  "side",               WORD,          ALWAYS,    SIDES,           NULL },
    { "participation",  "client",             FLAG,          ALWAYS,    NULL,            NULL },
    { "participation",  "may",                WORDS,         ALWAYS,    ENTITY_OFFERS,   NULL },

    { "manager_contact", "name",              TEXT,          ALWAYS,    NULL,            NULL },
    { "manager_contact", "job_title",         TEXT,          ALWAYS,    NULL,            NULL },
    { "manager_contact", "email",             TEXT,          ALWAYS,    NULL,            NULL },
    { "manager_contact", "entity",            OBJECT,        ALWAYS,    "entity",        NULL },

    { "entity",         "id",                 TEXT,          ALWAYS,    NULL,            NULL },
    { "entity",         "name",               TEXT,          ALWAYS,    NULL,            NULL },

    { "contacts",       "items",              LIST,          ALWAYS,    "contact",       NULL },
    { "contacts",       "next",               TEXT,          OR_NULL,   NULL,            "The `after` of the next page." },

    { "contact",        "id",                 TEXT,          ALWAYS,    NULL,            NULL },
    { "contact",        "email",              TEXT,          ALWAYS,    NULL,            NULL },
    { "contact",        "first_name",         TEXT,          OR_NULL,   NULL,            "Null until there is an account." },
    { "contact",        "last_name",          TEXT,          OR_NULL,   NULL,            "Null until there is an account." },
    { "contact",        "entity",             OBJECT,        ALWAYS,    "entity",        NULL },
    { "contact",        "side",               WORD,          ALWAYS,    SIDES,           NULL },
    { "contact",        "status",             WORD,          ALWAYS,    LINE_STATUSES,   "Queued waits for an authorisation, invited for an account." },
    { "contact",        "since",              TIME,          ALWAYS,    NULL,            "When it was added, or last restored." },
    { "contact",        "until",              TIME,          OR_NULL,   NULL,            "When the access ends; null for no end." },
    { "contact",        "added_by",           TEXT,          OR_NULL,   NULL,            "A name, or an address." },
    { "contact",        "revoked_at",         TIME,          OR_NULL,   NULL,            NULL },
    { "contact",        "revoked_by",         TEXT,          OR_NULL,   NULL,            "A name, or an address." },
    { "contact",        "reason",             TEXT,          OR_NULL,   NULL,            "Why it was revoked." },
    { "contact",        "invitation_expires", TIME,          OR_NULL,   NULL,            "When the link of the mail ends." },
    { "contact",        "may",                WORDS,         ALWAYS,    LINE_OFFERS,     NULL },

    { "added",          "items",              LIST,          ALWAYS,    "added_line",    "One for each address, in the order asked." },

    { "added_line",     "email",              TEXT,          ALWAYS,    NULL,            "As it was asked." },
    { "added_line",     "result",             WORD,          ALWAYS,    RESULTS,         NULL },
    { "added_line",     "contact",            OBJECT,        OR_ABSENT, "contact",       "Absent when refused." },
    { "added_line",     "code",               WORD,          OR_ABSENT, REFUSALS,        "Why it was refused." },

    { "register",       "items",              LIST,          ALWAYS,    "register_line", NULL },
    { "register",       "next",               TEXT,          OR_NULL,   NULL,            "The `after` of the next page." },

    { "register_line",  "at",                 TIME,          ALWAYS,    NULL,            NULL },
    { "register_line",  "actor",              OBJECT,        OR_NULL,   "person",        "Null: the server's command line." },
    { "register_line",  "action",             WORD,          ALWAYS,    ACTIONS,         NULL },
    { "register_line",  "subject",            OBJECT,        OR_NULL,   "person",        "Whom it is about." },
    { "register_line",  "entity",             OBJECT,        OR_NULL,   "entity",        NULL },
    { "register_line",  "reason",             TEXT,          OR_NULL,   NULL,            NULL },

    { "person",         "name",               TEXT,          ALWAYS,    NULL,            "The address until there is an account." },
    { "person",         "email",              TEXT,          ALWAYS,    NULL,            NULL },

    { 0 }
};

/* clang-format on */

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

static void write_about(struct text *out, const char *about)
{
    if (about)
        emit_string(out, "description", about);
}

static void write_reference(struct text *out, const char *schema)
{
    emit_string(out, "$ref", arena_format(out->arena, SCHEMA_PLACE "%s", schema));
}

static void write_words(struct text *out, const char *words)
{
    emit_array(out, "enum");
    while (*words) {
        size_t length = strcspn(words, " ");

        emit_string(out, NULL, arena_copy(out->arena, words, length));
        words += length;
        words += *words == ' ';
    }
    emit_array_end(out);
}

static void write_error_codes(struct text *out)
{
    emit_array(out, "enum");
    for (enum err error = OK + 1; error < ERR_COUNT; error++)
        emit_string(out, NULL, err_code(error));
    emit_array_end(out);
}

static void write_object(struct text *out, const char *schema, bool nullable)
{
    if (!nullable) {
        write_reference(out, schema);
        return;
    }
    emit_array(out, "anyOf");
    emit_object(out, NULL);
    write_reference(out, schema);
    emit_object_end(out);
    emit_raw(out, NULL, "{\"type\":\"null\"}");
    emit_array_end(out);
}

static void write_items(struct text *out, const struct member *row)
{
    emit_object(out, "items");
    if (row->shape == LIST)
        write_reference(out, row->of);
    else
        write_words(out, row->of);
    emit_object_end(out);
}

static void write_member(struct text *out, const struct member *row)
{
    static const char *const types[] = {
        [TEXT] = "string", [TIME] = "string",       [NUMBER] = "integer", [FLAG] = "boolean",        [WORD] = "string",
        [WORDS] = "array", [ERROR_CODE] = "string", [LIST] = "array",     [TEXTS_BY_NAME] = "object"
    };

    emit_object(out, row->name);
    write_about(out, row->about);
    if (row->shape == OBJECT)
        write_object(out, row->of, row->presence == OR_NULL);
    else
        write_type(out, types[row->shape], row->presence == OR_NULL);
    if (row->shape == TIME)
        emit_string(out, "format", "date-time");
    if (row->shape == WORD)
        write_words(out, row->of);
    if (row->shape == ERROR_CODE)
        write_error_codes(out);
    if (row->shape == LIST || row->shape == WORDS)
        write_items(out, row);
    if (row->shape == TEXTS_BY_NAME)
        emit_raw(out, "additionalProperties", "{\"type\":\"string\"}");
    emit_object_end(out);
}

static bool same_schema(const struct member *row, const struct member *first)
{
    return row->schema && !strcmp(row->schema, first->schema);
}

static void write_schema(struct text *out, const struct member *first)
{
    emit_object(out, first->schema);
    emit_string(out, "type", "object");
    emit_flag(out, "additionalProperties", false);
    emit_array(out, "required");
    for (const struct member *row = first; same_schema(row, first); row++)
        if (row->presence != OR_ABSENT)
            emit_string(out, NULL, row->name);
    emit_array_end(out);
    emit_object(out, "properties");
    for (const struct member *row = first; same_schema(row, first); row++)
        write_member(out, row);
    emit_object_end(out);
    emit_object_end(out);
}

static void write_components(struct text *out)
{
    emit_object(out, "components");
    emit_object(out, "schemas");
    for (const struct member *row = members; row->schema; row++)
        if (row == members || !same_schema(row, row - 1))
            write_schema(out, row);
    emit_object_end(out);
    emit_raw(out, "responses",
             "{\"problem\":{\"description\":\"Refused: the code says why.\",\"content\":{"
             "\"application/problem+json\":{\"schema\":{\"$ref\":\"" SCHEMA_PLACE "problem\"}}}}}");
    emit_raw(out, "parameters",
             "{\"key\":{\"name\":\"Idempotency-Key\",\"in\":\"header\",\"description\":"
             "\"The same key within 24 hours: the answer of the first request, and nothing is done twice.\","
             "\"schema\":{\"type\":\"string\",\"pattern\":\"^[!-~]{1,200}$\"}}}");
    emit_raw(out, "securitySchemes",
             "{\"session\":{\"type\":\"apiKey\",\"in\":\"cookie\",\"name\":\"" COOKIE_SESSION "\"}}");
    emit_object_end(out);
}

/* --- what is asked ----------------------------------------------------------------------------------------------- */

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

static void write_field(struct text *out, const struct field *field, bool nullable)
{
    static const char *const types[] = {
        [FIELD_TEXT] = "string",    [FIELD_LINE] = "string",   [FIELD_FLAG] = "boolean", [FIELD_TIME] = "string",
        [FIELD_NUMBER] = "integer", [FIELD_CHOICE] = "string", [FIELD_TEXTS] = "array"
    };

    write_type(out, types[field->kind], nullable);
    if (field->kind == FIELD_TEXT || field->kind == FIELD_LINE)
        write_bounds(out, field, "minLength", "maxLength");
    if (field->kind == FIELD_NUMBER)
        write_bounds(out, field, "minimum", "maximum");
    if (field->kind == FIELD_TIME)
        emit_string(out, "format", "date-time");
    if (field->kind == FIELD_CHOICE)
        write_choices(out, field->choices, nullable);
    if (field->kind == FIELD_TEXTS) {
        write_bounds(out, field, "minItems", "maxItems");
        emit_object(out, "items");
        emit_string(out, "type", "string");
        emit_number(out, "maxLength", FIELD_TEXT_MOST);
        emit_object_end(out);
    }
}

static void content_begin(struct text *out)
{
    emit_object(out, "content");
    emit_object(out, "application/json");
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

static void write_body(struct text *out, const struct field *table)
{
    emit_object(out, "requestBody");
    emit_flag(out, "required", any_required(table));
    content_begin(out);
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
        write_about(out, field->about);
        write_field(out, field, !field->required);
        emit_object_end(out);
    }
    emit_object_end(out);
    content_end(out);
    emit_object_end(out);
}

static void write_query(struct text *out, const struct field *table)
{
    for (const struct field *field = table; field && field->kind != FIELD_END; field++) {
        emit_object(out, NULL);
        emit_string(out, "name", field->name);
        emit_string(out, "in", "query");
        write_about(out, field->about);
        emit_flag(out, "required", field->required);
        emit_object(out, "schema");
        write_field(out, field, false);
        emit_object_end(out);
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

static void write_success(struct text *out, int status, const char *schema)
{
    emit_object(out, arena_format(out->arena, "%d", status));
    emit_string(out, "description", schema ? "Done." : "Done; nothing more to say.");
    if (schema) {
        content_begin(out);
        write_reference(out, schema);
        content_end(out);
    }
    emit_object_end(out);
}

static void write_responses(struct text *out, const struct route *row)
{
    emit_object(out, "responses");
    write_success(out, row->status, row->answer);
    if (row->act == session_add)
        write_success(out, 202, "challenge");
    emit_raw(out, "default", "{\"$ref\":\"#/components/responses/problem\"}");
    emit_object_end(out);
}

static void write_operation(struct text *out, const struct route *row)
{
    bool changes = strcmp(row->method, "GET") != 0, public = row->right == PUBLIC;

    emit_object(out, lower_name(arena_string(out->arena, row->method)));
    emit_string(out, "operationId", lower_name(arena_format(out->arena, "%s_%s", row->method, row->path)));
    emit_string(out, "summary", row->about);
    emit_string(out, "x-right", right_name(row->right));
    if (public)
        emit_raw(out, "security", "[]");
    emit_array(out, "parameters");
    write_query(out, row->query);
    if (changes && !public)
        emit_raw(out, NULL, "{\"$ref\":\"#/components/parameters/key\"}");
    emit_array_end(out);
    if (row->body)
        write_body(out, row->body);
    write_responses(out, row);
    emit_object_end(out);
}

/* Whether an earlier row has the same path: it is described there. */
static bool told_before(const struct route *row)
{
    for (const struct route *earlier = routes; earlier < row; earlier++)
        if (!strcmp(earlier->path, row->path))
            return true;
    return false;
}

static void write_path(struct text *out, const struct route *first)
{
    emit_object(out, arena_format(out->arena, "/%s", first->path));
    write_arguments(out, first->path);
    for (const struct route *row = first; row->method; row++)
        if (!strcmp(row->path, first->path))
            write_operation(out, row);
    emit_object_end(out);
}

static void write_paths(struct text *out)
{
    emit_object(out, "paths");
    for (const struct route *row = routes; row->method; row++)
        if (!told_before(row))
            write_path(out, row);
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

enum err openapi(struct req *q)
{
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "openapi", "3.1.0");
    emit_object(out, "info");
    emit_string(out, "title", "Guichet");
    emit_string(out, "version", GUICHET_VERSION);
    emit_object_end(out);
    write_server(out);
    emit_raw(out, "security", "[{\"session\":[]}]");
    write_paths(out);
    write_components(out);
    emit_object_end(out);
    return OK;
}
