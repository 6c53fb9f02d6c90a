/* What the readers and writers of notes share. */
#ifndef NOTE_PARTS_H
#define NOTE_PARTS_H

#include "arena.h"

#define NOTE_PROOF   "c2sp.org/tlog-proof@v1"
#define NOTE_MARK    "\xE2\x80\x94 " /* U+2014 and a space, before who signed */
#define NOTE_ED25519 1

/* The next line without its end; NULL where there is none that ends. Lends arena memory. */
const char *note_take_line(struct arena *arena, const char **rest);

#endif
