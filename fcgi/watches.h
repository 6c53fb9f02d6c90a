/* What is done by time. */
#ifndef WATCHES_H
#define WATCHES_H

#include "mailer.h"

extern const struct watch watches[]; /* for mailer_use */

#endif
