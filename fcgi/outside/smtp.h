/* Makes a mail's MIME and delivers it, to a server or into the maildir: the only user of libcurl. */
#ifndef SMTP_H
#define SMTP_H

#include "arena.h"
#include "err.h"
#include "refusal.h"

#include <stdbool.h>
#include <stdint.h>

#define SMTP_MOST_MS 60000 /* no delivery lasts longer */

struct message {
    const char *id; /* one of secret_id: makes the Message-ID, so that a repeated delivery is known as one */
    const char *to;
    const char *subject, *text, *html; /* lines of text and HTML end with \r\n */
    enum language language;
    int64_t written; /* milliseconds since 1970 */
    /* How far the register goes, signed, and the last row of it that the mail is about: values of headers; NULL: none.
     */
    const char *checkpoint, *row;
};

/* Starts the library and finds our name for servers; once, before any thread. */
bool smtp_start(void);

/* Delivers by the settings (conf.h). Unless done, `why` gets one line of what happened, lent by the arena. */
struct refusal smtp_deliver(struct arena *arena, const struct message *message, const char **why) CHECKED;

#endif
