#include "register_log.h"

#include "note.h"
#include "register.h"

#define LEVEL_BITS  8
#define TURN_MOST   16 /* tiles a transaction: others write meanwhile */
#define LEVELS_MOST 8

static bool read_hashes(void *context, unsigned level, uint64_t place, size_t count, struct tree_hash *out)
{
    struct db *db = context;
    struct rows rows = level ? sql_log_tiles(db, level, (int64_t)place, (int64_t)count)
                             : sql_log_leaves(db, (int64_t)place + 1, (int64_t)count);
    struct log_leaves row;
    size_t read = 0;
    bool good = true;

    while (good && log_leaves_next(&rows, &row))
        good = tree_hash_read(db_arena(db), row.hash, &out[read++]);
    db_end(&rows);
    return good && read == count;
}

struct tree_store register_log_store(struct db *db)
{
    return (struct tree_store){ .read = read_hashes, .context = db };
}

const char *register_read_checkpoint(struct db *db, struct arena *arena, const char *note, struct tree_root *root)
{
    struct rows rows = sql_log_signers(db);
    struct log_signers signer;
    const char *wrong = "nobody signs here yet";

    while (wrong && log_signers_next(&rows, &signer)) {
        struct checkpoint checkpoint;
        struct note_key key;

        wrong = note_read_key(arena, arena_string(arena, signer.verifier_key), &key);
        if (!wrong && !(wrong = note_read_checkpoint(arena, note, &key, &checkpoint)))
            *root = checkpoint.root;
    }
    db_end(&rows);
    return wrong;
}

bool register_log_add_tiles(struct db *db, int64_t size)
{
    struct tree_store store = register_log_store(db);
    int left = TURN_MOST;

    for (unsigned level = 1; level < LEVELS_MOST && left && size >> LEVEL_BITS * level; level++) {
        struct log_tiles_made made = { 0 };
        struct tree_hash hash;
        char text[TREE_HASH_ROOM];

        sql_log_tiles_made(db, &made, level);
        for (int64_t place = made.count; left && place < size >> LEVEL_BITS * level; place++, left--) {
            if (!tree_tile_of(&store, level, (uint64_t)place, &hash))
                return false;
            tree_hash_write(text, &hash);
            sql_log_tile_add(db, level, place, text);
        }
    }
    return !left;
}
