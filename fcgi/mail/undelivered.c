#include "undelivered.h"

#include "emit.h"
#include "outbox.h"
#include "sql_mail.h"
#include "text.h"

#define FACTS_MOST 16384

static const char *facts_of(struct arena *arena, const struct outbox_sponsors *sponsor, bool refused)
{
    struct text facts = text_new(arena, FACTS_MOST);

    emit_object(&facts, NULL);
    emit_string(&facts, "cause", refused ? "address" : "server");
    emit_string(&facts, "person", sponsor->person);
    emit_string(&facts, "entity", sponsor->entity);
    emit_string(&facts, "operation", sponsor->operation);
    emit_string(&facts, "operation_id", sponsor->operation_id);
    emit_string(&facts, "reference", sponsor->reference);
    emit_object_end(&facts);
    return text_string(&facts);
}

void undelivered_tell(struct db *db, struct arena *arena, const char *id, bool refused, int64_t now)
{
    struct rows sponsors = sql_outbox_sponsors(db, id);
    struct outbox_sponsors sponsor;

    while (outbox_sponsors_next(&sponsors, &sponsor))
        outbox_put(db, now,
                   &(struct mail){ .kind = MAIL_UNDELIVERED,
                                   .email = sponsor.email,
                                   .language = sponsor.language,
                                   .facts = facts_of(arena, &sponsor, refused),
                                   .contact = sponsor.contact,
                                   .life_ms = MAIL_LIFE_MS });
}
