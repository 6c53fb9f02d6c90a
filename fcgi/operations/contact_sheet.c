/* The lines of an operation as a table for spreadsheets (RFC 4180, with the mark by which they know UTF-8), in the
 * caller's language. The French take the semicolon between cells, for their comma stands in numbers. */
#include "answer.h"
#include "contact_list.h"
#include "list.h"
#include "operations.h"
#include "route.h"

#include <ctype.h>
#include <string.h>

#define LINES_MOST      10000
#define SHEET_MOST      (32 * 1024 * 1024) /* bytes; so many lines with the longest names and reasons */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct sheet {
    struct text *out;
    enum language language;
    bool begun; /* a cell stands in the row already */
};

/* clang-format off */
static const char *const titles[][2] = {
    { [FRENCH] = "Prénom",                 [ENGLISH] = "First name" },
    { [FRENCH] = "Nom",                    [ENGLISH] = "Last name" },
    { [FRENCH] = "Adresse e-mail",         [ENGLISH] = "E-mail address" },
    { [FRENCH] = "Entité",                 [ENGLISH] = "Entity" },
    { [FRENCH] = "Rôle",                   [ENGLISH] = "Side" },
    { [FRENCH] = "Statut",                 [ENGLISH] = "Status" },
    { [FRENCH] = "Donné le (UTC)",         [ENGLISH] = "Given (UTC)" },
    { [FRENCH] = "Ouvert à partir du (UTC)", [ENGLISH] = "Opens (UTC)" },
    { [FRENCH] = "Fin (UTC)",              [ENGLISH] = "Ends (UTC)" },
    { [FRENCH] = "Donné par",              [ENGLISH] = "Given by" },
    { [FRENCH] = "Révoqué le (UTC)",       [ENGLISH] = "Revoked (UTC)" },
    { [FRENCH] = "Révoqué par",            [ENGLISH] = "Revoked by" },
    { [FRENCH] = "Motif",                  [ENGLISH] = "Reason" },
};

static const char *const sides[][2] = {
    [SIDE_NONE] =     { [FRENCH] = NULL,           [ENGLISH] = NULL },
    [SIDE_MANAGER] =  { [FRENCH] = "Gestionnaire", [ENGLISH] = "Manager" },
    [SIDE_LENDER] =   { [FRENCH] = "Prêteur",      [ENGLISH] = "Lender" },
    [SIDE_BORROWER] = { [FRENCH] = "Emprunteur",   [ENGLISH] = "Borrower" },
};

static const char *const statuses[][2] = {
    [CONTACT_QUEUED] =  { [FRENCH] = "En attente", [ENGLISH] = "Queued" },
    [CONTACT_INVITED] = { [FRENCH] = "Invité",     [ENGLISH] = "Invited" },
    [CONTACT_ACTIVE] =  { [FRENCH] = "Actif",      [ENGLISH] = "Active" },
    [CONTACT_REVOKED] = { [FRENCH] = "Révoqué",    [ENGLISH] = "Revoked" },
    [CONTACT_EXPIRED] = { [FRENCH] = "Expiré",     [ENGLISH] = "Expired" },
};

/* Of a revoked line that its person ended himself, "this is not me". */
static const char *const declined[] = { [FRENCH] = "Décliné", [ENGLISH] = "Declined" };
/* clang-format on */

/* --- cells ------------------------------------------------------------------------------------------------------- */

/* A spreadsheet calculates what begins like this. */
static bool is_formula(const char *text)
{
    const char *first = text + strspn(text, " \t\r\n\v\f");

    return *text == '\t' || *text == '\r' || (*first && strchr("=+@-", *first));
}

static bool needs_quotes(const char *text, char delimiter)
{
    size_t length = strlen(text);
    const char special[] = { delimiter, '"', '\r', '\n', '\0' };

    return strpbrk(text, special) ||
           (length && (isspace((unsigned char)*text) || isspace((unsigned char)text[length - 1])));
}

static void add_quoted(struct text *out, const char *text)
{
    text_add_char(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            text_add_char(out, '"');
        text_add_char(out, *text);
    }
    text_add_char(out, '"');
}

