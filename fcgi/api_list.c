/* What every list has in common. */
#include "api.h"
#include "emit.h"
#include "fold.h"

#include <string.h>

const struct field page_fields[] = { LIMIT_FIELD(struct page_query), AFTER_FIELD(struct page_query), { 0 } };

int64_t list_limit(int64_t asked)
{
    return asked ? asked : 50;
}

const char *list_pattern(struct req *q, const char *words)
{
    const char *folded = words ? fold_text(q->arena, words) : "";
    struct text pattern = text_new(q->arena, 4096);

    if (!*folded)
        return "";
    text_add_char(&pattern, '%');
    for (; *folded; folded++) {
        if (strchr("%_!", *folded))
            text_add_char(&pattern, '!');
        text_add_char(&pattern, *folded);
    }
    text_add_char(&pattern, '%');
    return text_string(&pattern);
}

void list_begin(struct req *q)
{
    emit_object(&q->answer, NULL);
    emit_array(&q->answer, "items");
}

void list_end(struct req *q, const char *next)
{
    emit_array_end(&q->answer);
    emit_string(&q->answer, "next", next);
    emit_object_end(&q->answer);
}

const char *list_scope(const struct req *q)
{
    return q->facts.manager ? "" : q->actor.entity;
}
