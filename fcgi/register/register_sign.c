/* Whoever keeps house signs how far the register has come. */
#include "conf.h"
#include "log.h"
#include "register.h"
#include "register_key.h"
#include "register_log.h"

#include <string.h>

static bool is_known(struct db *db, const char *verifier_key, bool *any)
{
    struct rows rows = sql_log_signers(db);
    struct log_signers signer;
    bool known = false;

    while (log_signers_next(&rows, &signer)) {
        *any = true;
        known |= !strcmp(signer.verifier_key, verifier_key);
    }
    return known;
}

/* The first key to sign is taken as it is; another one only once it was made known. */
static bool may_sign(struct db *db, struct arena *arena, int64_t now, const struct note_signer *signer)
{
    const char *verifier_key = note_write_key(arena, &signer->key);
    bool any = false;

    if (is_known(db, verifier_key, &any))
        return true;
    if (!any)
        sql_log_signer_add(db, verifier_key, now);
    return !any;
}

static const char *sign(struct db *db, struct arena *arena, int64_t now, const struct register_keys *keys, int64_t size)
{
    struct tree_store store = register_log_store(db);
    struct checkpoint checkpoint = { .origin = keys->signer[0].key.name };
    const char *note;

    if (!tree_root_of(&store, (uint64_t)size, &checkpoint.root))
        return "a hash of its tree is missing, or is none";
    note = note_write_checkpoint(arena, &checkpoint);
    for (int i = 0; i < keys->count; i++)
        note = note_sign(arena, note, &keys->signer[i]);
    sql_log_checkpoint_add(db, size, now, note);
    return NULL;
}

const char *register_sign(struct db *db, int64_t now, bool *more)
{
    struct arena *arena = db_arena(db);
    struct log_checkpoint newest = { 0 };
    struct register_end end;
    struct register_keys keys;

    register_find_end(db, &end);
    sql_log_checkpoint(db, &newest);
    *more = register_log_add_tiles(db, end.sequence);
    if (*more || end.sequence == newest.size)
        return NULL;
    if (end.sequence < newest.size)
        return "it ends before what was signed: an older copy was put in place";
    if (!register_keys_load(&keys, register_key_path(arena), register_origin(arena, conf.public_url)))
        return "it is not signed without its key";
    if (!may_sign(db, arena, now, &keys.signer[0]))
        return "its key is not the one that signed before: put that back, or make this one known with `guichet "
               "register key new`";
    return sign(db, arena, now, &keys, end.sequence);
}

bool register_create_key(void)
{
    struct arena *arena = arena_new();
    bool made = keys_create(register_key_path(arena));

    arena_free(arena);
    return made;
}

bool register_rotate_key(void)
{
    struct arena *arena = arena_new();
    bool rotated = keys_rotate(register_key_path(arena));

    arena_free(arena);
    return rotated;
}

const char *register_take_key(struct db *db, int64_t now)
{
    struct arena *arena = db_arena(db);
    struct register_keys keys;
    const char *verifier_key;
    bool any = false;

    if (!register_keys_load(&keys, register_key_path(arena), register_origin(arena, conf.public_url)))
        return "its key cannot be read";
    verifier_key = note_write_key(arena, &keys.signer[0].key);
    if (!is_known(db, verifier_key, &any))
        sql_log_signer_add(db, verifier_key, now);
    register_add(db, arena, now, &(struct actor){ 0 }, &(struct entry){ .action = ACTION_KEY_CHANGED });
    return NULL;
}

bool register_watch(struct db *db, int64_t now)
{
    bool more;
    const char *wrong = register_sign(db, now, &more);

    if (wrong)
        LOG_WARN("register_not_signed", LOG_TEXT("why", wrong));
    return more;
}
