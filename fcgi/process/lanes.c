#include "lanes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COME_BACK_S  2 /* what the refused are told */
#define HASHING_NICE 10
#define GROUP_MOST   32
#define GROUP_MS     10 /* of work, after which a group takes no more: the first waits for the last */

struct place {
    struct req *q;
    int before; /* of its source, waited when it came */
};

/* A ring of waiting requests, first come, first served. Once closed it hands out what it holds, then NULL.
 *
 * Where it is shared, a source may have as many waiting as there are places left: alone it takes half of the room, two
 * take a third each, and whoever comes from elsewhere finds a place; a fixed share would be too large beside many
 * sources and too small for an office behind one address. The first of a source goes before the second of any other, so
 * that whoever is one person waits for few, whatever a flood has put there before him. */
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct place *waiting;
    int room, first, count;
    bool shared, closed;
};

struct staff {
    pthread_t thread;
    struct lanes *lanes;
    struct db *db; /* the writer's */
};

struct lanes {
    void (*done)(struct req *q);
    struct queue hashing, writing;
    struct staff hasher[LANES_HASHING_THREADS];
    struct staff writer;
};

static void queue_open(struct queue *queue, int room, bool shared)
{
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
    queue->waiting = calloc((size_t)room, sizeof(struct place));
    if (!queue->waiting)
        abort();
    queue->room = room;
    queue->shared = shared;
}

static void queue_free(struct queue *queue)
{
    free(queue->waiting);
    pthread_cond_destroy(&queue->changed);
    pthread_mutex_destroy(&queue->lock);
}

static struct place *place(const struct queue *queue, int i)
{
    return &queue->waiting[(queue->first + i) % queue->room];
}

static int count_from(const struct queue *queue, const char *source)
{
    int count = 0;

    for (int i = 0; queue->shared && i < queue->count; i++)
        count += !strcmp(place(queue, i)->q->source, source);
    return count;
}

static bool queue_put(struct queue *queue, struct req *q)
{
    bool fits;
    int before;

    pthread_mutex_lock(&queue->lock);
    before = count_from(queue, q->source);
    fits = before < queue->room - queue->count;
    if (fits)
        *place(queue, queue->count++) = (struct place){ q, before };
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
    return fits;
}

static struct req *take_next(struct queue *queue)
{
    struct req *q;
    int next = 0;

    for (int i = 1; queue->shared && i < queue->count; i++)
        if (place(queue, i)->before < place(queue, next)->before)
            next = i;
    q = place(queue, next)->q;
    for (; next > 0; next--)
        *place(queue, next) = *place(queue, next - 1);
    queue->first = (queue->first + 1) % queue->room;
    queue->count--;
    return q;
}

/* Waits for one when there is none and `wait`; NULL when there is none. */
static struct req *queue_take(struct queue *queue, bool wait)
{
    struct req *q;

    pthread_mutex_lock(&queue->lock);
    while (wait && !queue->count && !queue->closed)
        pthread_cond_wait(&queue->changed, &queue->lock);
    q = queue->count ? take_next(queue) : NULL;
    pthread_mutex_unlock(&queue->lock);
    return q;
}

static bool queue_waits(struct queue *queue)
{
    bool waits;

    pthread_mutex_lock(&queue->lock);
    waits = queue->count > 0;
    pthread_mutex_unlock(&queue->lock);
    return waits;
}

static void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

static void refuse(struct lanes *lanes, struct req *q, enum err error)
{
    req_refuse(q, error, COME_BACK_S);
    lanes->done(q);
}

static void serve(struct lanes *lanes, struct req *q, struct db *db)
{
    q->db = db;
    req_serve(q);
    lanes->done(q);
}

/* `db` is the read connection of the calling thread. */
static void go_on(struct lanes *lanes, struct req *q, enum lane lane, struct db *db)
{
    if (!db && (lane == LANE_READ || lane == LANE_CHECK)) {
        refuse(lanes, q, E_UNAVAILABLE);
        return;
    }
    switch (lane) {
    case LANE_DONE:
        lanes->done(q);
        break;
    case LANE_READ:
        serve(lanes, q, db);
        break;
    case LANE_CHECK:
        q->db = db;
        go_on(lanes, q, req_check(q), db);
        break;
    case LANE_HASH:
        if (!queue_put(&lanes->hashing, q))
            refuse(lanes, q, E_THROTTLED);
        break;
    case LANE_WRITE:
        if (!queue_put(&lanes->writing, q))
            refuse(lanes, q, E_UNAVAILABLE);
        break;
    }
}

