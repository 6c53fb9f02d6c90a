#include "smtp.h"

#include "address.h"
#include "conf.h"
#include "maildir.h"
#include "text.h"

#include <curl/curl.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CONNECT_MOST_MS 20000L /* up to a greeting, TLS and the sign-in: some servers let one wait */
#define HEADER_MOST     (64 * 1024)
#define WHY_MOST        200
#define HOST_MOST       256

#define MEND_TLS        "no safe connection to the mail server: see GUICHET_SMTP_URL and GUICHET_SMTP_CA_FILE"
#define MEND_PASSWORD   "the mailer cannot read the password: see GUICHET_SMTP_PASSWORD_FILE"

/* --- our name ---------------------------------------------------------------------------------------------------- */

static char hello[HOST_MOST];

/* More than one label, and neither an IP address nor one of the names that every machine has. */
static bool is_full_name(const char *host)
{
    const char *last = strrchr(host, '.');

    return last && last > host && last[1] && strspn(last, ".0123456789") != strlen(last) && *host != '[' &&
           strncmp(host, "localhost", strlen("localhost")) != 0;
}

/* The page's host; empty when it has none that others know. */
static void name_of_page(char name[HOST_MOST])
{
    const char *host = strstr(conf.origin, "://") + 3;

    snprintf(name, HOST_MOST, "%.*s", (int)strcspn(host, ":"), host);
    if (!is_full_name(name))
        *name = '\0';
}

static void name_of_machine(char name[HOST_MOST])
{
    struct addrinfo want = { .ai_flags = AI_CANONNAME, .ai_socktype = SOCK_STREAM }, *found = NULL;
    char bare[HOST_MOST] = "";

    if (gethostname(bare, sizeof(bare) - 1) || getaddrinfo(bare, NULL, &want, &found))
        return;
    snprintf(name, HOST_MOST, "%s",
             found->ai_canonname && is_full_name(found->ai_canonname) ? found->ai_canonname : "");
    freeaddrinfo(found);
}

/* RFC 5321, 4.1.3: who has no name says his address; strict servers refuse a name of one label. The machine is only
 * asked where it matters, since that may wait for a name server. */
static void choose_hello(void)
{
    snprintf(hello, sizeof(hello), "%s", conf.smtp_hello);
    if (!*hello)
        name_of_page(hello);
    if (!*hello && *conf.smtp_url)
        name_of_machine(hello);
    if (!*hello)
        snprintf(hello, sizeof(hello), "[127.0.0.1]");
}

bool smtp_start(void)
{
    choose_hello();
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static bool printable(char c)
{
    return c >= ' ' && c <= '~'; /* also where char has no sign */
}

/* The address with its domain in ASCII (RFC 5891), as headers and servers without SMTPUTF8 need it. NULL when it is no
 * address: what passes holds nothing that means something in a command or a header. */
static const char *address_on_the_wire(struct arena *arena, const char *address)
{
    const char *key = address_key(arena, address), *shown = address_shown(arena, address);

    return key ? arena_format(arena, "%.*s%s", (int)strcspn(shown, "@"), shown, strchr(key, '@')) : NULL;
}

/* --- headers ----------------------------------------------------------------------------------------------------- */

#define PLAIN_MOST 60 /* longer words are encoded, which also folds them */
#define WORD_BYTES 45 /* 60 characters of base64: the encoded word has 72 of the 75 allowed */

static void add_base64(struct text *out, const unsigned char *bytes, size_t count)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < count; i += 3) {
        unsigned second = i + 1 < count ? bytes[i + 1] : 0, third = i + 2 < count ? bytes[i + 2] : 0;
        unsigned three = (unsigned)bytes[i] << 16 | second << 8 | third;

        text_add_char(out, digits[three >> 18]);
        text_add_char(out, digits[three >> 12 & 63]);
        text_add_char(out, i + 1 < count ? digits[three >> 6 & 63] : '=');
        text_add_char(out, i + 2 < count ? digits[three & 63] : '=');
    }
}

/* At most WORD_BYTES, ending where a character does. */
static size_t word_part(const char *words, size_t length)
{
    size_t part = length < WORD_BYTES ? length : WORD_BYTES;

    while (part > 1 && part < length && (words[part] & 0xc0) == 0x80)
        part--;
    return part;
}

static bool plain(const char *words, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!printable(words[i]))
            return false;
    return length <= PLAIN_MOST && !strstr(words, "=?");
}

