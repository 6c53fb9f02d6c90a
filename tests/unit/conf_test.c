#include "capture.h"
#include "check.h"
#include "conf.h"

#include <stdlib.h>

extern char **environ;

static void forget_settings(void)
{
    char name[200];

    for (char **entry = environ; *entry;) {
        if (strncmp(*entry, "GUICHET_", 8) != 0) {
            entry++;
            continue;
        }
        snprintf(name, sizeof(name), "%.*s", (int)strcspn(*entry, "="), *entry);
        unsetenv(name);
    }
}

/* Loads with one setting, or with none; what was said is in capture.text. */
static bool load_with(const char *name, const char *value)
{
    bool loaded;

    forget_settings();
    if (name)
        setenv(name, value, 1);
    capture_begin(stderr);
    loaded = conf_load();
    capture_end();
    return loaded;
}

static void test_defaults(void)
{
    CHECK(load_with(NULL, NULL));
    CHECK_TEXT(capture.text, "");
    CHECK_TEXT(conf.database, "/var/lib/guichet/guichet.db");
    CHECK_TEXT(conf.keys, "/etc/guichet/keys");
    CHECK_TEXT(conf.public_url, "http://localhost:8080/");
    CHECK_TEXT(conf.socket, "/run/guichet/guichet.sock");
    CHECK(conf.workers == 4);
    CHECK(conf.keep_logs_months == 12);
    CHECK_TEXT(conf.smtp_url, "");
    CHECK_TEXT(conf.smtp_user, "");
    CHECK_TEXT(conf.smtp_password_file, "");
    CHECK_TEXT(conf.smtp_ca_file, "");
    CHECK_TEXT(conf.maildir, "/var/lib/guichet/mail");
    CHECK_TEXT(conf.mail_from, "guichet@localhost");
    CHECK_TEXT(conf.smtp_hello, "");
    CHECK_TEXT(conf.mail_bounces, "");
    CHECK_TEXT(conf.terms_url, "");
    CHECK_TEXT(conf.prefix, "/");
    CHECK_TEXT(conf.origin, "http://localhost:8080");
    CHECK(!conf.secure);
}

static void test_empty_is_unset(void)
{
    CHECK(load_with("GUICHET_DATABASE", ""));
    CHECK_TEXT(conf.database, "/var/lib/guichet/guichet.db");
}

static void test_public_url(void)
{
    static const struct {
        const char *value, *url, *prefix, *origin;
        bool secure;
    } rows[] = {
        { "https://desk.example", "https://desk.example/", "/", "https://desk.example", true },
        { "https://desk.example/", "https://desk.example/", "/", "https://desk.example", true },
        { "https://a.example/desk", "https://a.example/desk/", "/desk/", "https://a.example", true },
        { "https://a.example/b/c-d/", "https://a.example/b/c-d/", "/b/c-d/", "https://a.example", true },
        { "https://Desk.Example:443/", "https://desk.example/", "/", "https://desk.example", true },
        { "https://desk.example:8443/", "https://desk.example:8443/", "/", "https://desk.example:8443", true },
        { "http://desk.example:80/", "http://desk.example/", "/", "http://desk.example", true },
        { "http://localhost/", "http://localhost/", "/", "http://localhost", false },
        { "http://LOCALHOST:81", "http://localhost:81/", "/", "http://localhost:81", false },
        { "http://127.0.0.1:8080", "http://127.0.0.1:8080/", "/", "http://127.0.0.1:8080", false },
        { "http://[::1]:8080/desk/", "http://[::1]:8080/desk/", "/desk/", "http://[::1]:8080", false },
        { "https://localhost/", "https://localhost/", "/", "https://localhost", true },
        { "http://localhost.evil.example/", "http://localhost.evil.example/", "/", "http://localhost.evil.example",
          true },
        { "http://local/", "http://local/", "/", "http://local", true },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        CHECK(load_with("GUICHET_PUBLIC_URL", rows[i].value));
        CHECK_TEXT(conf.public_url, rows[i].url);
        CHECK_TEXT(conf.prefix, rows[i].prefix);
        CHECK_TEXT(conf.origin, rows[i].origin);
        CHECK(conf.secure == rows[i].secure);
    }
}

