/* All lines of a person for an entity at once, as his habilitation goes. */
#ifndef LINES_H
#define LINES_H

#include "req.h"

/* The lines of a status open: they are active from now on. `entity` "" for all. */
void lines_open(struct req *q, const char *user, enum contact_status status, const char *entity);

/* His active ones wait. */
void lines_queue(struct req *q, const char *user, const char *entity);

#endif
