/* Where somebody wants to go, and what becomes of what he has. */
#include "move.h"
#include "address.h"
#include "emit.h"
#include "parts.h"
#include "secret.h"
#include "server.h"
#include "sql_desk.h"
#include "sql_entities.h"
#include "sql_moves.h"
#include "sql_operations.h"
#include "sql_people.h"

#include <string.h>

/* --- the new address ---------------------------------------------------------------------------------------------- */

/* Most mail services deliver `name+tag@` to `name@`. For us it is an address like another, and shown as what it is. */
static const char *without_tag(struct req *q, const char *key)
{
    size_t local = strcspn(key, "@"), plus = strcspn(key, "+");

    if (plus == 0 || plus >= local)
        return NULL;
    return arena_format(q->arena, "%s%s", arena_copy(q->arena, key, plus), key + local);
}

enum err move_read(struct req *q, const struct account *account, const char *email, struct destination *out)
{
    const char *typed = address_typed(q->arena, email), *key = address_key(q->arena, typed);
    struct account_by_email owner;

    if (!key)
        return fault_add(&q->faults, "email", FAULT_ADDRESS, 0);
    if (!address_has_plain_letters(typed))
        return fault_add(&q->faults, "email", FAULT_ADDRESS_LETTERS, 0);
    if (!strcmp(key, account->email_key))
        return fault_add(&q->faults, "email", FAULT_OWN_ADDRESS, 0);
    *out = (struct destination){ typed, key, without_tag(q, key), "", false };
    if (sql_account_by_email(q->db, &owner, key)) {
        out->taken = owner.activated != 0;
        out->other = owner.activated ? "" : owner.id;
    }
    return OK;
}

/* The digest of the link that is derived from the id. */
static void link_digest(char out[DIGEST_ROOM], const char *id)
{
    char link[LINK_ROOM];

    secret_link(link, server.keys.key[0].bytes, id);
    secret_digest(out, link, strlen(link));
}

const struct move *move_begin(struct req *q, const struct account *account, const struct destination *to,
                              enum move_status status, const char *request)
{
    char id[ID_ROOM], proof[ID_ROOM], notice[ID_ROOM], proof_digest[DIGEST_ROOM], notice_digest[DIGEST_ROOM];
    struct move *move = ARENA_NEW(q->arena, struct move);
    int64_t due = q->now + (request ? MOVE_VOUCH_MS : MOVE_CODE_MS);

    secret_id(id, q->now);
    secret_id(proof, q->now);
    secret_id(notice, q->now);
    link_digest(proof_digest, proof);
    link_digest(notice_digest, notice);
    sql_move_add(q->db, &(struct sql_move_add){ .id = id,
                                                .user = account->id,
                                                .kind = request ? MOVE_VOUCHED : MOVE_OWN,
                                                .status = status,
                                                .email = to->email,
                                                .email_key = to->key,
                                                .old_email = account->email,
                                                .old_key = account->email_key,
                                                .taken = to->taken,
                                                .kid = server.keys.key[0].kid,
                                                .proof = proof,
                                                .proof_digest = proof_digest,
                                                .notice = notice,
                                                .notice_digest = notice_digest,
                                                .now = q->now,
                                                .due = due,
                                                .cancel_until = q->now + MOVE_CANCEL_MS,
                                                .request = request });
    sql_move(q->db, move, account->id);
    move_note(&q->desk, ACTION_ADDRESS_ASKED, account->id, NULL,
              arena_format(q->arena, "%s → %s", account->email, to->email));
    return move;
}

/* --- habilitations ------------------------------------------------------------------------------------------------ */

static bool has(const struct texts *list, const char *text)
{
    for (size_t i = 0; list && i < list->count; i++)
        if (!strcmp(list->text[i], text))
            return true;
    return false;
}

/* A domain is foreign to an entity when nobody else who is authorised there has it, nor the person himself until now.
 */
static bool is_foreign(struct req *q, const struct account *account, const struct destination *to,
                       const struct move_habilitations *row)
{
    const char *domain = strrchr(to->key, '@');
    struct domain_known known;

    if (row->status == HABILITATION_ACTIVE && !strcmp(domain, strrchr(account->email_key, '@')))
        return false;
    return !sql_domain_known(q->db, &known, row->entity, account->id, arena_format(q->arena, "%%%s", domain));
}

