#include "listener.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define WAITING_MOST    1024 /* connections that nobody has accepted yet */
#define OURS_AND_NGINXS 0117 /* the umask that leaves 0660 */
#define SYSTEMD_FIRST   3

static bool complain(const char *path, const char *what)
{
    fprintf(stderr, "guichet: %s: %s\n", path, what);
    return false;
}

static int socket_option(int socket, int option)
{
    int value = 0;
    socklen_t length = sizeof(value);

    return getsockopt(socket, SOL_SOCKET, option, &value, &length) ? -1 : value;
}

static bool is_listening(int socket)
{
    return socket_option(socket, SO_ACCEPTCONN) > 0;
}

/* systemd's protocol of sd_listen_fds(3): how many sockets begin at descriptor 3, and for which process. */
static bool systemd_passed_one(void)
{
    const char *process = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

    return process && count && atol(process) == getpid() && atoi(count) > 0 && is_listening(SYSTEMD_FIRST);
}

static bool prepare(struct listener *listener, int socket, const char *name)
{
    if (socket_option(socket, SO_DOMAIN) != AF_UNIX)
        return complain(name, "not a unix socket; whoever may connect to a network port could stop the service");
    if (fcntl(socket, F_SETFD, FD_CLOEXEC) || fcntl(socket, F_SETFL, O_NONBLOCK) || listen(socket, WAITING_MOST))
        return complain(name, strerror(errno));
    listener->socket = socket;
    return true;
}

static bool is_answered(const struct sockaddr_un *address)
{
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool answered = !connect(probe, (const struct sockaddr *)address, sizeof(*address)) || errno != ECONNREFUSED;

    close(probe);
    return answered;
}

static bool is_socket(const char *path)
{
    struct stat file;

    return !lstat(path, &file) && S_ISSOCK(file.st_mode);
}

static int bind_privately(int socket, const struct sockaddr_un *address)
{
    mode_t before = umask(OURS_AND_NGINXS);
    int failed = bind(socket, (const struct sockaddr *)address, sizeof(*address));

    umask(before);
    return failed;
}

static bool bind_or_replace(int socket, const struct sockaddr_un *address)
{
    const char *path = address->sun_path;

    if (!bind_privately(socket, address))
        return true;
    if (errno != EADDRINUSE)
        return complain(path, strerror(errno));
    if (!is_socket(path))
        return complain(path, "is there already and is no socket");
    if (is_answered(address))
        return complain(path, "another server answers on this socket");
    if (unlink(path) || bind_privately(socket, address))
        return complain(path, strerror(errno));
    return true;
}

static bool make(struct listener *listener, const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    struct stat file;
    int fresh;

    if (strlen(path) >= sizeof(address.sun_path))
        return complain(path, "too long for the path of a socket");
    memcpy(address.sun_path, path, strlen(path) + 1);
    fresh = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fresh < 0)
        return complain(path, strerror(errno));
    if (!bind_or_replace(fresh, &address) || !prepare(listener, fresh, path)) {
        close(fresh);
        return false;
    }
    if (lstat(path, &file))
        return complain(path, strerror(errno));
    listener->path = path;
    listener->device = file.st_dev;
    listener->file = file.st_ino;
    return true;
}

bool listener_open(struct listener *listener, const char *path)
{
    *listener = (struct listener){ .socket = -1 };
    if (is_listening(STDIN_FILENO))
        return prepare(listener, STDIN_FILENO, "descriptor 0");
    if (systemd_passed_one())
        return prepare(listener, SYSTEMD_FIRST, "descriptor 3");
    return make(listener, path);
}

void listener_hide(const struct listener *listener)
{
    struct stat file;

    if (listener->path && !lstat(listener->path, &file) && file.st_dev == listener->device &&
        file.st_ino == listener->file)
        unlink(listener->path);
}

void listener_turn_away(const struct listener *listener)
{
    int waiting;

    while ((waiting = accept4(listener->socket, NULL, NULL, SOCK_CLOEXEC)) >= 0)
        close(waiting);
}
