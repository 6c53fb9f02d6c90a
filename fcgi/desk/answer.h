/* What every answer has: its language, its headers. */
#ifndef ANSWER_H
#define ANSWER_H

#include "req.h"

/* The language of the caller's sentences. */
enum language answer_language(const struct req *q);

/* Adds a header line to the answer; the name and value are ours, never the client's. */
void answer_header(struct req *q, const char *name, const char *value);

#endif
