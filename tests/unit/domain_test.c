/* Mail domains: which are everybody's, and which one slip of the hand makes of another. */
#include "domain.h"

#include "check.h"

static void one_slip_is_near(void)
{
    static const char *const cases[][2] = {
        { "littoral.example", "litoral.example" },
        { "littoral.example", "litttoral.example" },
        { "littoral.example", "littorel.example" },
        { "littoral.example", "litotral.example" },
        { "littoral.example", "ilttoral.example" },
        { "littoral.example", "littoral.exampel" },
        { "littoral.example", "ittoral.example" },
        { "littoral.example", "littoral.exampl" },
        { "littoral.example", "littoralexample" },
        { "littoral.example", "littoral.exemple" },
        { "aurore.example", "aurrore.example" },
        { "aurore.example", "auroré.example" },
        { "müller.example", "muller.example" },
        { "müller.example", "mülller.example" },
        { "müller.example", "ümller.example" },
        { "é.example", "è.example" },
        { "a.fr", "ab.fr" },
        { "nord-bank.example", "nordbank.example" },
        { "\xc3\xa9t.example", "t\xc3\xa9.example" },
        { "aab.example", "aba.example" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        CHECK(domain_is_near(cases[i][0], cases[i][1]));
        CHECK(domain_is_near(cases[i][1], cases[i][0]));
    }
}

static void more_than_one_is_not(void)
{
    static const char *const cases[][2] = {
        { "littoral.example", "littoral.example" }, /* nothing is wrong with it */
        { "littoral.example", "litoral.exemple" },
        { "littoral.example", "lttoral.exampl" },
        { "littoral.example", "nordbank.example" },
        { "littoral.example", "tiltoral.example" }, /* no neighbours */
        { "littoral.example", "paris.littoral.example" },
        { "abc.example", "bca.example" },
        { "ab.example", "cd.example" },
        { "müller.example", "mueller.example" },
        { "", "" },
        { "", "ab" },
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        CHECK(!domain_is_near(cases[i][0], cases[i][1]));
        CHECK(!domain_is_near(cases[i][1], cases[i][0]));
    }
}

static void some_are_everybodys(void)
{
    static const char *const public[] = { "gmail.com", "orange.fr",   "laposte.net", "web.de",
                                          "proton.me", "yopmail.com", "126.com",     "zoho.com" };
    static const char *const own[] = { "littoral.example", "mail.littoral.example", "gmail.com.example", "gmail", "",
                                       "mygmail.com" };

    for (size_t i = 0; i < sizeof(public) / sizeof(public[0]); i++)
        CHECK(domain_is_public(public[i]));
    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
        CHECK(!domain_is_public(own[i]));
}

int main(void)
{
    one_slip_is_near();
    more_than_one_is_not();
    some_are_everybodys();
    return check_end();
}
