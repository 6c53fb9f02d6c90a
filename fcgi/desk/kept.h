/* How long what only tells what happened is kept: GUICHET_KEEP_LOGS_MONTHS. What goes when is told in README.md. */
#ifndef KEPT_H
#define KEPT_H

#include "secret.h"

/* The first identifier of the months that are kept: rows below it go. */
void kept_first_id(char out[ID_ROOM], int64_t now);

#endif
