/* What is mailed: the letters of all rooms. */
#ifndef LETTERS_H
#define LETTERS_H

struct letter_kind;

extern const struct letter_kind *const letters[]; /* for letter_use */

#endif
