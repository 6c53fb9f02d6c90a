#include "folder.h"

#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

bool folder_sync(const char *file)
{
    char copy[PATH_MAX];
    int descriptor;
    bool good;

    snprintf(copy, sizeof(copy), "%s", file);
    descriptor = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    good = fsync(descriptor) == 0;
    close(descriptor);
    return good;
}
