#include "chain.h"

#include "emit.h"

#define ROW_MOST 65536

const char *chain_text(struct arena *arena, const char *previous, const struct register_all *row, const char *reason)
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
