/* The unix socket that `serve` listens on: one of its own, or one that it was started with. */
#ifndef LISTENER_H
#define LISTENER_H

#include <stdbool.h>
#include <sys/types.h>

struct listener {
    int socket;
    const char *path; /* of a socket of our own, NULL for one that was passed on; borrowed */
    dev_t device;     /* which file it is, so that another's is never removed */
    ino_t file;
};

/* Takes descriptor 0 when it is a listening socket, or systemd's (LISTEN_FDS), or makes one at `path` with mode 0660,
 * in place of a file that nobody answers on. False, with one line on stderr, when there is none to be had. */
bool listener_open(struct listener *listener, const char *path);

/* Removes the file of a socket of our own, so that nobody connects any more; those who have can still be accepted. */
void listener_hide(const struct listener *listener);

/* Sends away, at once, whoever has connected and waits: for when nobody is there to answer. */
void listener_turn_away(const struct listener *listener);

#endif
