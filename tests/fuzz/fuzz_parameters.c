/* A request as nginx sends it: parameters, a line `NAME=value` each, an empty line, a body. Whatever they hold, the
 * gateway reads what was sent and nothing else, and the stages before the database find a row or refuse with all that a
 * refusal needs. It goes over a socket, in records that are well formed: others are not nginx's. */
#include "gateway.c"

#include "conf.h"
#include "problem.h"
#include "routes.h"
#include "secret.h"
#include "server.h"

#include <fastcgi.h>
#include <stdint.h>

#define REQUEST_MOST 60000 /* fits into a record and into the socket */
#define LINES_MOST   64

struct sent {
    const char *name[LINES_MOST], *value[LINES_MOST];
    size_t name_length[LINES_MOST], value_length[LINES_MOST];
    size_t count;
    const char *body;
    size_t body_length;
};

/* --- what is sent ------------------------------------------------------------------------------------------------ */

static void take_line(struct sent *sent, const char *line, size_t length)
{
    const char *equals = memchr(line, '=', length);
    size_t at = sent->count;

    if (!equals || at == LINES_MOST)
        return;
    sent->name[at] = line;
    sent->name_length[at] = (size_t)(equals - line);
    sent->value[at] = equals + 1;
    sent->value_length[at] = length - sent->name_length[at] - 1;
    sent->count++;
}

static void cut(struct sent *sent, const char *bytes, size_t size)
{
    while (size > 0) {
        const char *end = memchr(bytes, '\n', size);
        size_t length = end ? (size_t)(end - bytes) : size, step = length + (end != NULL);

        take_line(sent, bytes, length);
        bytes += step;
        size -= step;
        if (!length)
            break;
    }
    sent->body = bytes;
    sent->body_length = size;
}

/* FastCGI 1.0, 3.3 to 3.5. */
static void add_head(struct text *out, int type, size_t length)
{
    const unsigned char head[] = {
        FCGI_VERSION_1, (unsigned char)type, 0, 1, (unsigned char)(length >> 8), (unsigned char)length, 0, 0
    };

    text_add_bytes(out, (const char *)head, sizeof head);
}

static void add_stream(struct text *out, int type, const char *bytes, size_t length)
{
    if (length > 0) {
        add_head(out, type, length);
        text_add_bytes(out, bytes, length);
    }
    add_head(out, type, 0);
}

static void add_length(struct text *out, size_t length)
{
    for (int shift = 24; length > 127 && shift > 0; shift -= 8)
        text_add_char(out, (char)(length >> shift | (shift == 24 ? 0x80 : 0)));
    text_add_char(out, (char)length);
}

static void send_request(struct arena *arena, int connection, const struct sent *sent)
{
    static const char begin[] = { 0, FCGI_RESPONDER, FCGI_KEEP_CONN, 0, 0, 0, 0, 0 };
    struct text pairs = text_new(arena, 2 * REQUEST_MOST), all = text_new(arena, 3 * REQUEST_MOST);

    for (size_t i = 0; i < sent->count; i++) {
        add_length(&pairs, sent->name_length[i]);
        add_length(&pairs, sent->value_length[i]);
        text_add_bytes(&pairs, sent->name[i], sent->name_length[i]);
        text_add_bytes(&pairs, sent->value[i], sent->value_length[i]);
    }
    add_head(&all, FCGI_BEGIN_REQUEST, sizeof begin);
    text_add_bytes(&all, begin, sizeof begin);
    add_stream(&all, FCGI_PARAMS, pairs.bytes, pairs.length);
    add_stream(&all, FCGI_STDIN, sent->body, sent->body_length);
    demand(!all.over && write(connection, all.bytes, all.length) == (ssize_t)all.length);
}

/* --- what must have come ----------------------------------------------------------------------------------------- */

/* The value of the first parameter of a name, as far as a string goes; NULL for none. */
static const char *value_of(struct arena *arena, const struct sent *sent, const char *name)
{
    for (size_t i = 0; i < sent->count; i++)
        if (sent->name_length[i] == strlen(name) && !memcmp(sent->name[i], name, strlen(name)))
            return arena_copy(arena, sent->value[i], sent->value_length[i]);
    return NULL;
}

static bool is_same(const char *found, const char *wanted)
{
    return found && wanted ? !strcmp(found, wanted) : found == wanted;
}

static void check_parameters(const struct job *job, const struct sent *sent)
{
    const char *incoming = (const char *)&job->q.from;

    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
        const char *wanted = value_of(job->arena, sent, parameters[i].name);
        const char *found = *(const char *const *)(const void *)(incoming + parameters[i].member);
        bool always = found == job->q.from.method || found == job->q.from.path;

        demand(is_same(found, wanted && *wanted ? wanted : always ? "" : NULL));
    }
}

static void check_body(const struct job *job, const struct sent *sent)
{
    const struct incoming *from = &job->q.from;
    const char *announced = value_of(job->arena, sent, "CONTENT_LENGTH");
    bool is_number = !announced || strspn(announced, "0123456789") == strlen(announced);
    size_t length = announced && is_number ? strtoull(announced, NULL, 10) : 0;

    demand(!from->body == !from->body_length && !(from->body && from->body_error));
    if (!is_number)
        demand(from->body_error == E_BAD_REQUEST || from->body_error == E_TOO_LARGE);
    else if (length > req_body_most(&job->q))
        demand(from->body_error == E_TOO_LARGE);
    else if (length > sent->body_length)
        demand(from->body_error == E_BODY_CUT);
    else
        demand(from->body_error == OK && from->body_length == length &&
               (!length || !memcmp(from->body, sent->body, length)));
}

static void check_first_stages(struct req *q)
{
    q->from.request_id = "260c4bb9a5d54a5fb0c6d5d0a6b3c1f2"; /* nginx's own */
    if (req_receive(q) == LANE_DONE)
        check_problem(q);
    else
        demand(q->route && !q->error && !q->faults.count && q->query && q->in && !q->from.body_error);
    demand(!q->headers.over && !strstr(text_string(&q->headers), "\r\n\r\n"));
    demand(!make_head(q).over);
}

/* --- one request ------------------------------------------------------------------------------------------------- */

static void start(void)
{
    static bool started;

    if (started)
        return;
    start_library();
    demand(secret_start());
    route_use(routes);
    conf.public_url = "https://desk.example/";
    conf.prefix = "/";
    conf.origin = "https://desk.example";
    conf.idle_minutes = 30;
    server.keys = (struct keys){ .count = 1, .key = { { "k1", "0123456789abcdef0123456789abcde" } } };
    started = true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct gateway gateway;
    struct sent sent = { 0 };
    struct job *job;
    int pair[2];

    if (size > REQUEST_MOST)
        return 0;
    start();
    demand(!socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    job = new_job(&gateway);
    cut(&sent, (const char *)data, size);
    send_request(job->arena, pair[0], &sent);
    demand(read_head(job, pair[1]));
    job->q.arena = job->arena;
    job->q.now = 1772357400000;
    fill_parameters(job);
    read_body(job);
    demand(!job->spoilt);
    check_parameters(job, &sent);
    check_body(job, &sent);
    check_first_stages(&job->q);
    demand(finish(job));
    close(pair[0]);
    close(pair[1]);
    free_job(job);
    return 0;
}
