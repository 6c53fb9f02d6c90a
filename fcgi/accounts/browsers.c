/* My browsers: where I am signed in. */
#include "accounts.h"
#include "conf.h"
#include "emit.h"
#include "list.h"
#include "route.h"
#include "session.h"
#include "sql_accounts.h"

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

static enum err sessions_list(struct req *q)
{
    const struct page_query *in = q->query;
    int64_t idle = q->now - conf.idle_minutes * 60000LL;
    struct session_list row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "sessions %s", q->actor.user), in->after, in->limit))
        return E_FIELDS;
    rows = sql_session_list(q->db, &(struct sql_session_list){ .user = q->actor.user,
                                                               .now = q->now,
                                                               .used_after = idle,
                                                               .before = page.from.part[0],
                                                               .limit = page.rows });
    while (session_list_next(&rows, &row) && page_takes(&page, &rows, row.id, NULL))
        write_session(q, &row);
    page_end(&page);
    return OK;
}

static enum err sessions_end(struct req *q)
{
    sql_session_end_own(q->db, q->now, q->argument[0], q->actor.user);
    if (!db_changes(q->db))
        return E_NOT_FOUND;
    sql_browser_forget(q->db, q->argument[0], q->actor.user);
    return OK;
}

/* A browser that was left somewhere is not to get in by its remembered proof either. */
static enum err sessions_end_others(struct req *q)
{
    sql_sessions_end(q->db, q->now, q->actor.user, q->actor.session);
    sql_browsers_forget(q->db, q->actor.user, session_browser(q, q->actor.user));
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route browsers_routes[] = {
    { "GET", "api/sessions", OWN_SESSION, "The browsers in which I am signed in.",
      QUERY(page_fields, page_query), .act = sessions_list, .answer = &sessions_schema },
    { "DELETE", "api/sessions", OWN_SESSION, "Sign out everywhere but here.",
      .act = sessions_end_others },
    { "DELETE", "api/sessions/{session}", OWN_SESSION, "Sign out of one of them.",
      .act = sessions_end },
    { 0 }
};

/* clang-format on */
