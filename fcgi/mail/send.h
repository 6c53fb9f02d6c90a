/* `guichet mail`: sends what waits in the outbox. */
#ifndef SEND_H
#define SEND_H

int mail_main(int argc, char **argv);

#endif
