/* What SQLite alone takes: `bare FILE` runs each line of its standard input, a whole transaction, and says how many
 * milliseconds that was. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void run(sqlite3 *db, const char *text)
{
    if (sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK)
        return;
    fprintf(stderr, "bare: %s: %s\n", sqlite3_errmsg(db), text);
    exit(EXIT_FAILURE);
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t room = 0;
    sqlite3 *db;

    if (argc != 2 || sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        return EXIT_FAILURE;
    run(db, "PRAGMA synchronous = FULL; PRAGMA mmap_size = 2147418112");
    while (getline(&line, &room, stdin) > 0) {
        double begun = now_ms();

        run(db, line);
        printf("%.4f\n", now_ms() - begun);
    }
    sqlite3_close(db);
    return EXIT_SUCCESS;
}
