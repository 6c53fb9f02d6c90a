/* The key file: what is read, what is refused, how one is made. */
#include "keys.h"

#include "check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define HEX   "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF"
#define OTHER "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static char folder[] = "/tmp/keys_test.XXXXXX";
static char path[64];

static bool load_with_mode(const char *content, mode_t mode, struct keys *keys)
{
    FILE *file = fopen(path, "w");

    if (!file)
        return false;
    fputs(content, file);
    fclose(file);
    return chmod(path, mode) == 0 && keys_load(keys, path);
}

static bool load(const char *content, struct keys *keys)
{
    return load_with_mode(content, 0600, keys);
}

static void reads_keys_comments_and_blank_lines(void)
{
    struct keys keys;

    CHECK(load("# made in spring\n\n  k2 \t" HEX "  \r\n   # before\nk1 " OTHER, &keys));
    CHECK(keys.count == 2);
    CHECK_TEXT(keys.key[0].kid, "k2");
    CHECK(keys.key[0].bytes[0] == 0x00 && keys.key[0].bytes[1] == 0x11 && keys.key[0].bytes[31] == 0xff);
    CHECK(keys_find(&keys, "k1") == &keys.key[1]);
    CHECK(keys_find(&keys, "k2") == &keys.key[0]);
    CHECK(!keys_find(&keys, "k3"));
    CHECK(!keys_find(&keys, "K1"));
    CHECK(!keys_find(&keys, ""));
    CHECK(load("abcdefghij012345 " HEX "\n", &keys));
}

static void refuses_what_is_no_key(void)
{
    struct keys keys;

    CHECK(!load("", &keys));
    CHECK(!load("# nothing\n", &keys));
    CHECK(!load("k1\n", &keys));
    CHECK(!load("k1 00112233\n", &keys));
    CHECK(!load("k1 " HEX "00\n", &keys));
    CHECK(!load("k1 x0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n", &keys));
    CHECK(!load("k1 " HEX " k2\n", &keys));
    CHECK(!load("K1 " HEX "\n", &keys));
    CHECK(!load("k-1 " HEX "\n", &keys));
    CHECK(!load("abcdefghij0123456 " HEX "\n", &keys));
    CHECK(!load(HEX "\n", &keys));
    CHECK(!load("k1 " HEX "\nk1 " OTHER "\n", &keys));
    CHECK(!load("k1 " HEX "\nrubbish\n", &keys));
}

static void refuses_too_many_and_too_long(void)
{
    struct keys keys;
    char many[9 * 80] = "", line[80], wide[400];

    for (int i = 1; i <= 9; i++) {
        snprintf(line, sizeof(line), "k%d " HEX "\n", i);
        strcat(many, line);
        CHECK(load(many, &keys) == (i <= KEYS_MOST));
    }
    memset(wide, ' ', sizeof(wide));
    memcpy(wide + 300, "k1 " HEX "\n", 69);
    CHECK(!load(wide, &keys));
}

static void refuses_a_file_that_others_may_use(void)
{
    struct keys keys;

    CHECK(load_with_mode("k1 " HEX "\n", 0400, &keys));
    CHECK(!load_with_mode("k1 " HEX "\n", 0640, &keys));
    chmod(path, 0600);
    CHECK(!load_with_mode("k1 " HEX "\n", 0604, &keys));
    chmod(path, 0600);
    CHECK(!load_with_mode("k1 " HEX "\n", 0620, &keys));
    CHECK(!keys_load(&keys, folder));
    CHECK(!keys_load(&keys, "/nonexistent/keys"));
    unlink(path);
    CHECK(mkfifo(path, 0600) == 0 && !keys_load(&keys, path));
    unlink(path);
}

static void makes_a_file_once(void)
{
    struct keys first, second;
    struct stat about;

    CHECK(keys_create(path));
    CHECK(stat(path, &about) == 0 && (about.st_mode & 07777) == 0600);
    CHECK(keys_load(&first, path) && first.count == 1);
    CHECK(keys_create(path));
    CHECK(keys_load(&second, path) && !memcmp(&first, &second, sizeof(first)));
    unlink(path);
    CHECK(keys_create(path) && keys_load(&second, path));
    CHECK(memcmp(first.key[0].bytes, second.key[0].bytes, SECRET_KEY_BYTES) != 0);
    unlink(path);
    CHECK(!keys_create("/nonexistent/keys"));
}

/* Each of several programs that start together must find one and the same whole key. */
static void makes_one_file_for_all(void)
{
    struct keys first, keys;
    int good = 0, status;

    for (int i = 0; i < 8; i++) {
        if (fork() == 0)
            _exit(!(keys_create(path) && keys_load(&keys, path)));
    }
    while (wait(&status) > 0)
        good += status == 0;
    CHECK(good == 8);
    CHECK(keys_load(&first, path));
    unlink(path);
    CHECK(rmdir(folder) == 0); /* no draft is left */
}

int main(void)
{
    if (!secret_start() || !mkdtemp(folder))
        return 1;
    snprintf(path, sizeof(path), "%s/keys", folder);
    reads_keys_comments_and_blank_lines();
    refuses_what_is_no_key();
    refuses_too_many_and_too_long();
    refuses_a_file_that_others_may_use();
    makes_a_file_once();
    makes_one_file_for_all();
    return check_end();
}
