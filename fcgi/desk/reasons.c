#include "reasons.h"
#include "answer.h"
#include "emit.h"
#include "reasons_wording.h"
#include "route.h"

#include <string.h>

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
                         fact_sentence(right, code, holds, answer_language(q)));
    }
}

void reasons_write(struct req *q, struct text *out, const struct reasons *reasons)
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

void reasons_rule(struct req *q, struct text *out, enum err error)
{
    const char *rule = rule_sentence(err_code(error), answer_language(q));

    emit_array(out, "why");
    write_reason(out, err_code(error), rule ? rule : err_sentence(error, answer_language(q)));
    emit_array_end(out);
}

static void write_ways_in(struct req *q, struct text *out)
{
    emit_array(out, "why");
    write_reason(out, "not_found", rule_sentence("not_found", answer_language(q)));
    write_reason(out, "ways_in", rule_sentence("ways_in", answer_language(q)));
    emit_array_end(out);
}

static bool told_by_rights(const struct reasons *reasons)
{
    return reasons->stops || reasons->ways;
}

void reasons_refused(struct req *q, struct text *out)
{
    int status = err_status(q->error);

    if (status == 404 && q->actor.entity && q->route->right > OWN_SESSION)
        write_ways_in(q, out);
    else if ((status == 403 || status == 409) && told_by_rights(&q->reasons))
        reasons_write(q, out, &q->reasons);
    else if (status == 403 || status == 409)
        reasons_rule(q, out, q->error);
}
