/* What accesses rest on, in words, as data: why.c fills it in. */
#ifndef WHY_WORDING_H
#define WHY_WORDING_H

/* A link of the chain from somebody to his access: what is so, and what mends it where it is not as it should be.
 * `{name}` is filled in; `[...]` is left out when nothing is known to fill it with. */
struct link_wording {
    const char *code;
    const char *sentence[2], *remedy[2];
};

/* Ends with a row without a code. */
extern const struct link_wording link_wordings[];

#endif
