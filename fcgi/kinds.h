/* What can be asked for. */
#ifndef KINDS_H
#define KINDS_H

#include "requests.h"

extern const struct request_deeds *const kinds[]; /* for request_use */

#endif
