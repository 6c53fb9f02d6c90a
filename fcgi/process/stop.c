#include "stop.h"

#include <signal.h>
#include <time.h>

static sigset_t both(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

void stop_block(void)
{
    sigset_t stop = both();

    sigprocmask(SIG_BLOCK, &stop, NULL);
}

bool stop_asked(int64_t wait_ms)
{
    struct timespec most = { wait_ms / 1000, wait_ms % 1000 * 1000000 };
    sigset_t stop = both();

    return sigtimedwait(&stop, NULL, &most) > 0;
}
