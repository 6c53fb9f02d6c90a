/* guichet-mail: what `guichet mail` becomes, with the libraries that only mail needs. */
#include "conf.h"
#include "mailer.h"
#include "program.h"
#include "watches.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

int main(int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "mail") != 0) {
        fputs("guichet-mail: run guichet mail, which calls this program\n", stderr);
        return EX_USAGE;
    }
    mailer_use(watches);
    if (!program_begin() || !conf_load())
        return EX_TEMPFAIL;
    return program_end(mailer_main(argc - 1, argv + 1));
}
