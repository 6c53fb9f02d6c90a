#include "refusal.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define ANY    (-1)
#define DIGITS "0123456789"

#define MEND_SENDER                                                                                                    \
    "it does not take our sender: set GUICHET_MAIL_FROM (and GUICHET_MAIL_BOUNCES) to addresses it knows"
#define MEND_SERVER  "something is wrong at the mail server: ask who runs it"
#define MEND_SIZE    "the mail is too large for the mail server: ask who runs it for a higher limit"
#define MEND_QUOTA   "the mail server's quota for us is used up: wait, or ask who runs it for a higher one"
#define MEND_TALK    "the mail server does not take what we say to it: see GUICHET_SMTP_HELLO and GUICHET_SMTP_URL"
#define MEND_CONTENT "the mail server does not take what is in the mail: ask who runs it"
#define MEND_SIGN_IN "the mail server wants another sign-in: see GUICHET_SMTP_USER and GUICHET_SMTP_PASSWORD_FILE"
#define MEND_POLICY                                                                                                    \
    "the mail server is not allowed to relay for us, or we are on a block list: ask who runs it, see "                 \
    "GUICHET_MAIL_FROM"

/* --- enhanced codes ---------------------------------------------------------------------------------------------- */

struct code {
    int class, subject, detail; /* class 0: there is none */
};

/* The first row that fits. Only bad destinations are about the address: the other details of subject 1 are about the
 * sender's. What is about a mailbox or the way to it may pass, so it waits as a refusal for now does. */
static const struct meaning {
    int subject, detail;
    struct refusal refusal;
} meanings[] = {
    { 1, 0, { DELIVERY_REFUSED, NULL } },
    { 1, 1, { DELIVERY_REFUSED, NULL } },
    { 1, 2, { DELIVERY_REFUSED, NULL } },
    { 1, 3, { DELIVERY_REFUSED, NULL } },
    { 1, 4, { DELIVERY_REFUSED, NULL } },
    { 1, 6, { DELIVERY_REFUSED, NULL } },
    { 1, 10, { DELIVERY_REFUSED, NULL } },
    { 1, 7, { DELIVERY_BLOCKED, MEND_SENDER } },
    { 1, 8, { DELIVERY_BLOCKED, MEND_SENDER } },
    { 1, ANY, { DELIVERY_BLOCKED, MEND_SERVER } },
    { 2, ANY, { DELIVERY_LATER, NULL } },
    { 3, 4, { DELIVERY_BLOCKED, MEND_SIZE } },
    { 3, ANY, { DELIVERY_BLOCKED, MEND_SERVER } },
    { 4, 5, { DELIVERY_BLOCKED, MEND_QUOTA } },
    { 4, ANY, { DELIVERY_LATER, NULL } },
    { 5, ANY, { DELIVERY_BLOCKED, MEND_TALK } },
    { 6, ANY, { DELIVERY_BLOCKED, MEND_CONTENT } },
    { 7, 8, { DELIVERY_BLOCKED, MEND_SIGN_IN } },
    { 7, 9, { DELIVERY_BLOCKED, MEND_SIGN_IN } },
    { 7, ANY, { DELIVERY_BLOCKED, MEND_POLICY } },
    { ANY, ANY, { DELIVERY_BLOCKED, MEND_SERVER } },
};

static struct refusal meaning_of(struct code code)
{
    const struct meaning *row = meanings;

    while ((row->subject != ANY && row->subject != code.subject) || (row->detail != ANY && row->detail != code.detail))
        row++;
    return row->refusal;
}

/* One to three digits, then `end`, or for '\0' anything that does not go on; NULL when they are not there. */
static const char *read_number(const char *at, char end, int *number)
{
    size_t digits = strspn(at, DIGITS);

    if (digits < 1 || digits > 3 || (end ? at[digits] != end : at[digits] == '.'))
        return NULL;
    for (*number = 0; digits > 0; digits--)
        *number = *number * 10 + (*at++ - '0');
    return at + (end != '\0');
}

/* `5.1.1`, and as some write it `#5.1.1`. */
static struct code read_code(const char *at)
{
    struct code code = { 0, 0, 0 };

