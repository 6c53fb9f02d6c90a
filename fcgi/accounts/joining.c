/* Invitations, and the accounts that come of them. */
#include "accounts.h"
#include "conf.h"
#include "emit.h"
#include "entities.h"
#include "fold.h"
#include "handovers.h"
#include "operations.h"
#include "outbox.h"
#include "people.h"
#include "phone.h"
#include "register.h"
#include "requests.h"
#include "route.h"
#include "secret.h"
#include "session.h"
#include "sql_accounts.h"
#include "sql_operations.h"
#include "sql_people.h"

#include <string.h>

struct account_in {
    const char *secret, *first_name, *last_name, *job_title, *phone, *password, *language;
    bool terms;
};

#define ACCOUNT(member) offsetof(struct account_in, member)

static const struct field account_body[] = {
    { "secret", FIELD_LINE, ACCOUNT(secret), true, 1, 200, NULL, "The end of the mail's link." },
    { "first_name", FIELD_PERSON, ACCOUNT(first_name), true, 1, 100, NULL, "First name, or the only one." },
    { "last_name", FIELD_NAME, ACCOUNT(last_name), true, 0, 100, NULL,
      "Last name; empty or null for who has one name." },
    { "job_title", FIELD_TITLE, ACCOUNT(job_title), true, 1, 100, NULL, "Job title." },
    { "phone", FIELD_LINE, ACCOUNT(phone), true, 1, 40, NULL,
      "Phone number, E.164; in French, one of France as dialled there." },
    { "password", FIELD_TEXT, ACCOUNT(password), true, 1, 1000, NULL, "16 characters of four classes, or 20 of any." },
    { "language", FIELD_CHOICE, ACCOUNT(language), true, 0, 0, person_languages, "Of the pages and mails." },
    { "terms", FIELD_FLAG, ACCOUNT(terms), true, 0, 0, NULL, "The terms are accepted: true." },
    { 0 }
};

static enum err invitation_show(struct req *q)
{
    const struct secret_in *in = q->in;
    struct invitation_by_digest row;
    struct text *out = &q->answer;

    if (!invitation_find(q, in->secret, INVITATION_NONE, &row))
        return E_NOT_FOUND;
    emit_object(out, NULL);
    emit_string(out, "email", row.email);
    emit_string(out, "kind", invitation_kind_name(row.kind));
    emit_string(out, "entity", row.entity);
    emit_string(out, "operation", row.operation);
    emit_string(out, "sponsor", row.sponsor);
    emit_time(out, "expires", row.expires);
    if (*conf.terms_url)
        emit_string(out, "terms_url", conf.terms_url);
    emit_object_end(out);
    return OK;
}

/* --- "this is not me" -------------------------------------------------------------------------------------------- */

static void tell_sponsors(struct req *q, const struct invitation_by_digest *invitation)
{
    struct rows rows = sql_waiting_sponsors(q->db, invitation->user, q->now);
    struct waiting_sponsors row;

    while (waiting_sponsors_next(&rows, &row)) {
        struct text facts = text_new(q->arena, 8192);

        emit_object(&facts, NULL);
        emit_string(&facts, "person", invitation->email);
        emit_string(&facts, "entity", row.entity);
        emit_string(&facts, "operation", row.operation);
        emit_string(&facts, "operation_id", row.operation_id);
        emit_string(&facts, "reference", row.reference);
        emit_object_end(&facts);
        outbox_put(q->db, q->now,
                   &(struct mail){ .kind = MAIL_INVITATION_REFUSED,
                                   .email = row.email,
                                   .language = row.language,
                                   .facts = text_string(&facts),
                                   .life_ms = MAIL_LIFE_MS });
    }
}

static void decline_habilitations(struct req *q, const char *user)
{
    struct habilitations_waiting *waiting;
    size_t count = habilitations_waiting_all(sql_habilitations_waiting(q->db, user), SIZE_MAX, &waiting);

    for (size_t i = 0; i < count; i++)
        habilitation_decline(&q->desk, &waiting[i], user);
}

static enum err invitation_refuse(struct req *q)
{
    const struct secret_in *in = q->in;
    struct invitation_by_digest invitation;
    struct waiting_lines *line;
    size_t count;

    if (!invitation_find(q, in->secret, INVITATION_ACTIVATION, &invitation))
        return E_NOT_FOUND;
    tell_sponsors(q, &invitation);
    count = waiting_lines_all(sql_waiting_lines(q->db, invitation.user), SIZE_MAX, &line);
    for (size_t i = 0; i < count; i++)
        access_decline(q, &line[i]);
    decline_habilitations(q, invitation.user);
    handover_decline(&q->desk, invitation.user);
    sql_invitation_end_live(q->db, q->now, invitation.user, INVITATION_ACTIVATION);
    return OK;
}

/* --- the account ------------------------------------------------------------------------------------------------- */

/* What the slow part made, for the transaction that follows. */
struct prepared {
    const char *phone, *password, *hash;
};

