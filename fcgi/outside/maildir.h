/* A maildir as the place where mails go when there is no server: the smallest SMTP receiver, in a thread of its own, so
 * that what lies there is byte for byte what a server would have got. */
#ifndef MAILDIR_H
#define MAILDIR_H

#include "arena.h"

#include <pthread.h>
#include <stdbool.h>

struct maildir {
    const char *address; /* where to connect: the name of an abstract unix socket */
    const char *unfinished, *finished;
    int listener;
    pthread_t thread;
};

/* Waits for one connection of this process, whose mail goes to `folder`/new/`name`; makes the folders that are
 * missing. The same name again replaces the mail. Its strings are lent by the arena. On false errno says why. */
bool maildir_open(struct maildir *maildir, struct arena *arena, const char *folder, const char *name);

/* Call it when the connection is closed, or was never made. */
void maildir_close(struct maildir *maildir);

#endif
