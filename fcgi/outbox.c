#include "outbox.h"
#include "secret.h"
#include "server.h"
#include "sql.h"

void outbox_put(struct db *db, int64_t now, const struct mail *mail)
{
    char id[ID_ROOM];

    secret_id(id, now);
    sql_outbox_add(db, id, mail->kind, mail->email, mail->language, mail->facts, mail->invitation, mail->challenge,
                   mail->derived_from, server.keys.key[0].kid, mail->contact, now, now + mail->life_ms);
}
