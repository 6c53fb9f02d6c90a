/* Entities and their first people, from the command line. */
#ifndef ONBOARDING_H
#define ONBOARDING_H

#include "letter_wording.h"

extern const struct letter_kind onboarding_letters[];

#endif
