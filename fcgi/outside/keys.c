#include "keys.h"

#include "folder.h"
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINE_ROOM 256
#define BLANKS    " \t\r\n"

static bool refuse(const char *path, int line, const char *reason)
{
    LOG_ERROR("keys", LOG_TEXT("path", path), LOG_NUMBER("line", line), LOG_TEXT("reason", reason));
    return false;
}

const struct key *keys_find(const struct keys *keys, const char *kid)
{
    for (int i = 0; i < keys->count; i++) {
        if (!strcmp(keys->key[i].kid, kid))
            return &keys->key[i];
    }
    return NULL;
}

static bool read_kid(char out[KID_ROOM], const char *word)
{
    size_t length = strlen(word);

    if (length == 0 || length >= KID_ROOM || strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789") != length)
        return false;
    memcpy(out, word, length + 1);
    return true;
}

static bool read_bytes(unsigned char out[SECRET_KEY_BYTES], const char *word)
{
    if (strlen(word) != 2 * SECRET_KEY_BYTES || strspn(word, "0123456789abcdefABCDEF") != 2 * SECRET_KEY_BYTES)
        return false;
    for (int i = 0; i < SECRET_KEY_BYTES; i++)
        out[i] = (unsigned char)strtoul((const char[]){ word[2 * i], word[2 * i + 1], '\0' }, NULL, 16);
    return true;
}

/* Adds the key of a line, if it holds one; returns what is wrong with it, or NULL. */
static const char *read_line(struct keys *keys, char *line)
{
    struct key key = { 0 };
    char *rest = NULL;
    const char *kid = strtok_r(line, BLANKS, &rest);
    const char *bytes = strtok_r(NULL, BLANKS, &rest);

    if (!kid || kid[0] == '#')
        return NULL;
    if (!read_kid(key.kid, kid))
        return "the name of a key is 1 to 16 of a-z and 0-9";
    if (!bytes || !read_bytes(key.bytes, bytes))
        return "a key is 64 hexadecimal digits";
    if (strtok_r(NULL, BLANKS, &rest))
        return "nothing may follow the key";
    if (keys_find(keys, key.kid))
        return "the name of this key is taken by an earlier line";
    if (keys->count == KEYS_MOST)
        return "there are more than 8 keys";
    keys->key[keys->count++] = key;
    return NULL;
}

static bool read_file(struct keys *keys, FILE *file, const char *path)
{
    char line[LINE_ROOM];

    for (int number = 1; fgets(line, sizeof(line), file); number++) {
        const char *reason = strlen(line) == sizeof(line) - 1 ? "the line is too long" : read_line(keys, line);

        if (reason)
            return refuse(path, number, reason);
    }
    if (ferror(file))
        return refuse(path, 0, strerror(errno));
    return keys->count > 0 || refuse(path, 0, "there is no key");
}

bool keys_load(struct keys *keys, const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not hold up the start */
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "r");
    struct stat about;
    bool good;

    *keys = (struct keys){ 0 };
    if (!file)
        return refuse(path, 0, strerror(errno));

    if (fstat(descriptor, &about))
        good = refuse(path, 0, strerror(errno));
    else if (!S_ISREG(about.st_mode))
        good = refuse(path, 0, "this is no regular file");
    else if (about.st_mode & (S_IRWXG | S_IRWXO))
        good = refuse(path, 0, "others may use this file: chmod 600");
    else
        good = read_file(keys, file, path);
    fclose(file);
    return good;
}

static void write_hex(char *out, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

static bool write_key(int descriptor)
{
    unsigned char kid[4], bytes[SECRET_KEY_BYTES];
    char kid_hex[2 * sizeof(kid) + 1], bytes_hex[2 * sizeof(bytes) + 1];

    secret_random(kid, sizeof(kid));
    secret_random(bytes, sizeof(bytes));
    write_hex(kid_hex, kid, sizeof(kid));
    write_hex(bytes_hex, bytes, sizeof(bytes));
    return dprintf(descriptor, "%s %s\n", kid_hex, bytes_hex) > 0;
}

/* A file beside the one it is to become: exclusive, mode 0600. -1, with a line on stderr, when it cannot be made. */
static int open_draft(char draft[PATH_MAX], const char *path)
{
    int descriptor;

    if (snprintf(draft, PATH_MAX, "%s.XXXXXX", path) >= PATH_MAX) {
        refuse(path, 0, strerror(ENAMETOOLONG));
        return -1;
    }
    descriptor = mkostemp(draft, O_CLOEXEC);
    if (descriptor < 0)
        refuse(path, 0, strerror(errno));
    return descriptor;
}

/* The file gets its name only when it is whole, and only if the name is free: of two programs that start together, one
 * makes the key and the other finds it. */
bool keys_create(const char *path)
{
    char draft[PATH_MAX];
    int descriptor;
    bool good;

    if (access(path, F_OK) == 0)
        return true;
    descriptor = open_draft(draft, path);
    if (descriptor < 0)
        return false;

    good = (write_key(descriptor) && fsync(descriptor) == 0 && (link(draft, path) == 0 || errno == EEXIST) &&
            folder_sync(path)) ||
           refuse(path, 0, strerror(errno));
    close(descriptor);
    unlink(draft);
    return good;
}

static bool write_old_keys(int descriptor, const struct keys *keys)
{
    char bytes_hex[2 * SECRET_KEY_BYTES + 1];

    for (int i = 0; i < keys->count && i < KEYS_MOST - 1; i++) {
        write_hex(bytes_hex, keys->key[i].bytes, SECRET_KEY_BYTES);
        if (dprintf(descriptor, "%s %s\n", keys->key[i].kid, bytes_hex) < 0)
            return false;
    }
    return true;
}

bool keys_rotate(const char *path)
{
    char draft[PATH_MAX];
    struct keys keys;
    int descriptor;
    bool good;

    if (!keys_load(&keys, path))
        return false;
    descriptor = open_draft(draft, path);
    if (descriptor < 0)
        return false;
    good = (write_key(descriptor) && write_old_keys(descriptor, &keys) && fsync(descriptor) == 0 &&
            rename(draft, path) == 0 && folder_sync(path)) ||
           refuse(path, 0, strerror(errno));
    close(descriptor);
    unlink(draft);
    return good;
}
