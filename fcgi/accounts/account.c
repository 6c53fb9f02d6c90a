/* One's own account: what it says, and changing it. The address is not among what can be changed. */
#include "accounts.h"
#include "emit.h"
#include "fold.h"
#include "outbox.h"
#include "people.h"
#include "phone.h"
#include "route.h"
#include "sql_accounts.h"
#include "sql_people.h"
#include "zone.h"

#define CHANGE(member) offsetof(struct account_change_in, member)

struct account_change_in {
    const char *first_name, *last_name, *job_title, *phone, *language, *zone;
};

static const struct field account_change_body[] = {
    { "first_name", FIELD_PERSON, CHANGE(first_name), false, 1, 100, NULL, "First name, or the only one." },
    { "last_name", FIELD_NAME, CHANGE(last_name), false, 1, 100, NULL, "Last name; null takes it away." },
    { "job_title", FIELD_TITLE, CHANGE(job_title), false, 1, 100, NULL, "Job title." },
    { "phone", FIELD_LINE, CHANGE(phone), false, 1, 40, NULL,
      "Phone number, E.164; in French, one of France as dialled there." },
    { "language", FIELD_CHOICE, CHANGE(language), false, 0, 0, person_languages, "Of the pages and mails." },
    { "zone", FIELD_LINE, CHANGE(zone), false, 1, ZONE_MOST, NULL, "By which I count my days, such as Europe/Paris." },
    { 0 }
};

static enum err account_show(struct req *q)
{
    struct text *out = &q->answer;
    struct account row;

    if (!sql_account(q->db, &row, q->actor.user))
        return E_NOT_FOUND;
    emit_object(out, NULL);
    emit_string(out, "id", row.id);
    emit_string(out, "email", row.email);
    emit_string(out, "first_name", row.first_name);
    emit_string(out, "last_name", row.last_name);
    emit_string(out, "job_title", row.job_title);
    emit_string(out, "phone", row.phone);
    emit_string(out, "language", row.language);
    if (row.zone)
        emit_string(out, "zone", row.zone);
    emit_flag(out, "totp", row.totp_since != 0);
    emit_number(out, "recovery_codes", row.recovery_codes);
    emit_time(out, "mailbox_proved", row.mailbox);
    emit_object_end(out);
    return OK;
}

static const char *normal(struct req *q, const char *text)
{
    return text ? fold_normal(q->arena, text) : NULL;
}

static const char *normal_phone(struct req *q, const struct account_change_in *in)
{
    struct account row;
    bool known = sql_account(q->db, &row, q->actor.user);

    return phone_normal(q->arena, in->phone,
                        language_of(in->language ? in->language
                                    : known      ? row.language
                                                 : NULL,
                                    ENGLISH));
}

static enum err account_change(struct req *q)
{
    const struct account_change_in *in = q->in;
    const char *phone = in->phone ? normal_phone(q, in) : NULL;
    enum err error = OK;
    struct account row;

    if (in->phone && !phone)
        error = fault_add(&q->faults, "phone", FAULT_PHONE, 0);
    if (in->zone && !zone_known(in->zone))
        error = fault_add(&q->faults, "zone", FAULT_ZONE, 0);
    if (person_check_name(q, "first_name", in->first_name) || person_check_name(q, "last_name", in->last_name) ||
        person_check_name(q, "job_title", in->job_title) || error)
        return E_FIELDS;
    sql_account_change(q->db, &(struct sql_account_change){ .first_name = normal(q, in->first_name),
                                                            .last_name = normal(q, in->last_name),
                                                            .job_title = normal(q, in->job_title),
                                                            .phone = phone,
                                                            .language = in->language,
                                                            .zone = in->zone,
                                                            .id = q->actor.user });
    if ((in->first_name || in->last_name) && sql_account(q->db, &row, q->actor.user))
        person_rename_lines(q, row.id, row.first_name, row.last_name, row.email);
    return account_show(q);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route account_routes[] = {
    { "GET", "api/account", OWN_SESSION, "My account.",
      .act = account_show, .answer = &account_schema },
    { "PATCH", "api/account", OWN_SESSION, "Change my names, phone or language; never the address.",
      BODY(account_change_body, account_change_in), .act = account_change, .answer = &account_schema },
    { 0 }
};

/* clang-format on */
