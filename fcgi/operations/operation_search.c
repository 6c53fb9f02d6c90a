/* Searching operations. A word that few operations of the entity have leads to them; where every word typed is common,
 * what the caller may open is gone through instead, newest first, and a page of it is full soon. */
#include "operation_search.h"

#include "fold.h"
#include "sql_operations.h"

#include <string.h>

#define HITS_MOST 200                /* of a word that leads to operations */
#define LAST      "\xF4\x8F\xBF\xBF" /* U+10FFFF: behind every character that a word can have */

static size_t split(struct arena *arena, const char *folded, const char ***parts)
{
    const char **part = *parts = arena_alloc(arena, (strlen(folded) / 2 + 1) * sizeof(*part));
    size_t count = 0;

    for (size_t length; *folded; folded += length + (folded[length] == ' ')) {
        length = strcspn(folded, " ");
        part[count++] = arena_copy(arena, folded, length);
    }
    return count;
}

struct operation_search operation_search_read(struct req *q, const char *typed)
{
    const char *folded = typed ? fold_text(q->arena, typed) : "", **word;
    struct operation_search search = { .count = split(q->arena, folded, &search.part) };
    size_t words = fold_words(q->arena, folded, &word);
    int64_t fewest = HITS_MOST + 1;
    struct operation_word_count row;

    for (size_t i = 0; i < words; i++) {
        const char *beyond = arena_format(q->arena, "%s" LAST, word[i]);

        if (!sql_operation_word_count(q->db, &row, q->actor.entity, word[i], beyond, fewest) || row.hits >= fewest)
            continue;
        fewest = row.hits;
        search.word = word[i];
        search.beyond = beyond;
    }
    return search;
}

/* A sign that was typed first may stand anywhere. */
static bool stands_in(const char *text, const char *part)
{
    const char *rest = part;
    size_t length;

    if (fold_word(&rest, &length) != part)
        return strstr(text, part);
    for (const char *word; (word = fold_word(&text, &length));)
        if (!strncmp(word, part, strlen(part)))
            return true;
    return false;
}

bool operation_search_finds(struct arena *arena, const struct operation_search *search, const char *sort_name,
                            const char *reference)
{
    const char *text = search->count ? fold_title(arena, sort_name, reference) : "";

    for (size_t i = 0; i < search->count; i++)
        if (!stands_in(text, search->part[i]))
            return false;
    return true;
}
