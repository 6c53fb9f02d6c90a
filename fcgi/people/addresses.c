/* Several addresses at once: one bad one never loses the others. */
#include "address.h"
#include "emit.h"
#include "outbox.h"
#include "people.h"
#include "register.h"
#include "route.h"
#include "secret.h"
#include "sql_desk.h"
#include "sql_people.h"

#include <string.h>

static void find_or_add(struct req *q, const char *email, const char *key, const char *language, bool bilingual,
                        struct person *out)
{
    struct account_by_email row;
    char *id;

    if (!sql_account_by_email(q->db, &row, key)) {
        id = arena_alloc(q->arena, ID_ROOM);
        secret_id(id, q->now);
        sql_user_add(q->db, &(struct sql_user_add){ .id = id,
                                                    .email = address_shown(q->arena, email),
                                                    .email_key = key,
                                                    .language = language,
                                                    .bilingual = bilingual,
                                                    .now = q->now });
        register_add(q->db, q->arena, q->now, &q->actor, &(struct entry){ .action = ACTION_PERSON_NAMED, .user = id });
        sql_account_by_email(q->db, &row, key);
    }
    *out = (struct person){ row.id, row.email, row.language, row.first_name, row.last_name, row.activated != 0 };
}

void address_person_in(struct req *q, const char *email, const char *key, const char *language, struct person *out)
{
    find_or_add(q, email, key, language, false, out);
}

/* As who invites says, else as the others of the entity, else both: his own would be a guess. */
static void invite(struct req *q, const char *email, const char *key, const struct inviting *inviting,
                   struct person *out)
{
    const char *language = inviting->language ? inviting->language : person_language_at(q, inviting->entity);
    const char *own = q->actor.language ? q->actor.language : "fr";

    find_or_add(q, email, key, language ? language : own, !language, out);
    if (!inviting->language || out->activated)
        return;
    sql_user_speaks(q->db, inviting->language, out->id);
    out->language = inviting->language;
}

enum err address_stranger(struct req *q, const char *user)
{
    q->retry_after = outbox_stranger(q->db, q->now, q->actor.user, user);
    return q->retry_after ? E_TOO_MANY_STRANGERS : OK;
}

/* Nobody is written down whom the caller may not invite any more. */
enum err address_invite(struct req *q, const char *email, const char *key, const struct inviting *inviting,
                        struct person *out)
{
    struct account_by_email row;
    bool known = sql_account_by_email(q->db, &row, key);

    if ((!known || !row.activated) && address_stranger(q, known ? row.id : NULL))
        return E_TOO_MANY_STRANGERS;
    invite(q, email, key, inviting, out);
    return known ? OK : address_stranger(q, out->id);
}

void address_refuse(struct req *q, const char *email, const char *code)
{
    emit_object(&q->answer, NULL);
    emit_string(&q->answer, "email", email);
    emit_string(&q->answer, "result", "refused");
    emit_string(&q->answer, "code", code);
    emit_object_end(&q->answer);
}

static bool seen_before(const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (keys[i] && !strcmp(keys[i], keys[count]))
            return true;
    return false;
}

/* What came of them so far. */
struct tried {
    bool stranger, done;
};

/* One stranger too many is refused like a bad address; all of the list is, when nothing else came of it. */
static enum err one_of_them(struct req *q, const char *email, const char *key,
                            enum err (*one)(struct req *, const char *email, const char *key, const void *),
                            const void *what, struct tried *tried)
{
    enum err error = one(q, email, key, what);

    tried->done |= !error;
    if (error != E_TOO_MANY_STRANGERS)
        return error;
    tried->stranger = true;
    address_refuse(q, email, err_code(error));
    return OK;
}

/* What is wrong with the next address of a list, by itself or beside those before it; NULL when nothing is. `email` is
 * how it is told. */
static const char *fault_of(struct req *q, const struct texts *emails, const char **keys, size_t i, const char **email)
{
    const char *typed = address_typed(q->arena, emails->text[i]);

    *email = emails->text[i];
    keys[i] = address_key(q->arena, typed);
    if (!keys[i])
        return "bad_email";
    if (!address_has_plain_letters(typed))
        return "email_letters";
    *email = typed;
    return seen_before(keys, i) ? "duplicate" : NULL;
}

enum err addresses_each(struct req *q, const struct texts *emails,
                        enum err (*one)(struct req *, const char *email, const char *key, const void *),
                        const void *what)
{
    const char **keys = arena_alloc(q->arena, emails->count * sizeof *keys);
    struct tried tried = { false, false };
    enum err error = OK;

    emit_object(&q->answer, NULL);
    emit_array(&q->answer, "items");
    for (size_t i = 0; i < emails->count && !error; i++) {
        const char *email, *fault = fault_of(q, emails, keys, i, &email);

        if (fault)
            address_refuse(q, email, fault);
        else
            error = one_of_them(q, email, keys[i], one, what, &tried);
    }
    emit_array_end(&q->answer);
    emit_object_end(&q->answer);
    return !error && tried.stranger && !tried.done ? E_TOO_MANY_STRANGERS : error;
}

enum err addresses_check(struct req *q, const struct texts *emails,
                         void (*one)(struct req *, const char *email, const char *key, const void *), const void *what)
{
    const char **keys = arena_alloc(q->arena, emails->count * sizeof *keys);

    emit_object(&q->answer, NULL);
    emit_array(&q->answer, "items");
    for (size_t i = 0; i < emails->count; i++) {
        const char *email, *fault = fault_of(q, emails, keys, i, &email);

        emit_object(&q->answer, NULL);
        emit_string(&q->answer, "email", email);
        if (fault) {
            emit_array(&q->answer, "notes");
            emit_array_end(&q->answer);
            emit_string(&q->answer, "code", fault);
        } else {
            one(q, email, keys[i], what);
        }
        emit_object_end(&q->answer);
    }
    emit_array_end(&q->answer);
    emit_object_end(&q->answer);
    return OK;
}
