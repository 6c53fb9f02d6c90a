#include "notice.h"
#include "emit.h"
#include "outbox.h"
#include "sql_notices.h"

#include <string.h>
#include <time.h>

#define MINUTE_MS       (60 * 1000LL)
#define HOUR_MS         (60 * MINUTE_MS)
#define DAY_MS          (24 * HOUR_MS)
#define SOON_MS         (5 * MINUTE_MS) /* what happens meanwhile goes into the same letter */
#define AHEAD_MS        (7 * DAY_MS)    /* an access that ends is told */
#define READ_MOST       1000            /* rows of the register a step */
#define STEP_MS         10              /* of writing letters: others want to write as well */
#define LINES_MOST      10              /* an operation */
#define OPERATIONS_MOST 20              /* a letter */
#define REQUESTS_MOST   20
#define FACTS_MOST      (1024 * 1024)

/* --- when -------------------------------------------------------------------------------------------------------- */

/* Summer time in the European Union: from the last Sunday of March to the last of October (directive 2000/84/EC). It
 * changes at one o'clock UTC, before the hour that is asked for. */
static bool is_summer(int64_t day)
{
    time_t noon = (time_t)((day * DAY_MS + 12 * HOUR_MS) / 1000);
    struct tm date;
    bool last_sunday;

    gmtime_r(&noon, &date);
    last_sunday = date.tm_mday - date.tm_wday >= 25;
    return date.tm_mon == 2 ? last_sunday : date.tm_mon == 9 ? !last_sunday : date.tm_mon > 2 && date.tm_mon < 9;
}

int64_t notice_daily_due(int64_t now)
{
    int64_t day = now / DAY_MS, due = 0;

    for (; due <= now; day++)
        due = day * DAY_MS + (is_summer(day) ? 5 : 6) * HOUR_MS;
    return due;
}

/* --- what a letter says ------------------------------------------------------------------------------------------ */

struct told {
    struct arena *arena;
    struct text facts;
    const char *operation; /* whose section is open, or NULL */
    int64_t lines, operations, requests;
    int64_t here;            /* lines of the open section */
    const char *name, *whom; /* of the first operation and person */
};

static void emit_count(struct told *told, const char *name, int64_t count)
{
    emit_string(&told->facts, name, arena_format(told->arena, "%lld", (long long)count));
}

static bool is_shown(const struct told *told)
{
    return told->operations <= OPERATIONS_MOST;
}

static void end_operation(struct told *told)
{
    if (told->operation && is_shown(told)) {
        emit_array_end(&told->facts);
        if (told->here > LINES_MOST)
            emit_count(told, "more", told->here - LINES_MOST);
        emit_object_end(&told->facts);
    }
    told->operation = NULL;
}

static void begin_operation(struct told *told, const struct notice_news *row)
{
    end_operation(told);
    told->operation = arena_string(told->arena, row->operation);
    told->here = 0;
    told->operations++;
    if (!told->name)
        told->name = arena_string(told->arena, row->operation_name);
    if (!is_shown(told))
        return;
    emit_object(&told->facts, NULL);
    emit_string(&told->facts, "event", "operation");
    emit_string(&told->facts, "operation", row->operation_name);
    emit_string(&told->facts, "reference", row->reference);
    emit_string(&told->facts, "operation_id", row->operation);
    emit_string(&told->facts, "entity_id", row->home);
    emit_array(&told->facts, "lines");
}

static void add_line(struct told *told, const struct notice_news *row)
{
    told->lines++;
    if (!told->whom)
        told->whom = arena_string(told->arena, row->person);
    if (++told->here > LINES_MOST || !is_shown(told))
        return;
    emit_object(&told->facts, NULL);
    emit_string(&told->facts, "event", row->event);
    emit_string(&told->facts, "person", row->person);
    emit_string(&told->facts, "entity", row->entity);
    emit_string(&told->facts, "actor", row->actor);
    emit_string(&told->facts, "zone", row->zone);
    emit_time(&told->facts, "until", row->until);
    emit_object_end(&told->facts);
}

static void add_news(struct told *told, struct db *db, const char *user, int64_t now)
{
    struct rows rows = sql_notice_news(db, user, now);
    struct notice_news row;

    while (notice_news_next(&rows, &row)) {
        if (!told->operation || strcmp(told->operation, row.operation))
            begin_operation(told, &row);
        add_line(told, &row);
    }
    end_operation(told);
}

static void add_request(struct told *told, const struct notice_requests *row)
{
    emit_object(&told->facts, NULL);
    emit_string(&told->facts, "event", arena_format(told->arena, "request_%s", request_kind_name(row->kind)));
    emit_string(&told->facts, "person", row->person);
    emit_string(&told->facts, "entity", row->entity);
    emit_string(&told->facts, "operation", row->operation);
    emit_string(&told->facts, "reference", row->reference);
    emit_object_end(&told->facts);
}

