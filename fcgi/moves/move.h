/* A person moves to another address: what it concerns, what becomes of it, and the one transaction that does it. The
 * account stays the same, and so do its lines; who waits for whom in between is told by api_move*.c. */
#ifndef MOVE_H
#define MOVE_H

#include "operations.h"
#include "req.h"
#include "sql_moves.h"
#include "sql_people.h"
#include "words.h"

#define MOVE_HOUR_MS   (3600 * 1000LL)
#define MOVE_CODE_MS   MOVE_HOUR_MS /* a code, or a vouched person's link, once it is sent */
#define MOVE_PROOF_MS  (7 * 24 * MOVE_HOUR_MS)
#define MOVE_VOUCH_MS  (7 * 24 * MOVE_HOUR_MS) /* for somebody to vouch */
#define MOVE_WAIT_MS   (72 * MOVE_HOUR_MS)     /* between the vouching and the link */
#define MOVE_CANCEL_MS (72 * MOVE_HOUR_MS)     /* for the old mailbox to say no, even when all is done */
#define MOVE_TRIES     5                       /* of a code */
#define MOVE_PER_DAY   5

/* Where somebody wants to go. */
struct destination {
    const char *email; /* as written */
    const char *key;
    const char *plain; /* without its +tag, when it has one, else NULL */
    const char *other; /* an invited person of that address who has no account, "" for none */
    bool taken;        /* an account has it */
};

/* Reads a new address for an account. E_FIELDS, with a fault at `email`, for what is no address, and for the account's
 * own, in whatever case. */
enum err move_read(struct req *q, const struct account *account, const char *email, struct destination *out) CHECKED;

/* Begins a move: `asked`, with a code sent to the new mailbox, or `vouching`, by a request. Lends the row. */
const struct move *move_begin(struct req *q, const struct account *account, const struct destination *to,
                              enum move_status status, const char *request);

/* What a move concerns: one habilitation, and what becomes of it and the lines that rest on it. */
struct habilitation_fate {
    const char *id, *entity, *name;
    enum habilitation_status status;
    bool waits;   /* for the yes of a leader of the entity: the domain is foreign there */
    bool blocked; /* it would leave the entity without a leader at its root */
};

struct fates {
    size_t count;
    struct habilitation_fate *at;
};

/* What becomes of the account's habilitations. `joined` are entities that have authorised the new address itself. */
struct fates move_fates(struct req *q, const struct account *account, const struct destination *to,
                        const struct texts *joined);

/* What a move brought together. */
struct union_of_two {
    struct texts entities; /* that had authorised the new address itself */
    struct texts lines;    /* those of both that became one */
    struct texts joined;   /* those of the new address alone */
};

/* Writes `items` and `former`: every current habilitation and line of the account with what becomes of it, or (`done`
 * given) became. OK, or why it cannot be: E_LAST_LEADER, E_LAST_MANAGER. Nothing shows here of the new address that the
 * person cannot see anyway. */
enum err move_write(struct req *q, const struct account *account, const struct destination *to,
                    const struct union_of_two *done, struct text *out);

/* Does it. E_ADDRESS_TAKEN when an account has the address by now, else as move_write; then nothing was changed. */
enum err move_complete(struct req *q, const struct move *move, struct union_of_two *out) CHECKED;

/* Gives the account its old address back, ends every session and browser, and mails the old mailbox a link for a new
 * password. E_ADDRESS_TAKEN when it is an account's by now. */
enum err move_take_back(struct req *q, const struct move *move) CHECKED;

/* Ends one that is under way: `cancelled`, `refused` or `expired`. `told` whether the new mailbox hears of it. */
void move_stop(struct desk *desk, const struct move *move, enum move_status status, bool told);

/* Everybody out: sessions, proofs of browsers, sign-ins half done and links for a new password. */
void move_sign_out(struct req *q, const char *user);

/* A row of the register about the account. */
void move_note(struct desk *desk, enum action action, const char *user, const char *entity, const char *reason);

/* --- letters (move_mail.c) ---------------------------------------------------------------------------------------- */

/* To the new mailbox: `address_code` with the code, `address_proof` with the link, or `address_news`, where `step` says
 * what happened. */
void move_tell_new(struct desk *desk, enum mail_kind kind, const char *step, const struct move *move,
                   const struct account *account);

/* To the old mailbox, with the link that stops it: `step` says what happened. */
void move_tell_old(struct req *q, const char *step, const struct move *move, const struct account *account);

/* To whom the address concerns, one mail each. */
void move_tell_others(struct req *q, const struct move *move, const struct account *account);

/* To those who have to decide about the habilitation. */
void move_tell_leaders(struct req *q, const struct move *move, const struct account *account, const char *entity,
                       const char *name);

/* At the beginning: to those who may vouch, and to all who answer for the person and may say no. */
void move_tell_guardians(struct req *q, const struct move *move, const struct account *account);

/* To the latter, that others have vouched: it can still be refused. */
void move_tell_vouched(struct req *q, const struct move *move, const struct account *account);

#endif
