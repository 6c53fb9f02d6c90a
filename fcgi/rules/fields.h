/* Bodies and queries described as data: one table a body, read into a struct before any handler runs. */
#ifndef FIELDS_H
#define FIELDS_H

#include "arena.h"
#include "err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_kind {
    FIELD_END,
    FIELD_TEXT,   /* const char *: NFC not applied, outer space kept; least and most in characters */
    FIELD_LINE,   /* const char *: as FIELD_TEXT, but nothing invisible around it and no control characters */
    FIELD_PERSON, /* const char *: as FIELD_LINE, and a person's name (name_is_person) */
    FIELD_NAME,   /* const char *: as FIELD_PERSON, but "" when null, which then counts as given; only in bodies */
    FIELD_TITLE,  /* const char *: as FIELD_LINE, and the name of something (name_is_title) */
    FIELD_FLAG,   /* bool */
    FIELD_SWITCH, /* enum said: a flag of which nothing may be said; only in bodies */
    FIELD_TIME,   /* int64_t: milliseconds, 0 when absent or null */
    FIELD_UNTIL,  /* int64_t: as FIELD_TIME, but UNTIL_NEVER when null, which then counts as given */
    FIELD_NUMBER, /* int64_t: a whole number from least to most; only in queries */
    FIELD_CHOICE, /* const char *: one of `of` */
    FIELD_WORD,   /* an enum of words.h: one of `of`, its words; 0 when absent */
    FIELD_WORDS,  /* unsigned: several of them, a comma between two; bit 0 for the first of `of` */
    FIELD_TEXTS,  /* struct texts: least to most strings, each of at most FIELD_TEXT_MOST characters */
    FIELD_ITEMS,  /* struct items: least to most objects, each read by the table in `of`; only in bodies */
};

#define FIELD_TEXT_MOST 400
#define UNTIL_NEVER     (-1)

enum said { UNSAID, SAID_NO, SAID_YES };

struct texts {
    size_t count;
    const char **text;
};

/* Structs one after the other, as a table of their own describes them. */
struct items {
    size_t count;
    void *item;
};

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset;
    bool required;
    int64_t least, most;
    const void
        *of; /* FIELD_CHOICE, FIELD_WORD, FIELD_WORDS: the names, ending with NULL; FIELD_ITEMS: a struct item_table */
    const char *about; /* one line for openapi.json */
};

/* What each object of a FIELD_ITEMS has, and the size of the struct it fills. */
struct item_table {
    const struct field *fields;
    size_t size;
};

enum fault {
    FAULT_MISSING,
    FAULT_UNKNOWN,
    FAULT_TYPE,
    FAULT_SHORT,
    FAULT_LONG,
    FAULT_CONTROL,
    FAULT_LOST, /* another program could not read a character, and wrote U+FFFD in its place */
    FAULT_NAME,
    FAULT_LINK, /* a web or mail address in a name */
    FAULT_TIME,
    FAULT_NUMBER,
    FAULT_CHOICE,
    FAULT_DOUBLE,
    FAULT_CURSOR,
    FAULT_PAST,
    FAULT_FUTURE,
    FAULT_FAR,
    FAULT_ORDER,
    FAULT_BEGUN,
    FAULT_LATEST,
    FAULT_PHONE,
    FAULT_ZONE,
    FAULT_TERMS,
    FAULT_PASSWORD_SHORT,
    FAULT_PASSWORD_COMMON,
    FAULT_PASSWORD_ADDRESS,
    FAULT_PASSWORD_WRONG,
    FAULT_CODE,
    FAULT_MAIL_CODE,
    FAULT_UNKNOWN_ENTITY,
    FAULT_OWN_SIDE,
    FAULT_ADDRESS,
    FAULT_ADDRESS_LETTERS, /* before the @ */
    FAULT_OWN_ADDRESS,
    FAULT_ONE_OF,
    FAULT_MANY,
    FAULT_SELF,
    FAULT_LEAVING,
    FAULT_UNKNOWN_OPERATION,
    FAULT_BEFORE,
    FAULT_DAYS,
    FAULT_ALONE,
    FAULT_COUNT
};

#define FAULTS_MOST 16

/* What is wrong with which member; names are lent by the tables or copied into the arena. */
struct faults {
    const char *offset; /* from UTC, `-05:00`, where a time was written with one: whose day it is */
    int count;
    struct {
        const char *name;
        enum fault fault;
        int64_t bound; /* for FAULT_SHORT, FAULT_LONG, FAULT_MANY and FAULT_DAYS; for FAULT_LATEST a time */
    } at[FAULTS_MOST];
};

/* Notes a fault; past FAULTS_MOST they are dropped. Always E_FIELDS. */
enum err fault_add(struct faults *faults, const char *name, enum fault fault, int64_t bound);

/* The sentence about a fault. Lends the arena's memory or a constant. */
const char *fault_sentence(struct arena *arena, enum fault fault, int64_t bound, enum language language);

/* The same for somebody whose time zone is known, or not: NULL. */
const char *fault_sentence_in(struct arena *arena, enum fault fault, int64_t bound, enum language language,
                              const char *zone);

/* Reads a JSON object into `out` by the table: every fault is named, not only the first. A NULL table takes no body:
 * an empty one or {} passes. E_BAD_JSON for malformed or a member named twice
 * (which is named), E_FIELDS for refused members. */
enum err fields_read_body(struct arena *arena, const struct field *table, const char *body, size_t length, void *out,
                          struct faults *faults) CHECKED;

/* Bytes that the largest body of a table has, where every character is escaped (`\\u00e9`). */
size_t fields_bytes(const struct field *table);

/* Reads a query string (WHATWG URL, form encoding) likewise; a name may come once. E_BAD_REQUEST for bad encoding. */
enum err fields_read_query(struct arena *arena, const struct field *table, const char *query, void *out,
                           struct faults *faults) CHECKED;

#endif
