#include "conf.h"

#include "arena.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS     "0123456789"
#define LETTERS    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define SHOWN      100
#define PATH_MOST  4095
#define URL_MOST   400
#define LOCAL_MOST 37
/* sun_path of a unix socket, without its terminator. */
#define SOCKET_MOST 107

extern char **environ;

struct setting {
    const char *name;
    size_t offset;
    /* Puts the value into the member; returns what is wrong with it, NULL for nothing. */
    const char *(*read)(const struct setting *setting, const char *value, void *member);
    int least, most; /* of a number, or of the bytes of a text */
    const char *standard;
    const char *meaning;
};

static const char *read_text(const struct setting *setting, const char *value, void *member);
static const char *read_number(const struct setting *setting, const char *value, void *member);
static const char *read_public_url(const struct setting *setting, const char *value, void *member);
static const char *read_smtp_url(const struct setting *setting, const char *value, void *member);
static const char *read_link(const struct setting *setting, const char *value, void *member);
static const char *read_address(const struct setting *setting, const char *value, void *member);
static const char *read_hello(const struct setting *setting, const char *value, void *member);
static const char *read_bounces(const struct setting *setting, const char *value, void *member);

/* clang-format off */
#define AT(member) offsetof(struct conf, member)
static const struct setting settings[] = {
    { "GUICHET_DATABASE", AT(database), read_text, 0, PATH_MOST,
      "/var/lib/guichet/guichet.db", "the SQLite file" },
    { "GUICHET_KEYS", AT(keys), read_text, 0, PATH_MOST,
      "/etc/guichet/keys", "the key file, mode 0600" },
    { "GUICHET_REGISTER_KEY", AT(register_key), read_text, 0, PATH_MOST,
      "", "that of the register, mode 0600; else register.key beside the key file" },
    { "GUICHET_PUBLIC_URL", AT(public_url), read_public_url, 0, URL_MOST,
      "http://localhost:8080/", "where people reach the page" },
    { "GUICHET_SOCKET", AT(socket), read_text, 0, SOCKET_MOST,
      "/run/guichet/guichet.sock", "the unix socket of serve" },
    { "GUICHET_WORKERS", AT(workers), read_number, 1, 64,
      "4", "request threads, 1 to 64" },
    { "GUICHET_IDLE_MINUTES", AT(idle_minutes), read_number, 2, 1440,
      "30", "a session without a request ends after" },
    { "GUICHET_SESSION_HOURS", AT(session_hours), read_number, 1, 720,
      "12", "a session ends after, whatever is done in it" },
    { "GUICHET_KEEP_LOGS_MONTHS", AT(keep_logs_months), read_number, 6, 36,
      "12", "what only tells what happened is kept, 6 to 36" },
    { "GUICHET_SMTP_URL", AT(smtp_url), read_smtp_url, 0, URL_MOST,
      "", "smtp://host:port or smtps://host:port" },
    { "GUICHET_SMTP_USER", AT(smtp_user), read_text, 0, 200,
      "", "who signs in there" },
    { "GUICHET_SMTP_PASSWORD_FILE", AT(smtp_password_file), read_text, 0, PATH_MOST,
      "", "a file whose first line is the password" },
    { "GUICHET_SMTP_CA_FILE", AT(smtp_ca_file), read_text, 0, PATH_MOST,
      "", "certificates to trust there instead of the system's" },
    { "GUICHET_SMTP_HELLO", AT(smtp_hello), read_hello, 0, 255,
      "", "our full name to it; else the page's, else the machine's" },
    { "GUICHET_MAILDIR", AT(maildir), read_text, 0, PATH_MOST,
      "/var/lib/guichet/mail", "where mails go without an SMTP server" },
    { "GUICHET_MAIL_FROM", AT(mail_from), read_address, 0, 254,
      "guichet@localhost", "the sender's address" },
    { "GUICHET_MAIL_BOUNCES", AT(mail_bounces), read_bounces, 0, 254,
      "", "a@b: mails come back to a+ID@b, for mail bounce" },
    { "GUICHET_TERMS_URL", AT(terms_url), read_link, 0, URL_MOST,
      "", "the terms of use, to which the join page leads" },
};
/* clang-format on */

