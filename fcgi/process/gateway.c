#include "gateway.h"

#include "lanes.h"
#include "log.h"
#include "records.h"

#include <errno.h>
#include <fcgiapp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PARKED_MOST   4096            /* connections; beyond, the one just answered is closed */
#define DRAIN_MOST    (8 * BODY_MOST) /* bytes of a refused body that are read for the sake of the connection */
#define HEAD_MOST     (16 * 1024)     /* bytes of an answer's head */
#define SPARE_JOBS    8
#define SILENCE_MS    200 /* without a request: nobody is about to send one more */
#define LOOK_AGAIN_MS 20
#define CROWDED_MS    10
#define NO_TIME_OUT   (-1)

/* libfcgi's header calls these members private, and no function sets them. This is the place that breaks when
 * another version moves them. */
#define FCGX_HEAD (2 * sizeof(int) + 5 * sizeof(void *))
_Static_assert(offsetof(FCGX_Request, ipcFd) == FCGX_HEAD, "FCGX_Request.ipcFd moved");
_Static_assert(offsetof(FCGX_Request, keepConnection) == FCGX_HEAD + 2 * sizeof(int), "keepConnection moved");
_Static_assert(sizeof(FCGX_Request) == FCGX_HEAD + 8 * sizeof(int), "FCGX_Request has another size");
_Static_assert(sizeof((FCGX_Request){ 0 }.ipcFd) == sizeof(int), "ipcFd is an int");
_Static_assert(sizeof((FCGX_Request){ 0 }.keepConnection) == sizeof(int), "keepConnection is an int");

/* A request from its first byte to its answer. */
struct job {
    struct req q; /* first: what the lanes hand back is the job */
    FCGX_Request fastcgi;
    struct gateway *gateway;
    struct arena *arena;
    struct job *next;
    bool spoilt; /* more came than was read: the connection cannot be used again */
};

_Static_assert(offsetof(struct job, q) == 0, "a request handed back is its job");

struct worker {
    pthread_t thread;
    struct gateway *gateway;
    struct db *db; /* NULL: not open yet */
};

struct gateway {
    struct lanes *lanes;
    const char *database;
    int epoll;
    int bell; /* rung once, when the workers shall end */

    pthread_mutex_t accepting;
    int listener; /* -1 once nothing more is accepted */
    int reserve;  /* a descriptor that is given up when there is no other */
    int parked_most;

    atomic_bool stopping; /* answered connections are closed instead of parked */
    atomic_int connections, in_hand;
    atomic_llong busy_at; /* when something last happened */

    pthread_mutex_t pool;
    struct job *spare;
    int spares;

    int worker_count;
    struct worker worker[];
};

/* What nginx sends, see nginx/. Empty means absent. */
static const struct {
    const char *name;
    size_t member;
} parameters[] = {
    { "REQUEST_METHOD", offsetof(struct incoming, method) },
    { "DOCUMENT_URI", offsetof(struct incoming, path) },
    { "QUERY_STRING", offsetof(struct incoming, query) },
    { "CONTENT_TYPE", offsetof(struct incoming, content_type) },
    { "REMOTE_ADDR", offsetof(struct incoming, source) },
    { "REQUEST_ID", offsetof(struct incoming, request_id) },
    { "HTTP_COOKIE", offsetof(struct incoming, cookie) },
    { "HTTP_ORIGIN", offsetof(struct incoming, origin) },
    { "HTTP_HOST", offsetof(struct incoming, host) },
    { "HTTP_SEC_FETCH_SITE", offsetof(struct incoming, fetch_site) },
    { "HTTP_ACCEPT_LANGUAGE", offsetof(struct incoming, accept_language) },
    { "HTTP_IDEMPOTENCY_KEY", offsetof(struct incoming, idempotency_key) },
    { "HTTP_GUICHET_ACTING", offsetof(struct incoming, acting) },
    { "HTTP_USER_AGENT", offsetof(struct incoming, agent) },
};

