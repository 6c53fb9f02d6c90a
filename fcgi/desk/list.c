/* What every list has in common. */
#include "list.h"
#include "cursor.h"
#include "emit.h"
#include "fold.h"

#include <string.h>

const struct field page_fields[] = { LIMIT_FIELD(struct page_query), AFTER_FIELD(struct page_query), { 0 } };

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

enum err page_begin(struct req *q, struct page *page, const char *list, const char *after, int64_t limit)
{
    *page = (struct page){ .q = q, .list = list, .rows = (limit ? limit : 50) + 1 };
    if (cursor_read(q, list, after, &page->from))
        return E_FIELDS;
    list_begin(q);
    return OK;
}

static struct cursor keep_key(struct arena *arena, const struct cursor *key)
{
    struct cursor kept = { { arena_string(arena, key->part[0]),
                             key->part[1] ? arena_string(arena, key->part[1]) : "" } };

    for (int i = 2; i < CURSOR_PARTS; i++)
        kept.part[i] = arena_string(arena, key->part[i]);
    return kept;
}

bool page_has_room(struct page *page, const struct cursor *key)
{
    struct arena *arena = page->q->arena;

    if (++page->count == page->rows) {
        page->next = cursor_make(arena, page->list, &page->from);
        return false;
    }
    if (page->count + 1 == page->rows)
        page->from = keep_key(arena, key);
    return true;
}

bool page_takes(struct page *page, struct rows *rows, const char *one, const char *two)
{
    bool takes = page_has_room(page, &(struct cursor){ { one, two } });

    if (!takes)
        db_end(rows);
    return takes;
}

void page_close(const struct page *page)
{
    emit_array_end(&page->q->answer);
    emit_string(&page->q->answer, "next", page->next);
}

void page_end(const struct page *page)
{
    list_end(page->q, page->next);
}

const char *list_scope(const struct req *q)
{
    return q->facts.manager ? "" : q->actor.entity;
}

bool list_entity(const struct req *q, const char *asked, const char **entity)
{
    bool all = q->facts.manager;

    *entity = all && asked ? asked : list_scope(q);
    return all || !asked || !strcmp(asked, *entity);
}
