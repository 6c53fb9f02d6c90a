/* What a browser says of itself, as a person would say it. */
#ifndef AGENT_H
#define AGENT_H

#include "arena.h"
#include "err.h"

/* `Firefox on Windows`, `Safari sur iPhone`; of an unknown one the name of its program alone, so that nobody can make a
 * mail carry his own words or links; "" for nothing. Lends arena memory. */
const char *agent_words(struct arena *arena, enum language language, const char *agent);

#endif