static void enter(struct gateway *gateway)
{
    atomic_fetch_add(&gateway->in_hand, 1);
}

static void leave(struct gateway *gateway)
{
    gateway->busy_at = time_steady();
    atomic_fetch_sub(&gateway->in_hand, 1);
}

static void wait_ms(int ms)
{
    nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
}

/* --- jobs -------------------------------------------------------------------------------------------------------- */

static struct job *new_job(struct gateway *gateway)
{
    struct job *job = calloc(1, sizeof(struct job));

    if (!job)
        abort();
    job->gateway = gateway;
    job->arena = arena_new();
    return job;
}

static void free_job(struct job *job)
{
    arena_free(job->arena);
    free(job);
}

static struct job *take_job(struct gateway *gateway)
{
    struct job *job;

    pthread_mutex_lock(&gateway->pool);
    job = gateway->spare;
    if (job) {
        gateway->spare = job->next;
        gateway->spares--;
    }
    pthread_mutex_unlock(&gateway->pool);
    return job ? job : new_job(gateway);
}

static void give_job_back(struct job *job)
{
    struct gateway *gateway = job->gateway;
    bool keep;

    arena_reset(job->arena);
    job->q = (struct req){ 0 };
    job->spoilt = false;
    pthread_mutex_lock(&gateway->pool);
    keep = gateway->spares < SPARE_JOBS;
    if (keep) {
        job->next = gateway->spare;
        gateway->spare = job;
        gateway->spares++;
    }
    pthread_mutex_unlock(&gateway->pool);
    if (!keep)
        free_job(job);
}

/* --- connections ------------------------------------------------------------------------------------------------- */

/* Names of the two descriptors in epoll that are no connections. */
enum { LISTENER = -1, BELL = -2 };

/* One shot: whoever is woken has it to himself. */
static int watch(struct gateway *gateway, int operation, int descriptor, int name)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLONESHOT, .data.fd = name };

    return epoll_ctl(gateway->epoll, operation, descriptor, &event);
}

static void close_connection(struct gateway *gateway, int connection)
{
    close(connection);
    atomic_fetch_sub(&gateway->connections, 1);
}

static void park(struct gateway *gateway, int operation, int connection)
{
    if (watch(gateway, operation, connection, connection)) {
        LOG_ERROR("connection", LOG_TEXT("doing", "park"), LOG_TEXT("text", strerror(errno)));
        close_connection(gateway, connection);
    }
}

static void welcome(struct gateway *gateway, int connection)
{
    const struct timeval deadline = { .tv_sec = DEADLINE_MS / 1000 };

    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof(deadline));
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &deadline, sizeof(deadline));
    atomic_fetch_add(&gateway->connections, 1);
    park(gateway, EPOLL_CTL_ADD, connection);
}

/* No descriptor is left: whoever waits is sent away at once, and told by nginx, instead of after a minute. The one kept
 * in reserve makes the room that accepting needs. False when there is nobody, or not even that helps. */
static bool turn_away(struct gateway *gateway)
{
    int connection;

    if (gateway->reserve >= 0)
        close(gateway->reserve);
    connection = accept4(gateway->listener, NULL, NULL, SOCK_CLOEXEC);
    if (connection >= 0)
        close(connection);
    gateway->reserve = eventfd(0, EFD_CLOEXEC);
    return connection >= 0;
}

/* All that wait: taking one a wake-up would let the others wait for as many rounds. */
static void accept_waiting(struct gateway *gateway)
{
    for (;;) {
        int connection = accept4(gateway->listener, NULL, NULL, SOCK_CLOEXEC);

        if (connection >= 0) {
            welcome(gateway, connection);
        } else if (errno != EINTR && errno != ECONNABORTED) {
            if (errno == EAGAIN)
                return;
            LOG_WARN("connection", LOG_TEXT("doing", "accept"), LOG_TEXT("text", strerror(errno)));
            if (turn_away(gateway))
                continue;
            wait_ms(CROWDED_MS);
            return;
        }
    }
}

