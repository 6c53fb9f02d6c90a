#include "note.h"

#include "text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define PROOF     "c2sp.org/tlog-proof@v1\n"
#define SIGNED    "\xE2\x80\x94 " /* U+2014 and a space, before who signed */
#define ED25519   1
#define PATH_MOST 63 /* of a tree of 2^63 leaves */
#define LINE_MOST 100000

/* --- lines ------------------------------------------------------------------------------------------------------- */

/* The next line without its end; NULL where there is none that ends. */
static const char *take_line(struct arena *arena, const char **rest)
{
    size_t length = strcspn(*rest, "\n");
    const char *line;

    if (!(*rest)[length] || length > LINE_MOST)
        return NULL;
    line = arena_copy(arena, *rest, length);
    *rest += length + 1;
    return line;
}

/* Decimal, without a sign or leading zeros, below 2^63. */
static bool read_number(const char *text, uint64_t *out)
{
    size_t length = strlen(text);

    *out = 0;
    if (!length || length > 18 || (text[0] == '0' && length > 1))
        return false;
    for (; *text; text++) {
        if (!isdigit((unsigned char)*text))
            return false;
        *out = *out * 10 + (uint64_t)(*text - '0');
    }
    return true;
}

static bool read_hash(struct arena *arena, const char *line, struct tree_hash *out)
{
    size_t length;
    const unsigned char *bytes = secret_from_base64(arena, line, strlen(line), &length);

    if (!bytes || length != sizeof out->byte)
        return false;
    memcpy(out->byte, bytes, length);
    return true;
}

/* The hashes of a path, one a line, and the empty line behind them. */
static bool take_path(struct arena *arena, const char **rest, struct tree_path *out)
{
    struct tree_hash *hash = arena_alloc(arena, PATH_MOST * sizeof *hash);
    const char *line;

    *out = (struct tree_path){ hash, 0 };
    while ((line = take_line(arena, rest)) && *line)
        if (out->count == PATH_MOST || !read_hash(arena, line, &hash[out->count++]))
            return false;
    return line != NULL;
}

/* What stands behind a word and a space. */
static const char *behind(const char *line, const char *word)
{
    size_t length = strlen(word);

    return line && !strncmp(line, word, length) && line[length] == ' ' ? line + length + 1 : NULL;
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

/* The first bytes of a hash over the name and the key: which line of a note is meant for it. */
static void identify(struct note_key *key)
{
    unsigned char hash[SHA256_BYTES];

    secret_sha256(hash, (const struct piece[3]){
                            { key->name, strlen(key->name) }, { "\n\x01", 2 }, { key->key, sizeof key->key } });
    memcpy(key->id, hash, sizeof key->id);
}

static bool says_id(const struct note_key *key, const char *digits)
{
    const unsigned char *id = key->id;
    char text[9];

    snprintf(text, sizeof text, "%02x%02x%02x%02x", id[0], id[1], id[2], id[3]);
    return !strncmp(text, digits, 8) && digits[8] == '+';
}

const char *note_read_key(struct arena *arena, const char *text, struct note_key *out)
{
    size_t name = strcspn(text, "+ \n"), length, ends;
    const char *digits = text + name + 1, *base64 = digits + 9;
    const unsigned char *bytes;

    if (!name || text[name] != '+' || strnlen(digits, 9) < 9)
        return "is no verifier key, such as desk.example/register+13ee4fd8+AftxvhxfqVay...";
    ends = strcspn(base64, "\n");
    bytes = secret_from_base64(arena, base64, ends, &length);
    if (!bytes || length != 1 + sizeof out->key || bytes[0] != ED25519)
        return "is no verifier key for Ed25519";
    out->name = arena_copy(arena, text, name);
    memcpy(out->key, bytes + 1, sizeof out->key);
    identify(out);
    return says_id(out, digits) ? NULL : "is a verifier key whose digits belong to another one";
}

/* --- checkpoints ------------------------------------------------------------------------------------------------- */

/* Whether a line under a note is this key's signature of it; lines of others, and of other kinds, say nothing. */
static bool signs(struct arena *arena, const char *line, const struct note_key *key, const char *text, size_t length)
{
    size_t mark = strlen(SIGNED), bytes_length;
    const char *name = strncmp(line, SIGNED, mark) ? NULL : line + mark,
               *base64 = name ? behind(name, key->name) : NULL;
    const unsigned char *bytes = base64 ? secret_from_base64(arena, base64, strlen(base64), &bytes_length) : NULL;

    return bytes && bytes_length == sizeof key->id + SIGNATURE_BYTES && !memcmp(bytes, key->id, sizeof key->id) &&
           secret_is_signed(key->key, bytes + sizeof key->id, text, length);
}

static bool is_signed(struct arena *arena, const char *rest, const struct note_key *key, const char *text,
                      size_t length)
{
    bool found = false;

    for (const char *line; !found && (line = take_line(arena, &rest));)
        found = signs(arena, line, key, text, length);
    return found;
}

const char *note_read_checkpoint(struct arena *arena, const char *text, const struct note_key *key,
                                 struct checkpoint *out)
{
    const char *rest = text, *origin = take_line(arena, &rest), *size = take_line(arena, &rest),
               *root = take_line(arena, &rest);

    if (!root || !*origin || !read_number(size, &out->root.size) || !read_hash(arena, root, &out->root.hash))
        return "is no checkpoint";
    if (strncmp(rest, "\n", 1) != 0)
        return "is a checkpoint that nobody has signed";
    out->origin = origin;
    if (strcmp(origin, key->name) != 0)
        return arena_format(arena, "is a checkpoint of another log, %s", origin);
    return is_signed(arena, rest + 1, key, text, (size_t)(rest - text))
               ? NULL
               : "is not signed by this key: it was changed, or comes from somebody else";
}

/* --- proofs ------------------------------------------------------------------------------------------------------ */

const char *note_read_proof(struct arena *arena, const char *text, struct row_proof *out)
{
    static const char wrong[] = "is no proof of a row";
    const char *rest = text + strlen(PROOF), *line, *extra, *index;

    *out = (struct row_proof){ 0 };
    if (strncmp(text, PROOF, strlen(PROOF)) != 0)
        return wrong;
    line = take_line(arena, &rest);
    if ((extra = behind(line, "extra"))) {
        out->row = (const char *)secret_from_base64(arena, extra, strlen(extra), &out->length);
        if (!out->row)
            return wrong;
        line = take_line(arena, &rest);
    }
    index = behind(line, "index");
    if (!index || !read_number(index, &out->index) || !take_path(arena, &rest, &out->path))
        return wrong;
    out->checkpoint = rest;
    return NULL;
}

const char *note_read_growth(struct arena *arena, const char *text, struct growth *out)
{
    const char *rest = text, *old = behind(take_line(arena, &rest), "old");

    if (!old || !read_number(old, &out->old) || !take_path(arena, &rest, &out->path))
        return "is no proof of growth";
    out->checkpoint = rest;
    return NULL;
}
