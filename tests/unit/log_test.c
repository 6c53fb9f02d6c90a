#include "capture.h"
#include "check.h"
#include "log.h"

static const char *logged(const char *value)
{
    capture_begin(stderr);
    LOG_INFO("test", LOG_TEXT("value", value));
    return capture_end();
}

static void test_line(void)
{
    const char *absent = NULL;

    capture_begin(stderr);
    LOG_WARN("request", LOG_TEXT("id", "4f2a"), LOG_TEXT("route", "POST /api/notes"), LOG_NUMBER("ms", 3),
             LOG_NUMBER("least", INT64_MIN), LOG_TEXT("user", absent));
    CHECK_TEXT(capture_end(), "level=warn event=request id=4f2a route=\"POST /api/notes\" ms=3 "
                              "least=-9223372036854775808 user=-\n");
}

/* No value, whoever sent it, makes a second line or a second pair. */
static void test_quoting(void)
{
    CHECK_TEXT(logged("plain/path?x"), "level=info event=test value=plain/path?x\n");
    CHECK_TEXT(logged(""), "level=info event=test value=\"\"\n");
    CHECK_TEXT(logged("a b"), "level=info event=test value=\"a b\"\n");
    CHECK_TEXT(logged("x=1"), "level=info event=test value=\"x=1\"\n");
    CHECK_TEXT(logged("say \"hi\" \\"), "level=info event=test value=\"say \\\"hi\\\" \\\\\"\n");
    CHECK_TEXT(logged("a\nlevel=error"), "level=info event=test value=\"a\\nlevel=error\"\n");
    CHECK_TEXT(logged("\r\t\x1B[31m\x7F"), "level=info event=test value=\"\\x0d\\x09\\x1b[31m\\x7f\"\n");
    CHECK_TEXT(logged("Zoë"), "level=info event=test value=\"Zo\\xc3\\xab\"\n");
}

static void test_cut(char filler)
{
    char value[5000];
    const char *line;
    size_t length;

    memset(value, filler, sizeof(value) - 1);
    value[sizeof(value) - 1] = '\0';
    capture_begin(stderr);
    LOG_ERROR("long", LOG_NUMBER("before", 1), LOG_TEXT("value", value), LOG_TEXT("after", "x y"));
    line = capture_end();
    length = strlen(line);
    CHECK(length <= 2048 && length > 2000);
    CHECK(line[length - 1] == '\n' && line[length - 2] == '"' && strchr(line, '\n') == line + length - 1);
    CHECK(!strncmp(line, "level=error event=long before=1 value=\"", 39));
    CHECK(!strstr(line, "after"));
}

/* Wherever the end falls, in a name, a quote or an escape, a line is at most 2,048 bytes with one line end. */
static void test_every_end(void)
{
    char value[2101];
    int wrong = 0;

    for (size_t length = 1950; length < sizeof(value); length++) {
        const char *line;

        memset(value, 'x', length);
        value[length] = '\0';
        capture_begin(stderr);
        LOG_INFO("test", LOG_TEXT("value", value), LOG_TEXT("next", "a \"b\""), LOG_TEXT("last", "\n\n"));
        line = capture_end();
        wrong += strlen(line) > 2048 || strchr(line, '\n') != line + strlen(line) - 1;
    }
    CHECK(wrong == 0);
}

int main(void)
{
    test_line();
    test_quoting();
    test_cut('x');
    test_cut('\n');
    test_cut('"');
    test_every_end();
    return check_end();
}
