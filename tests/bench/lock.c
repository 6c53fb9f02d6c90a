/* Somebody who wants to write the database again and again, and notes how long he had to wait: `lock FILE`, until its
 * standard input ends; then the count, and the longest wait in milliseconds. */
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_US 200

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Milliseconds until the lock was there; it is given back at once. */
static double wait_once(sqlite3 *db)
{
    double begun = now_ms();
    int status;

    while ((status = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL)) == SQLITE_BUSY)
        usleep(PAUSE_US);
    if (status != SQLITE_OK) {
        fprintf(stderr, "lock: %s\n", sqlite3_errmsg(db));
        exit(EXIT_FAILURE);
    }
    begun = now_ms() - begun;
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return begun;
}

int main(int argc, char **argv)
{
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    double longest = 0;
    long count = 0;
    sqlite3 *db;

    if (argc != 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return EXIT_FAILURE;
    for (; poll(&input, 1, 0) == 0; count++) {
        double wait = wait_once(db);

        longest = wait > longest ? wait : longest;
        usleep(PAUSE_US);
    }
    printf("%ld %.3f\n", count, longest);
    sqlite3_close(db);
    return EXIT_SUCCESS;
}
