/* Persons as others see them, by their addresses; and what links of mails bring. */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "contact.h"
#include "req.h"

/* What the end of a mail's link is sent in. */
struct secret_in {
    const char *secret;
};

extern const struct field secret_body[];

/* Writes `{"items":[...]}`: `one` is called for each address that is one and comes for the first time, and writes its
 * item; the others are refused here. */
enum err addresses_each(struct req *q, const struct texts *emails,
                        enum err (*one)(struct req *, const char *email, const char *key, const void *),
                        const void *what) CHECKED;

/* Writes the item of a refused address. */
void address_refuse(struct req *q, const char *email, const char *code);

/* The person of an address; somebody nobody knew yet becomes known, in the language of who adds him or in another. */
void address_person(struct req *q, const char *email, const char *key, struct person *out);
void address_person_in(struct req *q, const char *email, const char *key, const char *language, struct person *out);

/* The same for one whom the caller invites: E_TOO_MANY_STRANGERS, with the seconds to wait, when he has no account and
 * is one too many for a day. In addresses_each it refuses only this address. */
enum err address_invite(struct req *q, const char *email, const char *key, struct person *out) CHECKED;

/* Whether the caller may have us write to a person without an account, once more. */
enum err address_stranger(struct req *q, const char *user) CHECKED;

#endif