static void accept_and_listen(struct gateway *gateway)
{
    pthread_mutex_lock(&gateway->accepting);
    if (gateway->listener >= 0) {
        accept_waiting(gateway);
        watch(gateway, EPOLL_CTL_MOD, gateway->listener, LISTENER);
    }
    pthread_mutex_unlock(&gateway->accepting);
}

/* Closing alone would leave the socket in epoll: the parent still has it open. */
static void accept_the_last(struct gateway *gateway)
{
    pthread_mutex_lock(&gateway->accepting);
    accept_waiting(gateway);
    epoll_ctl(gateway->epoll, EPOLL_CTL_DEL, gateway->listener, NULL);
    close(gateway->listener);
    gateway->listener = -1;
    pthread_mutex_unlock(&gateway->accepting);
}

/* --- a request comes in ------------------------------------------------------------------------------------------ */

/* libfcgi would accept a connection itself; it is given one instead. It first ends the request before, of which there
 * is none, and must not take that for a reason to close the connection. */
static bool read_head(struct job *job, int connection)
{
    FCGX_InitRequest(&job->fastcgi, -1, 0);
    job->fastcgi.ipcFd = connection;
    job->fastcgi.keepConnection = 1;
    return FCGX_Accept_r(&job->fastcgi) == 0;
}

static void fill_parameters(struct job *job)
{
    char *incoming = (char *)&job->q.from;

    for (size_t i = 0; i < sizeof(parameters) / sizeof(parameters[0]); i++) {
        const char *value = FCGX_GetParam(parameters[i].name, job->fastcgi.envp);

        if (value && *value)
            *(const char **)(void *)(incoming + parameters[i].member) = value;
    }
    if (!job->q.from.method)
        job->q.from.method = "";
    if (!job->q.from.path)
        job->q.from.path = "";
}

/* What is left unread would be taken for the next request, and nginx would see a broken connection. */
static void drain(struct job *job)
{
    char waste[8192];
    size_t drained = 0;
    int got;

    do {
        got = FCGX_GetStr(waste, sizeof(waste), job->fastcgi.in);
        drained += (size_t)got;
    } while (got == sizeof(waste) && drained < DRAIN_MOST);
    job->spoilt = got == sizeof(waste);
}

/* RFC 9110, 8.6: digits and nothing else. */
static enum err read_length(const char *announced, size_t most, size_t *length)
{
    *length = 0;
    if (!announced)
        return OK;
    for (; *announced; announced++) {
        if (*announced < '0' || *announced > '9')
            return E_BAD_REQUEST;
        *length = *length * 10 + (size_t)(*announced - '0');
        if (*length > most)
            return E_TOO_LARGE;
    }
    return OK;
}

static void read_body(struct job *job)
{
    const char *announced = FCGX_GetParam("CONTENT_LENGTH", job->fastcgi.envp);
    struct incoming *from = &job->q.from;
    size_t length;

    from->body_error = read_length(announced, announced ? req_body_most(&job->q) : 0, &length);
    if (from->body_error == OK && length > 0) {
        char *body = arena_alloc(job->arena, length + 1);

        if (FCGX_GetStr(body, (int)length, job->fastcgi.in) == (int)length) {
            from->body = body;
            from->body_length = length;
        } else {
            from->body_error = E_BODY_CUT;
        }
    }
    drain(job);
}

/* --- an answer goes out ------------------------------------------------------------------------------------------ */

/* nginx passes on what it gets, and HTTP/1.1 wants more than the number (RFC 9112, 4). */
static const char *reason(int status)
{
    static const char *const reasons[] = {
        [200] = "OK",
        [201] = "Created",
        [202] = "Accepted",
        [204] = "No Content",
        [304] = "Not Modified",
        [400] = "Bad Request",
        [401] = "Unauthorized",
        [403] = "Forbidden",
        [404] = "Not Found",
        [405] = "Method Not Allowed",
        [409] = "Conflict",
        [413] = "Content Too Large",
        [415] = "Unsupported Media Type",
        [422] = "Unprocessable Content",
        [429] = "Too Many Requests",
        [500] = "Internal Server Error",
        [503] = "Service Unavailable",
    };
    bool known = status >= 0 && status < (int)(sizeof(reasons) / sizeof(reasons[0])) && reasons[status];

    return known ? reasons[status] : "Other";
}

