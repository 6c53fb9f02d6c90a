/* Subcommands beside serve, mail and migrate; each answers the program's exit status. */
#ifndef COMMANDS_H
#define COMMANDS_H

/* `guichet entity add NAME --kind bank|fund|company [--client --leader ADDRESS [--language fr|en]]`: onboarding. */
int entity_main(int argc, char **argv);

/* `guichet keys create` makes the key file when there is none; `guichet keys rotate` puts a new key first, which a HUP
 * to `guichet serve` takes up. */
int keys_main(int argc, char **argv);

/* `guichet routes`: the route table, one line each. */
int routes_main(int argc, char **argv);

/* `guichet demo FOLDER`: loads the demonstration data into an empty database. */
int demo_main(int argc, char **argv);

#endif
