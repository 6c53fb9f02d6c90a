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

void offers_write(struct text *out, const struct actor *actor, const struct offer *offers, const struct facts *facts)
{
    for (const struct offer *offer = offers; offer->name; offer++)
        if (may(actor, offer->right, facts) == ALLOW)
            emit_string(out, NULL, offer->name);
}
