#include "escalation.h"
#include "emit.h"
#include "outbox.h"
#include "seek.h"
#include "sql_entities.h"
#include "sql_operations.h"
#include "sql_requests.h"

#include <string.h>

#define DAY_MS    (24 * 3600 * 1000LL)
#define DAYS      3
#define AT_A_TIME 100

/* 1 January 1970 was a Thursday. */
static bool is_weekend(int64_t ms)
{
    int64_t weekday = (ms / DAY_MS + 4) % 7;

    return weekday == 0 || weekday == 6;
}

int64_t escalation_due(int64_t now)
{
    int64_t due = now;

    for (int days = 0; days < DAYS;) {
        due += DAY_MS;
        days += !is_weekend(due);
    }
    return due;
}

/* For one of those who are reminded: what he cannot open is not named to him. */
static const char *facts_for(struct db *db, struct arena *arena, int64_t now, const struct request_due *row,
                             const char *operation, const char *user)
{
    struct text out = text_new(arena, 16384);
    struct operation_told named = { 0 };

    if (operation && !sql_operation_told(db, &named, user, now, operation))
        named = (struct operation_told){ 0 };
    emit_object(&out, NULL);
    emit_string(&out, "sponsor", row->sponsor);
    emit_string(&out, "person", row->person);
    emit_string(&out, "entity", row->entity_name);
    emit_string(&out, "operation", named.name);
    emit_string(&out, "reference", named.reference);
    emit_string(&out, "message", row->message);
    emit_object_end(&out);
    return text_string(&out);
}

static void tell(struct db *db, int64_t now, enum mail_kind kind, const char *email, const char *language,
                 const char *facts)
{
    outbox_put(
        db, now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

/* People without an account cause no more letters than one is ready to read. */
static void tell_of(struct db *db, int64_t now, const struct request_due *row, const char *email, const char *language,
                    const char *facts)
{
    bool habilitation = row->kind == REQUEST_FOR_HABILITATION;

    if (row->user)
        tell(db, now, habilitation ? MAIL_HABILITATION_REQUEST : MAIL_ACCESS_REQUEST, email, language, facts);
    else if (seek_may_write(db, now, email))
        tell(db, now, habilitation ? MAIL_STRANGER_HABILITATION : MAIL_STRANGER_REQUEST, email, language, facts);
}

static void remind_operation(struct db *db, struct arena *arena, int64_t now, const struct request_due *row,
                             const char *operation)
{
    struct rows rows =
        sql_request_deciders(db, operation, now, row->entity ? row->entity : "", row->user ? row->user : "");
    struct request_deciders decider;

    while (request_deciders_next(&rows, &decider))
        tell_of(db, now, row, decider.email, decider.language, facts_for(db, arena, now, row, operation, decider.user));
}

/* Of one operation, or of each that may be meant. */
static void remind_operations(struct db *db, struct arena *arena, int64_t now, const struct request_due *row)
{
    struct request_targets target;
    struct rows rows;

    if (row->operation) {
        remind_operation(db, arena, now, row, row->operation);
        return;
    }
    rows = sql_request_targets(db, row->id);
    while (request_targets_next(&rows, &target))
        remind_operation(db, arena, now, row, target.operation);
}

/* A habilitation goes up to the root of the organisation chart, an access to all who may grant it. */
static void remind(struct db *db, struct arena *arena, int64_t now, const struct request_due *row)
{
    struct root_leaders leader;
    struct rows rows;
    bool address = row->kind == REQUEST_OF_ADDRESS;

    if (address || row->kind == REQUEST_FOR_HABILITATION) {
        rows = sql_root_leaders(db, row->entity, now);
        while (root_leaders_next(&rows, &leader))
            if (address)
                tell(db, now, MAIL_ADDRESS_REQUEST, leader.email, leader.language,
                     facts_for(db, arena, now, row, row->operation, leader.user));
            else
                tell_of(db, now, row, leader.email, leader.language,
                        facts_for(db, arena, now, row, row->operation, leader.user));
    } else if (row->kind == REQUEST_TO_LEAVE) {
        struct leave_deciders leave;

        rows = sql_leave_deciders(db, row->operation, row->user, now, row->entity);
        while (leave_deciders_next(&rows, &leave))
            tell(db, now, MAIL_LEAVE_REQUEST, leave.email, leave.language,
                 facts_for(db, arena, now, row, row->operation, leave.user));
    } else {
        remind_operations(db, arena, now, row);
    }
    sql_request_reminded(db, row->id);
}

bool escalation_run(struct db *db, int64_t now)
{
    struct request_due row;
    int count = 0;

    for (; count < AT_A_TIME && sql_request_due(db, &row, now); count++)
        remind(db, db_arena(db), now, &row);
    return count == AT_A_TIME;
}
