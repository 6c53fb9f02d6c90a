#include "vouch.h"
#include "emit.h"
#include "sql_requests.h"

#include <string.h>

#define VOUCHERS_MOST 20 /* as the query says */

static bool leads(struct req *q, const char *user, const char *entity, const char *person)
{
    struct vouch_leads found;

    return sql_vouch_leads(q->db, &found, user, entity, q->now, person);
}

static bool counts(struct req *q, const char *user, const char *entity, const char *person)
{
    struct vouch_counts found;

    return sql_vouch_counts(q->db, &found, user, entity, q->now, person);
}

static size_t read_vouchers(struct req *q, const char *request, struct vouch_list **list)
{
    return vouch_list_all(sql_vouch_list(q->db, request), VOUCHERS_MOST, list);
}

/* Whether somebody before him in the list makes two with him. */
static bool makes_two(struct req *q, const struct vouch_list *list, size_t at)
{
    struct vouch_apart apart;

    for (size_t i = 0; i < at; i++)
        if (sql_vouch_apart(q->db, &apart, list[i].entity, list[i].user, list[at].entity, list[at].user))
            return true;
    return false;
}

/* What somebody said counts as long as he might say it still. */
int vouch_given(struct req *q, const char *request, const char *person)
{
    struct vouch_list *list;
    size_t said = read_vouchers(q, request, &list), count = 0;

    for (size_t i = 0; i < said; i++) {
        struct vouch_list one = list[i];

        if (leads(q, one.user, one.entity, person))
            return VOUCHERS_NEEDED;
        if (!counts(q, one.user, one.entity, person))
            continue;
        list[count] = one;
        if (makes_two(q, list, count++))
            return VOUCHERS_NEEDED;
    }
    return count ? 1 : 0;
}

static bool has_given(struct req *q, const char *request)
{
    struct vouch_list *list;
    size_t count = read_vouchers(q, request, &list);

    for (size_t i = 0; i < count; i++)
        if (!strcmp(list[i].user, q->actor.user))
            return true;
    return false;
}

struct vouching vouch_of(struct req *q, const struct request *request)
{
    const char *user = q->actor.user, *entity = q->actor.entity ? q->actor.entity : "";
    struct vouch_guards guards;

    return (struct vouching){ .leads = leads(q, user, entity, request->user),
                              .counts = counts(q, user, entity, request->user),
                              .guards = sql_vouch_guards(q->db, &guards, user, entity, q->now, request->user),
                              .gave = has_given(q, request->id),
                              .given = vouch_given(q, request->id, request->user) };
}

bool vouch_add(struct req *q, const struct request *request)
{
    sql_vouch_add(q->db, request->id, q->actor.user, q->actor.entity, q->now);
    return vouch_given(q, request->id, request->user) >= VOUCHERS_NEEDED;
}

bool vouch_may(struct req *q, const char *user, const char *entity, const char *person)
{
    return leads(q, user, entity, person) || counts(q, user, entity, person);
}

void vouch_write(struct text *out, int given, bool alone)
{
    emit_object(out, "vouched");
    emit_number(out, "given", given);
    emit_number(out, "needed", VOUCHERS_NEEDED);
    emit_flag(out, "alone", alone);
    emit_object_end(out);
}