static enum err check_account(struct req *q, const char *email, const char *password, const char **phone)
{
    const struct account_in *in = q->in;
    enum err error = password_accept(q, password, email);

    *phone = phone_normal(q->arena, in->phone, language_of(in->language, ENGLISH));
    if (!*phone)
        error = fault_add(&q->faults, "phone", FAULT_PHONE, 0);
    if (person_check_name(q, "first_name", in->first_name) || person_check_name(q, "last_name", in->last_name) ||
        person_check_name(q, "job_title", in->job_title))
        error = E_FIELDS;
    if (!in->terms)
        error = fault_add(&q->faults, "terms", FAULT_TERMS, 0);
    return error;
}

static enum err check(struct req *q)
{
    const struct account_in *in = q->in;
    const char *password = fold_normal(q->arena, in->password);
    struct prepared *ready = q->ready = ARENA_NEW(q->arena, struct prepared);
    struct invitation_by_digest invitation;

    if (!invitation_find(q, in->secret, INVITATION_ACTIVATION, &invitation))
        return E_NOT_FOUND;
    ready->password = password;
    return check_account(q, invitation.email, password, &ready->phone);
}

static void hash(struct req *q)
{
    struct prepared *ready = q->ready;

    ready->hash = secret_hash_password(q->arena, ready->password);
}

static const struct slow account_slow = { check, hash };

static void open_habilitations(struct req *q, const char *user)
{
    struct habilitations_waiting *row;
    size_t count = habilitations_waiting_all(sql_habilitations_waiting(q->db, user), SIZE_MAX, &row);

    sql_account_habilitations_active(q->db, user);
    for (size_t i = 0; i < count; i++)
        register_add(q->db, q->arena, q->now, &(struct actor){ .user = user },
                     &(struct entry){ .action = ACTION_HABILITATION_ACTIVATED, .entity = row[i].entity, .user = user });
}

static void open_line(struct req *q, const struct waiting_lines *line)
{
    sql_access_begin(q->db, &(struct sql_access_begin){ .contact = line->id,
                                                        .begins = line->begins > q->now ? line->begins : q->now,
                                                        .operation = line->operation,
                                                        .entity = line->entity,
                                                        .user = line->user });
    register_add(q->db, q->arena, q->now, &(struct actor){ .user = line->user },
                 &(struct entry){ .action = ACTION_CONTACT_ACTIVATED,
                                  .operation = line->operation,
                                  .entity = line->entity,
                                  .user = line->user,
                                  .contact = line->id });
}

/* Every line that waited opens, unless its time is over, and says so in the register. */
static void open_lines(struct req *q, const char *user)
{
    struct waiting_lines *line;
    size_t count = waiting_lines_all(sql_waiting_lines(q->db, user), SIZE_MAX, &line);

    sql_account_lines_active(q->db, user, q->now);
    for (size_t i = 0; i < count; i++)
        if (line[i].ends > q->now)
            open_line(q, &line[i]);
}

static enum err account_add(struct req *q)
{
    const struct account_in *in = q->in;
    const struct prepared *ready = q->ready;
    const char *first = fold_normal(q->arena, in->first_name), *last = fold_normal(q->arena, in->last_name);
    struct invitation_by_digest invitation;

    if (!invitation_find(q, in->secret, INVITATION_ACTIVATION, &invitation))
        return E_NOT_FOUND;
    sql_account_create(q->db, &(struct sql_account_create){ .first_name = first,
                                                            .last_name = last,
                                                            .job_title = fold_normal(q->arena, in->job_title),
                                                            .phone = ready->phone,
                                                            .password = ready->hash,
                                                            .language = in->language,
                                                            .now = q->now,
                                                            .id = invitation.user });
    if (!db_changes(q->db))
        return E_NOT_FOUND;
    person_rename_lines(q, invitation.user, first, last, invitation.email);
    open_habilitations(q, invitation.user);
    open_lines(q, invitation.user);
    seek_take_over(q->db, q->now, invitation.user, invitation.email_key);
    person_prove_mailbox(q, invitation.user);
    sql_invitation_end_live(q->db, q->now, invitation.user, INVITATION_ACTIVATION);
    session_open(q, invitation.user, "");
    session_write(q);
    return OK;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route joining_routes[] = {
    { "POST", "api/invitations/show", PUBLIC, "What a mail's link is about; consumes nothing.",
      BODY(secret_body, secret_in), .act = invitation_show, .answer = &invitation_schema,
      REFUSES(E_NOT_FOUND) },
    { "POST", "api/invitations/refuse", PUBLIC, "This is not me.",
      BODY(secret_body, secret_in), .act = invitation_refuse,
      REFUSES(E_NOT_FOUND) },
    { "POST", "api/account", PUBLIC, "Create the account of an invited person.",
      BODY(account_body, account_in), .slow = &account_slow, .act = account_add,
      .status = 201, .answer = &session_schema,
      REFUSES(E_NOT_FOUND) },
    { 0 }
};

/* clang-format on */
