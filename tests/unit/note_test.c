/* The register's texts: a log of five rows makes the worked example byte for byte, which four other programs have read
 * (tests/proof/README.md); what is read, and what is refused and why. */
#include "note.h"

#include "check.h"

#include <stdlib.h>

#define ROWS 5

static struct arena *arena;
static const char *row[ROWS];
static struct tree_hash leaf[ROWS];
static struct note_signer signer;

static const char *golden(const char *name)
{
    const char *path = arena_format(arena, "tests/proof/%s", name);
    FILE *file = fopen(path, "r");
    char text[4096];
    size_t length = file ? fread(text, 1, sizeof text, file) : 0;

    CHECK(file && length < sizeof text);
    if (file)
        fclose(file);
    return arena_copy(arena, text, length);
}

static bool read_leaf(void *context, unsigned level, uint64_t place, size_t count, struct tree_hash *out)
{
    (void)context;
    if (level || place + count > ROWS)
        return false;
    memcpy(out, leaf + place, count * sizeof *out);
    return true;
}

static const struct tree_store store = { read_leaf, NULL };

/* --- what is written --------------------------------------------------------------------------------------------- */

static const char *checkpoint_of(uint64_t size)
{
    struct checkpoint checkpoint = { .origin = signer.key.name };

    CHECK(tree_root_of(&store, size, &checkpoint.root));
    return note_sign(arena, note_write_checkpoint(arena, &checkpoint), &signer);
}

/* The witness's line comes from the witness. */
static const char *witnessed(uint64_t size)
{
    const char *line = strstr(golden(size == 3 ? "checkpoint-3" : "checkpoint-5"), "\xE2\x80\x94 nordbank");

    return note_add_lines(arena, checkpoint_of(size), line ? line : "");
}

static void checkpoints_are_as_in_the_example(void)
{
    CHECK_TEXT(note_write_key(arena, &signer.key), golden("log.vkey"));
    CHECK_TEXT(witnessed(3), golden("checkpoint-3"));
    CHECK_TEXT(witnessed(5), golden("checkpoint-5"));
}

static void proofs_are_as_in_the_example(void)
{
    for (uint64_t i = 2; i < ROWS; i++) {
        struct row_proof proof = { row[i], strlen(row[i]), i, { 0 }, witnessed(5) };
        char name[] = "row-0.tlog-proof";

        name[4] = (char)('0' + i);
        CHECK(tree_path_of(&store, arena, ROWS, i, &proof.path));
        CHECK_TEXT(note_write_proof(arena, &proof), golden(name));
    }
}

static void growth_is_as_in_the_example(void)
{
    struct growth growth = { 3, { 0 }, witnessed(5) };

    CHECK(tree_growth_of(&store, arena, ROWS, 3, &growth.path));
    CHECK_TEXT(note_write_growth(arena, &growth), golden("grown-3-5"));
}

/* After a key was changed the first checkpoint is signed by both. */
static void a_note_may_be_signed_twice(void)
{
    struct note_signer next = note_signer_of(signer.key.name, (const unsigned char *)"the seed that comes after this.");
    const char *note = note_sign(arena, checkpoint_of(3), &next);
    struct checkpoint read;

    CHECK(!note_read_checkpoint(arena, note, &signer.key, &read));
    CHECK(!note_read_checkpoint(arena, note, &next.key, &read));
    CHECK_TEXT(note_read_checkpoint(arena, checkpoint_of(3), &next.key, &read), "is not signed by this key");
}

static void lines_of_others_are_added_as_they_are_or_not_at_all(void)
{
    static const char line[] = "\xE2\x80\x94 w.example QUJDREU=\n";
    const char *note = checkpoint_of(3);

    CHECK_TEXT(note_add_lines(arena, note, ""), note);
    CHECK_TEXT(note_add_lines(arena, note, line), arena_format(arena, "%s%s", note, line));
    CHECK(!note_add_lines(arena, "desk.example/register\n3\n", line));
    CHECK(!note_add_lines(arena, note, arena_format(arena, "%s\n", line)));
    CHECK(!note_add_lines(arena, note, "<html>\n"));
    CHECK(!note_add_lines(arena, note, "- w.example QUJDREU=\n"));
    CHECK(!note_add_lines(arena, note, "\xE2\x80\x94 w.example QUJDREU="));
    CHECK(!note_add_lines(arena, note, "\xE2\x80\x94 w.example QUJD\n"));
    CHECK(!note_add_lines(arena, note, "\xE2\x80\x94 w.example QUJDREU\n"));
    CHECK(!note_add_lines(arena, note, "\xE2\x80\x94 w+x QUJDREU=\n"));
    CHECK(!note_add_lines(arena, note, "\xE2\x80\x94  QUJDREU=\n"));
}

