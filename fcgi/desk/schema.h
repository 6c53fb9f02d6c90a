/* What handlers answer, described as JSON schemas: a symbol each, written in the room whose answer it is. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "text.h"
#include "words.h"

#include <stdbool.h>

#define SCHEMA_REFERENCE(name) "\"$ref\":\"#/components/schemas/" name "\""

enum presence { ALWAYS, SOMETIMES };

/* The schema of one member. */
struct value {
    const char *json;         /* its members, as JSON */
    const struct schema *of;  /* what it refers to; NULL: nothing */
    const char *const *words; /* the only ones it may be, NULL at the end; NULL: any */
    bool many, nullable;      /* words: a list of them; one, or null */
};

struct member {
    const char *name;
    enum presence presence;
    struct value value;
    const char *about; /* NULL where the name says it */
};

struct schema {
    const char *name;
    const struct member *members; /* ends with one without a name */
};

/* Defines `name_schema` from its members. */
#define SCHEMA(name, ...) const struct schema name##_schema = { #name, (const struct member[]){ __VA_ARGS__, { 0 } } };

#define TEXT_JSON         "\"type\":\"string\""
#define TEXT_OR_NULL_JSON "\"type\":[\"string\",\"null\"]"
#define JSON(text)                                                                                                     \
    {                                                                                                                  \
        .json = (text)                                                                                                 \
    }
#define TEXT           JSON(TEXT_JSON)
#define TEXT_OR_NULL   JSON(TEXT_OR_NULL_JSON)
#define TEXTS          JSON("\"type\":\"array\",\"items\":{" TEXT_JSON "}")
#define TEXT_BY_NAME   JSON("\"type\":\"object\",\"additionalProperties\":{" TEXT_JSON "}")
#define TIME           JSON(TEXT_JSON ",\"format\":\"date-time\"")
#define TIME_OR_NULL   JSON(TEXT_OR_NULL_JSON ",\"format\":\"date-time\"")
#define NUMBER         JSON("\"type\":\"integer\",\"minimum\":0")
#define NUMBER_OR_NULL JSON("\"type\":[\"integer\",\"null\"],\"minimum\":0")
#define FLAG           JSON("\"type\":\"boolean\"")
#define FLAG_OR_NULL   JSON("\"type\":[\"boolean\",\"null\"]")
#define ERROR_CODE     JSON(SCHEMA_REFERENCE("error_code"))

#define REFERENCE(name, text)                                                                                          \
    {                                                                                                                  \
        .json = (text), .of = &name##_schema                                                                           \
    }
#define OBJECT(name)         REFERENCE(name, SCHEMA_REFERENCE(#name))
#define OBJECT_OR_NULL(name) REFERENCE(name, "\"anyOf\":[{" SCHEMA_REFERENCE(#name) "},{\"type\":\"null\"}]")
#define LIST(name)           REFERENCE(name, "\"type\":\"array\",\"items\":{" SCHEMA_REFERENCE(#name) "}")

#define WORDS_OF(...)                                                                                                  \
    (const char *const[])                                                                                              \
    {                                                                                                                  \
        __VA_ARGS__, NULL                                                                                              \
    }
#define WORD_OF(type)                                                                                                  \
    {                                                                                                                  \
        .json = TEXT_JSON, .words = type##_words                                                                       \
    }
#define WORD_OF_OR_NULL(type)                                                                                          \
    {                                                                                                                  \
        .json = TEXT_OR_NULL_JSON, .words = type##_words, .nullable = true                                             \
    }
#define WORD(...)                                                                                                      \
    {                                                                                                                  \
        .json = TEXT_JSON, .words = WORDS_OF(__VA_ARGS__)                                                              \
    }
#define WORD_OR_NULL(...)                                                                                              \
    {                                                                                                                  \
        .json = TEXT_OR_NULL_JSON, .words = WORDS_OF(__VA_ARGS__), .nullable = true                                    \
    }
#define WORDS(...)                                                                                                     \
    {                                                                                                                  \
        .json = "\"type\":\"array\"", .words = WORDS_OF(__VA_ARGS__), .many = true                                     \
    }

#define WORDS_OF_TYPE(type)                                                                                            \
    {                                                                                                                  \
        .json = "\"type\":\"array\"", .words = type##_words, .many = true                                              \
    }

/* What came of adding somebody. */
#define RESULT WORD("active", "invited", "queued", "unchanged", "refused")

/* Answers, and parts of them, of several rooms. */
extern const struct schema problem_schema, reason_schema;
extern const struct schema person_schema, named_schema, referenced_schema, operation_name_schema;

/* Writes the member `schemas` of openapi.json: the answers of the route table, what they refer to, and so on. */
void schema_write_all(struct text *out);

#endif
