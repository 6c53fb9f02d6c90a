/* Every way a request can end badly: one table gives status, public code and the sentence in both languages. */
#ifndef ERR_H
#define ERR_H

#define CHECKED __attribute__((warn_unused_result))

enum err {
    OK,
    E_BAD_REQUEST, /* the request itself is malformed: query, header, path */
    E_BAD_ACTING,  /* Guichet-Acting is not two words */
    E_BAD_JSON,    /* the body is no JSON, or not in UTF-8, or names a member twice */
    E_BODY_CUT,    /* the body is shorter than announced */
    E_NO_SESSION,
    E_BAD_CREDENTIALS,
    E_BAD_CODE,
    E_CHALLENGE_ENDED,
    E_FORBIDDEN,
    E_CROSS_SITE,
    E_OWN_LINE,
    E_OWN_SOURCE,
    E_END_SET,
    E_NOT_FOUND,
    E_METHOD,
    E_CONFLICT,
    E_ENVIRONMENT_NEEDED,
    E_ACTING_FOR_ANOTHER, /* the cookie is of another person, or acts for another entity, than the page believed */
    E_LAST_MANAGER,
    E_LAST_LEADER,
    E_TEAM_NOT_EMPTY,
    E_TEAM_LOOP,
    E_TEAM_DEPTH,
    E_TAKEN,
    E_ADDRESS_TAKEN,
    E_CODE_OVER,
    E_LINK_OVER,
    E_NO_BORROWER,
    E_PART_IN_USE,
    E_ALREADY_REVOKED,
    E_NOT_REVOKED,
    E_UNDO_OVER, /* more than ten minutes ago, by somebody else, or changed since */
    E_NOT_INVITED,
    E_OPERATION_CLOSED,
    E_HANDOVER_OPEN,
    E_TOO_LARGE,
    E_MEDIA_TYPE,
    E_FIELDS,     /* well-formed, but members are refused: `fields` names them */
    E_KEY_REUSED, /* an Idempotency-Key that came with another request */
    E_THROTTLED,
    E_MANY_KEYS,          /* more Idempotency-Keys than are kept of one person */
    E_TOO_MANY_CODES,     /* sent to one address within a while */
    E_TOO_MANY_STRANGERS, /* invited by one person within a day */
    E_INTERNAL,
    E_UNAVAILABLE,
    ERR_COUNT
};

enum language { FRENCH, ENGLISH };

/* HTTP status of an error (RFC 9110). */
int err_status(enum err error);

/* The stable name clients test for, snake_case. Lends a constant. */
const char *err_code(enum err error);

/* The short English title of RFC 9457, the same for every occurrence. Lends a constant. */
const char *err_title(enum err error);

/* One sentence for a person: what was wrong and what to do. Lends a constant. */
const char *err_sentence(enum err error, enum language language);

/* The language of a tag such as `fr-CH`, or the first of ours that an Accept-Language header names (RFC 9110, 12.5.4);
 * `otherwise` when it names none. NULL is allowed. */
enum language language_of(const char *tag, enum language otherwise);

/* `fr` or `en`. Lends a constant. */
const char *language_tag(enum language language);

#endif
