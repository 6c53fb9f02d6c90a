/* What is answered: addresses, before people are added by them. */
#include "people.h"
#include "schema.h"

#define FAULT WORD("bad_email", "email_letters", "duplicate")

/* clang-format off */

SCHEMA(checked,
    { "items", ALWAYS, LIST(checked_address), "One for each address, in the order asked." })

SCHEMA(checked_address,
    { "email",   ALWAYS,    TEXT,                        "As it was asked." },
    { "notes",   ALWAYS,    WORDS_OF_TYPE(address_note), "By what the caller may see." },
    { "instead", SOMETIMES, TEXT,                        "The address that may have been meant." },
    { "entity",  SOMETIMES, OBJECT(named),               "Whose domain it is." },
    { "code",    SOMETIMES, FAULT,                       "With which adding would refuse it." })

/* clang-format on */
