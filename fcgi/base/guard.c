#include "guard.h"
#include "folder.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FORM     "%08" PRIx32 " %08" PRIx32 "\n"
#define LENGTH   18 /* of what FORM writes */
#define PAUSE_MS 5
#define TRIES    400 /* pauses until who holds it alone is no longer waited for */

static bool path_beside(char path[PATH_MAX], const char *database, const char *ending)
{
    if (snprintf(path, PATH_MAX, "%s%s", database, ending) < PATH_MAX)
        return true;
    errno = ENAMETOOLONG;
    return false;
}

/* Root's commands leave it to whom the database belongs. */
static int make_file(const char *path, const char *database)
{
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    struct stat status;

    if (file < 0)
        return errno == EEXIST ? open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (!stat(database, &status) && geteuid() == 0 && fchown(file, status.st_uid, status.st_gid)) {
        close(file);
        return -1;
    }
    folder_sync(path);
    return file;
}

static int open_file(const char *database, bool make)
{
    char path[PATH_MAX];
    int file;

    if (!path_beside(path, database, "-guard"))
        return -1;
    file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 && (errno == EACCES || errno == EROFS))
        file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0 && errno == ENOENT && make)
        file = make_file(path, database);
    return file;
}

/* Who only looks whether nobody else is there holds it alone for an instant. */
static bool share(int file)
{
    for (int i = 0; i < TRIES; i++) {
        if (!flock(file, LOCK_SH | LOCK_NB))
            return true;
        nanosleep(&(struct timespec){ 0, PAUSE_MS * 1000000 }, NULL);
    }
    return false;
}

static bool read_marks(int file, struct marks *marks)
{
    char text[LENGTH + 1] = "";

    return file >= 0 && pread(file, text, LENGTH, 0) == LENGTH &&
           sscanf(text, "%8" SCNx32 " %8" SCNx32, &marks->earlier, &marks->latest) == 2;
}

bool guard_note(struct guard *guard, struct marks marks)
{
    char text[LENGTH + 1];

    snprintf(text, sizeof text, FORM, marks.earlier, marks.latest);
    if (pwrite(guard->file, text, LENGTH, 0) != LENGTH || fsync(guard->file))
        return false;
    guard->marks = marks;
    return true;
}

uint32_t guard_mark(uint32_t random, bool backup)
{
    return backup ? (random & ~UINT32_C(1)) | 2 : random | 1;
}

static bool is_backup(uint32_t mark)
{
    return mark && !(mark & 1);
}

static bool is_one_of(const struct marks *marks, uint32_t mark)
{
    return mark == marks->earlier || mark == marks->latest;
}

static bool has_log(const char *database)
{
    char path[PATH_MAX];
    struct stat status;

    for (const char *const *ending = (const char *const[]){ "-wal", "-journal", NULL }; *ending; ending++)
        if (path_beside(path, database, *ending) && !stat(path, &status) && status.st_size > 0)
            return true;
    return false;
}

/* What is known of a file by its mark. */
struct look {
    bool guarded; /* there are marks to compare with */
    bool whole;   /* it has a mark of its own */
    bool known;
    uint32_t mark;
};

/* Again until the guard stays the same meanwhile: others may be giving the file a new mark. */
static struct look look(struct guard *guard, const struct guarded *guarded)
{
    struct look look;
    struct marks after;

    do {
        look = (struct look){ .guarded = read_marks(guard->file, &guard->marks) };
        look.whole = guarded->mark(guarded->file, &look.mark);
        look.known = look.whole && is_one_of(&guard->marks, look.mark);
        after = guard->marks;
    } while (!look.known && look.guarded && read_marks(guard->file, &after) &&
             memcmp(&after, &guard->marks, sizeof after) != 0);
    return look;
}

/* Without marks to compare with, SQLite's rule holds but for what cannot be. */
static bool fits(const struct look *look, const char *database)
{
    bool good = look->guarded ? look->known : look->whole && !is_backup(look->mark);

    return good || !has_log(database);
}

bool guard_fits(struct guard *guard, const char *database, const struct guarded *guarded)
{
    struct look found = look(guard, guarded);

    return fits(&found, database);
}

/* A file without a log that was put there while nobody had the one before open is good, and known from now on. */
static enum guard_verdict judge(struct guard *guard, const char *database, const struct guarded *guarded, bool alone)
{
    struct look found = look(guard, guarded);

    if (!fits(&found, database))
        return GUARD_FOREIGN;
    if (found.known)
        return GUARD_GOOD;
    if (found.guarded && !alone)
        return GUARD_OTHERS;
    if (found.guarded)
        guard_note(guard, (struct marks){ found.mark, found.mark });
    guard->marks = (struct marks){ found.mark, found.mark };
    return GUARD_GOOD;
}

static enum guard_verdict enter(struct guard *guard, const char *database, const struct guarded *guarded)
{
    bool alone = guard->file >= 0 && !flock(guard->file, LOCK_EX | LOCK_NB);
    enum guard_verdict verdict;

    if (guard->file >= 0 && !alone && !share(guard->file))
        return GUARD_HELD;
    verdict = judge(guard, database, guarded, alone);
    return alone && !share(guard->file) ? GUARD_HELD : verdict;
}

enum guard_verdict guard_enter(struct guard *guard, const char *database, const struct guarded *guarded, bool make)
{
    enum guard_verdict verdict;

    *guard = (struct guard){ .file = open_file(database, make) };
    if (guard->file < 0 && (make || errno != ENOENT))
        return GUARD_FAILED;
    verdict = enter(guard, database, guarded);
    if (verdict != GUARD_GOOD)
        guard_leave(guard);
    return verdict;
}

/* Who holds no guard, since none was there or another holds it alone for him. */
static bool stays_unguarded(struct guard *guard, const char *database, const struct guarded *guarded)
{
    uint32_t mark;

    if (guarded->mark(guarded->file, &mark) && is_one_of(&guard->marks, mark))
        return true;
    guard->file = open_file(database, false);
    return guard->file >= 0 && share(guard->file) && look(guard, guarded).known;
}

/* By what the guard says now: a copy made when this one entered has a mark that was good then. */
bool guard_stays(struct guard *guard, const char *database, const struct guarded *guarded)
{
    return guard->file < 0 ? stays_unguarded(guard, database, guarded) : look(guard, guarded).known;
}

enum guard_verdict guard_claim(struct guard *guard, const char *database)
{
    *guard = (struct guard){ .file = open_file(database, true) };
    if (guard->file < 0)
        return GUARD_FAILED;
    if (!flock(guard->file, LOCK_EX | LOCK_NB))
        return GUARD_GOOD;
    guard_leave(guard);
    return GUARD_HELD;
}

void guard_leave(struct guard *guard)
{
    if (guard->file >= 0)
        close(guard->file);
    guard->file = -1;
}
