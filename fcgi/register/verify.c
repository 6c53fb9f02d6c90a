/* Whether the register is what was written. */
#include "register.h"
#include "register_row.h"
#include "secret.h"

#include <inttypes.h>
#include <string.h>

#define HEIGHT_MOST 64

/* The roots of the tree's whole parts, the greatest first: one for each bit of the number of leaves. */
struct growing {
    uint64_t size;
    struct tree_hash part[HEIGHT_MOST];
    int parts;
};

static void grow(struct growing *tree, struct tree_hash leaf)
{
    for (uint64_t size = tree->size++; size & 1; size >>= 1)
        leaf = tree_node(&tree->part[--tree->parts], &leaf);
    tree->part[tree->parts++] = leaf;
}

static struct tree_root root_of(const struct growing *tree)
{
    struct tree_root root = { .size = tree->size };

    if (!tree->parts)
        secret_sha256(root.hash.byte, (const struct piece[3]){ 0 }); /* RFC 6962 section 2.1: of nothing */
    for (int i = tree->parts - 1; i >= 0; i--)
        root.hash = i == tree->parts - 1 ? tree->part[i] : tree_node(&tree->part[i], &root.hash);
    return root;
}

/* Both tables of it, row by row. */
struct walk {
    struct arena *scratch;
    struct rows secrets;
    struct register_secrets secret; /* the next */
    bool has_secret;
    int64_t at;
    const char *reason;      /* of the row */
    struct tree_hash leaf;   /* likewise */
    char chain[DIGEST_ROOM]; /* of the row before, as long as they are of version 0 */
};

static void next_secret(struct walk *on)
{
    on->has_secret = register_secrets_next(&on->secrets, &on->secret);
}

static bool is_said(struct walk *on, const struct register_all *row)
{
    const struct register_secrets *secret = &on->secret;
    char digest[DIGEST_SIZE];

    if (!row->version)
        return !strcmp(secret->name, "reason");
    leaf_digest(digest, leaf_disclosure(on->scratch, secret->salt, secret->name, secret->value));
    return row->claims && strstr(row->claims, digest);
}

/* What is disclosed of a row is what it hides; none of it may stand before or behind all rows. */
static bool fits_secrets(struct walk *on, const struct register_all *row)
{
    bool good = true;

    on->reason = NULL;
    while (good && on->has_secret && on->secret.sequence <= row->sequence) {
        good = on->secret.sequence == row->sequence && is_said(on, row);
        if (good && !strcmp(on->secret.name, "reason"))
            on->reason = arena_string(on->scratch, on->secret.value);
        next_secret(on);
    }
    return good;
}

static bool fits_leaf(struct walk *on, const struct register_all *row, const char *text)
{
    struct tree_hash said;

    on->leaf = tree_leaf(text, strlen(text));
    return tree_hash_read(on->scratch, row->leaf, &said) && !memcmp(&said, &on->leaf, sizeof said);
}

/* The columns and the hash of the row before are what the text says. */
static bool fits_chain(struct walk *on, const struct register_all *row)
{
    bool good = fits_leaf(on, row, row->claims) &&
                secret_equal(row->claims, register_row_chain(on->scratch, on->chain, row, on->reason));

    secret_digest(on->chain, row->claims, strlen(row->claims));
    return good;
}

static bool fits_claims(struct walk *on, const struct register_all *row)
{
    struct leaf leaf = register_row_leaf(row);
    bool late = row->at < on->at;

    on->at = row->at;
    return !late && row->salt && secret_equal(row->place, leaf_place(on->scratch, &leaf)) &&
           fits_leaf(on, row, leaf_text(on->scratch, &leaf));
}

static bool fits(struct walk *on, const struct register_all *row)
{
    return fits_secrets(on, row) && row->claims && (row->version ? fits_claims(on, row) : fits_chain(on, row));
}

/* --- what was signed ---------------------------------------------------------------------------------------------- */

