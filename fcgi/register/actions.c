#include "actions.h"

#include <stddef.h>
#include <string.h>

#define ACTION_NAME(name, word) [name] = (word),

/* clang-format off */
const char *const action_names[ACTION_COUNT + 1] = { ACTIONS(ACTION_NAME) [ACTION_COUNT] = NULL };
/* clang-format on */

const char *action_name(enum action action)
{
    return action_names[action];
}

enum action action_of(const char *word)
{
    enum action action = 0;

    while (action < ACTION_COUNT && strcmp(action_names[action], word))
        action++;
    return action;
}
