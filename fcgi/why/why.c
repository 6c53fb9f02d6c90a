#include "why.h"
#include "contact.h"
#include "emit.h"
#include "route.h"
#include "why_wording.h"

#include <string.h>

#define SENTENCE_MOST 4096

static void write_reason(struct text *out, const char *code, const char *sentence)
{
    emit_object(out, NULL);
    emit_string(out, "code", code);
    emit_string(out, "sentence", sentence);
    emit_object_end(out);
}

/* --- facts ------------------------------------------------------------------------------------------------------- */

static const char *fact_sentence(enum right right, const char *code, bool holds, enum language language)
{
    for (const struct fact_wording *row = fact_wordings; row->code; row++) {
        const char *sentence = holds ? row->holds[language] : row->lacks[language];
        bool fits = !row->topic || !strncmp(row->topic, right_name(right), strlen(row->topic));

        if (sentence && fits && !strcmp(row->code, code))
            return sentence;
    }
    return "";
}

static void write_facts(struct req *q, struct text *out, enum right right, unsigned facts, bool holds)
{
    for (unsigned fact = 1; fact; fact <<= 1) {
        const char *code = facts & fact ? fact_code(fact) : NULL;

        if (code)
            write_reason(out, holds ? code : arena_format(q->arena, "not_%s", code),
                         fact_sentence(right, code, holds, req_language(q)));
    }
}

void why_reasons(struct req *q, struct text *out, const struct reasons *reasons)
{
    unsigned lacks = 0, against = 0;

    for (int i = 0; i < reasons->ways; i++) {
        lacks |= reasons->way[i].lacks;
        against |= reasons->way[i].against;
    }
    emit_array(out, "why");
    if (reasons->verdict == ALLOW)
        write_facts(q, out, reasons->right, reasons->gives, true);
    write_facts(q, out, reasons->right, reasons->stops | against, true);
    write_facts(q, out, reasons->right, lacks, false);
    emit_array_end(out);
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static const char *rule_sentence(const char *code, enum language language)
{
    for (const struct rule_wording *row = rule_wordings; row->code; row++)
        if (!strcmp(row->code, code))
            return row->sentence[language];
    return NULL;
}

void why_rule(struct req *q, struct text *out, enum err error)
{
    const char *rule = rule_sentence(err_code(error), req_language(q));

    emit_array(out, "why");
    write_reason(out, err_code(error), rule ? rule : err_sentence(error, req_language(q)));
    emit_array_end(out);
}

static void write_ways_in(struct req *q, struct text *out)
{
    emit_array(out, "why");
    write_reason(out, "not_found", rule_sentence("not_found", req_language(q)));
    write_reason(out, "ways_in", rule_sentence("ways_in", req_language(q)));
    emit_array_end(out);
}

static bool told_by_rights(const struct reasons *reasons)
{
    return reasons->stops || reasons->ways;
}

void why_refused(struct req *q, struct text *out)
{
    int status = err_status(q->error);

    if (status == 404 && q->actor.entity && q->route->right > OWN_SESSION)
        write_ways_in(q, out);
    else if ((status == 403 || status == 409) && told_by_rights(&q->reasons))
        why_reasons(q, out, &q->reasons);
    else if (status == 403 || status == 409)
        why_rule(q, out, q->error);
}

/* --- the chain of an access -------------------------------------------------------------------------------------- */

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
    enum language language = req_language(q);
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

const char *why_side(const char *side, enum language language)
{
    static const struct {
        const char *side, *word[2];
    } words[] = { { "manager", { [FRENCH] = "gestionnaire", [ENGLISH] = "manager" } },
                  { "lender", { [FRENCH] = "prêteur", [ENGLISH] = "lender" } },
                  { "borrower", { [FRENCH] = "emprunteur", [ENGLISH] = "borrower" } } };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].side, side))
            return words[i].word[language];
    return side;
}