/* Words of people in a header (RFC 2047): whatever they are, the line that comes of it has only printable ASCII. */
static void add_words(struct text *out, const char *words)
{
    size_t length = strlen(words);

    if (plain(words, length)) {
        text_add(out, words);
        return;
    }
    while (length > 0) {
        size_t part = word_part(words, length);

        text_add(out, "=?UTF-8?B?");
        add_base64(out, (const unsigned char *)words, part);
        text_add(out, part < length ? "?=\r\n " : "?=");
        words += part;
        length -= part;
    }
}

static const char *subject_header(struct arena *arena, const char *subject)
{
    struct text line = text_new(arena, HEADER_MOST);

    text_add(&line, "Subject: ");
    add_words(&line, subject);
    return text_string(&line);
}

/* RFC 5322, 3.3; the process keeps the C locale, whose names of days and months these are. */
static const char *date_header(struct arena *arena, int64_t ms)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm when;
    char date[64];

    gmtime_r(&seconds, &when);
    strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S +0000", &when);
    return arena_format(arena, "Date: %s", date);
}

static void free_list(void *list)
{
    curl_slist_free_all(list);
}

/* --- one delivery ------------------------------------------------------------------------------------------------ */

struct transfer {
    struct arena *arena;
    CURL *curl;
    const char *from, *to;
    const char *socket;     /* of the maildir; NULL: to a server */
    const char *why;        /* it was not done */
    struct refusal refusal; /* likewise */
    enum stage stage;
    bool ended;              /* it only says goodbye */
    bool going_on;           /* the server's reply has further lines */
    char said[WHY_MOST + 1]; /* the server's last reply before that, on one line */
    char error[CURL_ERROR_SIZE];
};

/* A list of lines for the transfer; it ends with the arena. */
static struct curl_slist *list_of(struct arena *arena, const char *const *lines)
{
    struct curl_slist *list = NULL;

    for (; *lines; lines++) {
        struct curl_slist *longer = curl_slist_append(list, *lines);

        if (!longer) {
            curl_slist_free_all(list);
            return NULL;
        }
        list = longer;
    }
    arena_defer(arena, free_list, list);
    return list;
}

static bool starts_with(const char *data, size_t length, const char *word)
{
    return length >= strlen(word) && !memcmp(data, word, strlen(word));
}

/* RFC 5321, 4.2.1: all lines of a reply but the last have a hyphen behind the number. */
static void hear(struct transfer *transfer, const char *line, size_t length)
{
    size_t held = transfer->going_on ? strlen(transfer->said) : 0, from = held && length > 3 ? 3 : 0;

    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        length--;
    for (size_t i = from; i < length && held < WHY_MOST; i++) {
        bool hyphen = i == 3;

        transfer->said[held++] = hyphen ? ' ' : printable(line[i]) ? line[i] : '?';
    }
    transfer->said[held] = '\0';
    transfer->going_on = length > 3 && line[3] == '-';
}

/* The server's answers and our commands pass here; the answers may hold any byte, and end in the log. */
static int listen_in(CURL *curl, curl_infotype type, char *data, size_t length, void *context)
{
    struct transfer *transfer = context;

    (void)curl;
    if (type == CURLINFO_HEADER_OUT) {
        if (starts_with(data, length, "RCPT "))
            transfer->stage = STAGE_RECIPIENT;
        else if (starts_with(data, length, "DATA"))
            transfer->stage = STAGE_CONTENT;
        transfer->ended = starts_with(data, length, "QUIT");
    }
    if (type == CURLINFO_HEADER_IN && !transfer->ended)
        hear(transfer, data, length);
    return 0;
}

static bool add_part(curl_mime *mime, const char *type, const char *content)
{
    curl_mimepart *part = curl_mime_addpart(mime);

    return part && !curl_mime_type(part, type) && !curl_mime_encoder(part, "quoted-printable") &&
           !curl_mime_data(part, content, CURL_ZERO_TERMINATED);
}

static void free_mime(void *mime)
{
    curl_mime_free(mime);
}

