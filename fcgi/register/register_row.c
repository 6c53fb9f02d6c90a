#include "register_row.h"

#include "emit.h"

#define ROW_MOST 65536

struct leaf register_row_leaf(const struct register_all *row)
{
    return (struct leaf){ .action = row->action,
                          .actor = row->actor,
                          .operation = row->operation,
                          .entity = row->entity,
                          .person = row->user,
                          .contact = row->contact,
                          .at = row->at,
                          .n = row->n,
                          .h = row->h,
                          .salt = row->salt,
                          .claims = row->claims };
}

const char *register_row_chain(struct arena *arena, const char *previous, const struct register_all *row,
                               const char *reason)
{
    struct text out = text_new(arena, ROW_MOST);

    emit_array(&out, NULL);
    emit_string(&out, NULL, previous);
    emit_number(&out, NULL, row->sequence);
    emit_number(&out, NULL, row->at);
    emit_string(&out, NULL, row->action);
    emit_string(&out, NULL, row->actor);
    emit_string(&out, NULL, row->session);
    emit_string(&out, NULL, row->operation);
    emit_string(&out, NULL, row->entity);
    emit_string(&out, NULL, row->user);
    emit_string(&out, NULL, row->contact);
    emit_string(&out, NULL, reason);
    emit_array_end(&out);
    return text_string(&out);
}