/* --- what is read ------------------------------------------------------------------------------------------------ */

static void what_is_written_is_read(void)
{
    struct row_proof proof;
    struct growth growth;
    struct checkpoint at;
    struct note_key key;

    CHECK(!note_read_key(arena, golden("log.vkey"), &key) && !memcmp(key.key, signer.key.key, sizeof key.key));
    CHECK(!note_read_proof(arena, golden("row-2.tlog-proof"), &proof) && proof.index == 2 && proof.path.count == 3);
    CHECK_TEXT(proof.row, row[2]);
    CHECK(!note_read_checkpoint(arena, proof.checkpoint, &key, &at) && at.root.size == 5);
    CHECK(tree_includes(&at.root, proof.index, tree_leaf(proof.row, proof.length), proof.path));
    CHECK(!note_read_growth(arena, golden("grown-3-5"), &growth) && growth.old == 3 && growth.path.count == 4);
    CHECK_TEXT(growth.checkpoint, golden("checkpoint-5"));
}

/* The first piece of the text, replaced. */
static const char *with(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);

    CHECK(at);
    return at ? arena_format(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)) : text;
}

static const char *why_no_checkpoint(const char *text)
{
    struct checkpoint read;

    return note_read_checkpoint(arena, text, &signer.key, &read);
}

static void a_checkpoint_is_refused_with_its_reason(void)
{
    static const char no[] = "is no checkpoint", changed[] = "was changed: what this key signed is another text",
                      odd[] = "has a line among its signatures that is none";
    const char *good = golden("checkpoint-5"), *mark = "\xE2\x80\x94 desk.example/register E";

    CHECK_TEXT(why_no_checkpoint(with(good, "\n5\n", "\n6\n")), changed);
    CHECK_TEXT(why_no_checkpoint(with(good, "yf6o", "yf7o")), changed);
    CHECK_TEXT(why_no_checkpoint(with(good, "A0=\n\n", "A0=\nmore\n\n")), changed);
    CHECK_TEXT(why_no_checkpoint(with(good, "E+5P2GJ", "E+5P2GK")), changed);
    CHECK_TEXT(why_no_checkpoint(with(good, "\n5\n", "\n05\n")), no);
    CHECK_TEXT(why_no_checkpoint(with(good, "\n5\n", "\n-5\n")), no);
    CHECK_TEXT(why_no_checkpoint(with(good, "\n5\n", "\n1000000000000000000\n")), no);
    CHECK_TEXT(why_no_checkpoint(with(good, "A0=", "A1=")), no);
    CHECK_TEXT(why_no_checkpoint(with(good, "A0=", "A0")), no);
    CHECK_TEXT(why_no_checkpoint(with(good, "desk.example/register\n", "")), no);
    CHECK_TEXT(why_no_checkpoint(""), no);
    CHECK_TEXT(why_no_checkpoint(with(good, "desk.", "task.")), "is of another log, task.example/register");
    CHECK_TEXT(why_no_checkpoint(with(good, mark, "\xE2\x80\x94 desk.example/register F")),
               "is not signed by this key");
    CHECK_TEXT(why_no_checkpoint(with(good, mark, "\xE2\x80\x94 desk.example/registry E")),
               "is not signed by this key");
    CHECK_TEXT(why_no_checkpoint(with(good, mark, "- desk.example/register E")), odd);
    CHECK_TEXT(why_no_checkpoint(with(good, "\xE2\x80\x94 nord", "\n\xE2\x80\x94 nord")), odd);
    CHECK_TEXT(why_no_checkpoint(arena_copy(arena, good, strlen(good) - 1)), odd);
    CHECK_TEXT(why_no_checkpoint(arena_copy(arena, good, (size_t)(strstr(good, "\n\n") - good) + 1)),
               "is a checkpoint that nobody has signed");
    CHECK_TEXT(why_no_checkpoint(arena_copy(arena, good, (size_t)(strstr(good, "\n\n") - good) + 2)),
               "is a checkpoint that nobody has signed");
}

/* Lines that the format leaves to others are signed as well. */
static void further_lines_of_a_checkpoint_are_let_be(void)
{
    const char *text = with(golden("checkpoint-3"), "\n\n", "\nmore\n\n");

    CHECK(!why_no_checkpoint(
        note_sign(arena, arena_copy(arena, text, (size_t)(strstr(text, "\n\n") - text) + 1), &signer)));
}

static const char *why_no_key(const char *text)
{
    struct note_key key;

    return note_read_key(arena, text, &key);
}

