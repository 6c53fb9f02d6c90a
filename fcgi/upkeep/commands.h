/* Subcommands beside serve, mail and migrate; each answers the program's exit status. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include <stdbool.h>
#include <stdint.h>

/* `guichet entity add|list|rename|set-client|first-leader`: onboarding, and nothing that gives access. */
int entity_main(int argc, char **argv);

/* `guichet import FILE [--dry-run] [--invite] [--encoding NAME]`: entities, teams and their first people from a CSV
 * file, all of them checked first. */
int import_main(int argc, char **argv);

/* `guichet keys create` makes the key files that are not there, the server's and the register's; `guichet keys rotate`
 * puts a new key first in the server's, which a HUP to `guichet serve` takes up. */
int keys_main(int argc, char **argv);

/* `guichet register`: verify, checkpoint, prove ROW and key new, with the database; check, without. */
int register_main(int argc, char **argv);

/* `guichet register check --key KEYFILE FILE...`: whether checkpoints, proofs of rows and growth that somebody was
 * handed are good, each by itself and beside the others. Needs neither a database nor a network. */
int proof_check_main(int argc, char **argv);

/* `guichet backup FILE`: copies the database into a new file, mode 0600, while the site goes on. */
int backup_main(int argc, char **argv);

/* `guichet restore FILE`: puts a backup in the place of the database, whole, while nobody has that open, and keeps the
 * one that was there. */
int restore_main(int argc, char **argv);

/* `guichet check [FILE]`: proves the database, or a backup of it, sound, or says what is not: file, references,
 * intervals of access, organisation charts, operations without a manager, register. */
int check_main(int argc, char **argv);

/* The same for others: false, with a line for each finding on stderr; the rows of the register. */
bool check_file(const char *path, int64_t *rows);

/* `guichet routes`: the route table, one line each: method, path, right; with --costs the largest body in KiB, and
 * whether it hashes. */
int routes_main(int argc, char **argv);

/* `guichet openapi`: the description of the API, as GET api/openapi.json answers it. */
int openapi_main(int argc, char **argv);

/* `guichet demo FOLDER`: loads the demonstration data into an empty database. */
int demo_main(int argc, char **argv);

#endif
