/* Whether the register is what was written. */
#include "chain.h"
#include "register.h"
#include "secret.h"

#include <string.h>

/* Both tables of it, row by row. */
struct walk {
    struct arena *scratch;
    struct rows secrets;
    struct register_secrets secret; /* the next */
    bool has_secret;
    int64_t at;
    const char *reason;      /* of the row */
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

static bool fits_leaf(const struct register_all *row, const char *text)
{
    char leaf[LEAF_ROOM];

    leaf_hash(leaf, text, strlen(text));
    return secret_equal(leaf, row->leaf);
}

/* The columns and the hash of the row before are what the text says. */
static bool fits_chain(struct walk *on, const struct register_all *row)
{
    bool good =
        fits_leaf(row, row->claims) && secret_equal(row->claims, chain_text(on->scratch, on->chain, row, on->reason));

    secret_digest(on->chain, row->claims, strlen(row->claims));
    return good;
}

static bool fits_claims(struct walk *on, const struct register_all *row)
{
    struct leaf leaf = { row->action, row->actor, row->operation, row->entity, row->user,  row->contact,
                         row->at,     row->n,     row->h,         row->salt,   row->claims };
    bool late = row->at < on->at;

    on->at = row->at;
    return !late && row->salt && secret_equal(row->place, leaf_place(on->scratch, &leaf)) &&
           fits_leaf(row, leaf_text(on->scratch, &leaf));
}

static bool fits(struct walk *on, const struct register_all *row)
{
    return fits_secrets(on, row) && row->claims && (row->version ? fits_claims(on, row) : fits_chain(on, row));
}

/* A row that is not the next of its place. */
static enum err find_gap(struct db *db, int64_t *sequence)
{
    struct register_gap gap;
    bool found = sql_register_gap(db, &gap);

    if (found)
        *sequence = gap.sequence;
    return found ? E_CONFLICT : db_error(db);
}

enum err register_verify(struct db *db, struct arena *arena, int64_t *sequence, const char **head)
{
    struct walk on = { .scratch = arena_new(), .secrets = sql_register_secrets(db) };
    struct rows rows = sql_register_all(db);
    struct register_all row;
    enum err error = OK;

    *sequence = 0;
    *head = "";
    next_secret(&on);
    while (!error && register_all_next(&rows, &row)) {
        ++*sequence;
        if (row.sequence != *sequence || !fits(&on, &row))
            error = E_CONFLICT;
        else
            *head = arena_string(arena, row.leaf);
        arena_reset(on.scratch);
    }
    if (!error && on.has_secret)
        error = E_CONFLICT;
    db_end(&rows);
    db_end(&on.secrets);
    arena_free(on.scratch);
    return error ? error : find_gap(db, sequence);
}