    at += *at == '#';
    if (!strchr("245", *at) || !(at = read_number(at, '.', &code.class)) || code.class > 5 ||
        !(at = read_number(at, '.', &code.subject)) || !read_number(at, '\0', &code.detail))
        return (struct code){ 0, 0, 0 };
    return code;
}

/* Where it belongs, or at the end in parentheses, as qmail has it. */
static struct code find_code(const char *words)
{
    const char *late = strstr(words, "(#");
    struct code code = read_code(words);

    return code.class || !late ? code : read_code(late + 1);
}

/* --- basic codes ------------------------------------------------------------------------------------------------- */

/* Words with which servers that know no enhanced codes refuse us, not the address, in the reply to an address. */
static bool is_policy(const char *words)
{
    static const char *const telling[] = { "relay",  "authent",  "polic",      "spam",   "block", "black", "listed",
                                           "denied", "prohibit", "reputation", "sender", " ip ",  "quota", "full" };

    for (size_t i = 0; i < sizeof(telling) / sizeof(*telling); i++)
        if (strcasestr(words, telling[i]))
            return true;
    return false;
}

/* RFC 5321, 4.3.2: only the reply to an address is about it; after the content the same number is about that, or a
 * policy. */
static struct refusal of_basic(enum stage stage, int number, const char *words)
{
    bool about_address =
        stage == STAGE_RECIPIENT && (number == 550 || number == 551 || number == 553) && !is_policy(words);

    if (about_address || (stage == STAGE_RECIPIENT && number == 556))
        return (struct refusal){ DELIVERY_REFUSED, NULL };
    if (number == 552)
        return stage == STAGE_SESSION ? (struct refusal){ DELIVERY_BLOCKED, MEND_SIZE }
                                      : (struct refusal){ DELIVERY_LATER, NULL };
    if (number == 530 || number == 534 || number == 535 || number == 538)
        return (struct refusal){ DELIVERY_BLOCKED, MEND_SIGN_IN };
    if (number < 510)
        return (struct refusal){ DELIVERY_BLOCKED, MEND_TALK };
    return (struct refusal){ DELIVERY_BLOCKED, MEND_POLICY };
}

/* --- replies and reports ----------------------------------------------------------------------------------------- */

/* Past the number, if there is one, and what parts it from the words. */
static const char *past_number(const char *reply, int *number)
{
    bool there = strspn(reply, DIGITS) == 3;

    *number = there ? (reply[0] - '0') * 100 + (reply[1] - '0') * 10 + (reply[2] - '0') : 0;
    return there ? reply + 3 + (reply[3] == ' ' || reply[3] == '-') : reply;
}

/* Before a recipient is named whatever is refused is refused to everybody. */
static struct refusal to_everybody(struct refusal refusal)
{
    if (refusal.delivery == DELIVERY_REFUSED)
        return (struct refusal){ DELIVERY_BLOCKED, MEND_SENDER };
    return refusal.delivery == DELIVERY_LATER ? (struct refusal){ DELIVERY_AWAY, NULL } : refusal;
}

struct refusal refusal_of_reply(enum stage stage, const char *reply)
{
    int number;
    const char *words = past_number(reply, &number);
    struct code code = find_code(words);
    struct refusal refusal = { number == 421 ? DELIVERY_AWAY : DELIVERY_LATER, NULL };

    if (number >= 500 && code.class != 4)
        refusal = code.subject ? meaning_of(code) : of_basic(stage, number, words);
    return stage == STAGE_SESSION ? to_everybody(refusal) : refusal;
}

struct refusal refusal_of_report(const char *status, const char *diagnostic)
{
    struct code code = read_code(status);
    const char *words = diagnostic ? strchr(diagnostic, ';') : NULL;

    if (code.class == 5 && !code.subject && words) {
        int number;
        struct code told = find_code(past_number(words + 1 + strspn(words + 1, " "), &number));

        code = told.class == 5 ? told : code;
    }
    return code.class == 5 && code.subject ? meaning_of(code) : (struct refusal){ DELIVERY_LATER, NULL };
}
