/* Notes and proofs, written. */
#include "note.h"
#include "note_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *base64(struct arena *arena, const void *bytes, size_t length)
{
    size_t room = (length + 2) / 3 * 4 + 1;
    char *text = arena_room(arena, room);

    secret_to_base64(text, room, bytes, length);
    return text;
}

static const char *write_path(struct arena *arena, struct tree_path path)
{
    char *lines = arena_room(arena, path.count * TREE_HASH_ROOM + 1), *at = lines;

    for (size_t i = 0; i < path.count; i++, at += TREE_HASH_ROOM) {
        tree_hash_write(at, &path.hash[i]);
        at[TREE_HASH_ROOM - 1] = '\n';
    }
    *at = '\0';
    return lines;
}

/* --- keys and signatures ----------------------------------------------------------------------------------------- */

struct note_signer note_signer_of(const char *name, const unsigned char seed[SECRET_KEY_BYTES])
{
    struct note_signer signer = { .key.name = name };

    memcpy(signer.seed, seed, sizeof signer.seed);
    secret_public_key(signer.key.key, seed);
    note_identify(&signer.key);
    return signer;
}

const char *note_write_key(struct arena *arena, const struct note_key *key)
{
    unsigned char bytes[1 + sizeof key->key] = { NOTE_ED25519 };

    memcpy(bytes + 1, key->key, sizeof key->key);
    return arena_format(arena, "%s+%02x%02x%02x%02x+%s\n", key->name, key->id[0], key->id[1], key->id[2], key->id[3],
                        base64(arena, bytes, sizeof bytes));
}

/* What is signed ends where the empty line begins. */
const char *note_sign(struct arena *arena, const char *note, const struct note_signer *signer)
{
    const struct note_key *key = &signer->key;
    const char *lines = strstr(note, "\n\n");
    size_t length = lines ? (size_t)(lines + 1 - note) : strlen(note);
    unsigned char bytes[NOTE_ID_BYTES + SIGNATURE_BYTES];

    memcpy(bytes, key->id, NOTE_ID_BYTES);
    secret_sign(bytes + NOTE_ID_BYTES, signer->seed, note, length);
    return arena_format(arena, "%s%s" NOTE_MARK "%s %s\n", note, lines ? "" : "\n", key->name,
                        base64(arena, bytes, sizeof bytes));
}

/* --- what is signed, and what leads to it ------------------------------------------------------------------------ */

const char *note_write_checkpoint(struct arena *arena, const struct checkpoint *checkpoint)
{
    const struct tree_root *root = &checkpoint->root;

    return arena_format(arena, "%s\n%" PRIu64 "\n%s\n", checkpoint->origin, root->size,
                        base64(arena, root->hash.byte, sizeof root->hash.byte));
}

const char *note_write_proof(struct arena *arena, const struct row_proof *proof)
{
    const char *row = proof->row ? arena_format(arena, "extra %s\n", base64(arena, proof->row, proof->length)) : "";

    return arena_format(arena, NOTE_PROOF "\n%sindex %" PRIu64 "\n%s\n%s", row, proof->index,
                        write_path(arena, proof->path), proof->checkpoint);
}

const char *note_write_growth(struct arena *arena, const struct growth *growth)
{
    return arena_format(arena, "old %" PRIu64 "\n%s\n%s", growth->old, write_path(arena, growth->path),
                        growth->checkpoint);
}

/* --- in a mail ---------------------------------------------------------------------------------------------------- */

const char *note_header(struct arena *arena, const char *note)
{
    const char *rest = note, *part[5];

    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (!(part[i] = note_take_line(arena, &rest)))
            return NULL;
    return arena_format(arena, "%s %s\r\n %s\r\n %s", part[0], part[1], part[2], strrchr(part[4], ' ') + 1);
}
