#include "relay.h"

#include "log.h"
#include "text.h"

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#define STREAK_MOST 3 /* one recipient's own server may refuse us too, through ours: others go on */
#define REST_MS     INT64_C(15000)
#define TELL_MS     INT64_C(3600000)
#define TOLD_MOST   16

#define MEND_AWAY   "the mail server cannot be reached, or takes nothing for now: see GUICHET_SMTP_URL"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int streak;
static int64_t rests_until; /* by the steady clock */

/* What was told, and when; the advices are few, and constant texts. */
static struct {
    const char *advice;
    int64_t at;
} told[TOLD_MOST];

bool relay_rests(void)
{
    bool rests;

    pthread_mutex_lock(&lock);
    rests = time_steady() < rests_until;
    pthread_mutex_unlock(&lock);
    return rests;
}

static bool to_be_told(const char *advice, int64_t now)
{
    int i = 0;

    while (i < TOLD_MOST - 1 && told[i].advice && told[i].advice != advice)
        i++;
    if (told[i].advice == advice && now - told[i].at < TELL_MS)
        return false;
    told[i].advice = advice;
    told[i].at = now;
    return true;
}

/* True when there is something to tell. */
static bool count(struct refusal *refusal, int64_t now)
{
    streak++;
    if (streak >= STREAK_MOST)
        rests_until = now + REST_MS;
    if (!refusal->advice && streak >= STREAK_MOST)
        refusal->advice = MEND_AWAY;
    return refusal->advice && to_be_told(refusal->advice, now);
}

/* What comes later for one mail says nothing about the others. */
void relay_note(struct refusal refusal, const char *why)
{
    bool tell = false;

    pthread_mutex_lock(&lock);
    if (refusal.delivery == DELIVERY_BLOCKED || refusal.delivery == DELIVERY_AWAY)
        tell = count(&refusal, time_steady());
    else if (refusal.delivery != DELIVERY_LATER)
        rests_until = streak = 0;
    pthread_mutex_unlock(&lock);
    if (tell)
        LOG_ERROR("mail_server", LOG_TEXT("why", why), LOG_TEXT("advice", refusal.advice));
}
