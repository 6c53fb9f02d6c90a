/* `guichet serve`: a parent that holds the socket, and a child that does the work and is replaced when it dies. */
#ifndef SERVE_H
#define SERVE_H

int serve_main(int argc, char **argv);

#endif
