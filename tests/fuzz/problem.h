/* What holds for every answer that refuses, whatever was asked. */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "req.h"

#include <jansson.h>
#include <stdlib.h>

static void demand(bool condition)
{
    if (!condition)
        abort();
}

static void check_problem(const struct req *q)
{
    json_t *problem = json_loadb(q->answer.bytes, q->answer.length, JSON_REJECT_DUPLICATES, NULL);
    const json_t *fields = json_object_get(problem, "fields");

    demand(q->error && q->status == err_status(q->error) && q->status >= 400);
    demand(json_is_object(problem) && json_integer_value(json_object_get(problem, "status")) == q->status);
    demand(json_string_length(json_object_get(problem, "detail")) > 0);
    demand(q->error != E_FIELDS || json_object_size(fields) > 0);
    json_decref(problem);
}

#endif
