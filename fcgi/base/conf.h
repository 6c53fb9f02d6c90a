/* Settings from the environment, declared in one table (conf.c). */
#ifndef CONF_H
#define CONF_H

#include <stdbool.h>

struct conf {
    const char *database;           /* GUICHET_DATABASE: the SQLite file */
    const char *keys;               /* GUICHET_KEYS: the key file, mode 0600 */
    const char *register_key;       /* GUICHET_REGISTER_KEY: that of the register, which signs it */
    const char *public_url;         /* GUICHET_PUBLIC_URL: where people reach the page; ends with a slash */
    const char *socket;             /* GUICHET_SOCKET: the unix socket of `serve` */
    int workers;                    /* GUICHET_WORKERS: request threads */
    int idle_minutes;               /* GUICHET_IDLE_MINUTES: a session without a request ends after */
    int session_hours;              /* GUICHET_SESSION_HOURS: a session ends after, whatever is done in it */
    int keep_logs_months;           /* GUICHET_KEEP_LOGS_MONTHS: what only tells what happened is kept for (kept.h) */
    const char *smtp_url;           /* GUICHET_SMTP_URL: smtp://host:port or smtps://...; empty: the maildir */
    const char *smtp_user;          /* GUICHET_SMTP_USER: empty for none */
    const char *smtp_password_file; /* GUICHET_SMTP_PASSWORD_FILE: its first line; a secret is no environment value */
    const char *smtp_ca_file;       /* GUICHET_SMTP_CA_FILE: the only authorities trusted there; empty: the system's */
    const char *smtp_hello;         /* GUICHET_SMTP_HELLO: our name in EHLO; empty: found (smtp.c) */
    const char *maildir;            /* GUICHET_MAILDIR: where mails go without an SMTP server */
    const char *mail_from;          /* GUICHET_MAIL_FROM: the sender's address */
    const char *mail_bounces;       /* GUICHET_MAIL_BOUNCES: where mails come back to; empty: to mail_from */
    const char *terms_url;          /* GUICHET_TERMS_URL: empty for none */

    /* Derived from public_url. */
    const char *prefix; /* its path: `/` or `/desk/` */
    const char *origin; /* scheme://host[:port] */
    bool secure;        /* cookies carry Secure: always but on plain-http localhost */
};

/* The settings; constant after conf_load. */
extern struct conf conf;

/* Reads all settings. Names every wrong one on stderr, one line each, and returns false. */
bool conf_load(void);

/* Prints the table for --help: name, default, meaning. */
void conf_print(void);

#endif
