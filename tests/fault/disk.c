/* Loaded into a process before libc: stands between it and the files of the database.
 *
 * DISK_LOG names a file to append to: every write, truncation and sync of the database and its log is noted there, with
 * the time, so that a test can say what a disk would hold had the power gone at any instant. A record is a header and
 * the bytes that were written. Of other files and of folders what is noted is that they were synced, with their path,
 * and that a file got a name, with the old path and the new.
 *
 * DISK_STEPS names a file to append a line to for each step that changes a file of the database, `guichet.db` and what
 * is called like it: what, and the file's name. DISK_AT is the number of the step, from 1, at which the process is
 * killed instead; with DISK_ERROR, an errno, writing fails with it from there on.
 *
 * DISK_FAULT names a file that holds a number of an errno: as long as it exists, writing fails with that error. When it
 * is EROFS, so does opening to write, as on a file system that became read-only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { WRITE = 1, SYNC, TRUNCATE, NAME };

struct record {
    int64_t at_ns; /* CLOCK_MONOTONIC, after the call: a sync counts from when it was done */
    int64_t offset, length;
    int32_t what;
    char file; /* d database, w log, o another */
    char padding[3];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int journal = -1;

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* Where an open file or folder is; empty when that cannot be told. */
static void path_of(int descriptor, char path[PATH_MAX])
{
    char link[64];
    ssize_t length;

    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    length = readlink(link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = '\0';
}

/* 0 for a file that is none of ours. */
static char kind_of(int descriptor)
{
    char path[PATH_MAX];
    size_t length;

    path_of(descriptor, path);
    length = strlen(path);
    if (length > 11 && !strcmp(path + length - 11, "/guichet.db"))
        return 'd';
    return length > 15 && !strcmp(path + length - 15, "/guichet.db-wal") ? 'w' : 0;
}

/* What is wrong with the disk now; 0 for nothing. */
static int fault(void)
{
    const char *path = getenv("DISK_FAULT");
    FILE *file = path ? fopen(path, "r") : NULL;
    int found = 0;

    if (file) {
        if (fscanf(file, "%d", &found) != 1)
            found = 0;
        fclose(file);
    }
    return found;
}

static void tell_step(const char *what, const char *name)
{
    char line[PATH_MAX];
    int length = snprintf(line, sizeof line, "%s %s\n", what, name);
    int file = getenv("DISK_STEPS") ? open(getenv("DISK_STEPS"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;

    if (file >= 0 && write(file, line, (size_t)length) != length)
        abort();
    if (file >= 0)
        close(file);
}

/* What is wrong with this step; 0 for nothing. */
static int step(const char *what, const char *path)
{
    static atomic_int count;
    const char *name = strrchr(path, '/'), *at = getenv("DISK_AT"), *error = getenv("DISK_ERROR");

    if (!name || strncmp(name, "/guichet.db", 11))
        return 0;
    tell_step(what, name + 1);
    if (!at || ++count < atoi(at))
        return 0;
    if (!error)
        raise(SIGKILL);
    return atoi(error);
}

static int step_of(const char *what, int descriptor)
{
    char path[PATH_MAX];

    path_of(descriptor, path);
    return step(what, path);
}

static bool fails(int error)
{
    if (error)
        errno = error;
    return error != 0;
}

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);

static void note(char file, int what, int64_t offset, const void *bytes, size_t length)
{
    struct record record = { now_ns(), offset, (int64_t)length, what, file, { 0 } };
    struct iovec parts[] = { { &record, sizeof record }, { (void *)(uintptr_t)bytes, bytes ? length : 0 } };

    pthread_mutex_lock(&lock);
    if (journal < 0 && getenv("DISK_LOG"))
        journal = open(getenv("DISK_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    /* In one piece: the workers and the mailer append to the same file. */
    if (journal >= 0 && writev(journal, parts, 2) < 0)
        abort();
    pthread_mutex_unlock(&lock);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset)
{
    char kind = kind_of(descriptor);
    ssize_t written;

    if (!real_pwrite)
        real_pwrite = (ssize_t(*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");
    if ((kind && fails(fault())) || fails(step_of("write", descriptor)))
        return -1;
    written = real_pwrite(descriptor, bytes, length, offset);
    if (kind && written > 0)
        note(kind, WRITE, offset, bytes, (size_t)written);
    return written;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset)
{
    return pwrite64(descriptor, bytes, length, offset);
}

static int synced(int (*real)(int), int descriptor)
{
    char kind = kind_of(descriptor), path[PATH_MAX];
    int status;

    if ((kind && fails(fault())) || fails(step_of("sync", descriptor)))
        return -1;
    status = real(descriptor);
    path_of(descriptor, path);
    if (!status)
        note(kind ? kind : 'o', SYNC, 0, kind ? NULL : path, kind ? 0 : strlen(path));
    return status;
}

static int named(int (*real)(const char *, const char *), const char *from, const char *to)
{
    char both[2 * PATH_MAX];
    int status = (step("name", to), real(from, to)), length = snprintf(both, sizeof both, "%s\n%s", from, to);

    if (!status)
        note('o', NAME, 0, both, (size_t)length);
    return status;
}

int rename(const char *from, const char *to)
{
    return named((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"), from, to);
}

int link(const char *from, const char *to)
{
    return named((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "link"), from, to);
}

int unlink(const char *path)
{
    step("remove", path);
    return ((int (*)(const char *))dlsym(RTLD_NEXT, "unlink"))(path);
}

int fdatasync(int descriptor)
{
    return synced((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"), descriptor);
}

int fsync(int descriptor)
{
    return synced((int (*)(int))dlsym(RTLD_NEXT, "fsync"), descriptor);
}

int ftruncate64(int descriptor, off_t length)
{
    static int (*real)(int, off_t);
    char kind = kind_of(descriptor);
    int status;

    if (!real)
        real = (int (*)(int, off_t))dlsym(RTLD_NEXT, "ftruncate64");
    if ((kind && fails(fault())) || fails(step_of("truncate", descriptor)))
        return -1;
    status = real(descriptor, length);
    if (kind && !status)
        note(kind, TRUNCATE, length, NULL, 0);
    return status;
}

int ftruncate(int descriptor, off_t length)
{
    return ftruncate64(descriptor, length);
}

static bool is_ours(const char *path)
{
    const char *name = strrchr(path, '/');

    return name && !strncmp(name, "/guichet.db", 11);
}

int open64(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    mode_t mode = 0;
    va_list more;

    if (flags & O_CREAT) {
        va_start(more, flags);
        mode = va_arg(more, mode_t);
        va_end(more);
    }
    if (!real)
        real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
    if ((flags & (O_WRONLY | O_RDWR)) && is_ours(path) && fault() == EROFS) {
        errno = EROFS;
        return -1;
    }
    return real(path, flags, mode);
}
