#include "lanes.h"

#include <pthread.h>
#include <stdlib.h>

#define COME_BACK_S 2 /* what the refused are told */
#define GROUP_MOST  32
#define GROUP_MS    10 /* of work, after which a group takes no more: the first waits for the last */

/* A ring of waiting requests. Once closed it hands out what it holds, then NULL. */
struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct req **waiting;
    int room, first, count;
    bool closed;
};

struct staff {
    pthread_t thread;
    struct lanes *lanes;
    struct db *db;
};

struct lanes {
    void (*done)(struct req *q);
    struct queue hashing, writing;
    struct staff hasher[LANES_HASHING_THREADS];
    struct staff writer;
};

static void queue_open(struct queue *queue, int room)
{
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
    queue->waiting = calloc((size_t)room, sizeof(struct req *));
    if (!queue->waiting)
        abort();
    queue->room = room;
}

static void queue_free(struct queue *queue)
{
    free(queue->waiting);
    pthread_cond_destroy(&queue->changed);
    pthread_mutex_destroy(&queue->lock);
}

static bool queue_put(struct queue *queue, struct req *q)
{
    bool fits;

    pthread_mutex_lock(&queue->lock);
    fits = queue->count < queue->room;
    if (fits)
        queue->waiting[(queue->first + queue->count++) % queue->room] = q;
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
    return fits;
}

/* Waits for one when there is none and `wait`; NULL when there is none. */
static struct req *queue_take(struct queue *queue, bool wait)
{
    struct req *q = NULL;

    pthread_mutex_lock(&queue->lock);
    while (wait && !queue->count && !queue->closed)
        pthread_cond_wait(&queue->changed, &queue->lock);
    if (queue->count) {
        q = queue->waiting[queue->first];
        queue->first = (queue->first + 1) % queue->room;
        queue->count--;
    }
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
    switch (lane) {
    case LANE_DONE:
        lanes->done(q);
        break;
    case LANE_READ:
        serve(lanes, q, db);
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

static void *hash(void *argument)
{
    struct staff *staff = argument;
    struct req *q;

    while ((q = queue_take(&staff->lanes->hashing, true))) {
        if (is_older(q, LANES_HASHING_WAIT_MS)) {
            refuse(staff->lanes, q, E_THROTTLED);
            continue;
        }
        q->db = staff->db;
        go_on(staff->lanes, q, req_prepare(q), staff->db);
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

static void start_thread(struct staff *staff, void *(*work)(void *))
{
    if (pthread_create(&staff->thread, NULL, work, staff))
        abort();
}

static void stop_thread(struct staff *staff)
{
    pthread_join(staff->thread, NULL);
    db_close(staff->db);
}

/* The writer's connection comes first: it leaves the file as read connections want to find it. */
static bool open_connections(struct lanes *lanes, const char *database)
{
    lanes->writer = (struct staff){ .lanes = lanes, .db = db_open(database, DB_WRITE) };
    if (!lanes->writer.db)
        return false;
    for (int i = 0; i < LANES_HASHING_THREADS; i++) {
        lanes->hasher[i] = (struct staff){ .lanes = lanes, .db = db_open(database, DB_READ) };
        if (!lanes->hasher[i].db)
            return false;
    }
    return true;
}

static void close_connections(struct lanes *lanes)
{
    for (int i = 0; i < LANES_HASHING_THREADS; i++)
        if (lanes->hasher[i].db)
            db_close(lanes->hasher[i].db);
    if (lanes->writer.db)
        db_close(lanes->writer.db);
}

struct lanes *lanes_start(const char *database, void (*done)(struct req *q))
{
    struct lanes *lanes = calloc(1, sizeof(struct lanes));

    if (!lanes)
        abort();
    if (!open_connections(lanes, database)) {
        close_connections(lanes);
        free(lanes);
        return NULL;
    }
    lanes->done = done;
    queue_open(&lanes->hashing, LANES_HASHING_MOST);
    queue_open(&lanes->writing, LANES_WRITING_MOST);
    for (int i = 0; i < LANES_HASHING_THREADS; i++)
        start_thread(&lanes->hasher[i], hash);
    start_thread(&lanes->writer, write_down);
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
    queue_free(&lanes->hashing);
    queue_free(&lanes->writing);
    free(lanes);
}
