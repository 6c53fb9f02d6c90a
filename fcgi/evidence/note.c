#include "note.h"
#include "note_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define DIGITS_MOST 18 /* of a number that is surely below 2^63 */
#define KEY_DIGITS  10 /* of a key's id, with a plus before and behind */
#define BLANKS      " \r\n"

/* --- lines ------------------------------------------------------------------------------------------------------- */

const char *note_take_line(struct arena *arena, const char **rest)
{
    size_t length = strcspn(*rest, "\n");
    const char *line;

    if (!(*rest)[length])
        return NULL;
    line = arena_copy(arena, *rest, length);
    *rest += length + 1;
    return line;
}

/* Decimal, without a sign or leading zeros. */
static bool read_number(const char *text, uint64_t *out)
{
    size_t length = strlen(text);

    *out = 0;
    if (!length || length > DIGITS_MOST || (text[0] == '0' && length > 1))
        return false;
    for (; *text; text++) {
        if (!isdigit((unsigned char)*text))
            return false;
        *out = *out * 10 + (uint64_t)(*text - '0');
    }
    return true;
}

/* The hashes of a path, one a line, and the empty line behind them. */
static bool take_path(struct arena *arena, const char **rest, struct tree_path *out)
{
    struct tree_hash *hash = arena_alloc(arena, TREE_PATH_MOST * sizeof *hash);
    const char *line;

    *out = (struct tree_path){ hash, 0 };
    while ((line = note_take_line(arena, rest)) && *line)
        if (out->count == TREE_PATH_MOST || !tree_hash_read(arena, line, &hash[out->count++]))
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

void note_identify(struct note_key *key)
{
    unsigned char hash[SHA256_BYTES];

    secret_sha256(hash, (const struct piece[3]){
                            { key->name, strlen(key->name) }, { "\n\x01", 2 }, { key->key, sizeof key->key } });
    memcpy(key->id, hash, NOTE_ID_BYTES);
}

static bool says_id(const struct note_key *key, const char *digits)
{
    const unsigned char *id = key->id;
    char text[KEY_DIGITS + 1];

    snprintf(text, sizeof text, "+%02x%02x%02x%02x+", id[0], id[1], id[2], id[3]);
    return !strncmp(text, digits, KEY_DIGITS);
}

const char *note_read_key(struct arena *arena, const char *text, struct note_key *out)
{
    size_t name = strcspn(text, "+" BLANKS), length, ends;
    const char *digits = text + name, *base64;
    const unsigned char *bytes;

    if (!name || strnlen(digits, KEY_DIGITS) < KEY_DIGITS || *digits != '+')
        return "is no verifier key, such as desk.example/register+13ee4fd8+AftxvhxfqVay...";
    base64 = digits + KEY_DIGITS;
    ends = strcspn(base64, BLANKS);
    if (base64[ends + strspn(base64 + ends, BLANKS)])
        return "holds more than one verifier key";
    bytes = secret_from_base64(arena, base64, ends, &length);
    if (!bytes || length != 1 + sizeof out->key || bytes[0] != NOTE_ED25519)
        return "is no verifier key for Ed25519";
    out->name = arena_copy(arena, text, name);
    memcpy(out->key, bytes + 1, sizeof out->key);
    note_identify(out);
    return says_id(out, digits) ? NULL : "is a verifier key whose digits belong to another one";
}

/* --- signatures -------------------------------------------------------------------------------------------------- */

struct signature {
    const char *name;
    const unsigned char *bytes; /* the id of the key, and what it signed with */
    size_t length;
};

static bool read_signature(struct arena *arena, const char *line, struct signature *out)
{
    size_t mark = strlen(NOTE_MARK), name;

    if (strncmp(line, NOTE_MARK, mark) != 0)
        return false;
    name = strcspn(line + mark, " +");
    if (!name || line[mark + name] != ' ')
        return false;
    out->name = arena_copy(arena, line + mark, name);
    line += mark + name + 1;
    out->bytes = secret_from_base64(arena, line, strlen(line), &out->length);
    return out->bytes && out->length > NOTE_ID_BYTES;
}

static bool is_by(const struct signature *signature, const struct note_key *key)
{
    return !strcmp(signature->name, key->name) && !memcmp(signature->bytes, key->id, NOTE_ID_BYTES);
}

static bool is_good(const struct signature *signature, const struct note_key *key, const char *text, size_t length)
{
    return signature->length == NOTE_ID_BYTES + SIGNATURE_BYTES &&
           secret_is_signed(key->key, signature->bytes + NOTE_ID_BYTES, text, length);
}

/* Looks through the lines under a note. One of a known key that is not good speaks against the whole of it. */
static const char *check_lines(struct arena *arena, const char *lines, const struct note_key *key, const char *text,
                               size_t length)
{
    bool found = false;

    while (*lines) {
        const char *line = note_take_line(arena, &lines);
        struct signature signature;

        if (!line || !read_signature(arena, line, &signature))
            return "has a line among its signatures that is none";
        if (is_by(&signature, key) && !is_good(&signature, key, text, length))
            return "was changed: what this key signed is another text";
        found = found || is_by(&signature, key);
    }
    return found ? NULL : "is not signed by this key";
}

const char *note_add_lines(struct arena *arena, const char *note, const char *lines)
{
    struct signature signature;

    for (const char *rest = lines, *line; *rest;)
        if (!(line = note_take_line(arena, &rest)) || !read_signature(arena, line, &signature))
            return NULL;
    return strstr(note, "\n\n") ? arena_format(arena, "%s%s", note, lines) : NULL;
}

/* --- checkpoints ------------------------------------------------------------------------------------------------- */

/* Three lines; others may follow, of which the format says nothing. What stands behind them is left in `rest`. */
static bool take_text(struct arena *arena, const char **rest, struct checkpoint *out)
{
    const char *origin = note_take_line(arena, rest), *size = note_take_line(arena, rest),
               *root = note_take_line(arena, rest);

    if (!root || !*origin || !read_number(size, &out->root.size) || !tree_hash_read(arena, root, &out->root.hash))
        return false;
    out->origin = origin;
    while (**rest && **rest != '\n')
        if (!note_take_line(arena, rest))
            return false;
    return true;
}

const char *note_read_checkpoint(struct arena *arena, const char *text, const struct note_key *key,
                                 struct checkpoint *out)
{
    const char *rest = text;

    if (!take_text(arena, &rest, out))
        return "is no checkpoint";
    if (strcmp(out->origin, key->name) != 0)
        return arena_format(arena, "is of another log, %s", out->origin);
    if (!rest[0] || !rest[1])
        return "is a checkpoint that nobody has signed";
    return check_lines(arena, rest + 1, key, text, (size_t)(rest - text));
}

/* --- proofs ------------------------------------------------------------------------------------------------------ */

const char *note_read_proof(struct arena *arena, const char *text, struct row_proof *out)
{
    static const char wrong[] = "is no proof of a row in the form " NOTE_PROOF;
    const char *rest = text, *line = note_take_line(arena, &rest), *extra, *index;

    *out = (struct row_proof){ 0 };
    if (!line || strcmp(line, NOTE_PROOF) != 0)
        return wrong;
    line = note_take_line(arena, &rest);
    if ((extra = behind(line, "extra"))) {
        out->row = (const char *)secret_from_base64(arena, extra, strlen(extra), &out->length);
        if (!out->row)
            return wrong;
        line = note_take_line(arena, &rest);
    }
    index = behind(line, "index");
    if (!index || !read_number(index, &out->index) || !take_path(arena, &rest, &out->path))
        return wrong;
    out->checkpoint = rest;
    return NULL;
}

const char *note_read_growth(struct arena *arena, const char *text, struct growth *out)
{
    const char *rest = text, *old = behind(note_take_line(arena, &rest), "old");

    if (!old || !read_number(old, &out->old) || !take_path(arena, &rest, &out->path))
        return "is no proof of growth";
    out->checkpoint = rest;
    return NULL;
}
