#include "schema.h"
#include "emit.h"
#include "err.h"
#include "route.h"

#define SCHEMAS_MOST 200

/* Those that were written, each once. */
struct written {
    struct text *out;
    const struct schema *schema[SCHEMAS_MOST];
    int count;
};

static void write_words(struct text *out, const struct value *value)
{
    emit_array(out, "enum");
    for (const char *const *word = value->words; *word; word++)
        emit_string(out, NULL, *word);
    if (value->nullable)
        emit_null(out, NULL);
    emit_array_end(out);
}

static void write_value(struct text *out, const struct value *value)
{
    emit_raw(out, NULL, value->json);
    if (value->many) {
        emit_object(out, "items");
        emit_string(out, "type", "string");
        write_words(out, value);
        emit_object_end(out);
    } else if (value->words) {
        write_words(out, value);
    }
}

static void write_member(struct text *out, const struct member *member)
{
    emit_object(out, member->name);
    write_value(out, &member->value);
    if (member->about)
        emit_string(out, "description", member->about);
    emit_object_end(out);
}

static void write_one(struct text *out, const struct schema *schema)
{
    emit_object(out, schema->name);
    emit_string(out, "type", "object");
    emit_flag(out, "additionalProperties", false);
    emit_array(out, "required");
    for (const struct member *member = schema->members; member->name; member++)
        if (member->presence == ALWAYS)
            emit_string(out, NULL, member->name);
    emit_array_end(out);
    emit_object(out, "properties");
    for (const struct member *member = schema->members; member->name; member++)
        write_member(out, member);
    emit_object_end(out);
    emit_object_end(out);
}

/* With what it refers to. */
static void write_schema(struct written *written, const struct schema *schema)
{
    for (int i = 0; i < written->count; i++)
        if (written->schema[i] == schema)
            return;
    if (!schema || written->count == SCHEMAS_MOST)
        return;
    written->schema[written->count++] = schema;
    write_one(written->out, schema);
    for (const struct member *member = schema->members; member->name; member++)
        write_schema(written, member->value.of);
}

static void write_error_codes(struct text *out)
{
    emit_object(out, "error_code");
    emit_string(out, "type", "string");
    emit_array(out, "enum");
    for (enum err error = OK + 1; error < ERR_COUNT; error++)
        emit_string(out, NULL, err_code(error));
    emit_array_end(out);
    emit_object_end(out);
}

void schema_write_all(struct text *out)
{
    struct written written = { .out = out };

    emit_object(out, "schemas");
    write_schema(&written, &problem_schema);
    for (const struct route *const *row = route_rows; *row; row++) {
        write_schema(&written, (*row)->answer);
        write_schema(&written, (*row)->also);
    }
    write_error_codes(out);
    emit_object_end(out);
}
