/* What decisions rest on, in words, as data: reasons.c fills it in. */
#ifndef REASONS_WORDING_H
#define REASONS_WORDING_H

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

/* Both end with a row without a code. */
extern const struct fact_wording fact_wordings[];
extern const struct rule_wording rule_wordings[];

#endif
