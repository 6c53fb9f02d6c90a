#include "expiry.h"
#include "habilitation.h"

#define AT_A_TIME 50

/* A habilitation first: it takes its lines with it, which are then offered back with it. */
static bool expire_one(struct req *q)
{
    struct habilitation_due due;
    struct habilitation habilitation;
    struct contact_due line;
    struct contact_by_id contact;

    if (sql_habilitation_due(q->db, &due, q->now) &&
        sql_habilitation(q->db, &habilitation, "", q->now, due.entity, due.id)) {
        habilitation_expire(q, due.entity, &habilitation);
        return true;
    }
    if (!sql_contact_due(q->db, &line, q->now) || !sql_contact_by_id(q->db, &contact, NULL, line.operation, line.id))
        return false;
    access_expire(q, &(struct operation){ .id = line.operation }, &contact);
    return true;
}

bool expiry_run(struct db *db, int64_t now)
{
    struct req q = { .db = db, .arena = db_arena(db), .now = now };
    int count = 0;

    while (count < AT_A_TIME && expire_one(&q))
        count++;
    return count == AT_A_TIME;
}
