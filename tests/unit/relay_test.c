/* When nothing is tried for a moment, and what the operator hears. */
#include "capture.h"
#include "check.h"
#include "relay.h"

static const struct refusal done = { DELIVERY_DONE, NULL }, away = { DELIVERY_AWAY, NULL },
                            later = { DELIVERY_LATER, NULL }, blocked = { DELIVERY_BLOCKED, "ask who runs it" },
                            other = { DELIVERY_BLOCKED, "sign in" }, refused = { DELIVERY_REFUSED, NULL };

/* What is logged of it. */
static const char *note(struct refusal refusal)
{
    capture_begin(stderr);
    relay_note(refusal, "554 5.7.1 no");
    capture_end();
    return capture.text;
}

static void a_few_troubles_in_a_row_are_a_rest(void)
{
    CHECK(!relay_rests());
    note(away);
    note(later);
    note(away);
    CHECK(!relay_rests());
    note(later);
    CHECK(!relay_rests());
    CHECK(strstr(note(away), "event=mail_server why=\"554 5.7.1 no\" advice=\"the mail server cannot be reached") !=
          NULL);
    CHECK(relay_rests());
    note(done);
    CHECK(!relay_rests());
}

static void what_ends_well_ends_the_row(void)
{
    note(away);
    note(away);
    note(refused);
    note(away);
    note(away);
    CHECK(!relay_rests());
    note(done);
}

static void each_advice_is_told_once(void)
{
    CHECK(strstr(note(blocked), "level=error event=mail_server ") != NULL);
    CHECK_TEXT(note(blocked), "");
    CHECK(strstr(note(other), "advice=\"sign in\"") != NULL);
    CHECK_TEXT(note(blocked), "");
    CHECK_TEXT(note(other), "");
    CHECK_TEXT(note(away), "");
}

int main(void)
{
    a_few_troubles_in_a_row_are_a_rest();
    what_ends_well_ends_the_row();
    each_advice_is_told_once();
    return check_end();
}
