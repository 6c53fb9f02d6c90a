#include "dictionary.h"
#include "log.h"

#include <pthread.h>
#include <pwquality.h>
#include <string.h>

#define SHORTEST 6 /* the library's least; how long a password must be is decided elsewhere */

/* cracklib, below the library, works in static buffers. */
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static pwquality_settings_t *make_settings(void)
{
    pwquality_settings_t *settings = pwquality_default_settings();

    if (settings) {
        pwquality_set_int_value(settings, PWQ_SETTING_MIN_LENGTH, SHORTEST);
        pwquality_set_int_value(settings, PWQ_SETTING_DICT_CHECK, 1);
    }
    return settings;
}

static bool is_missing(int found, const char *why)
{
    static bool said;
    bool missing = found == PWQ_ERROR_CRACKLIB_CHECK && why && strstr(why, "loading dictionary");

    if (missing && !said) {
        LOG_WARN("dictionary", LOG_TEXT("text", why), LOG_TEXT("do", "install cracklib-runtime"));
        said = true;
    }
    return missing;
}

bool dictionary_knows(const char *password)
{
    pwquality_settings_t *settings = make_settings();
    void *why = NULL;
    bool known;
    int found;

    if (!settings)
        return false;
    pthread_mutex_lock(&one_at_a_time);
    found = pwquality_check(settings, password, NULL, NULL, &why);
    known = (found == PWQ_ERROR_CRACKLIB_CHECK || found == PWQ_ERROR_PALINDROME) && !is_missing(found, why);
    pthread_mutex_unlock(&one_at_a_time);
    pwquality_free_settings(settings);
    return known;
}
