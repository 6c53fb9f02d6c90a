/* Sends what waits in the outbox. */
#ifndef SEND_H
#define SEND_H

#include <stdbool.h>

#define SEND_POLL_MS 50 /* somebody waits for his code */

struct senders;

/* Begins to send what is due, on threads of its own; NULL when the database does not open. */
struct senders *send_begin(void);

/* Ends that: the mail in hand of each is finished. Takes the senders. */
void send_end(struct senders *senders);

/* Sends what is due now. False when the database does not take it. */
bool send_once(void);

#endif
