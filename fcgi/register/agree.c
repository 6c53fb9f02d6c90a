/* Whether what stands in the database is what the register says. */
#include "claims.h"
#include "emit.h"
#include "leaf.h"
#include "register.h"

#include <stdio.h>
#include <string.h>

/* --- what a row says ---------------------------------------------------------------------------------------------- */

static int64_t instant(struct arena *arena, const char *claims, const char *name)
{
    const char *json = leaf_claim(arena, claims, name);
    int64_t ms = 0;

    return json && *json == '"' && time_read(arena_copy(arena, json + 1, TIME_ROOM - 1), &ms) ? ms : 0;
}

static bool is_word(struct arena *arena, const char *claims, const char *name, const char *wanted)
{
    const char *json = leaf_claim(arena, claims, name);
    struct text text = text_new(arena, strlen(wanted ? wanted : "") * 6 + 5);

    emit_string(&text, NULL, wanted);
    return json && !strcmp(json, text_string(&text));
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* The intervals of access, in step with the lines. */
struct walk {
    struct db *db;
    struct arena *scratch; /* a line's */
    void (*tell)(const char *what, const char *id);
    int found;
    struct rows intervals;
    struct agree_access interval; /* the next; its contact "" behind the last */
    char contact[64];

    bool open, since_before; /* what the rows of a line have said so far */
    int64_t begins;
    bool good;
};

static void next_interval(struct walk *on)
{
    if (!agree_access_next(&on->intervals, &on->interval))
        on->interval = (struct agree_access){ .contact = "" };
}

static bool is_of_line(const struct walk *on)
{
    return !strcmp(on->interval.contact, on->contact);
}

static void report(struct walk *on, const char *what, const char *id)
{
    on->tell(what, id);
    on->found++;
}

/* An interval that the rows know must be the next. */
static void expect(struct walk *on, int64_t begins, int64_t ends)
{
    bool same = is_of_line(on) && (on->since_before || on->interval.begins == begins) && on->interval.ends == ends;

    on->good &= same;
    on->since_before = false;
    if (is_of_line(on))
        next_interval(on);
}

static void begin(struct walk *on, const struct agree_lines *row, int64_t from)
{
    if (!on->open || on->begins > row->at)
        on->begins = from > row->at ? from : row->at;
    on->open = true;
}

static void end(struct walk *on, const struct agree_lines *row)
{
    int64_t ended = instant(on->scratch, row->claims, "ended");

    if (on->open && on->begins < (ended ? ended : row->at))
        expect(on, on->begins, ended ? ended : row->at);
    on->open = false;
}

/* The log began with what stood: what had ended is not in it, and since when the rest is open neither. */
static void take_over(struct walk *on, const struct agree_lines *row)
{
    while (is_of_line(on) && on->interval.ends && on->interval.ends <= row->at)
        next_interval(on);
    on->since_before = true;
}

static void read_row(struct walk *on, const struct agree_lines *row)
{
    if (row->action == ACTION_CONTACT_RECORDED)
        take_over(on, row);
    if (is_word(on->scratch, row->claims, "status", "active"))
        begin(on, row, instant(on->scratch, row->claims, "from"));
    else
        end(on, row);
}

static bool stands(struct walk *on, const struct agree_lines *row)
{
    return is_word(on->scratch, row->claims, "side", side_name(row->side)) &&
           is_word(on->scratch, row->claims, "status", contact_status_name(row->status)) &&
           instant(on->scratch, row->claims, "from") == row->begins &&
           instant(on->scratch, row->claims, "until") == row->until;
}

static void finish_line(struct walk *on)
{
    if (on->open)
        expect(on, on->begins, 0);
    if (!on->good || is_of_line(on))
        report(on, "the intervals of an access are not what the register says: contact", on->contact);
    while (is_of_line(on))
        next_interval(on);
}

static void begin_line(struct walk *on, const char *contact)
{
    snprintf(on->contact, sizeof on->contact, "%s", contact);
    on->open = on->since_before = false;
    on->good = true;
    arena_reset(on->scratch);
}

static void find_lines(struct walk *on)
{
    struct rows rows = sql_agree_lines(on->db);
    struct agree_lines row;
    bool last = true;

    while (agree_lines_next(&rows, &row)) {
        if (strcmp(on->contact, row.contact)) {
            if (*on->contact)
                finish_line(on);
            if (!last)
                report(on, "a line is not what the register says last: contact", on->contact);
            begin_line(on, row.contact);
        }
        if (row.claims)
            read_row(on, &row);
        last = stands(on, &row);
    }
    if (*on->contact)
        finish_line(on);
    if (!last)
        report(on, "a line is not what the register says last: contact", on->contact);
}

/* --- the others --------------------------------------------------------------------------------------------------- */

static bool is_as_said(struct walk *on, const struct agree_habilitations *held)
{
    struct claims_of_habilitation row = { 0 };

    return sql_claims_of_habilitation(on->db, &row, held->entity, held->user) &&
           is_word(on->scratch, held->claims, "habilitation", row.id) &&
           is_word(on->scratch, held->claims, "status", habilitation_status_name(row.status)) &&
           instant(on->scratch, held->claims, "from") == row.begins &&
           instant(on->scratch, held->claims, "until") == row.until;
}

static void find_habilitations(struct walk *on)
{
    struct rows rows = sql_agree_habilitations(on->db);
    struct agree_habilitations held;

    for (; agree_habilitations_next(&rows, &held); arena_reset(on->scratch))
        if (!is_as_said(on, &held))
            report(on, "a habilitation is not what the register says last: habilitation", held.id);
}

static void find_people(struct walk *on)
{
    struct rows rows = sql_agree_people(on->db);
    struct agree_people person;

    while (agree_people_next(&rows, &person))
        report(on, "somebody is called otherwise than the register says: user", person.id);
}

static void find_names(struct walk *on)
{
    struct rows rows = sql_agree_names(on->db);
    struct agree_names row;

    for (; agree_names_next(&rows, &row); arena_reset(on->scratch))
        if (!is_word(on->scratch, row.claims, "name", row.name) ||
            (row.reference && !is_word(on->scratch, row.claims, "reference", row.reference)))
            report(on, arena_format(on->scratch, "a name is not what the register says: %s", row.kind), row.id);
}

int register_disagreements(struct db *db, void (*tell)(const char *what, const char *id))
{
    struct walk on = { .db = db, .scratch = arena_new(), .tell = tell, .intervals = sql_agree_access(db) };

    next_interval(&on);
    find_lines(&on);
    db_end(&on.intervals);
    find_habilitations(&on);
    find_people(&on);
    find_names(&on);
    arena_free(on.scratch);
    return on.found;
}