static bool may_have_body(const struct req *q)
{
    return q->status != 204 && q->status != 304;
}

static struct text make_head(const struct req *q)
{
    struct text head = text_new(q->arena, HEAD_MOST);

    text_add(&head, "Status: ");
    text_add_number(&head, q->status);
    text_add_char(&head, ' ');
    text_add(&head, reason(q->status));
    if (q->content_type) {
        text_add(&head, "\r\nContent-Type: ");
        text_add(&head, q->content_type);
    }
    if (may_have_body(q)) {
        text_add(&head, "\r\nContent-Length: ");
        text_add_number(&head, (int64_t)q->answer.length);
    }
    text_add(&head, "\r\nCache-Control: no-store\r\n");
    text_add(&head, text_string(&q->headers));
    text_add(&head, "\r\n");
    return head;
}

/* Ends the request with libfcgi but leaves the connection to us. True when it can be used again. */
static bool finish(struct job *job)
{
    FCGX_Request *fastcgi = &job->fastcgi;
    bool sound = !FCGX_GetError(fastcgi->in);

    FCGX_Free(fastcgi, 0);
    return sound && fastcgi->keepConnection && !job->spoilt;
}

static void log_request(const struct req *q)
{
    LOG_INFO("request", LOG_TEXT("id", q->from.request_id), LOG_TEXT("route", req_route_name(q)),
             LOG_TEXT("user", q->actor.user), LOG_NUMBER("status", q->status), LOG_NUMBER("ms", time_now() - q->now));
}

/* The line comes before the last byte of the answer: whoever has an answer finds its line. */
static void answer(struct req *q)
{
    struct job *job = (struct job *)q;
    struct gateway *gateway = job->gateway;
    struct text head = make_head(q);
    bool has_body = may_have_body(q) && strcmp(q->from.method, "HEAD") != 0;
    int connection = job->fastcgi.ipcFd;
    bool sent, reusable;

    log_request(q);
    sent = records_send(connection, job->fastcgi.requestId, &head, has_body ? &q->answer : NULL);
    reusable = finish(job);
    give_job_back(job);
    if (sent && reusable && !gateway->stopping && gateway->connections <= gateway->parked_most)
        park(gateway, EPOLL_CTL_MOD, connection);
    else
        close_connection(gateway, connection);
    leave(gateway);
}

/* --- threads ----------------------------------------------------------------------------------------------------- */

/* NULL, with a line in the log, when it does not open: the next request tries again. */
static struct db *connection_of(struct worker *worker)
{
    if (!worker->db)
        worker->db = db_open(worker->gateway->database, DB_READ);
    return worker->db;
}

static void take_request(struct worker *worker, int connection)
{
    struct gateway *gateway = worker->gateway;
    struct job *job = take_job(gateway);

    enter(gateway);
    if (read_head(job, connection)) {
        job->q.arena = job->arena;
        job->q.now = time_now();
        fill_parameters(job);
        read_body(job);
        lanes_run(gateway->lanes, &job->q, connection_of(worker));
        return;
    }
    atomic_fetch_sub(&gateway->connections, 1); /* libfcgi has closed it */
    give_job_back(job);
    leave(gateway);
}

