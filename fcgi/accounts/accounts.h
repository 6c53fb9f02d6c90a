/* One's own account: signing in, joining, password, second factor, browsers. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include "db.h"
#include "req.h"
#include "route.h"
#include "sql.h"

extern const struct route sign_in_routes[], browsers_routes[], joining_routes[], account_routes[],
    password_change_routes[], totp_routes[];

extern const struct schema challenge_schema, session_schema, user_schema, environment_schema, invitation_schema,
    account_schema, sessions_schema, browser_schema, totp_schema, recovery_codes_schema;

/* The invitation of a link that still works, of a kind or (NULL) of any. */
bool invitation_find(struct req *q, const char *secret, const char *kind, struct invitation_by_digest *out) CHECKED;

extern const char *const account_languages[];

/* Mails a person what has happened to his account, when and from which browser; `change` is NULL or says which way. */
void account_tell(struct req *q, const struct account *account, const char *kind, const char *change);

/* E_FIELDS, with a fault at the member, for a name of which nothing can be seen; NULL passes. */
enum err account_check_name(struct req *q, const char *member, const char *name) CHECKED;

/* Carries a name to every line and habilitation of the person, by which lists are sorted and searched. */
void account_rename_lines(struct req *q, const char *user, const char *first, const char *last, const char *email);

/* Whether a new password, in NFC, is taken: otherwise E_FIELDS and a fault at `password`. */
enum err password_accept(struct req *q, const char *password, const char *email) CHECKED;

/* What was typed of a code, whatever spaces, dashes and capitals stand in it. Lends arena memory. */
const char *code_typed(struct req *q, const char *typed);

/* Whether what was typed is the authenticator's code, or a recovery code; either counts once. */
bool totp_fits(struct req *q, const char *user, const char *typed) CHECKED;

#endif
