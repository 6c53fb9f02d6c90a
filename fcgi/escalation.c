#include "escalation.h"
#include "emit.h"
#include "outbox.h"
#include "sql.h"

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

static const char *facts_of(struct arena *arena, const struct request_due *row)
{
    struct text out = text_new(arena, 16384);

    emit_object(&out, NULL);
    emit_string(&out, "sponsor", row->sponsor);
    emit_string(&out, "person", row->person);
    emit_string(&out, "entity", row->entity_name);
    emit_string(&out, "operation", row->operation_name);
    emit_string(&out, "reference", row->reference);
    emit_string(&out, "message", row->message);
    emit_object_end(&out);
    return text_string(&out);
}

static void tell(struct db *db, int64_t now, const char *kind, const char *email, const char *language,
                 const char *facts)
{
    outbox_put(
        db, now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

/* A habilitation goes up to the root of the organisation chart, an access to all who may grant it. */
static void remind(struct db *db, int64_t now, const struct request_due *row, const char *facts)
{
    struct request_deciders decider;
    struct root_leaders leader;
    struct rows rows;
    bool address = !strcmp(row->kind, "address");

    if (address || !strcmp(row->kind, "habilitation")) {
        rows = sql_root_leaders(db, row->entity, now);
        while (root_leaders_next(&rows, &leader))
            tell(db, now, address ? "address_request" : "habilitation_request", leader.email, leader.language, facts);
    } else if (!strcmp(row->kind, "leave")) {
        struct leave_deciders leave;

        rows = sql_leave_deciders(db, row->operation, row->user, now, row->entity);
        while (leave_deciders_next(&rows, &leave))
            tell(db, now, "leave_request", leave.email, leave.language, facts);
    } else {
        rows = sql_request_deciders(db, row->operation, now, row->entity ? row->entity : "", row->user);
        while (request_deciders_next(&rows, &decider))
            tell(db, now, "access_request", decider.email, decider.language, facts);
    }
    sql_request_reminded(db, row->id);
}

void escalation_run(struct db *db, struct arena *arena, int64_t now)
{
    struct request_due row;

    for (int i = 0; i < AT_A_TIME && sql_request_due(db, &row, now); i++)
        remind(db, now, &row, facts_of(arena, &row));
}