static struct habilitation_fate fate_of(struct req *q, const struct account *account, const struct destination *to,
                                        const struct texts *joined, const struct move_habilitations *row)
{
    struct habilitation_fate fate = { row->id, row->entity, row->entity_name, row->status, false, false };
    struct root_leaders_left left;

    if (row->status == HABILITATION_ARCHIVED || has(joined, row->entity) || !is_foreign(q, account, to, row))
        return fate;
    fate.waits = true;
    if (row->team_leader && row->status == HABILITATION_ACTIVE) {
        sql_root_leaders_left(q->db, &left, row->entity, row->id, q->now);
        fate.blocked = !left.count;
    }
    return fate;
}

#define HABILITATIONS_MOST 1000

struct fates move_fates(struct req *q, const struct account *account, const struct destination *to,
                        const struct texts *joined)
{
    struct rows rows = sql_move_habilitations(q->db, account->id);
    struct move_habilitations *held;
    size_t count = move_habilitations_all(rows, HABILITATIONS_MOST, &held);
    struct fates fates = { 0 };

    fates.at = arena_alloc(q->arena, (count + 1) * sizeof *fates.at);
    for (; fates.count < count; fates.count++)
        fates.at[fates.count] = fate_of(q, account, to, joined, &held[fates.count]);
    return fates;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static void write_end(struct text *out, const char *status, const char *result, enum err code)
{
    emit_string(out, "status", status);
    emit_string(out, "result", code ? "blocked" : result);
    emit_string(out, "code", code ? err_code(code) : NULL);
    emit_object_end(out);
}

static enum err write_habilitations(struct text *out, const struct fates *fates, const struct union_of_two *done)
{
    enum err error = OK;

    for (size_t i = 0; i < fates->count; i++) {
        const struct habilitation_fate *fate = &fates->at[i];
        const char *kept = done && has(&done->entities, fate->entity) ? "merged" : "kept";

        if (fate->status == HABILITATION_ARCHIVED)
            continue;
        if (fate->blocked)
            error = E_LAST_LEADER;
        emit_object(out, NULL);
        emit_string(out, "kind", "habilitation");
        named_write(out, "entity", fate->entity, fate->name);
        emit_null(out, "operation");
        write_end(out, habilitation_status_name(fate->status), fate->waits ? "waits_for_leader" : kept,
                  fate->blocked ? E_LAST_LEADER : OK);
    }
    return error;
}

static const struct habilitation_fate *fate_at(const struct fates *fates, const char *entity)
{
    for (size_t i = 0; i < fates->count; i++)
        if (!strcmp(fates->at[i].entity, entity))
            return &fates->at[i];
    return NULL;
}

/* Whether the operation would be left without a manager while the line waits. */
static bool is_last_manager(struct req *q, const struct move_lines *row)
{
    struct managers_left left;

    if (row->status != CONTACT_ACTIVE || row->side != SIDE_MANAGER)
        return false;
    sql_managers_left(q->db, &left, row->operation, row->id, q->now);
    return !left.count;
}

static const char *line_result(const struct move_lines *row, bool waits, const struct union_of_two *done)
{
    if (waits)
        return "waits_for_leader";
    if (!done)
        return row->twin ? "merged" : "kept";
    return has(&done->lines, row->id) ? "merged" : has(&done->joined, row->id) ? "joined" : "kept";
}

static enum err write_line(struct req *q, struct text *out, const struct move_lines *row, const struct fates *fates,
                           const struct union_of_two *done)
{
    const struct habilitation_fate *fate = fate_at(fates, row->entity);
    bool waits = fate && fate->waits;
    enum err error = waits && is_last_manager(q, row) ? E_LAST_MANAGER : OK;

    emit_object(out, NULL);
    emit_string(out, "kind", "operation");
    named_write(out, "entity", row->entity, row->entity_name);
    emit_object(out, "operation");
    emit_string(out, "reference", row->reference);
    emit_string(out, "name", row->operation_name);
    emit_object_end(out);
    write_end(out, contact_status_name(row->status), line_result(row, waits, done), error);
    return error;
}

enum err move_write(struct req *q, const struct account *account, const struct destination *to,
                    const struct union_of_two *done, struct text *out)
{
    struct fates fates = move_fates(q, account, to, done ? &done->entities : NULL);
    struct rows rows;
    struct move_lines row;
    int64_t former = 0;
    enum err error;

    emit_array(out, "items");
    error = write_habilitations(out, &fates, done);
    rows = sql_move_lines(q->db, q->now, to->other, account->id);
    while (move_lines_next(&rows, &row)) {
        enum err refusal = OK;

        if (row.status == CONTACT_REVOKED || (row.until && row.until <= q->now))
            former++;
        else
            refusal = write_line(q, out, &row, &fates, done);
        error = error ? error : refusal;
    }
    emit_array_end(out);
    emit_number(out, "former", former);
    return error;
}
