#include "agent.h"

#include <string.h>

#define NAME_MOST 40

struct mark {
    const char *mark;
    const char *in[2]; /* what follows from it, by language */
};

/* clang-format off */

/* In this order: most browsers also claim to be those further down, and most systems to be one further down. */
static const struct mark browsers[] = {
    { "Edg/",            { "Edge",             "Edge"             } },
    { "EdgA/",           { "Edge",             "Edge"             } },
    { "EdgiOS/",         { "Edge",             "Edge"             } },
    { "OPR/",            { "Opera",            "Opera"            } },
    { "SamsungBrowser/", { "Samsung Internet", "Samsung Internet" } },
    { "Firefox/",        { "Firefox",          "Firefox"          } },
    { "FxiOS/",          { "Firefox",          "Firefox"          } },
    { "CriOS/",          { "Chrome",           "Chrome"           } },
    { "Chrome/",         { "Chrome",           "Chrome"           } },
    { "Safari/",         { "Safari",           "Safari"           } },
    { NULL,              { "",                 ""                 } },
};
static const struct mark systems[] = {
    { "iPhone",          { " sur iPhone",      " on iPhone"       } },
    { "iPad",            { " sur iPad",        " on iPad"         } },
    { "Macintosh",       { " sur Mac",         " on Mac"          } },
    { "Windows",         { " sous Windows",    " on Windows"      } },
    { "Android",         { " sous Android",    " on Android"      } },
    { "CrOS",            { " sous ChromeOS",   " on ChromeOS"     } },
    { "Linux",           { " sous Linux",      " on Linux"        } },
    { NULL,              { "",                 ""                 } },
};
/* clang-format on */

static const char *find(const struct mark *marks, enum language language, const char *agent)
{
    while (marks->mark && !strstr(agent, marks->mark))
        marks++;
    return marks->in[language];
}

/* Up to the version: what is left cannot make a link. */
static const char *program(struct arena *arena, const char *agent)
{
    size_t length = strspn(agent, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    return arena_copy(arena, agent, length < NAME_MOST ? length : NAME_MOST);
}

const char *agent_words(struct arena *arena, enum language language, const char *agent)
{
    const char *browser = find(browsers, language, agent);

    return *browser ? arena_format(arena, "%s%s", browser, find(systems, language, agent)) : program(arena, agent);
}
