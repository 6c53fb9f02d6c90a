/* Whether a password is a word that everybody tries: the only user of libpwquality and its dictionary. */
#ifndef DICTIONARY_H
#define DICTIONARY_H

#include <stdbool.h>

/* True when the password is in the dictionary, in some simple disguise of one of its words, or a row of characters.
 * False too where the machine has no dictionary: the other rules still hold, and the log says so once. */
bool dictionary_knows(const char *password);

#endif
