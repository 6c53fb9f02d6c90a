#include "emit.h"
#include "fold.h"
#include "outbox.h"
#include "people.h"
#include "register.h"
#include "sql_entities.h"
#include "sql_people.h"

const char *const person_languages[] = { "fr", "en", NULL };

#define ASKED_MOST 20 /* lines of an entity whose people are looked at */

const char *person_language_at(struct req *q, const char *entity)
{
    struct language_of_entity found;

    return sql_language_of_entity(q->db, &found, entity, q->now, ASKED_MOST) ? found.language : NULL;
}

enum err person_check_name(struct req *q, const char *member, const char *name)
{
    return name && *name && !*fold_text(q->arena, name) ? fault_add(&q->faults, member, FAULT_MISSING, 0) : OK;
}

void person_rename_lines(struct req *q, const char *user, const char *first, const char *last, const char *email)
{
    struct folded folded = fold_person(q->arena, first, last, email);
    struct folded unheard = fold_person(q->arena, NULL, NULL, email);

    sql_account_lines_named(q->db, folded.sort, folded.search, user);
    sql_account_lines_unheard(q->db, unheard.sort, unheard.search, user);
    sql_habilitation_named(q->db, folded.sort, folded.search, user);
    register_add(q->db, q->arena, q->now, &(struct actor){ .user = user },
                 &(struct entry){ .action = ACTION_PERSON_NAMED, .user = user });
}

void person_prove_mailbox(struct req *q, const char *user)
{
    struct mailbox_is_old old;
    bool anew = sql_mailbox_is_old(q->db, &old, q->now, user);

    sql_mailbox_proved(q->db, q->now, user);
    if (anew)
        sql_lines_carry(q->db, user, "");
}

void person_tell(struct req *q, const struct account *account, enum mail_kind kind, const char *change)
{
    struct text facts = text_new(q->arena, ANSWER_MOST);

    emit_object(&facts, NULL);
    emit_time(&facts, "at", q->now);
    emit_string(&facts, "agent", q->agent);
    emit_string(&facts, "source", q->address);
    emit_string(&facts, "change", change);
    emit_object_end(&facts);
    outbox_put(q->db, q->now,
               &(struct mail){ .kind = kind,
                               .email = account->email,
                               .language = account->language,
                               .facts = text_string(&facts),
                               .life_ms = MAIL_LIFE_MS });
}
