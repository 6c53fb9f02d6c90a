/* FastCGI: takes connections, makes a struct req of each request, writes the answers. The only user of libfcgi.
 *
 * Kept connections are parked in epoll and taken up when something can be read, so that an idle one costs no thread.
 * A request has its thread to itself until lanes.h passes it on; whoever ends it writes the answer and parks the
 * connection again. */
#ifndef GATEWAY_H
#define GATEWAY_H

struct gateway;

/* Opens the database, starts the threads and serves what connects to the listening, non-blocking socket. NULL, with
 * one line in the log, when the database does not open. The caller has blocked the signals that no thread shall see,
 * gives the descriptor away, lends the path, and ends the gateway with gateway_stop. */
struct gateway *gateway_start(int listener, const char *database, int workers);

/* Takes the connections that were made until now and no more, answers what they still send until there is silence,
 * then ends the threads. What was taken in hand is answered. The socket stays open for whoever else holds it. */
void gateway_stop(struct gateway *gateway);

#endif