#define SETTING_COUNT (sizeof(settings) / sizeof(settings[0]))

struct conf conf;

/* Settings live as long as the process. */
static struct arena *memory;

/* The value as a complaint may show it: short, and on one line. */
static const char *shown(const char *value)
{
    char *copy = arena_copy(memory, value, strnlen(value, SHOWN));

    for (char *at = copy; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
    return copy;
}

static const char *read_text(const struct setting *setting, const char *value, void *member)
{
    if (strlen(value) > (size_t)setting->most)
        return arena_format(memory, "\"%s...\" is longer than %d bytes", shown(value), setting->most);
    for (const char *at = value; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            return arena_format(memory, "\"%s\" has control characters", shown(value));
    *(const char **)member = arena_string(memory, value);
    return NULL;
}

static const char *read_number(const struct setting *setting, const char *value, void *member)
{
    size_t digits = strspn(value, DIGITS);
    int number = digits > 0 && digits < 10 && !value[digits] ? atoi(value) : -1;

    if (number < setting->least || number > setting->most)
        return arena_format(memory, "\"%s\" is not a whole number from %d to %d", shown(value), setting->least,
                            setting->most);
    *(int *)member = number;
    return NULL;
}

/* The parts of `host[:port][path]`. */
struct place {
    char *host; /* in small letters, as browsers write it */
    int port;   /* 0 for none */
    const char *path;
};

static size_t host_length(const char *at)
{
    size_t length;

    if (*at != '[')
        return strspn(at, LETTERS DIGITS "-.");
    length = 1 + strspn(at + 1, "abcdefABCDEF" DIGITS ":.");
    return at[length] == ']' && length > 1 ? length + 1 : 0;
}

static bool split_place(const char *value, struct place *place)
{
    size_t length = host_length(value), digits;

    if (!length)
        return false;
    place->host = arena_copy(memory, value, length);
    for (char *at = place->host; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    place->port = 0;
    place->path = value + length;
    if (*place->path != ':')
        return true;
    digits = strspn(++place->path, DIGITS);
    place->port = digits > 0 && digits < 6 ? atoi(place->path) : 0;
    place->path += digits;
    return place->port > 0 && place->port < 65536;
}

/* The rest of a text that begins with `start`, else NULL. */
static const char *after(const char *text, const char *start)
{
    size_t length = strlen(start);

    return strncmp(text, start, length) ? NULL : text + length;
}

/* A path that means the same to nginx, to a cookie and to a browser: no escapes, no empty or dotted segments. */
static bool is_path(const char *path)
{
    if (*path && *path != '/')
        return false;
    return !path[strspn(path, LETTERS DIGITS "-._~/")] && !strstr(path, "//") && !strstr(path, "/.");
}

/* Kept as browsers write an origin: host in small letters, no default port. */
static const char *read_public_url(const struct setting *setting, const char *value, void *member)
{
    const char *plain = after(value, "http://");
    const char *rest = plain ? plain : after(value, "https://");
    const char *slash, *port = "";
    struct place place;

    if (!rest || strlen(value) > (size_t)setting->most || !split_place(rest, &place) || !is_path(place.path))
        return arena_format(memory, "\"%s\" is not like https://host/ or http://host:port/path/", shown(value));
    if (place.port && place.port != (plain ? 80 : 443))
        port = arena_format(memory, ":%d", place.port);
    slash = *place.path && place.path[strlen(place.path) - 1] == '/' ? "" : "/";
    *(const char **)member =
        arena_format(memory, "%s://%s%s%s%s", plain ? "http" : "https", place.host, port, place.path, slash);
    return NULL;
}

/* The complaint does not repeat the value: people put passwords there. */
static const char *read_smtp_url(const struct setting *setting, const char *value, void *member)
{
    const char *rest = after(value, "smtp://");
    struct place place;

    if (!rest)
        rest = after(value, "smtps://");
    if (*value && (!rest || !split_place(rest, &place) || (*place.path && strcmp(place.path, "/") != 0)))
        return "is not like smtp://host:port or smtps://host:port, without user and password";
    return read_text(setting, value, member);
}

static const char *read_link(const struct setting *setting, const char *value, void *member)
{
    const char *rest = after(value, "https://");
    struct place place;

    if (!rest)
        rest = after(value, "http://");
    if (*value && (!rest || !split_place(rest, &place) || (*place.path && !strchr("/?#", *place.path)) ||
                   strpbrk(value, " \"'<>\\")))
        return arena_format(memory, "\"%s\" is not like https://host/page", shown(value));
    return read_text(setting, value, member);
}

static const char *read_address(const struct setting *setting, const char *value, void *member)
{
    const char *at = strchr(value, '@');

    if (!at || at == value || !at[1] || strchr(at + 1, '@') || strpbrk(value, " \t\"(),:;<>[\\]"))
        return arena_format(memory, "\"%s\" is not an address like guichet@example.org", shown(value));
    return read_text(setting, value, member);
}

/* Of several labels, or an address literal: strict servers refuse another. */
static const char *read_hello(const struct setting *setting, const char *value, void *member)
{
    bool literal = *value == '[';
    size_t length = strspn(value + literal, literal ? LETTERS DIGITS ":." : LETTERS DIGITS "-.");
    const char *end = value + literal + length, *dot = strchr(value, '.');
    bool good = literal ? !strcmp(end, "]") && length > 0 : !*end && dot && dot > value && dot[1];

    if (*value && !good)
        return arena_format(memory, "\"%s\" is not a full name like desk.example.org, nor like [192.0.2.1]",
                            shown(value));
    return read_text(setting, value, member);
}

/* The part before the @ has room for 64 bytes, of which a plus sign and the mail's id take 27. */
static const char *read_bounces(const struct setting *setting, const char *value, void *member)
{
    if (!*value)
        return read_text(setting, value, member);
    if (strcspn(value, "@") > LOCAL_MOST)
        return arena_format(memory, "\"%s\" has more than %d bytes before the @", shown(value), LOCAL_MOST);
    return read_address(setting, value, member);
}

static bool complain(const char *name, const char *complaint)
{
    fprintf(stderr, "guichet: %s: %s\n", name, complaint);
    return false;
}

/* Set to nothing is not set. */
static bool read_setting(const struct setting *setting, struct conf *into)
{
    const char *value = getenv(setting->name);
    const char *complaint;

    if (!value || !*value)
        value = setting->standard;
    complaint = setting->read(setting, value, (char *)into + setting->offset);
    return !complaint || complain(setting->name, complaint);
}

static bool is_setting(const char *name)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (!strcmp(settings[i].name, name))
            return true;
    return false;
}

/* A misspelt setting would be silent otherwise. */
static bool all_are_settings(void)
{
    bool good = true;

    for (char **entry = environ; *entry; entry++) {
        const char *name = arena_copy(memory, *entry, strcspn(*entry, "="));

        if (after(name, "GUICHET_") && !is_setting(name))
            good = complain(shown(name), "there is no such setting; guichet --help names them all");
    }
    return good;
}

/* Of a public_url that was found good. */
static void derive(struct conf *into)
{
    const char *host = strstr(into->public_url, "://") + 3;
    size_t length = host_length(host);
    bool local = false;

    for (const char *const *name = (const char *const[]){ "localhost", "127.0.0.1", "[::1]", NULL }; *name; name++)
        local = local || (strlen(*name) == length && !strncmp(host, *name, length));
    into->prefix = strchr(host, '/');
    into->origin = arena_copy(memory, into->public_url, (size_t)(into->prefix - into->public_url));
    into->secure = !local || !after(into->public_url, "http://");
}

bool conf_load(void)
{
    struct conf found = { 0 };
    bool good;

    if (!memory)
        memory = arena_new();
    good = all_are_settings();
    for (size_t i = 0; i < SETTING_COUNT; i++)
        good = read_setting(&settings[i], &found) && good;
    if (!good)
        return false;
    derive(&found);
    conf = found;
    return true;
}

void conf_print(void)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        printf("  %-27s %-28s %s\n", settings[i].name, *settings[i].standard ? settings[i].standard : "-",
               settings[i].meaning);
}
