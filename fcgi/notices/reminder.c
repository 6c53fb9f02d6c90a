#include "reminder.h"
#include "emit.h"
#include "notice.h"
#include "outbox.h"
#include "sql_notices.h"
#include "sql_people.h"

#include <string.h>

#define DAY_MS          (24 * 3600 * 1000LL)
#define AT_A_TIME       200 /* as the query says */
#define FACTS_MOST      65536
#define TOLD_BY_NOTICES 7 /* days: those who follow an operation hear of this step by itself */

static bool is_line(const struct reminder_due *row)
{
    return !strcmp(row->kind, "line");
}

static void tell(struct db *db, int64_t now, const char *email, const char *language, const char *facts)
{
    outbox_put(
        db, now,
        &(struct mail){
            .kind = MAIL_ENDING, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

static void write_section(struct text *facts, const struct reminder_due *row, const char *person)
{
    emit_object(facts, NULL);
    emit_string(facts, "event", is_line(row) ? "operation" : "at_entity");
    emit_string(facts, "operation", row->operation);
    emit_string(facts, "reference", row->reference);
    emit_string(facts, "operation_id", row->operation_id);
    emit_string(facts, "entity_id", row->entity_id);
    emit_string(facts, "entity", row->entity);
    emit_array(facts, "lines");
    emit_object(facts, NULL);
    emit_string(facts, "event", person ? "habilitation_expiring" : is_line(row) ? "own_expiring" : "own_habilitation");
    emit_string(facts, "person", person);
    emit_string(facts, "entity", row->entity);
    emit_string(facts, "zone", row->zone);
    emit_time(facts, "until", row->until);
    emit_object_end(facts);
    emit_array_end(facts);
    emit_object_end(facts);
}

static struct text facts_begin(struct arena *arena)
{
    struct text facts = text_new(arena, FACTS_MOST);

    emit_object(&facts, NULL);
    emit_array(&facts, "sections");
    return facts;
}

static const char *facts_end(struct text *facts)
{
    emit_array_end(facts);
    emit_object_end(facts);
    return text_string(facts);
}

/* All of one person's in one letter; who has no account yet cannot open it. */
static size_t tell_person(struct db *db, struct arena *arena, int64_t now, const struct reminder_due *row, size_t count)
{
    struct text facts = facts_begin(arena);
    bool told = false;
    size_t own = 0;

    for (; own < count && !strcmp(row[own].user, row->user); own++)
        if (row[own].told) {
            write_section(&facts, &row[own], NULL);
            told = true;
        }
    if (told && row->activated) {
        tell(db, now, row->email, row->language, facts_end(&facts));
        sql_user_reminded(db, now, row->user);
    }
    return own;
}

/* Whoever may extend it hears it: the operation's people by what they chose to hear, a habilitation's leaders. Nothing
 * is extended on a closed operation. */
static void tell_extenders(struct db *db, struct arena *arena, int64_t now, const struct reminder_due *row)
{
    struct text facts = facts_begin(arena);
    struct habilitation_extenders leader;
    struct person_name person;
    struct rows rows;

    if (is_line(row)) {
        if (row->status != OPERATION_CLOSED && row->days != TOLD_BY_NOTICES)
            sql_reminder_spread(db, notice_daily_due(now), now, row->id, now);
        return;
    }
    sql_person_name(db, &person, row->user);
    write_section(&facts, row, person.name);
    facts_end(&facts);
    rows = sql_habilitation_extenders(db, row->id, now);
    while (habilitation_extenders_next(&rows, &leader))
        tell(db, now, leader.email, leader.language, text_string(&facts));
}

bool reminder_run(struct db *db, int64_t now)
{
    struct arena *arena = db_arena(db);
    struct reminder_due *due;
    size_t count = reminder_due_all(sql_reminder_due(db, now, 7 * DAY_MS, DAY_MS, 30 * DAY_MS), AT_A_TIME, &due);

    for (size_t i = 0; i < count; i += tell_person(db, arena, now, &due[i], count - i))
        continue;
    for (size_t i = 0; i < count; i++) {
        tell_extenders(db, arena, now, &due[i]);
        if (is_line(&due[i]))
            sql_contact_reminded(db, due[i].days, due[i].until, due[i].id);
        else
            sql_habilitation_reminded(db, due[i].days, due[i].until, due[i].id);
    }
    return count == AT_A_TIME;
}
