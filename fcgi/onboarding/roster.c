#include "roster.h"
#include "address.h"
#include "fold.h"
#include "map.h"
#include "name.h"
#include "text.h"

#include <string.h>

#define ENTITY_MOST 200 /* characters */
#define TEAM_MOST   100
#define LEVELS_MOST 11 /* of a path: the root is the twelfth */
#define PATH_MOST   8192
#define SHOWN_MOST  60 /* bytes of what was written that a message repeats */
#define BLANKS      " \t\r\n"
#define BETWEEN     " / "

enum column { ENTITY, KIND, CLIENT, TEAM, EMAIL, ROLES, LANGUAGE, COLUMN_COUNT };

static const char *const names[] = { "entity", "kind", "client", "team", "email", "roles", "language" };

struct reading {
    struct arena *arena;   /* what stays */
    struct arena *scratch; /* what one row needs */
    struct roster *roster;
    struct map *entities; /* by name and by key */
    size_t columns;
    enum column column[SHEET_CELLS]; /* COLUMN_COUNT: without a heading */
    const char *cell[COLUMN_COUNT];  /* of the present row, tidy */
};

/* --- cells ------------------------------------------------------------------------------------------------------- */

static const char *tidy(struct arena *arena, const char *cell)
{
    return fold_normal(arena, utf8_trim(arena_string(arena, cell)));
}

/* Neither a line end nor what could steer a terminal or turn its text around. */
static bool is_line(const char *cell)
{
    for (const unsigned char *at = (const unsigned char *)cell; *at; at++)
        if (*at < ' ' || *at == 0x7F || (at[0] == 0xC2 && at[1] < 0xA0) ||
            (at[0] == 0xE2 && at[1] == 0x80 && at[2] >= 0xA8 && at[2] <= 0xAE) ||
            (at[0] == 0xE2 && at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9))
            return false;
    return true;
}

/* What was written, as far as a message has room for it. */
static const char *shown(struct reading *reading, const char *cell)
{
    size_t length = strlen(cell);

    if (!is_line(cell))
        return "(what cannot be shown)";
    if (length <= SHOWN_MOST)
        return cell;
    for (length = SHOWN_MOST; (cell[length] & 0xC0) == 0x80;)
        length--;
    return arena_format(reading->scratch, "%.*s...", (int)length, cell);
}

/* The one of the words that the cell is, without regard to case; NULL when it is none. */
static const char *one_of(struct reading *reading, const char *cell, const char *const *words)
{
    unsigned place = text_place(words, fold_text(reading->scratch, cell));

    return place ? words[place - 1] : NULL;
}

/* Something to see, and not too long; beyond ASCII a name can be of marks and spaces alone. */
static bool is_name(struct reading *reading, const char *name, size_t most)
{
    bool ascii = (*name & 0x80) == 0;

    return *name && (ascii || *fold_text(reading->scratch, name)) && utf8_length(name) <= most && name_is_title(name);
}

/* --- columns: each gives NULL, or what is wrong and what to do --------------------------------------------------- */

static struct roster_entity *add_entity(struct reading *reading, const char *key, const char *name)
{
    struct roster_entity *entity = ARENA_NEW(reading->arena, struct roster_entity);

    entity->key = arena_string(reading->arena, key);
    entity->name = arena_string(reading->arena, name);
    entity->next = reading->roster->entities;
    reading->roster->entities = entity;
    map_put(reading->entities, key, entity);
    return entity;
}

/* Known by its key and by each way in which it is written, so that a name is folded once and not a row. */
static struct roster_entity *find_entity(struct reading *reading, const char *name)
{
    struct roster_entity *entity = map_get(reading->entities, name);
    const char *key;

    if (entity)
        return entity;
    key = fold_text(reading->scratch, name);
    entity = map_get(reading->entities, key);
    if (!entity)
        entity = add_entity(reading, key, name);
    map_put(reading->entities, name, entity);
    return entity;
}

static const char *read_entity(struct reading *reading, struct roster_row *row, const char *cell)
{
    if (!is_name(reading, cell, ENTITY_MOST))
        return "every row names its entity, in 1 to 200 characters without a web or mail address";
    row->entity = find_entity(reading, cell);
    if (!row->entity->first)
        row->entity->first = row;
    return NULL;
}

static const char *disagree(struct reading *reading, const char *here, const char *there, int64_t line)
{
    return arena_format(reading->scratch, "%s here, %s on line %lld: make the rows of an entity agree", here, there,
                        (long long)line);
}

