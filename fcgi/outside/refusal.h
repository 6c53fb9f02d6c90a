/* What a mail server's refusal is about (RFC 5321, RFC 3463): the address, the server itself, or only now. Pure. */
#ifndef REFUSAL_H
#define REFUSAL_H

/* How far the conversation had come when the server said it. */
enum stage { STAGE_SESSION, STAGE_RECIPIENT, STAGE_CONTENT };

enum delivery {
    DELIVERY_LATER,   /* not this mail now: try it again */
    DELIVERY_AWAY,    /* no mail now: the server was not reached, or takes none for the moment */
    DELIVERY_BLOCKED, /* for a reason that is not the address, which the operator can mend: wait for that */
    DELIVERY_REFUSED, /* never: there is no such address */
    DELIVERY_DONE,
};

struct refusal {
    enum delivery delivery;
    const char *advice; /* to the operator; NULL when there is nothing he can do */
};

/* Reads a reply with its lines joined by spaces, `550 5.1.1 No such user`: by its enhanced code if it has one, else by
 * the basic code and the stage. What is no refusal, the empty reply too, means that the line was cut. */
struct refusal refusal_of_reply(enum stage stage, const char *reply);

/* Reads what a report says of a recipient: its Status, `5.1.1`, and where that says nothing, the enhanced code in its
 * Diagnostic-Code, `smtp; 550 5.1.1 No such user`; NULL for none. */
struct refusal refusal_of_report(const char *status, const char *diagnostic);

#endif
