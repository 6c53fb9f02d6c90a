/* Words that everybody tries, in the disguises that everybody uses. */
#include "dictionary.h"

#include "check.h"

#include <pthread.h>
#include <stdlib.h>

static void check_all(const char *const passwords[], bool known)
{
    for (; *passwords; passwords++) {
        if (dictionary_knows(*passwords) != known)
            printf("%s\n", *passwords);
        CHECK(dictionary_knows(*passwords) == known);
    }
}

static void words_are_known(void)
{
    check_all((const char *const[]){ "antidisestablishmentarianism", "Antidisestablishmentarianism",
                                     "ANTIDISESTABLISHMENTARIANISM", "msinairatnemhsilbatsesiditna",
                                     "electroencephalography", "3l3ctr03nc3phal0graphy", "electroencephalograph1",
                                     NULL },
              true);
}

static void rows_and_palindromes_are_known(void)
{
    check_all((const char *const[]){ "abcdefghijklmnopqrstuvwxyz", "aaaaaaaaaaaaaaaaaaaaaaaa", "abcdefghijjihgfedcba",
                                     "orage violetteloiv egaro", NULL },
              true);
}

static void what_a_person_makes_up_is_not(void)
{
    check_all((const char *const[]){ "Guichet-demo-2026", "xK9#mQ2$vL5!wR8z", "trois petits chats roux",
                                     "orage violet sur la mer", "Été-à-Brest-1987", "четыре рыжих кота тут",
                                     "山田さんの庭に大きな桜の木が三本あります", "😀 trois chats 🐈 très roux",
                                     "antidisestablishmentarianism sur la mer", NULL },
              false);
}

static void any_bytes_are_answered(void)
{
    static char password[5001];

    dictionary_knows("");
    dictionary_knows("\xff\xfe\x80");
    dictionary_knows("%s%n%s%n%s%n%s%n");
    for (size_t i = 0; i < sizeof password - 1; i++)
        password[i] = (char)('!' + i * 7 % 90);
    CHECK(!dictionary_knows(password));
    memset(password, 'a', sizeof password - 1);
    CHECK(dictionary_knows(password));
}

static void *look_up(void *wrong)
{
    for (int i = 0; i < 50; i++)
        if (!dictionary_knows("electroencephalography") || dictionary_knows("orage violet sur la mer"))
            return wrong;
    return NULL;
}

static void several_threads_may_ask(void)
{
    pthread_t threads[4];
    int wrong;

    for (size_t i = 0; i < 4; i++)
        if (pthread_create(&threads[i], NULL, look_up, &wrong))
            abort();
    for (size_t i = 0; i < 4; i++) {
        void *found;

        pthread_join(threads[i], &found);
        CHECK(!found);
    }
}

int main(void)
{
    words_are_known();
    rows_and_palindromes_are_known();
    what_a_person_makes_up_is_not();
    any_bytes_are_answered();
    several_threads_may_ask();
    return check_end();
}