static void a_key_is_refused_with_its_reason(void)
{
    static const char no[] = "is no verifier key, such as desk.example/register+13ee4fd8+AftxvhxfqVay...";
    const char *good = golden("log.vkey"), *other = "is a verifier key whose digits belong to another one";

    CHECK(!why_no_key(arena_copy(arena, good, strlen(good) - 1)));
    CHECK(!why_no_key(with(good, "\n", "\r\n")));
    CHECK_TEXT(why_no_key(""), no);
    CHECK_TEXT(why_no_key("+13ee4fd8+Aftx"), no);
    CHECK_TEXT(why_no_key("desk.example/register"), no);
    CHECK_TEXT(why_no_key("desk.example/register+13ee"), no);
    CHECK_TEXT(why_no_key(golden("checkpoint-3")), no);
    CHECK_TEXT(why_no_key(with(good, "desk", "task")), other);
    CHECK_TEXT(why_no_key(with(good, "+13ee", "+13ef")), other);
    CHECK_TEXT(why_no_key(with(good, "+Aftx", "+Afty")), other);
    CHECK_TEXT(why_no_key(with(good, "+Aftx", "+Bftx")), "is no verifier key for Ed25519");
    CHECK_TEXT(why_no_key(with(good, "R7I", "R7")), "is no verifier key for Ed25519");
    CHECK_TEXT(why_no_key(arena_format(arena, "%s%s", good, good)), "holds more than one verifier key");
}

static void a_proof_is_refused(void)
{
    const char *proof = golden("row-2.tlog-proof"), *growth = golden("grown-3-5"), *many = "", *hash = "PpSP";
    struct row_proof row_read;
    struct growth growth_read;

    for (int i = 0; i <= TREE_PATH_MOST; i++)
        many = arena_format(arena, "%sPpSPYbzj5VxrNVN3wedGZLKUlpqp8YrCLjRFw378HWo=\n", many);
    CHECK(note_read_proof(arena, with(proof, "@v1", "@v2"), &row_read));
    CHECK(note_read_proof(arena, with(proof, "index 2", "index 02"), &row_read));
    CHECK(note_read_proof(arena, with(proof, "index 2", "index  2"), &row_read));
    CHECK(note_read_proof(arena, with(proof, "index 2", "index"), &row_read));
    CHECK(note_read_proof(arena, with(proof, "extra ey", "extra *y"), &row_read));
    CHECK(note_read_proof(arena, with(proof, hash, "PpS"), &row_read));
    CHECK(note_read_proof(arena, with(proof, "PpSP", arena_format(arena, "%sPpSP", many)), &row_read));
    CHECK(note_read_proof(arena, "c2sp.org/tlog-proof@v1\nindex 2\n", &row_read));
    CHECK(note_read_proof(arena, "c2sp.org/tlog-proof@v1", &row_read));
    CHECK(note_read_growth(arena, with(growth, "old 3", "old 3 "), &growth_read));
    CHECK(note_read_growth(arena, with(growth, "old 3", "old three"), &growth_read));
    CHECK(note_read_growth(arena, with(growth, hash, "PpS"), &growth_read));
    CHECK(note_read_growth(arena, "old 3\n", &growth_read));
    CHECK(note_read_growth(arena, "", &growth_read));
}

/* A proof may come without its row. */
static void a_proof_without_a_row_is_one(void)
{
    const char *proof = golden("row-2.tlog-proof"), *extra = strstr(proof, "extra");
    struct row_proof read;

    proof = arena_format(arena, "%.*s%s", (int)(extra - proof), proof, strchr(extra, '\n') + 1);
    CHECK(!note_read_proof(arena, proof, &read) && !read.row && read.index == 2);
    CHECK_TEXT(note_write_proof(arena, &read), proof);
}

int main(void)
{
    unsigned char seed[SHA256_BYTES];

    arena = arena_new();
    if (!secret_start())
        return 1;
    secret_sha256(seed, (const struct piece[3]){ { "example log key", 15 } });
    signer = note_signer_of("desk.example/register", seed);
    for (int i = 0; i < ROWS; i++) {
        row[i] = golden(arena_format(arena, "row-%d.json", i));
        leaf[i] = tree_leaf(row[i], strlen(row[i]));
    }
    checkpoints_are_as_in_the_example();
    proofs_are_as_in_the_example();
    growth_is_as_in_the_example();
    a_note_may_be_signed_twice();
    lines_of_others_are_added_as_they_are_or_not_at_all();
    what_is_written_is_read();
    a_checkpoint_is_refused_with_its_reason();
    further_lines_of_a_checkpoint_are_let_be();
    a_key_is_refused_with_its_reason();
    a_proof_is_refused();
    a_proof_without_a_row_is_one();
    arena_free(arena);
    return check_end();
}
