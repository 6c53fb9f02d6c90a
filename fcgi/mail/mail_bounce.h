/* `guichet mail bounce`: takes one message of those that mail servers send back, from the standard input. */
#ifndef MAIL_BOUNCE_H
#define MAIL_BOUNCE_H

/* For the mail server, which reads the exit status (sysexits.h): it has no more to do, whatever the message was, or is
 * to come again with it. */
int mail_bounce(void);

#endif