static void test_taken(void)
{
    CHECK(load_with("GUICHET_WORKERS", "1") && conf.workers == 1);
    CHECK(load_with("GUICHET_WORKERS", "64") && conf.workers == 64);
    CHECK(load_with("GUICHET_KEEP_LOGS_MONTHS", "6") && conf.keep_logs_months == 6);
    CHECK(load_with("GUICHET_KEEP_LOGS_MONTHS", "36") && conf.keep_logs_months == 36);
    CHECK(load_with("GUICHET_SMTP_URL", "smtp://127.0.0.1:2525"));
    CHECK_TEXT(conf.smtp_url, "smtp://127.0.0.1:2525");
    CHECK(load_with("GUICHET_SMTP_URL", "smtps://mail.example/"));
    CHECK(load_with("GUICHET_TERMS_URL", "https://bank.example/terms?lang=fr#top"));
    CHECK_TEXT(conf.terms_url, "https://bank.example/terms?lang=fr#top");
    CHECK(load_with("GUICHET_SMTP_HELLO", "desk.bank.example"));
    CHECK_TEXT(conf.smtp_hello, "desk.bank.example");
    CHECK(load_with("GUICHET_SMTP_HELLO", "[192.0.2.1]"));
    CHECK(load_with("GUICHET_SMTP_HELLO", "[IPv6:2001:db8::1]"));
    CHECK(load_with("GUICHET_MAIL_BOUNCES", "bounces@desk.example"));
    CHECK_TEXT(conf.mail_bounces, "bounces@desk.example");
    CHECK(load_with("GUICHET_MAIL_FROM", "access-desk@bank.example"));
    CHECK(load_with("GUICHET_DATABASE", "var/a folder/é.db"));
    CHECK_TEXT(conf.database, "var/a folder/é.db");
}

static void test_refused(void)
{
    static const struct {
        const char *name, *value;
    } rows[] = {
        { "GUICHET_WORKERS", "0" },
        { "GUICHET_WORKERS", "65" },
        { "GUICHET_WORKERS", "-1" },
        { "GUICHET_WORKERS", "4 " },
        { "GUICHET_WORKERS", "0x4" },
        { "GUICHET_WORKERS", "4.0" },
        { "GUICHET_WORKERS", "99999999999999999999" },
        { "GUICHET_KEEP_LOGS_MONTHS", "5" },
        { "GUICHET_KEEP_LOGS_MONTHS", "37" },
        { "GUICHET_KEEP_LOGS_MONTHS", "0" },
        { "GUICHET_KEEP_LOGS_MONTHS", "a year" },
        { "GUICHET_PUBLIC_URL", "localhost:8080" },
        { "GUICHET_PUBLIC_URL", "ftp://a.example/" },
        { "GUICHET_PUBLIC_URL", "https://" },
        { "GUICHET_PUBLIC_URL", "https:///desk/" },
        { "GUICHET_PUBLIC_URL", "https://me@a.example/" },
        { "GUICHET_PUBLIC_URL", "https://a.example/?x=1" },
        { "GUICHET_PUBLIC_URL", "https://a.example/#x" },
        { "GUICHET_PUBLIC_URL", "https://a.example/a//b" },
        { "GUICHET_PUBLIC_URL", "https://a.example/../b" },
        { "GUICHET_PUBLIC_URL", "https://a.example/a;Domain=b/" },
        { "GUICHET_PUBLIC_URL", "https://a.example/a b/" },
        { "GUICHET_PUBLIC_URL", "https://a.example:/" },
        { "GUICHET_PUBLIC_URL", "https://a.example:0/" },
        { "GUICHET_PUBLIC_URL", "https://a.example:65536/" },
        { "GUICHET_PUBLIC_URL", "https://a.example:80x/" },
        { "GUICHET_PUBLIC_URL", "https://[::1/" },
        { "GUICHET_PUBLIC_URL", "https://m\xC3\xBCller.example/" },
        { "GUICHET_PUBLIC_URL", "https://a.example/\r\nSet-Cookie: x=1" },
        { "GUICHET_SMTP_URL", "mail.example:25" },
        { "GUICHET_SMTP_URL", "http://mail.example" },
        { "GUICHET_SMTP_URL", "smtp://mail.example/path" },
        { "GUICHET_TERMS_URL", "javascript:alert(1)" },
        { "GUICHET_TERMS_URL", "https://bank.example/\"onclick=x" },
        { "GUICHET_TERMS_URL", "/terms" },
        { "GUICHET_SMTP_HELLO", "desk" },
        { "GUICHET_SMTP_HELLO", ".example" },
        { "GUICHET_SMTP_HELLO", "desk." },
        { "GUICHET_SMTP_HELLO", "desk.example/x" },
        { "GUICHET_SMTP_HELLO", "desk.example\r\nMAIL FROM:<x>" },
        { "GUICHET_SMTP_HELLO", "[]" },
        { "GUICHET_SMTP_HELLO", "[192.0.2.1" },
        { "GUICHET_SMTP_HELLO", "[192.0.2.1]x" },
        { "GUICHET_MAIL_BOUNCES", "bounces" },
        { "GUICHET_MAIL_BOUNCES", "bounces@" },
        { "GUICHET_MAIL_BOUNCES", "a-name-of-more-than-thirty-seven-bytes@desk.example" },
        { "GUICHET_MAIL_FROM", "guichet" },
        { "GUICHET_MAIL_FROM", "@localhost" },
        { "GUICHET_MAIL_FROM", "guichet@" },
        { "GUICHET_MAIL_FROM", "a@b@c" },
        { "GUICHET_MAIL_FROM", "Guichet <guichet@localhost>" },
        { "GUICHET_MAIL_FROM", "guichet@localhost\r\nBcc: x@evil.example" },
        { "GUICHET_DATABASE", "/var/\n/x" },
        { "GUICHET_WORKER", "4" },
        { "GUICHET_", "4" },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char start[100];

        snprintf(start, sizeof(start), "guichet: %s: ", rows[i].name);
        if (load_with(rows[i].name, rows[i].value))
            check_text(__FILE__, __LINE__, rows[i].name, rows[i].value, "refused");
        else
            CHECK(!strncmp(capture.text, start, strlen(start)));
        CHECK(strchr(capture.text, '\n') == capture.text + strlen(capture.text) - 1); /* one line */
    }
}

