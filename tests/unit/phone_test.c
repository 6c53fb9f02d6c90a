/* Phone numbers as people type them become one spelling, or are refused. */
#include "phone.h"

#include "check.h"

static struct arena *arena;

static void one_number_has_one_spelling(void)
{
    static const char *const cases[][2] = {
        { "+33612345678", "+33612345678" },         { "+33 6 12 34 56 78", "+33612345678" },
        { "+33.6.12.34.56.78", "+33612345678" },    { "+33-6-12-34-56-78", "+33612345678" },
        { "0033612345678", "+33612345678" },        { "00 33 6 12 34 56 78", "+33612345678" },
        { "0 0 33 612345678", "+33612345678" },     { "+49 (30) 901820-0", "+49309018200" },
        { "+49 30/901820", "+4930901820" },         { "+1 (202) 555-0143", "+12025550143" },
        { "+ 32 2 555 12 12", "+3225551212" },      { "+12345678", "+12345678" },
        { "+123456789012345", "+123456789012345" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        CHECK_TEXT(phone_normal(arena, cases[i][0], ENGLISH), cases[i][1]);
        CHECK_TEXT(phone_normal(arena, cases[i][1], FRENCH), cases[i][1]);
    }
}

static void what_is_no_number_is_refused(void)
{
    static const char *const cases[] = {
        "",
        "+",
        "00",
        "0",
        "++33612345678",
        "33612345678", /* no country code: whose 33? */
        "0612345678",  /* a national number */
        "+0612345678", /* no country begins with 0 */
        "000033612345678",
        "+1234567",          /* too short */
        "+1234567890123456", /* too long */
        "0012345678901234567",
        "+33 6 12 34 56 7x",
        "+33612345678 ext. 9",
        "+33612345678;00441234567",
        "+33\u00a0612345678",
        "+٣٣٦١٢٣٤٥", /* other digits than ours */
        "(+33) 612345678",
        "tel:+33612345678",
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(phone_normal(arena, cases[i], ENGLISH), NULL);
}

static void who_reads_french_may_write_it_as_it_is_dialled_in_france(void)
{
    static const char *const cases[][2] = {
        { "0612345678", "+33612345678" },
        { "06 12 34 56 78", "+33612345678" },
        { "01.23.45.67.89", "+33123456789" },
        { "(0)6 12 34 56 78", "+33612345678" },
        { "0012345678", "+12345678" },
        { "061234567", NULL },
        { "06123456789", NULL },
        { "612345678", NULL },
        { "+0612345678", NULL },
        { "+32 470 12 34 56", "+32470123456" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        CHECK_TEXT(phone_normal(arena, cases[i][0], FRENCH), cases[i][1]);
}

static void any_length_is_answered(void)
{
    char typed[5000];

    memset(typed, '1', sizeof(typed) - 1);
    typed[0] = '+';
    typed[sizeof(typed) - 1] = '\0';
    CHECK_TEXT(phone_normal(arena, typed, FRENCH), NULL);
    memset(typed + 1, ' ', sizeof(typed) - 2);
    CHECK_TEXT(phone_normal(arena, typed, FRENCH), NULL);
    memcpy(typed + 4000, "33612345678", 11);
    CHECK_TEXT(phone_normal(arena, typed, FRENCH), "+33612345678");
}

int main(void)
{
    arena = arena_new();
    one_number_has_one_spelling();
    what_is_no_number_is_refused();
    who_reads_french_may_write_it_as_it_is_dialled_in_france();
    any_length_is_answered();
    arena_free(arena);
    return check_end();
}