static bool is_older(const struct req *q, int64_t most_ms)
{
    return time_now() - q->now > most_ms;
}

/* Of this thread alone, on Linux; where that is forbidden all goes on as it is. Not further behind, or nobody signs in
 * while everybody reads: beside four threads that never rest, on two processors, a sign-in took 0.9 s so, no longer
 * than without it, but 7.6 s at 19, and up to 11 s as SCHED_IDLE. */
static void stand_behind(void)
{
    (void)!nice(HASHING_NICE);
}

static void *hash(void *argument)
{
    struct staff *staff = argument;
    struct req *q;

    stand_behind();
    while ((q = queue_take(&staff->lanes->hashing, true))) {
        if (is_older(q, LANES_HASHING_WAIT_MS)) {
            refuse(staff->lanes, q, E_THROTTLED);
            continue;
        }
        req_hash(q);
        q->now = time_now(); /* a hash that was made is written, however slow the machine */
        go_on(staff->lanes, q, LANE_WRITE, NULL);
    }
    return NULL;
}

static void write_one(struct db *db, struct req *q)
{
    q->db = db;
    if (is_older(q, DEADLINE_MS))
        req_refuse(q, E_UNAVAILABLE, COME_BACK_S);
    else
        req_serve(q);
}

/* Those who wait together are written with one commit, and hear of it when it is done. */
static void write_group(struct staff *staff, struct req *first)
{
    struct queue *queue = &staff->lanes->writing;
    struct req *group[GROUP_MOST];
    int count = 0;
    int64_t end = time_steady() + GROUP_MS;
    bool lost = db_group_begin(staff->db) != OK;

    for (struct req *q = first; q; q = count < GROUP_MOST && time_steady() < end ? queue_take(queue, false) : NULL) {
        if (!lost)
            write_one(staff->db, q);
        group[count++] = q;
    }
    lost = lost || db_group_commit(staff->db);
    for (int i = 0; i < count; i++) {
        if (lost)
            req_refuse(group[i], E_UNAVAILABLE, COME_BACK_S);
        staff->lanes->done(group[i]);
    }
}

static void *write_down(void *argument)
{
    struct staff *staff = argument;
    struct req *q;

    while ((q = queue_take(&staff->lanes->writing, true))) {
        if (queue_waits(&staff->lanes->writing)) {
            write_group(staff, q);
        } else {
            write_one(staff->db, q);
            staff->lanes->done(q);
        }
    }
    return NULL;
}

static void start_thread(struct lanes *lanes, struct staff *staff, void *(*work)(void *))
{
    staff->lanes = lanes;
    if (pthread_create(&staff->thread, NULL, work, staff))
        abort();
}

static void stop_thread(struct staff *staff)
{
    pthread_join(staff->thread, NULL);
}

struct lanes *lanes_start(const char *database, void (*done)(struct req *q))
{
    struct lanes *lanes = calloc(1, sizeof(struct lanes));

    if (!lanes)
        abort();
    lanes->writer.db = db_open(database, DB_WRITE);
    if (!lanes->writer.db) {
        free(lanes);
        return NULL;
    }
    lanes->done = done;
    queue_open(&lanes->hashing, LANES_HASHING_MOST, true);
    queue_open(&lanes->writing, LANES_WRITING_MOST, false);
    for (int i = 0; i < LANES_HASHING_THREADS; i++)
        start_thread(lanes, &lanes->hasher[i], hash);
    start_thread(lanes, &lanes->writer, write_down);
    return lanes;
}

void lanes_run(struct lanes *lanes, struct req *q, struct db *db)
{
    go_on(lanes, q, req_receive(q), db);
}

/* Hashing first: what it ends may still be written. */
void lanes_stop(struct lanes *lanes)
{
    queue_close(&lanes->hashing);
    for (int i = 0; i < LANES_HASHING_THREADS; i++)
        stop_thread(&lanes->hasher[i]);
    queue_close(&lanes->writing);
    stop_thread(&lanes->writer);
    db_close(lanes->writer.db);
    queue_free(&lanes->hashing);
    queue_free(&lanes->writing);
    free(lanes);
}
