#include "copies.h"

#include "fold.h"
#include "sql_operations.h"
#include "sql_upkeep.h"

#include <stdio.h>

static size_t words_of(struct db *db, struct arena *arena, const char *operation, const char ***words)
{
    struct operation_named row;

    return sql_operation_named(db, &row, operation)
               ? fold_words(arena, fold_title(arena, row.sort_name, row.reference), words)
               : 0;
}

void copies_remove_words(struct db *db, struct arena *arena, const char *operation)
{
    const char **word;
    size_t count = words_of(db, arena, operation, &word);

    for (size_t i = 0; i < count; i++)
        sql_operation_word_remove(db, word[i], operation);
}

void copies_add_words(struct db *db, struct arena *arena, const char *operation)
{
    const char **word;
    size_t count = words_of(db, arena, operation, &word);

    for (size_t i = 0; i < count; i++)
        sql_operation_word_add(db, word[i], operation);
}

void copies_fill_words(struct db *db, struct arena *arena)
{
    struct rows rows = sql_operation_all(db);
    struct operation_all row;

    while (operation_all_next(&rows, &row))
        copies_add_words(db, arena, row.id);
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
