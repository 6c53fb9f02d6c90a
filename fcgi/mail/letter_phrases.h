/* Phrases that letters of several rooms have in common, as letter.c reads them. */
#ifndef LETTER_PHRASES_H
#define LETTER_PHRASES_H

/* clang-format off */
#define FR_OPERATION \
    "[l’opération « {operation} » (référence {reference})|l’opération « {operation} »|l’opération {reference}" \
    "|une opération]"
#define EN_OPERATION \
    "[the operation “{operation}” (reference {reference})|the operation “{operation}”|the operation {reference}" \
    "|an operation]"
#define FR_NOT_ME  "Si cela ne vous concerne pas, ouvrez le lien et choisissez « Ce n’est pas moi » : "
#define EN_NOT_ME  "If this is not meant for you, open the link and choose “This is not me”: "
/* clang-format on */

#endif
