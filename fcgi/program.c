#include "program.h"
#include "kinds.h"
#include "letter.h"
#include "letters.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

bool program_begin(void)
{
    request_use(kinds);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error to tell, not a reason to die */
    return letter_use(letters);
}

/* A full disk under a redirected list must not look like success. */
int program_end(int status)
{
    if (fclose(stdout) == 0 || status != EXIT_SUCCESS)
        return status;
    perror("guichet: standard output");
    return EXIT_FAILURE;
}
