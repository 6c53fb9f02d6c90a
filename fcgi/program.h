/* What both programs, `guichet` and `guichet-mail`, begin and end with. */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <stdbool.h>

/* Hands the tables of the rooms to those below who read them; once, before any command. False when a letter is
 * missing, which was said. */
bool program_begin(void);

/* Closes the output; gives the exit status, which is `status` unless what was printed is lost. */
int program_end(int status);

#endif
