#include "words.h"
#include "text.h"

#include <stddef.h>

#define WORD_TEXT(constant, text) text,
#define WORD_DEFINE(type, TYPE, LIST)                                                                                  \
    const char *const type##_words[] = { LIST(WORD_TEXT) NULL };                                                       \
    const char *type##_name(enum type word)                                                                            \
    {                                                                                                                  \
        return word ? type##_words[word - 1] : NULL;                                                                   \
    }                                                                                                                  \
    enum type type##_of(const char *text)                                                                              \
    {                                                                                                                  \
        return (enum type)text_place(type##_words, text);                                                              \
    }

WORD_TYPES(WORD_DEFINE)
