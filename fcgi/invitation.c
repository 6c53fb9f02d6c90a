#include "invitation.h"
#include "outbox.h"
#include "secret.h"
#include "server.h"
#include "sql.h"

#include <string.h>

void invitation_send(struct db *db, int64_t now, const struct invited *invited)
{
    char id[ID_ROOM], link[LINK_ROOM], digest[DIGEST_ROOM];

    secret_id(id, now);
    secret_link(link, server.keys.key[0].bytes, id);
    secret_digest(digest, link, strlen(link));
    sql_invitation_end_live(db, now, invited->user, "activation");
    sql_invitation_add(db, id, "activation", invited->user, invited->sponsor, digest, now, now + INVITATION_LIFE_MS);
    sql_invitation_shown(db, now + INVITATION_LIFE_MS, invited->user);
    outbox_put(db, now,
               &(struct mail){ .kind = invited->kind,
                               .email = invited->email,
                               .language = invited->language,
                               .facts = invited->facts,
                               .invitation = id,
                               .contact = invited->contact,
                               .life_ms = INVITATION_LIFE_MS });
}
