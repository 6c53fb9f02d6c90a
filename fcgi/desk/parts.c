#include "parts.h"
#include "emit.h"

void named_write(struct text *out, const char *member, const char *id, const char *name)
{
    emit_object(out, member);
    emit_string(out, "id", id);
    emit_string(out, "name", name);
    emit_object_end(out);
}

void person_write(struct text *out, const char *member, const char *name, const char *email)
{
    emit_object(out, member);
    emit_string(out, "name", name);
    emit_string(out, "email", email);
    emit_object_end(out);
}

void operation_name_write(struct text *out, const char *id, const char *reference, const char *name,
                          enum operation_status status)
{
    emit_object(out, "operation");
    emit_string(out, "id", id);
    emit_string(out, "reference", reference);
    emit_string(out, "name", name);
    emit_string(out, "status", operation_status_name(status));
    emit_object_end(out);
}

/* What was decided on one set of facts, as it is answered. */
struct offered {
    const struct offer *offers;
    unsigned facts;
    struct text json;
    struct offered *next;
};

static struct offered *decide(struct req *q, const struct offer *offers, const struct facts *facts, unsigned bits)
{
    struct offered *offered = ARENA_NEW(q->arena, struct offered);

    *offered = (struct offered){ offers, bits, text_new(q->arena, ANSWER_MOST), q->offered };
    q->offered = offered;
    emit_array(&offered->json, NULL);
    for (const struct offer *offer = offers; offer->name; offer++)
        if (may(&q->actor, offer->right, facts) == ALLOW)
            emit_string(&offered->json, NULL, offer->name);
    emit_array_end(&offered->json);
    return offered;
}

void offers_write(struct req *q, const struct offer *offers, const struct facts *facts)
{
    unsigned bits = facts_bits(facts);
    struct offered *offered = q->offered;

    while (offered && (offered->offers != offers || offered->facts != bits))
        offered = offered->next;
    if (!offered)
        offered = decide(q, offers, facts, bits);
    emit_raw(&q->answer, "may", offered->json.bytes);
}

void who_write(struct text *out, const char *member, const char *name, const char *email)
{
    if (email)
        person_write(out, member, name ? name : email, email);
    else
        emit_null(out, member);
}
