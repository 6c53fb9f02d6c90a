/* Delivers into a maildir and reads the mail back as a mail program would. */
#include "check.h"
#include "conf.h"
#include "smtp.h"
#include "text.h"

#include <dirent.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINK "https://desk.example/#/join/AbCdEfGhIjKlMnOpQrStUvWxYz01-_89"
#define MOST (1 << 20)

static struct arena *arena;
static const char *why;

/* --- a small mail program ---------------------------------------------------------------------------------------- */

static const char *read_file(const char *path)
{
    FILE *file = fopen(path, "re");
    struct text text = text_new(arena, MOST);
    char piece[4096];
    size_t length;

    while (file && (length = fread(piece, 1, sizeof(piece), file)) > 0)
        text_add_bytes(&text, piece, length);
    if (file)
        fclose(file);
    return text_string(&text);
}

static const char *in_maildir(const char *folder)
{
    return arena_format(arena, "%s/%s", conf.maildir, folder);
}

/* Counts the files of a folder; `last` gets the path of one. */
static int count_files(const char *folder, const char **last)
{
    DIR *open = opendir(in_maildir(folder));
    int count = 0;

    for (struct dirent *entry; open && (entry = readdir(open));)
        if (entry->d_name[0] != '.') {
            count++;
            *last = arena_format(arena, "%s/%s/%s", conf.maildir, folder, entry->d_name);
        }
    if (open)
        closedir(open);
    return count;
}

/* The headers with each on one line (RFC 5322, 2.2.3), ended by \n. */
static const char *unfolded(const char *mail)
{
    const char *end = strstr(mail, "\r\n\r\n");
    struct text head = text_new(arena, MOST);

    for (const char *at = mail; end && at < end + 2; at++)
        if (*at != '\r')
            text_add_char(&head, *at);
        else if (at[2] == ' ')
            at++;
    return text_string(&head);
}

/* The value of a header; NULL when it is not there exactly once. */
static const char *header(const char *mail, const char *name)
{
    const char *value = NULL;
    size_t length = strlen(name);
    int count = 0;

    for (const char *line = unfolded(mail); *line; line += strcspn(line, "\n") + 1)
        if (!strncasecmp(line, name, length) && !strncmp(line + length, ": ", 2)) {
            value = arena_copy(arena, line + length + 2, strcspn(line + length + 2, "\n"));
            count++;
        }
    return count == 1 ? value : NULL;
}

static int count_headers(const char *mail)
{
    int count = 0;

    for (const char *line = unfolded(mail); *line; line += strcspn(line, "\n") + 1)
        count++;
    return count;
}

static int base64_digit(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;

    return at ? (int)(at - digits) : -1;
}

static const char *decode_base64(struct text *out, const char *at)
{
    unsigned bits = 0;
    int count = 0;

    for (; base64_digit(*at) >= 0; at++) {
        bits = bits << 6 | (unsigned)base64_digit(*at);
        count += 6;
        if (count >= 8)
            text_add_char(out, (char)(bits >> (count -= 8) & 0xff));
    }
    return at + strspn(at, "=");
}

/* Reads encoded words (RFC 2047); every one must be whole characters and at most 75 bytes. */
static const char *decode_words(const char *value)
{
    struct text words = text_new(arena, MOST);

    while (value && *value) {
        if (strncmp(value, "=?UTF-8?B?", 10) != 0) {
            text_add_char(&words, *value++);
            continue;
        }
        struct text word = text_new(arena, MOST);
        const char *end = decode_base64(&word, value + 10);

        CHECK(!strncmp(end, "?=", 2) && end + 2 - value <= 75);
        CHECK(utf8_valid(text_string(&word), word.length));
        text_add(&words, text_string(&word));
        value = end + 2;
        value += !strncmp(value, " =?", 3);
    }
    return text_string(&words);
}

/* The content of the part of that type, its quoted-printable read; NULL when there is none. */
static const char *part(const char *mail, const char *type)
{
    const char *at = strstr(mail, arena_format(arena, "Content-Type: %s", type));
    const char *end = at ? strstr(at, "\r\n--") : NULL;
    struct text content = text_new(arena, MOST);

    at = at ? strstr(at, "\r\n\r\n") : NULL;
    for (at = at ? at + 4 : NULL; at && at < end; at++) {
        if (*at == '=' && at[1] != '\r')
            text_add_char(&content, (char)strtol((char[]){ at[1], at[2], 0 }, NULL, 16));
        else if (*at != '=')
            text_add_char(&content, *at);
        at += *at == '=' ? 2 : 0;
    }
    return at ? text_string(&content) : NULL;
}

/* --- deliveries -------------------------------------------------------------------------------------------------- */

static struct message sample(const char *id)
{
    return (struct message){
        .id = id,
        .to = "lena.koch@nordbank.example",
        .subject = "Agnès Martin vous invite à suivre l’opération Extension du parc éolien de la Baie de Somme",
        .text = "Bonjour,\r\n\r\n" LINK "\r\n\r\n048213\r\n.\r\n..dots\r\nFrom here = é \r\n",
        .html = "<p>Bonjour,</p>\r\n<a href=\"" LINK "\">" LINK "</a>\r\n",
        .language = FRENCH,
        .written = 1767225600000,
    };
}

