/* What a stranger is shown of the log: checkpoints, growth, the proof of a row. */
#include "note.h"
#include "register.h"
#include "register_log.h"
#include "register_row.h"
#include "route.h"

#include <stdlib.h>
#include <string.h>

#define NOT_YET "nothing was signed yet"

const char *register_root_text(struct arena *arena, const struct tree_root *root)
{
    char *text = arena_alloc(arena, TREE_HASH_ROOM);

    tree_hash_write(text, &root->hash);
    return text;
}

const char *register_checkpoint(struct db *db, const char **text)
{
    struct log_checkpoint newest;

    if (!sql_log_checkpoint(db, &newest))
        return NOT_YET;
    *text = newest.note;
    return NULL;
}

const char *register_growth(struct db *db, struct arena *arena, int64_t old, const char **text)
{
    struct tree_store store = register_log_store(db);
    struct growth growth = { .old = (uint64_t)old };
    struct log_checkpoint newest;

    if (!sql_log_checkpoint(db, &newest))
        return NOT_YET;
    if (!tree_growth_of(&store, arena, (uint64_t)newest.size, growth.old, &growth.path))
        return "that is more than was signed";
    growth.checkpoint = newest.note;
    *text = note_write_growth(arena, &growth);
    return NULL;
}

static const char *text_of(struct arena *arena, const struct register_all *row)
{
    struct leaf leaf = register_row_leaf(row);

    return row->version && row->claims ? leaf_text(arena, &leaf) : row->claims;
}

const char *register_prove(struct db *db, struct arena *arena, const struct register_place *place, const char **text)
{
    struct tree_store store = register_log_store(db);
    struct row_proof proof = { .index = (uint64_t)place->row - 1 };
    struct log_checkpoint newest;
    struct register_all row;

    if (!sql_log_row(db, &row,
                     &(struct sql_log_row){ .operation = place->operation,
                                            .entity = place->entity,
                                            .user = place->user,
                                            .now = place->now,
                                            .sequence = place->row }))
        return "there is no such row";
    if (!sql_log_checkpoint(db, &newest) ||
        !tree_path_of(&store, arena, (uint64_t)newest.size, proof.index, &proof.path))
        return "it was not signed yet";
    proof.checkpoint = newest.note;
    proof.row = text_of(arena, &row);
    proof.length = proof.row ? strlen(proof.row) : 0;
    *text = note_write_proof(arena, &proof);
    return NULL;
}

/* --- the API ------------------------------------------------------------------------------------------------------ */

static enum err answer(struct req *q, const char *wrong, const char *text)
{
    if (wrong)
        return E_NOT_FOUND;
    text_add(&q->answer, text);
    return OK;
}

static enum err checkpoint(struct req *q)
{
    const char *text = "";
    const char *wrong = register_checkpoint(q->db, &text);

    return answer(q, wrong, text);
}

static enum err keys(struct req *q)
{
    struct rows rows = sql_log_signers(q->db);
    struct log_signers signer;

    while (log_signers_next(&rows, &signer))
        text_add(&q->answer, signer.verifier_key); /* a line */
    return OK;
}

struct growth_query {
    int64_t old;
};

static const struct field growth_fields[] = { { "old", FIELD_NUMBER, offsetof(struct growth_query, old), true, 0,
                                                INT64_C(1) << 40, NULL, "How many rows there were." },
                                              { 0 } };

static enum err growth(struct req *q)
{
    const struct growth_query *in = q->query;
    const char *text = "";
    const char *wrong = register_growth(q->db, q->arena, in->old, &text);

    return answer(q, wrong, text);
}

enum err register_proof(struct req *q, const char *operation, const char *entity, const char *row)
{
    char *end;
    struct register_place place = { operation, entity, q->actor.user, strtoll(row, &end, 10), q->now };
    const char *text = "", *wrong;

    if (*end || place.row < 1)
        return E_NOT_FOUND;
    wrong = register_prove(q->db, q->arena, &place, &text);
    return answer(q, wrong, text);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* clang-format off */

#define PLAIN "text/plain; charset=utf-8"

const struct route register_routes[] = {
    { "GET", "api/register/checkpoint", PUBLIC, "How far the register goes, signed (C2SP checkpoint).",
      .act = checkpoint, .status = 200, .type = PLAIN, REFUSES(E_NOT_FOUND) },
    { "GET", "api/register/growth", PUBLIC, "That it was only appended to since it had so many rows (add-checkpoint).",
      QUERY(growth_fields, growth_query), .act = growth, .status = 200, .type = PLAIN, REFUSES(E_NOT_FOUND) },
    { "GET", "api/register/keys", PUBLIC, "By which keys it is signed, one a line, the present one first.",
      .act = keys, .status = 200, .type = PLAIN },
    { 0 }
};

/* clang-format on */