/* NULL is an empty cell. An apostrophe makes text of what looks like a formula. */
static void cell(struct sheet *sheet, const char *value)
{
    char delimiter = sheet->language == FRENCH ? ';' : ',';
    const char *text = value ? value : "";

    if (sheet->begun)
        text_add_char(sheet->out, delimiter);
    sheet->begun = true;
    if (is_formula(text))
        text = arena_format(sheet->out->arena, "'%s", text);
    if (needs_quotes(text, delimiter))
        add_quoted(sheet->out, text);
    else
        text_add(sheet->out, text);
}

static void cell_time(struct sheet *sheet, int64_t ms)
{
    char time[TIME_ROOM];

    if (ms)
        time_write(time, ms);
    cell(sheet, ms ? time : NULL);
}

static void row_end(struct sheet *sheet)
{
    text_add(sheet->out, "\r\n");
    sheet->begun = false;
}

/* --- rows of the sheet ------------------------------------------------------------------------------------------- */

static void write_titles(struct sheet *sheet)
{
    text_add(sheet->out, BYTE_ORDER_MARK);
    for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
        cell(sheet, titles[i][sheet->language]);
    row_end(sheet);
}

static void write_row(struct req *q, struct sheet *sheet, const struct contact_by_id *row)
{
    enum contact_status state = access_state(row, q->now);

    cell(sheet, contact_name(q, row, row->first_name));
    cell(sheet, contact_name(q, row, row->last_name));
    cell(sheet, row->email);
    cell(sheet, row->entity_name);
    cell(sheet, sides[row->side][sheet->language]);
    cell(sheet, row->declined ? declined[sheet->language] : statuses[state][sheet->language]);
    cell_time(sheet, row->since);
    cell_time(sheet, row->begins);
    cell_time(sheet, contact_until(row, q->now));
    cell(sheet, row->added_by);
    cell_time(sheet, state == CONTACT_EXPIRED ? 0 : row->revoked_at);
    cell(sheet, row->declined ? NULL : row->revoked_by);
    cell(sheet, row->reason);
    row_end(sheet);
}

static enum err write_lines(struct req *q, struct sheet *sheet, const char *operation, const char *entity)
{
    static const char *const from_the_first[4];
    struct contact_sorted *lines;
    struct contact_by_id row;
    size_t count = contacts_sorted(q, q->query, operation, entity, from_the_first, LINES_MOST + 1, &lines);

    if (count > LINES_MOST)
        return fault_add(&q->faults, "q", FAULT_MANY, LINES_MOST);
    for (size_t i = 0; i < count; i++) {
        if (!sql_contact_by_id(q->db, &row, q->actor.team, operation, lines[i].id))
            return E_INTERNAL;
        write_row(q, sheet, &row);
    }
    return OK;
}

/* A reference is free text: what a file name or a header may not have becomes a hyphen. */
static void name_file(struct req *q, const char *reference)
{
    char *name = arena_string(q->arena, reference);

    for (char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("-_.", *at))
            *at = '-';
    answer_header(q, "Content-Disposition", arena_format(q->arena, "attachment; filename=\"contacts-%s.csv\"", name));
}

static enum err contact_sheet(struct req *q)
{
    const struct contacts_query *in = q->query;
    const struct operation *operation = q->subject;
    struct sheet sheet = { &q->answer, answer_language(q), false };
    const char *entity;
    enum err error = OK;

    q->answer = text_new(q->arena, SHEET_MOST);
    write_titles(&sheet);
    if (list_entity(q, in->entity, &entity))
        error = write_lines(q, &sheet, operation->id, entity);
    if (!error)
        name_file(q, operation->reference);
    return error;
}

/* --- rows of the API --------------------------------------------------------------------------------------------- */

/* clang-format off */

const struct route contact_sheet_routes[] = {
    { "GET", OPERATION "/contacts.csv", CONTACT_LIST,
      "The same as a sheet: all that the filters leave, if it is 10,000 lines at most.",
      .load = operation_load, QUERY(CONTACTS_NARROWING, contacts_query), .act = contact_sheet,
      .status = 200, .type = "text/csv; charset=utf-8" },
    { 0 }
};

/* clang-format on */
