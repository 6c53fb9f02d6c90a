/* What has ended by itself moves to the archive. Nobody gets in through it before: the queries ask for the instant. */
#ifndef EXPIRY_H
#define EXPIRY_H

#include "db.h"

#include <stdint.h>

/* Archives habilitations and lines that are past their end, with their rows of the register, in the connection's
 * transaction. True when there may be more. */
bool expiry_run(struct db *db, int64_t now);

#endif