static bool set_content(struct transfer *transfer, const struct message *message)
{
    struct arena *arena = transfer->arena;
    const char *domain = strrchr(transfer->from, '@') + 1;
    const char *const lines[] = {
        arena_format(arena, "From: Guichet <%s>", transfer->from),
        arena_format(arena, "To: <%s>", transfer->to),
        subject_header(arena, message->subject),
        date_header(arena, message->written),
        arena_format(arena, "Message-ID: <%s@%s>", message->id, is_full_name(domain) ? domain : hello),
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        arena_format(arena, "Content-Language: %s", language_tag(message->language)),
        "Content-Type: multipart/alternative",
        message->checkpoint ? arena_format(arena, "Register-Checkpoint: %s", message->checkpoint) : NULL,
        message->checkpoint && message->row ? arena_format(arena, "Register-Row: %s", message->row) : NULL,
        NULL,
    };
    struct curl_slist *headers = list_of(arena, lines);
    curl_mime *mime = curl_mime_init(transfer->curl);

    arena_defer(arena, free_mime, mime);
    return headers && mime && add_part(mime, "text/plain; charset=utf-8", message->text) &&
           add_part(mime, "text/html; charset=utf-8", message->html) &&
           !curl_easy_setopt(transfer->curl, CURLOPT_HTTPHEADER, headers) &&
           !curl_easy_setopt(transfer->curl, CURLOPT_MIMEPOST, mime);
}

/* Where the mail comes back to: with the setting an address that names it. */
static const char *return_path(const struct transfer *transfer, const struct message *message)
{
    size_t local = strcspn(conf.mail_bounces, "@");

    return *conf.mail_bounces ? arena_format(transfer->arena, "%.*s+%s%s", (int)local, conf.mail_bounces, message->id,
                                             conf.mail_bounces + local)
                              : transfer->from;
}

static bool set_envelope(const struct transfer *transfer, const struct message *message)
{
    struct curl_slist *recipients = list_of(transfer->arena, (const char *[]){ transfer->to, NULL });

    return recipients && !curl_easy_setopt(transfer->curl, CURLOPT_MAIL_FROM, return_path(transfer, message)) &&
           !curl_easy_setopt(transfer->curl, CURLOPT_MAIL_RCPT, recipients);
}

/* The first line of the file; NULL when it cannot be read. */
static const char *read_password(struct arena *arena, const char *path)
{
    char line[1024] = "";
    FILE *file = fopen(path, "re");
    const char *read = file ? fgets(line, sizeof(line), file) : NULL;

    if (file)
        fclose(file);
    return read ? arena_copy(arena, line, strcspn(line, "\r\n")) : NULL;
}

static bool set_sign_in(struct transfer *transfer)
{
    const char *password;

    if (!*conf.smtp_user)
        return true;
    password = read_password(transfer->arena, conf.smtp_password_file);
    if (!password) {
        transfer->why = "the file of GUICHET_SMTP_PASSWORD_FILE cannot be read";
        transfer->refusal = (struct refusal){ DELIVERY_BLOCKED, MEND_PASSWORD };
    }
    return password && !curl_easy_setopt(transfer->curl, CURLOPT_USERNAME, conf.smtp_user) &&
           !curl_easy_setopt(transfer->curl, CURLOPT_PASSWORD, password);
}

static bool on_this_machine(const char *url)
{
    CURLU *parsed = curl_url();
    char *host = NULL;
    bool here = parsed && !curl_url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) &&
                !curl_url_get(parsed, CURLUPART_HOST, &host, 0) &&
                (!strcmp(host, "localhost") || !strncmp(host, "127.", 4) || !strcmp(host, "[::1]"));

    curl_free(host);
    curl_url_cleanup(parsed);
    return here;
}

static bool set_authorities(struct transfer *transfer)
{
    return !*conf.smtp_ca_file || (!curl_easy_setopt(transfer->curl, CURLOPT_CAINFO, conf.smtp_ca_file) &&
                                   !curl_easy_setopt(transfer->curl, CURLOPT_CAPATH, NULL));
}

/* libcurl says the path of the URL in its EHLO. */
static const char *server_url(struct arena *arena)
{
    char *name = curl_easy_escape(NULL, hello, 0);
    const char *slash = conf.smtp_url[strlen(conf.smtp_url) - 1] == '/' ? "" : "/";
    const char *url = arena_format(arena, "%s%s%s", conf.smtp_url, slash, name ? name : "");

    curl_free(name);
    return url;
}

/* Off this machine nothing travels in the clear. On it TLS is taken when offered, whatever the certificate: without TLS
 * the mail would go to the same place. Who names a file of authorities means it, wherever the server is. */
