/* What is refused as a password; pure. */
#ifndef PASSWORD_H
#define PASSWORD_H

#include "fields.h"

#define PASSWORD_MOST 1000 /* bytes */

/* What is wrong with a new password in NFC, FAULT_COUNT when nothing is: FAULT_LONG over PASSWORD_MOST bytes,
 * FAULT_PASSWORD_SHORT under 16 characters of four classes or 20 of any, FAULT_PASSWORD_ADDRESS when it contains the
 * address or the name before the @, FAULT_PASSWORD_COMMON when words, rows of keys and repetitions that everybody
 * thinks of are nearly all of it. NULL is no address. */
enum fault password_fault(const char *password, const char *email);

#endif
