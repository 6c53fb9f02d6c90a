#include "answer.h"

enum language answer_language(const struct req *q)
{
    return language_of(q->from.accept_language, language_of(q->actor.language, ENGLISH));
}

void answer_header(struct req *q, const char *name, const char *value)
{
    text_add(&q->headers, name);
    text_add(&q->headers, ": ");
    text_add(&q->headers, value);
    text_add(&q->headers, "\r\n");
}