/* Delivers and gives the mail as it lies there; the maildir is empty before and after. */
static const char *deliver(const struct message *message)
{
    const char *path = NULL, *mail = "";

    CHECK(smtp_deliver(arena, message, &why).delivery == DELIVERY_DONE);
    CHECK(count_files("new", &path) == 1);
    if (path) {
        mail = read_file(path);
        unlink(path);
    }
    return mail;
}

static void a_mail_is_complete(void)
{
    struct message message = sample("01jd0a");
    const char *mail = deliver(&message);

    CHECK_TEXT(header(mail, "From"), "Guichet <desk@guichet.example>");
    CHECK_TEXT(header(mail, "To"), "<lena.koch@nordbank.example>");
    CHECK_TEXT(header(mail, "Date"), "Thu, 01 Jan 2026 00:00:00 +0000");
    CHECK_TEXT(header(mail, "Message-ID"), "<01jd0a@guichet.example>");
    CHECK_TEXT(header(mail, "Auto-Submitted"), "auto-generated");
    CHECK_TEXT(header(mail, "X-Auto-Response-Suppress"), "All");
    CHECK_TEXT(header(mail, "Content-Language"), "fr");
    CHECK_TEXT(header(mail, "MIME-Version"), "1.0");
    CHECK_TEXT(decode_words(header(mail, "Subject")), message.subject);
    CHECK(!strncmp(header(mail, "Content-Type"), "multipart/alternative; boundary=", 32));
    CHECK(count_headers(mail) == 10);
    CHECK_TEXT(part(mail, "text/plain; charset=utf-8"), message.text);
    CHECK_TEXT(part(mail, "text/html; charset=utf-8"), message.html);
    CHECK(strstr(mail, "text/plain") < strstr(mail, "text/html")); /* the last is the preferred one */
}

/* Programs that look for them need not read quoted-printable. */
static void links_and_codes_are_whole_lines(void)
{
    struct message message = sample("01jd0b");
    const char *mail = deliver(&message);

    CHECK(strstr(mail, "\r\n" LINK "\r\n") != NULL);
    CHECK(strstr(mail, "\r\n048213\r\n") != NULL);
}

static void every_line_is_short_ascii(void)
{
    struct message message = sample("01jd0c");
    const char *mail = deliver(&message);
    bool fine = true;

    for (const char *line = mail; *line; line = strstr(line, "\r\n") + 2) {
        fine = fine && strcspn(line, "\r") <= 100;
        for (const char *c = line; *c != '\r'; c++)
            fine = fine && *c >= ' ' && *c <= '~';
    }
    CHECK(fine);
}

static void nobody_adds_a_header(void)
{
    static const char *const subjects[] = {
        "x\r\nBcc: all@example.org", "x\nBcc: all@example.org\n\nbody", "x\r\n\r\n<script>",
        "=?UTF-8?B?DQpCY2M6IGE=?=",  "=?utf-8?q?a=0D=0ABcc:_a?=",
    };

    for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
        struct message message = sample("01jd0d");
        const char *mail;

        message.subject = subjects[i];
        mail = deliver(&message);
        CHECK(count_headers(mail) == 10);
        CHECK_TEXT(header(mail, "Bcc"), NULL);
        CHECK(header(mail, "Subject") && !strncmp(header(mail, "Subject"), "=?UTF-8?B?", 10));
        CHECK_TEXT(decode_words(header(mail, "Subject")), subjects[i]);
    }
}

static void short_ascii_subjects_stay_readable(void)
{
    struct message message = sample("01jd0e");

    message.subject = "Your sign-in code for Guichet";
    CHECK_TEXT(header(deliver(&message), "Subject"), "Your sign-in code for Guichet");
}

static void strange_addresses_are_refused(void)
{
    static const char *const addresses[] = {
        "",
        "@",
        "a",
        "a@",
        "@b.example",
        "a@b@c.example",
        "a b@c.example",
        "a@b.example\r\nRCPT TO:<x@y.example>",
        "a@b.example\nBcc: x@y.example",
        "<a@b.example>",
        "a@b.example>",
        "a,b@c.example",
        "\"a\"@b.example",
        "a@b c.example",
        "a@b.example SIZE=1",
        "a\tb@c.example",
    };
    const char *path = NULL;

    for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        struct message message = sample("01jd0f");

        message.to = addresses[i];
        CHECK(smtp_deliver(arena, &message, &why).delivery == DELIVERY_REFUSED);
        CHECK_TEXT(why, "the address is malformed");
    }
    CHECK(count_files("new", &path) == 0);
}

