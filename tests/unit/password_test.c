/* Which passwords are refused, and for what. */
#include "password.h"

#include "check.h"

static void check_all(const char *const passwords[], enum fault expected)
{
    for (int i = 0; passwords[i]; i++) {
        enum fault fault = password_fault(passwords[i], "agnes.martin+bank@aurore.example");

        if (fault != expected)
            printf("%s: fault %d, not %d\n", passwords[i], (int)fault, (int)expected);
        CHECK(fault == expected);
    }
}

static void good_ones_pass(void)
{
    check_all((const char *const[]){ "Guichet-demo-2026", "xK9#mQ2$vL5!wR8z", "trois petits chats roux",
                                     "Été-à-Brest-1987", "orage violet sur la mer", "четыре рыжих кота тут",
                                     "Ünï-cödé 15 mots", "correct cheval pile agrafe", "93015482671935408267", NULL },
              FAULT_COUNT);
}

static void short_ones_are_refused(void)
{
    check_all((const char *const[]){ "", "a", "xK9#mQ2$vL5!wR8", "xk9#mq2$vl5!wr8zyt", "XK9MQ2VL5WR8ZYTabcd",
                                     "trois chats roux", "ééééééééééé", "trois petits chats", NULL },
              FAULT_PASSWORD_SHORT);
}

static void common_ones_are_refused(void)
{
    check_all((const char *const[]){ "aaaaaaaaaaaaaaaaaaaa", "Aaaaaaaaaaaaaaaa1!", "Password-2026-abcd",
                                     "P@ssw0rd!P@ssw0rd!", "Motdepasse-2026!", "azertyuiopqsdfghjklm",
                                     "Qwertyuiop123456!", "12345678901234567890", "98765432109876543210",
                                     "abcdefghijklmnopqrstuvwxyz", "Abcd-1234-Abcd-1234", "xK9#xK9#xK9#xK9#xK9#",
                                     "1qaz2wsx3edc4rfv5tgb", "Guichet-Guichet-2026", "Bienvenue-guichet1!",
                                     "correct horse battery staple", "Azerty1234567890!", NULL },
              FAULT_PASSWORD_COMMON);
}

static void the_address_is_refused(void)
{
    check_all((const char *const[]){ "agnes.martin+bank@aurore.example", "xx-Agnes.Martin-2026-yy",
                                     "AGNES.MARTIN is my name", NULL },
              FAULT_PASSWORD_ADDRESS);
    CHECK(password_fault("trois petits ZOËLLE roux", "zoëlle@b.example") == FAULT_PASSWORD_ADDRESS);
    CHECK(password_fault("trois petits leo roux", "leo@b.example") == FAULT_COUNT);
    CHECK(password_fault("trois leo@b.example roux", "leo@b.example") == FAULT_PASSWORD_ADDRESS);
    CHECK(password_fault("xx-Agnes.Martin-2026-yy", NULL) == FAULT_COUNT);
    CHECK(password_fault("trois petits chats roux", "") == FAULT_COUNT);
}

static void length_has_an_end(void)
{
    static char password[PASSWORD_MOST + 2];
    unsigned state = 1;

    for (int i = 0; i < PASSWORD_MOST; i++) {
        state = state * 1103515245 + 12345;
        password[i] = (char)('a' + (state >> 16) % 26);
    }
    CHECK(password_fault(password, "agnes@aurore.example") == FAULT_COUNT);
    password[PASSWORD_MOST] = 'x';
    CHECK(password_fault(password, "agnes@aurore.example") == FAULT_LONG);
    CHECK(password_fault("trois petits chats \xf0\x9f", "\xff\xc3") == FAULT_COUNT); /* cut UTF-8 does no harm */
}

int main(void)
{
    good_ones_pass();
    short_ones_are_refused();
    common_ones_are_refused();
    the_address_is_refused();
    length_has_an_end();
    return check_end();
}
