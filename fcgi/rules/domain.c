#include "domain.h"
#include "text.h"

#include <string.h>

/* clang-format off */

/* In the order of the alphabet. */
static const char *const public[] = {
    "10minutemail.com", "126.com", "163.com", "aliceadsl.fr", "aol.com", "aol.de", "aol.fr", "arcor.de", "att.net",
    "bbox.fr", "bluewin.ch", "bluewin.com", "btinternet.com", "chello.at", "club-internet.fr", "comcast.net", "cox.net",
    "dbmail.com", "duck.com", "email.it", "fastmail.com", "fastmail.fm", "free.fr", "freenet.de", "gmail.com", "gmx.at",
    "gmx.ch", "gmx.com", "gmx.de", "gmx.fr", "gmx.net", "googlemail.com", "guerrillamail.com", "hey.com", "hispeed.ch",
    "hotmail.be", "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it", "hotmail.nl",
    "hushmail.com", "icloud.com", "inbox.lv", "internet.lu", "kpnmail.nl", "laposte.net", "libero.it", "live.be",
    "live.ca", "live.co.uk", "live.com", "live.de", "live.fr", "live.it", "live.nl", "mac.com", "mail.com", "mail.de",
    "mail.ru", "mailbox.org", "mailinator.com", "mailo.com", "me.com", "msn.com", "naver.com", "neuf.fr", "noos.fr",
    "numericable.fr", "o2.pl", "online.de", "orange.fr", "outlook.be", "outlook.com", "outlook.de", "outlook.es",
    "outlook.fr", "outlook.it", "pm.me", "posteo.de", "posteo.net", "proton.me", "protonmail.ch", "protonmail.com",
    "pt.lu", "qq.com", "rambler.ru", "rocketmail.com", "sapo.pt", "seznam.cz", "sfr.fr", "sky.com", "skynet.be",
    "t-online.de", "talktalk.net", "telenet.be", "temp-mail.org", "terra.es", "tiscali.it", "trashmail.com", "tuta.com",
    "tuta.io", "tutanota.com", "tutanota.de", "verizon.net", "videotron.ca", "virgilio.it", "virginmedia.com",
    "voila.fr", "wanadoo.fr", "web.de", "wp.pl", "yahoo.ca", "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.es",
    "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "yopmail.com", "yopmail.fr", "ziggo.nl",
    "zoho.com", NULL
};

/* clang-format on */

bool domain_is_public(const char *domain)
{
    return text_place(public, domain) != 0;
}

/* Without what both have in common at their beginning, and then at their end, in whole characters. */
static void strip(const char **one, size_t *first, const char **other, size_t *second)
{
    size_t length;

    while (**one && **other && utf8_point(*one, &length) == utf8_point(*other, &length)) {
        *one += length;
        *other += length;
    }
    *first = strlen(*one);
    *second = strlen(*other);
    while (*first && *second && (*one)[*first - 1] == (*other)[*second - 1]) {
        --*first;
        --*second;
    }
    while (((*one)[*first] & 0xC0) == 0x80 || ((*other)[*second] & 0xC0) == 0x80) {
        ++*first;
        ++*second;
    }
}

/* Characters in so many bytes. */
static size_t count(const char *text, size_t bytes)
{
    size_t characters = 0;

    for (size_t i = 0; i < bytes; i++)
        characters += (text[i] & 0xC0) != 0x80;
    return characters;
}

/* Whether two characters are two others in the other order. */
static bool is_exchanged(const char *one, const char *other)
{
    size_t first, second;
    uint32_t a = utf8_point(one, &first), b = utf8_point(other, &second);

    return utf8_point(one + first, &first) == b && utf8_point(other + second, &second) == a;
}

bool domain_is_near(const char *one, const char *other)
{
    size_t first, second;

    strip(&one, &first, &other, &second);
    first = count(one, first);
    second = count(other, second);
    if (first == 2 && second == 2)
        return is_exchanged(one, other);
    return first <= 1 && second <= 1 && first + second > 0;
}
