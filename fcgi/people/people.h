/* Persons as others see them, by their addresses; and what is told them of their accounts. */
#ifndef PEOPLE_H
#define PEOPLE_H

#include "invitation.h"
#include "proof.h"
#include "req.h"
#include "sql_people.h"
#include "unusual.h"

struct person {
    const char *id, *email, *language, *first_name, *last_name;
    bool activated;
};

extern const char *const person_languages[];

extern const struct schema checked_schema, checked_address_schema;

/* Mails a person what has happened to his account, when and from which browser; `change` is NULL or says which way. */
void person_tell(struct req *q, const struct account *account, enum mail_kind kind, const char *change);

/* E_FIELDS, with a fault at the member, for a name of which nothing can be seen; NULL passes. */
enum err person_check_name(struct req *q, const char *member, const char *name) CHECKED;

/* Carries a name to every line and habilitation of the person, by which lists are sorted and searched; his lines carry
 * what is known of him now. */
void person_rename_lines(struct req *q, const char *user, const char *first, const char *last, const char *email);

/* A code or a link has proved the person's mailbox: his lines carry it, unless they do as well as they have to. */
void person_prove_mailbox(struct req *q, const char *user);

/* Writes `{"items":[...]}`: `one` is called for each address that is one and comes for the first time, and writes its
 * item; the others are refused here. */
enum err addresses_each(struct req *q, const struct texts *emails,
                        enum err (*one)(struct req *, const char *email, const char *key, const void *),
                        const void *what) CHECKED;

/* The same where nothing is done: `one` writes what is to be known of an address, and of one that is none the item has
 * no notes, and the code with which adding would refuse it. */
enum err addresses_check(struct req *q, const struct texts *emails,
                         void (*one)(struct req *, const char *email, const char *key, const void *),
                         const void *what) CHECKED;

/* Writes the item of a refused address. */
void address_refuse(struct req *q, const char *email, const char *code);

/* The person of an address; somebody nobody knew yet becomes known, in a language. */
void address_person_in(struct req *q, const char *email, const char *key, const char *language, struct person *out);

/* For what an address is invited. */
struct inviting {
    const char *entity;   /* whose other people show which language, when nobody says */
    const char *language; /* as the caller says; NULL: he does not */
};

/* The language of most people of an entity; NULL when it has none with an account. */
const char *person_language_at(struct req *q, const char *entity);

/* The person of an address whom the caller invites: E_TOO_MANY_STRANGERS, with the seconds to wait, when he has no
 * account and is one too many for a day. In addresses_each it refuses only this address. */
enum err address_invite(struct req *q, const char *email, const char *key, const struct inviting *inviting,
                        struct person *out) CHECKED;

/* Whether the caller may have us write to a person without an account, once more. */
enum err address_stranger(struct req *q, const char *user) CHECKED;

#endif
