/* What each mail says, in French or in English, as plain text and as HTML. */
#ifndef LETTER_H
#define LETTER_H

#include "arena.h"
#include "err.h"
#include "words.h"

#include <stdbool.h>

struct letter_kind;

/* Why a letter is written. */
struct occasion {
    enum mail_kind kind;
    enum language language;
    const char *facts;  /* a JSON object of strings; any may be missing or null */
    const char *secret; /* of the link to an account; NULL for none */
    const char *code;   /* to sign in with; NULL for none */
    const char *home;   /* the page's address; ends with a slash */
    const char *zone;   /* of who reads it; NULL: not known. The fact `zone` is of who gave the dates */
    bool bilingual;     /* nobody knows which language is his: first in `language`, then in the other */
};

/* What to send: the lines of both forms end as mails want it, with \r\n; the subject is one line. */
struct letter {
    const char *subject, *text, *html;
};

/* What a letter comes down to, in a line among others. */
struct gist {
    const char *subject;
    const char *words; /* what a person wrote, or "" */
};

/* Lends the gist of a letter; false when it cannot be written. */
bool letter_gist(struct arena *arena, const struct occasion *occasion, struct gist *gist) CHECKED;

/* Takes the letters, tables that end with a row without a name, NULL behind the last; once, before any is written.
 * False, with a line on stderr for each that has no postage. Borrows. */
bool letter_use(const struct letter_kind *const letters[]) CHECKED;

/* Writes it into the arena; both forms are made of the same description, so that they say the same. NULL, or why it
 * cannot be written: an unknown kind, unreadable facts, no secret or code where one belongs. */
const char *letter_write(struct arena *arena, const struct occasion *occasion, struct letter *letter) CHECKED;

#endif
