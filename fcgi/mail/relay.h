/* How the mail server is: when it refuses everybody, or is away, few mails are tried and the operator hears of it once.
 * For all threads of the mailer. */
#ifndef RELAY_H
#define RELAY_H

#include "refusal.h"

#include <stdbool.h>

/* After some troubles in a row that are not about one mail: nothing is to be sent for a moment, then one mail is tried.
 */
bool relay_rests(void);

/* What came of a mail that was tried, and why; says in the log what the operator can do, each advice once an hour. */
void relay_note(struct refusal refusal, const char *why);

#endif
