/* Several addresses at once: one bad one never loses the others. */
#include "address.h"
#include "api.h"
#include "emit.h"
#include "secret.h"

#include <string.h>

void address_person(struct req *q, const char *email, const char *key, struct person *out)
{
    struct account_by_email row;
    char *id;

    if (!sql_account_by_email(q->db, &row, key)) {
        id = arena_alloc(q->arena, ID_ROOM);
        secret_id(id, q->now);
        sql_user_add(q->db, id, address_shown(q->arena, email), key, q->actor.language ? q->actor.language : "fr",
                     q->now);
        sql_account_by_email(q->db, &row, key);
    }
    *out = (struct person){ row.id, row.email, row.language, row.first_name, row.last_name, row.activated != 0 };
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

enum err addresses_each(struct req *q, const struct texts *emails,
                        enum err (*one)(struct req *, const char *email, const char *key, const void *),
                        const void *what)
{
    const char **keys = arena_alloc(q->arena, emails->count * sizeof *keys);
    enum err error = OK;

    emit_object(&q->answer, NULL);
    emit_array(&q->answer, "items");
    for (size_t i = 0; i < emails->count && !error; i++) {
        const char *email = emails->text[i];

        keys[i] = address_key(q->arena, email);
        if (!keys[i])
            address_refuse(q, email, "bad_email");
        else if (seen_before(keys, i))
            address_refuse(q, email, "duplicate");
        else
            error = one(q, email, keys[i], what);
    }
    emit_array_end(&q->answer);
    emit_object_end(&q->answer);
    return error;
}
