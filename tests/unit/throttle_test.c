/* The pauses: none at first, then growing, with an end, and kept where a restart does not lose them. */
#include "throttle.h"

#include "check.h"
#include "conf.h"
#include "migrate.h"
#include "proof.h"
#include "secret.h"

#include <stdlib.h>
#include <unistd.h>

#define NOW INT64_C(1772357400000)
#define DAY INT64_C(86400000)

static char folder[] = "/tmp/throttle_test.XXXXXX";
static char path[64];
static struct arena *arena;
static struct req q;

/* One request, at an instant. */
static void begin(int64_t now)
{
    q = (struct req){ .arena = arena, .db = q.db, .now = now };
    if (db_begin(q.db, arena))
        abort();
}

static void end(void)
{
    if (db_commit(q.db))
        abort();
}

static int wait_at(int64_t now, const struct throttle *throttle, const char *subject)
{
    int seconds;

    begin(now);
    seconds = throttle_wait(&q, throttle, subject);
    end();
    return seconds;
}

static void fail_at(int64_t now, const struct throttle *throttle, const char *subject)
{
    begin(now);
    throttle_fail(&q, throttle, subject);
    end();
}

static void clear(const struct throttle *throttle, const char *subject)
{
    begin(NOW);
    throttle_clear(&q, throttle, subject);
    end();
}

static int take_at(int64_t now, const struct ration *ration, const char *subject)
{
    int seconds;

    begin(now);
    seconds = ration_take(&q, ration, subject);
    end();
    return seconds;
}

static void a_ration_lasts_an_hour(void)
{
    for (int i = 0; i < 60; i++)
        CHECK(take_at(NOW + i * 1000, &ration_deciders, "curious") == 0);
    CHECK(take_at(NOW + 60000, &ration_deciders, "curious") == 3540);
    CHECK(take_at(NOW + 3599999, &ration_deciders, "curious") == 1);
    CHECK(take_at(NOW, &ration_deciders, "other") == 0);
    CHECK(take_at(NOW, &ration_deciders_source, "curious") == 0);
    for (int i = 0; i < 60; i++)
        CHECK(take_at(NOW + 3600000, &ration_deciders, "curious") == 0);
    CHECK(take_at(NOW + 3600000, &ration_deciders, "curious") == 3600);
    CHECK(take_at(NOW, &ration_deciders, "curious") == 0); /* a clock set back begins another */
}

static void the_pauses_grow_to_an_end(void)
{
    static const struct {
        const struct throttle *throttle;
        int free, pauses[9];
    } rows[] = {
        { &throttle_address, 4, { 30, 60, 120, 240, 480, 900, 900, 900, 900 } },
        { &throttle_source, 99, { 5, 10, 20, 40, 60, 60, 60, 60, 60 } },
        { &throttle_code, 14, { 60, 120, 240, 480, 900, 900, 900, 900, 900 } },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct throttle *throttle = rows[i].throttle;

        CHECK(wait_at(NOW, throttle, "grows") == 0);
        for (int j = 0; j < rows[i].free; j++) {
            fail_at(NOW, throttle, "grows");
            CHECK(wait_at(NOW, throttle, "grows") == 0);
        }
        for (int j = 0; j < 9; j++) {
            fail_at(NOW, throttle, "grows");
            CHECK(wait_at(NOW, throttle, "grows") == rows[i].pauses[j]);
        }
    }
}

static void a_pause_ends_to_the_second(void)
{
    for (int i = 0; i < 5; i++)
        fail_at(NOW, &throttle_address, "ends");
    CHECK(wait_at(NOW, &throttle_address, "ends") == 30);
    CHECK(wait_at(NOW + 1, &throttle_address, "ends") == 30); /* rounded up: whoever waits so long gets in */
    CHECK(wait_at(NOW + 29000, &throttle_address, "ends") == 1);
    CHECK(wait_at(NOW + 29999, &throttle_address, "ends") == 1);
    CHECK(wait_at(NOW + 30000, &throttle_address, "ends") == 0);
    fail_at(NOW + 30000, &throttle_address, "ends");
    CHECK(wait_at(NOW + 30000, &throttle_address, "ends") == 60);
}

static void nothing_overflows(void)
{
    begin(NOW);
    for (int i = 0; i < 3000; i++)
        throttle_fail(&q, &throttle_address, "much");
    end();
    CHECK(wait_at(NOW, &throttle_address, "much") == 900);
    CHECK(wait_at(NOW - 10 * DAY, &throttle_address, "much") == 0); /* a clock set back */
    CHECK(wait_at(NOW + 900000, &throttle_address, "much") == 0);
}

