/* Reads the fuzzers' reports, which are as real servers write them, and others. */
#include "address.h"
#include "bounce.h"
#include "check.h"
#include "conf.h"
#include "text.h"

#define ID   "01k9zq3v5w8x7y6z5a4b3c2d1e"
#define LENA "lena.koch@nordbank.example"

static struct arena *arena;
static const char *corpus; /* the folder */

static struct bounce read_corpus(const char *name, bool *reported)
{
    FILE *file = fopen(arena_format(arena, "%s/%s", corpus, name), "re");
    char *bytes = arena_room(arena, BOUNCE_MOST);
    struct bounce bounce = { 0 };
    size_t length = file ? fread(bytes, 1, BOUNCE_MOST, file) : 0;

    CHECK(file != NULL);
    if (file)
        fclose(file);
    *reported = bounce_read(&bounce, arena, bytes, length);
    return bounce;
}

static bool has_id(const struct bounce *bounce)
{
    for (int i = 0; i < bounce->id_count; i++)
        if (!strcmp(bounce->ids[i], ID))
            return true;
    return false;
}

static const struct {
    const char *name;
    bool id;
    int recipients;
    const char *address, *action, *status; /* of the first */
} reports[] = {
    { "postfix", true, 1, LENA, "failed", "5.1.1" },
    { "postfix_crlf", true, 1, LENA, "failed", "5.1.1" },
    { "postfix_mbox", true, 1, LENA, "failed", "5.1.1" },
    { "postfix_headers_only", true, 1, LENA, "failed", "5.1.1" },
    { "postfix_full", true, 1, LENA, "failed", "5.2.2" },
    { "postfix_relay", true, 1, LENA, "failed", "5.7.1" },
    { "postfix_no_domain", true, 1, LENA, "failed", "5.4.4" },
    { "postfix_expired", true, 1, LENA, "failed", "4.4.1" },
    { "postfix_delayed", true, 1, LENA, "delayed", "4.4.1" },
    { "postfix_delivered", true, 1, LENA, "delivered", "2.1.5" },
    { "postfix_relayed", true, 1, LENA, "relayed", "2.0.0" },
    { "postfix_several", true, 3, LENA, "failed", "5.1.1" },
    { "exim", true, 1, LENA, "failed", "5.0.0" },
    { "exchange", true, 1, LENA, "failed", "5.1.10" },
    { "gmail", true, 1, LENA, "failed", "5.1.1" },
    { "base64", true, 1, LENA, "failed", "5.1.1" },
    { "quoted_printable", true, 1, LENA, "failed", "5.1.1" },
    { "nested", true, 1, LENA, "failed", "5.1.1" },
    { "no_original", true, 1, LENA, "failed", "5.1.1" },
    { "no_blocks", true, 1, LENA, "failed", "5.1.1" },
    { "utf8", true, 1, "zoë@nordbank.example", "failed (bad address)", "5.1.1 (no such mailbox)" },
    { "angles", true, 1, LENA, "FAILED", "5.1.1" },
    { "deep", false, 1, LENA, "failed", "5.1.1" },
};

static void reports_of_all_servers_are_read(void)
{
    for (size_t i = 0; i < sizeof(reports) / sizeof(*reports); i++) {
        bool reported;
        struct bounce bounce = read_corpus(reports[i].name, &reported);
        const struct bounce_recipient *first = &bounce.recipients[0];

        check_text(__FILE__, __LINE__, reports[i].name, reported ? "a report" : "none", "a report");
        check_text(__FILE__, __LINE__, reports[i].name, has_id(&bounce) ? "our id" : "none",
                   reports[i].id ? "our id" : "none");
        CHECK(bounce.recipient_count == reports[i].recipients);
        check_text(__FILE__, __LINE__, reports[i].name, bounce_address(arena, first->final), reports[i].address);
        check_text(__FILE__, __LINE__, reports[i].name, first->action, reports[i].action);
        check_text(__FILE__, __LINE__, reports[i].name, first->status, reports[i].status);
    }
}

/* Neither an answer, nor a report of another kind, nor one that somebody passed on. */
static void nothing_else_is_a_report(void)
{
    static const char *const others[] = {
        "qmail",  "out_of_office", "vacation_multipart", "read_receipt", "forwarded", "no_status_part",
        "binary", "empty",         "from_line",
    };

    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        bool reported;
        struct bounce bounce = read_corpus(others[i], &reported);

        check_text(__FILE__, __LINE__, others[i], reported ? "a report" : "none", "none");
        CHECK(bounce.recipient_count == 0);
    }
}

static void what_is_odd_is_left_out(void)
{
    bool reported;
    struct bounce bounce = read_corpus("odd_fields", &reported);

    CHECK(reported);
    for (int i = 0; i < bounce.recipient_count; i++)
        CHECK(!bounce_address(arena, bounce.recipients[i].final) ||
              !address_key(arena, bounce_address(arena, bounce.recipients[i].final)));
    bounce = read_corpus("cut", &reported);
    CHECK(bounce.recipient_count == 0);
    bounce = read_corpus("many", &reported);
    CHECK(reported && bounce.recipient_count == BOUNCE_ADDRESSES && bounce.id_count == BOUNCE_IDS);
}

static void folded_fields_are_one_line(void)
{
    bool reported;
    struct bounce bounce = read_corpus("exim", &reported);

    CHECK(strstr(bounce.recipients[0].diagnostic, "does not exist. 550 5.1.1 Please try") != NULL);
}

/* Without the setting nothing is looked for in addresses. */
static void the_setting_decides(void)
{
    bool reported;
    struct bounce bounce;

    conf.mail_bounces = "";
    bounce = read_corpus("no_original", &reported);
    CHECK(reported && bounce.id_count == 0);
    conf.mail_bounces = "other@desk.example";
    bounce = read_corpus("no_original", &reported);
    CHECK(reported && bounce.id_count == 0);
}

static void addresses_are_freed_of_their_type(void)
{
    CHECK_TEXT(bounce_address(arena, "rfc822; a@b.example"), "a@b.example");
    CHECK_TEXT(bounce_address(arena, "rfc822;<a@b.example>"), "a@b.example");
    CHECK_TEXT(bounce_address(arena, "rfc822;\ta@b.example (Lena)"), "a@b.example");
    CHECK_TEXT(bounce_address(arena, "a@b.example"), NULL);
    CHECK_TEXT(bounce_address(arena, NULL), NULL);
}

int main(int argc, char **argv)
{
    static char beside[4096] = __FILE__;

    strcpy(strstr(beside, "unit/"), "fuzz/corpus/bounce");
    corpus = argc > 1 ? argv[1] : beside;
    arena = arena_new();
    conf.mail_bounces = "bounces@desk.example";
    bounce_start();
    reports_of_all_servers_are_read();
    nothing_else_is_a_report();
    what_is_odd_is_left_out();
    folded_fields_are_one_line();
    the_setting_decides();
    addresses_are_freed_of_their_type();
    arena_free(arena);
    return check_end();
}
