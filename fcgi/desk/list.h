/* Lists, page by page. */
#ifndef LIST_H
#define LIST_H

#include "cursor.h"
#include "fields.h"
#include "req.h"

/* How far a list is asked for. */
struct page_query {
    const char *after;
    int64_t limit;
};

extern const struct field page_fields[];

#define LIMIT_FIELD(type)                                                                                              \
    {                                                                                                                  \
        "limit", FIELD_NUMBER, offsetof(type, limit), false, 1, 100, NULL, "At most so many items; 50 when absent."    \
    }
#define AFTER_FIELD(type)                                                                                              \
    {                                                                                                                  \
        "after", FIELD_TEXT, offsetof(type, after), false, 1, 2048, NULL, "The `next` of the page before."             \
    }

/* One page of a list under way. */
struct page {
    struct req *q;
    const char *list;   /* names it and what it was asked for */
    struct cursor from; /* what the rows come after: the end of the page before, then of this one */
    int64_t rows;       /* how many to ask for: one more than are shown tells whether another page follows */
    int64_t count;
    const char *next;
};

/* Opens a list at the `after` and with the `limit` asked for (0: 50). E_FIELDS when it cannot go on from there. */
enum err page_begin(struct req *q, struct page *page, const char *list, const char *after, int64_t limit) CHECKED;

/* Whether the row just read, sorted by these (the second may be NULL), belongs to the page; the first that does not
 * ends the rows. */
bool page_takes(struct page *page, struct rows *rows, const char *one, const char *two);

/* The same where rows are kept instead of read: whether there is room for one with this key. */
bool page_has_room(struct page *page, const struct cursor *key);

/* Closes the items with where the list goes on; the answer stays open for what is told of the whole list. */
void page_close(const struct page *page);

/* Closes the list with where it goes on. */
void page_end(const struct page *page);

/* The pattern by which folded text is searched for words of a person; "" for none. */
const char *list_pattern(struct req *q, const char *words);

/* Whose rows the caller may read of an operation: "" for everybody's, else his own entity. */
const char *list_scope(const struct req *q);

/* The same where he asks for one entity's (NULL: any): false for one that is not his to see. */
bool list_entity(const struct req *q, const char *asked, const char **entity) CHECKED;

/* Opens `{"items":[`, and closes the list with the cursor of the last row when there is another page. */
void list_begin(struct req *q);
void list_end(struct req *q, const char *next);

#endif