static const char *read_kind(struct reading *reading, struct roster_row *row, const char *cell)
{
    struct roster_entity *entity = row->entity;
    enum entity_kind kind = entity_kind_of(one_of(reading, cell, entity_kind_words));

    if (!*cell)
        return NULL;
    if (!kind)
        return arena_format(reading->scratch, "\"%s\": write bank, fund or company", shown(reading, cell));
    if (entity->kind && kind != entity->kind)
        return disagree(reading, entity_kind_name(kind), entity_kind_name(entity->kind), entity->kind_row->line);
    if (!entity->kind)
        entity->kind_row = row;
    entity->kind = kind;
    return NULL;
}

static const char *read_client(struct reading *reading, struct roster_row *row, const char *cell)
{
    static const char *const answers[] = { "yes", "no", NULL };
    struct roster_entity *entity = row->entity;
    const char *answer = *cell ? one_of(reading, cell, answers) : NULL;

    if (!*cell)
        return NULL;
    if (!answer)
        return arena_format(reading->scratch, "\"%s\": write yes or no", shown(reading, cell));
    if (entity->client_row && entity->client != (answer == answers[0]))
        return disagree(reading, answer, answers[entity->client ? 0 : 1], entity->client_row->line);
    if (!entity->client_row)
        entity->client_row = row;
    entity->client = answer == answers[0];
    return NULL;
}

static const char *read_team(struct reading *reading, struct roster_row *row, const char *cell)
{
    struct text path = text_new(reading->scratch, PATH_MOST);
    int levels = 0;

    row->team = "";
    while (*cell) {
        size_t length = strcspn(cell, "/");
        const char *name = tidy(reading->scratch, arena_copy(reading->scratch, cell, length));

        if (!is_name(reading, name, TEAM_MOST))
            return "every team of the path has a name of 1 to 100 characters, without a web or mail address: "
                   "Syndication / Paris";
        if (++levels > LEVELS_MOST)
            return "an organisation chart has 12 levels at most, its root is the first";
        text_add(&path, levels > 1 ? BETWEEN : "");
        text_add(&path, name);
        cell += length;
        if (*cell == '/' && !*++cell)
            return "the path ends with a stroke: name the team after it, or leave the stroke out";
    }
    if (levels)
        row->team = arena_string(reading->arena, text_string(&path));
    return NULL;
}

static const char *read_email(struct reading *reading, struct roster_row *row, const char *cell)
{
    const char *typed = cell, *key;

    if (!*cell)
        return NULL;
    cell = address_typed(reading->scratch, typed);
    key = address_key(reading->scratch, cell);
    if (!key)
        return arena_format(reading->scratch, "\"%s\" is no e-mail address we can write to", shown(reading, typed));
    if (!address_has_plain_letters(cell))
        return arena_format(reading->scratch, "\"%s\" has a curly apostrophe or another unusual sign before its @",
                            shown(reading, cell));
    row->email = arena_string(reading->arena, cell);
    row->key = strcmp(key, cell) ? arena_string(reading->arena, key) : row->email;
    row->folded = fold_person(reading->arena, NULL, NULL, row->email);
    return NULL;
}

static const char *read_roles(struct reading *reading, struct roster_row *row, const char *cell)
{
    static const char *const roles[] = { "team_leader", "creator", NULL };

    if (*cell && !row->key)
        return "roles are a person's: give an address, or leave them out";
    while (*cell) {
        size_t length = strcspn(cell, BLANKS);
        const char *name = arena_copy(reading->scratch, cell, length), *role = one_of(reading, name, roles);

        if (!role)
            return arena_format(reading->scratch, "\"%s\": write team_leader, creator, both with a space, or nothing",
                                shown(reading, name));
        *(role == roles[0] ? &row->team_leader : &row->creator) = true;
        cell += length;
        cell += strspn(cell, BLANKS);
    }
    return NULL;
}

static const char *read_language(struct reading *reading, struct roster_row *row, const char *cell)
{
    static const char *const languages[] = { "fr", "en", NULL };
    const char *language = *cell ? one_of(reading, cell, languages) : languages[0];

    row->english = language == languages[1];
    return language ? NULL : arena_format(reading->scratch, "\"%s\": write fr or en", shown(reading, cell));
}

/* --- the first row ----------------------------------------------------------------------------------------------- */

static enum column find_column(struct reading *reading, const char *heading)
{
    const char *folded = fold_text(reading->scratch, heading);
    enum column column = 0;

    while (column < COLUMN_COUNT && strcmp(folded, names[column]))
        column++;
    return column;
}

