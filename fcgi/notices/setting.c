/* What I am told about: one letter at a time, one a day or none, and which operations. */
#include "emit.h"
#include "list.h"
#include "notice.h"
#include "notices.h"
#include "parts.h"
#include "route.h"
#include "sql_notices.h"

struct notifications_query {
    const char *search, *after;
    int64_t limit;
};

struct notification_mode_in {
    enum notice_mode mode;
};

struct notification_in {
    enum said own, borrowers;
};

static const struct field notifications_fields[] = { { "q", FIELD_LINE, offsetof(struct notifications_query, search),
                                                       false, 1, 200, NULL, "Words of the name or the reference." },
                                                     LIMIT_FIELD(struct notifications_query),
                                                     AFTER_FIELD(struct notifications_query),
                                                     { 0 } };

static const struct field notification_mode_body[] = {
    { "mode", FIELD_WORD, offsetof(struct notification_mode_in, mode), true, 0, 0, notice_mode_words,
      "As it happens, once a day, or not at all." },
    { 0 }
};

static const struct field notification_body[] = {
    { "own", FIELD_SWITCH, offsetof(struct notification_in, own), false, 0, 0, NULL,
      "People of my own entity, and requests that I may decide." },
    { "borrowers", FIELD_SWITCH, offsetof(struct notification_in, borrowers), false, 0, 0, NULL,
      "The borrowers' people, where I manage the operation." },
    { 0 }
};

static void write_mode(struct req *q)
{
    struct notification_mode row;

    sql_notification_mode(q->db, &row, q->actor.user);
    emit_string(&q->answer, "mode", notice_mode_name(row.mode));
}

static void write_switches(struct text *out, const struct notification_list *row)
{
    emit_flag(out, "own", row->own);
    if (row->manages)
        emit_flag(out, "borrowers", row->borrowers);
    else
        emit_null(out, "borrowers");
}

void notification_show(struct req *q, const char *name, const char *operation)
{
    struct notification_list row;

    if (!sql_notification_of(q->db, &row, q->actor.user, operation, q->now)) {
        emit_null(&q->answer, name);
        return;
    }
    emit_object(&q->answer, name);
    write_mode(q);
    write_switches(&q->answer, &row);
    emit_object_end(&q->answer);
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

static void write_item(struct text *out, const struct notification_list *row)
{
    emit_object(out, NULL);
    operation_name_write(out, row->operation, row->reference, row->name, row->status);
    write_switches(out, row);
    emit_object_end(out);
}

static enum err notification_list(struct req *q)
{
    const struct notifications_query *in = q->query;
    struct notification_list row;
    struct page page;
    struct rows rows;

    if (page_begin(q, &page, arena_format(q->arena, "notifications %s", q->actor.user), in->after, in->limit))
        return E_FIELDS;
    rows = sql_notification_list(q->db, &(struct sql_notification_list){ .user = q->actor.user,
                                                                         .now = q->now,
                                                                         .search = list_pattern(q, in->search),
                                                                         .after = page.from.part[0],
                                                                         .after_id = page.from.part[1],
                                                                         .limit = page.rows });
    while (notification_list_next(&rows, &row) && page_takes(&page, &rows, row.reference, row.operation))
        write_item(&q->answer, &row);
    emit_array_end(&q->answer);
    emit_string(&q->answer, "next", page.next);
    write_mode(q);
    emit_object_end(&q->answer);
    return OK;
}

static enum err notification_set_mode(struct req *q)
{
    const struct notification_mode_in *in = q->in;

    notice_set_mode(q->db, q->now, q->actor.user, in->mode);
    emit_object(&q->answer, NULL);
    write_mode(q);
    emit_object_end(&q->answer);
    return OK;
}

/* --- one operation ----------------------------------------------------------------------------------------------- */

/* Whichever environment he acts in: the setting is his own, and so is the line it rests on. */
static enum err notification_load(struct req *q)
{
    struct notification_list *row = q->subject = ARENA_NEW(q->arena, struct notification_list);

    return sql_notification_of(q->db, row, q->actor.user, q->argument[0], q->now) ? OK : E_NOT_FOUND;
}

static bool switched(enum said said, bool before)
{
    return said == UNSAID ? before : said == SAID_YES;
}

static enum err notification_change(struct req *q)
{
    const struct notification_in *in = q->in;
    const struct notification_list *row = q->subject;

    sql_notification_set(q->db, q->actor.user, row->operation, switched(in->own, row->own),
                         switched(in->borrowers, row->borrowers));
    notification_show(q, NULL, row->operation);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route setting_routes[] = {
    { "GET", "api/account/notifications", OWN_SESSION, "What I am told about, in all my environments.",
      QUERY(notifications_fields, notifications_query), .act = notification_list, .answer = &notifications_schema },
    { "PUT", "api/account/notifications", OWN_SESSION, "Be told as it happens, once a day, or not at all.",
      BODY(notification_mode_body, notification_mode_in), .act = notification_set_mode,
      .answer = &notification_mode_schema },
    { "PUT", "api/operations/{operation}/notifications", OWN_SESSION, "Be told about an operation, or not.",
      .load = notification_load, BODY(notification_body, notification_in), .act = notification_change,
      .answer = &notification_schema },
    { 0 }
};

/* clang-format on */
