/* My browsers: where I am signed in. */
#include "api.h"
#include "conf.h"
#include "cursor.h"
#include "emit.h"
#include "session.h"

#include <string.h>

static void write_session(struct req *q, const struct session_list *row)
{
    struct text *out = &q->answer;

    emit_object(out, NULL);
    emit_string(out, "id", row->id);
    emit_string(out, "agent", row->agent);
    emit_string(out, "source", row->source);
    emit_time(out, "created", row->created);
    emit_time(out, "last_used", row->last_used);
    emit_flag(out, "current", !strcmp(row->id, q->actor.session));
    emit_object_end(out);
}

enum err sessions_list(struct req *q)
{
    const struct page_query *in = q->query;
    int64_t limit = list_limit(in->limit), count = 0;
    const char *list = arena_format(q->arena, "sessions %s", q->actor.user), *next = NULL;
    struct session_list row;
    struct cursor from;
    struct rows rows;

    if (cursor_read(q, list, in->after, &from))
        return E_FIELDS;
    rows =
        sql_session_list(q->db, q->actor.user, q->now, q->now - conf.idle_minutes * 60000LL, from.part[0], limit + 1);
    list_begin(q);
    while (session_list_next(&rows, &row)) {
        if (++count > limit) {
            next = cursor_make(q->arena, list, &from);
            db_end(&rows);
            break;
        }
        write_session(q, &row);
        from.part[0] = arena_string(q->arena, row.id);
    }
    list_end(q, next);
    return OK;
}

enum err sessions_end(struct req *q)
{
    sql_session_end_own(q->db, q->now, q->argument[0], q->actor.user);
    if (!db_changes(q->db))
        return E_NOT_FOUND;
    sql_browser_forget(q->db, q->argument[0], q->actor.user);
    return OK;
}

/* A browser that was left somewhere is not to get in by its remembered proof either. */
enum err sessions_end_others(struct req *q)
{
    sql_sessions_end(q->db, q->now, q->actor.user, q->actor.session);
    sql_browsers_forget(q->db, q->actor.user, session_browser_digest(q));
    return OK;
}
