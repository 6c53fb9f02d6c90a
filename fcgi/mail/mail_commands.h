/* What the operator of the server sees of the outbox. Both answer the program's exit status. */
#ifndef MAIL_COMMANDS_H
#define MAIL_COMMANDS_H

#include <stdbool.h>

/* `guichet mail status [--failed]`: counts, then the mails that failed and, unless only those are asked for, those that
 * wait. */
int mail_status(bool failed_only);

/* `guichet mail retry ID`: puts a failed mail back. */
int mail_retry(const char *id);

#endif
