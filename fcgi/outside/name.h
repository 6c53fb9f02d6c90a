/* What a name may be, and how two make one. Names stand in the subjects and sentences of letters, where mail programs
 * make a link of whatever looks like an address: of people it would be a stranger's link in our name. */
#ifndef NAME_H
#define NAME_H

#include "arena.h"

#include <stdbool.h>

/* A person's: with at least one letter, and neither a mail address nor anything that reads as a host, such as
 * `evil.example`; `J. R.` and `Jean-Noël O’Brien` are names. The text is valid UTF-8. */
bool name_is_person(const char *text);

/* That of a team, an operation, a job or an entity: neither a web nor a mail address is in it. `Booking.com` is a name,
 * `booking.com/pay` is none. The text is valid UTF-8. */
bool name_is_title(const char *text);

/* Two names with a space between, or the only one that is there; NULL for neither. */
const char *name_join(struct arena *arena, const char *one, const char *other);

#endif
