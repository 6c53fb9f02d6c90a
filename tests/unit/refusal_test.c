/* What servers answer, and what it is about. */
#include "check.h"
#include "refusal.h"

#include <stddef.h>

static const char *const names[] = {
    [DELIVERY_LATER] = "later",     [DELIVERY_AWAY] = "away", [DELIVERY_BLOCKED] = "blocked",
    [DELIVERY_REFUSED] = "refused", [DELIVERY_DONE] = "done",
};

static const struct {
    enum stage stage;
    const char *reply;
    enum delivery delivery;
    const char *advice; /* a word of it; NULL for none */
} replies[] = {
    /* bad destinations, and only they, are about the address */
    { STAGE_RECIPIENT, "550 5.1.1 <x@b.example>: Recipient address rejected: User unknown", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550 5.1.1 The email account does not exist. 5.1.1 Please try", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550 5.1.2 Bad destination system address", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "501 5.1.3 Bad recipient address syntax", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "551 5.1.6 It has moved", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "556 5.1.10 Recipient address has null MX", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550 #5.1.0 Address rejected.", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550 sorry, no mailbox here by that name (#5.1.1)", DELIVERY_REFUSED, NULL },
    { STAGE_CONTENT, "550 5.1.1 No such user", DELIVERY_REFUSED, NULL },
    { STAGE_SESSION, "550 5.1.0 Sender address rejected", DELIVERY_BLOCKED, "GUICHET_MAIL_FROM" },
    { STAGE_SESSION, "550 5.1.1 Sender unknown", DELIVERY_BLOCKED, "GUICHET_MAIL_FROM" },
    { STAGE_RECIPIENT, "553 5.1.7 Bad sender's mailbox address", DELIVERY_BLOCKED, "GUICHET_MAIL_FROM" },
    { STAGE_RECIPIENT, "550 5.1.8 <desk@localhost>: Sender address rejected: Domain not found", DELIVERY_BLOCKED,
      "GUICHET_MAIL_FROM" },
    { STAGE_CONTENT, "550 5.1.9 Message relayed to non-compliant mailer", DELIVERY_BLOCKED, "ask" },

    /* the mailbox or the way to it: it may pass */
    { STAGE_RECIPIENT, "552 5.2.2 Mailbox full", DELIVERY_LATER, NULL },
    { STAGE_CONTENT, "552 5.2.2 Over quota", DELIVERY_LATER, NULL },
    { STAGE_RECIPIENT, "550 5.2.1 The account is disabled", DELIVERY_LATER, NULL },
    { STAGE_RECIPIENT, "550 5.4.1 Recipient address rejected: Access denied", DELIVERY_LATER, NULL },
    { STAGE_RECIPIENT, "550 5.4.4 Unable to route", DELIVERY_LATER, NULL },

    /* what the operator can mend */
    { STAGE_CONTENT, "550 5.4.5 Daily user sending quota exceeded", DELIVERY_BLOCKED, "quota" },
    { STAGE_RECIPIENT, "554 5.7.1 <x@b.example>: Relay access denied", DELIVERY_BLOCKED, "relay" },
    { STAGE_RECIPIENT, "550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen", DELIVERY_BLOCKED,
      "block list" },
    { STAGE_RECIPIENT, "554 #5.7.1 Rejected", DELIVERY_BLOCKED, "relay" },
    { STAGE_RECIPIENT, "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", DELIVERY_BLOCKED,
      "relay" },
    { STAGE_CONTENT, "550 5.7.26 This mail is unauthenticated", DELIVERY_BLOCKED, "relay" },
    { STAGE_CONTENT, "552 5.3.4 Message size exceeds fixed limit", DELIVERY_BLOCKED, "large" },
    { STAGE_SESSION, "552 Message size exceeds fixed maximum", DELIVERY_BLOCKED, "large" },
    { STAGE_SESSION, "521 5.3.2 System not accepting network messages", DELIVERY_BLOCKED, "ask" },
    { STAGE_CONTENT, "554 5.6.0 Bad content", DELIVERY_BLOCKED, "in the mail" },
    { STAGE_SESSION, "504 5.5.2 <vm>: Helo command rejected: need fully-qualified hostname", DELIVERY_BLOCKED,
      "GUICHET_SMTP_HELLO" },
    { STAGE_SESSION, "504 need a full name", DELIVERY_BLOCKED, "GUICHET_SMTP_HELLO" },
    { STAGE_RECIPIENT, "504 5.5.2 <vm>: Helo command rejected", DELIVERY_BLOCKED, "GUICHET_SMTP_HELLO" },
    { STAGE_SESSION, "530 5.7.0 Must issue a STARTTLS command first", DELIVERY_BLOCKED, "ask" },
    { STAGE_SESSION, "530 Authentication required", DELIVERY_BLOCKED, "GUICHET_SMTP_USER" },
    { STAGE_RECIPIENT, "530 Authentication required", DELIVERY_BLOCKED, "GUICHET_SMTP_USER" },
    { STAGE_SESSION, "535 5.7.8 Error: authentication failed", DELIVERY_BLOCKED, "GUICHET_SMTP_USER" },
    { STAGE_SESSION, "554 Go away", DELIVERY_BLOCKED, "ask" },

    /* a reply without an enhanced code, or with one that says nothing, is about the address after RCPT alone */
    { STAGE_RECIPIENT, "550 No such mailbox", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550 5.0.0 Unknown user", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "551 User not local", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "553 Mailbox name not allowed", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550 relay not permitted", DELIVERY_BLOCKED, "relay" },
    { STAGE_RECIPIENT, "550 Administrative prohibition", DELIVERY_BLOCKED, "relay" },
    { STAGE_RECIPIENT, "554 Transaction failed", DELIVERY_BLOCKED, "ask" },
    { STAGE_RECIPIENT, "552 Exceeded storage allocation", DELIVERY_LATER, NULL },
    { STAGE_CONTENT, "550 Message refused", DELIVERY_BLOCKED, "ask" },
    { STAGE_SESSION, "550 No such host", DELIVERY_BLOCKED, "ask" },
    { STAGE_RECIPIENT, "550 5.62.3.9 is what an address may begin with", DELIVERY_REFUSED, NULL },
    { STAGE_RECIPIENT, "550 5.1. half a code", DELIVERY_REFUSED, NULL },

    /* for now */
    { STAGE_RECIPIENT, "450 4.7.1 Greylisted", DELIVERY_LATER, NULL },
    { STAGE_RECIPIENT, "550 4.7.1 Greylisted by a confused server", DELIVERY_LATER, NULL },
    { STAGE_RECIPIENT, "450 5.1.1 Unknown for now", DELIVERY_LATER, NULL },
    { STAGE_CONTENT, "451 4.3.0 Try later", DELIVERY_LATER, NULL },
    { STAGE_RECIPIENT, "421 4.7.0 Too many errors", DELIVERY_AWAY, NULL },
    { STAGE_SESSION, "421 4.3.2 Closing", DELIVERY_AWAY, NULL },
    { STAGE_SESSION, "454 4.7.0 Temporary authentication failure", DELIVERY_AWAY, NULL },
    { STAGE_SESSION, "", DELIVERY_AWAY, NULL },
    { STAGE_SESSION, "220 mail.example ESMTP", DELIVERY_AWAY, NULL },
    { STAGE_CONTENT, "354 Go ahead", DELIVERY_LATER, NULL },
    { STAGE_RECIPIENT, "nonsense 550 5.1.1", DELIVERY_LATER, NULL },
};

static void every_reply_is_read(void)
{
    for (size_t i = 0; i < sizeof(replies) / sizeof(*replies); i++) {
        struct refusal got = refusal_of_reply(replies[i].stage, replies[i].reply);
        const char *word = replies[i].advice;

        check_text(__FILE__, __LINE__, replies[i].reply, names[got.delivery], names[replies[i].delivery]);
        check_text(__FILE__, __LINE__, replies[i].reply,
                   word && got.advice && strstr(got.advice, word) ? word : got.advice, word);
    }
}

static const struct {
    const char *status, *diagnostic;
    enum delivery delivery;
} reports[] = {
    { "5.1.1", NULL, DELIVERY_REFUSED },
    { "5.1.1 (bad destination mailbox address)", NULL, DELIVERY_REFUSED },
    { "5.1.10", "smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound", DELIVERY_REFUSED },
    { "5.0.0", "smtp; 550-5.1.1 The email account does not exist", DELIVERY_REFUSED },
    { "5.0.0", "smtp;550 5.1.1 No such user", DELIVERY_REFUSED },
    { "5.0.0", "smtp; 550 No such user", DELIVERY_LATER },
    { "5.0.0", "smtp; 450 4.7.1 Greylisted", DELIVERY_LATER },
    { "5.0.0", "nonsense", DELIVERY_LATER },
    { "5.0.0", NULL, DELIVERY_LATER },
    { "5.2.2", "smtp; 550 5.1.1 is not what the status says", DELIVERY_LATER },
    { "5.7.1", NULL, DELIVERY_BLOCKED },
    { "5.1.8", NULL, DELIVERY_BLOCKED },
    { "4.4.7", NULL, DELIVERY_LATER },
    { "4.1.1", NULL, DELIVERY_LATER },
    { "2.1.5", NULL, DELIVERY_LATER },
    { "", NULL, DELIVERY_LATER },
    { "5.1", NULL, DELIVERY_LATER },
    { "five", "smtp; 550 5.1.1 x", DELIVERY_LATER },
};

static void every_report_is_read(void)
{
    for (size_t i = 0; i < sizeof(reports) / sizeof(*reports); i++)
        check_text(__FILE__, __LINE__, reports[i].status,
                   names[refusal_of_report(reports[i].status, reports[i].diagnostic).delivery],
                   names[reports[i].delivery]);
}

int main(void)
{
    every_reply_is_read();
    every_report_is_read();
    return check_end();
}
