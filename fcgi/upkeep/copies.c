#include "copies.h"

#include "fold.h"
#include "sql_operations.h"
#include "sql_upkeep.h"

#include <stdio.h>

void copies_fill_words(struct db *db, struct arena *arena)
{
    struct rows rows = sql_operation_names(db);
    struct operation_names row;
    const char **word;

    while (operation_names_next(&rows, &row)) {
        size_t count = fold_words(arena, fold_title(arena, row.sort_name, row.reference), &word);

        for (size_t i = 0; i < count; i++)
            sql_operation_word_add(db, word[i], row.id);
    }
}

static bool has_word(struct db *db, const struct check_parts *part, const char *word)
{
    struct check_word found;

    if (sql_check_word(db, &found, part->entity, word, part->operation))
        return true;
    fprintf(stderr, "guichet: check: a word by which an operation is searched is missing: operation: %s\n",
            part->operation);
    return false;
}

bool copies_prove_words(struct db *db, struct arena *arena)
{
    struct rows rows = sql_check_parts(db);
    struct check_parts part;
    struct check_word_count kept = { 0 };
    int64_t words = 0;
    bool good = true;
    const char **word;

    while (check_parts_next(&rows, &part)) {
        size_t count = fold_words(arena, fold_title(arena, part.sort_name, part.reference), &word);

        for (size_t i = 0; i < count; i++)
            good &= has_word(db, &part, word[i]);
        words += (int64_t)count;
    }
    sql_check_word_count(db, &kept);
    if (good && kept.words != words)
        fprintf(stderr, "guichet: check: words by which operations are searched: %lld too many\n",
                (long long)(kept.words - words));
    return good && kept.words == words;
}
