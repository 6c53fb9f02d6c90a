/* Parts that many answers have, one way for each: what the schemas `named`, `person` and `operation_name` describe. */
#ifndef PARTS_H
#define PARTS_H

#include "req.h"
#include "words.h"

/* Writes the member `member`: an entity, a team. */
void named_write(struct text *out, const char *member, const char *id, const char *name);

/* A person by his name, or what stands for it, and his address. */
void person_write(struct text *out, const char *member, const char *name, const char *email);

/* The member `operation`. */
void operation_name_write(struct text *out, const char *id, const char *reference, const char *name,
                          enum operation_status status);

/* The member `may`: what the caller may do, of what is offered. What was decided on the same facts is kept for the next
 * line of the page. */
void offers_write(struct req *q, const struct offer *offers, const struct facts *facts);

/* Somebody as `{ name, email }`, called by his address where he has no name; null without an address. */
void who_write(struct text *out, const char *member, const char *name, const char *email);

#endif
