/* Lanes with stand-ins for the requests' stages and the database: who runs where, in what order, and what is refused.
 */
#include "lanes.h"

#include "check.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#define MANY 600

struct db {
    enum db_mode mode;
};

/* A request that knows its way and notes where it has been. */
struct trip {
    struct req q;
    enum lane first, second;
    struct db *prepared_on, *served_on;
    pthread_t served_by;
    int place; /* in the order of serving */
    int group; /* whose commit makes it hold; 0: it has one of its own */
    atomic_int done;
};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER; /* held: whoever hashes or writes waits */
static atomic_int served, hashing, hashing_most, connections;
static bool no_database;

struct db *db_open(const char *path, enum db_mode mode)
{
    struct db *db = calloc(1, sizeof(struct db));

    (void)path;
    if (!db || (no_database && mode == DB_READ)) {
        free(db);
        return NULL;
    }
    db->mode = mode;
    connections++;
    return db;
}

void db_close(struct db *db)
{
    connections--;
    free(db);
}

/* --- a group: what was served since its beginning is done only when it has its commit ---------------------------- */

static bool no_group, no_commit;
static int groups, largest, in_group;
static bool grouped;
static atomic_int told_early;

enum err db_group_begin(struct db *db)
{
    CHECK(db->mode == DB_WRITE && !grouped);
    in_group = 0;
    grouped = !no_group;
    return no_group ? E_UNAVAILABLE : OK;
}

enum err db_group_commit(struct db *db)
{
    CHECK(db->mode == DB_WRITE && grouped);
    grouped = false;
    groups++;
    if (in_group > largest)
        largest = in_group;
    return no_commit ? E_UNAVAILABLE : OK;
}

enum lane req_receive(struct req *q)
{
    return ((struct trip *)q)->first;
}

enum lane req_prepare(struct req *q)
{
    struct trip *trip = (struct trip *)q;
    int now = ++hashing;

    if (now > hashing_most)
        hashing_most = now;
    trip->prepared_on = q->db;
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    hashing--;
    return trip->second;
}

void req_serve(struct req *q)
{
    struct trip *trip = (struct trip *)q;

    if (q->db->mode == DB_WRITE) {
        pthread_mutex_lock(&gate);
        pthread_mutex_unlock(&gate);
    }
    if (q->db->mode == DB_WRITE && grouped) {
        trip->group = groups + 1;
        in_group++;
    }
    trip->served_on = q->db;
    trip->served_by = pthread_self();
    trip->place = ++served;
}

void req_refuse(struct req *q, enum err error, int retry_after_seconds)
{
    q->error = error;
    q->retry_after = retry_after_seconds;
}

static void done(struct req *q)
{
    struct trip *trip = (struct trip *)q;

    told_early += trip->group && trip->group > groups;
    trip->done++;
}

static struct trip trips[MANY];
static struct db mine = { DB_READ };

static struct trip *send_off(struct lanes *lanes, int number, enum lane first, enum lane second)
{
    struct trip *trip = &trips[number];

    *trip = (struct trip){ .q.now = time_now(), .first = first, .second = second };
    lanes_run(lanes, &trip->q, &mine);
    return trip;
}

static void wait_for_hashing(int count)
{
    while (hashing < count)
        usleep(1000);
}

static void reads_stay_with_the_caller(void)
{
    struct lanes *lanes = lanes_start("", done);
    struct trip *read = send_off(lanes, 0, LANE_READ, LANE_DONE);
    struct trip *over = send_off(lanes, 1, LANE_DONE, LANE_DONE);

    CHECK(read->done == 1 && read->served_on == &mine && pthread_equal(read->served_by, pthread_self()));
    CHECK(over->done == 1 && !over->served_on);
    lanes_stop(lanes);
}

static void writes_go_one_by_one_in_the_order_they_came(void)
{
    struct lanes *lanes = lanes_start("", done);
    bool in_order = true, on_one_connection = true;

    served = 0;
    for (int i = 0; i < 200; i++)
        send_off(lanes, i, LANE_WRITE, LANE_DONE);
    lanes_stop(lanes);
    for (int i = 0; i < 200; i++) {
        in_order = in_order && trips[i].place == i + 1 && trips[i].done == 1;
        on_one_connection = on_one_connection && trips[i].served_on == trips[0].served_on &&
                            pthread_equal(trips[i].served_by, trips[0].served_by);
    }
    CHECK(in_order);
    CHECK(on_one_connection);
}

/* The first is begun before the others come, which wait for it. */
static void write_together(int count)
{
    struct lanes *lanes = lanes_start("", done);

    groups = largest = 0;
    pthread_mutex_lock(&gate);
    for (int i = 0; i < count; i++)
        send_off(lanes, i, LANE_WRITE, LANE_DONE);
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
}

static void those_who_wait_share_a_commit(void)
{
    int alone = 0;

    write_together(100);
    for (int i = 0; i < 100; i++)
        alone += !trips[i].group;
    CHECK(groups > 0 && largest > 1 && groups + alone < 100);
    CHECK(told_early == 0);
    CHECK(trips[99].q.error == OK && trips[99].done == 1);
}

static void without_its_commit_nobody_of_a_group_is_told_yes(void)
{
    int told = 0, ended = 0;

    no_commit = true;
    write_together(100);
    no_commit = false;
    for (int i = 0; i < 100; i++) {
        told += trips[i].group && trips[i].q.error != E_UNAVAILABLE;
        ended += trips[i].done == 1;
    }
    CHECK(groups > 0 && told == 0 && ended == 100);
}