static void each_subject_has_its_own(void)
{
    for (int i = 0; i < 20; i++)
        fail_at(NOW, &throttle_address, "one@nowhere.example");
    CHECK(wait_at(NOW, &throttle_address, "one@nowhere.example") > 0);
    CHECK(wait_at(NOW, &throttle_address, "two@nowhere.example") == 0);
    CHECK(wait_at(NOW, &throttle_address, "one@nowhere.exampl") == 0);
    CHECK(wait_at(NOW, &throttle_address, "") == 0);
    CHECK(wait_at(NOW, &throttle_code, "one@nowhere.example") == 0);
    CHECK(wait_at(NOW, &throttle_source, "one@nowhere.example") == 0);
}

static void a_success_forgets(void)
{
    for (int i = 0; i < 8; i++)
        fail_at(NOW, &throttle_address, "right");
    clear(&throttle_address, "right");
    CHECK(wait_at(NOW, &throttle_address, "right") == 0);
    for (int i = 0; i < 4; i++)
        fail_at(NOW, &throttle_address, "right");
    CHECK(wait_at(NOW, &throttle_address, "right") == 0);
    clear(&throttle_address, "never failed");
    CHECK(wait_at(NOW, &throttle_address, "never failed") == 0);
}

static void a_day_without_failures_forgets(void)
{
    for (int i = 0; i < 9; i++)
        fail_at(NOW, &throttle_address, "yesterday");
    fail_at(NOW + DAY - 1000, &throttle_address, "yesterday");
    CHECK(wait_at(NOW + DAY - 1000, &throttle_address, "yesterday") == 900);
    fail_at(NOW + 3 * DAY, &throttle_address, "yesterday");
    CHECK(wait_at(NOW + 3 * DAY, &throttle_address, "yesterday") == 0);
}

/* Else the table would keep every address that was ever mistyped. A clock set back shows whether the row is there. */
static void what_is_long_past_is_not_kept(void)
{
    for (int i = 0; i < 9; i++)
        fail_at(NOW, &throttle_address, "long past");
    CHECK(wait_at(NOW, &throttle_address, "long past") == 480);
    fail_at(NOW + DAY - 1, &throttle_address, "somebody else");
    CHECK(wait_at(NOW, &throttle_address, "long past") == 480);
    fail_at(NOW + DAY + 1, &throttle_address, "somebody else");
    CHECK(wait_at(NOW, &throttle_address, "long past") == 0);
}

/* Of an address that nobody has failed with yet, too. */
static void who_waits_waits_before_a_hash_is_made(void)
{
    for (int i = 0; i < 50; i++) {
        begin(NOW);
        q.source = "192.0.2.1";
        proof_failed(&q, arena_format(arena, "%d@nowhere.example", i / 3));
        proof_failed(&q, "paused@nowhere.example");
        end();
    }
    begin(NOW);
    q.source = "192.0.2.1";
    CHECK(proof_pause(&q, "fresh@nowhere.example") == 5);
    q.source = "192.0.2.2";
    CHECK(proof_pause(&q, "fresh@nowhere.example") == 0);
    CHECK(proof_pause(&q, "paused@nowhere.example") == 900);
    end();

    begin(NOW);
    q.source = "192.0.2.1";
    CHECK(proof_of_address(&q, "fresh@nowhere.example", "secret") == E_THROTTLED);
    q.source = "192.0.2.2";
    CHECK(proof_of_address(&q, "paused@nowhere.example", "secret") == E_THROTTLED);
    CHECK(proof_of_address(&q, "fresh@nowhere.example", "secret") == OK && !q.settled);
    CHECK(proof_of_address(&q, "no address", "secret") == OK && q.settled);
    end();
}

static void a_restart_forgets_nothing(void)
{
    for (int i = 0; i < 7; i++)
        fail_at(NOW, &throttle_address, "restart");
    db_close(q.db);
    q.db = db_open(path, DB_WRITE);
    CHECK(q.db != NULL);
    CHECK(wait_at(NOW, &throttle_address, "restart") == 120);
}

int main(void)
{
    if (!mkdtemp(folder))
        abort();
    snprintf(path, sizeof path, "%s/guichet.db", folder);
    setenv("GUICHET_DATABASE", path, 1);
    CHECK(secret_start() && conf_load() && migrate_main(1, NULL) == EXIT_SUCCESS);
    arena = arena_new();
    q.db = db_open(path, DB_WRITE);
    if (!q.db)
        abort();

    the_pauses_grow_to_an_end();
    a_ration_lasts_an_hour();
    a_pause_ends_to_the_second();
    nothing_overflows();
    each_subject_has_its_own();
    a_success_forgets();
    a_restart_forgets_nothing();
    what_is_long_past_is_not_kept();
    who_waits_waits_before_a_hash_is_made();
    a_day_without_failures_forgets();

    db_close(q.db);
    unlink(path);
    unlink(arena_format(arena, "%s-guard", path));
    arena_free(arena);
    rmdir(folder);
    return check_end();
}