/* The checkpoints, in step with the rows. */
struct signed_log {
    struct db *db;
    struct arena *scratch;
    struct rows rows;
    struct log_checkpoints next; /* its size 0 behind the last */
    struct growing tree;
    const struct tree_root *known;
};

static void next_checkpoint(struct signed_log *on)
{
    if (!log_checkpoints_next(&on->rows, &on->next))
        on->next.size = 0;
}

static bool is_root(const struct growing *tree, const struct tree_root *root)
{
    struct tree_root found = root_of(tree);

    return found.size == root->size && !memcmp(&found.hash, &root->hash, sizeof found.hash);
}

/* After each row: whether the tree is the one that was signed at this size, and the one that somebody knows. */
static const char *hold_against(struct signed_log *on, struct arena *arena)
{
    struct tree_root root;
    const char *wrong = NULL;

    if (on->known && on->known->size == on->tree.size && !is_root(&on->tree, on->known))
        return arena_format(arena, "its first %" PRIu64 " rows are not those of the checkpoint", on->tree.size);
    if ((uint64_t)on->next.size != on->tree.size)
        return NULL;
    wrong = register_read_checkpoint(on->db, on->scratch, on->next.note, &root);
    if (!wrong && !is_root(&on->tree, &root))
        wrong = "they are other rows now";
    next_checkpoint(on);
    return wrong ? arena_format(arena, "the checkpoint of %" PRIu64 " rows does not hold: %s", on->tree.size, wrong)
                 : NULL;
}

/* What was signed of more rows than there are. */
static const char *look_behind(const struct signed_log *on, struct arena *arena)
{
    uint64_t most = on->known && on->known->size > (uint64_t)on->next.size ? on->known->size : (uint64_t)on->next.size;

    if (most <= on->tree.size)
        return NULL;
    return arena_format(arena, "it has %" PRIu64 " rows, and %" PRIu64 " were signed: the last ones are missing",
                        on->tree.size, most);
}

/* ------------------------------------------------------------------------------------------------------------------ */

/* A row that is not the next of its place. */
static const char *find_gap(struct db *db, struct arena *arena)
{
    struct register_gap gap;

    if (!sql_register_gap(db, &gap))
        return NULL;
    return arena_format(arena, "row %" PRId64 " is not the next of its place: one before it is missing", gap.sequence);
}

static const char *walk_rows(struct walk *on, struct signed_log *log, struct arena *arena, struct register_state *out)
{
    struct rows rows = sql_register_all(log->db);
    struct register_all row;
    const char *wrong = NULL;

    for (; !wrong && register_all_next(&rows, &row); arena_reset(on->scratch)) {
        out->rows++;
        if (row.sequence != out->rows || !fits(on, &row)) {
            wrong = arena_format(arena, "row %" PRId64 " is not what was written", out->rows);
        } else {
            grow(&log->tree, on->leaf);
            wrong = hold_against(log, arena);
        }
    }
    db_end(&rows);
    return wrong;
}

const char *register_verify(struct db *db, struct arena *arena, const struct tree_root *known,
                            struct register_state *out)
{
    struct walk on = { .scratch = arena_new(), .secrets = sql_register_secrets(db) };
    struct signed_log log = { .db = db, .scratch = on.scratch, .rows = sql_log_checkpoints(db), .known = known };
    const char *wrong;

    *out = (struct register_state){ 0 };
    next_secret(&on);
    next_checkpoint(&log);
    wrong = walk_rows(&on, &log, arena, out);
    if (!wrong)
        wrong = on.has_secret ? "what is hidden by rows that are not there" : look_behind(&log, arena);
    db_end(&on.secrets);
    db_end(&log.rows);
    arena_free(on.scratch);
    out->root = root_of(&log.tree);
    return wrong ? wrong : db_error(db) ? "it cannot be read" : find_gap(db, arena);
}
