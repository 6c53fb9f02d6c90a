/* Who has a database open, and which log is its own. */
#include "guard.h"

#include "check.h"

#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/guard_test.XXXXXX", database[64];
static uint32_t in_file;
static bool whole = true;

static bool mark(void *unused, uint32_t *out)
{
    (void)unused;
    *out = in_file;
    return whole;
}

static const struct guarded guarded = { mark, NULL };

static const char *beside(const char *ending)
{
    static char path[128];

    snprintf(path, sizeof path, "%s%s", database, ending);
    return path;
}

static void put(const char *ending, const char *text)
{
    FILE *file = fopen(beside(ending), "w");

    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* Enters and leaves. */
static enum guard_verdict verdict(bool make)
{
    struct guard guard;
    enum guard_verdict found = guard_enter(&guard, database, &guarded, make);

    if (found == GUARD_GOOD)
        guard_leave(&guard);
    return found;
}

static void without_a_guard_only_what_cannot_be_is_refused(void)
{
    in_file = guard_mark(77, false);
    put("-wal", "a log");
    CHECK(verdict(false) == GUARD_GOOD);
    in_file = 0; /* as an older Guichet left it */
    CHECK(verdict(false) == GUARD_GOOD);
    in_file = guard_mark(77, true);
    CHECK(verdict(false) == GUARD_FOREIGN);
    whole = false;
    CHECK(verdict(false) == GUARD_FOREIGN);
    unlink(beside("-wal"));
    CHECK(verdict(false) == GUARD_GOOD);
    whole = true;
    CHECK(access(beside("-guard"), F_OK) != 0);
}

static void either_mark_is_its_own(void)
{
    struct guard guard;

    in_file = 5;
    CHECK(guard_enter(&guard, database, &guarded, true) == GUARD_GOOD);
    CHECK(guard_note(&guard, (struct marks){ 5, 7 }));
    put("-wal", "a log");
    CHECK(guard_stays(&guard, database, &guarded));
    in_file = 7;
    CHECK(guard_stays(&guard, database, &guarded));
    in_file = 9;
    CHECK(!guard_stays(&guard, database, &guarded));
    guard_leave(&guard);
    CHECK(verdict(true) == GUARD_FOREIGN);
    in_file = 5;
    CHECK(verdict(true) == GUARD_GOOD && verdict(false) == GUARD_GOOD);
}

/* The guard is what others changed meanwhile. */
static void a_new_mark_is_seen_by_all(void)
{
    struct guard one, other;

    CHECK(guard_enter(&one, database, &guarded, true) == GUARD_GOOD);
    CHECK(guard_enter(&other, database, &guarded, true) == GUARD_GOOD);
    CHECK(guard_note(&one, (struct marks){ 11, 13 }));
    in_file = 13;
    CHECK(guard_stays(&one, database, &guarded) && guard_stays(&other, database, &guarded));
    guard_leave(&one);
    guard_leave(&other);
}

/* Though it has the mark that who looks only now knew when he entered. */
static void a_copy_of_before_is_seen_by_who_was_there_before(void)
{
    struct guard one, other;

    in_file = 15;
    unlink(beside("-wal"));
    CHECK(guard_enter(&one, database, &guarded, true) == GUARD_GOOD);
    CHECK(guard_enter(&other, database, &guarded, true) == GUARD_GOOD);
    CHECK(guard_note(&one, (struct marks){ 15, 17 }));
    CHECK(guard_note(&one, (struct marks){ 17, 17 }));
    CHECK(!guard_stays(&other, database, &guarded));
    in_file = 17;
    CHECK(guard_stays(&other, database, &guarded));
    guard_leave(&one);
    guard_leave(&other);
}

static void another_file_without_a_log_is_taken_when_nobody_else_is_there(void)
{
    struct guard guard;

    CHECK(guard_enter(&guard, database, &guarded, true) == GUARD_GOOD);
    unlink(beside("-wal"));
    in_file = 21;
    CHECK(verdict(true) == GUARD_OTHERS);
    guard_leave(&guard);
    CHECK(verdict(false) == GUARD_GOOD);
    put("-journal", "a log");
    CHECK(verdict(true) == GUARD_GOOD); /* known since */
    unlink(beside("-journal"));
}

static void who_claims_it_is_alone(void)
{
    struct guard guard, claim;

    CHECK(guard_enter(&guard, database, &guarded, true) == GUARD_GOOD);
    CHECK(guard_claim(&claim, database) == GUARD_HELD);
    guard_leave(&guard);
    CHECK(guard_claim(&claim, database) == GUARD_GOOD);
    CHECK(guard_claim(&guard, database) == GUARD_HELD);
    CHECK(verdict(true) == GUARD_HELD);
    guard_leave(&claim);
    CHECK(verdict(true) == GUARD_GOOD);
}

static void a_link_in_its_place_is_not_followed(void)
{
    struct guard guard;

    unlink(beside("-guard"));
    CHECK(symlink("/etc/passwd", beside("-guard")) == 0);
    CHECK(guard_enter(&guard, database, &guarded, true) == GUARD_FAILED);
    CHECK(guard_claim(&guard, database) == GUARD_FAILED);
    unlink(beside("-guard"));
}

static void marks_say_what_they_are_of(void)
{
    for (uint32_t i = 0; i < 8; i++) {
        CHECK((guard_mark(i, false) & 1) == 1);
        CHECK((guard_mark(i, true) & 1) == 0 && guard_mark(i, true) != 0);
    }
}

int main(void)
{
    if (!mkdtemp(folder))
        return EXIT_FAILURE;
    snprintf(database, sizeof database, "%s/guichet.db", folder);
    without_a_guard_only_what_cannot_be_is_refused();
    either_mark_is_its_own();
    a_new_mark_is_seen_by_all();
    a_copy_of_before_is_seen_by_who_was_there_before();
    another_file_without_a_log_is_taken_when_nobody_else_is_there();
    who_claims_it_is_alone();
    a_link_in_its_place_is_not_followed();
    marks_say_what_they_are_of();
    CHECK(rmdir(folder) == 0);
    return check_end();
}
