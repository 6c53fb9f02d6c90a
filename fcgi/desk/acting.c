#include "acting.h"
#include "answer.h"
#include "route.h"
#include "sql_desk.h"

#include <string.h>

#define WORD_MOST 64
#define NONE      "-"

static bool is_word(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return false;
    return length > 0 && length <= WORD_MOST;
}

enum err acting_shape(struct req *q)
{
    const char *acting = q->from.acting;
    size_t session = acting ? strcspn(acting, " ") : 0;

    if (!acting)
        return OK;
    if (!is_word(acting, session) || !acting[session])
        return E_BAD_ACTING;
    return is_word(acting + session + 1, strlen(acting + session + 1)) ? OK : E_BAD_ACTING;
}

/* One that was chosen and is open no more is shown as none. */
static bool is_open(struct req *q, const char *user, const char *entity)
{
    struct rows rows = sql_environments(q->db, user, q->now);
    struct environments row;
    bool open = false;

    while (environments_next(&rows, &row))
        open |= !strcmp(row.entity, entity);
    return open;
}

static bool is_entity(struct req *q, const char *named)
{
    if (strcmp(named, NONE))
        return q->bearer.entity && !strcmp(named, q->bearer.entity);
    return !q->bearer.entity || !is_open(q, q->bearer.user, q->bearer.entity);
}

enum err acting_agrees(struct req *q)
{
    const char *acting = q->from.acting;
    size_t session = acting ? strcspn(acting, " ") : 0;
    bool same;

    if (!acting)
        return OK;
    if (!q->bearer.session)
        return q->route->right == PUBLIC ? OK : E_NO_SESSION;
    same = strlen(q->bearer.session) == session && !memcmp(acting, q->bearer.session, session) &&
           is_entity(q, acting + session + 1);
    if (db_error(q->db))
        return db_error(q->db);
    return same ? OK : E_ACTING_FOR_ANOTHER;
}

void acting_tell(struct req *q)
{
    const char *entity = q->actor.entity ? q->actor.entity : NONE;

    answer_header(q, "Guichet-Acting", arena_format(q->arena, "%s %s", q->actor.session, entity));
}