static void addresses_of_all_scripts_are_taken(void)
{
    struct message message = sample("01jd0g");

    message.to = "zoe+desk@müller.example";
    CHECK_TEXT(header(deliver(&message), "To"), "<zoe+desk@xn--mller-kva.example>");
    message.to = "zoë@müller.example";
    CHECK_TEXT(header(deliver(&message), "To"), "<zoë@xn--mller-kva.example>");
}

static void a_repeated_delivery_is_one_mail(void)
{
    struct message message = sample("01jd0h");
    const char *path = NULL;

    CHECK(smtp_deliver(arena, &message, &why).delivery == DELIVERY_DONE);
    CHECK(smtp_deliver(arena, &message, &why).delivery == DELIVERY_DONE);
    CHECK(count_files("new", &path) == 1);
    CHECK_TEXT(path, in_maildir("new/1767225600.01jd0h.guichet"));
    CHECK(count_files("tmp", &path) == 0);
    unlink(in_maildir("new/1767225600.01jd0h.guichet"));
}

static void a_full_disk_is_tried_again(void)
{
    struct message message = sample("01jd0i");
    const char *in_the_way = in_maildir("tmp/1767225600.01jd0i.guichet");

    CHECK(!mkdir(in_the_way, 0700));
    CHECK(smtp_deliver(arena, &message, &why).delivery == DELIVERY_LATER);
    CHECK(strstr(why, "451 not kept: Is a directory") != NULL);
    rmdir(in_the_way);

    conf.maildir = "/proc/none/mail";
    CHECK(smtp_deliver(arena, &message, &why).delivery == DELIVERY_AWAY);
    CHECK_TEXT(why, "the maildir: No such file or directory");
}

static void a_silent_place_is_tried_again(void)
{
    struct message message = sample("01jd0j");
    struct refusal refusal;

    conf.smtp_url = "smtp://127.0.0.1:1";
    CHECK(smtp_deliver(arena, &message, &why).delivery == DELIVERY_AWAY);
    CHECK(strstr(why, "last answer: none") != NULL);

    conf.smtp_user = "desk";
    conf.smtp_password_file = "/proc/none";
    refusal = smtp_deliver(arena, &message, &why);
    CHECK(refusal.delivery == DELIVERY_BLOCKED && strstr(refusal.advice, "GUICHET_SMTP_PASSWORD_FILE") != NULL);
    CHECK_TEXT(why, "the file of GUICHET_SMTP_PASSWORD_FILE cannot be read");
}

/* A sender of one label is none that others know; then the Message-ID has our name to servers. */
static void a_message_id_has_a_full_name(void)
{
    static const struct {
        const char *from, *hello, *page, *id;
    } cases[] = {
        { "desk@guichet.example", "", "http://localhost:8080", "<01jd0k@guichet.example>" },
        { "guichet@localhost", "", "https://desk.example", "<01jd0k@desk.example>" },
        { "guichet@localhost", "", "https://desk.example:8443", "<01jd0k@desk.example>" },
        { "guichet@localhost", "mail.bank.example", "https://desk.example", "<01jd0k@mail.bank.example>" },
        { "guichet@localhost", "", "http://localhost:8080", "<01jd0k@[127.0.0.1]>" },
        { "guichet@localhost", "", "http://192.0.2.1", "<01jd0k@[127.0.0.1]>" },
        { "guichet@desk", "", "http://[::1]:80", "<01jd0k@[127.0.0.1]>" },
        { "guichet@desk", "[192.0.2.7]", "http://desk", "<01jd0k@[192.0.2.7]>" },
    };
    const char *from = conf.mail_from;

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct message message = sample("01jd0k");

        conf.mail_from = cases[i].from;
        conf.smtp_hello = cases[i].hello;
        conf.origin = cases[i].page;
        CHECK(smtp_start());
        CHECK_TEXT(header(deliver(&message), "Message-ID"), cases[i].id);
    }
    conf.mail_from = from;
}

static void remove_maildir(const char *folder)
{
    static const char *const inside[] = { "new", "tmp", "cur", "" };

    for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++)
        CHECK(!rmdir(arena_format(arena, "%s/%s", folder, inside[i])));
}

int main(void)
{
    char folder[] = "/tmp/guichet-smtp-test-XXXXXX";

    arena = arena_new();
    CHECK(mkdtemp(folder) != NULL);
    conf.smtp_hello = conf.mail_bounces = "";
    conf.origin = "http://localhost:8080";
    conf.smtp_url = conf.smtp_user = conf.smtp_password_file = conf.smtp_ca_file = "";
    conf.mail_from = "desk@guichet.example";
    conf.maildir = folder;
    CHECK(smtp_start());

    a_mail_is_complete();
    links_and_codes_are_whole_lines();
    every_line_is_short_ascii();
    nobody_adds_a_header();
    short_ascii_subjects_stay_readable();
    strange_addresses_are_refused();
    addresses_of_all_scripts_are_taken();
    a_repeated_delivery_is_one_mail();
    a_message_id_has_a_full_name();
    a_full_disk_is_tried_again();
    a_silent_place_is_tried_again();
    remove_maildir(folder);
    arena_free(arena);
    return check_end();
}
