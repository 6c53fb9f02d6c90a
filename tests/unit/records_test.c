/* What is sent in FastCGI's records is what was answered, however little of it the socket takes at a time. */
#include "check.h"
#include "records.h"

#include <fastcgi.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST      0x1234
#define RECEIVED_MAX (1 << 20)

static struct arena *arena;

struct receiver {
    int connection;
    unsigned char bytes[RECEIVED_MAX];
    size_t length;
};

static void *receive(void *argument)
{
    struct receiver *receiver = argument;
    ssize_t got;

    do {
        got = read(receiver->connection, receiver->bytes + receiver->length, 1000);
        receiver->length += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    return NULL;
}

/* Sends into a socket that takes little at once, and gives all that came out of it. */
static struct receiver *sent(const struct text *head, const struct text *body)
{
    struct receiver *receiver = arena_alloc(arena, sizeof *receiver);
    int ends[2], room = 4096;
    pthread_t thread;

    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    CHECK(setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room) == 0);
    *receiver = (struct receiver){ .connection = ends[1] };
    CHECK(pthread_create(&thread, NULL, receive, receiver) == 0);
    CHECK(records_send(ends[0], REQUEST, head, body));
    close(ends[0]);
    pthread_join(thread, NULL);
    close(ends[1]);
    return receiver;
}

/* Takes the records apart: the contents of those of the answer, and whether the end is where it belongs. */
static const char *answered(const struct receiver *receiver, bool *ends)
{
    struct text out = text_new(arena, RECEIVED_MAX);
    const unsigned char *at = receiver->bytes, *end = at + receiver->length;

    *ends = false;
    while (at + FCGI_HEADER_LEN <= end) {
        size_t length = (size_t)at[4] << 8 | at[5];

        CHECK(!*ends && at[0] == FCGI_VERSION_1 && (at[2] << 8 | at[3]) == REQUEST && at[6] == 0);
        if (at[1] == FCGI_STDOUT)
            text_add_bytes(&out, (const char *)at + FCGI_HEADER_LEN, length);
        else
            *ends = at[1] == FCGI_END_REQUEST && length == sizeof(FCGI_EndRequestBody);
        at += FCGI_HEADER_LEN + length;
    }
    CHECK(at == end);
    return text_string(&out);
}

static void an_answer_comes_whole(size_t length)
{
    struct text head = text_new(arena, 1000), body = text_new(arena, RECEIVED_MAX),
                whole = text_new(arena, RECEIVED_MAX);
    bool ends;

    text_add(&head, "Status: 200 OK\r\n\r\n");
    for (size_t i = 0; i < length; i++)
        text_add_char(&body, (char)('a' + i % 26));
    text_add(&whole, text_string(&head));
    text_add(&whole, text_string(&body));
    CHECK_TEXT(answered(sent(&head, &body), &ends), text_string(&whole));
    CHECK(ends);
}

static void no_body_is_none(void)
{
    struct text head = text_new(arena, 1000);
    bool ends;

    text_add(&head, "Status: 204 No Content\r\n\r\n");
    CHECK_TEXT(answered(sent(&head, NULL), &ends), text_string(&head));
    CHECK(ends);
}

static void nobody_at_the_other_end_is_told(void)
{
    struct text head = text_new(arena, 1000);
    int ends[2];

    text_add(&head, "Status: 200 OK\r\n\r\n");
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    close(ends[1]);
    CHECK(!records_send(ends[0], REQUEST, &head, NULL));
    close(ends[0]);
}

/* As on a connection whose other end takes nothing: it is given up when the socket has waited. */
static void who_takes_nothing_is_given_up(void)
{
    const struct timeval soon = { .tv_usec = 1000 };
    struct text head = text_new(arena, 1000), body = text_new(arena, RECEIVED_MAX);
    int ends[2];

    text_add(&head, "Status: 200 OK\r\n\r\n");
    memset(text_add_room(&body, RECEIVED_MAX / 2), 'x', RECEIVED_MAX / 2);
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    CHECK(setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &soon, sizeof soon) == 0);
    CHECK(!records_send(ends[0], REQUEST, &head, &body));
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    arena = arena_new();
    signal(SIGPIPE, SIG_IGN);
    for (const size_t *length = (const size_t[]){ 1, 7, 1000, 65527, 65528, 65529, 131056, 400000, 0 }; *length;
         length++)
        an_answer_comes_whole(*length);
    no_body_is_none();
    nobody_at_the_other_end_is_told();
    who_takes_nothing_is_given_up();
    arena_free(arena);
    return check_end();
}