static void a_group_that_cannot_begin_is_refused(void)
{
    int served_alone = 0, refused = 0;

    no_group = true;
    write_together(100);
    no_group = false;
    for (int i = 0; i < 100; i++) {
        served_alone += trips[i].served_on && trips[i].q.error == OK;
        refused += !trips[i].served_on && trips[i].q.error == E_UNAVAILABLE;
    }
    CHECK(refused > 0 && served_alone + refused == 100);
}

static void hashing_holds_up_nobody_else(void)
{
    struct lanes *lanes = lanes_start("", done);
    struct trip *sign_in;

    hashing_most = 0;
    pthread_mutex_lock(&gate);
    sign_in = send_off(lanes, 0, LANE_HASH, LANE_WRITE);
    for (int i = 1; i < 10; i++)
        send_off(lanes, i, LANE_HASH, LANE_READ);
    wait_for_hashing(LANES_HASHING_THREADS);
    CHECK(send_off(lanes, 10, LANE_READ, LANE_DONE)->done == 1);
    CHECK(sign_in->done == 0);
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
    CHECK(hashing_most == LANES_HASHING_THREADS);
    CHECK(sign_in->prepared_on != &mine && sign_in->served_on != sign_in->prepared_on && sign_in->done == 1);
    CHECK(trips[1].served_on == trips[1].prepared_on && trips[1].done == 1);
}

/* Counts the trips that were refused in that way, and those that were served; each must have ended once. */
static void check_ends(int count, enum err refusal, int refused)
{
    int refusals = 0, successes = 0, ended_once = 0;

    for (int i = 0; i < count; i++) {
        refusals += trips[i].q.error == refusal && !trips[i].served_on;
        successes += trips[i].q.error == OK && trips[i].served_on;
        ended_once += trips[i].done == 1;
    }
    CHECK(refusals == refused);
    CHECK(successes == count - refused);
    CHECK(ended_once == count);
}

static void a_flood_of_sign_ins_is_throttled(void)
{
    struct lanes *lanes = lanes_start("", done);
    int most = LANES_HASHING_THREADS + LANES_HASHING_MOST;

    pthread_mutex_lock(&gate);
    for (int i = 0; i < LANES_HASHING_THREADS; i++)
        send_off(lanes, i, LANE_HASH, LANE_WRITE);
    wait_for_hashing(LANES_HASHING_THREADS);
    for (int i = LANES_HASHING_THREADS; i < most + 7; i++)
        send_off(lanes, i, LANE_HASH, LANE_WRITE);
    CHECK(trips[most].done == 1 && trips[most].q.retry_after > 0);
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
    check_ends(most + 7, E_THROTTLED, 7);
}

static void too_many_writes_are_refused(void)
{
    struct lanes *lanes = lanes_start("", done);
    int refused = 0;

    pthread_mutex_lock(&gate);
    for (int i = 0; i < MANY; i++)
        send_off(lanes, i, LANE_WRITE, LANE_DONE);
    for (int i = 0; i < MANY; i++)
        refused += trips[i].done;
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
    CHECK(refused >= MANY - LANES_WRITING_MOST - 1 && refused <= MANY - LANES_WRITING_MOST);
    check_ends(MANY, E_UNAVAILABLE, refused);
}

/* Four in time, so that the lanes are held, and behind them four that have waited for so long. */
static void check_late(enum lane lane, int64_t waited_ms, enum err refusal, int refused)
{
    struct lanes *lanes = lanes_start("", done);

    pthread_mutex_lock(&gate);
    for (int i = 0; i < 4; i++)
        send_off(lanes, i, i < 2 ? LANE_WRITE : LANE_HASH, LANE_READ);
    for (int i = 4; i < 8; i++) {
        struct trip *trip = &trips[i];

        *trip = (struct trip){ .q.now = time_now() - waited_ms, .first = lane, .second = LANE_WRITE };
        lanes_run(lanes, &trip->q, &mine);
    }
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
    check_ends(8, refusal, refused);
}

/* What was hashed is written, though its time for being hashed is over: nobody pays for a hash that is thrown away. */
static void what_waited_too_long_is_not_begun(void)
{
    const int64_t between = (LANES_HASHING_WAIT_MS + DEADLINE_MS) / 2;

    check_late(LANE_WRITE, DEADLINE_MS + 1, E_UNAVAILABLE, 4);
    check_late(LANE_WRITE, between, E_UNAVAILABLE, 0);
    check_late(LANE_HASH, LANES_HASHING_WAIT_MS + 1, E_THROTTLED, 4);
    check_late(LANE_HASH, LANES_HASHING_WAIT_MS / 2, E_THROTTLED, 0);
}

static void without_a_database_nothing_starts(void)
{
    no_database = true;
    CHECK(!lanes_start("", done));
    no_database = false;
    CHECK(connections == 0);
}

int main(void)
{
    reads_stay_with_the_caller();
    writes_go_one_by_one_in_the_order_they_came();
    those_who_wait_share_a_commit();
    without_its_commit_nobody_of_a_group_is_told_yes();
    a_group_that_cannot_begin_is_refused();
    hashing_holds_up_nobody_else();
    a_flood_of_sign_ins_is_throttled();
    too_many_writes_are_refused();
    what_waited_too_long_is_not_begun();
    without_a_database_nothing_starts();
    return check_end();
}