static void add_requests(struct told *told, struct db *db, const char *user, int64_t now)
{
    struct rows rows = sql_notice_requests(db, user, now);
    struct notice_requests row;

    while (notice_requests_next(&rows, &row)) {
        if (!told->requests++) {
            emit_object(&told->facts, NULL);
            emit_string(&told->facts, "event", "requests");
            emit_array(&told->facts, "lines");
        }
        if (told->requests <= REQUESTS_MOST)
            add_request(told, &row);
    }
    if (!told->requests)
        return;
    emit_array_end(&told->facts);
    if (told->requests > REQUESTS_MOST)
        emit_count(told, "more", told->requests - REQUESTS_MOST);
    emit_object_end(&told->facts);
}

/* By what the letter is called. */
static const char *form_of(const struct told *told, enum notice_mode mode)
{
    if (mode == NOTICES_DAILY || told->requests)
        return "daily";
    return told->lines == 1 ? "line" : told->operations == 1 ? "operation" : "operations";
}

static const char *write_facts(struct told *told, struct db *db, const struct notice_next *to, int64_t now)
{
    emit_object(&told->facts, NULL);
    emit_array(&told->facts, "sections");
    add_news(told, db, to->user, now);
    add_requests(told, db, to->user, now);
    emit_array_end(&told->facts);
    emit_string(&told->facts, "form", form_of(told, to->mode));
    emit_count(told, "count", told->lines);
    if (told->operations == 1)
        emit_string(&told->facts, "operation", told->name);
    else if (told->operations)
        emit_count(told, "operations", told->operations);
    if (told->operations > OPERATIONS_MOST)
        emit_count(told, "elsewhere", told->operations - OPERATIONS_MOST);
    emit_string(&told->facts, "person", told->whom);
    emit_object_end(&told->facts);
    return text_string(&told->facts);
}

/* Everything that waits for a person becomes one letter, or nothing: he may no longer see it, or want it. */
static void write_letter(struct db *db, struct arena *arena, int64_t now, const struct notice_next *to)
{
    struct told told = { .arena = arena, .facts = text_new(arena, FACTS_MOST) };
    const char *facts = write_facts(&told, db, to, now);

    if (told.lines || told.requests)
        outbox_put(db, now,
                   &(struct mail){ .kind = MAIL_NOTICES,
                                   .email = to->email,
                                   .language = to->language,
                                   .facts = facts,
                                   .life_ms = MAIL_LIFE_MS });
    sql_notice_forget(db, to->user);
}

/* Each access that ends is told once, a week before; one that is given for less than that, never: everybody knows. */
static void look_ahead(struct db *db, int64_t now, int64_t ends)
{
    int64_t until = now + AHEAD_MS;

    if (until < ends + HOUR_MS)
        return;
    if (ends)
        sql_notice_ending(
            db, &(struct sql_notice_ending){
                    .daily = notice_daily_due(now), .soon = now + SOON_MS, .after = ends, .until = until, .now = now });
    sql_notice_ends_read_on(db, until);
}

bool notice_run(struct db *db, int64_t now)
{
    struct notice_read read;
    struct notice_next to;
    int64_t last, stop = time_steady() + STEP_MS;
    bool wrote = false;

    sql_notice_read(db, &read);
    last = read.last < read.sequence + READ_MOST ? read.last : read.sequence + READ_MOST;
    if (last > read.sequence) {
        sql_notice_spread(db, notice_daily_due(now), now + SOON_MS, last, now);
        sql_notice_read_on(db, last);
    }
    look_ahead(db, now, read.ends);
    while ((!wrote || time_steady() < stop) && sql_notice_next(db, &to, now)) {
        write_letter(db, db_arena(db), now, &to);
        wrote = true;
    }
    return last < read.last || wrote;
}

/* --- what comes from elsewhere ----------------------------------------------------------------------------------- */

bool notice_request_now(struct db *db, int64_t now, const char *user, enum notice_mode mode, const char *request)
{
    if (mode == NOTICES_DAILY)
        sql_notice_request(db, user, request, notice_daily_due(now));
    return mode == NOTICES_EACH;
}

void notice_set_mode(struct db *db, int64_t now, const char *user, enum notice_mode mode)
{
    sql_notification_mode_set(db, mode, user);
    if (mode == NOTICES_OFF)
        sql_notice_forget(db, user);
    else
        sql_notice_move(db, mode != NOTICES_DAILY ? now + SOON_MS : notice_daily_due(now), user);
}
