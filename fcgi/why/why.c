#include "why.h"
#include "answer.h"
#include "emit.h"
#include "err.h"
#include "why_wording.h"

#include <string.h>

#define SENTENCE_MOST 4096

static const char *value_of(const struct why_names *names, const char *name, size_t length)
{
    const struct {
        const char *name, *value;
    } all[] = { { "person", names->person }, { "email", names->email }, { "entity", names->entity },
                { "side", names->side },     { "team", names->team },   { "by", names->by },
                { "reason", names->reason }, { "count", names->count } };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strlen(all[i].name) == length && !memcmp(all[i].name, name, length))
            return all[i].value;
    return NULL;
}

/* Whether everything from `at` to `end` can be filled in. */
static bool is_known(const char *at, const char *end, const struct why_names *names)
{
    for (; at < end; at++)
        if (*at == '{' && !value_of(names, at + 1, strcspn(at + 1, "}")))
            return false;
    return true;
}

static const char *fill(struct req *q, const char *wording, const struct why_names *names)
{
    struct text out = text_new(q->arena, SENTENCE_MOST);

    for (const char *at = wording; *at; at++) {
        if (*at == '{') {
            size_t length = strcspn(at + 1, "}");
            const char *value = value_of(names, at + 1, length);

            text_add(&out, value ? value : "");
            at += length + 1;
        } else if (*at == '[') {
            const char *end = strchr(at, ']');

            at = is_known(at, end, names) ? at : end;
        } else if (*at != ']') {
            text_add_char(&out, *at);
        }
    }
    return text_string(&out);
}

void why_link(struct req *q, const char *code, enum standing standing, int64_t at, const struct why_names *names)
{
    static const char *const states[] = {
        [STANDS] = "ok", [MISSING] = "missing", [LOST] = "missing", [WAITS] = "waits"
    };
    const struct link_wording *row = link_wordings;
    enum language language = answer_language(q);
    struct text *out = &q->answer;
    bool mends;

    while (strcmp(row->code, code))
        row++;
    mends = row->remedy[language] && standing != STANDS && standing != LOST;
    emit_object(out, NULL);
    emit_string(out, "code", code);
    emit_string(out, "state", states[standing]);
    emit_string(out, "sentence", fill(q, row->sentence[language], names));
    emit_time(out, "at", at);
    emit_string(out, "remedy", mends ? fill(q, row->remedy[language], names) : NULL);
}

const char *why_side(enum side side, enum language language)
{
    static const char *const words[][2] = {
        [SIDE_NONE] = { NULL, NULL },
        [SIDE_MANAGER] = { [FRENCH] = "gestionnaire", [ENGLISH] = "manager" },
        [SIDE_LENDER] = { [FRENCH] = "prêteur", [ENGLISH] = "lender" },
        [SIDE_BORROWER] = { [FRENCH] = "emprunteur", [ENGLISH] = "borrower" },
    };

    return words[side][language];
}
