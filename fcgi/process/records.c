#include "records.h"
#include "req.h"

#include <errno.h>
#include <fastcgi.h>
#include <limits.h>
#include <sys/uio.h>

/* A record's content has 65,535 bytes at most; full ones of a multiple of eight leave nothing to pad. */
#define CONTENT_MOST (FCGI_MAX_LENGTH / 8 * 8)
#define RECORDS_MOST (ANSWER_MOST / CONTENT_MOST + 5) /* a head, the last of a body, one without content, the end */

_Static_assert(2 * RECORDS_MOST <= IOV_MAX, "one call takes them all");
_Static_assert(sizeof(FCGI_Header) == FCGI_HEADER_LEN, "FCGI_Header has no holes");

struct records {
    int request, count, pieces;
    FCGI_Header head[RECORDS_MOST];
    struct iovec piece[2 * RECORDS_MOST];
};

static void add(struct records *records, unsigned char type, const void *content, size_t length)
{
    FCGI_Header *head = &records->head[records->count++];

    *head = (FCGI_Header){ .version = FCGI_VERSION_1,
                           .type = type,
                           .requestIdB1 = (unsigned char)(records->request >> 8),
                           .requestIdB0 = (unsigned char)records->request,
                           .contentLengthB1 = (unsigned char)(length >> 8),
                           .contentLengthB0 = (unsigned char)length };
    records->piece[records->pieces++] = (struct iovec){ head, sizeof *head };
    if (length)
        records->piece[records->pieces++] = (struct iovec){ (void *)content, length };
}

static void add_text(struct records *records, const struct text *text)
{
    for (size_t from = 0; from < text->length; from += CONTENT_MOST) {
        size_t left = text->length - from;

        add(records, FCGI_STDOUT, text->bytes + from, left < CONTENT_MOST ? left : CONTENT_MOST);
    }
}

/* What was taken of the pieces; those that are left begin behind it. */
static void pass(struct iovec **piece, int *pieces, size_t taken)
{
    for (; *pieces && taken >= (*piece)->iov_len; (*piece)++, (*pieces)--)
        taken -= (*piece)->iov_len;
    if (*pieces) {
        (*piece)->iov_base = (char *)(*piece)->iov_base + taken;
        (*piece)->iov_len -= taken;
    }
}

static bool send_all(int connection, struct iovec *piece, int pieces)
{
    while (pieces) {
        ssize_t taken = writev(connection, piece, pieces);

        if (taken < 0 && errno == EINTR)
            continue;
        if (taken <= 0)
            return false;
        pass(&piece, &pieces, (size_t)taken);
    }
    return true;
}

bool records_send(int connection, int request, const struct text *head, const struct text *body)
{
    static const FCGI_EndRequestBody end = { .protocolStatus = FCGI_REQUEST_COMPLETE };
    struct records records;

    records.request = request;
    records.count = records.pieces = 0;
    add_text(&records, head);
    if (body)
        add_text(&records, body);
    add(&records, FCGI_STDOUT, NULL, 0);
    add(&records, FCGI_END_REQUEST, &end, sizeof end);
    return send_all(connection, records.piece, records.pieces);
}
