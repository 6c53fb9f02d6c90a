#include "server.h"

#include "conf.h"
#include "otp.h"
#include "secret.h"

#include <stdio.h>

struct server server;

bool server_start(void)
{
    if (!secret_start() || !otp_start()) {
        fputs("guichet: this machine has no source of random numbers, or a library does not start\n", stderr);
        return false;
    }
    return keys_load(&server.keys, conf.keys);
}
