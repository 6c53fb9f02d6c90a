/* How names are compared, searched and sorted: the only user of libunistring. */
#ifndef FOLD_H
#define FOLD_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

#define FOLD_SORT_MOST 200

/* The text without case, accents and outer space, inner space made single: `Élodie  PETIT ` gives `elodie petit`
 * (compatibility decomposition, marks removed, full case folding; Unicode UAX 15). Lends arena memory. The input is
 * valid UTF-8. */
const char *fold_text(struct arena *arena, const char *text);

/* fold_text for what lists are sorted by, cut at FOLD_SORT_MOST bytes between two characters: a ligature can fold into
 * eleven times its bytes, and a sort key travels in cursors. */
const char *fold_sort(struct arena *arena, const char *text);

/* The next word of folded text, a run of letters and digits in any script, and its bytes; NULL when no more comes.
 * `rest` goes on behind it. Lends the text's own memory. */
const char *fold_word(const char **rest, size_t *length);

/* The words of folded text, each once. Lends arena memory; answers how many there are. */
size_t fold_words(struct arena *arena, const char *text, const char ***words);

/* What an operation is searched by: its folded name, and its reference. Lends arena memory. */
const char *fold_title(struct arena *arena, const char *sort_name, const char *reference);

/* By what lists sort a person, last name first, and by what he is searched: by the address alone while he has no names,
 * which are NULL then. */
struct folded {
    const char *sort, *search;
};

struct folded fold_person(struct arena *arena, const char *first, const char *last, const char *email);

/* The text in Unicode normal form C; for passwords and for what is kept as written. */
const char *fold_normal(struct arena *arena, const char *text);

/* The lower-case, NFC form without removing marks; for the local part of an address. */
const char *fold_case(struct arena *arena, const char *text);

/* True when every character can be seen and is itself: no control, space, direction mark or other invisible character,
 * nothing private or unassigned, no full-width or half-width form. */
bool fold_is_plain(const char *text);

#endif
