/* What people read of a browser in a mail. */
#include "agent.h"
#include "check.h"

static const struct {
    const char *agent, *english, *french;
} lines[] = {
    { "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Windows",
      "Firefox sous Windows" },
    { "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux",
      "Firefox sous Linux" },
    { "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
      "Chrome on Windows", "Chrome sous Windows" },
    { "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
      "Safari/537.36 Edg/142.0.0.0",
      "Edge on Windows", "Edge sous Windows" },
    { "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 OPR/125.0",
      "Opera on Windows", "Opera sous Windows" },
    { "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
      "Chrome on Android", "Chrome sous Android" },
    { "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 "
      "Mobile Safari/537.36",
      "Samsung Internet on Android", "Samsung Internet sous Android" },
    { "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
      "Safari/605.1.15",
      "Safari on Mac", "Safari sur Mac" },
    { "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
      "Mobile/15E148 Safari/604.1",
      "Safari on iPhone", "Safari sur iPhone" },
    { "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 "
      "Mobile/15E148 Safari/604.1",
      "Chrome on iPad", "Chrome sur iPad" },
    { "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36",
      "Chrome on ChromeOS", "Chrome sous ChromeOS" },
    { "Firefox/1", "Firefox", "Firefox" },
    { "curl/7.88.1", "curl", "curl" },
    { "python-requests/2.32", "python-requests", "python-requests" },
    { "", "", "" },

    /* What a stranger would like us to say. */
    { "https://evil.example/login", "https", "https" },
    { "evil.example", "evil", "evil" },
    { "Call +33 1 23 45 67 89 at once", "Call", "Call" },
    { "<b>x</b>", "", "" },
    { "\r\nBcc: all@example.org", "", "" },
    { "éà", "", "" },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
};

int main(void)
{
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        CHECK_TEXT(agent_words(arena, ENGLISH, lines[i].agent), lines[i].english);
        CHECK_TEXT(agent_words(arena, FRENCH, lines[i].agent), lines[i].french);
    }
    arena_free(arena);
    return check_end();
}
