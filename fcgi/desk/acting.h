/* For whom a request was made. All tabs of a browser share its cookie, and each remembers who was signed in when it was
 * opened: a page says so in `Guichet-Acting: <session> <entity>`, the session's id as GET api/sessions has it and the
 * entity's, `-` where none is chosen. */
#ifndef ACTING_H
#define ACTING_H

#include "req.h"

/* Stage: is the header, if there is one, two words? */
enum err acting_shape(struct req *q) CHECKED;

/* Stage: E_ACTING_FOR_ANOTHER when the cookie is another session's, or acts for another entity. A cookie of nobody says
 * nothing else than the header: whether somebody is wanted is the row's to say. */
enum err acting_agrees(struct req *q) CHECKED;

/* Names the session of q->actor in the answer, for a page whose session goes on under a new id. */
void acting_tell(struct req *q);

#endif
