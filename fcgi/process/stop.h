/* Being told to end by SIGTERM or SIGINT: what is in hand is finished first. */
#ifndef STOP_H
#define STOP_H

#include <stdbool.h>
#include <stdint.h>

/* From here on both signals wait until they are asked for; before the first thread. */
void stop_block(void);

/* Waits for one, so many milliseconds at most. Whether it came. */
bool stop_asked(int64_t wait_ms);

#endif
