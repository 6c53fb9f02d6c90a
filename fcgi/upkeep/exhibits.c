#include "exhibits.h"

#include "text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FILE_MOST ((size_t)1024 * 1024)

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* A note has no control characters but newlines. A file that went through Windows is told apart. */
static bool is_text(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] < ' ' && bytes[i] != '\n' && bytes[i] != '\r')
            return false;
    return utf8_valid(bytes, length);
}

static const char *take_text(struct exhibits *all, FILE *file, const char **text)
{
    char *bytes = arena_room(all->scratch, FILE_MOST + 1);
    size_t length = fread(bytes, 1, FILE_MOST + 1, file);

    if (ferror(file))
        return arena_string(all->arena, strerror(errno));
    if (!length)
        return "is empty";
    if (length > FILE_MOST)
        return "is larger than anything that a log hands out";
    if (!is_text(bytes, length))
        return "is no text";
    *text = arena_copy(all->arena, bytes, length);
    return NULL;
}

static const char *read_text(struct exhibits *all, const char *name, const char **text)
{
    FILE *file = fopen(name, "re");
    const char *wrong = file ? take_text(all, file, text) : arena_string(all->arena, strerror(errno));

    if (file)
        fclose(file);
    arena_reset(all->scratch);
    return wrong;
}

const char *exhibits_read_key(struct exhibits *all, const char *name)
{
    const char *text, *wrong = read_text(all, name, &text);

    return wrong ? wrong : note_read_key(all->arena, text, &all->key);
}

/* What a text is, told by its beginning, and the checkpoint in it. */
static const char *read_form(struct exhibits *all, const char *text, struct exhibit *out, const char **at)
{
    const char *wrong = NULL;

    *at = text;
    if (!strncmp(text, "c2sp.org/tlog-proof@", strlen("c2sp.org/tlog-proof@"))) {
        out->form = ROW_PROOF;
        wrong = note_read_proof(all->arena, text, &out->proof);
        *at = out->proof.checkpoint;
    } else if (!strncmp(text, "old ", strlen("old "))) {
        out->form = GROWTH;
        wrong = note_read_growth(all->arena, text, &out->growth);
        *at = out->growth.checkpoint;
    }
    return wrong;
}

static const char *read_file(struct exhibits *all, struct exhibit *out)
{
    const char *text, *at, *wrong = read_text(all, out->name, &text);

    if (wrong)
        return wrong;
    if (strchr(text, '\r'))
        return "has line ends of Windows, which nobody signed: take the file as it was sent";
    if (text[strlen(text) - 1] != '\n')
        return "breaks off in the middle of a line";
    wrong = read_form(all, text, out, &at);
    if (wrong)
        return wrong;
    wrong = note_read_checkpoint(all->arena, at, &all->key, &out->at);
    return !wrong || at == text ? wrong : arena_format(all->arena, "its last part %s", wrong);
}

/* --- judging ----------------------------------------------------------------------------------------------------- */

static const struct exhibit *find(const struct exhibits *all, uint64_t size)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->file[i].is_signed && all->file[i].at.root.size == size)
            return &all->file[i];
    return NULL;
}

/* Two roots of one size are what a log must never sign. */
static const char *judge_root(const struct exhibits *all, const struct exhibit *file)
{
    const struct exhibit *first = find(all, file->at.root.size);

    if (!memcmp(&first->at.root.hash, &file->at.root.hash, sizeof file->at.root.hash))
        return NULL;
    return arena_format(all->arena,
                        "contradicts %s: both are signed, and of the same %" PRIu64 " rows they tell different ones; "
                        "the log has two faces",
                        first->name, file->at.root.size);
}

static const char *judge_row(const struct exhibit *file)
{
    const struct row_proof *proof = &file->proof;

    if (!proof->row)
        return "does not hold the row itself, without which it says nothing";
    if (!tree_includes(&file->at.root, proof->index, tree_leaf(proof->row, proof->length), proof->path))
        return "does not lead to its checkpoint: the row, its index or the path to it was changed";
    return NULL;
}

static const char *judge_growth(const struct exhibits *all, const struct exhibit *file)
{
    static const struct exhibit nothing = { .name = "no rows at all" };
    const struct growth *growth = &file->growth;
    const struct exhibit *from = growth->old ? find(all, growth->old) : &nothing;

    if (growth->old > file->at.root.size)
        return "is no growth: its checkpoint has fewer rows than it begins with";
    if (!from)
        return arena_format(all->arena, "begins at %" PRIu64 " rows: name a checkpoint of that size too", growth->old);
    if (tree_grew(&from->at.root, &file->at.root, growth->path))
        return NULL;
    return arena_format(all->arena,
                        "does not lead from %s to its checkpoint: rows were changed or left out, or the path was",
                        from->name);
}

static const char *judge(const struct exhibits *all, const struct exhibit *file)
{
    const char *wrong = judge_root(all, file);

    if (!wrong && file->form == ROW_PROOF)
        wrong = judge_row(file);
    else if (!wrong && file->form == GROWTH)
        wrong = judge_growth(all, file);
    return wrong;
}

void exhibits_check(struct exhibits *all, char **names, size_t count)
{
    all->file = arena_alloc(all->arena, count * sizeof *all->file);
    for (; all->count < count; all->count++) {
        struct exhibit *file = &all->file[all->count];

        file->name = names[all->count];
        file->wrong = read_file(all, file);
        file->is_signed = !file->wrong;
    }
    for (size_t i = 0; i < count; i++)
        if (all->file[i].is_signed)
            all->file[i].wrong = judge(all, &all->file[i]);
}

/* --- what is left open ------------------------------------------------------------------------------------------- */

const struct exhibit *exhibits_newest(const struct exhibits *all)
{
    const struct exhibit *newest = NULL;

    for (size_t i = 0; i < all->count; i++)
        if (all->file[i].is_signed && (!newest || all->file[i].at.root.size > newest->at.root.size))
            newest = &all->file[i];
    return newest;
}

bool exhibits_leave_open(const struct exhibits *all, const struct exhibit *file)
{
    uint64_t size = file->at.root.size;

    if (file->wrong || find(all, size) != file || size == exhibits_newest(all)->at.root.size)
        return false;
    for (size_t i = 0; i < all->count; i++)
        if (!all->file[i].wrong && all->file[i].form == GROWTH && all->file[i].growth.old == size &&
            all->file[i].at.root.size > size)
            return false;
    return true;
}
