/* Folders on the disk. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>

/* Makes the name of a file, new or changed, survive a power cut: syncs the folder that holds it (fsync(2)). False, with
 * errno, when that failed. */
bool folder_sync(const char *file);

#endif
