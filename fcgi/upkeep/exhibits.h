/* Files that somebody was handed of a register: each read by itself, then all of them held against one another. */
#ifndef EXHIBITS_H
#define EXHIBITS_H

#include "note.h"

enum exhibit_form { CHECKPOINT, ROW_PROOF, GROWTH };

struct exhibit {
    const char *name;
    const char *wrong; /* why it is refused, in words that go on from its name; NULL: it is good */
    bool is_signed;    /* its checkpoint, whatever else is wrong */
    enum exhibit_form form;
    struct checkpoint at; /* what it is, or leads to */
    struct row_proof proof;
    struct growth growth;
};

/* Whoever makes it gives both arenas; what is read lives in the first. */
struct exhibits {
    struct arena *arena, *scratch;
    struct note_key key;
    struct exhibit *file;
    size_t count;
};

/* Answers NULL, or what is wrong with the file. */
const char *exhibits_read_key(struct exhibits *all, const char *name);

/* Reads and judges them all, whatever is wrong with one; borrows the names. */
void exhibits_check(struct exhibits *all, char **names, size_t count);

/* Lends the one whose checkpoint has the most rows; NULL when none is signed. */
const struct exhibit *exhibits_newest(const struct exhibits *all);

/* Whether a good one is the first of its size, is not of the newest, and no growth among them goes on from there. */
bool exhibits_leave_open(const struct exhibits *all, const struct exhibit *file);

#endif
