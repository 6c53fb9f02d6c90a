/* The wordings of all letters, as data; letter.c fills them in. */
#ifndef LETTER_WORDING_H
#define LETTER_WORDING_H

#include "words.h"

#include <stdbool.h>

/* What the button leads to. */
enum door {
    DOOR_NONE,
    DOOR_JOIN,
    DOOR_RESET,
    DOOR_ADDRESS,
    DOOR_ASKING,
    DOOR_OPERATION,
    DOOR_REVOKE, /* the line's place in the list, with the question whether to revoke it */
    DOOR_HANDOVER,
    DOOR_REQUESTS,
    DOOR_HOME
};

/* `{name}` is a fact. `[one|other|...]` is the first of them whose facts are all known, or nothing. Spaces beside « »
 * and before : ; ? ! become no-break ones. */
struct wording {
    const char *subject;
    const char *news;
    const char *quote;  /* leads to what a person wrote */
    const char *advice; /* above the button */
    const char *button;
    const char *after[2];
};

/* A kind with several rows has one for each value of the fact `by`. */
struct letter_kind {
    enum mail_kind kind;
    const char *by, *value;
    const char *quoted; /* the fact in a person's own words */
    enum door door;
    bool code;
    bool listed;          /* the fact `sections` is a list of lists */
    bool chosen;          /* the reader can turn it off: the foot says where */
    struct wording in[2]; /* by language */
};

/* A sentence in a list, or the heading of one, by its fact `event`. */
struct letter_line {
    const char *event;
    const char *in[2]; /* by language */
};

/* Ends with a row without an event, which says what none of the others fits. */
extern const struct letter_line letter_lines[];

extern const char *const letter_greeting[2], *const letter_foot[2], *const letter_choice[2];

/* Above a letter in this language, to who reads the other: it follows. */
extern const char *const letter_below[2];

/* Below a letter with a day of which nobody's time zone is known. */
extern const char *const letter_universal[2];

#endif