static const char *read_headings(struct reading *reading, const struct sheet_row *row)
{
    bool seen[COLUMN_COUNT + 1] = { 0 };
    struct text unknown = text_new(reading->arena, 1024);

    reading->columns = row->count;
    for (size_t i = 0; i < row->count; i++) {
        const char *heading = row->cell[i] ? tidy(reading->scratch, row->cell[i]) : "";
        enum column column = reading->column[i] = find_column(reading, heading);

        if (column == COLUMN_COUNT && *heading) {
            text_add(&unknown, unknown.length ? ", " : "");
            text_add(&unknown, shown(reading, heading));
        } else if (column < COLUMN_COUNT && seen[column]) {
            return arena_format(reading->arena, "has two columns %s: keep one", names[column]);
        }
        seen[column] = true;
    }
    if (unknown.length)
        return arena_format(reading->arena,
                            "has columns that are not known: %s; known are entity, kind, client, team, "
                            "email, roles, language",
                            text_string(&unknown));
    return seen[ENTITY] ? NULL : "has no column entity: its first row names the columns";
}

/* --- the others -------------------------------------------------------------------------------------------------- */

static const char *take_cells(struct reading *reading, const struct sheet_row *from)
{
    static const char *const faults[] = { [SHEET_QUOTES] = "a quotation mark is not closed, or is not doubled inside a "
                                                           "cell: save it from the spreadsheet as CSV",
                                          [SHEET_LONG] = "has more than 64 KiB: is a quotation mark not closed?",
                                          [SHEET_WIDE] = "has more than 64 cells" };

    if (from->fault)
        return faults[from->fault];
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        reading->cell[i] = "";
    for (size_t i = 0; i < from->count; i++) {
        const char *cell = tidy(reading->scratch, from->cell[i]);
        enum column column = i < reading->columns ? reading->column[i] : COLUMN_COUNT;

        if (column < COLUMN_COUNT)
            reading->cell[column] = cell;
        else if (*cell)
            return arena_format(reading->scratch,
                                "cell %zu has no heading: empty it, or put it in quotes with the one "
                                "before",
                                i + 1);
    }
    return NULL;
}

/* The first column with something wrong speaks for the row. */
static void read_cells(struct reading *reading, struct roster_row *row)
{
    static const char *(*const read[])(struct reading *, struct roster_row *, const char *) = {
        [ENTITY] = read_entity, [KIND] = read_kind,   [CLIENT] = read_client,    [TEAM] = read_team,
        [EMAIL] = read_email,   [ROLES] = read_roles, [LANGUAGE] = read_language
    };

    for (size_t i = 0; i < COLUMN_COUNT && !row->wrong; i++) {
        const char *wrong = is_line(reading->cell[i]) ? read[i](reading, row, reading->cell[i])
                                                      : "has a line end or a control character inside: take it out";

        if (wrong)
            roster_refuse(reading->roster, row, arena_format(reading->arena, "%s: %s", names[i], wrong));
    }
}

static struct roster_row *read_row(struct reading *reading, const struct sheet_row *from)
{
    struct roster_row *row = ARENA_NEW(reading->arena, struct roster_row);
    const char *wrong = take_cells(reading, from);

    row->line = from->line;
    reading->roster->count++;
    if (wrong)
        roster_refuse(reading->roster, row, arena_string(reading->arena, wrong));
    else
        read_cells(reading, row);
    return row;
}

static const char *read_sheet(struct reading *reading, struct sheet *sheet)
{
    struct roster_row **end = &reading->roster->rows;
    struct sheet_row row;
    const char *wrong;

    if (!sheet_next(sheet, &row))
        return "is empty: its first row names the columns";
    wrong = row.fault ? "has no first row that names the columns" : read_headings(reading, &row);
    while (!wrong && sheet_next(sheet, &row)) {
        *end = read_row(reading, &row);
        end = &(*end)->next;
        arena_reset(reading->scratch);
        if (reading->roster->count > ROSTER_ROWS_MOST)
            wrong = "has more than 200,000 rows: divide it";
    }
    return wrong;
}

const char *roster_read(struct roster *roster, struct arena *arena, struct sheet *sheet)
{
    struct reading reading = { .arena = arena, .scratch = arena_new(), .roster = roster, .entities = map_new(arena) };
    const char *wrong;

    *roster = (struct roster){ 0 };
    wrong = read_sheet(&reading, sheet);
    arena_free(reading.scratch);
    return wrong;
}

void roster_refuse(struct roster *roster, struct roster_row *row, const char *wrong)
{
    if (row->wrong)
        return;
    row->wrong = wrong;
    roster->wrong++;
    if (row->entity)
        row->entity->mistaken = true;
}

bool roster_leads(const struct roster_row *row)
{
    return row->team_leader && !*row->team;
}

size_t roster_team_length(const char *path)
{
    const char *end = strstr(path, BETWEEN);

    return end ? (size_t)(end - path) : strlen(path);
}

const char *roster_team_below(const char *path)
{
    path += roster_team_length(path);
    return *path ? path + strlen(BETWEEN) : path;
}