static void test_socket_fits(void)
{
    char path[200] = "/run/";

    memset(path + 5, 'x', 102);
    CHECK(load_with("GUICHET_SOCKET", path));
    path[107] = 'x';
    CHECK(!load_with("GUICHET_SOCKET", path));
    CHECK(strstr(capture.text, "is longer than 107 bytes"));
}

static void test_all_are_named_at_once(void)
{
    CHECK(load_with("GUICHET_WORKERS", "3"));
    forget_settings();
    setenv("GUICHET_WORKERS", "many", 1);
    setenv("GUICHET_MAIL_FROM", "nobody", 1);
    setenv("GUICHET_SMTP_URL", "smtp://me:hunter2@mail.example", 1);
    setenv("GUICHET_DATABSE", "/tmp/x", 1);
    capture_begin(stderr);
    CHECK(!conf_load());
    capture_end();
    CHECK(strstr(capture.text, "guichet: GUICHET_WORKERS: \"many\" is not a whole number from 1 to 64\n"));
    CHECK(strstr(capture.text, "guichet: GUICHET_MAIL_FROM: \"nobody\" is not an address like guichet@example.org\n"));
    CHECK(strstr(capture.text, "guichet: GUICHET_SMTP_URL: "));
    CHECK(strstr(capture.text, "guichet: GUICHET_DATABSE: there is no such setting"));
    CHECK(!strstr(capture.text, "hunter2"));
    CHECK(conf.workers == 3); /* a bad load changes nothing */
}

static void test_print(void)
{
    capture_begin(stdout);
    conf_print();
    capture_end();
    CHECK(strstr(capture.text, "  GUICHET_DATABASE "));
    CHECK(strstr(capture.text, " /var/lib/guichet/guichet.db "));
    CHECK(strstr(capture.text, "  GUICHET_TERMS_URL "));
}

int main(void)
{
    test_defaults();
    test_empty_is_unset();
    test_public_url();
    test_taken();
    test_refused();
    test_socket_fits();
    test_all_are_named_at_once();
    test_print();
    return check_end();
}
