#include "invitation.h"
#include "kept.h"
#include "outbox.h"
#include "secret.h"
#include "server.h"
#include "sql_people.h"

#include <string.h>

const struct field secret_body[] = { { "secret", FIELD_LINE, offsetof(struct secret_in, secret), true, 1, 200, NULL,
                                       "The end of the mail's link." },
                                     { 0 } };

void invitation_send(struct db *db, int64_t now, const struct invited *invited)
{
    bool reset = invited->kind == MAIL_RESET;
    enum invitation_kind purpose = reset ? INVITATION_RESET : INVITATION_ACTIVATION;
    int64_t life = reset ? RESET_LIFE_MS : INVITATION_LIFE_MS;
    char id[ID_ROOM], link[LINK_ROOM], digest[DIGEST_ROOM];

    secret_id(id, now);
    secret_link(link, server.keys.key[0].bytes, id);
    secret_digest(digest, link, strlen(link));
    sql_invitation_end_live(db, now, invited->user, purpose);
    sql_invitation_add(db, &(struct sql_invitation_add){ .id = id,
                                                         .kind = purpose,
                                                         .user = invited->user,
                                                         .sponsor = invited->sponsor,
                                                         .digest = digest,
                                                         .now = now,
                                                         .expires = now + life });
    if (!reset)
        sql_invitation_shown(db, now + life, invited->user);
    outbox_put(db, now,
               &(struct mail){ .kind = invited->kind,
                               .email = invited->email,
                               .language = invited->language,
                               .facts = invited->facts,
                               .invitation = id,
                               .contact = invited->contact,
                               .about = invited->user,
                               .life_ms = life });
}

bool invitation_find(struct req *q, const char *secret, enum invitation_kind kind, struct invitation_by_digest *out)
{
    char digest[DIGEST_ROOM];

    secret_digest(digest, secret, strlen(secret));
    return sql_invitation_by_digest(q->db, out, digest, q->now) && (!kind || out->kind == kind);
}

bool invitation_forget(struct db *db, int64_t now)
{
    char first[ID_ROOM];

    kept_first_id(first, now);
    sql_invitation_purge(db, first);
    return db_changes(db) > 0;
}
