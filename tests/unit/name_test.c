/* What people and things may be called: names of all the world pass, what a mail program makes a link of does not. */
#include "name.h"

#include "check.h"

static void people_have_names(void)
{
    static const char *const names[] = {
        "Paul",     "Jean-Noël",   "O’Brien",      "O'Brien",     "d’Ormesson",    "J. R. R.", "J.R.",
        "St. John", "Martin, Jr.", "Łukasz",       "ǃxóõ",        "Nguyễn Thị",    "山田",     "דוד",
        "Анна",     "محمد",        "X Æ A-12",     "Anne (Nana)", "Müller & Fils", "\"Bob\"",  "Éa",
        "St.John",  "autre.cote",  "van.der.Berg", "J.Smith",     "paul.ba",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        CHECK(name_is_person(names[i]) && name_is_title(names[i]));
}

static void what_is_no_name_is_refused(void)
{
    static const char *const refused[] = {
        "",
        "1",
        "...",
        "-",
        "http://evil.example",
        "https://evil.example/x",
        "evil.example",
        "Paul evil.example",
        "EVIL.EXAMPLE",
        "www.evil.example",
        "Win at evil.co now",
        "(evil.example)",
        "evil.example.",
        "évil.fr",
        "evil.co.uk",
        "evil.bank",
        "a.b.evil.xyz",
        "evil.test",
        "a@b.example",
        "Bcc: all@evil.example",
        "evil.example/x",
        "x://y",
        "me@",
        "12 34",
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
        CHECK(!name_is_person(refused[i]));
}

static void things_have_names_with_more_signs(void)
{
    static const char *const names[] = {
        "Booking.com",
        "Amazon.fr SAS",
        "Refinancement 4/2027",
        "Tranche A: 40 %",
        "R&D / Achats",
        "OP-2026-0042",
        "S.A.R.L. Dupont",
        "Four #3",
        "v1.2",
        "Quoi ?",
        "1",
    };
    static const char *const refused[] = {
        "http://evil.example", "see https://evil.example", "evil.example/pay",
        "evil.example:8080",   "evil.example?x",           "www.evil.example",
        "a@b.example",         "Prêt (evil.example/x)",    "ftp://x",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        CHECK(name_is_title(names[i]));
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
        CHECK(!name_is_title(refused[i]));
}

static void two_names_make_one(void)
{
    struct arena *arena = arena_new();

    CHECK_TEXT(name_join(arena, "Paul", "Petit"), "Paul Petit");
    CHECK_TEXT(name_join(arena, "Sukarno", NULL), "Sukarno");
    CHECK_TEXT(name_join(arena, "Sukarno", ""), "Sukarno");
    CHECK_TEXT(name_join(arena, NULL, "Sukarno"), "Sukarno");
    CHECK(!name_join(arena, NULL, NULL));
    arena_free(arena);
}

int main(void)
{
    people_have_names();
    what_is_no_name_is_refused();
    things_have_names_with_more_signs();
    two_names_make_one();
    return check_end();
}
