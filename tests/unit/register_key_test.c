/* The register's key file: who signs, in which name, and what is refused as the server's own file would be. */
#include "register_key.h"

#include "capture.h"
#include "check.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEED  "57d6f4ac08c1ba6f2ec0c8cb4c5a4a1b00112233445566778899aabbccddeeff"
#define OTHER "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static struct arena *arena;
static char folder[] = "/tmp/register_key_test.XXXXXX";
static char path[64];

static bool load(const char *content, mode_t mode, struct register_keys *keys)
{
    FILE *file = fopen(path, "w");

    if (!file)
        return false;
    fputs(content, file);
    fclose(file);
    return chmod(path, mode) == 0 && register_keys_load(keys, path, "desk.example/register");
}

static void a_log_has_the_name_of_its_place(void)
{
    CHECK_TEXT(register_origin(arena, "https://desk.example/"), "desk.example/register");
    CHECK_TEXT(register_origin(arena, "http://localhost:8080/desk/"), "localhost:8080/desk/register");
}

static void the_first_signs_and_all_are_known(void)
{
    struct register_keys keys;
    struct checkpoint at = { .origin = "desk.example/register" }, read;
    const char *note;

    CHECK(load("k2 " SEED "\nk1 " OTHER "\n", 0600, &keys) && keys.count == 2);
    note = note_sign(arena, note_write_checkpoint(arena, &at), &keys.signer[0]);
    CHECK(!note_read_checkpoint(arena, note, &keys.signer[0].key, &read));
    CHECK_TEXT(note_read_checkpoint(arena, note, &keys.signer[1].key, &read), "is not signed by this key");
}

static void one_that_was_made_signs(void)
{
    struct register_keys first, second;

    unlink(path);
    CHECK(keys_create(path) && register_keys_load(&first, path, "a.example/register") && first.count == 1);
    CHECK(keys_rotate(path) && register_keys_load(&second, path, "a.example/register") && second.count == 2);
    CHECK_TEXT(note_write_key(arena, &second.signer[1].key), note_write_key(arena, &first.signer[0].key));
    CHECK(strcmp(note_write_key(arena, &second.signer[0].key), note_write_key(arena, &first.signer[0].key)) != 0);
}

static void what_is_refused_is_refused_in_the_same_words(void)
{
    struct register_keys keys;
    const char *said;

    capture_begin(stderr);
    CHECK(!load("k1 " SEED "\n", 0640, &keys) && !keys.count);
    CHECK(!load("k1 0011\n", 0600, &keys) && !keys.count);
    CHECK(!load("", 0600, &keys) && !keys.count);
    unlink(path);
    CHECK(!register_keys_load(&keys, path, "desk.example/register") && !keys.count);
    said = capture_end();
    CHECK(strstr(said, "others may use this file: chmod 600"));
    CHECK(strstr(said, "a key is 64 hexadecimal digits"));
    CHECK(strstr(said, "there is no key"));
    CHECK(strstr(said, "No such file or directory"));
    CHECK(!strstr(said, "57d6f4ac"));
}

int main(void)
{
    if (!secret_start() || !mkdtemp(folder))
        return 1;
    arena = arena_new();
    snprintf(path, sizeof path, "%s/register.key", folder);
    a_log_has_the_name_of_its_place();
    the_first_signs_and_all_are_known();
    one_that_was_made_signs();
    what_is_refused_is_refused_in_the_same_words();
    CHECK(rmdir(folder) == 0);
    arena_free(arena);
    return check_end();
}
