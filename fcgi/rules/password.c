#include "password.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LEAST_OF_FOUR  16 /* characters, with all four classes */
#define LEAST_OF_ANY   20
#define LEAST_NAME     4 /* a shorter name before the @ may stand in a password by chance */
#define LEAST_RUN      4 /* so many neighbours make a row: 2026 is none, 3456 is */
#define LEAST_OWN      8 /* what must be left beside words and rows that everybody thinks of */
#define LETTERS(array) (sizeof(array) / sizeof((array)[0]))

enum { LOWER = 1 << 0, UPPER = 1 << 1, DIGIT = 1 << 2, OTHER = 1 << 3, ALL_CLASSES = 15 };

/* A password letter by letter, capitals made small. */
struct letters {
    size_t count;
    unsigned classes;
    uint32_t at[PASSWORD_MOST];
};

/* clang-format off */
static const char *const words[] = {
    "password", "passwort", "passphrase", "motdepasse", "mot de passe", "mot-de-passe", "guichet", "welcome",
    "bienvenue", "bonjour", "letmein", "changeme", "secret", "administrat", "admin", "login", "default", "soleil",
    "sunshine", "iloveyou", "jetaime", "doudou", "chouchou", "football", "baseball", "dragon", "monkey", "princess",
    "superman", "batman", "starwars", "master", "shadow", "michael", "marseille", "banque", "company",
    "correct horse battery staple", "correcthorsebatterystaple",
};

/* Keyboards row by row and by columns, the alphabet, the digits; each is tried in both directions. */
static const char *const rows[] = {
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "azertyuiop", "qwertzuiop", "asdfghjkl", "qsdfghjklm",
    "zxcvbnm", "wxcvbn", "yxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "1aqw2zsx3edc4rfv5tgb6yhn7uj", "!@#$%^&*()",
};
/* clang-format on */

/* Reads one character of valid UTF-8. */
static const char *read_letter(const char *text, uint32_t *letter)
{
    unsigned char first = (unsigned char)*text++;
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;

    for (*letter = more ? first & (0x3fu >> more) : first; more > 0 && *text; more--)
        *letter = *letter << 6 | ((unsigned char)*text++ & 0x3f);
    return text;
}

/* The capitals whose small letters stand 32 places further: Latin, Latin-1, Greek, Cyrillic. */
static bool is_capital(uint32_t letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 0xc0 && letter <= 0xde && letter != 0xd7) ||
           (letter >= 0x391 && letter <= 0x3a9) || (letter >= 0x410 && letter <= 0x42f);
}

/* Beyond ASCII what is no sign of Latin-1, punctuation, symbol or pictograph counts as a small letter. */
static bool is_sign(uint32_t letter)
{
    if (letter < 0x80)
        return letter < 'a' || letter > 'z';
    return letter < 0xc0 || letter == 0xd7 || letter == 0xf7 || (letter >= 0x2000 && letter < 0x2c00) ||
           (letter >= 0x3000 && letter < 0x3040) || letter >= 0x1f000;
}

static unsigned class_of(uint32_t letter)
{
    if (letter >= '0' && letter <= '9')
        return DIGIT;
    return is_capital(letter) ? UPPER : is_sign(letter) ? OTHER : LOWER;
}

static void read_letters(struct letters *out, const char *text)
{
    out->count = 0;
    out->classes = 0;
    while (*text && out->count < PASSWORD_MOST) {
        uint32_t letter;

        text = read_letter(text, &letter);
        out->classes |= class_of(letter);
        out->at[out->count++] = is_capital(letter) ? letter + 32 : letter;
    }
}

static bool contains(const struct letters *all, const uint32_t *part, size_t count)
{
    for (size_t i = 0; i + count <= all->count; i++) {
        if (!memcmp(all->at + i, part, count * sizeof(*part)))
            return true;
    }
    return false;
}

/* The name ends before a tag such as `+bank`; an address that contains the name is not looked for apart. */
static bool contains_name(const struct letters *password, const char *email)
{
    struct letters name;
    size_t count = 0;

    read_letters(&name, email);
    while (count < name.count && name.at[count] != '@' && name.at[count] != '+')
        count++;
    if (count < LEAST_NAME)
        count = name.count;
    return count >= LEAST_NAME && contains(password, name.at, count);
}

/* True when the whole is one block again and again, the last one cut or not. */
static bool is_repetition(const struct letters *password)
{
    size_t count = password->count;

    for (size_t block = 1; block <= count / 2; block++) {
        if (!memcmp(password->at, password->at + block, (count - block) * sizeof(password->at[0])))
            return true;
    }
    return false;
}

/* The letter for which a sign stands in what people think is a disguise. */
static uint32_t undisguised(uint32_t letter)
{
    switch (letter) {
    case '0':
        return 'o';
    case '3':
        return 'e';
    case '@':
        return 'a';
    case '$':
        return 's';
    default:
        return letter;
    }
}

static size_t word_at(const uint32_t *letters, size_t count)
{
    size_t longest = 0;

    for (size_t i = 0; i < LETTERS(words); i++) {
        size_t same = 0;

        while (same < count && words[i][same] && undisguised(letters[same]) == (unsigned char)words[i][same])
            same++;
        if (!words[i][same] && same > longest)
            longest = same;
    }
    return longest;
}

static bool is_step(const char *row, size_t length, uint32_t from, uint32_t to, bool backward)
{
    for (size_t i = 0; i + 1 < length; i++) {
        if ((unsigned char)row[i + backward] == from && (unsigned char)row[i + !backward] == to)
            return true;
    }
    return false;
}

/* How many letters from here follow a row of keys, or are the same. */
static size_t run_at(const uint32_t *letters, size_t count)
{
    size_t longest = 1;

    while (longest < count && letters[longest] == letters[0])
        longest++;
    for (size_t i = 0; i < 2 * LETTERS(rows); i++) {
        const char *row = rows[i / 2];
        size_t length = strlen(row), steps = 1;

        while (steps < count && is_step(row, length, letters[steps - 1], letters[steps], i % 2))
            steps++;
        if (steps > longest)
            longest = steps;
    }
    return longest >= LEAST_RUN ? longest : 0;
}

static bool is_common(const struct letters *password)
{
    size_t own = 0;

    for (size_t i = 0; i < password->count;) {
        size_t word = word_at(password->at + i, password->count - i);
        size_t run = run_at(password->at + i, password->count - i);
        size_t known = word > run ? word : run;

        own += known == 0;
        i += known ? known : 1;
    }
    return own < LEAST_OWN || is_repetition(password);
}

enum fault password_fault(const char *password, const char *email)
{
    struct letters letters;

    if (strlen(password) > PASSWORD_MOST)
        return FAULT_LONG;
    read_letters(&letters, password);
    if (letters.count < LEAST_OF_FOUR || (letters.count < LEAST_OF_ANY && letters.classes != ALL_CLASSES))
        return FAULT_PASSWORD_SHORT;
    if (email && contains_name(&letters, email))
        return FAULT_PASSWORD_ADDRESS;
    return is_common(&letters) ? FAULT_PASSWORD_COMMON : FAULT_COUNT;
}
