/* What decisions and accesses rest on, in words, as data: why.c fills it in. */
#ifndef WHY_WORDING_H
#define WHY_WORDING_H

/* A fact of rights.h, said to who asks. A row with a topic, the beginning of a right's name, goes before the one
 * without; NULL where the general row serves. */
struct fact_wording {
    const char *topic, *code;
    const char *holds[2], *lacks[2]; /* by language */
};

/* A rule that no right states: what an error other than those of rights.c rests on. */
struct rule_wording {
    const char *code;
    const char *sentence[2];
};

/* A link of the chain from somebody to his access: what is so, and what mends it where it is not as it should be.
 * `{name}` is filled in; `[...]` is left out when nothing is known to fill it with. */
struct link_wording {
    const char *code;
    const char *sentence[2], *remedy[2];
};

/* All end with a row without a code. */
extern const struct fact_wording fact_wordings[];
extern const struct rule_wording rule_wordings[];
extern const struct link_wording link_wordings[];

#endif
