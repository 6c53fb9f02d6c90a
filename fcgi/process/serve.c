#include "serve.h"

#include "conf.h"
#include "db.h"
#include "gateway.h"
#include "listener.h"
#include "log.h"
#include "req.h"
#include "server.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CANNOT_START   2 /* the child's status when another try would end the same way */
#define SHORT_LIFE_MS  1000
#define PAUSE_LEAST_MS 10
#define PAUSE_MOST_MS  5000
#define KEPT_MOST      (1024 * 1024)            /* bytes of free memory that a thread keeps */
#define STOP_MOST_S    (2 * DEADLINE_MS / 1000) /* then SIGALRM ends what does not end by itself */

struct supervisor {
    struct listener listener;
    sigset_t signals;
    pid_t child; /* 0: none, one is due after the pause */
    int64_t started;
    int pause_ms;
    bool first;
};

/* --- the child --------------------------------------------------------------------------------------------------- */

/* Asks the kernel for TERM when the parent dies, and looks whether it died before that. */
static bool tie_to(pid_t parent)
{
    return !prctl(PR_SET_PDEATHSIG, SIGTERM) && getppid() == parent;
}

/* TERM alone is for the child. The terminal sends INT and HUP to both, but the parent has things to do first. */
static void wait_for_term(void)
{
    sigset_t term;

    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    while (sigwaitinfo(&term, NULL) < 0)
        continue;
}

/* A request takes some hundred kilobytes for its answer and gives them back. Given on to the kernel each time, and
 * asked for again, they cost half of what a list costs: the kernel clears them. */
static void keep_memory(void)
{
    mallopt(M_TRIM_THRESHOLD, KEPT_MOST);
}

static int run_child(int listener)
{
    struct gateway *gateway;
    bool fits;

    if (!server_start())
        return CANNOT_START;
    keep_memory();
    gateway = gateway_start(listener, conf.database, conf.workers);
    if (!gateway)
        return CANNOT_START;
    LOG_INFO("ready", LOG_NUMBER("pid", getpid()), LOG_NUMBER("workers", conf.workers));
    fits = db_fits(conf.database); /* nobody has to wait for it */
    if (fits)
        wait_for_term();
    alarm(STOP_MOST_S);
    gateway_stop(gateway);
    LOG_INFO("stopped", LOG_NUMBER("pid", getpid()));
    return fits ? EXIT_SUCCESS : CANNOT_START;
}

/* --- the parent -------------------------------------------------------------------------------------------------- */

static void start_child(struct supervisor *supervisor)
{
    pid_t parent = getpid();

    supervisor->started = time_steady();
    supervisor->child = fork();
    if (!supervisor->child)
        exit(tie_to(parent) ? run_child(supervisor->listener.socket) : EXIT_FAILURE);
    if (supervisor->child < 0) {
        LOG_ERROR("child", LOG_TEXT("text", strerror(errno)));
        supervisor->child = 0;
    }
}

static void log_death(pid_t child, int status)
{
    if (WIFSIGNALED(status))
        LOG_ERROR("child", LOG_NUMBER("pid", child), LOG_TEXT("killed_by", strsignal(WTERMSIG(status))));
    else if (WEXITSTATUS(status))
        LOG_ERROR("child", LOG_NUMBER("pid", child), LOG_NUMBER("status", WEXITSTATUS(status)));
}

/* One that dies soon after its start would only die again: each time the next waits twice as long. */
static void set_pause(struct supervisor *supervisor, bool failed)
{
    if (!failed || time_steady() - supervisor->started >= SHORT_LIFE_MS)
        supervisor->pause_ms = PAUSE_LEAST_MS;
    else if (supervisor->pause_ms < PAUSE_MOST_MS / 2)
        supervisor->pause_ms *= 2;
    else
        supervisor->pause_ms = PAUSE_MOST_MS;
}

/* False when the first child could not start at all, and said why. A later one may start when what ails it is mended;
 * nobody is left waiting for that. */
static bool bury_children(struct supervisor *supervisor)
{
    pid_t dead;
    int status;

    while ((dead = waitpid(-1, &status, WNOHANG)) > 0) {
        bool cannot_start = WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_START;

        if (supervisor->first && cannot_start)
            return false;
        log_death(dead, status);
        if (dead != supervisor->child)
            continue; /* one that a HUP has replaced already */
        if (cannot_start)
            listener_turn_away(&supervisor->listener);
        supervisor->child = 0;
        supervisor->first = false;
        set_pause(supervisor, status != EXIT_SUCCESS);
    }
    return true;
}

/* The old one still answers what it has while the new one starts. */
static void replace_child(struct supervisor *supervisor)
{
    pid_t old = supervisor->child;
    struct keys keys;
    bool readable = keys_load(&keys, conf.keys);

    memset(&keys, 0, sizeof keys);
    if (!readable) {
        LOG_ERROR("child", LOG_TEXT("text", "the key file cannot be read: the old one stays"));
        return;
    }

    supervisor->first = false;
    start_child(supervisor);
    if (old)
        kill(old, SIGTERM);
}

/* The file goes first: all who have connected by then are waiting where the child finds them. */
static int stop(struct supervisor *supervisor)
{
    int status;

    listener_hide(&supervisor->listener);
    if (supervisor->child)
        kill(supervisor->child, SIGTERM);
    for (pid_t dead; (dead = wait(&status)) > 0;)
        log_death(dead, status);
    return EXIT_SUCCESS;
}

/* 0 when the pause before the next child has passed. */
static int next_signal(const struct supervisor *supervisor)
{
    const struct timespec pause = { supervisor->pause_ms / 1000, supervisor->pause_ms % 1000 * 1000000L };
    int signal;

    do
        signal = supervisor->child ? sigwaitinfo(&supervisor->signals, NULL)
                                   : sigtimedwait(&supervisor->signals, NULL, &pause);
    while (signal < 0 && errno == EINTR);
    return signal < 0 ? 0 : signal;
}

static int supervise(struct supervisor *supervisor)
{
    start_child(supervisor);
    for (;;) {
        switch (next_signal(supervisor)) {
        case SIGCHLD:
            if (!bury_children(supervisor)) {
                listener_hide(&supervisor->listener);
                return EXIT_FAILURE;
            }
            break;
        case SIGHUP:
            replace_child(supervisor);
            break;
        case SIGTERM:
        case SIGINT:
            return stop(supervisor);
        default:
            start_child(supervisor);
        }
    }
}

int serve_main(int argc, char **argv)
{
    struct supervisor supervisor = { .pause_ms = PAUSE_LEAST_MS, .first = true };

    if (argc > 1) {
        fprintf(stderr, "guichet: serve: takes no arguments, but was given %s\n", argv[1]);
        return 2;
    }
    /* Blocked before the first fork: no signal is lost at a child's birth, no thread of it is ever interrupted. */
    sigemptyset(&supervisor.signals);
    for (const int *signal = (const int[]){ SIGTERM, SIGINT, SIGHUP, SIGCHLD, 0 }; *signal; signal++)
        sigaddset(&supervisor.signals, *signal);
    sigprocmask(SIG_BLOCK, &supervisor.signals, NULL);
    if (!listener_open(&supervisor.listener, conf.socket))
        return EXIT_FAILURE;
    return supervise(&supervisor);
}
