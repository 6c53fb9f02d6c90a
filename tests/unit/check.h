/* The least a unit test needs: a condition, what was expected, and a count. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <string.h>

static int check_passed, check_failed;

#define CHECK(condition)                                                                                               \
    ((condition) ? (void)check_passed++                                                                                \
                 : (void)(check_failed++, printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition)))

#define CHECK_TEXT(got, want) check_text(__FILE__, __LINE__, #got, (got), (want))

static inline void check_text(const char *file, int line, const char *what, const char *got, const char *want)
{
    if (got == want || (got && want && !strcmp(got, want))) {
        check_passed++;
        return;
    }
    check_failed++;
    printf("%s:%d: %s is \"%s\", not \"%s\"\n", file, line, what, got ? got : "(null)", want ? want : "(null)");
}

/* The closing line, and the exit status of main. */
static inline int check_end(void)
{
    printf("%d passed, %d failed\n", check_passed, check_failed);
    return check_failed > 0;
}

#endif
