/* Telling people what happens on the operations they follow: who came or went, whose access ends soon, which request
 * waits. The register says what happened; the mailer reads on in it, notes who may have something to hear, and writes
 * each of them one letter when it is due. What he may see and wants to hear is asked when the letter is written. */
#ifndef NOTICE_H
#define NOTICE_H

#include "db.h"

#include "words.h"
#include <stdbool.h>

#include <stdint.h>

/* Reads on in the register and puts the letters that are due into the outbox, in the connection's transaction: each
 * thing is told once, whatever ends the process. True when it wrote letters, or there is more to read. */
bool notice_run(struct db *db, int64_t now);

/* Whether the mail about a request goes to who may decide it, by his `mode`: each, daily or off. A daily letter will
 * name it. */
bool notice_request_now(struct db *db, int64_t now, const char *user, enum notice_mode mode, const char *request);

/* Sets a person's mode; what waits for him follows it. */
void notice_set_mode(struct db *db, int64_t now, const char *user, enum notice_mode mode);

/* The next seven o'clock in Paris, when daily letters are written. */
int64_t notice_daily_due(int64_t now);

#endif
