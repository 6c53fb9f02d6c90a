/* Names that people take for the same fold to the same text. */
#include "fold.h"

#include "check.h"

#include <stdlib.h>

static struct arena *arena;

static void folds_names(void)
{
    static const char *const cases[][2] = {
        { "Élodie  PETIT ", "elodie petit" },
        { "", "" },
        { "   ", "" },
        { "\t a \n\u00a0\u3000 b \u2028", "a b" },
        { "E\u0301lodie", "elodie" },
        { "Crédit du Littoral", "credit du littoral" },
        { "Verrerie de l\u2019Ouest", "verrerie de l'ouest" },
        { "Jean\u2011Marie", "jean-marie" },
        { "STRASSE Straße STRA\u1e9eE", "strasse strasse strasse" },
        { "ﬁnance ﬀ ﬃ ĳ", "finance ff ffi ij" },
        { "Lœuillet Æsir", "loeuillet aesir" },
        { "Łukasz Đorđe Søren", "lukasz dorde soren" },
        { "İstanbul IĞDIR ığdır", "istanbul igdir igdir" },
        { "ΟΔΥΣΣΕΎΣ Οδυσσεύς", "οδυσσευσ οδυσσευσ" },
        { "Ёлка Йод", "елка иод" },
        { "مُحَمَّد", "محمد" },
        { "山田\u3000太郎", "山田 太郎" },
        { "Ａｎｎａ　ｶﾞ", "anna カ" },
        { "Nguyễn Thị", "nguyen thi" },
        { "\u2121 \u2167", "tel viii" },
        { "a\u200db\u200ec\u00add", "abcd" },
        { "👩\u200d💻 ❤\ufe0f", "👩💻 ❤" },
        { "\u0301", "" },
        { "Élodie Petit elodie.petit@aurore.example", "elodie petit elodie.petit@aurore.example" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *folded = fold_text(arena, cases[i][0]);

        CHECK_TEXT(folded, cases[i][1]);
        CHECK_TEXT(fold_text(arena, folded), folded);
    }
}

/* In the order in which they stand, each once. */
static void finds_words(void)
{
    static const char *const cases[][2] = {
        { "verrerie de l'ouest — refinancement du four 3", "verrerie|de|l|ouest|refinancement|du|four|3" },
        { "op-2026-0042 op 2026", "op|2026|0042" },
        { "r&d (100%) «x»…", "r|d|100|x" },
        { "елка иод", "елка|иод" },
        { "हिन्दी ok", "हिन्दी|ok" },
        { "a", "a" },
        { "aa a aaa a", "aa|a|aaa" },
        { "—", "" },
        { "", "" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char **word, *joined = "";
        size_t count = fold_words(arena, cases[i][0], &word);

        for (size_t j = 0; j < count; j++)
            joined = arena_format(arena, "%s%s%s", joined, j ? "|" : "", word[j]);
        CHECK_TEXT(joined, cases[i][1]);
    }
    CHECK_TEXT(fold_title(arena, "four 3", "ÉO-12"), "four 3 eo-12");
}

static void normal_form_keeps_what_was_meant(void)
{
    CHECK_TEXT(fold_normal(arena, "e\u0301"), "é");
    CHECK_TEXT(fold_normal(arena, "É"), "É");
    CHECK_TEXT(fold_normal(arena, " ﬁ ²  A "), " ﬁ ²  A ");
    CHECK_TEXT(fold_normal(arena, "\u212b"), "Å");
    CHECK_TEXT(fold_normal(arena, ""), "");
}

static void lower_case_keeps_marks(void)
{
    CHECK_TEXT(fold_case(arena, "ZOË"), "zoë");
    CHECK_TEXT(fold_case(arena, "ZOE\u0308"), "zoë");
    CHECK_TEXT(fold_case(arena, "Agnes.Martin+Bank"), "agnes.martin+bank");
    CHECK_TEXT(fold_case(arena, "Straße"), "straße");
    CHECK_TEXT(fold_case(arena, "ΟΔΟΣ"), "οδος");
    CHECK_TEXT(fold_case(arena, "I"), "i");
    CHECK_TEXT(fold_case(arena, ""), "");
}

static void malformed_text_comes_back(void)
{
    static const char *const malformed[] = { "\xff", "A\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "É\x80" };

    for (size_t i = 0; i < sizeof(malformed) / sizeof(malformed[0]); i++) {
        CHECK_TEXT(fold_text(arena, malformed[i]), malformed[i]);
        CHECK_TEXT(fold_normal(arena, malformed[i]), malformed[i]);
        CHECK_TEXT(fold_case(arena, malformed[i]), malformed[i]);
        CHECK(!fold_is_plain(malformed[i]));
    }
}

static void long_text_has_an_end(void)
{
    size_t length = 1 << 20;
    char *text = malloc(length + 1);

    if (!text)
        abort();
    for (size_t i = 0; i < length; i++)
        text[i] = "\u0301\u0323"[i % 4];
    text[length] = '\0';
    CHECK(strlen(fold_text(arena, text)) == length);
    text[60000] = '\0';
    CHECK_TEXT(fold_text(arena, text), "");
    for (size_t i = 0; i < 60000; i += 3)
        memcpy(text + i, "\ufdfa", 3); /* the one that grows most: 3 bytes to 33 */
    CHECK(strlen(fold_text(arena, text)) > 60000);
    free(text);
}

static void people_are_sorted_by_the_last_name_that_they_have(void)
{
    struct folded two = fold_person(arena, "Élodie", "PETIT", "e.petit@x.example");
    struct folded one = fold_person(arena, "Sukarno", NULL, "s@x.example");
    struct folded emptied = fold_person(arena, "Sukarno", "", "s@x.example");
    struct folded none = fold_person(arena, NULL, NULL, "n@x.example");

    CHECK_TEXT(two.sort, "petit elodie");
    CHECK_TEXT(two.search, "elodie petit e.petit@x.example");
    CHECK_TEXT(one.sort, "sukarno");
    CHECK_TEXT(one.search, "sukarno s@x.example");
    CHECK_TEXT(emptied.sort, one.sort);
    CHECK_TEXT(emptied.search, one.search);
    CHECK_TEXT(none.sort, "n@x.example");
    CHECK_TEXT(none.search, none.sort);
}

static void invisible_characters_are_not_plain(void)
{
    static const char *const plain[] = { "", "agnes", "zoë", "Müller", "山田", "a+b@c.example", "ज़ैद", "😀" };
    static const char *const other[] = { "a b",    "a\n",    "\x7f",   "\xc2\x85",  "\u00a0", "\u00ad", "\u034f",
                                         "\u061c", "\u115f", "\u200b", "\u200f",    "\u202e", "\u2066", "\u2028",
                                         "\u3000", "\u3164", "\ue000", "\ufe0f",    "\ufeff", "\ufffe", "ａ",
                                         "＠",     "ｶ",      "\u0378", "\U000e0041" };

    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
        CHECK(fold_is_plain(plain[i]));
    for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++)
        CHECK(!fold_is_plain(other[i]));
}

int main(void)
{
    arena = arena_new();
    folds_names();
    finds_words();
    normal_form_keeps_what_was_meant();
    lower_case_keeps_marks();
    malformed_text_comes_back();
    long_text_has_an_end();
    people_are_sorted_by_the_last_name_that_they_have();
    invisible_characters_are_not_plain();
    arena_free(arena);
    return check_end();
}
