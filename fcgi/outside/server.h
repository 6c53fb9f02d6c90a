/* What every command that decides or signs needs at hand: the keys. Constant after server_start. */
#ifndef SERVER_H
#define SERVER_H

#include "keys.h"

#include <stdbool.h>

struct server {
    struct keys keys;
};

extern struct server server;

/* Starts the randomness and reads the key file of the settings. False, with one line on stderr, when either fails. */
bool server_start(void);

#endif
