/* One's own account: signing in, joining, password, second factor, browsers. */
#ifndef ACCOUNTS_H
#define ACCOUNTS_H

#include "db.h"
#include "letter_wording.h"
#include "req.h"
#include "route.h"

extern const struct route sign_in_routes[], browsers_routes[], joining_routes[], account_routes[],
    password_change_routes[], totp_routes[];

extern const struct letter_kind account_letters[];

extern const struct schema challenge_schema, session_schema, user_schema, environment_schema, invitation_schema,
    account_schema, sessions_schema, browser_schema, totp_schema, recovery_codes_schema;

/* Whether a new password, in NFC, is taken: otherwise E_FIELDS and a fault at `password`. */
enum err password_accept(struct req *q, const char *password, const char *email) CHECKED;

/* Whether what was typed is the authenticator's code, or a recovery code; either counts once. */
bool totp_fits(struct req *q, const char *user, const char *typed) CHECKED;

#endif
