/* `guichet mail`: sends what waits in the outbox. */
#ifndef MAIL_H
#define MAIL_H

int mail_main(int argc, char **argv);

#endif
