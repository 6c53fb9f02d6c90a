#include "handover_letter.h"
#include "emit.h"
#include "outbox.h"
#include "people.h"
#include "sql_entities.h"
#include "sql_handovers.h"
#include "sql_people.h"
#include "zone.h"

#include <string.h>

#define FACTS_MOST   65536
#define RECEIPT_MOST 200 /* lines; more are counted */

/* What the letters about one handover may say. */
struct content {
    const char *person; /* the successor */
    const char *decision, *reason, *receipt;
    int64_t count; /* of operations; 0: not said */
};

static const char *facts_of(struct desk *desk, const struct handover *row, const struct content *content)
{
    struct text out = text_new(desk->arena, FACTS_MOST);

    emit_object(&out, NULL);
    emit_string(&out, "leaver", row->leaver_name);
    emit_string(&out, "starter", strcmp(row->starter, row->leaver) ? row->starter_name : NULL);
    emit_string(&out, "entity", row->entity_name);
    emit_string(&out, "entity_id", row->entity);
    emit_string(&out, "handover_id", row->id);
    emit_string(&out, "zone", row->starter_zone);
    emit_time(&out, "starts", row->starts > desk->now ? row->starts : 0);
    emit_string(&out, "message", row->message);
    emit_string(&out, "person", content->person);
    emit_string(&out, "count", content->count ? arena_format(desk->arena, "%lld", (long long)content->count) : NULL);
    emit_string(&out, "decision", content->decision);
    emit_string(&out, "reason", content->reason);
    emit_string(&out, "receipt", content->receipt);
    emit_object_end(&out);
    return text_string(&out);
}

static void put(struct desk *desk, enum mail_kind kind, const char *email, const char *language, const char *facts)
{
    outbox_put(
        desk->db, desk->now,
        &(struct mail){ .kind = kind, .email = email, .language = language, .facts = facts, .life_ms = MAIL_LIFE_MS });
}

/* To a successor, about what he is asked. */
static void put_part(struct desk *desk, enum mail_kind kind, const struct handover_parts *part, const char *facts)
{
    outbox_put(desk->db, desk->now,
               &(struct mail){ .kind = kind,
                               .email = part->email,
                               .language = part->language,
                               .facts = facts,
                               .about = part->id,
                               .life_ms = MAIL_LIFE_MS });
}

/* Who leaves, and who started it where that is another. */
static void put_both(struct desk *desk, const struct handover *row, enum mail_kind kind, const char *facts)
{
    put(desk, kind, row->leaver_email, row->leaver_language, facts);
    if (strcmp(row->starter, row->leaver))
        put(desk, kind, row->starter_email, row->starter_language, facts);
}

void handover_letter_invite(struct desk *desk, const struct handover *row, const struct handover_parts *part)
{
    const char *facts = facts_of(desk, row, &(struct content){ .person = part->name, .count = part->operations });

    if (part->activated)
        put_part(desk, MAIL_HANDOVER, part, facts);
    else
        invitation_send(desk->db, desk->now,
                        &(struct invited){ .user = part->user,
                                           .email = part->email,
                                           .language = part->language,
                                           .sponsor = row->starter,
                                           .kind = MAIL_HANDOVER_ACTIVATION,
                                           .facts = facts });
}

void handover_letter_withdraw(struct desk *desk, const struct handover *row, const struct handover_parts *part)
{
    put_part(desk, MAIL_HANDOVER_WITHDRAWN, part, facts_of(desk, row, &(struct content){ .person = part->name }));
}

void handover_letter_answer(struct desk *desk, const struct handover *row, const struct handover_parts *part,
                            enum part_status decision, const char *reason)
{
    bool silent = decision == PART_EXPIRED;
    const char *person = silent && !handover_knows(desk, row, part, row->starter) ? part->email : part->name;

    put_both(desk, row, MAIL_HANDOVER_ANSWERED,
             facts_of(desk, row,
                      &(struct content){ .person = person,
                                         .decision = part_status_name(decision),
                                         .reason = reason,
                                         .count = part->operations }));
}

/* --- receipts ---------------------------------------------------------------------------------------------------- */

/* `OP-2026-0042 Verrerie → Lena Koch (2026-11-23 14:05 UTC)`, a line each, by the clock of who reads it. */
static const char *receipt_of(struct desk *desk, struct rows *rows, const char *reader)
{
    struct text out = text_new(desk->arena, FACTS_MOST);
    struct handover_receipt row;
    struct user_zone own = { 0 };
    int64_t more = 0;

    if (!sql_user_zone(desk->db, &own, reader))
        own.zone = NULL;
    for (int64_t count = 1; handover_receipt_next(rows, &row); count++) {
        if (count > RECEIPT_MOST) {
            more++;
            continue;
        }
        text_add(&out, arena_format(desk->arena, "%s %s → %s (%s)\n", row.reference, row.name, row.successor,
                                    zone_stamp(desk->arena, row.at, own.zone)));
    }
    if (more)
        text_add(&out, arena_format(desk->arena, "… +%lld\n", (long long)more));
    return text_string(&out);
}

static void tell_managers(struct desk *desk, const struct handover *row)
{
    struct rows rows = sql_handover_managers(desk->db, desk->now, row->id), lines;
    struct handover_managers manager;

    while (handover_managers_next(&rows, &manager)) {
        lines = sql_handover_receipt_for(desk->db, row->id, manager.user, desk->now, HANDOVER_OPERATIONS_MOST);
        put(desk, MAIL_HANDOVER_RECEIPT, manager.email, manager.language,
            facts_of(desk, row, &(struct content){ .receipt = receipt_of(desk, &lines, manager.user) }));
    }
}

static void put_end(struct desk *desk, const struct handover *row, enum handover_status status, const char *user,
                    const char *email, const char *language)
{
    struct rows rows = sql_handover_receipt(desk->db, user, desk->now, row->id, HANDOVER_OPERATIONS_MOST);

    put(desk, MAIL_HANDOVER_ENDED, email, language,
        facts_of(
            desk, row,
            &(struct content){ .decision = handover_status_name(status), .receipt = receipt_of(desk, &rows, user) }));
}

void handover_letter_end(struct desk *desk, const struct handover *row, enum handover_status status)
{
    put_end(desk, row, status, row->leaver, row->leaver_email, row->leaver_language);
    if (strcmp(row->starter, row->leaver))
        put_end(desk, row, status, row->starter, row->starter_email, row->starter_language);
    tell_managers(desk, row);
}

void handover_letter_roles(struct desk *desk, const struct handover *row, const char *team, const char *successor)
{
    const char *facts = facts_of(desk, row, &(struct content){ .person = successor });
    struct rows rows = sql_leaders_above(desk->db, team, desk->now);
    struct leaders_above leader;

    while (leaders_above_next(&rows, &leader))
        if (strcmp(leader.email, row->leaver_email))
            put(desk, MAIL_HANDOVER_ROLES, leader.email, leader.language, facts);
}