static bool set_server(struct transfer *transfer)
{
    bool lax = !*conf.smtp_ca_file && !strncmp(conf.smtp_url, "smtp:", 5) && on_this_machine(conf.smtp_url);

    return set_authorities(transfer) && !curl_easy_setopt(transfer->curl, CURLOPT_URL, server_url(transfer->arena)) &&
           !curl_easy_setopt(transfer->curl, CURLOPT_USE_SSL, (long)(lax ? CURLUSESSL_TRY : CURLUSESSL_ALL)) &&
           !curl_easy_setopt(transfer->curl, CURLOPT_SSL_VERIFYPEER, lax ? 0L : 1L) &&
           !curl_easy_setopt(transfer->curl, CURLOPT_SSL_VERIFYHOST, lax ? 0L : 2L) && set_sign_in(transfer);
}

static bool set_maildir(struct transfer *transfer)
{
    return !curl_easy_setopt(transfer->curl, CURLOPT_URL, "smtp://localhost/") &&
           !curl_easy_setopt(transfer->curl, CURLOPT_ABSTRACT_UNIX_SOCKET, transfer->socket);
}

/* Nothing but SMTP, no proxy of the environment, no signals, an end to all waiting. */
static bool set_manners(struct transfer *transfer)
{
    CURL *curl = transfer->curl;

    return !curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") && !curl_easy_setopt(curl, CURLOPT_PROXY, "") &&
           !curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) &&
           !curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MOST_MS) &&
           !curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)SMTP_MOST_MS) &&
           !curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer->error) &&
           !curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen_in) &&
           !curl_easy_setopt(curl, CURLOPT_DEBUGDATA, transfer) && !curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
}

static bool is_about_tls(CURLcode code)
{
    return code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR ||
           code == CURLE_SSL_CACERT_BADFILE;
}

static struct refusal judge(const struct transfer *transfer, CURLcode code)
{
    struct refusal refusal = refusal_of_reply(transfer->stage, transfer->said);

    if (is_about_tls(code))
        return (struct refusal){ DELIVERY_BLOCKED, MEND_TLS };
    if (code == CURLE_LOGIN_DENIED && *transfer->said == '2') /* it offers no sign-in that we know */
        return refusal_of_reply(STAGE_SESSION, "530");
    return refusal;
}

static void perform(struct transfer *transfer)
{
    CURLcode code = curl_easy_perform(transfer->curl);

    transfer->refusal = code ? judge(transfer, code) : (struct refusal){ DELIVERY_DONE, NULL };
    transfer->why = !code ? NULL
                          : arena_format(transfer->arena, "%s; last answer: %s",
                                         *transfer->error ? transfer->error : curl_easy_strerror(code),
                                         *transfer->said ? transfer->said : "none");
}

static void transfer_mail(struct transfer *transfer, const struct message *message)
{
    transfer->why = "the transfer cannot be prepared";
    transfer->curl = curl_easy_init();
    if (transfer->curl && set_manners(transfer) && set_envelope(transfer, message) && set_content(transfer, message) &&
        (transfer->socket ? set_maildir(transfer) : set_server(transfer)))
        perform(transfer);
    curl_easy_cleanup(transfer->curl);
}

/* The file's name is made of what does not change, so that a repeated delivery replaces the mail. */
static void keep_mail(struct transfer *transfer, const struct message *message)
{
    const char *name =
        arena_format(transfer->arena, "%lld.%s.guichet", (long long)(message->written / 1000), message->id);
    struct maildir maildir;

    if (!maildir_open(&maildir, transfer->arena, conf.maildir, name)) {
        transfer->why = arena_format(transfer->arena, "the maildir: %s", strerror(errno));
        return;
    }
    transfer->socket = maildir.address;
    transfer_mail(transfer, message);
    maildir_close(&maildir);
}

struct refusal smtp_deliver(struct arena *arena, const struct message *message, const char **why)
{
    struct transfer transfer = { .arena = arena, .from = conf.mail_from, .refusal = { DELIVERY_AWAY, NULL } };

    transfer.to = address_on_the_wire(arena, message->to);
    if (!transfer.to) {
        *why = "the address is malformed";
        return (struct refusal){ DELIVERY_REFUSED, NULL };
    }
    if (*conf.smtp_url)
        transfer_mail(&transfer, message);
    else
        keep_mail(&transfer, message);
    *why = transfer.why;
    return transfer.refusal;
}
