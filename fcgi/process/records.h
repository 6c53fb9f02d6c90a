/* An answer on its way to nginx, in FastCGI's records: as it lies in memory, by one writev where the socket takes it.
 * libfcgi would copy it into a buffer of eight kilobytes, and write that as often as it is full. */
#ifndef RECORDS_H
#define RECORDS_H

#include "text.h"

#include <stdbool.h>

/* Sends head and body (NULL: none), at most ANSWER_MOST bytes of it, and the end of the request. Borrows. False when
 * the other end is gone, or took nothing for as long as the socket waits. (FastCGI 1.0, 3.3, 5.3, 5.5.) */
bool records_send(int connection, int request, const struct text *head, const struct text *body);

#endif
