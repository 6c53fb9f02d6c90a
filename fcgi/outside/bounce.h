/* Reads what mail servers send back of a mail that did not arrive (RFC 3464): the only user of GMime. */
#ifndef BOUNCE_H
#define BOUNCE_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

#define BOUNCE_MOST      (1 << 20) /* bytes that are looked at; ours are far shorter */
#define BOUNCE_IDS       16
#define BOUNCE_ADDRESSES 100

/* What a report says of one recipient, as written; NULL for what it does not. */
struct bounce_recipient {
    const char *original, *final; /* `rfc822; lena@nordbank.example` */
    const char *action, *status, *diagnostic;
};

struct bounce {
    const char *ids[BOUNCE_IDS]; /* which mails of ours it may be about: anybody can have written them */
    int id_count;
    struct bounce_recipient recipients[BOUNCE_ADDRESSES];
    int recipient_count;
};

/* Starts the library; once, before anything else here. */
void bounce_start(void);

/* Reads one message, with or without the line that mailboxes begin one with. False when it holds no delivery report: it
 * is an answer of a person or of a machine, or anything else. Lends arena memory. */
bool bounce_read(struct bounce *bounce, struct arena *arena, const char *bytes, size_t length);

/* The address in a field such as `rfc822; <lena@nordbank.example>`, without its type; NULL for none. */
const char *bounce_address(struct arena *arena, const char *field);

#endif
