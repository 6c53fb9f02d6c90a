/* Whatever comes as a body or as a query: what is taken keeps to its table, what is refused is named. */
#include "fields.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

struct sample {
    const char *line, *text, *choice;
    bool flag;
    int64_t time, number;
    struct texts texts;
    unsigned words;
};

#define AT(member) offsetof(struct sample, member)

static const char *const choices[] = { "current", "archived", NULL };

static const struct field body_table[] = {
    { "line", FIELD_LINE, AT(line), true, 1, 20, NULL, "" },
    { "text", FIELD_TEXT, AT(text), false, 0, 40, NULL, "" },
    { "choice", FIELD_CHOICE, AT(choice), false, 0, 0, choices, "" },
    { "flag", FIELD_FLAG, AT(flag), false, 0, 0, NULL, "" },
    { "time", FIELD_TIME, AT(time), false, 0, 0, NULL, "" },
    { "texts", FIELD_TEXTS, AT(texts), false, 1, 5, NULL, "" },
    { 0 },
};

static const struct field query_table[] = {
    { "line", FIELD_LINE, AT(line), false, 0, 20, NULL, "" },
    { "choice", FIELD_CHOICE, AT(choice), false, 0, 0, choices, "" },
    { "flag", FIELD_FLAG, AT(flag), false, 0, 0, NULL, "" },
    { "time", FIELD_TIME, AT(time), false, 0, 0, NULL, "" },
    { "number", FIELD_NUMBER, AT(number), false, 1, 100, NULL, "" },
    { "words", FIELD_WORDS, AT(words), false, 0, 0, choices, "" },
    { 0 },
};

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check_string(const char *string, size_t most)
{
    if (!string)
        return;
    demand(utf8_valid(string, strlen(string)));
    demand(utf8_length(string) <= most);
}

static bool is_one_line(const char *line)
{
    for (; *line; line++)
        if ((unsigned char)*line < ' ' || *line == 0x7f)
            return false;
    return true;
}

static void check_taken(const struct sample *sample)
{
    check_string(sample->line, 20);
    check_string(sample->text, 40);
    demand(!sample->line || is_one_line(sample->line));
    demand(!sample->choice || sample->choice == choices[0] || sample->choice == choices[1]);
    demand(sample->time >= 0);
    demand(sample->number >= 0 && sample->number <= 100);
    demand(sample->texts.count <= 5);
    for (size_t i = 0; i < sample->texts.count; i++) {
        demand(sample->texts.text[i] != NULL);
        check_string(sample->texts.text[i], FIELD_TEXT_MOST);
    }
}

static void check_faults(struct arena *arena, const struct faults *faults)
{
    demand(faults->count > 0 && faults->count <= FAULTS_MOST);
    for (int i = 0; i < faults->count; i++) {
        check_string(faults->at[i].name, 64);
        demand(*fault_sentence(arena, faults->at[i].fault, faults->at[i].bound, FRENCH));
    }
}

static void check_outcome(struct arena *arena, enum err error, enum err malformed, const struct sample *sample,
                          const struct faults *faults)
{
    if (error == OK) {
        demand(faults->count == 0);
        check_taken(sample);
    } else if (error == E_FIELDS) {
        check_faults(arena, faults);
    } else {
        demand(error == malformed);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    const char *bytes = (const char *)data;
    struct sample body = { 0 }, query = { 0 };
    struct faults body_faults = { 0 }, query_faults = { 0 };
    enum err error;

    error = fields_read_body(arena, body_table, bytes, size, &body, &body_faults);
    demand(error != OK || body.line);
    check_outcome(arena, error, E_BAD_JSON, &body, &body_faults);
    error = fields_read_query(arena, query_table, arena_copy(arena, bytes, size), &query, &query_faults);
    check_outcome(arena, error, E_BAD_REQUEST, &query, &query_faults);
    arena_free(arena);
    return 0;
}
