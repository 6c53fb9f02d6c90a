#include "leaf.h"

#include "emit.h"
#include "secret.h"
#include "text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LEAF_MOST  32768
#define SALT_BYTES 16
#define VERSION    1

/* --- the claims -------------------------------------------------------------------------------------------------- */

/* A member as it stands in a canonical object: its name, and `"name":value`. */
struct member {
    const char *name, *text;
    size_t name_length, length;
};

static const char *end_of_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

/* Behind a value that begins here: at the comma or the brace that follows. */
static const char *end_of_value(const char *at)
{
    int depth = 0;

    while (*at && !(depth == 0 && (*at == ',' || *at == '}'))) {
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at = *at == '"' ? end_of_string(at) : at + 1;
    }
    return at;
}

/* Reads the member that begins at the brace or comma that `at` stands at, and goes behind it; false after the last. */
static bool next_member(const char **at, struct member *member)
{
    const char *end;

    if (!*at || !**at || (*at)[1] != '"')
        return false;
    member->text = *at + 1;
    member->name = member->text + 1;
    end = end_of_string(member->text);
    member->name_length = (size_t)(end - 1 - member->name);
    *at = end_of_value(end);
    member->length = (size_t)(*at - member->text);
    return true;
}

const char *leaf_claim(struct arena *arena, const char *claims, const char *name)
{
    size_t length = strlen(name);
    struct member member;

    while (next_member(&claims, &member))
        if (member.name_length == length && !memcmp(member.name, name, length))
            return arena_copy(arena, member.name + length + 2, member.length - length - 3);
    return NULL;
}

const char *leaf_place(struct arena *arena, const struct leaf *leaf)
{
    const char *operation = leaf->operation ? leaf->operation : "", *entity = leaf->entity ? leaf->entity : "";

    if (*operation || *entity)
        return arena_format(arena, "%s %s", operation, entity);
    return leaf->person ? leaf->person : "";
}

/* --- the text ----------------------------------------------------------------------------------------------------- */

/* What is written, and the next of the claims, which fall in at their places. */
struct writer {
    struct text out;
    const char *rest;
    struct member claim;
    bool has_claim;
};

static bool is_before(const struct member *member, const char *name)
{
    size_t length = strlen(name), shared = member->name_length < length ? member->name_length : length;
    int order = memcmp(member->name, name, shared);

    return order < 0 || (order == 0 && member->name_length < length);
}

/* Writes the claims whose names come before this one; NULL: all that are left. */
static void catch_up(struct writer *to, const char *name)
{
    while (to->has_claim && (!name || is_before(&to->claim, name))) {
        emit_raw(&to->out, NULL, arena_copy(to->out.arena, to->claim.text, to->claim.length));
        to->has_claim = next_member(&to->rest, &to->claim);
    }
}

static void write_text(struct writer *to, const char *name, const char *value)
{
    catch_up(to, name);
    emit_string(&to->out, name, value);
}

static void write_any(struct writer *to, const char *name, const char *value)
{
    if (value)
        write_text(to, name, value);
}

static void write_number(struct writer *to, const char *name, int64_t value)
{
    catch_up(to, name);
    emit_number(&to->out, name, value);
}

const char *leaf_text(struct arena *arena, const struct leaf *leaf)
{
    struct writer to = { .out = text_new(arena, LEAF_MOST), .rest = leaf->claims };

    to.has_claim = next_member(&to.rest, &to.claim);
    emit_object(&to.out, NULL);
    write_text(&to, "action", leaf->action);
    write_text(&to, "actor", leaf->actor);
    catch_up(&to, "at");
    emit_time(&to.out, "at", leaf->at);
    write_any(&to, "contact", leaf->contact);
    write_any(&to, "entity", leaf->entity);
    if (leaf->h)
        write_number(&to, "h", leaf->h);
    write_number(&to, "n", leaf->n);
    write_any(&to, "operation", leaf->operation);
    write_any(&to, "person", leaf->person);
    write_text(&to, "salt", leaf->salt);
    write_number(&to, "v", VERSION);
    catch_up(&to, NULL);
    emit_object_end(&to.out);
    if (to.out.over)
        abort(); /* no field of a row may be so long: what does not fit would not be hashed */
    return text_string(&to.out);
}

/* --- hashes ------------------------------------------------------------------------------------------------------- */

void leaf_hash(char out[TREE_HASH_ROOM], const char *text, size_t length)
{
    struct tree_hash hash = tree_leaf(text, length);

    tree_hash_write(out, &hash);
}

void leaf_salt(char out[SALT_ROOM])
{
    unsigned char bytes[SALT_BYTES];

    secret_random(bytes, sizeof bytes);
    secret_to_base64url(out, SALT_ROOM, bytes, sizeof bytes);
}

const char *leaf_disclosure(struct arena *arena, const char *salt, const char *name, const char *value)
{
    struct text out = text_new(arena, LEAF_MOST);
    size_t room;
    char *disclosure;

    emit_array(&out, NULL);
    emit_string(&out, NULL, salt);
    emit_string(&out, NULL, name);
    emit_string(&out, NULL, value);
    emit_array_end(&out);
    if (out.over)
        abort();
    room = out.length / 3 * 4 + 5;
    disclosure = arena_room(arena, room);
    secret_to_base64url(disclosure, room, out.bytes, out.length);
    return disclosure;
}

void leaf_digest(char out[DIGEST_SIZE], const char *disclosure)
{
    unsigned char hash[SHA256_BYTES];

    secret_sha256(hash, (const struct piece[3]){ { disclosure, strlen(disclosure) } });
    secret_to_base64url(out, DIGEST_SIZE, hash, sizeof hash);
}
