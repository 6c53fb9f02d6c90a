/* Lanes with stand-ins for the requests' stages and the database: who runs where, in what order, and what is refused.
 */
#include "lanes.h"

#include "check.h"

#include <limits.h>
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
    struct db *checked_on, *served_on;
    pthread_t served_by;
    int place;  /* in the order of serving */
    int hashed; /* in the order of hashing */
    int group;  /* whose commit makes it hold; 0: it has one of its own */
    atomic_int done;
};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER; /* held: whoever hashes or writes waits */
static atomic_int served, begun, hashing, hashing_most, connections;
static atomic_int turns = INT_MAX; /* so many may go on from hashing */
static bool no_database;

struct db *db_open(const char *path, enum db_mode mode)
{
    struct db *db = calloc(1, sizeof(struct db));

    (void)path;
    if (!db || no_database) {
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

enum lane req_check(struct req *q)
{
    struct trip *trip = (struct trip *)q;

    trip->checked_on = q->db;
    return trip->second;
}

void req_hash(struct req *q)
{
    int now = ++hashing;

    ((struct trip *)q)->hashed = ++begun;
    while (((struct trip *)q)->hashed > turns)
        usleep(100);
    if (now > hashing_most)
        hashing_most = now;
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    hashing--;
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

static struct trip *send_from(struct lanes *lanes, int number, const char *source, enum lane first, enum lane second)
{
    struct trip *trip = &trips[number];

    *trip = (struct trip){ .q.now = time_now(), .q.source = source, .first = first, .second = second };
    lanes_run(lanes, &trip->q, &mine);
    return trip;
}

static struct trip *send_off(struct lanes *lanes, int number, enum lane first, enum lane second)
{
    return send_from(lanes, number, "192.0.2.1", first, second);
}

/* From a place of its own each, so that all the room can be taken. */
static struct trip *sign_in(struct lanes *lanes, int number)
{
    static char source[MANY][8];

    snprintf(source[number], sizeof source[number], "%d", number);
    return send_from(lanes, number, source[number], LANE_CHECK, LANE_HASH);
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

static void without_a_connection_only_writes_are_served(void)
{
    static const enum lane lanes_of[] = { LANE_READ, LANE_CHECK, LANE_WRITE };
    struct lanes *lanes = lanes_start("", done);

    for (int i = 0; i < 3; i++) {
        trips[i] = (struct trip){ .q.now = time_now(), .q.source = "192.0.2.1", .first = lanes_of[i] };
        lanes_run(lanes, &trips[i].q, NULL);
    }
    lanes_stop(lanes);
    for (int i = 0; i < 3; i++)
        CHECK(trips[i].done == 1 && trips[i].q.error == (i < 2 ? E_UNAVAILABLE : OK));
    CHECK(!trips[1].checked_on && trips[2].served_on);
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
    struct trip *first;

    hashing_most = 0;
    pthread_mutex_lock(&gate);
    first = sign_in(lanes, 0);
    for (int i = 1; i < 10; i++)
        sign_in(lanes, i);
    wait_for_hashing(LANES_HASHING_THREADS);
    CHECK(send_off(lanes, 10, LANE_READ, LANE_DONE)->done == 1);
    CHECK(first->done == 0);
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
    CHECK(hashing_most == LANES_HASHING_THREADS);
    CHECK(first->checked_on == &mine && first->served_on != &mine && first->done == 1);
}

/* Nobody waits for a hash in order to be told what was known before. */
static void what_is_refused_without_a_hash_takes_no_place(void)
{
    struct lanes *lanes = lanes_start("", done);
    struct trip *refused;

    pthread_mutex_lock(&gate);
    for (int i = 0; i < LANES_HASHING_THREADS + LANES_HASHING_MOST; i++)
        sign_in(lanes, i);
    hashing_most = 0;
    refused = send_off(lanes, MANY - 1, LANE_CHECK, LANE_DONE);
    CHECK(refused->done == 1 && refused->checked_on == &mine && !refused->served_on && refused->q.error == OK);
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
    CHECK(hashing_most <= LANES_HASHING_THREADS);
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

/* With every hashing thread in hand of somebody who is not counted any more. */
static struct lanes *start_hashing(void)
{
    struct lanes *lanes = lanes_start("", done);

    pthread_mutex_lock(&gate);
    for (int i = 0; i < LANES_HASHING_THREADS; i++)
        sign_in(lanes, i);
    wait_for_hashing(LANES_HASHING_THREADS);
    return lanes;
}

static void end_hashing(struct lanes *lanes)
{
    pthread_mutex_unlock(&gate);
    lanes_stop(lanes);
}

static void a_flood_of_sign_ins_is_throttled(void)
{
    struct lanes *lanes = start_hashing();
    int most = LANES_HASHING_THREADS + LANES_HASHING_MOST;

    for (int i = LANES_HASHING_THREADS; i < most + 7; i++)
        sign_in(lanes, i);
    CHECK(trips[most].done == 1 && trips[most].q.retry_after > 0);
    end_hashing(lanes);
    check_ends(most + 7, E_THROTTLED, 7);
}

/* How many of so many from one source are let in beside whoever waits. */
static int let_in(struct lanes *lanes, int first, const char *source, int count)
{
    int in = 0;

    for (int i = first; i < first + count; i++)
        in += !send_from(lanes, i, source, LANE_CHECK, LANE_HASH)->done;
    return in;
}

static void one_source_leaves_room_for_others(void)
{
    struct lanes *lanes = start_hashing();

    CHECK(let_in(lanes, 10, "192.0.2.1", 100) == LANES_HASHING_MOST / 2);
    CHECK(let_in(lanes, 110, "192.0.2.2", 100) == LANES_HASHING_MOST / 4); /* an office, beside a flood */
    for (int i = 210; i < 210 + LANES_HASHING_MOST / 8; i++)
        CHECK(sign_in(lanes, i)->done == 0); /* people at home, beside both */
    CHECK(let_in(lanes, 300, "192.0.2.1", 100) == 0);
    end_hashing(lanes);
}

/* He waits for those in hand, not for all who came before him from one place. Each goes on when as many as there are
 * threads have been taken, so that who was taken first shows. */
static void one_person_does_not_wait_for_a_flood(void)
{
    struct lanes *lanes = start_hashing();
    struct trip *person, *second;
    int flood;

    begun = turns = 0;
    flood = let_in(lanes, 10, "192.0.2.1", 12);
    person = send_from(lanes, 30, "192.0.2.2", LANE_CHECK, LANE_HASH);
    second = send_from(lanes, 31, "192.0.2.3", LANE_CHECK, LANE_HASH);
    pthread_mutex_unlock(&gate);
    for (int i = 0; i < flood; i++, turns++)
        while (begun < i + LANES_HASHING_THREADS)
            usleep(100);
    turns = INT_MAX;
    lanes_stop(lanes);
    CHECK(person->hashed <= 4 && second->hashed <= 4);
    CHECK(trips[12].hashed > 4 && trips[21].hashed > trips[15].hashed);
}

/* Spelt alike, not lent from the same place. */
static void an_office_alone_gets_half_of_the_room(void)
{
    struct lanes *lanes = start_hashing();
    char same[] = "192.0.2.1";

    CHECK(let_in(lanes, 10, "192.0.2.1", 12) == 12);
    CHECK(let_in(lanes, 30, same, 100) == LANES_HASHING_MOST / 2 - 12);
    end_hashing(lanes);
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
        send_off(lanes, i, i < 2 ? LANE_WRITE : LANE_HASH, LANE_DONE);
    for (int i = 4; i < 8; i++) {
        struct trip *trip = &trips[i];

        *trip = (struct trip){ .q.now = time_now() - waited_ms, .q.source = "192.0.2.2", .first = lane };
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
    without_a_connection_only_writes_are_served();
    writes_go_one_by_one_in_the_order_they_came();
    those_who_wait_share_a_commit();
    without_its_commit_nobody_of_a_group_is_told_yes();
    a_group_that_cannot_begin_is_refused();
    hashing_holds_up_nobody_else();
    what_is_refused_without_a_hash_takes_no_place();
    a_flood_of_sign_ins_is_throttled();
    one_source_leaves_room_for_others();
    one_person_does_not_wait_for_a_flood();
    an_office_alone_gets_half_of_the_room();
    too_many_writes_are_refused();
    what_waited_too_long_is_not_begun();
    without_a_database_nothing_starts();
    return check_end();
}
