/* The text of a row, its hash and its digests, as in the worked example of which tests/proof holds the files. */
#include "leaf.h"

#include "check.h"
#include "secret.h"

#include <stdlib.h>

#define OPERATION "01jm0operation0000000000aa"
#define NORDBANK  "01jm0entitynord000000000aa"
#define LENA      "01jm0person1ena0000000000a"
#define AGNES     "01jm0personagnes0000000000"
#define LINE      "01jm0contact1ena000000000a"
#define AT        INT64_C(1772357400000) /* 2026-03-01T09:30 UTC */

static struct arena *arena;

static const struct leaf added = { .action = "contact_added",
                                   .actor = AGNES,
                                   .operation = OPERATION,
                                   .entity = NORDBANK,
                                   .person = LENA,
                                   .contact = LINE,
                                   .at = AT,
                                   .n = 1,
                                   .salt = "6x1CrfWjHgAjtgzAcl_I0Q",
                                   .claims = "{\"from\":\"2026-03-01T09:30:00.000Z\",\"side\":\"lender\","
                                             "\"status\":\"active\",\"until\":null}" };

static void a_row_is_the_example_byte_for_byte(void)
{
    const char *text = leaf_text(arena, &added);
    char hash[TREE_HASH_ROOM];

    CHECK_TEXT(text, "{\"action\":\"contact_added\",\"actor\":\"" AGNES "\",\"at\":\"2026-03-01T09:30:00.000Z\","
                     "\"contact\":\"" LINE "\",\"entity\":\"" NORDBANK "\",\"from\":\"2026-03-01T09:30:00.000Z\","
                     "\"n\":1,\"operation\":\"" OPERATION "\",\"person\":\"" LENA "\","
                     "\"salt\":\"6x1CrfWjHgAjtgzAcl_I0Q\",\"side\":\"lender\",\"status\":\"active\",\"until\":null,"
                     "\"v\":1}");
    leaf_hash(hash, text, strlen(text));
    CHECK_TEXT(hash, "QxQ2qzJGVfuWIXFXxOL7iSzKDzjHZyaKunXi8DgXMSQ=");
}

/* Facts fall in at their places, whatever they hold. */
static void every_fact_has_its_place(void)
{
    struct leaf leaf = { .action = "a",
                         .at = AT,
                         .n = 2,
                         .h = 7,
                         .salt = "s",
                         .entity = "e",
                         .claims = "{\"_sd\":[\"}\",\",\"],\"b\":{\"c\":[1,{}],\"d\":\"\\\"}\"},\"hab\":null,"
                                   "\"zz\":\"é\\\\\"}" };

    CHECK_TEXT(leaf_text(arena, &leaf),
               "{\"_sd\":[\"}\",\",\"],\"action\":\"a\",\"actor\":null,\"at\":\"2026-03-01T09:30:00.000Z\","
               "\"b\":{\"c\":[1,{}],\"d\":\"\\\"}\"},\"entity\":\"e\",\"h\":7,\"hab\":null,\"n\":2,\"salt\":\"s\","
               "\"v\":1,\"zz\":\"é\\\\\"}");
    leaf.claims = "{}";
    leaf.h = 0;
    CHECK_TEXT(leaf_text(arena, &leaf), "{\"action\":\"a\",\"actor\":null,\"at\":\"2026-03-01T09:30:00.000Z\","
                                        "\"entity\":\"e\",\"n\":2,\"salt\":\"s\",\"v\":1}");
}

static void a_place_is_where_a_row_counts(void)
{
    CHECK_TEXT(leaf_place(arena, &added), OPERATION " " NORDBANK);
    CHECK_TEXT(leaf_place(arena, &(struct leaf){ .entity = "e", .person = "p" }), " e");
    CHECK_TEXT(leaf_place(arena, &(struct leaf){ .operation = "o" }), "o ");
    CHECK_TEXT(leaf_place(arena, &(struct leaf){ .person = "p" }), "p");
    CHECK_TEXT(leaf_place(arena, &(struct leaf){ 0 }), "");
}

static void what_is_hidden_is_disclosed_as_in_the_example(void)
{
    const char *disclosure = leaf_disclosure(arena, "jNdqYvEet4j7d8FfZATJLw", "email", "lena.koch@nordbank.example");
    char digest[DIGEST_SIZE];

    CHECK_TEXT(disclosure, "WyJqTmRxWXZFZXQ0ajdkOEZmWkFUSkx3IiwiZW1haWwiLCJsZW5hLmtvY2hAbm9yZGJhbmsuZXhhbXBsZSJd");
    leaf_digest(digest, disclosure);
    CHECK_TEXT(digest, "9kY9SfIqOT36T57gNcZRH7_pEEAFH9dGcWGlh-WjrRY");
}

static void no_two_salts_are_alike(void)
{
    char one[SALT_ROOM], other[SALT_ROOM];

    leaf_salt(one);
    leaf_salt(other);
    CHECK(strlen(one) == SALT_ROOM - 1 && strcmp(one, other));
}

int main(void)
{
    arena = arena_new();
    if (!secret_start())
        return EXIT_FAILURE;
    a_row_is_the_example_byte_for_byte();
    every_fact_has_its_place();
    a_place_is_where_a_row_counts();
    what_is_hidden_is_disclosed_as_in_the_example();
    no_two_salts_are_alike();
    arena_free(arena);
    return check_end();
}