/* What was sent is served even when the other end has gone meanwhile. */
static bool is_over(const struct epoll_event *event)
{
    char byte;

    return (event->events & EPOLLHUP) && recv(event->data.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct epoll_event event;

    connection_of(worker); /* reads the schema, each for itself: the first that has done so serves already */
    for (;;) {
        if (epoll_wait(worker->gateway->epoll, &event, 1, NO_TIME_OUT) < 1)
            continue;
        if (event.data.fd == BELL)
            return NULL;
        if (event.data.fd == LISTENER)
            accept_and_listen(worker->gateway);
        else if (is_over(&event))
            close_connection(worker->gateway, event.data.fd);
        else
            take_request(worker, event.data.fd);
    }
}

/* Level-triggered, and nobody reads it: once rung, the bell wakes every worker. */
static void open_bell(struct gateway *gateway)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = BELL };

    gateway->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (gateway->bell < 0 || epoll_ctl(gateway->epoll, EPOLL_CTL_ADD, gateway->bell, &event))
        abort();
}

static void ring_bell(struct gateway *gateway)
{
    if (eventfd_write(gateway->bell, 1))
        abort();
}

/* The usual limit is 1,024, of which a thousand kept connections would leave nothing. Answers how many may be kept. */
static int raise_descriptor_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit))
        abort();
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur / 2 < PARKED_MOST ? (int)(limit.rlim_cur / 2) : PARKED_MOST;
}

/* A bad record would otherwise hold its thread for two seconds: libfcgi waits for the other end to close first. */
static void start_library(void)
{
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
    if (FCGX_Init())
        abort();
    signal(SIGPIPE, SIG_IGN);
}

static void free_gateway(struct gateway *gateway)
{
    for (int i = 0; i < gateway->worker_count; i++)
        if (gateway->worker[i].db)
            db_close(gateway->worker[i].db);
    while (gateway->spare) {
        struct job *job = gateway->spare;

        gateway->spare = job->next;
        free_job(job);
    }
    if (gateway->reserve >= 0)
        close(gateway->reserve);
    pthread_mutex_destroy(&gateway->accepting);
    pthread_mutex_destroy(&gateway->pool);
    free(gateway);
}

static struct gateway *new_gateway(int listener, const char *database, int workers)
{
    struct gateway *gateway = calloc(1, sizeof(struct gateway) + (size_t)workers * sizeof(struct worker));

    if (!gateway)
        abort();
    gateway->listener = listener;
    gateway->database = database;
    gateway->worker_count = workers;
    gateway->parked_most = raise_descriptor_limit();
    gateway->reserve = eventfd(0, EFD_CLOEXEC);
    pthread_mutex_init(&gateway->accepting, NULL);
    pthread_mutex_init(&gateway->pool, NULL);
    return gateway;
}

struct gateway *gateway_start(int listener, const char *database, int workers)
{
    struct gateway *gateway = new_gateway(listener, database, workers);

    start_library();
    gateway->lanes = lanes_start(database, answer);
    if (!gateway->lanes) {
        free_gateway(gateway);
        return NULL;
    }
    gateway->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (gateway->epoll < 0)
        abort();
    open_bell(gateway);
    if (watch(gateway, EPOLL_CTL_ADD, listener, LISTENER))
        abort();
    for (int i = 0; i < workers; i++) {
        gateway->worker[i].gateway = gateway;
        if (pthread_create(&gateway->worker[i].thread, NULL, work, &gateway->worker[i]))
            abort();
    }
    return gateway;
}

/* Until nobody has asked for anything for a while, at most as long as a request may take. */
static void wait_for_silence(struct gateway *gateway)
{
    int64_t end = time_steady() + DEADLINE_MS;

    gateway->busy_at = time_steady();
    while (time_steady() < end && (gateway->in_hand || time_steady() < gateway->busy_at + SILENCE_MS))
        wait_ms(LOOK_AGAIN_MS);
}

void gateway_stop(struct gateway *gateway)
{
    gateway->stopping = true;
    accept_the_last(gateway);
    wait_for_silence(gateway);
    ring_bell(gateway);
    for (int i = 0; i < gateway->worker_count; i++)
        pthread_join(gateway->worker[i].thread, NULL);
    lanes_stop(gateway->lanes);
    close(gateway->bell);
    close(gateway->epoll);
    free_gateway(gateway);
}
