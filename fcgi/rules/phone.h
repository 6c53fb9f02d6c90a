/* Phone numbers in one spelling. */
#ifndef PHONE_H
#define PHONE_H

#include "arena.h"
#include "err.h"

/* The number as `+` and 8 to 15 digits (ITU-T E.164), without the spaces, dots, dashes, slashes and brackets people
 * put in; a leading 00 is a `+`, a bracketed zero after the country code goes. Who reads French may write a number as
 * it is dialled in France: a zero and nine digits. NULL when it is no number with a country code. Lends arena memory.
 */
const char *phone_normal(struct arena *arena, const char *typed, enum language language);

#endif
