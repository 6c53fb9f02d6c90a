#include "expiry.h"
#include "habilitation.h"
#include "sql_entities.h"
#include "sql_operations.h"

#define AT_A_TIME 50

/* A habilitation first: it takes its lines with it, which are then offered back with it. */
static bool expire_one(struct desk *desk)
{
    struct habilitation_due due;
    struct habilitation habilitation;
    struct contact_due line;
    struct contact_by_id contact;

    if (sql_habilitation_due(desk->db, &due, desk->now) &&
        sql_habilitation(desk->db, &habilitation, "", desk->now, due.entity, due.id)) {
        habilitation_expire(desk, due.entity, &habilitation);
        return true;
    }
    if (!sql_contact_due(desk->db, &line, desk->now) ||
        !sql_contact_by_id(desk->db, &contact, NULL, line.operation, line.id))
        return false;
    access_expire(desk, &(struct operation){ .id = line.operation }, &contact);
    return true;
}

bool expiry_run(struct db *db, int64_t now)
{
    struct desk desk = { .db = db, .arena = db_arena(db), .now = now };
    int count = 0;

    while (count < AT_A_TIME && expire_one(&desk))
        count++;
    return count == AT_A_TIME;
}
