/* A message for `guichet mail bounce`: whatever it holds, what is read of it is short, whole and no more than the most.
 */
#include "bounce.h"
#include "conf.h"
#include "refusal.h"
#include "secret.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check(struct arena *arena, const struct bounce *bounce)
{
    demand(bounce->id_count <= BOUNCE_IDS && bounce->recipient_count <= BOUNCE_ADDRESSES);
    for (int i = 0; i < bounce->id_count; i++)
        demand(strspn(bounce->ids[i], "0123456789abcdefghijklmnopqrstuvwxyz") == ID_ROOM - 1 &&
               !bounce->ids[i][ID_ROOM - 1]);
    for (int i = 0; i < bounce->recipient_count; i++) {
        const struct bounce_recipient *recipient = &bounce->recipients[i];
        const char *address = bounce_address(arena, recipient->final);

        demand(recipient->action && (recipient->original || recipient->final));
        demand(!address || !strpbrk(address, " \t>"));
        (void)refusal_of_report(recipient->status ? recipient->status : "", recipient->diagnostic);
        (void)refusal_of_reply(STAGE_RECIPIENT, recipient->diagnostic ? recipient->diagnostic : "");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool started;
    struct arena *arena = arena_new();
    struct bounce *bounce = ARENA_NEW(arena, struct bounce);

    if (!started)
        bounce_start();
    started = true;
    conf.mail_bounces = "bounces@desk.example";
    (void)bounce_read(bounce, arena, (const char *)data, size < BOUNCE_MOST ? size : BOUNCE_MOST);
    check(arena, bounce);
    arena_free(arena);
    return 0;
}
