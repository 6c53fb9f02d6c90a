#include "maildir.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* --- the files --------------------------------------------------------------------------------------------------- */

static bool make_folder(const char *path)
{
    return !mkdir(path, 0750) || errno == EEXIST;
}

/* The strings that the other thread needs are made here: an arena belongs to one thread. */
static bool prepare_files(struct maildir *maildir, struct arena *arena, const char *folder, const char *name)
{
    const char *tmp = arena_format(arena, "%s/tmp", folder), *new = arena_format(arena, "%s/new", folder);

    maildir->unfinished = arena_format(arena, "%s/%s", tmp, name);
    maildir->finished = arena_format(arena, "%s/%s", new, name);
    return make_folder(folder) && make_folder(tmp) && make_folder(new) &&
           make_folder(arena_format(arena, "%s/cur", folder));
}

static FILE *create(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);

    return file < 0 ? NULL : fdopen(file, "w");
}

/* --- the conversation (RFC 5321) --------------------------------------------------------------------------------- */

/* Reads the mail up to the line with a single dot, even when it cannot be written. False when it was cut short. */
static bool read_mail(FILE *from, FILE *to)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    bool whole = false;

    while (!whole && (length = getline(&line, &room, from)) > 0) {
        bool dot = line[0] == '.';

        whole = dot && !strcmp(line, ".\r\n");
        if (!whole && to)
            fwrite(line + dot, 1, (size_t)length - dot, to);
    }
    free(line);
    return whole;
}

/* Keeps the mail; moved only when it is whole and on the disk, so that no reader sees half of it. 0, or an errno. */
static int take(const struct maildir *maildir, FILE *from)
{
    FILE *file = create(maildir->unfinished);
    int error = file ? 0 : errno;
    bool whole = read_mail(from, file);

    if (file && (fflush(file) || fsync(fileno(file))))
        error = errno;
    if (file && ferror(file) && !error) /* an earlier write */
        error = EIO;
    if (file && fclose(file) && !error)
        error = errno;
    if (!error && !whole)
        error = ECONNABORTED;
    if (!error && (rename(maildir->unfinished, maildir->finished) || !folder_sync(maildir->finished)))
        error = errno;
    if (error)
        unlink(maildir->unfinished);
    return error;
}

/* What cannot be said to a client that is gone needs no other answer. */
static void say(FILE *to, const char *line)
{
    (void)send(fileno(to), line, strlen(line), MSG_NOSIGNAL);
}

static void say_kept(FILE *to, int error)
{
    char line[256], text[200];

    snprintf(line, sizeof(line), "451 not kept: %s\r\n", strerror_r(error, text, sizeof(text)));
    say(to, error ? line : "250 kept\r\n");
}

static void converse(const struct maildir *maildir, FILE *client)
{
    char *line = NULL;
    size_t room = 0;

    say(client, "220 maildir\r\n");
    while (getline(&line, &room, client) > 0) {
        if (!strncasecmp(line, "EHLO", 4)) {
            say(client, "250-maildir\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n");
        } else if (!strncasecmp(line, "DATA", 4)) {
            say(client, "354 go on\r\n");
            say_kept(client, take(maildir, client));
        } else {
            say(client, "250 ok\r\n");
        }
    }
    free(line);
}

/* Anyone on the machine can connect to an abstract socket: only this process is listened to. */
static bool ours(int client)
{
    struct ucred peer;
    socklen_t length = sizeof(peer);

    return !getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &length) && peer.pid == getpid();
}

static void *receive(void *argument)
{
    const struct maildir *maildir = argument;
    int client;
    FILE *stream;

    while ((client = accept4(maildir->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0 && !ours(client))
        close(client);
    stream = client < 0 ? NULL : fdopen(client, "r");
    if (stream) {
        converse(maildir, stream);
        fclose(stream);
    } else if (client >= 0) {
        close(client);
    }
    return NULL;
}

/* --- opening and closing ----------------------------------------------------------------------------------------- */

/* Binding without a name lets the kernel choose a free abstract one: a NUL and five digits. */
static bool listen_somewhere(struct maildir *maildir, struct arena *arena)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    socklen_t length = sizeof(at);

    if (bind(maildir->listener, (struct sockaddr *)&at, sizeof(at.sun_family)) || listen(maildir->listener, 8) ||
        getsockname(maildir->listener, (struct sockaddr *)&at, &length))
        return false;
    maildir->address = arena_copy(arena, at.sun_path + 1, length - sizeof(at.sun_family) - 1);
    return true;
}

bool maildir_open(struct maildir *maildir, struct arena *arena, const char *folder, const char *name)
{
    if (!prepare_files(maildir, arena, folder, name))
        return false;
    maildir->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (maildir->listener < 0)
        return false;
    if (listen_somewhere(maildir, arena)) {
        errno = pthread_create(&maildir->thread, NULL, receive, maildir);
        if (!errno)
            return true;
    }
    close(maildir->listener);
    return false;
}

void maildir_close(struct maildir *maildir)
{
    shutdown(maildir->listener, SHUT_RDWR); /* ends an accept that still waits */
    pthread_join(maildir->thread, NULL);
    close(maildir->listener);
}
